"""A package (docs/package-format.md): write and read are neighbours. No plaintext touches a disk."""

import contextlib
import hashlib
import secrets
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO, Protocol, TypeVar

from app.jobs import Progress
from app.security import keys, sealing, sshsig
from app.sync import manifest as manifests
from app.sync import stick, ustar
from app.sync.desk import Desk, judge, refusing
from app.sync.incoming import AGE, Spring, copying
from app.sync.manifest import MANIFEST, SIGNATURE, SUMS, Manifest, Member
from app.sync.refusals import NotAPackageError
from app.sync.streams import Ahead, Counted, EnoughError, Feed, PullReader, SecondHalf, Writable
from app.sync.ustar import Steps

SUFFIX = ".satchel"
T = TypeVar("T")
LIMIT = 1 << 30  # bytes of one package
_PIECE = 1 << 16


@dataclass(frozen=True, slots=True)
class Source:
    """One member to be packed: what it is, how to read it, and for lines where they stand in their chain.

    ``sure`` says that the chunks are compared with the digest where they come from.
    """

    member: Member
    chunks: Callable[[], Iterable[bytes]]
    chain: tuple[str, str, int, int, str] | None = None  # writer, scope, from, to, id of the last
    sure: bool = False


@dataclass(frozen=True, slots=True)
class Written:
    """A package that lies on the stick, re-read. ``raw`` is its manifest as signed."""

    path: Path
    sha256: str
    size: int
    manifest: Manifest
    raw: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Checked:
    """A package that held in every point. ``path`` is the ciphertext that was checked (a copy when one was made)."""

    path: Path
    name: str
    sha256: str
    size: int
    manifest: Manifest
    raw: bytes = field(repr=False)
    sum_differs: bool = False  # the .sha256 beside it says otherwise, though the seal and signature hold


def digest_of(raw: bytes) -> str:
    """Digest of a manifest: what the next package calls ``previous``."""
    return hashlib.sha256(raw).hexdigest()


# writing


def write(
    folder: Path, manifest: Manifest, sources: Sequence[Source], key: keys.WriterKey, progress: Progress | None = None
) -> Written:
    """Sign, seal and store one package. ``manifest`` needs everything but members, chains and blobs.

    Raises:
        StickFullError, StickReadOnlyError, StickGoneError, StickUnreliableError: from `stick.store`.
        ustar.BrokenArchiveError: a source gave other bytes than it promised.
    """
    whole = filled(manifest, sources)
    raw = manifests.write(whole)
    if len(raw) > manifests.LARGEST:
        raise ValueError(len(raw))
    signature = sshsig.sign(key, raw, sshsig.PACKAGE)
    members = [(MANIFEST, raw), (SIGNATURE, signature), (SUMS, manifests.sums(raw, whole.members))]
    envelope = [(name, len(data), _once(data)) for name, data in members]
    rest = [(s.member.name, s.member.size, s.chunks if s.sure else _verified(s)) for s in sources]
    total = sum(ustar.padded(size) for _, size, _ in (*envelope, *rest))
    steps = progress or Progress()

    def fill(writer: Writable) -> None:
        with Ahead(ustar.archive([*envelope, *rest])) as pieces:
            counted = Counted(PullReader(pieces).read, steps, 2 * total)
            sealing.seal_stream(counted, writer, [a.recipient for a in whole.to])

    name = secrets.token_hex(8) + SUFFIX
    stored = stick.store(folder, name, fill, need=estimate(total, len(whole.to)), progress=SecondHalf(steps))
    return Written(stored.path, stored.sha256, stored.size, whole, raw)


def filled(manifest: Manifest, sources: Sequence[Source]) -> Manifest:
    """Return the manifest with members, chains and blobs of these sources."""
    chains: dict[str, dict[str, dict[str, object]]] = {}
    for source in sources:
        if source.chain is not None:
            writer, scope, first, last, head = source.chain
            chain = chains.setdefault(writer, {}).setdefault(scope, {"from": first})
            chain.update(to=last, head=head)
    members = tuple(s.member for s in sources)
    blobs = {m.sha256: m.size for m in members if manifests.BLOB.match(m.name)}
    known = {writer: manifest.keys[writer] for writer in chains}
    whole = replace(manifest, members=members, chains=chains, keys=known, blobs=blobs)
    manifests.check_members(whole)
    return whole


