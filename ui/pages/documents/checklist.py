"""The checklist of a village: what was asked, what is overdue, one key an answer, counts by state at the top."""

import re
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.records.gates_document import accounted_for
from app.records.kinds import Field, Kind
from app.records.rules_document import REFUSED
from app.services.documents import DocumentService, Standing
from app.services.findings import FindingsService, Made
from app.services.record_pages import RecordPage
from app.services.records import Row, Touched
from app.words import sentence
from ui.desk import Desk
from ui.pages.documents.question import Answers, Asked, Question
from ui.tables import Column
from ui.widgets import parts
from ui.widgets.paper_button import EXPORT_KEY, PaperButton
from ui.widgets.paper_desk import PaperDesk, Wanted
from ui.widgets.record_flow import FlowLayout
from ui.widgets.record_list import RecordList
from ui.widgets.record_lookup import RecordLookup
from ui.widgets.record_words import language, words

# key → step, and what it asks
KEYS: dict[int, str] = {
    Qt.Key.Key_1: "provide",
    Qt.Key.Key_2: "provide_part",
    Qt.Key.Key_3: "report_none",
    Qt.Key.Key_4: "refuse",
    Qt.Key.Key_5: "give_back",
}
ASKS = {
    "provide": ("given_by", "pages", "given_on"),
    "provide_part": ("given_by", "pages", "missing_reason", "given_on"),
    "report_none": ("statement", "statement_by", "witnesses", "missing_reason"),
    "refuse": ("statement", "statement_by", "witnesses", "missing_reason"),
    "give_back": ("returned_to", "returned_on"),
}
TONES = {"requested": "", "provided": "ok", "partly": "warn", "none": "warn", "refused": "bad", "in_use": "ok"}
SIGNS = {"requested": "○", "provided": "●", "partly": "◐", "none": "∅", "refused": "✕", "in_use": "●", "returned": "✓"}
ASKED_HERE = {"required", "G24", "G24-witnesses"}  # what the question itself asks for
SEVERAL = re.compile(r"[；;\n]")


