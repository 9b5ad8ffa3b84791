"""A round with a bad postman: sticks lost, copied, late and out of order, clocks wrong, a laptop put back, a forger.

Every place is a real vault and every handover the real button. What the office ends with is held against `oracle`.
"""

import io
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from app.errors import NotAllowedError
from app.practice import errands, forger
from app.practice import laptop as practice
from app.practice import team as teams
from app.practice.dice import Dice
from app.practice.oracle import ERASED, Edit, Oracle, View
from app.practice.postman import Postman
from app.records.change import COMMON, Change
from app.security.card import OfficeCard
from app.services.handover import HandoverService
from app.services.handover_facts import Outcome
from app.services.session import Session
from app.services.setup import found_office
from app.storage import opening
from app.storage.memory import InstallationMemory
from app.storage.types import Founder, NewChange
from app.storage.vault import Vault
from app.sync import enrolment, gaps
from app.sync.enrolment import Registration

START = 1_795_000_000_000
DAY = 24 * 60 * 60 * 1000
CARRYING = {"return", "assignment", "decisions"}
SETTLE = 4  # lossless rounds at the end; three are needed: up, down, and up again for who was put back
OFFICE = "office"


@dataclass(frozen=True, slots=True)
class Wish:
    """How large a round, and where. ``groups``: laptops that share villages and meet in the evening."""

    folder: Path
    villages: int = 3
    laptops: int = 3
    days: int = 4
    seed: int = 1
    edits: int = 3  # a laptop and day


@dataclass(slots=True)
class Seat:
    """One vault and whose it is. ``skew`` is what its clock is wrong by, in milliseconds."""

    code: str
    staff: str
    person: str
    memory: Path
    vault: Vault
    skew: int = 0
    put_back: bool = False
    villages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """What came of it: the office beside the oracle, and what happened on the way."""

    equal: bool
    differing: tuple[str, ...]
    surprises: tuple[str, ...]
    places: int  # places whose state equals the oracle's, the office among them
    changes: int
    conflicts: int
    missing: int  # changes and parts the office still lacks
    happened: dict[str, int] = field(default_factory=dict)


