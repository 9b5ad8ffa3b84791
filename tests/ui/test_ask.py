"""Questions in a box of their own."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from ui.ask import Ask


def test_whom_a_question_names_stands_in_the_question_and_not_on_the_task_bar(qtbot):
    owner = QWidget()
    qtbot.addWidget(owner)
    owner.setWindowTitle("Satchel")
    seen = []

    def look():
        box = QApplication.activeModalWidget()
        if box is None:
            QTimer.singleShot(10, look)
            return
        seen.append((box.windowTitle(), [label.text() for label in box.findChildren(QLabel)]))
        box.reject()

    QTimer.singleShot(0, look)
    assert not Ask().confirm(owner, "Delete the talk with 王五?", "It can be brought back.", "Delete")
    assert seen == [("Satchel", ["Delete the talk with 王五?", "It can be brought back."])]