class Checklist(RecordList):
    """Documents of the village in the order one works through them."""

    def __init__(self, desk: Desk, service: DocumentService, kind: Kind) -> None:
        self.documents = service
        self._giver = ""  # who gave the last one: whoever carries in a pile gives more than one
        self._standing: Standing | None = None
        self._unasked = 0
        super().__init__(desk, service, kind)

    # -- building ------------------------------------------------------------------------------------------------

    @override
    def _build(self) -> None:
        super()._build()
        self.lookup = RecordLookup(self.desk, self.service, lambda: "", self)
        self.question = Question(self.lookup)
        self.keys = parts.label("small", wrap=True)
        self.say(
            self.keys.setText,
            lambda: self.tr(
                "1 given · 2 in part · 3 does not exist · 4 refused · 5 given back · Enter opens"
                " · Ctrl+G makes a finding"
            ),
        )
        layout = self.layout()
        layout.insertWidget(layout.indexOf(self.stack), self.question)  # type: ignore[union-attr]  # it is a column
        layout.addWidget(self.keys)  # type: ignore[union-attr]  # built by the list

    @override
    def _head(self) -> Any:
        row = super()._head()
        self.whole, self.extra = parts.button("", "outline"), parts.button("", "add")
        self.say(self.whole.setText, self._whole_words)
        self.say(self.extra.setText, lambda: self.tr("Ask for more…"))
        self.papers = PaperButton(PaperDesk(self.desk, self, lambda: self.banner))
        place = row.indexOf(self.new)
        for widget in (self.papers, self.whole, self.extra):
            row.insertWidget(place, widget)
            place += 1
        self.new.hide()
        self.counts = QWidget()
        self._counts = FlowLayout(self.counts)
        whole = parts.column(spacing=8)
        whole.addLayout(row)
        whole.addWidget(self.counts)
        return whole

    def _whole_words(self) -> str:
        if self._standing is not None and self._standing.total:
            return self.tr("Ask for the rest (%1)").replace("%1", str(self._unasked))
        return self.tr("Ask for the whole list")

    @override
    def _wire(self) -> None:
        super()._wire()
        self.whole.clicked.connect(self.ask_whole)
        self.extra.clicked.connect(self.ask_more)
        self.view.installEventFilter(self)
        for keys, action in (("Ctrl+G", self.make_finding), (EXPORT_KEY, self.papers.export_first)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(action)

    @override
    def columns(self) -> Sequence[Column[Row]]:
        field = self.kind.field

        def column(name: str, **more: Any) -> Column[Row]:
            of = field(name)
            return Column(
                title=lambda: words(of.words) if of else name,
                text=lambda row: self.service.cell(self.kind, row, name),
                key=name,
                **more,
            )

        return (
            Column(lambda: self.tr("Code"), lambda row: str(row.values.get("code") or "+"), key="code", width=70),
            column("name"),
            Column(lambda: self.tr("State"), self._state, key="state", width=110, tone=_tone),
            Column(lambda: self.tr("Due on"), self._due, key="due_on", width=150, tone=self._due_tone),
            column("asked_of", width=110),
            Column(lambda: self.tr("Pages"), self._pages, key="pages", right=True, width=70),
            Column(lambda: self.tr("Statement"), self._statement, width=120, tone=_statement_tone),
        )

    def _state(self, row: Row) -> str:
        state = self.kind.state(row.state or self.kind.first_state)
        return f"{SIGNS.get(row.state or 'requested', '●')} {words(state.words) if state else row.state}"

    def _due(self, row: Row) -> str:
        days, due = self.documents.overdue_days(row), str(row.values.get("due_on") or "")
        return self.tr("%1, +%2 days").replace("%1", due).replace("%2", str(days)) if days else due

    def _due_tone(self, row: Row) -> str:
        return "bad" if self.documents.overdue_days(row) else ""

    def _pages(self, row: Row) -> str:
        return self.service.cell(self.kind, row, "pages")

    def _statement(self, row: Row) -> str:
        if row.state not in {"none", "refused"}:
            return ""
        if not accounted_for(row.values):
            return self.tr("missing")
        return str(row.values.get("statement") or self.tr("refused too, witnessed"))

    # -- reading -------------------------------------------------------------------------------------------------

    @override
    def listed(self, query: Any) -> list[int]:
        chosen = bool(self.desk.session.village)
        self._standing = self.documents.standing() if chosen else None
        self._unasked = self.documents.unasked() if chosen else 0
        return self.documents.worklist(query)

    @override
    def _offer_new(self, *, writable: bool) -> None:
        """Never: one document is asked for by “more”, the form opens with Enter. A glimpse would widen the window."""

    @override
    def _show(self, ids: list[int], drafts: Sequence[tuple[str, str, int]], writable: bool) -> None:
        super()._show(ids, drafts, writable)
        standing = self._standing
        self.whole.setVisible(writable and self._unasked > 0)
        self.whole.setText(self._whole_words())
        self.extra.setVisible(writable)
        self.keys.setVisible(bool(ids))
        village = self.desk.session.village
        forms = [form for form in self.papers.desk.service.kinds() if form.many]
        self.papers.offer([Wanted(form, village) for form in forms] if village else (), ready=bool(ids))
        self._show_counts(standing)

    def _show_counts(self, standing: Standing | None) -> None:
        parts.clear(self._counts)
        self.counts.setVisible(standing is not None and standing.total > 0)
        if standing is None:
            return
        told = [
            (f"{SIGNS.get(state.code, '●')} {words(state.words)} {standing.states[state.code]}", _chip(state.code))
            for state in self.kind.states
            if standing.states.get(state.code)
        ]
        if standing.overdue:
            told.insert(0, (self.tr("Overdue %1").replace("%1", str(standing.overdue)), "chip-bad"))
        if standing.without_statement:
            text = self.tr("Without a written statement %1").replace("%1", str(standing.without_statement))
            told.append((text, "chip-warn"))
        for text, role in told:
            self._counts.addWidget(parts.label(role, text))

    @override
    def _say_empty(self, *, writable: bool) -> None:
        super()._say_empty(writable=writable)
        if writable and not self.filtered:
            self.empty_text.setText(
                self.tr("One button asks for the whole standing list; strike out what is not needed.")
            )
            self.empty_button.setText(self.tr("Ask for the whole list"))
            self._empty_does = "whole"

    @override
    def _on_empty_button(self) -> None:
        if self._empty_does == "whole":
            self.ask_whole()
        else:
            super()._on_empty_button()

    @override
    def clear_filters(self) -> None:
        if self.question.isVisible():  # Esc takes the question back first
            self.question.close_it()
        else:
            super().clear_filters()

    # -- asking the village --------------------------------------------------------------------------------------

    def ask_whole(self) -> None:
        """Ask for everything on the standing list; what was asked before stays."""
        asked = Asked(self.tr("Ask for the whole standing list"), self.tr("Make the list"), self._fields("due_on"))
        documents = self.documents

        def then(given: Answers) -> None:
            due = str(given.get("due_on", ""))
            self._do(lambda: documents.make_checklist(due))

        self.question.ask(asked, then, self.view.setFocus)

    def ask_more(self) -> None:
        """Ask for documents beside the standing list."""
        fields = self._fields("name", "due_on", "remark")
        note = self.tr("Several at once: put a ; between them.")
        asked = Asked(self.tr("Supplementary list"), self.tr("Ask"), fields, {}, ("name",), lambda _: (note,))
        self.question.ask(asked, self._ask_more, self.view.setFocus)

    def _ask_more(self, given: Answers) -> None:
        names, documents = SEVERAL.split(str(given["name"])), self.documents
        due, remark = str(given.get("due_on", "")), str(given.get("remark", ""))
        self._do(lambda: documents.ask_more(names, due, remark))

    # -- one key an answer ---------------------------------------------------------------------------------------

    def take(self, step: str) -> None:
        """Ask what a step of the chosen document still needs."""
        row = self._chosen()
        if row is None:
            return
        rec = row.rec
        job = self.desk.jobs.job(self, lambda _: self.service.get(rec))
        job.then(lambda page: self._ask(page, step)).otherwise(self.banner.trouble).start()

    def _ask(self, page: RecordPage, name: str) -> None:
        step = self.kind.step(name)
        offer = next((one for one in page.steps if one.step.name == name), None)
        if step is None or offer is None:
            self.banner.tell("warn", lambda: sentence("gate-state", language(), {}))
            return
        hard = [one for one in offer.unmet if not one[2] and one[0] not in ASKED_HERE]
        if hard:
            rule, details, _ = hard[0]
            self.banner.tell("warn", lambda: sentence(f"gate-{rule.lower()}", language(), details))
            return
        self.banner.clear()
        self.lookup.learn(dict(page.names))
        fields = self._fields(*ASKS[name])
        needed = [of.name for of in fields if of.name in step.requires]
        title = f"{words(step.words)} · {page.values.get('name') or ''}"
        wanted = _statement_wanted if "G24" in step.gates else lambda _: None
        given = self._given(page, fields)
        asked = Asked(title, words(step.words), fields, given, needed, lambda told: _said(wanted(told)), wanted)
        self.question.ask(asked, lambda given: self._answer(page.rec, name, given), self.view.setFocus)

    def _given(self, page: RecordPage, fields: Sequence[Field]) -> Answers:
        """What most likely is the answer: today, and whoever gave the last one."""
        today = self.service.now().date().isoformat()
        likely: Answers = {"given_on": today, "returned_on": today, "given_by": self._giver}
        return {of.name: page.values.get(of.name) or likely.get(of.name) for of in fields}

    def _answer(self, rec: str, step: str, given: Answers) -> None:
        self._giver = str(given.get("given_by") or self._giver)
        extra = {}
        if step == "give_back":
            extra["returned_by"] = self.desk.session.person
        if "statement" in ASKS[step]:
            extra["statement_kind"] = statement_kind(given)
        if "statement" in given:
            extra["statement_on"] = self.service.now().date().isoformat()
        self._go_to_next(rec)
        self._do(lambda: self.service.step(rec, step, **given, **extra))

    def _go_to_next(self, rec: str) -> None:
        """The one below comes next; the answered one finds another place in the list."""
        place = self.view.currentIndex().row()
        row = self.model.row(place)
        if row is not None and row.rec == rec and place + 1 < self.model.rowCount():
            self.view.setCurrentIndex(self.model.index(place + 1, 0))

    def _do(self, work: Any) -> None:
        def told(touched: Touched) -> None:
            self.desk.notices.changed.emit(touched)

        self.view.setFocus()
        self.desk.jobs.job(self, lambda _: work()).then(told).otherwise(self.banner.trouble).start()

    def make_finding(self) -> None:
        """Make a finding of the chosen document."""
        row = self._chosen()
        if row is None:
            return
        rec, findings = row.rec, FindingsService(self.desk.session)

        def told(made: Made) -> None:
            self.desk.notices.changed.emit(made.touched)
            self.desk.go("records:finding", made.rec)

        job = self.desk.jobs.job(self, lambda _: findings.from_document(rec))
        job.then(told).otherwise(self.banner.trouble).start()

    def _chosen(self) -> Row | None:
        index = self.view.currentIndex()
        return self.model.row(index.row()) if index.isValid() else None

    def _fields(self, *names: str) -> list[Field]:
        return [of for name in names if (of := self.kind.field(name))]

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.view and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            step = "" if held else KEYS.get(event.key(), "")
            if step:
                self.take(step)
                return True
        return super().eventFilter(watched, event)


def _tone(row: Row) -> str:
    return TONES.get(row.state or "requested", "quiet")


def _chip(state: str) -> str:
    tone = TONES.get(state, "quiet")
    return f"chip-{tone}" if tone else "chip"


def _statement_tone(row: Row) -> str:
    return "" if accounted_for(row.values) else "warn"


def statement_kind(given: Answers) -> str:
    """Return what a number, or its absence, says of the written statement."""
    return "written" if given.get("statement") else REFUSED


def _statement_wanted(given: Answers) -> tuple[str, str] | None:
    """Where to go on while neither a statement nor two witnesses are there (G24), and what is said."""
    if accounted_for({**given, "statement_kind": statement_kind(given)}):
        return None
    rule = "gate-g24-witnesses" if given.get("witnesses") else "gate-g24"
    return "witnesses", sentence(rule, language(), {})


def _said(wanted: tuple[str, str] | None) -> list[str]:
    return [wanted[1]] if wanted else []
