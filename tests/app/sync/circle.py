"""An office and laptops on one table: real small vaults, one stick."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from app.records.change import COMMON, new_record_id
from app.security import kdf
from app.security.card import OfficeCard
from app.services.setup import found_office
from app.storage import opening
from app.storage.memory import InstallationMemory
from app.storage.types import Founder, NewChange
from app.storage.vault import Vault
from app.sync import enrolment
from app.sync.enrolment import Registration

COST = kdf.KdfCost(8, 1, 1)
PASSPHRASE = "春风 田野 石桥 书信"


@dataclass
class Table:
    """Everybody's vaults. ``now`` is the clock of all, moved by hand."""

    folder: Path
    practice: bool = False
    now: int = 1_767_600_000_000
    vaults: list[Vault] = field(default_factory=list)
    card: OfficeCard | None = None

    @property
    def clock(self) -> Callable[[], int]:
        return self._tick

    def _tick(self) -> int:
        self.now += 1
        return self.now

    def office(self, name: str = "office") -> Vault:
        vault, self.card, _ = found_office(
            self.folder / name,
            "某县委巡察办",
            Founder(new_record_id(), "周敏", "B001"),
            PASSPHRASE,
            memory=InstallationMemory(self.folder / f"{name}-home"),
            cost=COST,
            practice=self.practice,
            clock=self.clock,
        )
        self.vaults.append(vault)
        return vault

    def laptop(self, name: str, person: str, staff: str) -> Vault:
        vault = opening.create(
            self.folder / name,
            Founder(new_record_id(), person, staff),
            PASSPHRASE,
            memory=InstallationMemory(self.folder / f"{name}-home"),
            card=self.card,
            cost=COST,
            practice=self.practice,
            clock=self.clock,
        )
        self.vaults.append(vault)
        return vault

    def stick(self, name: str = "usb") -> Path:
        path = self.folder / name
        path.mkdir(exist_ok=True)
        return path

    def close(self) -> None:
        for vault in self.vaults:
            vault.close()


def village(office: Vault, name: str = "石桥村") -> str:
    """A village written by the office; returns its record id."""
    rec = new_record_id()
    office.write([NewChange("village", rec, f"village-{rec}", {"name": name, "town": "清河镇"})])
    return rec


def admit(office: Vault, villages: list[str], **more: str) -> None:
    """Confirm every enrolment that waits."""
    for one in enrolment.enrolments(office):
        enrolment.confirm(office, one.row, Registration(villages=villages, **more))


def add_person(vault: Vault, where: str, name: str, **fields: object) -> str:
    """A person of the village, written by whoever has the vault open."""
    rec = new_record_id()
    vault.write([NewChange("person", rec, f"village-{where}", {"name": name, **fields})])
    return rec


def change(vault: Vault, kind: str, rec: str, where: str, **fields: object) -> None:
    scope = COMMON if where == COMMON else f"village-{where}"
    vault.write([NewChange(kind, rec, scope, fields)])


def journal(vault: Vault, scopes: set[str] | None = None) -> set[str]:
    """Ids of every change held."""
    return {
        cid
        for writer, chains in vault.ledger.held().items()
        for scope in chains
        if scopes is None or scope in scopes
        for _, cid, _ in vault.lines(writer, scope, 0)
    }
