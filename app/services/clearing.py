"""Clearing a laptop (清机): what keeps it from being cleared, who confirms, and the end of its vault."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import AppError
from app.records.change import LOG
from app.services import witnesses
from app.services.handover_facts import Clearing
from app.services.witnesses import Witness
from app.storage import destroying, entry_sheets, pool
from app.storage.vault import Vault
from app.sync import cargo, road
from app.sync.manifest import Kind
from app.sync.road import Evidence, RoadState

if TYPE_CHECKING:
    from app.reports.clearing import ClearingSlip
    from app.services.handover_road import OnPaper
    from app.services.session import Session


class NotClearableError(AppError):
    """Something on this laptop is not known to be at the office. Data: as `Clearing`."""


class OfficeNotClearableError(AppError):
    """The office's vault is not cleared: it holds what everybody else handed in."""


class SlipInsideError(AppError):
    """The slip would lie in the folder that is destroyed. Data: ``path``."""


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What the two persons gave: my passphrase, who the second one is, and their passphrase if they have one here."""

    passphrase: str
    second: str
    second_passphrase: str = ""


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


class ClearingService:
    """The verb at the end of a round."""

    def __init__(self, session: "Session") -> None:
        self._session, self._vault = session, session.vault

    def facts(self) -> Clearing:
        """What still keeps this laptop from being cleared."""
        return clearing(self._vault)

    def not_arrived(self) -> "list[OnPaper]":
        """Records and attachments of every village that the office has not confirmed, the least far first."""
        from app.services.handover_road import RoadService

        road_ = RoadService(self._session)
        villages = (scope.removeprefix("village-") for scope in self._vault.scopes() if scope.startswith("village-"))
        found = [one for village in villages for one in road_.state_list(village) if one.state < RoadState.OFFICE]
        return sorted(found, key=lambda one: (one.state, one.kind, one.updated, one.rec))

    def witnesses(self) -> list[Witness]:
        """Who can be the second person."""
        return witnesses.witnesses(self._session)

    def clear(self, confirmed: Confirmed, slip: Path) -> tuple[Path, ...]:
        """Write the slip to ``slip``, close the vault, destroy its keys and delete it; returns files that stayed.

        Raises:
            OfficeNotClearableError, NotClearableError, SecondPersonError, SlipInsideError: nothing was done.
            WrongPassphraseError, TooManyAsksError: mine, or the second person's; nothing was done.
            PaperNotWrittenError, NoUsableFontError: there is no slip, and nothing was done.
            DiskFullError, DiskReadOnlyError, DiskFailedError: the keys are not destroyed; the vault still opens.
        """
        from app.reports.pdf.clearing import print_clearing
        from app.services.paper_facts import PaperFacts
        from app.services.papers import write_whole
        from app.services.records import RecordService

        second = self._demand(confirmed, slip)
        facts = PaperFacts(self._session, RecordService(self._session))
        issue = facts.issue(None, "", 0, dt.datetime.now())  # noqa: DTZ005 - local wall time
        write_whole(slip, print_clearing(self._slip(second, issue.moment), issue).pdf)
        folder = self._vault.folder
        self._vault.close()
        return destroying.destroy(folder)

    def _demand(self, confirmed: Confirmed, slip: Path) -> Witness:
        if self._session.is_office:
            raise OfficeNotClearableError
        left = self.facts()
        if not left.allowed:
            raise NotClearableError(**{name: getattr(left, name) for name in Clearing.__slots__})
        second = witnesses.witness(self._session, confirmed.second)
        if slip.resolve().is_relative_to(self._vault.folder.resolve()):
            raise SlipInsideError(path=str(slip))
        witnesses.demand_mine(self._session, confirmed.passphrase)
        witnesses.demand_word(self._session, second, confirmed.second_passphrase)
        return second

    def _slip(self, second: Witness, moment: str) -> "ClearingSlip":
        from app.reports.clearing import ClearingSlip
        from app.services.paper_slip import ends

        chains = self._vault.chains()
        receipts = [p for p in cargo.arrived(self._vault) if p.kind == Kind.RECEIPT]
        return ClearingSlip(
            laptop=self._session.laptop,
            vault=self._vault.vault_id,
            first=f"{self._session.me_name}（{self._session.staff}）",
            second=f"{second.name}（{second.staff}）",
            by_passphrase=second.resident,
            moment=moment,
            changes=sum(chain.n for scopes in chains.values() for scope, chain in scopes.items() if scope != LOG),
            attachments=sum(1 for _ in self._vault.blobs()),
            receipts=tuple(p.id for p in receipts[-3:]),
            chains=tuple(ends(self._session, chains)),
        )
