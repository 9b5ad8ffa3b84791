"""The recycle list: nothing in it is lost, everything comes back by one key."""

from collections.abc import Sequence

from PySide6.QtWidgets import QStackedWidget, QWidget
from typing_extensions import override

from app.services.records import RecordService, Recycled, Touched
from ui.desk import Desk, Page
from ui.tables import Column, RowTable, RowView
from ui.widgets import parts
from ui.widgets.banner import Banner
from ui.widgets.record_words import language, moment, words


class RecyclePage(Page):
    """Everything deleted or joined in the chosen village, newest first."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk, self.service = desk, RecordService(desk.session)
        self.service.language = language()
        self._held: Sequence[Recycled] = ()
        self._build()
        self.view.opened.connect(self.restore)
        self.back.clicked.connect(lambda: self.restore(self.view.currentIndex().row()))
        desk.notices.changed.connect(lambda _: self.refresh())
        desk.notices.scope_changed.connect(self.refresh)
        self.refresh()

    def _build(self) -> None:
        layout = parts.column(self, spacing=10)
        layout.setContentsMargins(18, 14, 18, 12)
        title, hint = parts.label("title"), parts.label("quiet", wrap=True)
        self.back = parts.button("primary", "undo")
        self.say(title.setText, lambda: self.tr("Recycle list"))
        self.say(hint.setText, lambda: self.tr("Nothing here is lost. Enter brings the chosen line back."))
        self.say(self.back.setText, lambda: self.tr("Bring back"))
        head = parts.row()
        parts.add(head, [title, None, self.back])
        self.banner = Banner()
        self.model: RowTable[Recycled] = RowTable(self._columns(), lambda ids: [self._held[i] for i in ids], self)
        self.view = RowView(self.model)
        self.say(self.view.setAccessibleName, lambda: self.tr("Recycle list"))
        self.stack = QStackedWidget()
        self.stack.addWidget(self.view)
        self.stack.addWidget(self._empty())
        layout.addLayout(head)
        layout.addWidget(hint)
        layout.addWidget(self.banner)
        layout.addWidget(self.stack, 1)

    def _columns(self) -> Sequence[Column[Recycled]]:
        return (
            Column(lambda: self.tr("What"), lambda one: words(one.kind.words), width=130),
            Column(lambda: self.tr("Title"), lambda one: one.title or "—"),
            Column(lambda: self.tr("Part of"), lambda one: one.parent),
            Column(lambda: self.tr("Why"), self._why),
            Column(lambda: self.tr("By"), lambda one: one.by, width=110),
            Column(lambda: self.tr("When"), lambda one: moment(one.at), width=150),
        )

    def _why(self, one: Recycled) -> str:
        return self.tr("Same as %1").replace("%1", one.other) if one.other else self.tr("Deleted")

    def _empty(self) -> QWidget:
        page, text = parts.empty_page()
        self.say(text.setText, lambda: self.tr("The recycle list is empty. What you delete lies here until needed."))
        return page

    @override
    def refresh(self) -> None:
        self.desk.jobs.job(self, lambda _: self.service.recycled()).then(self._show).start()

    def _show(self, held: Sequence[Recycled]) -> None:
        self._held = held
        self.model.show(range(len(held)))
        self.stack.setCurrentIndex(0 if held else 1)
        self.back.setEnabled(bool(held))
        if held:
            self.view.setCurrentIndex(self.model.index(0, 0))

    def restore(self, place: int) -> None:
        """Bring one line back."""
        if not 0 <= place < len(self._held):
            return
        one = self._held[place]

        def work(_: object) -> Touched:
            return self.service.not_same(one.rec) if one.other else self.service.restore(one.rec)

        job = self.desk.jobs.job(self, work)
        job.then(lambda touched: self._restored(one, touched)).otherwise(self.banner.trouble).start()

    def _restored(self, one: Recycled, touched: Touched) -> None:
        self.banner.tell("ok", lambda: self.tr("Brought back: %1").replace("%1", one.title))
        self.desk.notices.changed.emit(touched)

    @override
    def retranslate(self) -> None:
        self.service.language = language()
        super().retranslate()
        self.model.retranslate()
