"""Cold start to the unlock window, against a bare window of PySide6."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from app import settings
from tests.bench.figures import Figure, best, tell

ROOT = Path(__file__).resolve().parents[2]
BARE = """
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget
application = QApplication([])
window = QWidget()
layout = QVBoxLayout(window)
for widget in (QLineEdit(), QLineEdit(), QPushButton("x")):
    layout.addWidget(widget)
window.show()
application.processEvents()
"""
OURS = """
from ui.application import begin
kept = begin([])
"""
# both end the same way, at once: taking a program down is no part of starting it
END = """
import os
os._exit(0)
"""


def environment(home: Path) -> dict[str, str]:
    """For a program of ours with its own data in ``home``, without a screen."""
    found = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "SATCHEL_HOME": str(home)}
    # as it is shipped: with byte code, also where the one who measures has none written
    found.pop("PYTHONDONTWRITEBYTECODE", None)
    found["PYTHONPYCACHEPREFIX"] = str(home / "code")
    return found


def starting() -> None:
    with tempfile.TemporaryDirectory() as home:
        variables = environment(Path(home))

        def run(code: str) -> None:
            command = [sys.executable, "-c", code + END]
            subprocess.run(command, cwd=ROOT, env=variables, check=True, capture_output=True)

        # a computer that knows a vault, or the first start would be measured instead of the unlock window
        settings.save(settings.Settings(recent=(str(Path(home) / "laptop"),)), Path(home) / "settings.json")
        run(OURS)  # once, so that both have their byte code and their files in memory
        run(BARE)
        ours, bare = best(lambda: run(OURS), 5) * 1000, best(lambda: run(BARE), 5) * 1000
    reached = ours <= 1.5 * bare
    tell([Figure("start to the unlock window", ours, "a bare window", bare, "ms", "<= 1.5 x", reached)])
