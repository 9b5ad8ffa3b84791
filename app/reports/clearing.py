"""The slip of a laptop that was cleared (清机单, F49): what stays on paper when nothing stays on the disk."""

import hashlib
from dataclasses import dataclass

from app.reports.slip import ChainEnd


@dataclass(frozen=True, slots=True)
class ClearingSlip:
    """Facts of the slip. ``chains``: where each chain ended here, all of it confirmed by the office by number and hash.

    ``by_passphrase``: the second person gave theirs; else they sign. ``receipts`` are ids of the office's last ones.
    """

    laptop: str
    vault: str
    first: str
    second: str
    by_passphrase: bool
    moment: str
    changes: int
    attachments: int
    receipts: tuple[str, ...] = ()
    chains: tuple[ChainEnd, ...] = ()

    @property
    def digest(self) -> str:
        """SHA-256 over the ends of all chains, 64 hex: the office can make it again from what it holds."""
        lines = sorted(f"{one.id} {one.number}" for one in self.chains)
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()

    @property
    def code(self) -> str:
        """What the QR code says."""
        return f"SATCHEL-CLEARED1|{self.vault}|{self.digest}"
