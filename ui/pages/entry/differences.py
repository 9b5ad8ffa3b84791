"""Where two typings differ: only those answers, one at a time; keep the first, the second, or type it again."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QListWidget, QWidget
from typing_extensions import override

from app.services.entry import Batch, Difference, EntryService, Rate
from app.services.entry_keys import BACK, ENTER, Sort
from app.services.entry_sheet import SheetTyping
from ui.pages.entry import words
from ui.pages.entry.keys import is_ours, key_of
from ui.pages.entry.panel import QuestionPanel
from ui.speaking import SpeakingWidget
from ui.widgets import parts
from ui.widgets.elided import Elided

LIST = 230


class DifferencesView(SpeakingWidget):
    """The list of differences of one batch, and what remains to be done when it is empty.

    Signals:
        left: the person goes away; what was decided is kept.
        settled: the batch is to enter.
        widened: every sheet is to be typed a second time.
    """

    left = Signal()
    settled = Signal()
    widened = Signal()

    def __init__(self, service: EntryService, batch: Batch) -> None:
        super().__init__()
        self.service, self.batch = service, batch
        self.differences: list[Difference] = service.differences(batch.key)
        self.rate: Rate = service.rate(batch.key)
        self.again = _no_sheet()  # the sheet in which an answer is being typed again
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)  # noqa: FBT003 - Qt's own word
        self._build()
        self._wire()
        self._list_them()
        self.show_now()

    # -- building ------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        whole = parts.column(self, spacing=8)
        whole.setContentsMargins(18, 12, 18, 10)
        title, self.count = Elided(self.batch.title, "heading"), parts.label("chip-warn")
        head = parts.row(spacing=10)
        head.addWidget(title, 1)
        head.addWidget(self.count)
        self.quality = parts.label("quiet", wrap=True)
        self.list = QListWidget()
        self.list.setFixedWidth(LIST)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.serial = parts.label("title")
        self.question = parts.label("heading", wrap=True)
        self.first, self.first_words = self._card()
        self.second, self.second_words = self._card()
        self.panel = QuestionPanel()
        self.told = parts.label("warn", wrap=True)
        self.told.setMinimumHeight(self.told.fontMetrics().height() * 2 + 4)
        inside = QWidget()
        column = parts.column(inside, spacing=10)
        pair = parts.row(spacing=12)
        pair.addWidget(self.first, 1)
        pair.addWidget(self.second, 1)
        parts.add(column, (self.serial, self.question, pair, self.panel, self.told, None))
        middle = parts.row(spacing=16)
        middle.addWidget(self.list)
        middle.addWidget(parts.scrolled(inside), 1)
        parts.add(whole, (head, self.quality))
        whole.addLayout(middle, 1)
        whole.addWidget(self._foot())
        self.say(self.list.setAccessibleName, lambda: self.tr("Answers that differ"))

    def _card(self) -> tuple[QFrame, QLabel]:
        frame = QFrame()
        frame.setProperty("role", "well")
        column = parts.column(frame, margin=12, spacing=6)
        name, value = parts.label("label"), parts.label("heading", wrap=True)
        frame.setProperty("name", name)
        parts.add(column, (name, value))
        return frame, value

    def _foot(self) -> QWidget:
        foot, self.keys = QWidget(), parts.label("small", wrap=True)
        self.keep_first, self.keep_second = parts.button(), parts.button()
        self.retype, self.enter = parts.button(), parts.button("primary")
        self.widen, self.leave = parts.button(), parts.button("quiet", "back")
        line = parts.row(spacing=10)
        buttons = (self.keep_first, self.keep_second, self.retype, self.enter, self.widen, self.leave)
        for button in buttons:
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        parts.add(line, (self.keep_first, self.keep_second, self.retype, None, self.widen, self.leave, self.enter))
        whole = parts.column(foot, spacing=4)
        parts.add(whole, (self.keys, line))
        first, second = self.first.property("name"), self.second.property("name")
        self.say(first.setText, lambda: self.tr("First typing  ·  F7 keeps it"))
        self.say(second.setText, lambda: self.tr("Second typing  ·  F8 keeps it"))
        self.say(self.keep_first.setText, lambda: self.tr("Keep the first (F7)"))
        self.say(self.keep_second.setText, lambda: self.tr("Keep the second (F8)"))
        self.say(self.retype.setText, lambda: self.tr("Type again (Esc)"))
        self.say(self.enter.setText, lambda: self.tr("Enter the batch (Enter)"))
        self.say(self.widen.setText, lambda: self.tr("All a second time (F9)"))
        self.say(self.leave.setText, lambda: self.tr("Later (F10)"))
        return foot

    def _wire(self) -> None:
        self.keep_first.clicked.connect(lambda: self.keep(first=True))
        self.keep_second.clicked.connect(lambda: self.keep(first=False))
        self.retype.clicked.connect(self.type_again)
        self.enter.clicked.connect(self.settled)
        self.widen.clicked.connect(self.widened)
        self.leave.clicked.connect(self.left)
        self.panel.pressed.connect(self.press)

    # -- showing -------------------------------------------------------------------------------------------------

    @property
    def one(self) -> Difference | None:
        """What is to be decided now."""
        return self.differences[0] if self.differences else None

    def _list_them(self) -> None:
        self.list.clear()
        for one in self.differences:
            number = one.number or one.reference.rpartition("/")[2]
            line = self.tr("%1 · question %2").replace("%1", one.serial).replace("%2", number)
            self.list.addItem(line)
        self.list.setCurrentRow(0)

    def show_now(self) -> None:
        """Show the first difference, or that there is none left."""
        one = self.one
        asking = one is not None
        self.count.setText(self.tr("%1 to decide").replace("%1", str(len(self.differences))))
        self.count.setVisible(asking)
        self.list.setVisible(asking)
        for widget in (self.keep_first, self.keep_second):
            widget.setVisible(asking and self.again is None and not (one is not None and one.missing))
        self.retype.setVisible(asking and self.again is None)
        self.enter.setVisible(not asking)
        self.widen.setVisible(not asking and 0 < self.rate.drawn < self.rate.sheets)
        self.first.setVisible(asking and self.again is None)
        self.second.setVisible(asking and self.again is None)
        self.panel.setVisible(self.again is not None)
        self.question.setVisible(self.again is None)
        if one is None:
            self._show_end()
        else:
            self._show_one(one)
        self.keys.setText(self._keys_words())
        box = self.panel.box if self.again is not None and self.again.field().sort is Sort.TEXT else self
        if not box.hasFocus():
            box.setFocus()

    def _show_one(self, one: Difference) -> None:
        self.quality.setText(self.tr("Look at the paper: only where the two typings differ."))
        self.serial.setText(self.tr("Sheet %1").replace("%1", one.serial))
        number = "" if one.words.startswith(one.number) else f"{one.number}. "
        self.question.setText(number + one.words)
        self.first_words.setText(one.first_words or self.tr("(no answer)"))
        self.second_words.setText(one.second_words or self.tr("(no answer)"))
        missing = self.tr("Decided so, this question applies and has no answer. Type it from the paper (Esc).")
        self.told.setText(missing if one.missing else "")
        if self.again is not None:
            self.panel.show_sheet(self.again)
            self.told.setText(words.said(self.again.said, self.again.blanks) if self.again.said else "")

    def _show_end(self) -> None:
        self.serial.setText(self.tr("Nothing is left to decide"))
        self.quality.setText("")
        self.question.setText(words.quality(self.rate))
        self.told.setText(words.advice(self.rate))

    def _keys_words(self) -> str:
        if self.again is not None:
            undecided = self.tr("Esc leaves it undecided")
            return f"{words.answer_keys(self.again.field().sort)} · {undecided}"
        if self.one is not None:
            return self.tr("F7 keeps the first · F8 keeps the second · Esc types it again · F10 later")
        return self.tr("Enter lets the batch enter: after that it does not change · F9 all a second time · F10 later")

    # -- deciding ------------------------------------------------------------------------------------------------

    def keep(self, *, first: bool) -> None:
        """Keep one of the two."""
        one = self.one
        if one is None or self.again is not None:
            return
        if one.missing:
            self.type_again()
            return
        (self.service.keep_first if first else self.service.keep_second)(self.batch.key, one)
        self._next()

    def type_again(self) -> None:
        """Type the answer from the paper, or stop typing it."""
        one = self.one
        if one is None:
            return
        if self.again is not None:
            self.again = None
        else:
            self.again = self.service.again(self.batch.key, one)
            self.panel.fill_box(self.again.field(), "")
        self.show_now()

    def press(self, key: str) -> None:
        """Let a key act on the answer being typed again."""
        one, sheet = self.one, self.again
        if one is None or sheet is None:
            return
        if key == BACK:
            self.type_again()
            return
        field = sheet.field()
        if field.sort is Sort.TEXT:
            sheet.type(self.panel.box.toPlainText().strip())
        outcome = sheet.press(key)
        if outcome.move > 0:
            self.service.decide(self.batch.key, one, sheet.answer(field.reference), none=field.reference in sheet.none)
            self._next()
        else:
            self.show_now()

    def _next(self) -> None:
        self.again = None
        self.differences = self.service.differences(self.batch.key)
        if not self.differences:
            self.rate = self.service.rate(self.batch.key)
        self._list_them()
        self.show_now()

    # -- keys ----------------------------------------------------------------------------------------------------

    @override
    def event(self, event: QEvent) -> bool:
        if is_ours(event) and isinstance(event, QKeyEvent):
            self.keyPressEvent(event)
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        code, key = Qt.Key(event.key()), key_of(event)
        if code == Qt.Key.Key_F10:
            self.left.emit()
        elif code == Qt.Key.Key_Escape:
            self.type_again()
        elif self.again is not None:
            self.press(key)
        elif code == Qt.Key.Key_F7:
            self.keep(first=True)
        elif code == Qt.Key.Key_F8:
            self.keep(first=False)
        elif code == Qt.Key.Key_F9 and self.widen.isVisible():
            self.widened.emit()
        elif key == ENTER and self.one is None:
            self.settled.emit()
        elif key and self.one is not None:
            self.told.setText(self.tr("Press F7 for the first, F8 for the second, or Esc to type what the paper says."))
        else:
            super().keyPressEvent(event)

    @override
    def retranslate(self) -> None:
        super().retranslate()
        self._list_them()
        self.show_now()


def _no_sheet() -> SheetTyping | None:
    return None
