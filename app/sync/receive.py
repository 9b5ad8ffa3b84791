"""Taking a package in: check it whole, then stage, verify every signature, and let it appear at once."""

import contextlib
import io
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from app.errors import CancelledError
from app.jobs import Progress
from app.records.change import Change, MalformedChangeError, parse
from app.security import keys
from app.storage import busy, disk, receiving
from app.storage.types import Arrived, PackageRecord
from app.storage.vault import Vault
from app.sync import cargo as cargos
from app.sync import enrolment, package, places, receipts, stick, trust
from app.sync.desk import Desk, refusing
from app.sync.keeping import Keeping
from app.sync.manifest import LINES, Kind, Manifest, Member
from app.sync.package import Checked
from app.sync.refusals import PackageDamagedError

INCOMING = "incoming"
TAKEN, ALREADY = "taken", "already"
NAMED = 200  # bad things of one package that are named; the others are counted
_SLICE = 2000  # changes verified and staged together
Verdicts = Callable[[], list[bool]]


@dataclass(frozen=True, slots=True)
class Received:
    """What became of one package. ``state`` is ``taken`` or ``already``; ``place`` the code it came from, or ''."""

    file: str
    state: str
    kind: str
    package: str
    place: str
    person: str
    counter: int
    row: int
    arrived: Arrived = field(default_factory=lambda: Arrived(0, 0, 0, 0, 0))
    set_aside: int = 0
    drafts: tuple[tuple[str, int], ...] = ()
    answered: int = 0  # my packages that this receipt answers
    sum_differs: bool = False


def receive(vault: Vault, path: Path, progress: Progress | None = None) -> Received:
    """Take in one package from a stick. One that came before is "already here".

    Raises:
        PackageRefusedError: with the reason; nothing of it was kept.
        StickGoneError: the stick stopped answering; nothing was kept.
        DiskFullError, DiskReadOnlyError, DiskFailedError: this computer's disk did not take it; nothing was kept, or
            it is here and only a line about it was not written: then it is "already here" the next time.
        CancelledError: the person asked to stop; nothing was kept.
    """
    seen = _seen(vault, path, progress)
    if seen is not None:
        return _already(vault, seen, path.name, progress or Progress())
    room = _room(vault)
    with busy.bringing(vault.folder):
        return _brought(vault, path, room / f"{secrets.token_hex(8)}.satchel", progress)


def _brought(vault: Vault, path: Path, copy: Path, progress: Progress | None) -> Received:
    desk = trust.desk(vault)
    keeping = Keeping(vault.blobs_folder, vault.database)
    taken = False
    try:
        checked = package.check(path, desk, copy=copy, keep=keeping, progress=progress)
        with refusing(path.name):
            done = _take(vault, checked, desk, keeping, progress or Progress())
        taken = done.state == TAKEN
    finally:
        if not taken:  # also of one that came before: what was taken out meanwhile does not come back
            keeping.undo()
        with contextlib.suppress(OSError):
            copy.unlink(missing_ok=True)
    return done


def _room(vault: Vault) -> Path:
    """The folder for ciphertext on its way in, cleared of what a power cut left."""
    room = vault.folder / INCOMING
    with disk.told(room):
        room.mkdir(exist_ok=True)
    with busy.alone(vault.folder) as nobody_else:  # another program's copy is not left over
        for left in room.iterdir() if nobody_else else ():
            with contextlib.suppress(OSError):  # what somebody else put there is in nobody's way
                left.unlink()
    return room


def _seen(vault: Vault, path: Path, progress: Progress | None) -> PackageRecord | None:
    """The package, when its stated digest is one we took and the file really has it: no need to open it again."""
    stated = stick.stated(path)
    found = next((p for p in cargos.arrived(vault) if p.sha256 == stated), None)
    if found is None:
        return None
    with stick.told(path.parent):
        return found if stick.digest(path, progress) == stated else None


def _already(vault: Vault, seen: PackageRecord, name: str, progress: Progress) -> Received:
    if seen.state == "folding":  # a full disk came between its appearing and the views
        receiving.finish(vault.ledger, seen.row, progress)
        vault.index_postponed(progress)
    told = cargos.manifest_of(seen.manifest)
    # a power cut may have come between taking a receipt in and noting what it answers
    answered = receipts.take(vault, told) if told.kind == Kind.RECEIPT else 0
    place, person = places.place_of(vault, told.writer), vault.person_of(told.writer)
    return Received(name, ALREADY, seen.kind, seen.id, place, person, seen.counter, seen.row, answered=answered)


def _take(vault: Vault, checked: Checked, desk: Desk, keeping: Keeping, progress: Progress) -> Received:
    found = checked.manifest
    for seen in cargos.arrived(vault):
        if seen.id == found.package:
            if seen.manifest != checked.raw:
                raise PackageDamagedError(file=checked.name, why="id")
            return _already(vault, seen, checked.name, progress)
    if found.kind == Kind.ENROLMENT:
        row = enrolment.take(vault, checked)
        return Received(checked.name, TAKEN, found.kind, found.package, "", "", found.counter, row)
    if found.kind == Kind.RECEIPT:
        receipts.demand_body(found)
    return _stage(vault, checked, desk, keeping, progress)


