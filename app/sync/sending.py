"""Every package leaves the same way: a manifest for one place, a counter, a note of what went."""

import contextlib
import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from app import VERSION
from app.jobs import Progress
from app.security.keys import WriterKey
from app.storage import disk
from app.storage.types import PackageRecord
from app.storage.vault import Vault
from app.sync import cargo as cargos
from app.sync import manifest as manifests
from app.sync import package, places
from app.sync.cargo import Cargo
from app.sync.manifest import Addressee, Kind, Manifest
from app.sync.package import Source, Written
from app.sync.places import Place
from app.sync.refusals import NoOfficeCardError, NotCancellableError

WRITTEN, RECEIPTED, VOID = "written", "receipted", "void"
BEGUN = "numbers begun for "  # setting by place


@dataclass(frozen=True, slots=True)
class Letter:
    """What one kind of package says beyond its cargo."""

    kind: Kind
    place: Place
    key: WriterKey
    body: Mapping[str, Any]
    also: tuple[Addressee, ...] = ()  # sealed to them too: the office, when a laptop writes to a laptop
    drafts: tuple[tuple[str, int], ...] = ()
    header: str = ""
    limit: int = package.LIMIT  # bytes of one package of a series


def send(
    vault: Vault, folder: Path, letter: Letter, cargo: Cargo | None = None, progress: Progress | None = None
) -> list[Written]:
    """Write one package, or a series of them, into ``folder`` and note each as it is done.

    Raises:
        StickFullError, StickReadOnlyError, StickGoneError, StickUnreliableError: those written before stay, and count.
        NoOfficeCardError: this vault belongs to no office yet.
    """
    cargo = cargo or Cargo((), {}, cargos.have(vault, letter.place))
    parts = package.series(cargo.sources, letter.limit, len(letter.place.to) + len(letter.also))
    series = secrets.token_hex(16)
    kind = {Kind.RECEIPT: "receipt", Kind.ENROLMENT: "enrol"}.get(letter.kind, "pack")
    written = []
    for index, part in enumerate(parts, 1):
        manifest = replace(_manifest(vault, letter, cargo), series=(series, index, len(parts)))
        with _beginning(vault, folder, manifest):
            made = package.write(folder, manifest, part, letter.key, progress)
            vault.note_package(_noted(vault, made, letter, cargo, part))
        written.append(made)
        told = {"kind": str(letter.kind), "for": letter.place.code, "sha256": made.sha256}
        vault.log(kind, made.manifest.package, told)  # at once: the next one of a series may not come to its end
    return written


def _begun(vault: Vault, code: str) -> list[int]:
    """Numbers to a place under which a package may lie on some stick although nothing is noted of it."""
    return list(vault.setting(BEGUN + code, []))


@contextlib.contextmanager
def _beginning(vault: Vault, folder: Path, manifest: Manifest) -> Iterator[None]:
    """Keep the number of a package while it is being written and noted.

    When the stick goes, the disk is full or the power fails between the two, a whole package may lie there that nobody
    here knows of. Its number is not given to another one, or the two would look like a laptop that was put back.
    """
    code, number, there = manifest.made_for, manifest.counter, _lie(folder)
    vault.put_setting(BEGUN + code, [*_begun(vault, code), number])
    try:
        yield
    except Exception:
        if there is not None and _lie(folder) == there:  # certainly nothing was left
            _settled(vault, code, number)
        raise
    _settled(vault, code, number)


def _settled(vault: Vault, code: str, number: int) -> None:
    with contextlib.suppress(*disk.TROUBLES):  # then one number is void that need not be
        vault.put_setting(BEGUN + code, [one for one in _begun(vault, code) if one != number])


def _lie(folder: Path) -> set[str] | None:
    """Names of the packages on a stick; None when it does not answer."""
    try:
        return {path.name for path in folder.iterdir() if path.suffix == package.SUFFIX}
    except OSError:
        return None


def cancel(vault: Vault, package: str, reason: str = "") -> PackageRecord:
    """Declare a package void: the stick was lost, or it went astray. Its number is announced in the next one.

    Should it arrive all the same, what is in it counts: every change in it is signed and known here.

    Raises:
        NotCancellableError: not written here, answered by a receipt, or void already.
    """
    found = next((p for p in vault.packages("out") if p.id == package), None)
    if found is None or found.state != WRITTEN:
        raise NotCancellableError(name=package[:8], state=found.state if found else "")
    vault.update_package(found.row, VOID, {**found.details, "why": reason})
    vault.log("pack", package, {"void": found.counter, "for": found.recipient, "why": reason})
    return found


