"""A bug: nothing was lost, here is a report without a word of anybody's records, go on or quit."""

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app import paths

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import TracebackType

FAULTS = "fault.log"  # what the machine itself says of a crash: frames, never values
OFFERED = "fault-offered.log"


def report(kind: type[BaseException], trace: "TracebackType | None") -> str:
    """Version, system, type and frames of a crash; never its text and never a local value."""
    from app import log

    return _about(log.frames(kind, trace))


def _about(frames: str) -> str:
    import platform

    from PySide6.QtCore import qVersion

    import app

    lines = (
        f"Satchel {app.VERSION}",
        f"{platform.system()} {platform.release()} {platform.machine()}",
        f"Python {platform.python_version()} Qt {qVersion()}",
        "",
        frames,
    )
    return "\n".join(lines)


class CrashWatch(QObject):
    """Takes the exceptions nobody caught and shows each kind once.

    Signals:
        crashed: the report; may be emitted from another thread.
    """

    crashed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._seen: set[str] = set()
        self.show_report: Callable[[str], None] = self._show
        self.show_fault: Callable[[str], None] = self._show_fault
        self.crashed.connect(self._on_crashed)

    def install(self) -> None:
        """Take over ``sys.excepthook``; from here on no exception is lost."""
        sys.excepthook = self.take

    def install_rest(self) -> None:
        """Take over the hook of threads and let the machine itself write down how it fell. After the window is there.

        What it wrote the last time is offered now, once; the file stays beside the log.
        """
        import faulthandler
        import threading

        threading.excepthook = lambda hook: self.take(hook.exc_type, hook.exc_value, hook.exc_traceback)
        folder = paths.log_folder()
        folder.mkdir(parents=True, exist_ok=True)
        left = take_fault(folder)
        faulthandler.enable((folder / FAULTS).open("a", encoding="utf-8"))
        if left:
            self.show_fault(_about(left))

    def take(self, kind: type[BaseException], error: BaseException | None, trace: "TracebackType | None") -> None:
        """Log a crash without its text and show it."""
        import logging

        if issubclass(kind, KeyboardInterrupt):
            return
        logging.getLogger(__name__).error("crash %s", kind.__name__, exc_info=(kind, error or kind(), trace))
        self.crashed.emit(report(kind, trace))

    def _on_crashed(self, text: str) -> None:
        if text not in self._seen:
            self._seen.add(text)
            self.show_report(text)

    def _show(self, text: str) -> None:
        from ui.crash_dialog import CrashDialog

        CrashDialog(text).exec()

    def _show_fault(self, text: str) -> None:
        from ui.crash_dialog import CrashDialog

        CrashDialog(text, earlier=True).exec()


def take_fault(folder: "Path") -> str:
    """What the machine wrote when the program fell the last time, or ''; it is put aside, so it is offered once."""
    path = folder / FAULTS
    try:
        text = path.read_text("utf-8", errors="replace").strip()
        if text:
            path.replace(folder / OFFERED)
    except OSError:
        return ""
    return text