def _stage(vault: Vault, checked: Checked, desk: Desk, keeping: Keeping, progress: Progress) -> Received:
    found = checked.manifest
    _learn_keys(vault, found)
    staging = vault.staging(_record(vault, checked))
    try:
        with keys.Verifier() as verifier:
            taken = _Taking(staging, found, verifier)
            package.contents(checked, desk, lambda member, data: taken.take(member, data, progress), parts=False)
        for sha256, size in found.blobs.items():
            staging.blob_here(sha256, size)
        arrived = staging.finish(progress)
    except BaseException:
        try:
            staging.abandon()
        except disk.TROUBLES:  # the next unlocking takes the changes back out; the parts are sound, and are noted
            keeping.keep()
        if _has_appeared(vault, found.package):
            keeping.keep()
        raise
    keeping.keep()
    place, person = places.place_of(vault, found.writer), vault.person_of(found.writer)
    details = {
        "place": place,
        "person": person,
        "file": checked.name,
        "set aside": taken.aside,
        "new": arrived.changes_new,
    }
    vault.update_package(staging.row, receipts.ARRIVED, details)
    answered = receipts.take(vault, found) if found.kind == Kind.RECEIPT else 0
    with contextlib.suppress(CancelledError):  # it has appeared; what is not indexed now will be later
        vault.index_postponed(progress)
    told = {"kind": found.kind, "from": place, "counter": found.counter, "sha256": checked.sha256}
    vault.log("receipt" if found.kind == Kind.RECEIPT else "receive", found.package, told)
    return Received(
        file=checked.name,
        state=TAKEN,
        kind=found.kind,
        package=found.package,
        place=place,
        person=person,
        counter=found.counter,
        row=staging.row,
        arrived=arrived,
        set_aside=taken.aside,
        drafts=found.drafts,
        answered=answered,
        sum_differs=checked.sum_differs,
    )


def _has_appeared(vault: Vault, package: str) -> bool:
    """Whether a package stands in the vault although not everything about it was written; when in doubt it does."""
    with contextlib.suppress(*disk.TROUBLES):
        return any(seen.id == package for seen in cargos.arrived(vault))
    return True


def _record(vault: Vault, checked: Checked) -> PackageRecord:
    found = checked.manifest
    return PackageRecord(
        id=found.package,
        direction="in",
        kind=found.kind,
        sender=found.sender,
        recipient=found.made_for,
        counter=found.counter,
        sha256=checked.sha256,
        at=vault.clock(),
        state="staging",
        manifest=checked.raw,
        details={"place": places.place_of(vault, found.writer), "file": checked.name},
    )


def _learn_keys(vault: Vault, found: Manifest) -> None:
    """Remember keys of writers nobody has registered yet, so that their changes can be relayed and checked again."""
    known: dict[str, str] = dict(vault.setting(cargos.KEYS, {}))
    new = {w: k for w, k in found.keys.items() if w not in known and w not in vault.roster().writers}
    if new:
        vault.put_setting(cargos.KEYS, known | new)


class _Taking:
    """Stages members one after another; ``aside`` counts what was set aside."""

    def __init__(self, staging: Any, found: Manifest, verifier: keys.Verifier) -> None:
        self._staging, self._found, self._verifier = staging, found, verifier
        self.aside = 0

    def take(self, member: Member, data: bytearray, progress: Progress) -> None:
        """Stage one member, whose digest holds."""
        progress.step(0)
        lines = LINES.match(member.name)
        if lines:
            place = (lines["writer"], lines["scope"])
            self._take_lines(member.name, place, data, progress)

    def _take_lines(self, name: str, place: tuple[str, str], data: bytearray, progress: Progress) -> None:
        key = bytes.fromhex(self._found.keys[place[0]])  # hashes to the writer: the manifest was refused otherwise
        lines = enumerate(io.BytesIO(data), 1)  # one by one: millions of empty ones would fill the memory
        judged: tuple[list[Change], Verdicts] = ([], list)
        while numbered := list(islice(lines, _SLICE)):
            read = [self._parsed(f"{name}#{number}", place, line) for number, line in numbered]
            part = [change for change in read if change is not None]
            begun = self._verifier.begin([(key, c.body_bytes, c.sig) for c in part])
            self._stage(key, *judged)  # those before, while these are being judged
            judged = (part, begun)
            progress.step(numbered[-1][0])
        self._stage(key, *judged)

    def _stage(self, key: bytes, part: list[Change], verdicts: Verdicts) -> None:
        good = verdicts()
        self._staging.add_lines([c for c, holds in zip(part, good, strict=True) if holds])
        for change in (c for c, holds in zip(part, good, strict=True) if not holds):
            told = {"writer": change.writer, "scope": change.scope, "n": change.n}
            self._set_aside(change.id, _why(key), told)

    def _parsed(self, item: str, place: tuple[str, str], line: bytes) -> Change | None:
        self._staging.give_way()
        try:
            change = parse(line)
        except MalformedChangeError as error:
            self._set_aside(item, "malformed", {"why": error.data["why"]})
            return None
        if (change.writer, change.scope) != place:
            self._set_aside(item, "misplaced", {"writer": change.writer, "scope": change.scope})
            return None
        return change

    def _set_aside(self, item: str, reason: str, details: dict[str, Any]) -> None:
        self.aside += 1
        if self.aside <= NAMED:
            self._staging.set_aside(item, reason, details)


def _why(key: bytes) -> str:
    """Why a signature does not hold: for a key of low order there would be signatures that fit many messages."""
    try:
        keys.check_public_key(key)
    except keys.BadKeyError:
        return "key"
    return "signature"
