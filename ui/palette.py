"""The search box over every page (Ctrl+K): pages, villages, actions and records; Chinese, pinyin, initials."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QWidget
from typing_extensions import override

from ui import icons, navigation
from ui.desk import Desk
from ui.speaking import SpeakingFrame
from ui.widgets import parts

if TYPE_CHECKING:
    from app.jobs import Progress
    from app.services.finding import FindingService, Found

WIDTH, TOP, ROWS = 620, 76, 11
PAUSE = 130  # milliseconds of quiet before the vault is asked


@dataclass(frozen=True, slots=True)
class Offer:
    """One line of the palette."""

    icon: str
    title: str
    detail: str
    run: Callable[[], object]


class SearchLine(QLineEdit):
    """A line that also tells what an input method is composing: pinyin initials find without a commit.

    Signals:
        typed: text and what is being composed behind it.
    """

    typed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.composing = ""
        self.textChanged.connect(lambda text: self.typed.emit(text + self.composing))

    @override
    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        # textChanged is silent while an input method composes; what it shows has separators we do not search for
        self.composing = event.preeditString().replace("'", "").replace(" ", "")
        super().inputMethodEvent(event)
        self.typed.emit(self.text() + self.composing)


class Palette(SpeakingFrame):
    """Opens over the page, closes on Esc, on a choice, or when the focus goes elsewhere.

    Signals:
        lock_wanted, switch_wanted: the person chose to lock, or to let a colleague go on.
    """

    lock_wanted = Signal()
    switch_wanted = Signal()

    def __init__(self, desk: Desk, specs: Sequence[navigation.PageSpec], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("palette")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._desk, self._specs = desk, specs
        self._service: FindingService | None = None
        self._back_to: QWidget | None = None
        self.edit, self.list = SearchLine(), QListWidget()
        self.hint = parts.label("small")
        self.hint.setContentsMargins(14, 4, 14, 10)
        inside = parts.column(self, spacing=0)
        parts.add(inside, (self.edit, self.list, self.hint))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemClicked.connect(self._run)
        self.edit.typed.connect(self._on_typed)
        self.edit.installEventFilter(self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._ask_vault)
        self._offers: list[Offer] = []
        self._asked = ""
        self.say(self.edit.setPlaceholderText, lambda: self.tr("Search records, people, pages, actions"))
        self.say(
            self.hint.setText,
            lambda: self.tr("↑ ↓ choose   ·   Enter open   ·   Esc close   ·   pinyin initials work too"),
        )

    # -- opening -------------------------------------------------------------------------------------------------

    def open(self) -> None:
        """Show it over the page, empty."""
        if not self.isVisible():
            self._back_to = self.window().focusWidget()
        self.edit.clear()
        self._show(self._fitting(""))
        self.place()
        self.show()
        self.raise_()
        self.edit.setFocus()

    def close_it(self) -> None:
        """Hide it and give the focus back."""
        self.hide()
        if self._back_to is not None and self._back_to.isVisible():
            self._back_to.setFocus()

    def place(self) -> None:
        """Keep it in the middle of the window."""
        parent = self.parentWidget()
        if parent is not None:
            width = min(WIDTH, parent.width() - 40)
            wanted = self.edit.sizeHint().height() + self.hint.sizeHint().height() + 16
            wanted += self.list.count() * max(self.list.sizeHintForRow(0), 24)
            self.setGeometry((parent.width() - width) // 2, TOP, width, min(wanted, parent.height() - TOP - 40))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut and self.isVisible():
            QTimer.singleShot(0, self, self._hide_if_left)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(event)
        return super().eventFilter(watched, event)

    def _hide_if_left(self) -> None:
        if not self.edit.hasFocus() and self.window().isActiveWindow():
            self.hide()

    def _key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.close_it()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            step = 1 if key == Qt.Key.Key_Down else -1
            self.list.setCurrentRow(max(0, min(self.list.currentRow() + step, self.list.count() - 1)))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._run(self.list.currentItem())
        else:
            return False
        return True

    # -- what fits -----------------------------------------------------------------------------------------------

    def _on_typed(self, text: str) -> None:
        self._show(self._fitting(text))
        self._asked = text.strip()
        if self._asked:
            self._pause.start()

    def _fitting(self, text: str) -> list[Offer]:
        """Pages, villages and actions that fit, the best first; all pages when nothing was typed."""
        from app.services.finding import matches

        offers = self._everything()
        if not text.strip():
            return offers[:ROWS]
        ranked = [(matches(text, offer.title), place, offer) for place, offer in enumerate(offers)]
        return [offer for score, _, offer in sorted(ranked, key=lambda r: (-r[0], r[1])) if score][:ROWS]

    def _everything(self) -> list[Offer]:
        go = self._desk.go
        offers = [
            Offer(spec.icon, spec.words(), navigation.stage_words(spec.stage), partial(go, spec.code, ""))
            for spec in self._specs
        ]
        offers.append(Offer("lock", self.tr("Lock"), "Ctrl+L", self.lock_wanted.emit))
        offers.append(Offer("people", self.tr("Change over"), "Ctrl+Shift+L", self.switch_wanted.emit))
        return offers + [
            Offer("village", village.name, village.town, partial(go, "records:village", village.rec))
            for village in self._desk.session.villages()
        ]

    def _ask_vault(self) -> None:
        text = self._asked
        if not text:
            return
        service = self._finding()

        def work(_: "Progress") -> "list[Found]":
            return [*service.by_sound(text), *service.find(text)]

        self._desk.jobs.job(self, work).then(lambda found: self._add(text, found)).start()

    def _finding(self) -> "FindingService":
        if self._service is None:
            from app.services.finding import FindingService

            self._service = FindingService(self._desk.session)
        return self._service

    def _add(self, text: str, found: "Sequence[Found]") -> None:
        if text != self._asked or not self.isVisible():
            return
        go = self._desk.go
        icon = navigation.ICONS
        more = [
            Offer(
                icon.get(one.kind, "list"),
                one.title or one.snippet,
                one.snippet if one.title else "",
                partial(go, f"records:{one.kind}", one.rec),
            )
            for one in found
        ]
        self._show([*self._fitting(text), *more])

    # -- the list ------------------------------------------------------------------------------------------------

    def _show(self, offers: list[Offer]) -> None:
        self._offers = offers
        self.list.clear()
        for offer in offers:
            item = QListWidgetItem(icons.icon(offer.icon, "quiet"), offer.title)
            if offer.detail:
                item.setText(f"{offer.title}    {offer.detail}"[:120])
            item.setToolTip(offer.detail)
            self.list.addItem(item)
        if not offers:
            item = QListWidgetItem(self.tr("Nothing found. Try fewer words."))
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.place()

    def _run(self, item: QListWidgetItem | None) -> None:
        place = self.list.row(item) if item is not None else -1
        if 0 <= place < len(self._offers):
            self.hide()
            self._offers[place].run()
