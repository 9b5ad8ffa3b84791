"""One sitting at the window, typed by keys: unlock, a person, a line of a talk, a search, lock, quit.

Run as ``python -m tests.faults.window FOLDER`` with ``SATCHEL_HOME`` set; the vault goes to ``FOLDER/vault``.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app import log, paths, practice, settings
from app.services.setup import SetupService
from app.storage.types import ListQuery
from ui import application as program
from ui.shell import Shell

# letters by key, Chinese as an input method commits it; nowhere in the program or in the practice round
NAME = ("qovzunamejiw", "雒彧翀霁昉")
UNIT = ("wukqunitzrev", "砻碶坞农机站")
NOTE = ("jixvnoteqowz", "夤夜提着两只腌鹅来过")
LINE = ("zwelineqvuxo", "匣子里压着三张旧粮票")
SOUGHT = ("vuqisoughtxw", "寻一枚鎏金顶针")
KEPT = (*NAME, *UNIT, *NOTE, *LINE)
SENTINELS = {*KEPT, *SOUGHT}


class NeverHappenedError(Exception):
    """What the window should have done did not come in time."""


class Sitting:
    """Somebody at the window."""

    def __init__(self, shell: Shell) -> None:
        self.shell = shell

    def wait(self, until: Callable[[], object], seconds: float = 20) -> None:
        """Let the window live until a fact holds and every job has answered."""
        end = time.monotonic() + seconds
        while not (until() and self.shell.jobs.idle):
            if time.monotonic() > end:
                raise NeverHappenedError(until, QApplication.focusWidget(), self.shell.jobs.idle)
            QTest.qWait(10)

    def type(self, widget: QWidget, *pieces: str) -> None:
        """Type into what has the focus there."""
        widget.setFocus()
        self.wait(lambda: (inner := QApplication.focusWidget()) and (inner is widget or widget.isAncestorOf(inner)))
        for piece in pieces:
            if piece.isascii():
                QTest.keyClicks(QApplication.focusWidget(), piece)
            else:
                event = QInputMethodEvent()
                event.setCommitString(piece)
                QApplication.sendEvent(QApplication.focusWidget(), event)

    def unlock(self, staff: str, passphrase: str) -> None:
        """Open the vault that is offered."""
        page = self.shell.unlock
        self.type(page.staff, staff)
        QTest.keyClick(page.staff, Qt.Key.Key_Return)
        QTest.keyClicks(page.passphrase.edit, passphrase)
        QTest.keyClick(page.passphrase.edit, Qt.Key.Key_Return)
        self.wait(lambda: self.shell.main is not None)
        self.wait(self.shell.main.guide.isVisible)
        self.shell.main.guide.away.click()

    def write_person(self) -> None:
        """A new person, left by going back to the list: it is saved."""
        self.shell.main.go("records:person", "")
        page = self.shell.main.page("records:person")
        self.shell.activateWindow()  # the offscreen platform gives activity to no window again by itself
        self.wait(lambda: page.list.model.rowCount() > 0)
        page.list.view.setFocus()
        self.wait(page.list.view.hasFocus)
        QTest.keyClick(page.list.view, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
        self.wait(lambda: page.view.page is not None)
        for name, said in (("name", NAME), ("post", UNIT), ("note", NOTE)):
            self.type(page.view.form.boxes[name].editor, *said)
        self.wait(page.view.saved.text)  # as a draft
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
        self.wait(lambda: page.stack.currentWidget() is page.list)

    def write_line(self) -> None:
        """A line of a talk that is still open, not saved when the vault is locked."""
        session = self.shell.session
        page = self.shell.main.page("records:interview")
        text = page.view.transcript
        for row in session.vault.rows("interview", session.vault.list(ListQuery("interview", session.scopes()))):
            self.shell.main.go("records:interview", row.rec)
            self.wait(lambda rec=row.rec: page.view.page is not None and page.view.rec == rec)
            if not text.isReadOnly():
                break
        self.shell.activateWindow()
        text.setFocus()
        QTest.keyClick(text, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClick(text, Qt.Key.Key_Return)
        self.type(text, *LINE)

    def look_at_evidence(self) -> None:
        """A scanned page, drawn by the process apart, and the note on it."""
        session = self.shell.session
        rows = session.vault.rows("evidence", session.vault.list(ListQuery("evidence", session.scopes())))
        self.shell.main.go("records:evidence", rows[0].rec)
        viewer = self.shell.main.page("records:evidence").view.viewer
        self.wait(lambda: not viewer.canvas.image.isNull())
        viewer.go_by(1)
        self.wait(lambda: viewer.place == 1 and not viewer.canvas.image.isNull())

    def search(self) -> None:
        """Look for something that is nowhere."""
        palette = self.shell.main.palette_box
        QTest.keyClick(self.shell.main, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
        self.wait(palette.isVisible)
        self.type(palette.edit, *SOUGHT)
        self.wait(lambda: palette.edit.text() == "".join(SOUGHT) and palette.list.count() > 0)
        QTest.keyClick(palette.edit, Qt.Key.Key_Escape)

    def lock(self) -> None:
        """Lock by key."""
        QTest.keyClick(self.shell.main, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
        self.wait(lambda: self.shell.session is None and self.shell.unlock is not None)


def main(folder: Path) -> int:
    """Make the vault, sit at the window, and quit as the program does."""
    vault, staff, passphrase = practice.start(folder / "vault", SetupService().memory)
    settings.save(settings.Settings(language="zh_CN", recent=(str(vault),)), paths.settings_file())
    _, shell, watch = program.begin(sys.argv[:1])
    handler = log.start(paths.log_folder())
    shell._locked = shell.show_locked  # this process goes on, as where a program may not start another
    try:
        watch.install_rest()
        sitting = Sitting(shell)
        sitting.unlock(staff, passphrase)
        sitting.write_person()
        sitting.search()
        sitting.look_at_evidence()
        sitting.write_line()
        sitting.lock()
        shell.close()
    finally:
        sys.excepthook = sys.__excepthook__  # a failed sitting ends; nobody is there to read of it in the window
        shell.shut()
        log.stop(handler)
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
