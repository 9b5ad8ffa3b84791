"""Cold start to the unlock window, against a bare window of PySide6."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

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
from ui.application import prepare_environment
prepare_environment()
from PySide6.QtWidgets import QApplication
from ui import locking
from ui.crash import CrashWatch
from ui.shell import Shell
application = QApplication([])
locking.forbid_core_dumps()
watch = CrashWatch(application)
watch.install()
shell = Shell(application)
shell.show()
application.processEvents()
import os
os._exit(0)
"""


def starting() -> None:
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "SATCHEL_HOME": home}

        def run(code: str) -> None:
            subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment, check=True, capture_output=True)

        run(OURS)  # once, so that both have their byte code and their files in memory
        run(BARE)
        ours, bare = best(lambda: run(OURS), 5) * 1000, best(lambda: run(BARE), 5) * 1000
    reached = ours <= 1.5 * bare
    tell([Figure("start to the unlock window", ours, "a bare window", bare, "ms", "<= 1.5 x", reached)])
