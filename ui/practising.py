"""The practice round (演练), one click away: made when it is not there yet, opened when it is."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

from app import paths

if TYPE_CHECKING:
    from app.jobs import Progress
    from app.services.session import Session
    from app.services.setup import SetupService

NOTE = "practice.json"  # where the last practice lies and what opens it; it protects nothing


def open_practice(progress: "Progress") -> "Session":
    """Make or find the practice vault and unlock it; meant for a job."""
    from app.services.setup import SetupService

    setup = SetupService()
    progress.step(0, 2)
    folder, staff, passphrase = _found() or _made(setup)
    progress.step(1, 2)
    return setup.unlock(folder, staff, passphrase, progress)


def start_over() -> None:
    """Forget the practice; the next click makes a fresh one beside it."""
    (paths.data_folder() / NOTE).unlink(missing_ok=True)


def _found() -> tuple[Path, str, str] | None:
    try:
        folder, staff, passphrase = json.loads((paths.data_folder() / NOTE).read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return (Path(folder), staff, passphrase) if Path(folder, "vault.json").is_file() else None


def _made(setup: "SetupService") -> tuple[Path, str, str]:
    from app import practice

    folder, staff, passphrase = practice.start(paths.data_folder() / "practice", setup.memory)
    note = json.dumps([str(folder), staff, passphrase])
    (paths.data_folder() / NOTE).write_text(note, encoding="utf-8")
    return folder, staff, passphrase
