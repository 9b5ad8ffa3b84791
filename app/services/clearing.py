"""What keeps a laptop from being cleared: everything on it that nobody else is known to hold."""

from app.records.change import LOG
from app.services.handover_facts import Clearing
from app.storage import entry_sheets, pool
from app.storage.vault import Vault
from app.sync import cargo, road
from app.sync.road import Evidence, RoadState


def clearing(vault: Vault) -> Clearing:
    """Count what would be lost. Only receipts of the office count, and only where number and hash agree."""
    proven = [one for one in road.evidence(vault) if one.state is RoadState.OFFICE]
    covered = frozenset[str]().union(*(one.parts for one in proven))
    named = cargo.known_parts(vault, None)  # what no record names was never taken in whole, and travels nowhere
    return Clearing(
        drafts=len(vault.drafts()),
        unsent=_unsent(vault, proven),
        parts=sum(sha256 in named and sha256 not in covered for sha256, _ in vault.blobs()),
        aside=len(vault.set_aside()),
        forks=len(vault.forks()),
        responses=pool.waiting(vault) + entry_sheets.waiting(vault),
    )


def _unsent(vault: Vault, proven: list[Evidence]) -> int:
    """Changes behind the last one that a receipt names by number and hash; waiting ones are in no chain yet."""
    id_at, count = road.id_at(vault), len({change for change, _ in vault.waiting()})
    for writer, chains in vault.chains().items():
        for scope, chain in chains.items():
            if scope == LOG:
                continue
            ends = (one.chains.get((writer, scope), (0, 0, "")) for one in proven)
            sure = [last for _, last, named in ends if last and named == id_at(writer, scope, last)]
            count += max(0, chain.n - max(sure, default=0))
    return count
