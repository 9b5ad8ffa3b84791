"""A window over many findings, in a process of its own: prints the most memory it used, in MiB, after each thing done.

``python -m tests.soak.window_memory FOLDER MEMORY`` (a vault of `tests.soak.test_small_machine`).
"""

import json
import os
import sys
import time
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["SATCHEL_TEST_KDF"] = "1"

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.services.papers import PaperService
from app.services.session import Session
from app.storage import opening
from app.storage.memory import InstallationMemory
from tests.app.services.records_world import PASSPHRASE, STAFF
from ui.shell import Shell


def most() -> int:
    """The most memory this process has used so far, in MiB."""
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10


def main(folder: Path, memory: Path) -> int:
    """Open the vault, walk through the list, write the report of 500 findings."""
    application = QApplication([])
    shell = Shell(application, locked=lambda: None)
    shell.resize(1366, 768)
    shell.show()
    vault = opening.open_vault(folder, STAFF, PASSPHRASE, memory=InstallationMemory(memory))
    session = Session(vault)

    def settle(until=lambda: True) -> None:
        began = time.monotonic()
        while time.monotonic() - began < 300:
            application.processEvents()
            if until() and shell.jobs.idle:
                application.processEvents()
                return
            time.sleep(0.005)
        raise TimeoutError

    session.choose(village="")
    shell.open(session)
    settle()
    told = {"opened": most()}
    shell.main.go("records:finding", "")
    page = shell.main.page("records:finding")
    settle(lambda: page.list.model.rowCount() > 0)
    told["rows"] = page.list.model.rowCount()
    for _ in range(60):
        QTest.keyClick(page.list.view, Qt.Key.Key_PageDown)
        application.processEvents()
    QTest.keyClick(page.list.view, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    settle()
    told["list"] = most()
    village = next(one.rec for one in session.villages() if one.name == "石桥村")
    out = folder.parent / "out"
    out.mkdir(exist_ok=True)
    done = []
    service = PaperService(session)
    begun = time.monotonic()
    shell.jobs.long(shell, lambda _: service.export(village, "village_report", out)).then(done.append).start()
    settle(lambda: done)
    told["report seconds"] = round(time.monotonic() - begun, 1)
    told["report"] = most()
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()
    shell.close()
    shell.shut()
    os._exit(0)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
