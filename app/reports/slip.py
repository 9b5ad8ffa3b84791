"""The handover slip (U盘交接单) that goes with a stick: what was given, to whom, how to tell it is intact."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ChainEnd:
    """The last change of one chain in a package: whose, of which scope, its number and id (64 hex)."""

    who: str
    scope: str
    number: int
    id: str


@dataclass(frozen=True, slots=True)
class Slip:
    """Facts of one package. ``sha256`` is the digest of the file on the stick, 64 hex; ``drafts`` stayed behind.

    ``second`` checked it (核对人) at ``checked``, by passphrase or else by signing this slip; '' while nobody did.
    """

    package: str
    kind: str
    file: str
    sha256: str
    counter: int
    sender: str
    recipient: str
    written: str
    changes: int = 0
    attachments: int = 0
    size: int = 0
    part: tuple[int, int] = (1, 1)
    chains: tuple[ChainEnd, ...] = ()
    drafts: tuple[tuple[str, int], ...] = ()
    second: str = ""
    by_passphrase: bool = False
    checked: str = ""

    @property
    def code(self) -> str:
        """What the QR code says: enough to name the package and check it, no more."""
        return f"SATCHEL1|{self.package}|{self.sha256}"


def fours(digest: str) -> str:
    """A digest in groups of four, as two people read it to each other."""
    return " ".join(digest[n : n + 4] for n in range(0, len(digest), 4))
