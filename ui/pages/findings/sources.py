"""Sources of a finding beside each other (对比印证): what each says, how it bears, which of them share an origin."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QWidget

from app.records.kinds import Field, Kind, Type
from app.records.rules_finding import SOURCE_FIELDS
from app.services.record_pages import Part, RecordPage
from app.services.records import masked
from ui import icons
from ui.widgets import parts
from ui.widgets.elided import Elided
from ui.widgets.record_choices import BoxEditor
from ui.widgets.record_editors import editor_for
from ui.widgets.record_fields import Editor, LongEditor
from ui.widgets.record_flow import FlowLayout
from ui.widgets.record_form import Card
from ui.widgets.record_links import Lookup
from ui.widgets.record_saving import Typed
from ui.widgets.record_words import words

TYPED = ("says", "stance", "page_from", "page_to", "origin")
ADDED = ("line", "evidence", "document")  # what a source may be made of, each with a button
LEAST = 250  # pixels a source needs to be read beside another
MOST = 3
CHIPS = {"supports": "chip-ok", "partly": "chip-warn", "contradicts": "chip-bad"}


class SourceCard(QFrame):
    """One source: what it is, its pages, what it says, how it bears."""

    edited = Signal()
    drop_wanted = Signal(str)

    def __init__(self, kind: Kind, part: Part, lookup: Lookup, *, writable: bool) -> None:
        super().__init__()
        self.setProperty("role", "well")
        self.kind, self.part, self._lookup = kind, part, lookup
        self.base: dict[str, Any] = dict(part.record.values) if part.record else {}
        self.touched = False
        self.editors: dict[str, Editor] = {}
        column = parts.column(self, spacing=6)
        column.setContentsMargins(12, 8, 8, 10)
        column.addLayout(self._head(writable=writable))
        for line in (("says",), ("stance", "origin"), ("page_from", "page_to")):
            column.addLayout(self._line(line, writable=writable))
        column.addStretch(1)

    @property
    def points_to(self) -> tuple[Field | None, str]:
        """The field that points to what this is, and its record."""
        values = self.part.values
        name = next((one for one in ("evidence", "interview", "document", "line") if values.get(one)), "")
        return self.kind.field(name), str(values.get(name) or "")

    @property
    def counts(self) -> bool:
        """Whether it points to something kept here; a word of mouth does not count (G07)."""
        return any(self.part.values.get(name) for name in SOURCE_FIELDS)

    @property
    def origin(self) -> str:
        """What it shares with sources that count as the same one."""
        return str(self.editors["origin"].value() or self.points_to[1] or self.part.rec)

    @property
    def stance(self) -> str:
        """Code of how it bears."""
        return str(self.editors["stance"].value() or "")

    def _head(self, *, writable: bool) -> Any:
        of, rec = self.points_to
        sort = self.kind.field("sort")
        words_of = {choice.code: words(choice.words) for choice in sort.choices} if sort else {}
        self.chip = parts.label("chip-quiet", words_of.get(str(self.part.values.get("sort") or ""), "—"))
        name = str(self.part.values.get("name") or self._lookup.name(rec) or "—")
        self.title = Elided(name, "strong")
        row = parts.row(spacing=6)
        parts.add(row, (self.chip,))
        row.addWidget(self.title, 1)
        if of is not None and rec:
            go = self._tool("chevron-right", self.tr("Open"))
            go.clicked.connect(lambda: self._lookup.go(of, rec))
            row.addWidget(go)
        if writable:
            drop = self._tool("close", self.tr("Take this source out"))
            drop.clicked.connect(lambda: self.drop_wanted.emit(self.part.rec))
            row.addWidget(drop)
        return row

    def _line(self, names: Sequence[str], *, writable: bool) -> Any:
        row = parts.row(spacing=8)
        for name in names:
            of = self.kind.field(name)
            if of is None:
                continue
            editor = self.editors[name] = _editor(of, self._lookup)
            editor.show_value(self.part.values.get(name))
            editor.set_writable(on=writable)
            (editor.focusProxy() or editor).setAccessibleName(words(of.words))
            editor.edited.connect(self._on_edited)
            column = parts.column(spacing=2)
            parts.add(column, (parts.label("label", words(of.words)), editor))
            row.addLayout(column, 1)
        return row

    def _on_edited(self) -> None:
        self.touched = True
        self.edited.emit()

    def _tool(self, icon: str, name: str) -> QPushButton:
        button = parts.button("quiet")
        button.setFixedWidth(34)
        button.setToolTip(name)
        button.setAccessibleName(name)
        icons.put(button, icon, "quiet")
        return button

    def changed(self) -> dict[str, Any]:
        """Return what differs from the source as it was opened."""
        values = {name: editor.value() for name, editor in self.editors.items() if not editor.rule}
        return {name: value for name, value in values.items() if value != (self.base.get(name) or None)}


class SourceBoard(Card):
    """The sources side by side, those of one origin together, and what they amount to.

    Signals:
        edited: something was typed.
        delete_wanted: record id of a source to take out.
        add_wanted: name of the field that points to what shall be added.
    """

    edited = Signal()
    delete_wanted = Signal(str)
    add_wanted = Signal(str)

    def __init__(self, kind: Kind, lookup: Lookup) -> None:
        super().__init__()
        self.kind, self._lookup = kind, lookup
        self.cards: list[SourceCard] = []
        self._page: RecordPage | None = None
        self._parent, self._across = "", 0
        holder = QWidget()
        self.summary = FlowLayout(holder)  # wraps in a narrow window
        self.grid = QGridLayout()
        self.grid.setSpacing(10)
        self.empty = parts.label("quiet", wrap=True)
        self.adders: dict[str, QPushButton] = {}
        adders = parts.row(spacing=6)
        for name in ADDED:
            button = self.adders[name] = parts.button("link", "add", "accent")
            button.clicked.connect(lambda _=False, one=name: self.add_wanted.emit(one))
            adders.addWidget(button)
        adders.addStretch(1)
        self.body.removeWidget(self.title)
        self.body.addWidget(self.title)
        self.body.addWidget(holder)
        self.body.addWidget(self.empty)
        self.body.addLayout(self.grid)
        self.body.addLayout(adders)
        self.retranslate()

    def load(self, page: RecordPage) -> None:
        """Show the sources of a finding."""
        self._page, self._parent = page, page.rec
        writable = not page.readonly and not page.locked
        for card in self.cards:
            card.hide()
            card.deleteLater()
        self.cards = []
        for part in page.parts.get(self.kind.code, ()):
            card = SourceCard(self.kind, part, self._lookup, writable=writable)
            card.edited.connect(self._on_edited)
            card.drop_wanted.connect(self.delete_wanted)
            self.cards.append(card)
        first = {card.origin: place for place, card in reversed(list(enumerate(self.cards)))}
        self.cards.sort(key=lambda card: first[card.origin])
        for button in self.adders.values():
            button.setVisible(writable)
        self.empty.setVisible(not self.cards)
        self._place()
        self._sum_up()

    def rebase(self, page: RecordPage) -> None:
        """Take note of what was written, without touching what is being typed."""
        self._page = page
        held = {part.rec: part for part in page.parts.get(self.kind.code, ())}
        for card in self.cards:
            part = held.get(card.part.rec)
            card.base = dict(part.record.values) if part and part.record else card.base

    def collect(self) -> list[Typed]:
        """Return what was typed since the last time."""
        found = []
        for card in self.cards:
            if card.touched:
                card.touched = False
                found.append(Typed(card.part.rec, self.kind.code, card.changed(), {}, self._parent, card.part.order))
        return found

    @property
    def count(self) -> int:
        """How many sources point to something."""
        return sum(card.counts for card in self.cards)

    def _on_edited(self) -> None:
        self._sum_up()
        self.edited.emit()

    def _place(self) -> None:
        """As many beside each other as can be read."""
        across = max(1, min(MOST, len(self.cards), self.width() // LEAST))
        self._across = across
        for place, card in enumerate(self.cards):
            self.grid.addWidget(card, place // across, place % across)
        for column in range(MOST):
            self.grid.setColumnStretch(column, 1 if column < across else 0)

    def _sum_up(self) -> None:
        """How many independent sources there are, and whether they agree."""
        parts.clear(self.summary)
        if not self.cards:
            return
        origins = len({card.origin for card in self.cards if card.counts})
        count = self.tr("1 independent source") if origins == 1 else self.tr("%1 independent sources")
        told = [(count.replace("%1", str(origins)), "chip-ok" if origins > 1 else "chip-warn")]
        against = sum(card.stance == "contradicts" for card in self.cards)
        if against:
            told.append((self.tr("They disagree: %1 contradict").replace("%1", str(against)), "chip-bad"))
        for text, role in told:
            self.summary.addWidget(parts.label(role, text))

    def resizeEvent(self, event: Any) -> None:
        """Fewer beside each other in a narrow window."""
        super().resizeEvent(event)
        if self.cards and self._across != max(1, min(MOST, len(self.cards), self.width() // LEAST)):
            self._place()

    def retranslate(self) -> None:
        """Put words again."""
        self.title.setText(self.tr("Sources side by side"))
        self.empty.setText(
            self.tr("No source yet. A finding rests on at least one; two of different origin are better.")
        )
        names = (self.tr("From a talk…"), self.tr("From evidence…"), self.tr("From a document…"))
        for button, name in zip(self.adders.values(), names, strict=True):
            button.setText(name)
        if self._page is not None and not any(card.touched for card in self.cards):
            self.load(self._page)


def _editor(of: Field, lookup: Lookup) -> Editor:
    if of.type is Type.LONG_TEXT:
        return LongEditor(of)
    if of.type is Type.CHOICE:
        return BoxEditor(of)
    return editor_for(of, lookup, masked, compact=True)
