"""What a page is handed: the open session, the job runner, the notices, the way to other pages."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ui.ask import Ask
from ui.jobs import JobRunner
from ui.notices import Notices
from ui.speaking import SpeakingWidget

if TYPE_CHECKING:
    from app.services.session import Session
    from app.settings import Settings


@dataclass(frozen=True, slots=True)
class Desk:
    """Handed to a page's factory. ``go(page, argument)`` opens a page; for records: ``go("records:<kind>", rec)``."""

    session: "Session"
    jobs: JobRunner
    notices: Notices
    ask: Ask
    go: Callable[[str, str], None]
    settings: Callable[[], "Settings"]
    change_settings: Callable[..., None]
    extra: dict[str, Any]


class Page(SpeakingWidget):
    """Base of pages. A page may ignore any of these; `say` keeps its words in the language chosen."""

    def show_argument(self, argument: str) -> None:
        """Show one thing (a record id, or text of a search) when the page is opened by `Desk.go`."""

    def flush(self) -> None:
        """Save what is being typed, now, on the calling thread: the vault is about to be closed."""

    def leave(self) -> None:
        """Another page is about to be shown; commit drafts (may be done in a job)."""

    def refresh(self) -> None:
        """Read again what is shown: the village, the round or the records have changed."""