class Simulation:
    """One round, day by day."""

    def __init__(self, wish: Wish) -> None:
        self.wish = wish
        self.dice = Dice(wish.seed, teams.today_of(START), "simulation")
        self.now = START
        self.seats: dict[str, Seat] = {}
        self.villages = [self.dice.rec("village", n) for n in range(wish.villages)]
        self.postman = Postman(self.dice.at("postman"), wish.folder / "post")
        self.happened: dict[str, int] = {}
        self._copy_day, self._back_day = wish.days // 3, 2 * wish.days // 3
        self._copied = str(self.dice.at("who").number(1, wish.laptops))
        self._written = 0

    def play(self) -> Result:
        """Play the round and compare."""
        try:
            self._begin()
            for day in range(self.wish.days):
                self._day(day)
            self._settle()
            return self._result()
        finally:
            for seat in self.seats.values():
                seat.vault.close()

    # ---- before

    def _begin(self) -> None:
        card = self._office()
        allowed: dict[str, frozenset[str] | None] = {OFFICE: None}
        for number in range(1, self.wish.laptops + 1):
            code = str(number)
            mine = self._villages_of(number)
            allowed[code] = frozenset({COMMON, *(f"village-{v}" for v in mine)})
            self._laptop(code, card, mine)
        self.oracle = Oracle(allowed)
        stick = self._stick("enrol")
        for seat in self._laptops():
            self._button(seat, stick)
        office = self.seats[OFFICE]
        self._button(office, stick)
        told = {e.staff: e for e in enrolment.enrolments(office.vault)}
        for seat in self._laptops():
            registration = Registration(laptop=seat.code, villages=seat.villages, role="member")
            enrolment.confirm(office.vault, told[seat.staff].row, registration)
        for seat in (office, *self._laptops(), office):
            self._button(seat, stick)

    def _office(self) -> OfficeCard:
        vault, card, _ = found_office(
            self.wish.folder / OFFICE,
            "演练巡察办",
            Founder(self.dice.rec("officer"), "周敏", "B001"),
            practice.PASSPHRASE,
            memory=InstallationMemory(self.wish.folder / "homes" / OFFICE),
            cost=practice.cost(),
            practice=True,
            clock=self._clock(OFFICE),
        )
        self.seats[OFFICE] = Seat(OFFICE, "B001", "", self.wish.folder / "homes" / OFFICE, vault)
        for number, rec in enumerate(self.villages):
            vault.write([NewChange("village", rec, f"village-{rec}", {"name": f"演练{number}村", "town": "清河镇"})])
        return card

    def _laptop(self, code: str, card: OfficeCard, villages: tuple[str, ...]) -> None:
        home, staff = self.wish.folder / "homes" / code, f"X{int(code):03}"
        vault = opening.create(
            self.wish.folder / f"laptop-{code}",
            Founder(self.dice.rec("person", code), f"巡察员{code}", staff),
            practice.PASSPHRASE,
            memory=InstallationMemory(home),
            card=card,
            cost=practice.cost(),
            practice=True,
            clock=self._clock(code),
        )
        self.seats[code] = Seat(code, staff, vault.me.person, home, vault, villages=villages)

    def _villages_of(self, number: int) -> tuple[str, ...]:
        """A share of the villages, and one more that a neighbour also has: there people edit the same records."""
        own = {v for at, v in enumerate(self.villages) if at % self.wish.laptops == number - 1}
        return tuple(sorted(own | {self.villages[number % len(self.villages)], self.villages[0]}))

    # ---- a day

    def _day(self, day: int) -> None:
        self.now = START + day * DAY
        for seat in self._laptops():
            self._fault_of_clock(seat, day)
            self._work(seat, day)
        if day == self._copy_day:
            self._copy(self.seats[self._copied])
        if day == self._back_day > self._copy_day:
            self._put_back(self.seats[self._copied])
        self._forge(day)
        self._forge_by_hand(day)
        self._redact(day)
        for seat in (*self._laptops(), self.seats[OFFICE]):
            self._evening(seat, day)

    def _fault_of_clock(self, seat: Seat, day: int) -> None:
        dice = self.dice.at("clock", seat.code, day)
        seat.skew = 0
        if dice.chance(25):
            seat.skew = dice.pick((-400 * DAY, -DAY, DAY // 2, 30_000 * DAY))
            self._happens("clock faults")

    def _work(self, seat: Seat, day: int) -> None:
        dice = self.dice.at("work", seat.code, day)
        for number in range(self.wish.edits):
            scope = f"village-{dice.pick(seat.villages)}"
            new = errands.errand(seat.vault, dice, scope, f"{seat.code}-{day}-{number}")
            self._write(seat, new)
            if new.kind == "person" and new.fields and dice.chance(15):
                self._attach(seat, new.rec, scope, dice.bytes(3000))

    def _redact(self, day: int) -> None:
        """Now and then the office takes words out that somebody should not have written."""
        dice, office = self.dice.at("redact", day), self.seats[OFFICE]
        held = errands.records(office.vault) if dice.chance(30) else []
        new = errands.redaction("", dice.pick(held), dice, as_office=True) if held else None
        if new is not None:
            self._write(office, new)

    def _attach(self, seat: Seat, parent: str, scope: str, data: bytes) -> None:
        parts = [list(part) for part in seat.vault.put_blob(io.BytesIO(data))]
        rec = self.dice.rec("attachment", seat.code, self._written)
        fields = {"name": "收据.jpg", "parts": parts, "size": len(data)}
        seat.vault.write([NewChange("attachment", rec, scope, fields, parent=parent)])
        self._happens("attachments")

    def _write(self, seat: Seat, new: NewChange) -> None:
        try:
            made = seat.vault.write([new])
        except NotAllowedError:  # such as a step from a state it does not begin at
            self._happens("not allowed")
            return
        self._happens(errands.name_of(new))
        for change in made:
            self.oracle.wrote(seat.code, edit_of(change), sure=not seat.put_back)
            self._written += 1

    def _copy(self, seat: Seat) -> None:
        self._reopen(seat, lambda: shutil.copytree(seat.vault.folder, self.wish.folder / "copy"))
        self.oracle.copied(seat.code)

    def _put_back(self, seat: Seat) -> None:
        """The disk died; the copy of some days ago is put back. Its person gets a new writer before writing on."""

        def swap() -> None:
            shutil.rmtree(seat.vault.folder)
            shutil.copytree(self.wish.folder / "copy", seat.vault.folder)

        before = seat.vault.me.writer_id
        self._reopen(seat, swap)
        self.oracle.restored(seat.code)
        seat.put_back = True
        self._happens("laptops put back")
        self._happens("new writers", seat.vault.me.writer_id != before)

    def _reopen(self, seat: Seat, between: Callable[[], object]) -> None:
        folder = seat.vault.folder
        seat.vault.close()
        between()
        memory, clock = InstallationMemory(seat.memory), self._clock(seat.code)
        seat.vault = opening.open_vault(folder, seat.staff, practice.PASSPHRASE, memory=memory, clock=clock)

    def _forge(self, day: int) -> None:
        for file, place in self.postman.forge(day):
            stick = self._stick(f"forged-{day}-{place}")
            shutil.copy(file, stick / file.name)
            done = HandoverService(Session(self.seats[place].vault)).hand_over(stick)
            self._happens("forgeries")
            self._happens("forgeries refused", len(done.refused) + done.others)

    def _forge_by_hand(self, day: int) -> None:
        """A stranger's package and an insider's: the one is refused whole, of the other the forged lines are."""
        dice, office = self.dice.at("forger", day), self.seats[OFFICE]
        if not dice.chance(40):
            return
        seat = dice.pick(self._laptops())
        stick = self._stick(f"stranger-{day}")
        forger.stranger(seat.vault, stick)
        _, lines = forger.insider(seat.vault, stick)
        before = len(office.vault.set_aside())
        done = HandoverService(Session(office.vault)).hand_over(stick)
        self._happens("forgeries", 1 + lines)
        self._happens("forgeries refused", len(done.refused) + len(office.vault.set_aside()) - before)

    def _evening(self, seat: Seat, day: int) -> None:
        stick = self._stick(f"{day}-{seat.code}")
        self._happens("packages read", self.postman.deliver(seat.code, day, stick))
        dice = self.dice.at("evening", seat.code, day)
        peers = [s.code for s in self._laptops() if s is not seat]
        to = dice.pick(peers) if seat.code != OFFICE and peers and dice.chance(30) else ""
        self._button(seat, stick, to, post=day)

    # ---- after

    def _settle(self) -> None:
        """The postman finds everything he has, and sticks go by hand a few times."""
        self.now = START + (self.wish.days + 1) * DAY
        for seat in self._laptops():
            seat.skew = 0
        for seat in (*self._laptops(), self.seats[OFFICE]):
            stick = self._stick(f"late-{seat.code}")
            self.postman.deliver(seat.code, self.wish.days + 100, stick)
            self._button(seat, stick)
        for number in range(SETTLE):
            stick = self._stick(f"settle-{number}")
            for seat in (*self._laptops(), self.seats[OFFICE], *self._laptops()):
                self._button(seat, stick)

    def _result(self) -> Result:
        differing, equal = [], 0
        for seat in self.seats.values():
            theirs, ours = self.oracle.view(seat.code), view(seat.vault)
            wrong = [str(key) for key in {*theirs, *ours} if theirs.get(key) != ours.get(key)]
            differing += [f"{seat.code}: {key}" for key in sorted(wrong)]
            equal += not wrong
        office = self.seats[OFFICE].vault
        left = gaps.gaps(office)
        self.happened |= self.postman.happened
        return Result(
            equal=not differing and not self.oracle.surprises,
            differing=tuple(differing),
            surprises=tuple(self.oracle.surprises),
            places=equal,
            changes=sum(tip[0] for chains in office.ledger.held().values() for tip in chains.values()),
            conflicts=sum(len(values) > 1 for values in view(office).values()),
            missing=sum(g.changes + g.blobs for g in left),
            happened=dict(sorted(self.happened.items())),
        )

    # ---- parts

    def _button(self, seat: Seat, stick: Path, to: str = "", post: int | None = None) -> Outcome:
        done = HandoverService(Session(seat.vault)).hand_over(stick, to=to)
        for read in done.read:
            self.oracle.delivered(read.file, seat.code)
        for sent in done.written:
            if sent.kind in CARRYING:
                self.oracle.packed(sent.file, seat.code)
            if post is not None:
                self.postman.take(stick / sent.file, sent.place, post)
        self._happens("refused", len(done.refused))
        return done

    def _stick(self, name: str) -> Path:
        path = self.wish.folder / "sticks" / name
        path.mkdir(parents=True, exist_ok=True)
        return path

    def _laptops(self) -> list[Seat]:
        return [seat for code, seat in self.seats.items() if code != OFFICE]

    def _clock(self, code: str) -> Callable[[], int]:
        def tick() -> int:
            self.now += 1
            seat = self.seats.get(code)
            return max(1, self.now + (seat.skew if seat else 0))

        return tick

    def _happens(self, what: str, times: int = 1) -> None:
        self.happened[what] = self.happened.get(what, 0) + times


def edit_of(change: Change) -> Edit:
    """What the oracle is told of a change."""
    fields, redact = change.body["fields"], change.body.get("redact", {})
    values = {name: str(change.value(name)) for name in fields}
    replaces = {name: frozenset(f["sup"]) for name, f in fields.items()}
    erases = frozenset((one, name) for one, names in redact.items() for name in names)
    return Edit(change.id, change.scope, change.rec, values, replaces, erases)


def view(vault: Vault) -> View:
    """What stands in a vault, as the oracle says it: every field with all values that stand side by side."""
    found: dict[tuple[str, str], frozenset[str]] = {}
    for record in errands.records(vault):
        for name, heads in record.heads.items():
            if heads:
                found[record.rec, name] = frozenset(ERASED if head.redacted else str(head.value) for head in heads)
    return found


def simulate(wish: Wish) -> Result:
    """Play one round and compare every place with the oracle."""
    return Simulation(wish).play()
