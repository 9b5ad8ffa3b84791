"""One talk: a compact header, the outline on the left, the transcript in the middle, signing on the right."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QSplitter, QTabWidget, QWidget
from typing_extensions import override

from app.jobs import Progress
from app.records import kinds
from app.services.interviews import ADDENDUM, LINE, MARK, InterviewService, Meeting, TalkOutline
from app.services.record_pages import Part, RecordPage, field_words
from app.services.records import masked
from ui import icons
from ui.pages.interview.outline import WIDTH, OutlinePanel
from ui.pages.interview.phrases import PhrasePanel
from ui.pages.interview.transcript import Transcript
from ui.widgets import parts
from ui.widgets.elided import Elided, ElidedButton
from ui.widgets.record_form import RecordForm
from ui.widgets.record_saving import Typed
from ui.widgets.record_view import RecordView
from ui.widgets.record_words import language

HEADER = ("interviewee", "person_name", "role", "place", "started", "ended", "talkers", "recorder")
NOTE = "internal_note"
PER_ROW = 4
LOW = 640  # pixels of the whole page: below, head and transcript do not both have room


class InterviewView(RecordView):
    """A talk (F15)."""

    @override
    def middle(self) -> QWidget:
        self.form = RecordForm(self.kind, self.lookup, masked, apart=(*HEADER, NOTE))
        self.tables = [self._table(kinds.kind(ADDENDUM))]
        self.transcript, self.outline, self.phrases = Transcript(), OutlinePanel(), PhrasePanel()
        self.tabs = QTabWidget()
        self.tabs.addTab(self._record_tab(), "")
        self.tabs.addTab(self._details_tab(), "")
        self.tabs.addTab(self._note_tab(), "")
        self.say(lambda text: self.tabs.setTabText(0, text), lambda: self.tr("Record"))
        self.say(lambda text: self.tabs.setTabText(1, text), lambda: self.tr("Details and signing"))
        self.say(lambda text: self.tabs.setTabText(2, text), lambda: self.tr("Internal note"))
        self._role: tuple[str, str] = ("", "")
        self._told_meetings: tuple[Meeting, ...] = ()
        self._person = ""
        whole = QWidget()
        column = parts.column(whole, spacing=8)
        column.addWidget(self._header_card())
        column.addWidget(self.tabs, 1)
        return whole

    def _header_card(self) -> QFrame:
        card, column = parts.card(margin=12, spacing=8)
        self.fold = ElidedButton("link")
        icons.put(self.fold, "chevron-down", "accent")
        column.addWidget(self.fold)
        self.header = QWidget()
        self.fold.clicked.connect(lambda: self._unfold(on=self.header.isHidden()))
        grid = QGridLayout(self.header)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(8)
        for place, name in enumerate(HEADER):
            box = self.form.boxes[name]
            box.set_quiet()
            grid.addWidget(box, place // PER_ROW, place % PER_ROW, Qt.AlignmentFlag.AlignTop)
            grid.setColumnStretch(place % PER_ROW, 1)
            grid.setColumnMinimumWidth(place % PER_ROW, 90)
        column.addWidget(self.header)
        return card

    def _record_tab(self) -> QWidget:
        page = QWidget()
        column = parts.column(page, spacing=8)
        column.setContentsMargins(0, 8, 0, 0)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setHandleWidth(10)
        split.addWidget(self._beside())
        split.addWidget(self.transcript)
        split.setStretchFactor(1, 1)
        split.setSizes([WIDTH, 10_000])
        split.setCollapsible(1, False)  # noqa: FBT003 - Qt's own signature
        column.addWidget(split, 1)
        self.keys = Elided("", "small")
        self.say(lambda _: self._say_keys(), str)
        column.addWidget(self.keys)
        return page

    def _beside(self) -> QWidget:
        """Outline and phrases, at the left of the transcript."""
        self.beside = QWidget()
        column = parts.column(self.beside, spacing=8)
        column.addWidget(self.outline, 3)
        column.addWidget(self.phrases, 1)
        return self.beside

    def _note_tab(self) -> QWidget:
        """A tab of its own: below the transcript it took the room of three lines from it."""
        card, column = parts.card(margin=14, spacing=4)
        column.addWidget(self.form.boxes[NOTE])
        column.addStretch(1)
        return card

    def _details_tab(self) -> QWidget:
        inside = QWidget()
        column = parts.column(inside, spacing=12)
        column.setContentsMargins(0, 8, 6, 12)
        column.addWidget(self.tables[0])
        column.addWidget(self.form)
        column.addStretch(1)
        self.area = parts.scrolled(inside)
        return self.area

    @override
    def _wire(self) -> None:
        super()._wire()
        self.transcript.edited.connect(self._on_line)
        self.transcript.tag_wanted.connect(self._choose_tag)
        self.transcript.finding_wanted.connect(self.make_finding)
        self.transcript.cursorPositionChanged.connect(self._say_keys)
        self.transcript.cursorPositionChanged.connect(self._make_room)
        self.transcript.next_question_wanted.connect(self.outline.ask_next)
        self.transcript.phrase_wanted.connect(self.phrases.take)
        self.outline.asked.connect(self.transcript.ask)
        self.outline.adapt_wanted.connect(self._adapt)
        self.outline.adapted.connect(self._keep_outline)
        self.phrases.wanted.connect(self.transcript.say)
        self.phrases.changed.connect(self._keep_phrases)
        for name in ("started", "ended", "planned_for", "talkers", "recorder", "interviewee"):
            self.form.boxes[name].editor.left.connect(self._look_for_meetings)
        self.form.boxes["interviewee"].editor.left.connect(self._fill_person)
        self.form.boxes["role"].editor.edited.connect(self._read_outline)

    # -- showing -------------------------------------------------------------------------------------------------

    @override
    def show_page(self, page: RecordPage) -> None:
        super().show_page(page)
        writable = not page.readonly and not page.locked
        self.transcript.load(page.parts.get(LINE, ()), page.rec, writable=writable)
        self._person = str(page.values.get("interviewee") or "")
        self.tables[0].setVisible(page.locked or bool(page.parts.get(ADDENDUM)))
        self.transcript.marks = {str(part.values.get("line") or ""): part.values for part in page.parts.get(MARK, ())}
        self.transcript.margin.update()
        self._say_keys()
        self.beside.setVisible(writable)
        self._read_outline()
        cursor = page.cursor
        if cursor.get("field") == "~line":
            self.transcript.go_to(str(cursor.get("line", "")), int(cursor.get("place", 0)))

    @override
    def open(self, rec: str, parent: str = "") -> None:
        self.transcript.forget()
        self._told_meetings = ()
        super().open(rec, parent)
        self.desk.jobs.job(self, lambda _: self.talks.phrases()).then(self.phrases.load).start()

    @override
    def _open(self, rec: str, page: RecordPage, history: Any) -> None:
        super()._open(rec, page, history)
        if rec == self.rec:
            self._look_for_meetings()  # once: it reads many talks
            filled = all(page.values.get(name) for name in ("person_name", "role", "started"))
            self._unfold(on=not filled)
            if filled and not page.cursor and not page.locked:
                self.transcript.setFocus()

    @override
    def _show_around(self, page: RecordPage) -> None:
        super()._show_around(page)
        self._say_summary(page.values)

    def _say_summary(self, values: dict[str, Any]) -> None:
        page = self.page
        if page is None:
            return
        shown = ("role", "started", "ended", "place", "talkers", "recorder")
        said = [field_words(self.kind.field(name), values.get(name), page.names, language()) for name in shown]
        began, ended = said[1], said[2]
        if ended and began[:10] == ended[:10]:  # the day once: there is room for place and people
            said[1], said[2] = f"{began}–{ended[11:]}", ""
        self.fold.say_whole("  ·  ".join(one for one in said if one) or self.tr("Who, when, where, by whom"))

    def _unfold(self, *, on: bool) -> None:
        self.header.setVisible(on)

    def _make_room(self) -> None:
        """On a low screen the head folds while one writes; its line above still says who, when and where."""
        writing = self.transcript.hasFocus() and not self.transcript.isReadOnly()
        if writing and self.height() < LOW:
            self._unfold(on=False)

    def _read_outline(self) -> None:
        role = str(self.form.boxes["role"].editor.value() or "")
        chosen = str(self.form.boxes["outline"].editor.value() or "")
        self.outline.mark(self.transcript.asked())
        if (role, chosen) == self._role:
            return
        self._role, talks = (role, chosen), self.talks
        self.desk.jobs.job(self, lambda _: talks.outline(role, chosen)).then(self._show_outline).start()

    def _show_outline(self, outline: TalkOutline) -> None:
        self.outline.load(outline)
        self.outline.mark(self.transcript.asked())

    # -- outline, phrases, meetings ------------------------------------------------------------------------------

    @property
    def talks(self) -> InterviewService:
        """The verbs of talks."""
        return cast("InterviewService", self.service)

    def _adapt(self) -> None:
        """Begin an outline of this village's own with the one chosen, or with the last one of this role."""
        rec, talks, (role, chosen) = self.rec, self.talks, self._role
        job = self.desk.jobs.job(self, lambda _: talks.outline_to_adapt(rec, role, chosen))
        job.then(self.outline.edit).otherwise(self._on_trouble).start()

    def _keep_outline(self, lines: list[str]) -> None:
        rec, talks, (role, chosen) = self.rec, self.talks, self._role

        def work(_: Progress) -> tuple[str, str]:
            made = talks.adapt_outline(rec, role, chosen, lines)
            return made, talks.names([made])[made]

        self.desk.jobs.job(self, work).then(lambda done: self._use_outline(rec, *done)).start()

    def _use_outline(self, rec: str, outline: str, name: str) -> None:
        if rec != self.rec:
            return
        self.lookup.learn({outline: name})
        self.form.boxes["outline"].editor.show_value(outline)
        self._on_edited()
        self._role = ("", "")  # the words may be others though it is the same outline
        self._read_outline()
        self.banner.tell("ok", lambda: self.tr("This village's own outline is kept: %1").replace("%1", name))
        self.desk.notices.changed.emit(frozenset({"outline"}))

    def _keep_phrases(self, phrases: list[str]) -> None:
        talks = self.talks

        def work(_: Progress) -> Sequence[str]:
            talks.keep_phrases(phrases)
            return talks.phrases()

        self.desk.jobs.job(self, work).then(self.phrases.load).start()

    def _look_for_meetings(self) -> None:
        """Warn when somebody of this talk is in another one at the same time (G04)."""
        page, rec, talks = self.page, self.rec, self.talks
        if page is None or page.locked:
            return
        values = {**page.values, **{name: box.editor.value() for name, box in self.form.boxes.items() if name != NOTE}}
        job = self.desk.jobs.job(self, lambda _: tuple(talks.meetings(rec, values)))
        job.then(lambda found: self._warn_of_meetings(rec, found)).start()

    def _warn_of_meetings(self, rec: str, found: tuple[Meeting, ...]) -> None:
        if rec != self.rec or found == self._told_meetings:
            return
        self._told_meetings = found
        if not found:
            self.banner.clear()
            return
        told = "；".join(f"{one.talk}（{'、'.join(filter(None, one.names))}）" for one in found)
        self.banner.tell(
            "warn", lambda: self.tr("At the same time somebody of this talk is in another one: %1").replace("%1", told)
        )

    # -- typing --------------------------------------------------------------------------------------------------

    @override
    def collect(self) -> list[Typed]:
        lines = self.transcript.collect() if self.page is not None and not self.transcript.isReadOnly() else []
        if lines:
            self._touched = True  # where the cursor stands is kept with the talk itself
        found = super().collect()
        if found and found[0].rec == self.rec and self.window().focusWidget() is self.transcript:
            own = found[0]
            cursor = {**own.cursor, **self.transcript.place()}
            found[0] = Typed(own.rec, own.kind, own.fields, cursor, own.parent, own.order)
        return [*found, *lines]

    @override
    def _new_part(self, kind: str, after: str) -> Part:
        part = super()._new_part(kind, after)
        if kind == ADDENDUM:
            now = self.service.now().strftime("%Y-%m-%dT%H:%M")
            part = replace(part, values={**part.values, "at": now, "author": self.desk.session.person})
            self.lookup.learn({self.desk.session.person: self.desk.session.me_name})
        return part

    def _on_line(self) -> None:
        if self.page is not None and not self.transcript.isReadOnly():
            self._on_edited()
            self.outline.mark(self.transcript.asked())

    def _say_keys(self) -> None:
        """Say what the keys do, or how the line under the cursor is tagged."""
        keys = self.tr("Enter/Tab: speaker · Ctrl+Enter: question · Ctrl+1–9: phrase · Ctrl+G: finding · F1: all keys")
        if self.transcript.isReadOnly():
            keys = self.tr("Ctrl+G: make a finding from this line · Ctrl+T tag · Ctrl+Shift+T person")
        field = kinds.kind(LINE).field("tags")
        tags = [self.lookup.code_name(field, code) for code in self.transcript.tags()] if field else []
        tags += [self.lookup.name(person) for person in self.transcript.tags("persons")]
        text = self.tr("Tagged: %1").replace("%1", " · ".join(tags)) if tags else keys
        self.keys.setText(text)

    @override
    def make_finding(self) -> None:
        """Make a finding (F26) of the line the cursor stands in; the line becomes its first source."""
        line, said = self.transcript.here()
        if not said:
            self.banner.tell("info", lambda: self.tr("This line is empty. Put the cursor into what was said."))
            return
        self.found(lambda findings: findings.from_line(line))

    def _choose_tag(self, name: str) -> None:
        field = kinds.kind(LINE).field(name)
        if field is not None:
            line, _ = self.transcript.here()
            asked = (
                self.tr("Tag this line with a person:")
                if name == "persons"
                else self.tr("Tag this line with a problem:")
            )
            self.chooser.ask(field, asked, self.tr("Tag"), lambda value: self._tag(name, line, value))

    def _tag(self, name: str, line: str, value: str) -> None:
        page = self.page
        if page is not None and page.locked:
            rec, talks = self.rec, self.talks
            self.run(lambda: talks.mark(rec, line, name, value), self.transcript.setFocus)
            return
        self.transcript.tag(value, name)
        self.transcript.setFocus()
        self._say_keys()

    def _fill_person(self) -> None:
        person = str(self.form.boxes["interviewee"].editor.value() or "")
        if not person or person == self._person:
            return
        self._person = person
        talks = self.talks
        self.desk.jobs.job(self, lambda _: talks.person_fields(person)).then(self._show_person).start()

    def _show_person(self, fields: dict[str, Any]) -> None:
        for name, value in fields.items():
            box = self.form.boxes.get(name)
            if box is not None:
                box.editor.show_value(value)
        self._on_edited()