def series(sources: Sequence[Source], limit: int = LIMIT, to: int = 4) -> list[list[Source]]:
    """Cut sources into packages of at most ``limit`` bytes: changes first, in order, then blobs. Never empty."""
    ordered = sorted(sources, key=lambda s: (s.chain is None, s.member.name))
    packages: list[list[Source]] = [[]]
    size = 0
    members = max(1, manifests.LARGEST // 2 // 600)  # one takes at most so many bytes in the manifest
    for source in ordered:
        # a member also takes some 200 bytes in the manifest and the sums
        more = ustar.padded(source.member.size) + 400
        full = estimate(size + more, to) + (64 << 10) > limit or len(packages[-1]) >= members
        if packages[-1] and full:
            packages.append([])
            size = 0
        packages[-1].append(source)
        size += more
    return packages


def estimate(archive: int, to: int) -> int:
    """Return the bytes of ciphertext for an archive of so many bytes and recipients, rounded up."""
    return archive + 16 * (archive // _PIECE + 1) + 200 * (to + 1) + 2048


def _once(data: bytes) -> Callable[[], Iterable[bytes]]:
    return lambda: (data,)


def _verified(source: Source) -> Callable[[], Iterator[bytes]]:
    def chunks() -> Iterator[bytes]:
        found = hashlib.sha256()
        for chunk in source.chunks():
            found.update(chunk)
            yield chunk
        if found.hexdigest() != source.member.sha256:
            raise ustar.BrokenArchiveError("digest")

    return chunks


# reading


class Keeper(Protocol):
    """Takes parts of attachments while the package is still being checked, and can give them up again."""

    def has(self, sha256: str) -> bool:
        """Whether a part is in place already."""

    def begin(self, sha256: str) -> Writable:
        """Begin with a part whose bytes are about to come."""

    def end(self) -> None:
        """The part has come; raises here or in `settle` when it is not what its digest says."""

    def settle(self) -> None:
        """See that every part is in place."""


def check(
    path: Path,
    desk: Desk,
    *,
    copy: Path | None = None,
    keep: Keeper | None = None,
    progress: Progress | None = None,
) -> Checked:
    """Check a package to its last byte, copying the ciphertext to ``copy`` on the way (pass one).

    With ``keep`` the parts of attachments go there at once, and the copy ends where they begin.

    Raises:
        PackageRefusedError: one subclass per reason; ``copy`` is removed.
        StickGoneError: the stick stopped answering.
        CancelledError: the person asked to stop.
    """
    try:
        with contextlib.ExitStack() as stack:
            source = stack.enter_context(_opened(path))
            target = stack.enter_context(copying(copy)) if copy else None
            spring = Spring(source, target, path)
            if not spring.is_sealed():
                raise NotAPackageError(file=path.name)  # noqa: TRY301 - the copy is removed below in every case
            with refusing(path.name):
                raw, manifest = _opened_to(_checking(desk, spring, keep), spring, desk, _told(spring, progress))
    except BaseException:
        if copy is not None:
            with contextlib.suppress(OSError):
                copy.unlink(missing_ok=True)
        raise
    found = spring.digest.hexdigest()
    differs = stick.stated(path) not in ("", found)
    return Checked(copy or path, path.name, found, spring.size, manifest, raw, differs)


def contents(checked: Checked, desk: Desk, take: Callable[[Member, bytearray], None], *, parts: bool = True) -> None:
    """Hand every member to ``take``, whole and compared with its digest (pass two). ``parts`` False: only changes.

    Raises:
        PackageDamagedError: the copy is no longer what was checked.
    """
    with _opened(checked.path) as file, refusing(checked.name):
        feed = Feed(_taking(checked, take, parts=parts), early=not parts)
        with contextlib.suppress(EnoughError):
            sealing.open_stream(file, feed, desk.identities)
        feed.result()


def peek(path: Path, desk: Desk) -> Manifest:
    """Read only the signed manifest: who sent what to whom. Nothing behind it has been checked.

    Raises:
        PackageRefusedError: already for what can be seen so far.
    """
    with _opened(path) as file, refusing(path.name):
        if file.read(len(AGE)) != AGE:
            raise NotAPackageError(file=path.name)
        file.seek(0)
        feed = Feed(_envelope(ustar.Reader()), early=True)
        with contextlib.suppress(EnoughError):
            sealing.open_stream(file, feed, desk.identities)
        raw, signer = feed.result()
        manifest = manifests.read(raw)
        judge(manifest, signer, desk)
    return manifest


def _told(spring: Spring, progress: Progress | None) -> Callable[[], None]:
    return lambda: (progress or Progress()).step(spring.size, spring.total)


def _opened_to(coroutine: Steps[T], file: sealing.Reader, desk: Desk, each: Callable[[], None]) -> T:
    feed = Feed(coroutine)
    try:
        with Ahead(sealing.opened(file, desk.identities)[1]) as pieces:
            for piece in pieces:
                feed.write(piece)
                each()
        return feed.result()
    finally:
        coroutine.close()


def _checking(desk: Desk, spring: Spring, keep: Keeper | None) -> Steps[tuple[bytes, Manifest]]:
    """Pass one: the manifest, once everything behind it has been seen and compared."""
    archive = ustar.Reader()
    raw, signer = yield from _envelope(archive)
    manifest = manifests.read(raw)
    judge(manifest, signer, desk)
    yield from _expect(archive, SUMS, manifests.sums(raw, manifest.members))
    for member in manifest.members:
        yield from _expect_member(archive, member)
        if keep is not None and manifests.BLOB.match(member.name):
            spring.stop_copying()
            if not keep.has(member.sha256):
                yield from _keeping(archive, member, keep)
                continue
        found = hashlib.sha256()
        while piece := (yield from archive.piece()):
            found.update(piece)
        _demand_digest(found.hexdigest(), member)
    yield from _expect_end(archive)
    if keep is not None:
        keep.settle()
    return raw, manifest


def _keeping(archive: ustar.Reader, member: Member, keep: Keeper) -> Steps[None]:
    target = keep.begin(member.sha256)
    while piece := (yield from archive.piece()):
        target.write(bytes(piece))
    keep.end()


def _taking(checked: Checked, take: Callable[[Member, bytearray], None], *, parts: bool) -> Steps[bool]:
    """Pass two: the same, with the members."""
    archive = ustar.Reader()
    if (yield from _envelope(archive))[0] != checked.raw:
        raise ustar.BrokenArchiveError("manifest")
    yield from _expect(archive, SUMS, manifests.sums(checked.raw, checked.manifest.members))
    for member in checked.manifest.members:
        if not parts and manifests.BLOB.match(member.name):
            return True  # changes come first; the parts were kept in pass one
        yield from _expect_member(archive, member)
        data = yield from archive.whole()
        _demand_digest(hashlib.sha256(data).hexdigest(), member)
        take(member, data)
        del data  # or two parts of an attachment would lie in memory at once
    yield from _expect_end(archive)
    return True


def _envelope(archive: ustar.Reader) -> Steps[tuple[bytes, bytes]]:
    """Manifest bytes whose signature holds, and the key it holds for."""
    first = yield from archive.next(limit=manifests.LARGEST)
    if first is None or first[0] != MANIFEST:
        raise NotAPackageError(file="")
    raw = bytes((yield from archive.whole()))
    second = yield from archive.next(limit=sshsig.LONGEST)
    if second is None or second[0] != SIGNATURE:
        raise ustar.BrokenArchiveError("members")
    return raw, sshsig.verify(raw, bytes((yield from archive.whole())), sshsig.PACKAGE)


def _expect(archive: ustar.Reader, name: str, data: bytes) -> Steps[None]:
    if (yield from archive.next()) != (name, len(data)) or (yield from archive.whole()) != data:
        raise ustar.BrokenArchiveError("sums")


def _expect_member(archive: ustar.Reader, member: Member) -> Steps[None]:
    if (yield from archive.next()) != (member.name, member.size):
        raise ustar.BrokenArchiveError("members")


def _expect_end(archive: ustar.Reader) -> Steps[None]:
    if (yield from archive.next()) is not None:
        raise ustar.BrokenArchiveError("members")


def _demand_digest(found: str, member: Member) -> None:
    if found != member.sha256:
        raise ustar.BrokenArchiveError("digest")


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    with stick.told(path.parent):
        file = path.open("rb")
    with file:
        yield file
