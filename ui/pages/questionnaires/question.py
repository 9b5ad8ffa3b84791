"""One question as large as it can be read across a table: its words, its hint, where it is answered, what is wrong."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from typing_extensions import override

from app.forms.choices import Offer
from app.forms.shown import Problem, Question
from ui.pages.questionnaires.choosing import Choosing
from ui.speaking import SpeakingWidget
from ui.widgets import parts

AFTER = 500  # milliseconds of quiet until what is typed is stored
CHOICES = frozenset({"select1", "select", "rank", "trigger"})
NOT_HERE = frozenset({"upload"})


class QuestionBox(SpeakingWidget):
    """Shows a question and hands on what is answered through ``answer(reference, value)``."""

    def __init__(self, question: Question, offers: Sequence[Offer], answer: Callable[[str, str], object]) -> None:
        super().__init__()
        self.question, self._answer = question, answer
        self._points = QApplication.font().pointSizeF()
        self.editor = self._nowhere()
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(AFTER)
        self._wait.timeout.connect(self.store)
        column = parts.column(self, spacing=8)
        label = parts.label("", question.title() + ("  *" if question.required else ""), wrap=True)
        label.setStyleSheet(f"font-size: {self._points * 1.55:.1f}pt; font-weight: 600;")
        label.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        column.addWidget(label)
        hint = "".join(piece.plain() for piece in question.hint).strip()
        if hint:
            column.addWidget(parts.label("quiet", hint, wrap=True))
        if not question.is_note:
            self._make(question, offers)
        if self.editor is not None:
            self.editor.setAccessibleName(question.title())
            column.addWidget(self.editor)
        self.problem = parts.label("bad", wrap=True)
        self.problem.hide()
        column.addWidget(self.problem)

    @staticmethod
    def _nowhere() -> QWidget | None:
        return None

    def _make(self, question: Question, offers: Sequence[Offer]) -> None:
        points = self._points * 1.25
        if question.kind in NOT_HERE:
            said = parts.label("warn", wrap=True)
            self.say(said.setText, lambda: self.tr("This kind of question (a file) cannot be answered here yet."))
            self.editor = said
        elif question.kind == "trigger":
            offers = [Offer("OK", self.tr("Confirmed"))]
            self._choosing(Choosing(offers, question.value, question.kind, points))
        elif question.kind in CHOICES:
            self._choosing(Choosing(offers, question.value, question.kind, points))
        elif question.type == "string" and "multiline" in question.appearance:
            text = QPlainTextEdit(question.value)
            text.setTabChangesFocus(True)
            text.setFixedHeight(150)
            text.textChanged.connect(self._wait.start)
            text.installEventFilter(self)
            self._typing(text, points)
        else:
            line = QLineEdit(question.value)
            line.textEdited.connect(self._wait.start)
            self.say(line.setPlaceholderText, self._form_of_answer)
            self._typing(line, points)
        if self.editor is not None and question.readonly:
            self.editor.setEnabled(False)

    def _choosing(self, made: Choosing) -> None:
        made.chosen.connect(lambda value: self._answer(self.question.reference, value))
        self.editor = made

    def _typing(self, made: QWidget, points: float) -> None:
        made.setStyleSheet(f"font-size: {points:.1f}pt;")
        self.editor = made

    def _form_of_answer(self) -> str:
        told = {
            "int": self.tr("A whole number"),
            "decimal": self.tr("A number"),
            "date": self.tr("A day, such as 2026-07-09"),
            "time": self.tr("A time, such as 09:30"),
            "dateTime": self.tr("Day and time, such as 2026-07-09T09:30"),
        }
        return told.get(self.question.type, "")

    def store(self) -> None:
        """Hand on what was typed."""
        self._wait.stop()
        if isinstance(self.editor, QLineEdit | QPlainTextEdit):
            text = self.editor.text() if isinstance(self.editor, QLineEdit) else self.editor.toPlainText()
            self._answer(self.question.reference, text.strip())

    def store_if_typed(self) -> None:
        """Hand on what was typed and not yet stored."""
        if self._wait.isActive():
            self.store()

    def focus(self) -> bool:
        """Put the cursor where one answers; returns whether there is such a place."""
        if self.editor is None or not self.editor.isEnabled() or self.question.kind in NOT_HERE:
            return False
        self.editor.setFocus()
        return True

    def tell(self, problem: Problem | None) -> None:
        """Say what is wrong with the answer, or nothing."""
        self.problem.setText(self.words_of(problem) if problem else "")
        self.problem.setVisible(problem is not None)

    def words_of(self, problem: Problem) -> str:
        """A problem in the form's own words, or in ours."""
        if problem.message:
            return problem.message
        ours = {
            "required": self.tr("This question needs an answer."),
            "constraint": self.tr("This answer is outside what the questionnaire admits. Check it."),
            "int": self.tr("This is not a whole number."),
            "decimal": self.tr("This is not a number."),
            "range": self.tr("This is outside the range."),
        }
        return ours.get(problem.rule, self.tr("This answer does not have the form that is asked for."))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Enter goes on, as everywhere in a questionnaire; Shift+Enter begins a line
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not shift:
                QApplication.sendEvent(self, event)  # it goes up from here to whoever turns the pages
                return True
        return super().eventFilter(watched, event)
