"""The jump list: every question there is now, and which of them has no answer."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem
from typing_extensions import override

from app.forms.runner import Runner
from app.forms.walk import Kind

WIDTH = 330
ANSWERED, OPEN, WANTED, NOTE = "●", "○", "✱", "·"


class Jumps(QListWidget):
    """Lines of the form in order; activating one goes there."""

    def __init__(self, runner: Runner) -> None:
        super().__init__()
        self._runner = runner
        self.setFixedWidth(WIDTH)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setAccessibleName(self.tr("All questions"))

    def fill(self) -> None:
        """Show the lines as they are now."""
        self.setAccessibleName(self.tr("All questions"))
        self.clear()
        here = set(self._runner.page.questions)
        for line in self._runner.outline():
            note = line.kind is Kind.QUESTION and self._runner.question(line.reference).is_note
            mark = NOTE if note else ANSWERED if line.answered else WANTED if line.required else OPEN
            item = QListWidgetItem(f"{'   ' * line.depth}{mark} {line.title}")
            item.setData(Qt.ItemDataRole.UserRole, line.reference)
            said = line.title if line.answered or note else self.tr("No answer yet: %1").replace("%1", line.title)
            item.setToolTip(said)
            self.addItem(item)
            if line.reference in here:
                self.setCurrentItem(item)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentItem() is not None:
            self.itemActivated.emit(self.currentItem())  # and no further: Enter would go on from where it went to
        else:
            super().keyPressEvent(event)
