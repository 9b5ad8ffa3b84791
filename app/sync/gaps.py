"""What has not come: packages by counter, changes and parts by what a sender said it holds."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from app.storage.vault import Vault
from app.sync import cargo, places
from app.sync.brief import Brief, Chain, brief_of
from app.sync.manifest import Kind

if TYPE_CHECKING:
    from app.storage.types import PackageRecord

NAMED = 1000  # missing numbers of one sender that are named


@dataclass(frozen=True, slots=True)
class Gap:
    """What is missing from one sender.

    ``counters`` are packages that never came; ``changes`` and ``blobs`` what the sender said it holds and this place
    does not: when both are 0, later packages made up for it. ``doubled`` are numbers under which two different packages
    came, ``unlinked`` those that do not follow the one before (both: a restored or copied laptop went on under old
    numbers); ``behind`` counts changes that the sender once said it holds and later no longer did (rolled back).
    """

    place: str
    sender: str
    counters: tuple[int, ...]
    changes: int
    blobs: int
    doubled: tuple[int, ...] = ()
    unlinked: tuple[int, ...] = ()
    behind: int = 0

    @property
    def made_up_for(self) -> bool:
        """Whether nothing is lost although a package is."""
        return not (self.changes or self.blobs)

    @property
    def is_rolled_back(self) -> bool:
        """Whether the sender went on from an older state of itself."""
        return bool(self.doubled or self.unlinked or self.behind)


def gaps(vault: Vault) -> list[Gap]:
    """Return every sender of which something is missing here, by place."""
    me, found = places.mine(vault), []
    senders: dict[str, list[PackageRecord]] = {}
    for one in cargo.arrived(vault):
        if one.recipient == me and one.kind != Kind.ENROLMENT:
            senders.setdefault(one.sender, []).append(one)
    for sender, packages in senders.items():
        told = [brief_of(p.manifest) for p in packages]
        last = max(told, key=lambda m: m.counter)
        place = places.place_of(vault, last.writer)
        gap = Gap(
            place,
            sender,
            _missing(vault, sender, told),
            _changes(vault, told),
            _blobs(vault, told),
            _doubled(told),
            _unlinked(told),
            _behind(vault, told),
        )
        if gap.counters or not gap.made_up_for or gap.is_rolled_back:
            found.append(gap)
    return sorted(found, key=lambda g: (g.place, g.sender))


def _missing(vault: Vault, sender: str, told: Iterable[Brief]) -> tuple[int, ...]:
    came = {p.counter for p in vault.packages("in") if p.sender == sender and p.state not in cargo.UNREAD}
    void = {number for m in told for number in m.void}
    return tuple(islice(_absent(sorted(came | {number for number in void if number < max(came)})), NAMED))


def _absent(there: Iterable[int]) -> Iterator[int]:
    """Numbers from 1 that are not there, one by one: a sender may claim any counter."""
    at = 1
    for number in there:
        yield from range(at, number)
        at = number + 1


def _doubled(told: Sequence[Brief]) -> tuple[int, ...]:
    seen = Counter(m.counter for m in told)
    return tuple(sorted(number for number, count in seen.items() if count > 1))


def _unlinked(told: Sequence[Brief]) -> tuple[int, ...]:
    """Numbers whose package names another one before it than any that came under the number before."""
    digests: dict[int, set[str]] = {}
    void = {number for one in told for number in one.void}
    for one in told:
        digests.setdefault(one.counter, set()).add(one.digest)
    loose = {
        one.counter
        for one in told
        # one that went out without being noted there is followed by one that could not name it
        if one.counter - 1 in digests.keys() - void and one.previous not in digests[one.counter - 1]
    }
    return tuple(sorted(loose))


def _behind(vault: Vault, told: Sequence[Brief]) -> int:
    """Changes that a package said were held and the sender's last one no longer does. Both speak of the same place.

    At a fork everybody's count goes back before it, which is an alarm of its own.
    """
    forked = {(writer, scope) for writer, scope, _ in vault.forks()}
    ordered, most = sorted(told, key=lambda m: m.counter), dict[Chain, int]()
    for m in ordered[:-1]:
        for key, number in m.said.items():
            if number > most.get(key, 0):
                most[key] = number
    now = ordered[-1].said
    return sum(max(0, number - now[key]) for key, number in most.items() if key in now and key not in forked)


def _changes(vault: Vault, told: Sequence[Brief]) -> int:
    """Changes the sender held when it wrote its last package, that should be here and are not: late or withheld.

    A chain that has a fork here stops before it, which is an alarm of its own and no gap.
    """
    mine, forked = vault.chains(), {(writer, scope) for writer, scope, _ in vault.forks()}
    with_cargo = sorted((m for m in told if m.kind != Kind.RECEIPT), key=lambda m: m.counter)
    missing = 0
    for (writer, scope), number in (with_cargo[-1].said if with_cargo else {}).items():
        if (writer, scope) not in forked:
            held = mine.get(writer, {}).get(scope)
            missing += max(0, number - (held.n if held else 0))
    return missing


def _blobs(vault: Vault, told: Iterable[Brief]) -> int:
    spoken_of = {b for m in told if m.kind == Kind.RETURN for b in (*m.blobs, *m.elsewhere)}
    return sum(not vault.has_blob(b) for b in spoken_of)
