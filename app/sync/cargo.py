"""What goes into a package: the lines and parts a place lacks, as far as it has said what it holds."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from app.records.change import LOG
from app.records.kinds import Type, kinds
from app.storage.types import PackageRecord
from app.storage.vault import Vault
from app.sync import manifest as manifests
from app.sync import places
from app.sync.brief import Brief, brief_of
from app.sync.manifest import Manifest, Member
from app.sync.package import Source
from app.sync.places import Place

KEYS = "keys of writers"  # setting: writer → key in hex, of writers met on the road and not on the roster yet
UNREAD = {"staging", "broken off", "refused"}
Held = Mapping[str, Mapping[str, tuple[int, str]]]


@dataclass(frozen=True, slots=True)
class Cargo:
    """What a place lacks. ``elsewhere`` are parts known of and not packed."""

    sources: tuple[Source, ...]
    keys: Mapping[str, str]
    have: Held
    elsewhere: tuple[str, ...] = ()
    changes: int = 0
    blobs: int = 0
    size: int = 0
    fresh: int = 0  # changes that are not lines of the log
    covers: str = field(default="", repr=False)  # digest over what is inside, lines of the log left out
    knows: str = field(default="", repr=False)  # digest over ``have``, logs left out

    @property
    def is_new(self) -> bool:
        """Whether there is something worth a package of its own."""
        return bool(self.fresh or self.blobs)


def gather(
    vault: Vault,
    place: Place,
    *,
    blobs: frozenset[str] | None = None,
    whole: bool = False,
    lying: Sequence[Manifest] = (),
) -> Cargo:
    """Collect what ``place`` lacks and may hold.

    ``blobs`` limits attachments to those of some scopes (None = all it may hold). ``whole`` sends everything, as to a
    place that has said nothing. What is in ``lying``, packages that are on their way with it, is left out.
    """
    allowed = None if place.is_office else places.scopes(vault, place)
    theirs: Held = {} if whole else _with(peer_have(vault, place.code), lying)
    lines, count, fresh = _lines(vault, theirs, allowed)
    known = known_parts(vault, allowed)
    wanted = known if blobs is None else known_parts(vault, blobs)
    stored = set() if whole else peer_blobs(vault, place.code).union(*(m.blobs for m in lying))
    sizes = dict(vault.blobs())  # what lies here, not what a record says of it
    here = {one: sizes[one] for one in wanted if one not in stored and one in sizes and vault.has_blob(one)}
    packed = [_part(vault, sha256, size) for sha256, size in sorted(here.items())]
    sources = (*lines, *packed)
    mine = have(vault, place)
    return Cargo(
        sources=sources,
        keys=keys_of(vault, {s.chain[0] for s in lines if s.chain}),
        have=mine,
        elsewhere=tuple(sorted(set(known) - set(here))),
        changes=count,
        fresh=fresh,
        blobs=len(packed),
        size=sum(s.member.size for s in sources),
        covers=_digest(s.member.sha256 for s in sources if not (s.chain and s.chain[1] == LOG)),
        knows=_digest(f"{w}{s}{tip}" for w, c in sorted(mine.items()) for s, tip in sorted(c.items()) if s != LOG),
    )


def _with(theirs: Held, lying: Sequence[Manifest]) -> Held:
    """What a place will hold once it has read some packages, in their order."""
    found = {writer: dict(scopes) for writer, scopes in theirs.items()}
    for told in sorted(lying, key=lambda m: m.counter):
        for writer, scopes in told.chains.items():
            for scope, chain in scopes.items():
                held = found.setdefault(writer, {}).get(scope, (0, ""))
                if chain["from"] <= held[0] + 1 and chain["to"] > held[0]:
                    found[writer][scope] = (chain["to"], chain["head"])
    return found


def _digest(texts: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()


def have(vault: Vault, place: Place) -> Held:
    """Last contiguous change held of each chain that ``place`` may know of: its own logs, but nobody else's."""
    allowed = None if place.is_office else places.scopes(vault, place)
    found: dict[str, dict[str, tuple[int, str]]] = {}
    for writer, chains in vault.chains().items():
        for scope, chain in chains.items():
            own_log = scope == LOG and writer in place.writers
            if chain.n and (allowed is None or scope in allowed or own_log):
                found.setdefault(writer, {})[scope] = (chain.n, chain.id)
    return found


def peer_have(vault: Vault, code: str) -> Held:
    """What a place said it holds, in the last package that came from it."""
    last = next((p for p, m in reversed(came_from(vault, code)) if m.kind != manifests.Kind.ENROLMENT), None)
    return manifest_of(last.manifest).have if last is not None else {}


def peer_blobs(vault: Vault, code: str) -> set[str]:
    """Parts a place holds: those it sent, and those its receipts name."""
    found: set[str] = set()
    for _, told in came_from(vault, code):
        found.update(told.blobs, told.confirmed)
    return found


def arrived(vault: Vault) -> list[PackageRecord]:
    """Packages that came in and were taken."""
    return [p for p in vault.packages("in") if p.state not in UNREAD]


