"""Contradicting contents: a list of them all above, the one chosen below, every choice a key.

1, 2 … mark a version, B both, P the proposal, E writes another; Enter takes what is marked, Ctrl+Z takes it back.
"""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QPushButton, QSplitter, QStackedWidget, QWidget
from typing_extensions import override

from app.services.differences import Decision, DifferencesService, Line
from app.services.differences_sides import Difference
from app.services.records import RecordService, Touched
from ui.desk import Desk, Page
from ui.tables import Column, RowTable, RowView, one_line
from ui.widgets import parts
from ui.widgets.banner import Banner
from ui.widgets.difference import BOTH, KEEP, PROPOSAL, THIRD, DifferenceView
from ui.widgets.elided import Elided
from ui.widgets.record_lookup import RecordLookup
from ui.widgets.record_words import language, moment, words

LETTERS = ("B", "P", "E", "C", "W", "R", "Backspace")
LIST_LEAST, LIST_SHARE, BODY_SHARE = 120, 160, 460
Key = tuple[str, str, str, str]  # record, scope, kind, field


class DifferencesPage(Page):
    """Every conflict of the chosen village and of what is common."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._service = desk, DifferencesService(desk.session)
        records = RecordService(desk.session)
        self._service.language = records.language = language()
        self._lookup = RecordLookup(desk, records, lambda: self._key[0], self)
        self._held: Sequence[Line] = ()
        self._key: Key = ("", "", "", "")
        self._wanted = ""
        self._done: list[Decision] = []
        self.chosen: DifferenceView | None = None
        self._build()
        self._wire()
        self.refresh()

    # -- building ------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        layout = parts.column(self, spacing=10)
        layout.setContentsMargins(18, 14, 18, 12)
        title, self.count = parts.label("title"), parts.label("quiet")
        self.undo = parts.button("quiet", "undo")
        self.say(title.setText, lambda: self.tr("Differences"))
        self.say(self.undo.setText, lambda: self.tr("Undo  Ctrl+Z"))
        self.say(self.undo.setToolTip, lambda: self.tr("Lets the versions of the last decision stand again."))
        self.undo.setEnabled(False)
        head = parts.row(spacing=10)
        parts.add(head, (title, self.count, None, self.undo))
        self.banner = Banner()
        self.stack = QStackedWidget()
        self.stack.addWidget(self._work())
        self.stack.addWidget(self._empty())
        layout.addLayout(head)
        layout.addWidget(self.banner)
        layout.addWidget(self.stack, 1)
        self.setFocusProxy(self.view)

    def _work(self) -> QWidget:
        self.model: RowTable[Line] = RowTable(self._columns(), lambda ids: [self._held[i] for i in ids], self)
        self.view = RowView(self.model)
        self.view.setMinimumHeight(LIST_LEAST)
        self.say(self.view.setAccessibleName, lambda: self.tr("Differences"))
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(10)
        split.addWidget(self.view)
        split.addWidget(self._below())
        split.setStretchFactor(1, 1)
        split.setSizes([LIST_SHARE, BODY_SHARE])
        return split

    def _below(self) -> QWidget:
        card, inside = parts.card(margin=14, spacing=8)
        self.heading, self.whole = Elided("", "heading"), parts.button("link", "document")
        self.say(self.whole.setText, lambda: self.tr("Open the record  Ctrl+O"))
        self.keys = parts.label("small", wrap=True)
        self.say(self.keys.setText, self._key_words)
        head = parts.row(spacing=10)
        head.addWidget(self.heading, 1)
        head.addWidget(self.whole)
        self._body = QWidget()
        self._inside = parts.column(self._body)
        self.area = parts.scrolled(self._body)
        inside.addLayout(head)
        inside.addWidget(self.area, 1)
        inside.addWidget(parts.rule())
        inside.addWidget(self.keys)
        return card

    def _empty(self) -> QWidget:
        page, text = parts.empty_page()
        self.say(
            text.setText,
            lambda: self.tr(
                "Nothing contradicts itself. When two people write different things in one place without knowing of "
                "each other, both stand here until somebody decides."
            ),
        )
        return page

    def _columns(self) -> Sequence[Column[Line]]:
        return (
            Column(lambda: self.tr("What"), lambda one: words(one.kind.words) if one.kind else "—", width=110),
            Column(lambda: self.tr("Title"), lambda one: one.title or "—"),
            Column(lambda: self.tr("Where it differs"), lambda one: words(one.label), width=130),
            Column(lambda: self.tr("Village"), lambda one: one.village, width=100),
            Column(lambda: self.tr("Who"), self._who, width=130),
            Column(lambda: self.tr("When"), lambda one: moment(one.at), width=140),
        )

    def _who(self, one: Line) -> str:
        return "、".join(name or self.tr("not registered yet") for name in one.who)

    def _key_words(self) -> str:
        offered = self.chosen.offered() if self.chosen is not None else frozenset()
        said = {
            KEEP: self.tr("1 2 …: a version"),
            PROPOSAL: self.tr("P: the proposal"),
            BOTH: self.tr("B: both"),
            THIRD: self.tr("E: write another"),
        }
        first = [words for what, words in said.items() if what == KEEP or what in offered]
        return " · ".join([*first, self.tr("Enter: take it"), self.tr("↑ ↓: another one"), self.tr("Space: read on")])

    def _wire(self) -> None:
        self.view.selectionModel().currentRowChanged.connect(lambda now, _: self._choose(now.row()))
        self.view.opened.connect(lambda _: self._enter())
        self.whole.clicked.connect(self.open_record)
        self.undo.clicked.connect(self.take_back)
        self._desk.notices.changed.connect(lambda _: self.refresh())
        for number in range(1, 10):
            self._shortcut(str(number), partial(self._press, str(number)))
        for letter in LETTERS:
            self._shortcut(letter, partial(self._press, letter))
        for keys, run in (
            ("Return", self._enter),
            ("Enter", self._enter),
            ("Escape", self._leave_editor),
            ("Ctrl+Z", self.take_back),
            ("Ctrl+O", self.open_record),
            ("Alt+Down", partial(self._go, 1)),
            ("Alt+Up", partial(self._go, -1)),
            ("Space", partial(self._scroll, 1)),
            ("Shift+Space", partial(self._scroll, -1)),
        ):
            self._shortcut(keys, run)

    def _shortcut(self, keys: str, run: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(run)

    # -- reading -------------------------------------------------------------------------------------------------

    @override
    def show_argument(self, argument: str) -> None:
        """Show the conflicts of one record."""
        self._wanted = argument
        self.refresh()

    @override
    def refresh(self) -> None:
        self._desk.jobs.job(self, lambda _: self._service.lines()).then(self._show).start()

    def _show(self, held: Sequence[Line]) -> None:
        place = max(self.view.currentIndex().row(), 0)
        self._held = held
        self.model.show(range(len(held)))
        self.count.setText(self.tr("%1 to decide").replace("%1", f"{len(held):,}"))
        self.stack.setCurrentIndex(0 if held or self._typing() else 1)
        if not held:
            self._key = ("", "", "", "")
            if not self._typing():
                self._clear()
            return
        wanted = next((i for i, one in enumerate(held) if one.rec == self._wanted), -1)
        same = next((i for i, one in enumerate(held) if _key(one) == self._key), -1)
        self._wanted = ""
        if wanted < 0 and same < 0 and self._typing():
            self._tell_of_news()  # it was decided elsewhere; the next one does not take away what is being written
            return
        chosen = wanted if wanted >= 0 else same if same >= 0 else min(place, len(held) - 1)
        self.view.setCurrentIndex(self.model.index(chosen, 0))  # which reads it

    def _choose(self, place: int) -> None:
        """Read the conflict at a place of the list and show it."""
        if not 0 <= place < len(self._held):
            return
        line = self._held[place]
        self._read(_key(line))

    def _read(self, key: Key, *, unmasked: bool = False) -> None:
        changed, self._key = key != self._key, key

        def work(_: object) -> Difference | None:
            return self._service.get(key[0], key[3], key[1], key[2], unmasked=unmasked)

        def show(found: Difference | None) -> None:
            if key != self._key:
                return
            if found is not None:
                self._put(found, force=changed or unmasked)
            elif not self._typing():
                self._clear()
                self.heading.setText(self.tr("This needs a newer Satchel."))

        self._desk.jobs.job(self, work).then(show).otherwise(self.banner.trouble).start()

    def _put(self, found: Difference, *, force: bool) -> None:
        """Show a conflict; one that is being written about is not taken away from under the person."""
        shown = self.chosen.difference if self.chosen else None
        if shown is not None and not force and _key(shown) == _key(found):
            if shown == found:
                return
            if self._typing():
                self._tell_of_news()
                return
        self._clear()
        view = DifferenceView(found, self._lookup, keys=True)
        view.decided.connect(self.decide)
        view.reveal_wanted.connect(lambda: self._read(self._key, unmasked=True))
        view.marked.connect(self._show_marked)
        view.refused.connect(lambda text: self.banner.tell("warn", lambda: text))
        self.chosen = view
        self._inside.addWidget(view)
        self._inside.addStretch(1)
        self.heading.setText(one_line(" · ".join(filter(None, (words(found.label), found.title)))))
        self.keys.setText(self._key_words())
        self.area.verticalScrollBar().setValue(0)

    def _show_marked(self, frame: QWidget) -> None:
        """Scroll to what was marked, once it is laid out: an editor has only just been shown."""
        QTimer.singleShot(0, frame, lambda: self.area.ensureWidgetVisible(frame, 0, 8))

    def _clear(self) -> None:
        self.chosen = None
        parts.clear(self._inside)
        self.heading.setText("")

    def _typing(self) -> bool:
        return self.chosen is not None and self.chosen.editor is not None

    def _tell_of_news(self) -> None:
        self.banner.tell(
            "warn",
            lambda: self.tr("A new version arrived while you were writing. What you typed is still here."),
            self.tr("Look at what stands now"),
            self._look_again,
        )

    def _look_again(self) -> None:
        self._clear()
        self.banner.clear()
        self._key = ("", "", "", "")
        self.refresh()

    # -- deciding ------------------------------------------------------------------------------------------------

    def decide(self, what: str, value: object) -> None:
        """Keep a version, or write a value in the place of all that were shown."""
        if self.chosen is None:
            return
        difference, service = self.chosen.difference, self._service

        def work(_: object) -> Decision:
            return service.keep(difference, int(str(value))) if what == KEEP else service.decide(difference, value)

        self.banner.clear()
        job = self._desk.jobs.job(self, work)
        job.then(lambda made: self._decided(difference, made)).otherwise(self._refused).start()

    def _decided(self, difference: Difference, made: Decision) -> None:
        field = words(difference.label)
        if made.undo:
            self._done.append(made)
        self.undo.setEnabled(bool(self._done))
        if made.beside:
            self.banner.tell(
                "warn",
                lambda: self.tr(
                    "Written. Meanwhile another version of “%1” arrived and stands beside yours: decide once more."
                ).replace("%1", field),
            )
        elif made.undo:
            said = self.tr("Decided: %1. Ctrl+Z takes it back; the other versions stay in the history.")
            self.banner.tell("ok", lambda: said.replace("%1", field))
        else:
            self.banner.tell("ok", lambda: self.tr("Decided: %1.").replace("%1", field))
        self._clear()
        self.view.setFocus()
        self._desk.notices.changed.emit(made.touched)

    def _refused(self, error: Exception) -> None:
        self.banner.trouble(error, self.tr("Look at what stands now"), self._look_again)

    def take_back(self) -> None:
        """Let the versions stand again that the last decision replaced."""
        if not self._done:
            return
        made = self._done.pop()
        self.undo.setEnabled(bool(self._done))
        self._wanted = made.rec
        job = self._desk.jobs.job(self, lambda _: self._service.take_back(made))
        job.then(self._taken_back).otherwise(self.banner.trouble).start()

    def _taken_back(self, touched: Touched) -> None:
        self.banner.tell("ok", lambda: self.tr("Taken back: the versions stand beside each other again."))
        self._desk.notices.changed.emit(touched)

    # -- keys ----------------------------------------------------------------------------------------------------

    def _press(self, key: str) -> None:
        if self.chosen is not None:
            self.banner.clear()
            self.chosen.press(key)

    def _enter(self) -> None:
        here = QApplication.focusWidget()
        if isinstance(here, QPushButton) and self.isAncestorOf(here):
            here.click()
        elif self.chosen is not None:
            self.chosen.accept()

    def _leave_editor(self) -> None:
        if self.chosen is not None and self.chosen.close_editor():
            self.view.setFocus()

    def _go(self, by: int) -> None:
        place = self.view.currentIndex().row() + by
        if 0 <= place < len(self._held):
            self.view.setCurrentIndex(self.model.index(place, 0))
            self.view.setFocus()

    def _scroll(self, by: int) -> None:
        here = QApplication.focusWidget()
        if isinstance(here, QPushButton) and self.isAncestorOf(here):
            here.click()
            return
        bar = self.area.verticalScrollBar()
        bar.setValue(bar.value() + by * max(self.area.viewport().height() - 40, 40))

    def open_record(self) -> None:
        """Open the record the conflict is in; of a part, what it is a part of."""
        if self.chosen is not None and self.chosen.difference.whole_kind:
            found = self.chosen.difference
            self._desk.go(f"records:{found.whole_kind}", found.whole)

    # -- the window ----------------------------------------------------------------------------------------------

    @override
    def retranslate(self) -> None:
        self._service.language = language()
        super().retranslate()
        self.model.retranslate()
        if hasattr(self, "_held") and not self._typing():
            self._look_again()


def _key(one: Line | Difference) -> Key:
    return (one.rec, one.scope, one.kind.code if one.kind else "", one.field)