def lying(vault: Vault, folder: Path, place: Place) -> list[Manifest]:
    """Packages of a series for a place that lie on this stick, whole and unanswered: a broken off series goes on."""
    return [
        told
        for p in vault.packages("out")
        if p.recipient == place.code and p.state == WRITTEN and int(p.details.get("of", 1)) > 1
        if _lies(folder / str(p.details.get("file")), int(p.details.get("size", -1)))
        if (told := cargos.manifest_of(p.manifest)).kind == Kind.RETURN
    ]


def _lies(path: Path, size: int) -> bool:
    try:
        return path.stat().st_size == size
    except OSError:
        return False


def is_due(vault: Vault, folder: Path, cargo: Cargo, place: Place) -> bool:
    """Whether what goes to a place is news: not what already lies on this stick, nor what the place has confirmed."""
    before = [p for p in vault.packages("out") if p.recipient == place.code and p.details.get("knows")]
    for p in before:
        same = p.details["covers"] == cargo.covers and p.details["knows"] == cargo.knows
        if same and p.state != VOID and (folder / str(p.details.get("file"))).is_file():
            return False
    if cargo.is_new or not before:
        return True
    # a laptop also says what it has come to hold, or it would be sent the same decisions again and again
    return vault.office is None and before[-1].details["knows"] != cargo.knows


def _manifest(vault: Vault, letter: Letter, cargo: Cargo) -> Manifest:
    if vault.card is None:
        raise NoOfficeCardError
    before = [p for p in vault.packages("out") if p.recipient == letter.place.code]
    last = max(before, key=lambda p: p.counter, default=None)
    noted = {p.counter for p in before}
    begun = [number for number in _begun(vault, letter.place.code) if number not in noted]
    return Manifest(
        kind=str(letter.kind),
        package=secrets.token_hex(16),
        created=vault.clock(),
        key=letter.key.public.hex(),
        writer=letter.key.writer_id,
        sender=places.sender_id(vault),
        made_for=letter.place.code,
        counter=max([*noted, *begun], default=0) + 1,
        previous=package.digest_of(last.manifest) if last else "",
        to=(*letter.place.to, *letter.also),
        office=vault.card.fingerprint,
        practice=vault.practice,
        round=str(vault.setting("round", "")),
        keys=cargo.keys,
        have=most(cargo.have),
        elsewhere=cargo.elsewhere[: manifests.LARGEST // 4 // 70],
        drafts=letter.drafts,
        void=tuple(sorted({*(p.counter for p in before if p.state == VOID), *begun})),
        header=letter.header,
        body=letter.body,
        satchel=VERSION,
    )


def most(held: cargos.Held) -> cargos.Held:
    """As many chains as a manifest has room for, the longest first: what is left out is only sent once more."""
    room = manifests.LARGEST // 4 // 150
    every = [(writer, scope, tip) for writer, chains in held.items() for scope, tip in chains.items()]
    if len(every) <= room:
        return held
    found: dict[str, dict[str, tuple[int, str]]] = {}
    for writer, scope, tip in sorted(every, key=lambda one: (-one[2][0], one[:2]))[:room]:
        found.setdefault(writer, {})[scope] = tip
    return found


def _noted(vault: Vault, made: Written, letter: Letter, cargo: Cargo, part: Sequence[Source]) -> PackageRecord:
    manifest = made.manifest
    return PackageRecord(
        id=manifest.package,
        direction="out",
        kind=str(letter.kind),
        sender=manifest.sender,
        recipient=letter.place.code,
        counter=manifest.counter,
        sha256=made.sha256,
        at=vault.clock(),
        state=WRITTEN,
        manifest=made.raw,
        details={
            "place": letter.place.code,
            "file": made.path.name,
            "size": made.size,
            "covers": cargo.covers,
            "knows": cargo.knows,
            "blobs": sum(s.chain is None for s in part),
            "of": manifest.series[2],
            "index": manifest.series[1],
        },
    )
