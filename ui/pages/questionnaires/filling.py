"""Filling in a response: one page of the form at a time, by keyboard, every answer kept at once."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLineEdit,
    QListWidgetItem,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QWidget,
)
from typing_extensions import override

from app.errors import AppError
from app.forms.shown import Problem
from app.forms.walk import Kind
from app.services.questionnaires import QuestionnaireService, Run
from ui.desk import Desk
from ui.pages.questionnaires.files import Files
from ui.pages.questionnaires.jumps import Jumps
from ui.pages.questionnaires.question import Manner, QuestionBox
from ui.speaking import SpeakingWidget
from ui.widgets import parts
from ui.widgets.banner import Banner

LARGE = 1.6  # times the usual size of words


class Filling(SpeakingWidget):
    """One response being filled in.

    Signals:
        finished: the response is closed and kept.
        left: the person goes away; what was answered is kept.
        unwanted: the person asks that it be forgotten.
    """

    finished = Signal()
    left = Signal()
    unwanted = Signal()

    def __init__(self, desk: Desk, service: QuestionnaireService, run: Run, *, alone: bool = False) -> None:
        super().__init__()
        self.service, self.run, self.alone = service, run, alone
        self.files = Files(desk, self)
        self.boxes: list[QuestionBox] = []
        self.more: QPushButton | None = None
        self.touched = False  # what nobody answered leaves nothing behind
        self._build()
        self._wire()
        if run.corrects:
            said = self.tr("Correction of a finished response, which stays as it is: %1")
            self.banner.tell("info", lambda: said.replace("%1", run.reason))
        self.show_page()

    # -- building ------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        whole = parts.column(self, spacing=10)
        whole.setContentsMargins(24, 14, 24, 12)
        title = parts.label("heading", self.run.title)
        title.setToolTip(self.run.title)
        title.setMinimumWidth(80)
        self.language = QComboBox()
        self.language.addItems(list(self.run.runner.form.languages))
        self.language.setCurrentText(self.run.runner.language)
        if self.language.count() < 2:
            self.language.hide()
        self.say(self.language.setAccessibleName, lambda: self.tr("Language of the questions"))
        self.large = parts.button("quiet")
        self.large.setCheckable(True)
        self.large.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.say(self.large.setText, lambda: self.tr("Large type (F6)"))
        self.jumps = parts.button("", "list")
        self.jumps.setCheckable(True)
        self.jumps.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.say(self.jumps.setText, lambda: self.tr("All questions (F4)"))
        self.leave_button = parts.button("quiet")
        self.leave_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.discard = parts.button("quiet")
        self.discard.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.say(self.discard.setText, lambda: self.tr("Discard…"))
        if self.alone:
            self.leave_button.hide()
            self.discard.hide()
        self.say(self.leave_button.setText, lambda: self.tr("Go on later"))
        head = parts.row(spacing=8)
        parts.add(head, (title, None, self.language, self.large, self.jumps, self.discard, self.leave_button))
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.banner = Banner()
        self.place = parts.label("quiet")
        middle = parts.row(spacing=16)
        self.list = Jumps(self.run.runner)
        self.list.hide()
        self.inside = QWidget()
        self._column = parts.column(self.inside, spacing=18)
        self.area = parts.scrolled(parts.narrow(self.inside, 860))
        middle.addWidget(self.list)
        middle.addWidget(self.area, 1)
        parts.add(whole, (head, self.bar, self.banner, self.place))
        whole.addLayout(middle, 1)
        whole.addLayout(self._foot())

    def _foot(self) -> Any:
        self.back, self.next, self.keys = parts.button("", "back"), parts.button("primary"), parts.label("small")
        for button in (self.back, self.next):
            button.setProperty("size", "big")
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.say(self.back.setText, lambda: self.tr("Back (F7)"))
        self.say(self.keys.setText, lambda: self.tr("Digits choose · Enter goes on · F7 goes back"))
        foot = parts.row(spacing=12)
        parts.add(foot, (self.back, None, self.keys, None, self.next))
        return foot

    def _wire(self) -> None:
        self.back.clicked.connect(self.go_back)
        self.next.clicked.connect(self.go_on)
        self.jumps.toggled.connect(self._show_jumps)
        self.large.toggled.connect(self._enlarge)
        self.leave_button.clicked.connect(self.go_away)
        self.discard.clicked.connect(self.unwanted)
        self.language.currentTextChanged.connect(self._speak)
        self.list.itemActivated.connect(self._jump_to)
        self.list.itemClicked.connect(self._jump_to)
        does_what = (
            ("F7", self.go_back),
            ("F4", self.jumps.toggle),
            ("F6", self.large.toggle),
            ("F2", self.show_guidance),
        )
        for keys, does in does_what:
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(does)

    # -- showing -------------------------------------------------------------------------------------------------

    def show_page(self, at: str = "") -> None:
        """Show the page where the response is, the cursor in the question ``at`` if it is on it."""
        runner = self.run.runner
        parts.clear(self._column)
        self.boxes, self.more = [], None
        page, pages = runner.page, runner.pages()
        number = pages.index(page) + 1
        self.bar.setRange(0, max(1, len(pages) - 1))
        self.bar.setValue(number - 1)
        self.place.setText(" › ".join((*page.groups, f"{number} / {len(pages)}")))
        if page.kind is Kind.QUESTION:
            manner = self._manner()
            for reference in page.questions:
                question = runner.question(reference)
                offers = runner.choices(reference) if question.kind in {"select1", "select", "rank"} else []
                box = QuestionBox(question, offers, self._answer, manner)
                box.done.connect(self.go_on)
                box.file_wanted.connect(self.files.ask)
                box.file_unwanted.connect(lambda reference: self.give(reference, ""))
                self.boxes.append(box)
            parts.add(self._column, self.boxes)
            self.files.show_pictures(self.boxes)
            for box in self.boxes:
                box.show()  # now, not at the next turn of the loop: what is hidden takes no cursor
        else:
            self._column.addWidget(self._other_page(page.kind, page.reference))
        self._column.addStretch(1)
        self.back.setEnabled(number > 1)
        self._name_next()
        self._fill_jumps()
        if not at:
            self.area.verticalScrollBar().setValue(0)
        if not any(box.focus() for box in sorted(self.boxes, key=lambda box: box.question.reference != at)):
            self.setFocus()

    def _other_page(self, kind: Kind, reference: str) -> QWidget:
        holder = QWidget()
        column = parts.column(holder, spacing=12)
        text = parts.label("title", wrap=True)
        column.addWidget(text)
        more = parts.button("")
        more.setProperty("size", "big")
        more.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        if kind is Kind.END:
            missing = len(self.run.runner.unanswered())
            text.setText(self.tr("That was the last question."))
            said = (
                self.tr("Without an answer: %1").replace("%1", str(missing))
                if missing
                else self.tr("All are answered.")
            )
            column.addWidget(parts.label("quiet", said, wrap=True))
            return holder
        if kind is Kind.PROMPT:
            text.setText(self.tr("One more?"))
            more.setText(self.tr("+  One more"))
            more.clicked.connect(lambda: self.add_row(reference))
        else:
            text.setText(self.tr("Next part"))
            more.setText(self.tr("Remove this part (Delete)"))
            more.clicked.connect(lambda: self.remove_row(reference))
            if not self.run.runner.may_remove(reference):
                return holder
            self.more = more
        column.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
        return holder

    def _name_next(self) -> None:
        end = self.run.runner.page.kind is Kind.END
        self.next.setText(self.tr("Finish (Enter)") if end else self.tr("Next (Enter)"))

    def _fill_jumps(self) -> None:
        if not self.list.isHidden():
            self.list.fill()

    def _show_jumps(self, shown: bool) -> None:  # noqa: FBT001 - a signal's argument
        self.list.setVisible(shown)
        self._fill_jumps()
        if shown:
            self.list.setFocus()
        elif not any(box.focus() for box in self.boxes):
            self.setFocus()

    def _jump_to(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return  # a click that also activates: the first of the two has filled the list anew
        wanted = str(item.data(Qt.ItemDataRole.UserRole))
        self._store()
        self.run.runner.jump(wanted)
        self.show_page()

    def _manner(self) -> Manner:
        zone = self.run.runner.engine.around.zone
        return Manner(LARGE if self.large.isChecked() else 1.0, zone, files=not self.run.anonymous)

    def _enlarge(self) -> None:
        """Show everything larger, for somebody who looks at the screen from across the table."""
        self._store()
        self.show_page()

    def show_guidance(self) -> None:
        """Show or hide the guidance of every question of the page."""
        for box in self.boxes:
            box.show_guidance()

    def _speak(self, language: str) -> None:
        self._store()
        self.run.runner.language = language
        self.show_page()

    def retranslate(self) -> None:
        """Say every word again."""
        super().retranslate()
        self._store()
        self.show_page()

    # -- answering -----------------------------------------------------------------------------------------------

    def _answer(self, reference: str, value: str) -> None:
        runner = self.run.runner
        before = runner.page.questions
        mine = next((box for box in self.boxes if box.question.reference == reference), None)
        problems = runner.answer(reference, value)
        if mine is not None:
            mine.value = runner.value(reference)
        self._keep()
        if runner.page.questions != before or any(self._is_stale(box) for box in self.boxes if box is not mine):
            self._store()
            self.show_page(reference)  # an answer showed or hid a question of this page, or changed another
            return
        for box in self.boxes:
            if box.question.reference == reference:
                box.tell(problems[0] if problems and value else None)
        self._fill_jumps()

    def _is_stale(self, box: QuestionBox) -> bool:
        """Whether a question is not what it was when it was put on the page: its words, its choices, its answer."""
        runner = self.run.runner
        now = runner.question(box.question.reference)
        if now.value != box.value or replace(now, value=box.question.value) != box.question:
            return True
        return bool(box.offers) and runner.choices(now.reference) != list(box.offers)

    def give(self, reference: str, value: str) -> None:
        """Store an answer that did not come from its own box, and show it."""
        self._answer(reference, value)
        self.show_page()

    def _keep(self) -> None:
        self.touched = True
        self._done(lambda: self.service.save(self.run))

    def _done(self, work: Callable[[], object]) -> bool:
        """Do it and return whether it was done; a trouble is told."""
        try:
            work()
        except (AppError, OSError) as error:
            self.banner.trouble(error)
            return False
        return True

    def _store(self) -> None:
        for box in self.boxes:
            box.store_if_typed()

    def go_on(self) -> None:
        """Go to the next page, or finish on the last."""
        self._store()
        runner = self.run.runner
        if runner.page.kind is Kind.END:
            self.finish()
            return
        found = runner.next()
        if found:
            self._tell(found)
        else:
            self.show_page()

    def go_back(self) -> None:
        """Go to the page before."""
        self._store()
        self.run.runner.previous()
        self.show_page()

    def go_away(self) -> None:
        """Leave; what was answered is kept, if anything was."""
        self._store()
        if not self.touched or self._done(lambda: self.service.leave(self.run)):
            self.left.emit()

    def add_row(self, reference: str) -> None:
        """Begin one more row."""
        row = self.run.runner.add_row(reference)
        self._keep()
        self._go_to_row(row)

    def _go_to_row(self, row: str) -> None:
        self.run.runner.jump(row)
        self.show_page()

    def remove_row(self, reference: str) -> None:
        """Take a row away, after asking if anything was answered in it."""
        if self.run.runner.answered_within(reference) and not self.files.sure():
            return
        self.run.runner.remove_row(reference)
        self._keep()
        self.show_page()

    def finish(self) -> None:
        """Close the response, or show what still stands against it."""
        found: list[Problem] = []
        if self._done(lambda: found.extend(self.service.finish(self.run))) and not found:
            self.finished.emit()
        if not found:
            return
        self.run.runner.jump(found[0].reference)
        self.show_page()
        self._tell(tuple(found))
        self.banner.tell("warn", lambda: self.tr("To be put right first: %1").replace("%1", str(len(found))))

    def _tell(self, found: tuple[Problem, ...]) -> None:
        by_reference = {problem.reference: problem for problem in found}
        for box in reversed(self.boxes):
            box.tell(by_reference.get(box.question.reference))
            if box.question.reference in by_reference:
                box.focus()

    def flush(self) -> None:
        """Keep what is being typed, now; everything is about to be locked, and whoever locks hears of a trouble."""
        self._store()
        if self.touched:
            self.service.save(self.run)

    # -- keys ----------------------------------------------------------------------------------------------------

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        does = self._key(event)
        if does is None:
            super().keyPressEvent(event)
        else:
            does()

    def _key(self, event: QKeyEvent) -> Callable[[], None] | None:
        typing = isinstance(QApplication.focusWidget(), QLineEdit | QPlainTextEdit)
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            return self.go_on
        if event.key() == Qt.Key.Key_Backspace and not typing:
            return self.go_back
        page = self.run.runner.page
        if event.text() == "+" and page.kind is Kind.PROMPT:
            return lambda: self.add_row(page.reference)
        if event.key() == Qt.Key.Key_Delete and page.kind is Kind.ROW and self.more is not None:
            return self.more.click
        return None
