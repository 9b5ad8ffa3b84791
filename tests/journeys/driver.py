"""Hands on a real window: keys and clicks as a person makes them, and waiting for what follows."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QWidget
from pytestqt.exceptions import TimeoutError as TooLate
from typing_extensions import override

from tests.ui.pages.records.test_page import keys
from ui.shell import Shell
from ui.widgets.record_choices import BoxEditor, FewEditor, ManyEditor
from ui.widgets.record_fields import LongEditor

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NO_KEYS = {Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_Meta}
MOUSE = {QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick, QEvent.Type.Wheel}


class Counted(QObject):
    """Counts what reaches the window: letters, keys that are no letters, the mouse."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: Counter[str] = Counter()
        QApplication.instance().installEventFilter(self)

    @override
    def eventFilter(self, _: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in MOUSE:
            self.seen["mouse"] += 1
        elif kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() not in NO_KEYS:
            letter = bool(event.text().isprintable() and event.text()) and not event.modifiers() & CONTROL
            self.seen["letters" if letter else "keys"] += 1
        return False

    def stop(self) -> Counter[str]:
        QApplication.instance().removeEventFilter(self)
        return self.seen


class Driver:
    """One person before the window."""

    def __init__(self, shell: Shell, qtbot: Any) -> None:
        self.shell, self.qtbot = shell, qtbot
        for name in ("confirm", "folder", "choose", "open_path", "open_paths", "save_path"):
            setattr(shell.ask, name, self._answered(getattr(shell.ask, name)))

    def _answered(self, question: Callable[..., Any]) -> Callable[..., Any]:
        """A question nobody expected fails the test instead of waiting for a person."""

        def ask(*args: Any, **more: Any) -> Any:
            assert self.shell.ask._ready, f"nobody expected this question: {args[1:]}"
            return question(*args, **more)

        return ask

    # -- waiting -------------------------------------------------------------------------------------------------

    def settle(self) -> None:
        """Wait until every job has answered and what follows from it is on the screen."""
        for _ in range(2):
            self.qtbot.waitUntil(lambda: self.shell.jobs.idle, timeout=30_000)
            QApplication.processEvents()

    def wait(self, fact: Callable[[], object], why: Callable[[], object] = lambda: "", timeout: int = 10_000) -> None:
        """Wait for a fact; ``why`` says what stands in its place."""
        try:
            self.qtbot.waitUntil(lambda: bool(fact()), timeout=timeout)
        except TooLate as error:
            raise AssertionError(why()) from error

    # -- going about ---------------------------------------------------------------------------------------------

    @property
    def main(self) -> Any:
        return self.shell.main

    def unlock(self, folder: Path, staff: str, secret: str) -> None:
        """Type staff number and passphrase on the unlock page."""
        page = self.shell.unlock
        if page is None or self.shell.first_start is not None:
            self.shell._leave_first_start()
            page = self.shell.unlock
        page.offer((str(folder),))
        self.settle()
        page.staff.clear()
        keys(page.staff, staff)
        page.passphrase.edit.clear()
        keys(page.passphrase.edit, secret)
        self.key(page.passphrase.edit, Qt.Key.Key_Return)
        self.wait(lambda: self.shell.main is not None)
        self.awake()
        self.settle()

    def awake(self) -> None:
        """The window comes to the front again behind a list that was open."""
        self.shell.activateWindow()
        self.wait(self.shell.isActiveWindow)

    def go(self, page: str, argument: str = "") -> Any:
        """Go to a page, and to a record of it."""
        self.main.go(page, argument)
        self.settle()
        there = self.main.page(page)
        if argument and hasattr(there, "view"):
            self.wait(lambda: there.view.page is not None)
            self.settle()
        return there

    def at(self, page: str) -> Any:
        """Wait until a page's record is there and return its view."""
        self.wait(lambda: self.main.current == page)
        there = self.main.page(page)
        self.wait(lambda: there.view.page is not None)
        self.settle()
        return there.view

    # -- hands ---------------------------------------------------------------------------------------------------

    def key(self, widget: QWidget, code: Any, modifier: Any = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(widget, code, modifier)

    def click(self, button: QPushButton) -> None:
        """Click a button with the mouse; it has to be on."""
        assert button.isEnabled(), button.accessibleDescription() or button.text()
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def press(self, button: QPushButton) -> None:
        """Press a button by keyboard; it has to be on."""
        assert button.isEnabled(), button.accessibleDescription() or button.text()
        button.setFocus()
        self.key(button, Qt.Key.Key_Space)

    def type(self, widget: QWidget, text: str) -> None:
        """Replace what stands in a field."""
        widget.setFocus()
        widget.selectAll()
        keys(widget, text)

    def pick(self, finder: Any, text: str) -> None:
        """Type into a field that finds while one types, and take the first offer."""
        finder.line.setFocus()
        keys(finder.line, text)
        self.wait(lambda: finder.open)
        popup = finder._completer.popup()
        self.key(popup, Qt.Key.Key_Down)
        self.key(popup, Qt.Key.Key_Return)
        self.settle()

    def fill(self, view: Any, **values: Any) -> None:
        """Fill fields of a record, each in the way of its editor."""
        for name, value in values.items():
            self.put(view.form.boxes[name].editor, value)

    def put(self, editor: Any, value: Any) -> None:
        if hasattr(editor, "finder"):
            for one in value if isinstance(value, list) else [value]:
                self.pick(editor.finder, one)
        elif isinstance(editor, BoxEditor):
            self.choose(editor.box, value)
        elif isinstance(editor, FewEditor | ManyEditor):
            for code in value if isinstance(value, list) else [value]:
                self.press(self._button_of(editor, code))
        elif isinstance(editor, LongEditor):
            self.type(editor.text, value)
        else:
            self.type(editor.line, value)

    def choose(self, box: Any, value: Any) -> None:
        """Go down a list by the arrow key until the value is reached."""
        box.setFocus()
        wanted = box.findData(value)
        assert wanted >= 0, value
        self.key(box, Qt.Key.Key_Home)
        while box.currentIndex() < wanted:
            self.key(box, Qt.Key.Key_Down)
        assert box.currentData() == value

    def _button_of(self, editor: Any, code: str) -> Any:
        places = [choice.code for choice in editor.field.choices]
        return editor.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)[places.index(code)]

    def step(self, view: Any, name: str) -> None:
        """Take a step by its button, and be sure where it locks the record."""
        self.wait(lambda: name in view.steps.buttons, lambda: (view.page.state, list(view.steps.buttons)))
        self.wait(lambda: view.steps.buttons[name].isEnabled() is True, lambda: str(view.steps.buttons[name].toolTip()))
        if view.kind.state(view.kind.step(name).to).locked:
            self.shell.ask.next(True)
        before = view.page.state
        self.awake()
        self.click(view.steps.buttons[name])
        self.settle()
        self.wait(lambda: view.page is not None and view.page.state != before)
        self.settle()

    def menu(self, menu: QMenu, words: str) -> None:
        """Take an entry of a menu."""
        (action,) = [one for one in menu.actions() if one.text().startswith(words)]
        action.trigger()

    def out(self, view: Any, words: str, folder: Path) -> Path:
        """Take a paper out by the menu of a record, into a folder, and return the new file."""
        before = set(folder.iterdir())
        self.shell.ask.next(True)
        self.shell.ask.next(folder)
        self.menu(view.papers.menu(), words)
        self.wait(lambda: [p for p in folder.iterdir() if p not in before and p.suffix != ".part"])
        self.settle()
        (made,) = set(folder.iterdir()) - before
        return made
