"""Handover by stick (U盘交接): one button reads what came and writes what has to go. Facts, no words."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

from app.errors import AppError
from app.jobs import Progress
from app.records.kinds import kinds
from app.services import handover_stick
from app.services.handover_facts import (
    ALREADY,
    DIFFERS,
    INTACT,
    MINE,
    NEW,
    NO_SUM,
    OTHERS,
    REFUSED,
    UNREADABLE,
    Clearing,
    Drafts,
    Forked,
    OnStick,
    Outcome,
    Outgoing,
    Plan,
    Refused,
    Sent,
)
from app.services.handover_road import forks
from app.services.session import Session, Touched
from app.storage import entry_sheets, pool
from app.storage.vault import Vault
from app.sync import (
    assignment,
    cargo,
    decisions,
    drives,
    enrolment,
    gaps,
    places,
    receipts,
    receive,
    register,
    returning,
    sending,
    stick,
    trust,
    unreadable,
    ustar,
)
from app.sync.cargo import Cargo
from app.sync.drives import Drive
from app.sync.enrolment import Enrolment, Registration
from app.sync.manifest import Kind, Manifest
from app.sync.package import Written
from app.sync.places import Place
from app.sync.receive import Received
from app.sync.refusals import NotAddressedHereError, PackageRefusedError
from app.sync.returning import Packing

_ORDER = (Kind.ASSIGNMENT, Kind.DECISIONS, Kind.RECEIPT, Kind.ENROLMENT, Kind.RETURN)
_NOTHING: Touched = frozenset()
Write = Callable[..., list[Written]]  # takes a progress and, but for a receipt, a ``load``


class HandoverService:
    """The verbs of the handover page."""

    def __init__(self, session: Session) -> None:
        self._session, self._vault = session, session.vault

    # ---- looking

    def drives(self) -> list[Drive]:
        """Sticks plugged in now."""
        return drives.drives()

    def place(self) -> str:
        """Code of this place: ``office``, a laptop code, or '' before this person is registered."""
        return places.mine(self._vault)

    def laptops(self) -> list[Place]:
        """Other laptops of the roster, to hand over to directly."""
        return [place for code, place in places.laptops(self._vault).items() if code != self.place()]

    def plan(self, folder: Path, to: str = "") -> Plan:
        """Look at a stick without changing anything: whose packages, what would go, what is missing.

        ``to`` is a laptop code, '' for the office (at a laptop) or for whoever is due (at the office).

        Raises:
            StickGoneError: the folder does not answer.
        """
        with stick.told(folder):
            drive = drives.folder(folder)
        found = tuple(self._look(folder))
        return Plan(
            stick=register.standing(self._vault, drive),
            forks=forks(self._vault),
            place=self.place(),
            drive=drive,
            packages=found,
            outgoing=tuple(self._outgoing(folder, to, {p.place for p in found if p.place})),
            drafts=self.drafts(),
            gaps=tuple(gaps.gaps(self._vault)),
            responses=pool.waiting(self._vault) + entry_sheets.waiting(self._vault),
        )

    def clearing(self) -> Clearing:
        """What still keeps this laptop from being cleared; see `Clearing`."""
        from app.services import clearing

        return clearing.clearing(self._vault)

    def drafts(self) -> tuple[Drafts, ...]:
        """Drafts on this machine, person by person; only mine are packed."""
        me, names = self._vault.me.person, places.names(self._vault)
        counts = Counter(draft.person for draft in self._vault.drafts())
        return tuple(Drafts(p, names.get(p, ""), n, mine=p == me) for p, n in sorted(counts.items()))

    def check_stick(self, folder: Path, progress: Progress | None = None) -> list[tuple[str, str]]:
        """Hash every package on a stick again, without keys: (file, intact, differs, no sum or unreadable).

        Pulling the stick out and plugging it in before this is the only full proof that it kept what was written.
        """
        return [(path.name, self._state_of(path, progress)) for path in handover_stick.packages(folder)]

    @staticmethod
    def _state_of(path: Path, progress: Progress | None) -> str:
        stated = stick.stated(path)
        if not stated:
            return NO_SUM
        try:
            return INTACT if stick.digest(path, progress) == stated else DIFFERS
        except OSError:
            return UNREADABLE

    # ---- enrolment

    def enrolments(self) -> list[Enrolment]:
        """Enrolments that wait for an officer to compare eight words."""
        return enrolment.enrolments(self._vault)

    def my_words(self) -> tuple[str, ...]:
        """Eight words of my own key: what the officer must hear from me."""
        return enrolment.words_of(self._vault.me.key.public.hex())

    def confirm_enrolment(self, row: int, registration: Registration | None = None) -> Touched:
        """Put a person on the roster after the words were compared.

        Raises:
            NotAnOfficeError, NoEnrolmentError, LaptopTakenError: nothing was written.
        """
        enrolment.confirm(self._vault, row, registration)
        return self._session.touched(frozenset({"inspector", "writer"}))

    def decline_enrolment(self, row: int) -> Touched:
        """Set an enrolment aside: the words did not agree.

        Raises:
            NoEnrolmentError: no such enrolment waits.
        """
        enrolment.decline(self._vault, row)
        return self._session.touched(_NOTHING)

    # ---- the one button

    def hand_over(self, folder: Path, progress: Progress | None = None, to: str = "") -> Outcome:
        """Read every package addressed here, then write what has to go; each is read back before it counts.

        Raises:
            StickFullError, StickReadOnlyError, StickGoneError, StickUnreliableError: what was read stays read.
            NoOfficeCardError: this laptop does not know its office yet.
            UnregisteredStickError: the office's rule refuses this stick; it was neither read nor written.
            CancelledError: the person asked to stop; packages finished before stay.
        """
        steps, known = progress or Progress(), set(forks(self._vault))
        with stick.told(folder):
            standing = register.admit(self._vault, drives.folder(folder))
        try:
            read, refused, others = self._read(folder, steps)
            came_from = {r.place for r in read if r.place} | {self._enrolled(r) for r in read}
            written = tuple(self._write(folder, to, came_from - {""}, steps))
        except Exception:
            self._session.touched(frozenset(kinds()))  # what came before the stick was pulled out is here
            raise
        taken = any(r.state == receive.TAKEN for r in read)
        committed = any(s.kind == Kind.RETURN for s in written)
        touched = self._session.touched(frozenset(kinds()) if taken or committed else _NOTHING)
        return Outcome(
            read=tuple(read),
            refused=tuple(refused),
            written=written,
            drafts=self.drafts(),
            gaps=tuple(gaps.gaps(self._vault)),
            others=others,
            touched=touched,
            forks=self._new_forks(known),
            stick=standing,
        )

    def _new_forks(self, known: set[Forked]) -> tuple[Forked, ...]:
        found = tuple(fork for fork in forks(self._vault) if fork not in known)
        for fork in found:
            self._vault.log("fork", fork.writer, {"scope": fork.scope, "n": fork.number})
        return found

    def _read(self, folder: Path, progress: Progress) -> tuple[list[Received], list[Refused], int]:
        read: list[Received] = []
        refused: list[Refused] = []
        waiting = self._in_order(folder)
        others = 0
        while waiting:
            again: list[Path] = []
            before = len(read)
            for path in waiting:
                try:
                    with unreadable.told_apart(path):
                        read.append(receive.receive(self._vault, path, progress))
                except NotAddressedHereError:
                    others += 1
                except PackageRefusedError as error:
                    again.append(path)
                    refused.append(Refused(path.name, error))
            # a signer unknown a moment ago may have been registered by a package read after it
            unknown = {r.file for r in refused if r.error.code == "unknown-signer"}
            waiting = [p for p in again if p.name in unknown] if len(read) > before else []
            refused = [r for r in refused if r.file not in {p.name for p in waiting}]
        for one in refused:
            self._vault.log("refuse", detail={"file": one.file, "why": one.error.code})
        return read, refused, others

    def _in_order(self, folder: Path) -> list[Path]:
        """Packages not written here, rosters first, then by the time they were made."""
        mine = self._my_files()
        desk = trust.desk(self._vault)

        def rank(path: Path) -> tuple[int, int]:
            try:
                told = handover_stick.peeked(path, desk)
            except AppError:
                return len(_ORDER), 0
            return _ORDER.index(Kind(told.kind)), told.created

        return sorted((p for p in handover_stick.packages(folder) if p.name not in mine), key=rank)

    def _write(self, folder: Path, to: str, came_from: set[str], progress: Progress) -> Iterator[Sent]:
        if self._vault.office is None and not enrolment.is_registered(self._vault):
            if not self._enrolment_lies(folder):
                yield _sent([enrolment.write(self._vault, folder, progress=progress)])[0]
            return
        if self._vault.office is None:
            returning.commit_my_drafts(self._vault)
        for verb in self._due(folder, to, came_from):
            yield from _sent(_twice(*verb[2:], progress))

    def _due(self, folder: Path, to: str, came_from: set[str]) -> Iterator[tuple[Place, Kind, Write, Cargo | None]]:
        """What has to go: place, kind, how to write it, and what is in it."""
        vault = self._vault
        for place in self._answered(to, came_from):
            if receipts.unanswered(vault, place):
                yield place, Kind.RECEIPT, partial(receipts.write, vault, folder, place), None
            if vault.office is None:
                continue
            load = decisions.gather(vault, place)
            kind = Kind.ASSIGNMENT if assignment.is_due(vault, place) else Kind.DECISIONS
            write = assignment.write if kind is Kind.ASSIGNMENT else decisions.write
            if kind is Kind.ASSIGNMENT or sending.is_due(vault, folder, load, place):
                yield place, kind, partial(write, vault, folder, place), load
        if vault.office is None:
            for target in self._targets(to, came_from):
                load = returning.gather(vault, target, folder)
                if sending.is_due(vault, folder, load, target):
                    yield target, Kind.RETURN, partial(_return, vault, folder, target), load

    def _targets(self, to: str, came_from: set[str]) -> list[Place]:
        """Where a laptop's work goes: to the one asked for, else to the office; from who leads, back to the group too.

        So the evening needs one button at the leader's laptop: what everybody brought goes to everybody who came.
        """
        known = places.laptops(self._vault)
        if to in known:
            return [known[to]]
        back = [known[code] for code in sorted(came_from) if code in known] if self._session.leads else []
        return [*back, places.office(self._vault)]

    def _answered(self, to: str, came_from: set[str]) -> list[Place]:
        """Laptops to write to: the one asked for, else those whose packages lie on this stick, else (office) all."""
        laptops = self.laptops()
        if self._vault.office is None:
            return [place for place in laptops if place.code in came_from]
        wanted = {to} if to else came_from
        return [p for p in laptops if p.code in wanted] or ([] if wanted - {"office"} else laptops)

    # ---- parts

    def _outgoing(self, folder: Path, to: str, came_from: set[str]) -> Iterator[Outgoing]:
        if self._vault.office is None and not enrolment.is_registered(self._vault):
            if not self._enrolment_lies(folder):
                yield Outgoing("office", (), (Kind.ENROLMENT,))
            return
        names, found = places.names(self._vault), dict[str, Outgoing]()
        for place, kind, _, load in self._due(folder, to, came_from):
            before = found.get(place.code)
            found[place.code] = Outgoing(
                place=place.code,
                people=tuple(names.get(person, "") for person in place.persons),
                kinds=(*(before.kinds if before else ()), kind),
                changes=load.changes if load else 0,
                blobs=load.blobs if load else 0,
                size=load.size if load else 0,
                receipts=len(receipts.unanswered(self._vault, place)),
            )
        yield from found.values()

    def _look(self, folder: Path) -> Iterator[OnStick]:
        mine, seen = self._my_files(), {str(p.details.get("file")): p for p in cargo.arrived(self._vault)}
        desk = trust.desk(self._vault)
        for path in handover_stick.packages(folder):
            size = handover_stick.size(path)
            if path.name in mine:
                yield OnStick(path.name, size, MINE, mine[path.name])
                continue
            try:
                told = handover_stick.peeked(path, desk)
            except NotAddressedHereError:
                yield OnStick(path.name, size, OTHERS)
            except AppError as error:
                yield OnStick(path.name, size, REFUSED, trouble=error)
            else:
                state = ALREADY if path.name in seen and seen[path.name].id == told.package else NEW
                yield self._on_stick(path, size, state, told)

    def _on_stick(self, path: Path, size: int, state: str, told: Manifest) -> OnStick:
        names, person = places.names(self._vault), self._vault.person_of(told.writer)
        name = str(told.body.get("name", "")) if told.kind == Kind.ENROLMENT else names.get(person, "")
        place = places.place_of(self._vault, told.writer)
        return OnStick(path.name, size, state, told.kind, place, name, told.counter, told.created)

    def _my_files(self) -> dict[str, str]:
        """Files written here → kind."""
        return {str(p.details.get("file")): p.kind for p in self._vault.packages("out")}

    def _enrolment_lies(self, folder: Path) -> bool:
        """Whether my enrolment lies here already; somebody else's of the same laptop is not mine."""
        mine = self._vault.me.writer_id
        return any(
            p.kind == Kind.ENROLMENT
            and (folder / str(p.details.get("file"))).is_file()
            and cargo.manifest_of(p.manifest).writer == mine
            for p in self._vault.packages("out")
        )

    def _enrolled(self, read: Received) -> str:
        """Place of a laptop whose enrolment lies on the stick and has been confirmed meanwhile."""
        if read.kind != Kind.ENROLMENT:
            return ""
        found = next((p for p in self._vault.packages("in") if p.row == read.row), None)
        return str(found.details.get("place", "")) if found else ""


def _return(vault: Vault, folder: Path, place: Place, progress: Progress, load: Cargo | None = None) -> list[Written]:
    return returning.write(vault, folder, place, Packing(load=load), progress)


def _twice(write: Write, load: Cargo | None, progress: Progress) -> list[Written]:
    """Try once more when a record was changed (a redaction) between counting and packing: then all is counted anew."""
    if load is not None:
        with suppress(ustar.BrokenArchiveError):
            return write(progress, load=load)
    return write(progress)


def _sent(written: list[Written]) -> list[Sent]:
    found = []
    for one in written:
        told = one.manifest
        changes = sum(chain["to"] - chain["from"] + 1 for chains in told.chains.values() for chain in chains.values())
        _, index, of = told.series
        found.append(
            Sent(
                place=told.made_for,
                kind=told.kind,
                file=one.path.name,
                sha256=one.sha256,
                size=one.size,
                counter=told.counter,
                changes=changes,
                blobs=len(told.blobs),
                index=index,
                of=of,
                package=told.package,
            )
        )
    return found
