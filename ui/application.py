"""The beginning of the window: application, language, look, and what is shown before and after unlocking."""

import gc
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from ui.crash import CrashWatch
    from ui.shell import Shell


def prepare_environment() -> None:
    """Set what Qt reads once, before it starts.

    The wheels carry no fcitx plug-in. fcitx5 also speaks the ibus protocol, whose plug-in they do carry; without this
    nobody can type Chinese on such a desktop.
    """
    if sys.platform == "linux" and os.environ.get("QT_IM_MODULE", "") in ("fcitx", "fcitx5"):
        from PySide6.QtCore import QLibraryInfo

        plugins = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)) / "platforminputcontexts"
        if not any("fcitx" in plugin.name for plugin in plugins.glob("*")):
            os.environ["QT_IM_MODULE"] = "ibus"


def begin(argv: list[str]) -> "tuple[QApplication, Shell, CrashWatch]":
    """Put the first window on the screen; what is imported here is what a person waits for."""
    gc.disable()  # `Collector` collects from here on; walking through what Qt's names bring helps nobody
    prepare_environment()
    from PySide6.QtWidgets import QApplication

    from ui import locking, theme
    from ui.collecting import Collector
    from ui.crash import CrashWatch
    from ui.shell import Shell

    application = QApplication([*(argv or ["satchel"]), *theme.words_for_qt()])
    application.setApplicationName("Satchel")
    application.setDesktopFileName("satchel")
    locking.forbid_core_dumps()
    watch = CrashWatch(application)
    watch.install()
    Collector(application)
    shell = Shell(application)
    shell.show()
    application.processEvents()
    return application, shell, watch


def main(argv: list[str] | None = None) -> int:
    """Run the window until it is closed; returns the exit code."""
    application, shell, watch = begin(argv if argv is not None else sys.argv)
    from app import log, paths
    from ui import locking

    handler = log.start(paths.log_folder())
    try:
        watch.install_rest()
        code = application.exec()
    finally:
        shell.shut()
        log.stop(handler)
    if shell.restart_wanted:
        locking.restart()
    return code
