"""Typing the sheets of a batch: the number of the sheet, question after question, all by keyboard."""

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QListWidget, QListWidgetItem, QWidget
from typing_extensions import override

from app.services.entry import SECOND, Batch
from app.services.entry_keys import BACK, ENTER, ERASE, Sort
from app.services.entry_sheet import PROMPT, SheetTyping, words_of
from app.services.entry_typing import Typing
from ui.pages.entry import words
from ui.pages.entry.keys import is_ours, key_of
from ui.pages.entry.panel import QuestionPanel
from ui.speaking import SpeakingWidget
from ui.widgets import parts
from ui.widgets.elided import Elided

AFTER = 700  # milliseconds of quiet until what is being written is kept
LIST = 230


class TypingView(SpeakingWidget):
    """One typing of one batch. Keys go to the typing; this only shows where it is.

    Signals:
        left: the person goes away; everything is kept.
        all_typed: the first typing is over, or the second is complete.
    """

    left = Signal()
    all_typed = Signal()

    def __init__(self, typing: Typing, batch: Batch, language: str = "") -> None:
        super().__init__()
        self.typing, self.batch, self._language = typing, batch, language
        self._shown: SheetTyping | None = None
        self._place = "?"
        self._to_leave_out = False
        self._lines: dict[tuple[str, str, bool], str] = {}  # what the list says of an answer
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(AFTER)
        self._wait.timeout.connect(self.hold)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)  # noqa: FBT003 - Qt's own word
        self._build()
        self._wire()
        self.show_now()

    # -- building ------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        whole = parts.column(self, spacing=8)
        whole.setContentsMargins(18, 12, 18, 10)
        title = Elided(self.batch.title, "heading")
        self.turn = parts.label("chip-warn" if self.batch.stage == SECOND else "chip")
        self.facts = Elided("", "quiet")
        self.count = parts.label("quiet")
        head = parts.row(spacing=10)
        head.addWidget(title, 2)
        head.addWidget(self.facts, 2)
        parts.add(head, (self.turn, self.count))
        self.serial, self.place = parts.label("title"), parts.label("quiet")
        line = parts.row(spacing=14)
        parts.add(line, (self.serial, self.place, None))
        self.list = QListWidget()
        self.list.setFixedWidth(LIST)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.panel = QuestionPanel()
        inside = QWidget()
        column = parts.column(inside, spacing=8)
        parts.add(column, (self.panel, None))
        self.area = parts.scrolled(inside)
        self.told = parts.label("warn", wrap=True)
        self.told.setMinimumHeight(self.told.fontMetrics().height() * 2 + 4)  # a sentence moves nothing
        self.told.setAlignment(Qt.AlignmentFlag.AlignTop)
        right = parts.column(spacing=4)
        right.addWidget(self.area, 1)
        right.addWidget(self.told)
        middle = parts.row(spacing=16)
        middle.addWidget(self.list)
        middle.addLayout(right, 1)
        parts.add(whole, (head, line))
        whole.addLayout(middle, 1)
        whole.addWidget(self._foot())
        self.say(self.turn.setText, self._turn_words)
        self.say(self.facts.setText, self._facts_words)
        self.say(self.list.setAccessibleName, lambda: self.tr("Answers of this sheet"))

    def _foot(self) -> QWidget:
        self.foot, self.keys = QWidget(), parts.label("small", wrap=True)
        self.back, self.next = parts.button("", "back"), parts.button("primary")
        self.leave, self.out = parts.button("quiet"), parts.button("quiet")
        for button in (self.back, self.next, self.leave, self.out):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.say(self.out.setText, lambda: self.tr("Leave this sheet out (F9)"))
        self.say(self.leave.setText, lambda: self.tr("Later (Esc)"))
        whole = parts.column(self.foot, spacing=4)
        line = parts.row(spacing=10)
        parts.add(line, (self.back, self.leave, self.out, None, self.next))
        parts.add(whole, (self.keys, line))
        return self.foot

    def _wire(self) -> None:
        self.panel.pressed.connect(self.press)
        self.panel.written.connect(self._written)
        self.back.clicked.connect(lambda: self.press(BACK))
        self.next.clicked.connect(self._go_on)
        self.leave.clicked.connect(self.go_away)
        self.out.clicked.connect(self.leave_out)

    def _turn_words(self) -> str:
        return self.tr("Second typing") if self.typing.store.turn == 2 else self.tr("First typing")

    def _facts_words(self) -> str:
        known = (self.batch.day, words.way(self.batch.way), self.batch.where)
        return " · ".join(one for one in known if one)

    # -- showing -------------------------------------------------------------------------------------------------

    def show_now(self) -> None:
        """Show where the typing is."""
        sheet = self.typing.sheet
        if sheet is not self._shown:
            self._shown, self._place = sheet, "?"
            if sheet is not None and self._language:
                sheet.runner.language = self._language
            self.list.clear()
        self.list.setVisible(sheet is not None)
        self.out.setVisible(sheet is not None and not self.typing.again)
        field = self.typing.field()
        if sheet is None:
            self._show_serial()
        else:
            self._show_sheet(sheet)
        self.keys.setText(self._keys_words(field.sort))
        self._tell()
        self._count()
        self._take_cursor(field.sort)

    def _keys_words(self, sort: Sort) -> str:
        text, sheet = words.keys(sort, self.typing.store.turn), self.typing.sheet
        several = sheet is not None and len(sheet.runner.form.languages) > 1
        return text + " · " + self.tr("F2 language") if several else text

    def speak_next(self) -> None:
        """Show the questions in the next language of the form: the one the paper is in."""
        sheet = self.typing.sheet
        if sheet is None or len(sheet.runner.form.languages) < 2:
            return
        self.hold()
        known = list(sheet.runner.form.languages)
        self._language = known[(known.index(sheet.runner.language) + 1) % len(known)]
        sheet.runner.language = self._language
        self._lines.clear()
        self.show_now()

    def _show_serial(self) -> None:
        proposed = self.typing.proposed
        self.serial.setText(self.tr("Next sheet"))
        self.place.setText("")
        field = self.typing.field()
        if self.typing.store.turn == 2:
            hint = self.tr("Take the sheet of this number from the pile and press Enter.")
        elif proposed.isdecimal():
            hint = self.tr("No number is printed? Write this one on the sheet in pencil and press Enter.")
        else:
            hint = self.tr("Enter, if this is the number on the sheet; else type what is printed there.")
        self.panel.show_field(field, self.tr("Number of the sheet"), hint, (), self.typing.typed)
        self.next.setText(self.tr("Begin this sheet (Enter)"))
        self.back.setText(self.tr("Last sheet (F7)"))
        self._place = ""

    def _show_sheet(self, sheet: SheetTyping) -> None:
        asked = sheet.sequence()
        number = asked.index(sheet.place) + 1 if sheet.place in asked else len(asked)
        self.serial.setText(self.tr("Sheet %1").replace("%1", self.typing.serial))
        self.place.setText(f"{number} / {len(asked)}")
        moved = sheet.place != self._place
        self._place = sheet.place
        self.panel.show_sheet(sheet)
        if moved:
            self.area.verticalScrollBar().setValue(0)
            if sheet.field().sort is Sort.TEXT:
                self.panel.fill_box(sheet.field(), sheet.typed)
        self.next.setText(self.tr("Next (Enter)"))
        self.back.setText(self.tr("Back (F7)"))
        self._list_answers(sheet, asked)

    def _list_answers(self, sheet: SheetTyping, asked: list[str]) -> None:
        while self.list.count() < len(asked):
            self.list.addItem(QListWidgetItem())
        while self.list.count() > len(asked):
            self.list.takeItem(self.list.count() - 1)
        for place, reference in enumerate(asked):
            key = (reference, sheet.answer(reference.removesuffix(PROMPT)), reference in sheet.none)
            if key not in self._lines:
                self._lines[key] = self._line(sheet, reference)
            item, text = self.list.item(place), self._lines[key]
            if item.text() != text:
                item.setText(text)
                item.setToolTip(text)
        if sheet.place in asked:
            self.list.setCurrentRow(asked.index(sheet.place))

    def _line(self, sheet: SheetTyping, reference: str) -> str:
        if reference.endswith(PROMPT):
            return self.tr("One more?")
        value = sheet.answer(reference)
        number = sheet.number(reference) or reference.rpartition("/")[2]
        if not value:
            return f"{number}   —" if reference in sheet.none else f"{number}"
        question = sheet.runner.question(reference)
        offers = sheet.offers(reference) if question.kind in {"select1", "select", "rank"} else ()
        return f"{number}   {words_of(value, offers)}".replace("\n", " ")

    def _tell(self) -> None:
        typing, role, text = self.typing, "warn", ""
        if typing.said:
            text = words.said(typing.said, typing.blanks)
        elif typing.saved:
            role, text = "ok", self.tr("Sheet %1 is saved.").replace("%1", typing.saved)
        elif typing.sheet is not None and typing.sheet.skipped:
            numbers = "、".join(typing.sheet.skipped)
            role, text = "quiet", self.tr("Does not apply, skipped: question %1").replace("%1", numbers)
        parts.set_role(self.told, role)
        self.told.setText(text)

    def _count(self) -> None:
        done, wanted = str(self.typing.finished), str(self.typing.wanted)
        text = self.tr("%1 of %2 typed") if self.typing.wanted else self.tr("%1 typed")
        self.count.setText(text.replace("%1", done).replace("%2", wanted))

    def _take_cursor(self, sort: Sort) -> None:
        wanted = self.panel.box if sort is Sort.TEXT else self
        self.setAccessibleName(f"{self.serial.text()} {self.panel.title.text()}")
        if not wanted.hasFocus():
            wanted.setFocus()

    # -- keys ----------------------------------------------------------------------------------------------------

    def press(self, key: str) -> None:
        """Let a key act."""
        self._wait.stop()
        self._to_leave_out = False
        if self.panel.box.isVisibleTo(self) and self.typing.sheet is not None:
            self._take_written(key)
        self.typing.press(key)
        if self.typing.said and self.typing.said != "typed-before":
            QApplication.beep()
        if self.typing.complete and self.typing.sheet is None:
            self.all_typed.emit()
            return
        self.show_now()

    def _take_written(self, key: str) -> None:
        text, held = self.panel.box.toPlainText(), self.typing.field().value
        self.typing.type("" if key in {ENTER, BACK} and self._untouched() else text)
        if key in {ENTER, BACK} and held and not text.strip():
            self.typing.type("")
            self.typing.press(ERASE)  # the whole answer was taken out of the box

    def _untouched(self) -> bool:
        """Whether the box holds the very answer that is held: nothing was typed."""
        return self.panel.box.toPlainText() == self.typing.field().value

    def _go_on(self) -> None:
        self.press(ENTER)

    def _written(self, text: str) -> None:
        self.typing.type(text)
        self._wait.start()

    def hold(self) -> None:
        """Keep what stands in the box, without going on."""
        self._wait.stop()
        sheet = self.typing.sheet
        if sheet is not None and not self.panel.box.isHidden() and not self._untouched():
            self.typing.hold(self.panel.box.toPlainText())

    def leave_out(self) -> None:
        """Take this sheet out of the batch; asked for twice, nothing covers the page."""
        serial = self.typing.serial
        if self.typing.sheet is None or self.typing.again:
            return
        if not self._to_leave_out:
            self._to_leave_out = True
            parts.set_role(self.told, "warn")
            self.told.setText(
                self.tr("Sheet %1 and its answers leave the batch: F9 once more. Any other key goes on.").replace(
                    "%1", serial
                )
            )
            return
        self._to_leave_out = False
        self.typing.leave_out()
        self.show_now()
        parts.set_role(self.told, "ok")
        self.told.setText(self.tr("Sheet %1 is left out.").replace("%1", serial))

    def go_away(self) -> None:
        """Leave; everything is kept. A finished sheet that is being changed stays as it was."""
        self.hold()
        if self.typing.again:
            self.typing.stop_changing()
            self.show_now()
        else:
            self.left.emit()

    def end_typing(self) -> None:
        """All sheets are typed: only between two sheets."""
        if self.typing.sheet is None and self.typing.store.turn == 1:
            self.all_typed.emit()

    @override
    def event(self, event: QEvent) -> bool:
        if is_ours(event) and isinstance(event, QKeyEvent):
            self.keyPressEvent(event)  # Tab is Enter here, and Shift+Tab is F7
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        does = {
            Qt.Key.Key_F2: self.speak_next,
            Qt.Key.Key_Escape: self.go_away,
            Qt.Key.Key_F9: self.leave_out,
            Qt.Key.Key_F12: self.end_typing,
        }
        act, key = does.get(Qt.Key(event.key())), key_of(event)
        if act is not None:
            act()
        elif key:
            self.press(key)
        else:
            super().keyPressEvent(event)

    @override
    def retranslate(self) -> None:
        super().retranslate()
        self._lines.clear()
        self._place = "?"
        self.show_now()
