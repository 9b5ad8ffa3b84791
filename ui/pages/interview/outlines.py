"""Outlines of talks (F16): what is asked, one question a line, beside the declared fields."""

from typing import Any

from PySide6.QtWidgets import QBoxLayout, QFrame, QWidget
from typing_extensions import override

from app.records import kinds
from app.services import outlines
from app.services.record_pages import RecordPage
from ui.desk import Desk
from ui.widgets import parts
from ui.widgets.record_fields import GrowingText
from ui.widgets.record_page import RecordPageBase
from ui.widgets.record_saving import Typed
from ui.widgets.record_view import RecordView

QUESTIONS = "questions"


class OutlineView(RecordView):
    """An outline: the generated form, and its questions below."""

    @override
    def middle(self) -> QWidget:
        area = super().middle()
        self._held: list[dict[str, Any]] = []
        holder = self.form.parentWidget()
        inside = holder.layout() if holder is not None else None
        if isinstance(inside, QBoxLayout):
            inside.insertWidget(inside.count() - 1, self._card())  # before what takes up the rest
        return area

    def _card(self) -> QFrame:
        card, column = parts.card(margin=18, spacing=8)
        title, hint = parts.label("strong"), parts.label("small", wrap=True)
        self.questions = GrowingText()
        self.say(title.setText, lambda: self.tr("Questions"))
        self.say(hint.setText, lambda: self.tr("One question a line. Unchanged ones keep what to follow up."))
        self.say(self.questions.setAccessibleName, lambda: self.tr("Questions"))
        parts.add(column, (title, hint, self.questions))
        self.questions.textChanged.connect(self._on_questions)
        return card

    @override
    def show_page(self, page: RecordPage) -> None:
        super().show_page(page)
        self._held = outlines.questions(page.values)
        self.questions.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        self.questions.setPlainText("\n".join(one["text"] for one in self._held))
        self.questions.blockSignals(False)  # noqa: FBT003 - Qt's own signature
        self.questions.setReadOnly(page.readonly or page.locked)

    def _on_questions(self) -> None:
        if self.page is not None and not self.questions.isReadOnly():
            self._on_edited()

    @override
    def collect(self) -> list[Typed]:
        found = super().collect()
        if found and found[0].rec == self.rec:
            own, lines = found[0], self.questions.toPlainText().splitlines()
            told = outlines.rewritten(self._held, lines)
            if told != self._held:
                fields = {**own.fields, QUESTIONS: told or None}
                found[0] = Typed(own.rec, own.kind, fields, own.cursor, own.parent, own.order)
        return found


class OutlinesPage(RecordPageBase):
    """The page of outlines; ``records:outline`` in the navigation."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, kinds.kind("outline"), "records:outline")

    @override
    def make_view(self) -> RecordView:
        """Return the outline's own view."""
        return OutlineView(self.desk, self.service, self.kind, self.place)
