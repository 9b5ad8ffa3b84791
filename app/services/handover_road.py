"""How far things have come on the road, which stick this is, what was cancelled, which keys ended. Facts, no words."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from app.jobs import Progress
from app.records.kinds import kinds
from app.reports.slip import Slip
from app.services.handover_facts import Forked, Outcome
from app.services.session import Session, Touched
from app.storage import whereabouts
from app.storage.types import ListQuery, PackageRecord
from app.storage.vault import Vault
from app.storage.whereabouts import Whereabouts
from app.sync import drives, ending, register, road, sending, shown, stick, unreadable
from app.sync.ending import Late
from app.sync.package import SUFFIX
from app.sync.register import Standing
from app.sync.road import At, RoadState
from app.sync.unreadable import FileUnreadableError

__all__ = ["Fate", "Late", "OnPaper", "RightStick", "RoadService", "RoadState", "Standing"]

EIGHT = 8  # digits of a digest a person types


@dataclass(frozen=True, slots=True)
class OnPaper:
    """One line of the list that people otherwise keep on paper: a record or attachment and how far it has come."""

    rec: str
    kind: str
    title: str
    person: str
    state: RoadState
    updated: int


@dataclass(frozen=True, slots=True)
class RightStick:
    """Whether a stick holds the file whose digest begins so. ``file`` is '' when none does.

    ``intact``: what lies there has the digest that its slip and its ``.sha256`` say. ``others`` are the first eight
    digits of the other files, so that a person sees at once which stick this is.
    """

    file: str
    intact: bool
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fate:
    """One package written here: ``state`` is written, receipted or void; ``age`` days since it was written."""

    package: str
    place: str
    kind: str
    counter: int
    sha256: str
    file: str
    state: str
    at: int
    age: int


class RoadService:
    """The verbs around a handover that are not the one button."""

    def __init__(self, session: Session) -> None:
        self._session, self._vault = session, session.vault

    # ---- how far

    def states(self, recs: Sequence[str]) -> dict[str, RoadState]:
        """How far records and attachments have come. Parts of a record count with it, attachments by themselves."""
        return _states(self._vault, recs, whereabouts.of_records(self._vault, recs))

    def state_list(self, village: str) -> list[OnPaper]:
        """Every record and attachment of a village, the least far first: a list to print."""
        vault, found = self._vault, []
        scope = f"village-{village}"
        rows = [
            (code, row)
            for code, kind in kinds().items()
            if kind.listed or kind.field("parts")
            for row in vault.rows(code, vault.list(ListQuery(code, scopes=(scope,))))
        ]
        states = _states(vault, [row.rec for _, row in rows], whereabouts.of_scope(vault, scope))
        for code, row in rows:
            names = [str(row.values.get(name) or "") for name in kinds()[code].title]
            title, person = " · ".join(n for n in names if n), vault.person_of(row.writer)
            found.append(OnPaper(row.rec, code, title, person, states[row.rec], row.updated))
        return sorted(found, key=lambda one: (one.state, one.kind, one.updated, one.rec))

    # ---- packages

    def fates(self) -> list[Fate]:
        """Packages written here, newest first: what is still on its way shows how long."""
        now, day, has = self._vault.clock(), 24 * 60 * 60 * 1000, shown.shown(self._vault)
        return [_fate(p, (now - p.at) // day, shown=p.id in has) for p in reversed(self._vault.packages("out"))]

    def cancel(self, package: str, reason: str = "") -> Touched:
        """Declare a package void; the next one announces it.

        Raises:
            NotCancellableError: not written here, receipted, or void already.
        """
        sending.cancel(self._vault, package, reason)
        return self._session.touched(frozenset({"event"}))

    def slips(self, outcome: Outcome) -> tuple[Slip, ...]:
        """Facts of the slip (U盘交接单) of each package that was written: number, digest, chain heads, recipient."""
        from app.services.paper_slip import slip_of

        return tuple(slip_of(self._session, sent.package) for sent in outcome.written)

    # ---- sticks

    def stick(self, folder: Path) -> Standing:
        """Look a stick up in the register (F11).

        Raises:
            StickGoneError: the folder does not answer.
        """
        with stick.told(folder):
            return register.standing(self._vault, drives.folder(folder))

    def right_stick(self, folder: Path, first8: str, progress: Progress | None = None) -> RightStick:
        """Tell whether the file of a slip lies on this stick, by the first eight digits of its digest.

        Raises:
            StickGoneError: the folder does not answer.
        """
        wanted = "".join(first8.split()).lower()
        seen: dict[str, str] = {}
        with stick.told(folder):
            names = sorted(p.name for p in folder.iterdir() if p.name.endswith(SUFFIX) and p.is_file())
            for path in (folder / name for name in names):
                with suppress(FileUnreadableError), unreadable.told_apart(path), stick.told(folder):
                    seen[path.name] = stick.digest(path, progress)
            match = [n for n, digest in seen.items() if len(wanted) >= EIGHT and digest.startswith(wanted)]
            damaged = [n for n in names if len(wanted) >= EIGHT and stick.stated(folder / n).startswith(wanted)]
        file = (match or damaged or [""])[0]
        others = tuple(digest[:EIGHT] for name, digest in seen.items() if name != file)
        return RightStick(file, bool(match), others)

    # ---- keys

    def end_key(self, writer: str, reason: str, day: str = "") -> Touched:
        """End a key where its chains stand here.

        Raises:
            NotAnOfficeError, NotFoundError: nothing was written.
        """
        ending.end(self._vault, writer, reason=reason, day=day)
        return self._session.touched(frozenset({"writer"}))

    def extend_key(self, writer: str, upto: Mapping[str, int]) -> Touched:
        """Let later work of an ended key count, up to a number per scope.

        Raises:
            NotAnOfficeError, NotFoundError, EndNotHeldError: nothing was written.
        """
        ending.extend(self._vault, writer, upto)
        return self._session.touched(frozenset(kinds()))

    def late_work(self) -> list[Late]:
        """Work that came after its key had ended."""
        return ending.late(self._vault)


def forks(vault: Vault) -> tuple[Forked, ...]:
    """Every number that two different changes carry, with whose key and laptop: somebody copied a vault."""
    roster = vault.roster().writers
    return tuple(
        Forked(writer, vault.person_of(writer), roster[writer].laptop if writer in roster else "", scope, number)
        for writer, scope, number in vault.forks()
    )


def _fate(package: PackageRecord, age: int, *, shown: bool) -> Fate:
    file = str(package.details.get("file", ""))
    return Fate(
        package.id,
        package.recipient,
        package.kind,
        package.counter,
        package.sha256,
        file,
        sending.RECEIPTED if shown else package.state,
        package.at,
        age,
    )


def _states(vault: Vault, recs: Sequence[str], held: Iterable[Whereabouts]) -> dict[str, RoadState]:
    wanted, mine = set(recs), {draft.rec for draft in vault.drafts()}
    changes: dict[str, list[At]] = {rec: [] for rec in recs}
    attached = {code for code, kind in kinds().items() if kind.field("parts")}
    for one in held:
        at = At(one.writer, one.scope, one.n, one.id)
        if one.rec in wanted:
            changes[one.rec].append(at)
        if one.parent in wanted and one.kind not in attached:
            changes[one.parent].append(at)
    parts = _parts(vault, attached, wanted)
    proof, id_at, forked = road.evidence(vault), road.id_at(vault), road.forked(vault)
    return {
        rec: RoadState.HERE if rec in mine else road.road_state(changes[rec], parts.get(rec, ()), proof, id_at, forked)
        for rec in recs
    }


def _parts(vault: Vault, attached: Iterable[str], wanted: set[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for code in attached:
        for row in vault.rows(code, vault.list(ListQuery(code))):
            parts = row.values.get("parts")
            if row.rec in wanted and isinstance(parts, list):
                found[row.rec] = [str(part[0]) for part in parts if isinstance(part, list) and part]
    return found
