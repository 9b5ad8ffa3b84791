"""A whole practice round by stick: an office and laptops, from the card to the decision that travels back.

Every step is the verb the window uses; only the people's hands are played.
"""

import datetime as dt
import json
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from app.practice import HOMES, answers, matters, names
from app.practice import field as fields
from app.practice import laptop as laptops
from app.practice import team as teams
from app.practice import village as villages
from app.practice.dice import Dice
from app.practice.field import DISPUTED
from app.practice.paperwork import Paperwork
from app.practice.team import Inspector, Team
from app.practice.village import Village
from app.records.kinds import kinds
from app.security import card as cards
from app.security import durable, sshsig
from app.services.first_start import Answers, Road
from app.services.handover import HandoverService
from app.services.handover_facts import Outcome
from app.services.records import RecordService
from app.services.session import Session
from app.services.setup import SetupService, found_office
from app.services.upkeep import UpkeepService
from app.storage.database import now
from app.storage.opening import FolderInUseError
from app.storage.types import Founder, ListQuery, Record
from app.sync.enrolment import Registration

OFFICE, STICK, KEYS, DOCUMENTS = "office", "usb", "keys", "documents"
Tell = Callable[[str, float], object]


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be played. ``megabytes`` is the size of the recording; ``today`` the day it plays on (None: today)."""

    out: Path
    villages: int = 3
    laptops: int = 2
    seed: int = 1
    megabytes: int = 20
    today: dt.date | None = None
    clock: Callable[[], int] = now


@dataclass(frozen=True, slots=True)
class Place:
    """One vault of the round, open, with its services. ``folder`` is its name under ``out``."""

    folder: str
    who: Inspector
    passphrase: str = field(repr=False)
    session: Session
    records: RecordService
    handover: HandoverService


def play(wish: Wish, tell: Tell = lambda *_: None) -> dict[str, object]:
    """Play the round and return its summary, which is also written to ``summary.json``.

    Args:
        wish: where, how large, which seed.
        tell: hears each step as it ends, with its seconds.

    Raises:
        FolderInUseError: ``out`` holds something already.
    """
    if wish.out.exists() and any(wish.out.iterdir()):
        raise FolderInUseError(path=str(wish.out))
    round_ = Round(wish, tell)
    try:
        return round_.play()
    finally:
        round_.close()


class Round:
    """The office, the laptops, the stick, and how long each step took."""

    def __init__(self, wish: Wish, tell: Tell) -> None:
        self.wish, self._tell = wish, tell
        self.dice = Dice(wish.seed, wish.today or teams.today_of(wish.clock()))
        self.team: Team = teams.team(self.dice, wish.laptops)
        self.villages: tuple[Village, ...] = tuple(villages.village(self.dice, n) for n in range(wish.villages))
        self.stick = wish.out / STICK
        self.paperwork = Paperwork(wish.out / DOCUMENTS, wish.clock)
        self.places: list[Place] = []
        self._aloud: dict[tuple[str, ...], str] = {}  # eight words → whose laptop they are read out from
        self.seconds: dict[str, float] = {}
        self.found = 0  # conflicts that met at the office

    def play(self) -> dict[str, object]:
        """Take every step in order."""
        begun = time.perf_counter()
        for name, step in (
            ("office", self.make_office),
            ("laptops", self.make_laptops),
            ("shared", self.share),
            ("enrolment", self.confirm),
            ("assignment", self.assign),
            ("field", self.field),
            ("signatures", self.sign),
            ("papers", self.print_papers),
            ("laptop to laptop", self.between),
            ("return", self.bring_back),
            ("receive", self.receive),
            ("resolve", self.resolve),
            ("documents", self.report),
            ("decisions", self.decide),
            ("receipts", self.come_home),
        ):
            with self._timed(name):
                step()
        with self._timed("keys"):
            self.write_keys()
        whole = self.summary(time.perf_counter() - begun)
        text = json.dumps(whole, ensure_ascii=False, indent=1)
        durable.write_bytes(self.wish.out / "summary.json", text.encode() + b"\n")
        return whole

    def close(self) -> None:
        """Close every vault that is open."""
        for place in self.places:
            place.session.vault.close()

    # ---- before the field

    def make_office(self) -> None:
        """Found the office, put its card on the stick, write roster, village files and the schedule of talks."""
        self.stick.mkdir(parents=True)
        officer = self.team.officer
        setup = self._setup(OFFICE)
        vault, card, signature = found_office(
            self.wish.out / OFFICE,
            names.OFFICE,
            Founder(officer.rec, officer.name, officer.staff),
            self._passphrase(OFFICE),
            memory=setup.memory,
            practice=True,
            clock=self.wish.clock,
        )
        self._enter(OFFICE, officer, Session(vault))
        cards.write(self.stick, card, signature)
        vault.write(teams.records(self.dice, self.team, tuple(v.rec for v in self.villages)))
        for village in self.villages:
            vault.write(fields.prepared(village, self.team, self._holder(village)))
        self.office.session.choose(round_=self.team.round)

    def make_laptops(self) -> None:
        """Read the card off the stick, make a vault on each laptop, and write its enrolment."""
        for number in range(1, self.wish.laptops + 1):
            folder, who = f"laptop-{number}", self.team.people[number - 1]
            setup, passphrase = self._setup(folder), self._passphrase(folder)
            answers = Answers(
                road=Road.LAPTOP,
                card=setup.read_card(self.stick),
                compared=True,
                name=who.name,
                staff=who.staff,
                passphrase=passphrase,
                again=passphrase,
                folder=self.wish.out / folder,
            )
            self._enter(folder, who, setup.make(answers))
            self._enrol(self.places[-1])

    def share(self) -> None:
        """On the first laptop: who signs besides its holder gets keys there, and writes an enrolment too."""
        first = self.laptops[0]
        upkeep = UpkeepService(first.session)
        for who in matters.signers(self.team):
            upkeep.add_person(who.name, who.staff, first.passphrase)
        for who in matters.signers(self.team):
            self._turn(who)
            self._enrol(self.laptops[0])
        self._turn(first.who)

    def confirm(self) -> None:
        """At the office: read the enrolments and confirm those whose eight words agree with what is read aloud."""
        self._hand_over(self.office)
        for waiting in self.office.handover.enrolments():
            registration = Registration(laptop=self._aloud[waiting.words].removeprefix("laptop-"))
            self.office.handover.confirm_enrolment(waiting.row, registration)

    def assign(self) -> None:
        """The office writes the assignments, the laptops read them."""
        self._hand_over(self.office)
        for place in self.laptops:
            self._hand_over(place)
            place.session.choose(village=self.villages[0].rec, round_=self.team.round)

    # ---- in the field and home

    def field(self) -> None:
        """People, talks and attachments on each laptop; two of them change the same fields unseen."""
        for place in self.laptops:
            vault = place.session.vault
            for village in self.villages:
                if self._holder(village) is not place.who:
                    continue
                done = (fields.work(vault, village), matters.work(vault, village, self.team, place.who))
                for piece in (*chain(*done), *answers.surveyed(village, [who.rec for who in self.team.people])):
                    vault.write(piece)
        first, last = self.laptops[0], self.laptops[-1]
        for whose, place in enumerate((first, last) if first is not last else (first,)):
            place.session.vault.write(fields.edits(place.session.vault, self.villages[0], whose))
        first.session.vault.write([fields.recording(first.session.vault, self.villages[0], self.wish.megabytes)])
        allowed, signing = fields.irregular(self.villages[-1], self.team, last.who)
        last.session.vault.write(allowed)
        last.session.vault.write([signing], force=True)  # no window offers this; it is here to be seen

    def sign(self) -> None:
        """On the first laptop: a finding goes through four hands, each person unlocking it in turn."""
        holder = self.laptops[0].who
        for who, changes in matters.hands(self._look, self.villages[0], self.team, holder):
            if self.laptops[0].who is not who:
                self._turn(who)
            self.laptops[0].session.vault.write(changes)

    def print_papers(self) -> None:
        """On the first laptop: the papers of its village, written in clear; the log says so first."""
        self.paperwork.in_the_field(self.laptops[0].session, self.villages[0])

    def between(self) -> None:
        """In the evening every other laptop gives the first one what it has."""
        for place in self.laptops[1:]:
            place.handover.hand_over(self.stick, to="1")
        if len(self.laptops) > 1:
            self._hand_over(self.laptops[0])

    def bring_back(self) -> None:
        """Each laptop writes its return for the office."""
        for place in self.laptops:
            self._hand_over(place)
        self.paperwork.on_leaving(self.laptops[0].session)

    def receive(self) -> None:
        """The office takes everything in and gives receipts, after a backup."""
        self._hand_over(self.office)
        self.found = len(self._disputes(self.office))

    def resolve(self) -> None:
        """An officer decides the conflicts but one, which is left for whoever practises."""
        for rec, name in self._disputes(self.office):
            record = self.office.records.get(rec)
            if (record.kind.code, name) in DISPUTED:
                self.office.records.resolve(rec, name, record.conflicts[name][0].value)

    def report(self) -> None:
        """The office writes the reports of its villages."""
        self.paperwork.at_the_office(self.office.session, self.villages)

    def decide(self) -> None:
        """The office writes what it decided for the laptops."""
        self._hand_over(self.office)

    def come_home(self) -> None:
        """The laptops read receipts and decisions; on the first one a sentence is left half typed."""
        for place in self.laptops:
            self._hand_over(place)
        first = self.laptops[0]
        first.session.vault.save_draft(fields.draft(self.villages[0], first.session.vault.me.person))

    # ---- what is left behind

    def write_keys(self) -> None:
        """Practice only: what opens the vaults and packages, for looking into them with other tools."""
        folder = self.wish.out / KEYS
        folder.mkdir()
        vault = self.office.session.vault
        keys, card = vault.office, vault.card
        if keys is None or card is None:
            raise ValueError("the first place is the office")
        durable.write_bytes(folder / "office.age", keys.receive.text.encode() + b"\n")
        durable.write_bytes(folder / "recover.age", keys.recover.text.encode() + b"\n")
        signers = {card.writer_id: card.key} | {
            writer: bytes.fromhex(entry.key) for writer, entry in vault.roster().writers.items()
        }
        lines = [sshsig.allowed_signers_line(writer, key) for writer, key in sorted(signers.items())]
        durable.write_bytes(folder / "allowed_signers", "".join(lines).encode())
        opens = {place.folder: {place.who.staff: place.passphrase} for place in self.places}
        first = self.laptops[0]
        opens[first.folder] |= {who.staff: first.passphrase for who in matters.signers(self.team)}
        text = json.dumps(opens, ensure_ascii=False, indent=1)
        durable.write_bytes(folder / "passphrases.json", text.encode() + b"\n")

    def summary(self, seconds: float) -> dict[str, object]:
        """Counts at the office, packages on the stick, and seconds of each step."""
        vault = self.office.session.vault
        counted = {code: vault.count(ListQuery(code)) for code in kinds()}
        on_stick = list(self.stick.glob("*.satchel"))
        return {
            "practice": True,
            "seed": self.wish.seed,
            "date": self.dice.today.isoformat(),
            "villages": len(self.villages),
            "laptops": len(self.laptops),
            "changes": sum(tip[0] for chains in vault.ledger.held().values() for tip in chains.values()),
            "records": sum(counted.values()),
            "records_by_kind": {code: count for code, count in counted.items() if count},
            "packages": len(on_stick),
            "package_bytes": sum(path.stat().st_size for path in on_stick),
            "attachment_bytes": sum(size for _, size in vault.blobs()),
            "conflicts": self.found,
            "conflicts_open": len(self._disputes(self.office)),
            "irregular": sum(vault.count(ListQuery(code, only="irregular")) for code in kinds()),
            "documents": self.paperwork.counted(),
            "documents_without_font": self.paperwork.skipped,
            "drafts": sum(len(place.session.vault.drafts()) for place in self.places),
            "seconds": {**self.seconds, "all": round(seconds, 3)},
        }

    # ---- inside

    @property
    def office(self) -> Place:
        """The office."""
        return self.places[0]

    @property
    def laptops(self) -> Sequence[Place]:
        """The laptops, by number."""
        return self.places[1:]

    def _holder(self, village: Village) -> Inspector:
        return self.team.people[village.number % self.wish.laptops]

    def _setup(self, folder: str) -> SetupService:
        return SetupService(self.wish.out / HOMES / folder, self.wish.clock)

    def _passphrase(self, folder: str) -> str:
        return f"{laptops.PASSPHRASE} {folder}"

    def _enter(self, folder: str, who: Inspector, session: Session) -> None:
        self.places.append(self._place(folder, who, session))

    def _place(self, folder: str, who: Inspector, session: Session) -> Place:
        records, handover = RecordService(session), HandoverService(session)
        return Place(folder, who, self._passphrase(folder), session, records, handover)

    def _turn(self, who: Inspector) -> None:
        """The first laptop is locked, and another of its people unlocks it."""
        before = self.laptops[0]
        before.session.vault.close()
        session = self._setup(before.folder).unlock(self.wish.out / before.folder, who.staff, before.passphrase)
        self.places[1] = self._place(before.folder, who, session)

    def _enrol(self, place: Place) -> None:
        self._hand_over(place)
        self._aloud[place.handover.my_words()] = place.folder

    def _look(self, rec: str, scope: str) -> Record | None:
        return self.laptops[0].session.vault.record(rec, scope)

    def _hand_over(self, place: Place) -> Outcome:
        """Press the one button; in a practice round nothing may be refused."""
        outcome = place.handover.hand_over(self.stick)
        for refused in outcome.refused:
            raise refused.error
        return outcome

    def _disputes(self, place: Place) -> list[tuple[str, str]]:
        """Record and field of every conflict that stands."""
        found = []
        vault = place.session.vault
        for code in kinds():
            for row in vault.rows(code, vault.list(ListQuery(code, only="conflicts"))):
                record = vault.record(row.rec, row.scope)
                found += [(row.rec, name) for name in (record.conflicts if record else ())]
        return found

    @contextmanager
    def _timed(self, name: str) -> Iterator[None]:
        begun = time.perf_counter()
        yield
        self.seconds[name] = round(time.perf_counter() - begun, 3)
        self._tell(name, self.seconds[name])
