"""What the handover page shows: frozen facts about a stick, a plan and its outcome."""

from dataclasses import dataclass

from app.errors import AppError
from app.services.session import Touched
from app.sync.drives import Drive
from app.sync.enrolment import Enrolment, Registration
from app.sync.gaps import Gap
from app.sync.manifest import OFFICE, Kind
from app.sync.places import Place
from app.sync.receive import Received
from app.sync.register import Policy, Standing

__all__ = [
    "ALREADY",
    "DIFFERS",
    "INTACT",
    "MINE",
    "NEW",
    "NO_SUM",
    "OFFICE",
    "OTHERS",
    "REFUSED",
    "UNREADABLE",
    "Clearing",
    "Drafts",
    "Drive",
    "Enrolment",
    "Forked",
    "Gap",
    "Kind",
    "OnStick",
    "Outcome",
    "Outgoing",
    "Place",
    "Plan",
    "Policy",
    "Received",
    "Refused",
    "Registration",
    "Sent",
    "Standing",
]

NEW, ALREADY, MINE, OTHERS, REFUSED = "new", "already", "mine", "others", "refused"
INTACT, DIFFERS, NO_SUM, UNREADABLE = "intact", "differs", "no sum", "unreadable"


@dataclass(frozen=True, slots=True)
class OnStick:
    """One package on the stick. ``state``: new, already, mine (written here), others (not for me), refused."""

    file: str
    size: int
    state: str
    kind: str = ""
    place: str = ""
    person: str = ""
    counter: int = 0
    created: int = 0
    trouble: AppError | None = None


@dataclass(frozen=True, slots=True)
class Drafts:
    """Drafts of one person on this machine. Mine are packed; others' stay behind and are named."""

    person: str
    name: str
    count: int
    mine: bool


@dataclass(frozen=True, slots=True)
class Outgoing:
    """What would go to one place: ``kinds`` of packages; ``changes`` and ``blobs`` it lacks, ``size`` in bytes."""

    place: str
    people: tuple[str, ...]
    kinds: tuple[str, ...]
    changes: int = 0
    blobs: int = 0
    size: int = 0
    receipts: int = 0


@dataclass(frozen=True, slots=True)
class Forked:
    """Two different changes under one number of one chain: a laptop was copied. Both are kept; an alarm."""

    writer: str
    person: str
    laptop: str
    scope: str
    number: int


@dataclass(frozen=True, slots=True)
class Clearing:
    """What keeps a laptop from being cleared: each must be 0 before its data may be erased.

    ``drafts`` anybody has typed and not left; ``unsent`` changes (lines of the log left out) and ``parts`` of
    attachments no receipt of the office covers by hash; ``aside`` bad things of packages nobody has looked at;
    ``forks`` numbers with two changes; ``responses`` anonymous answers that wait for their batch.
    """

    drafts: int = 0
    unsent: int = 0
    parts: int = 0
    aside: int = 0
    forks: int = 0
    responses: int = 0

    @property
    def allowed(self) -> bool:
        """Whether nothing would be lost."""
        return not (self.drafts or self.unsent or self.parts or self.aside or self.forks or self.responses)


@dataclass(frozen=True, slots=True)
class Plan:
    """What the one button would do here. ``place`` is this place's code, '' before it is registered.

    ``responses`` are anonymous answers that stay here until their batch is full.
    """

    place: str
    drive: Drive
    packages: tuple[OnStick, ...]
    outgoing: tuple[Outgoing, ...]
    drafts: tuple[Drafts, ...]
    gaps: tuple[Gap, ...]
    stick: Standing | None = None
    forks: tuple[Forked, ...] = ()
    responses: int = 0


@dataclass(frozen=True, slots=True)
class Sent:
    """One package that was written, re-read and found whole. ``package`` is its id, by which its slip is printed."""

    place: str
    kind: str
    file: str
    sha256: str
    size: int
    counter: int
    changes: int
    blobs: int
    index: int = 1
    of: int = 1
    package: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """A package on the stick that was not taken, and why."""

    file: str
    error: AppError


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the button did. ``drafts`` did not travel; ``gaps`` are missing; ``others`` packages are not for me.

    ``forks`` came to light just now: an alarm. ``stick`` is how the stick stands in the register.
    """

    read: tuple[Received, ...]
    refused: tuple[Refused, ...]
    written: tuple[Sent, ...]
    drafts: tuple[Drafts, ...]
    gaps: tuple[Gap, ...]
    others: int
    touched: Touched
    forks: tuple[Forked, ...] = ()
    stick: Standing | None = None