def came_from(vault: Vault, code: str) -> list[tuple[PackageRecord, Brief]]:
    """Packages whose signer sits at a place, oldest first. The roster of today says who sits where."""
    told = [(p, brief_of(p.manifest)) for p in arrived(vault)]
    here = {writer for writer in {m.writer for _, m in told} if places.place_of(vault, writer) == code}
    return [(p, m) for p, m in told if m.writer in here]


@lru_cache(512)
def manifest_of(raw: bytes) -> Manifest:
    """Read a manifest that was checked when it came; those of the last weeks are read again and again."""
    return manifests.read(raw)


def keys_of(vault: Vault, writers: Iterable[str]) -> dict[str, str]:
    """Signing keys of writers, in hex; a writer whose key nobody here has seen is left out."""
    known: dict[str, str] = dict(vault.setting(KEYS, {}))
    known[vault.me.writer_id] = vault.me.key.public.hex()
    known.update({writer: entry.key for writer, entry in vault.roster().writers.items()})
    if vault.card is not None:
        known[vault.card.writer_id] = vault.card.key.hex()
    return {writer: known[writer] for writer in writers if writer in known}


def known_parts(vault: Vault, within: frozenset[str] | None) -> dict[str, int]:
    """Parts of attachments named by records of some scopes (None = all) → size."""
    found: dict[str, int] = {}
    for kind in kinds().values():
        field_ = kind.field("parts")
        if field_ is None or field_.type is not Type.JSON:
            continue
        for values in places.rows_of(vault, kind.code, within):
            found.update(_named(values.get("parts")))
    return found


def _named(parts: object) -> Iterator[tuple[str, int]]:
    for part in parts if isinstance(parts, list) else ():
        if isinstance(part, list) and len(part) == 2 and manifests.BLOB.match(f"blobs/{part[0]}"):
            yield str(part[0]), part[1] if type(part[1]) is int else 0  # anybody may have written anything there


def _part(vault: Vault, sha256: str, size: int) -> Source:
    def chunks() -> Iterator[bytes]:
        return vault.blobs_folder.pieces(sha256)

    return Source(Member(f"blobs/{sha256}", size, sha256), chunks, sure=True)  # `pieces` compares the digest


def _lines(vault: Vault, theirs: Held, allowed: frozenset[str] | None) -> tuple[list[Source], int, int]:
    found: list[Source] = []
    count = fresh = 0
    held = vault.ledger.held()
    known = keys_of(vault, held)
    for writer, chains in sorted(held.items()):
        for scope, (last, _) in sorted(chains.items()):
            if writer not in known or (allowed is not None and scope not in allowed):
                continue
            after = _agreed(vault, writer, scope, theirs)
            for source, lines in _cut(vault, writer, scope, after, last):
                found.append(source)
                count += lines
                fresh += lines if scope != LOG else 0
    return found, count, fresh


def _agreed(vault: Vault, writer: str, scope: str, theirs: Held) -> int:
    """Number up to which the other place holds the same chain; 0 when what it names is not what stands here."""
    number, change = theirs.get(writer, {}).get(scope, (0, ""))
    if number and any(cid == change for _, cid, _ in vault.lines(writer, scope, number - 1, number)):
        return number
    return 0


def _cut(vault: Vault, writer: str, scope: str, after: int, last: int) -> Iterator[tuple[Source, int]]:
    """Cut a chain into members of at most 4 MiB; two changes with one number are never parted."""
    first, head, size, lines = 0, "", 0, 0
    digest = hashlib.sha256()
    before = after
    for number, cid, line in _sendable(vault, writer, scope, after, last):
        if lines and number != before and size + len(line) > manifests.LINES_CUT:
            yield _member(vault, (writer, scope, first, before, head), size, digest.hexdigest()), lines
            size, lines, digest = 0, 0, hashlib.sha256()
        first = first if lines else number
        digest.update(line)
        before, head, size, lines = number, cid, size + len(line), lines + 1
    if lines:
        yield _member(vault, (writer, scope, first, before, head), size, digest.hexdigest()), lines


def _member(vault: Vault, chain: tuple[str, str, int, int, str], size: int, sha256: str) -> Source:
    writer, scope, first, last, _ = chain
    name = f"changes/{writer}/{scope}/{first:012}-{last:012}.jsonl"
    return Source(Member(name, size, sha256), _reader(vault, writer, scope, first, last), chain)


def _reader(vault: Vault, writer: str, scope: str, first: int, last: int) -> Callable[[], Iterator[bytes]]:
    return lambda: (line for _, _, line in _sendable(vault, writer, scope, first - 1, last))


def _sendable(vault: Vault, writer: str, scope: str, after: int, last: int) -> Iterator[tuple[int, str, bytes]]:
    """Lines of a chain; of those with one number as many as a member holds: a flood must not stop everything else."""
    most = manifests.LARGEST_LINES - manifests.LINES_CUT
    at = size = 0
    for number, cid, line in vault.lines(writer, scope, after, last):
        if number == at and size + len(line) > most:
            continue
        size = size + len(line) if number == at else len(line)
        at = number
        yield number, cid, line
