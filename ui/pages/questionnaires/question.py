"""One question as large as it can be read across a table: its words, its hint, where it is answered, what is wrong."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QApplication, QBoxLayout, QWidget

from app.forms import written
from app.forms.choices import Offer
from app.forms.shown import Problem, Question
from ui.pages.questionnaires.choosing import ROW, Choosing, Heading, images
from ui.pages.questionnaires.picking import Filed, Folded, Scale, Searching
from ui.pages.questionnaires.typed import Typed, Written
from ui.speaking import SpeakingWidget
from ui.widgets import parts

AFTER = 500  # milliseconds of quiet until what is typed is stored
CHOICES = frozenset({"select1", "select", "rank"})
SEARCHED = frozenset({"autocomplete", "search"})
HEADING = "label"
PICTURE = 320  # height of a picture of a question, in pixels


@dataclass(frozen=True, slots=True)
class Manner:
    """How questions are shown: ``size`` of their words (1 is usual), the zone of times, whether files may be kept."""

    size: float = 1.0
    zone: dt.tzinfo | None = None
    files: bool = True


class QuestionBox(SpeakingWidget):
    """Shows a question and hands on what is answered through ``answer(reference, value)``.

    Signals:
        done: the answer is given, one goes on by itself.
        file_wanted: a file is to be chosen as the answer of this reference.
        file_unwanted: the answer is to be taken away.
    """

    done = Signal()
    file_wanted = Signal(str)
    file_unwanted = Signal(str)

    def __init__(
        self,
        question: Question,
        offers: Sequence[Offer],
        answer: Callable[[str, str], object],
        manner: Manner = Manner(),
    ) -> None:
        super().__init__()
        self.question, self.offers, self._answer, self._manner = question, offers, answer, manner
        self.value = question.value  # the answer as it was last seen
        self._points = QApplication.font().pointSizeF() * manner.size
        self.editor = self._nowhere()
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(AFTER)
        self._wait.timeout.connect(self.store)
        column = parts.column(self, spacing=8)
        beside = bool({HEADING, "list-nolabel"} & set(question.appearance))
        self._top: QBoxLayout = parts.row(spacing=16) if beside else parts.column(spacing=8)
        column.addLayout(self._top)
        self._say_words(beside=beside)
        if not question.is_note:
            self._make(question, offers)
        if self.editor is not None:
            self.editor.setAccessibleName(question.title())
            self._top.addWidget(self.editor)
            if beside:
                self._top.setStretch(0, 2)
                self._top.setStretch(1, 3)
        self.problem = parts.label("bad", wrap=True)
        self.problem.hide()
        column.addWidget(self.problem)

    @staticmethod
    def _nowhere() -> QWidget | None:
        return None

    # -- words ---------------------------------------------------------------------------------------------------

    def _say_words(self, *, beside: bool) -> None:
        """The question, its hint, its guidance, and what belongs to it besides words."""
        question = self.question
        words = parts.column(spacing=8)
        self._top.addLayout(words)
        label = parts.label("", question.title() + ("  *" if question.required else ""), wrap=True)
        times, weight = (1.1, 400) if beside else (1.55, 600)
        label.setStyleSheet(f"font-size: {self._points * times:.1f}pt; font-weight: {weight};")
        label.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        words.addWidget(label)
        self.picture = parts.label("")
        self.picture.hide()
        words.addWidget(self.picture)
        hint = "".join(piece.plain() for piece in question.hint).strip()
        if hint:
            words.addWidget(self._large(parts.label("quiet", hint, wrap=True)))
        self.guidance = parts.label("quiet", question.guidance, wrap=True)
        self.guidance.hide()
        self.more = parts.button("link")
        self.more.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        if not question.guidance:
            self.more.hide()  # never shown here: without a parent yet, it would be a window
        self.say(self.more.setText, lambda: self.tr("Guidance (F2)"))
        self.more.clicked.connect(self.show_guidance)
        words.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        words.addWidget(self._large(self.guidance))
        for form, name in images(question.media).items():
            if form != "image":
                words.addWidget(self._unplayed(name))

    def _unplayed(self, name: str) -> QWidget:
        said = parts.label("quiet", wrap=True)
        self.say(said.setText, lambda: self.tr("Sound or film, not played here: %1").replace("%1", name))
        return said

    def _large(self, label: QWidget) -> QWidget:
        if self._manner.size > 1:
            label.setStyleSheet(f"font-size: {self._points:.1f}pt;")
        return label

    def show_guidance(self) -> None:
        """Show or hide what helps whoever asks."""
        self.guidance.setVisible(self.guidance.isHidden() and bool(self.question.guidance))

    def show_picture(self, image: QImage) -> None:
        """Show the picture that belongs to the question."""
        height = min(PICTURE, image.height())
        self.picture.setPixmap(
            QPixmap.fromImage(image.scaledToHeight(height, Qt.TransformationMode.SmoothTransformation))
        )
        self.picture.show()

    # -- where it is answered ------------------------------------------------------------------------------------

    def _make(self, question: Question, offers: Sequence[Offer]) -> None:
        points = self._points * 1.25
        looks = set(question.appearance)
        if question.kind == "upload":
            self._filing(question)
        elif question.kind == "trigger":
            self._choosing(Choosing([Offer("OK", self.tr("Confirmed"))], question.value, question.kind, points))
        elif question.kind in CHOICES and HEADING in looks:
            self.editor = Heading(offers)
        elif question.kind == "select1" and "minimal" in looks and not looks & SEARCHED:
            self._large_type(self._chooser(Folded(offers, question.value)), points)
        elif question.kind in CHOICES and question.kind != "rank" and looks & SEARCHED:
            self._large_type(self._chooser(Searching(offers, question.value, question.kind)), points)
        elif question.kind in CHOICES:
            small = points / 1.25 if looks & ROW else points
            self._choosing(Choosing(offers, question.value, question.kind, small, question.appearance))
        elif question.kind == "range":
            self._ranging(question, points)
        else:
            self._typing(question, points)
        if self.editor is not None and question.readonly:
            self.editor.setEnabled(False)

    def _ranging(self, question: Question, points: float) -> None:
        settings = question.settings
        values = written.steps(settings.get("start", "1"), settings.get("end", "10"), settings.get("step", "1"))
        looks = set(question.appearance)
        if "rating" in looks:
            offers = [Offer(value, "★" * (at + 1)) for at, value in enumerate(values)]
            self._choosing(Choosing(offers, question.value, "select1", points, ("columns-pack",)))
        elif "picker" in looks:
            offers = [Offer(value, value) for value in values]
            self._large_type(self._chooser(Folded(offers, question.value)), points)
        elif values:
            self._chooser(Scale(values, question.value, points, upright="vertical" in looks))
        else:
            self._typing(question, points)

    def _filing(self, question: Question) -> None:
        if not self._manner.files:
            said = parts.label("warn", wrap=True)
            self.say(
                said.setText,
                lambda: self.tr(
                    "An anonymous response takes no files: a picture or a recording could tell who answered."
                ),
            )
            self.editor = said
            return
        made = Filed(question.value)
        made.wanted.connect(lambda: self.file_wanted.emit(question.reference))
        made.unwanted.connect(lambda: self.file_unwanted.emit(question.reference))
        self.editor = made

    def _no_files(self) -> str:
        return self.tr("An anonymous response takes no files: a picture or a recording could tell who answered.")

    def _typing(self, question: Question, points: float) -> None:
        many = question.type == "string" and "multiline" in question.appearance
        made = Written(question, self) if many else Typed(question, self._manner.zone)
        made.typing.connect(self._wait.start)
        self._large_type(made, points)
        self.editor = made

    def _chooser(self, made: Folded | Searching | Scale) -> QWidget:
        made.chosen.connect(lambda value: self._answer(self.question.reference, value))
        self.editor = made
        return made

    def _choosing(self, made: Choosing) -> None:
        made.chosen.connect(lambda value: self._answer(self.question.reference, value))
        made.done.connect(self.done)
        self.editor = made

    @staticmethod
    def _large_type(made: QWidget, points: float) -> None:
        made.setStyleSheet(f"font-size: {points:.1f}pt;")

    # -- answering -----------------------------------------------------------------------------------------------

    def store(self) -> None:
        """Hand on what was typed."""
        self._wait.stop()
        if isinstance(self.editor, Typed | Written):
            self._answer(self.question.reference, self.editor.given())

    def store_if_typed(self) -> None:
        """Hand on what was typed and not yet stored."""
        if self._wait.isActive():
            self.store()

    @property
    def answerable(self) -> bool:
        """Whether there is a place where one answers."""
        return (
            self.editor is not None
            and self.editor.isEnabled()
            and not isinstance(self.editor, Heading)
            and (self.question.kind != "upload" or self._manner.files)
        )

    def focus(self) -> bool:
        """Put the cursor where one answers; returns whether there is such a place."""
        if self.editor is None or not self.answerable:
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
            "geopoint": self.tr("This is no place: latitude first (-90 to 90), then longitude (-180 to 180)."),
        }
        return ours.get(problem.rule, self.tr("This answer does not have the form that is asked for."))
