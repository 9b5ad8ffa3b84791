"""Paper and files (F50): what left in clear and where it went, blank forms to print, templates to check and use."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget
from typing_extensions import override

from app.records import kinds
from app.reports.papers import FORMS, OTHERS, blank_words
from app.services.papers import InClear
from app.services.records import RecordService, Touched
from ui.desk import Desk, Page
from ui.pages.papers.bulk import BulkCard
from ui.pages.papers.templates import TemplateCard
from ui.tables import Column, RowTable, RowView
from ui.widgets import parts
from ui.widgets.banner import Banner
from ui.widgets.paper_button import PRINT_KEY
from ui.widgets.paper_desk import PaperDesk
from ui.widgets.record_words import language, moment, words

DIGEST = 12  # characters of a digest that tell one file from another at a glance


class PapersPage(Page):
    """Reads the log of what left in clear, newest first."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.records = RecordService(desk.session)
        self.records.language = language()
        self._held: Sequence[tuple[InClear, str]] = ()
        self._wholes: dict[str, str] = {}
        self._build()
        self.blank.clicked.connect(lambda _: self.papers.print_blank())
        self.others.clicked.connect(
            lambda _: self.blank_menu().exec(self.others.mapToGlobal(self.others.rect().bottomLeft()))
        )
        self.view.opened.connect(self.open)
        shortcut = QShortcut(QKeySequence(PRINT_KEY), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.papers.print_blank)
        desk.notices.changed.connect(self._on_changed)
        self.refresh()

    # -- building ------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        layout = parts.column(self, spacing=10)
        layout.setContentsMargins(18, 14, 18, 12)
        title = parts.label("title")
        self.say(title.setText, lambda: self.tr("Print and export"))
        self.banner = Banner()
        self.papers = PaperDesk(self.desk, self, lambda: self.banner)
        self.templates = TemplateCard(self.desk, self.papers.service.templates, self.banner)
        cards = parts.row(spacing=12)
        self.bulk = BulkCard(self.desk, self.papers)
        cards.addWidget(self._blank_card(), 2)
        cards.addWidget(self.bulk, 3)
        parts.add(layout, (title, self.banner, cards, self.templates, 4, self._list_head()))
        self.model: RowTable[tuple[InClear, str]] = RowTable(
            self._columns(), lambda ids: [self._held[i] for i in ids], self
        )
        self.view = RowView(self.model)
        self.say(self.view.setAccessibleName, lambda: self.tr("Files that left in clear"))
        self.stack = QStackedWidget()
        self.stack.addWidget(self.view)
        self.stack.addWidget(self._empty())
        layout.addWidget(self.stack, 1)

    def _blank_card(self) -> QWidget:
        card, column = parts.card(margin=14, spacing=8)
        head, text = parts.label("strong"), parts.label("small", wrap=True)
        self.blank = parts.button("", "print")
        self.blank.setToolTip(PRINT_KEY)
        self.others = parts.button("", "list")
        self.say(head.setText, lambda: self.tr("Blank forms"))
        self.say(text.setText, lambda: self.tr("For a day without the laptop: ruled pages, numbered, to sign."))
        self.say(self.blank.setText, lambda: self.tr("Blank record of a talk…"))
        self.say(self.others.setText, lambda: self.tr("Other blank forms…"))
        parts.add(column, (head, text))
        for button in (self.blank, self.others):
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        return card

    def blank_menu(self) -> QMenu:
        """Return the forms that can be had empty, and the whole set."""
        made, forms = QMenu(self), self.papers.service.blanks()
        made.addAction(self.tr("The whole set, into a folder…"), partial(self.papers.save_blanks, forms))
        made.addSeparator()
        for form in forms:
            title = f"{form.number} {words(blank_words(form))} ({form.makes.upper()})…"
            made.addAction(title, partial(self.papers.save_blanks, (form,)))
        return made

    def _list_head(self) -> QWidget:
        holder = QWidget()
        row = parts.row(holder, spacing=10)
        head, self.count = parts.label("heading"), parts.label("quiet")
        self.say(head.setText, lambda: self.tr("Printed and exported in clear"))
        parts.add(row, (head, self.count, None))
        return holder

    def _columns(self) -> Sequence[Column[tuple[InClear, str]]]:
        return (
            Column(lambda: self.tr("When"), lambda one: moment(one[0].at), width=140),
            Column(lambda: self.tr("By"), lambda one: one[0].person, width=90),
            Column(lambda: self.tr("How"), lambda one: self._how(one[0]), width=80),
            Column(lambda: self.tr("Paper"), lambda one: _form(one[0]), width=150),
            Column(lambda: self.tr("Of"), lambda one: one[1]),
            Column(lambda: self.tr("Copy"), lambda one: one[0].copy, width=100),
            Column(lambda: self.tr("Mark"), lambda one: one[0].mark, width=100),
            Column(lambda: self.tr("File"), lambda one: one[0].file),
            Column(lambda: self.tr("Digest"), lambda one: one[0].sha256[:DIGEST], width=110, tone=lambda _: "quiet"),
        )

    def _how(self, one: InClear) -> str:
        return self.tr("printed") if one.what == "print" else self.tr("exported")

    def _empty(self) -> QWidget:
        page, text = parts.empty_page()
        self.say(
            text.setText, lambda: self.tr("Nothing has left in clear. Every print and export will be listed here.")
        )
        return page

    # -- reading -------------------------------------------------------------------------------------------------

    @override
    def refresh(self) -> None:
        service, records = self.papers.service, self.records

        def work(_: object) -> tuple[Sequence[tuple[InClear, str]], dict[str, str]]:
            found = service.in_clear()
            wholes = service.wholes(found)
            names = records.names({wholes.get(one.subject, one.subject) for one in found})
            return [(one, names.get(wholes.get(one.subject, one.subject), "")) for one in found], wholes

        self.desk.jobs.job(self, work).then(lambda read: self._read(*read)).start()
        self.templates.refresh()
        self.bulk.refresh()

    def _read(self, held: Sequence[tuple[InClear, str]], wholes: dict[str, str]) -> None:
        self._wholes = wholes
        self._show(held)

    def _show(self, held: Sequence[tuple[InClear, str]]) -> None:
        self._held = held
        self.model.show(range(len(held)))
        self.count.setText(self.tr("%1 copies").replace("%1", f"{len(held):,}") if held else "")
        self.stack.setCurrentIndex(0 if held else 1)

    def _on_changed(self, touched: Touched) -> None:
        if not touched or touched & {"event", "setting", "village"}:
            self.records.forget_names()
            self.refresh()

    def open(self, place: int) -> None:
        """Open the record a copy was made of."""
        if not 0 <= place < len(self._held):
            return
        one = self._held[place][0]
        form = next((form for form in (*FORMS, *OTHERS) if form.code == one.form), None)
        kind = "village" if form is not None and form.many else form.kind if form else ""
        if kind not in kinds.kinds() or not one.subject:
            return
        whole = self._wholes.get(one.subject)  # a part has no page of its own
        kind, rec = (kinds.kind(kind).parent, whole) if whole else (kind, one.subject)
        self.desk.go(f"records:{kind}", rec)

    @override
    def retranslate(self) -> None:
        self.records.language = language()
        self.records.forget_names()
        super().retranslate()
        self.model.retranslate()
        self._show(self._held)


def _form(one: InClear) -> str:
    found = next((form for form in (*FORMS, *OTHERS) if form.code == one.form), None)
    if found is None:
        return one.form
    return words(blank_words(found) if one.blank else found.words)
