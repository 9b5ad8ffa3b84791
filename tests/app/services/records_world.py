"""A real vault to try records in: an office with one village, two more inspectors, and a clock that only goes on."""

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path

from app.records.change import COMMON, new_record_id
from app.services.records import RecordService
from app.services.session import Session
from app.services.setup import found_office
from app.storage import opening
from app.storage.memory import InstallationMemory
from app.storage.types import Founder, NewChange
from app.storage.vault import Vault

STAFF, PASSPHRASE = "1001", "six sparrows over the wheat field"
START = dt.datetime(2026, 7, 9, 9, 0)  # noqa: DTZ001 - wall time


@dataclass
class Clock:
    """A wall clock that ticks one second each time it is read."""

    now: dt.datetime = field(default=START)

    def local(self) -> dt.datetime:
        self.now += dt.timedelta(seconds=1)
        return self.now

    def milliseconds(self) -> int:
        return int(self.local().timestamp() * 1000)


@dataclass
class World:
    """What a test works with. ``again`` closes the vault as a power cut would and opens it anew."""

    folder: Path
    memory: Path
    clock: Clock
    vault: Vault
    village: str
    other_village: str
    inspectors: tuple[str, str]

    def __post_init__(self) -> None:
        self.session = Session(self.vault)
        self.service = RecordService(self.session, self.clock.local)
        self.service.language = "en"

    @property
    def scope(self) -> str:
        return f"village-{self.village}"

    def again(self) -> "World":
        self.vault.close()
        vault = opening.open_vault(
            self.folder,
            STAFF,
            PASSPHRASE,
            memory=InstallationMemory(self.memory),
            clock=self.clock.milliseconds,
        )
        return World(self.folder, self.memory, self.clock, vault, self.village, self.other_village, self.inspectors)

    def put(self, kind: str, fields: dict, parent: str = "", **more) -> str:
        """Write a record straight away."""
        rec = new_record_id()
        self.vault.write([NewChange(kind, rec, self.scope, fields, parent=parent, **more)])
        return rec

    def conflict(self, rec: str, name: str, value: object) -> None:
        """Write a second version that had not seen the first."""
        record = self.vault.record(rec)
        self.vault.write([NewChange(record.kind, rec, record.scope, {name: value}, record.parent, sup={name: ()})])


def make(base: Path) -> World:
    """Make the office, its villages and people."""
    clock = Clock()
    me = Founder(new_record_id(), "周 office", STAFF)
    vault, _, _ = found_office(
        base / "vault",
        "县委巡察办",
        me,
        PASSPHRASE,
        memory=InstallationMemory(base / "memory"),
        clock=clock.milliseconds,
    )
    ids = [new_record_id() for _ in range(5)]
    village, other, one, two, _ = ids
    roster = [
        NewChange(
            "inspector", rec, COMMON, {"name": name, "staff": staff, "role": "member", "sex": "male"}, as_office=True
        )
        for rec, name, staff in ((one, "吴一", "1002"), (two, "郑二", "1003"))
    ]
    vault.write(roster)
    villages = [
        NewChange("village", rec, f"village-{rec}", {"name": name, "town": "柳河镇", "short": short})
        for rec, name, short in ((village, "石桥村", "03"), (other, "南坪村", "04"))
    ]
    vault.write(villages)
    world = World(base / "vault", base / "memory", clock, vault, village, other, (one, two))
    world.session.choose(village=village)
    return world
