"""Today (现场今日): boxes of what is planned, unfinished, contradictory or waiting; every line opens what it names."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from app.records import kinds
from app.services.today import SHOWN, Line, Today, TodayService, Trouble
from ui import language
from ui.desk import Desk, Page
from ui.pages.today.words import shown_moment
from ui.widgets import parts
from ui.widgets.elided import MIDDLE as MIDDLE_CUT
from ui.widgets.elided import Elided

if TYPE_CHECKING:
    from PySide6.QtWidgets import QFrame

MIDDLE = Qt.AlignmentFlag.AlignVCenter
SETTLE = 300  # milliseconds after a change until the page reads again


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a box."""

    icon: str
    title: str
    count: int = 0
    chip: str = "chip"


class TodayPage(Page):
    """Reads in a job, shows boxes; nothing is edited here."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._service = TodayService(desk.session)
        self._today: Today | None = None
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE)
        self._settle.timeout.connect(self.refresh)
        self._build()
        desk.notices.changed.connect(lambda _: self._settle.start())
        self.refresh()

    def _build(self) -> None:
        self.title, self.subtitle = parts.label("title"), parts.label("quiet", wrap=True)
        inside = QWidget()
        self.body = parts.column(inside, spacing=16)
        self.body.setContentsMargins(28, 20, 28, 28)
        self.left, self.right = parts.column(spacing=16), parts.column(spacing=16)
        boxes = parts.row(spacing=16)
        boxes.addLayout(self.left, 1)
        boxes.addLayout(self.right, 1)
        self.notes = parts.column(spacing=10)
        parts.add(self.body, (self.title, self.subtitle, self.notes, boxes, None))
        whole = parts.column(self)
        whole.addWidget(parts.scrolled(parts.narrow(inside, 1160)))
        self.say(self.title.setText, lambda: self.tr("Today"))

    def refresh(self) -> None:
        """Read again."""
        self._desk.jobs.job(self, lambda _: self._service.look()).then(self._show).start()

    def retranslate(self) -> None:
        """Say every word again."""
        super().retranslate()
        if self._today is not None:
            self._show(self._today)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down go from line to line, Enter opens the one that has the focus."""
        lines = [one for one in self.findChildren(QPushButton) if one.property("role") == "row" and one.isVisible()]
        lines.sort(key=lambda one: (one.mapTo(self, QPoint()).x() > self.width() // 2, one.mapTo(self, QPoint()).y()))
        here = next((place for place, one in enumerate(lines) if one.hasFocus()), -1)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and here >= 0:
            lines[here].click()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up) and lines:
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            lines[max(0, min(here + step, len(lines) - 1))].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)

    # -- showing -------------------------------------------------------------------------------------------------

    def _show(self, today: Today) -> None:
        self._today = today
        village = next((v for v in self._desk.session.villages() if v.rec == self._desk.session.village), None)
        name = village.name if village else self.tr("All villages")
        self.subtitle.setText(
            self.tr("%1   ·   %2 talks   ·   %3 people")
            .replace("%1", name)
            .replace("%2", str(today.counts.get("interview", 0)))
            .replace("%3", str(today.counts.get("person", 0)))
        )
        parts.clear(self.notes)
        parts.clear(self.left)
        parts.clear(self.right)
        for note in self._notes(today):
            self.notes.addWidget(note)
        for place, box in enumerate(self._boxes(today)):
            (self.right if place % 2 else self.left).addWidget(box)
        self.left.addStretch(1)
        self.right.addStretch(1)

    def _notes(self, today: Today) -> "list[QWidget]":
        """What comes before everything else: not registered, nothing there yet, alarms."""
        notes = []
        if not today.registered:
            notes.append(
                self._note(
                    "key",
                    self.tr("This laptop is not registered yet."),
                    self.tr(
                        "Plug in a stick, open the handover page and press the button; take the stick to the office."
                    ),
                    step=self.tr("Open handover"),
                    run=lambda: self._desk.go("handover", ""),
                )
            )
        elif today.empty:
            notes.append(self._first_steps())
        if today.enrolments:
            notes.append(
                self._note(
                    "badge",
                    self.tr("Laptops waiting to be registered: %1").replace("%1", str(today.enrolments)),
                    self.tr("Compare eight words with each inspector, then confirm."),
                    step=self.tr("Compare now"),
                    run=lambda: self._desk.go("handover", ""),
                )
            )
        if today.forks:
            notes.append(
                self._note(
                    "warning",
                    self.tr("Two different saves carry the same number."),
                    self.tr("A vault was probably copied to a second computer. Both are kept; tell the office."),
                )
            )
        return notes

    def _first_steps(self) -> QWidget:
        if self._desk.session.is_office:
            return self._note(
                "village",
                self.tr("Nothing has been entered yet."),
                self.tr("Begin with the round, then its groups, inspectors and villages."),
                step=self.tr("Enter the round"),
                run=lambda: self._desk.go("records:round", ""),
            )
        return self._note(
            "receive",
            self.tr("No assignment has come yet."),
            self.tr("Plug in the stick from the office and press the button on the handover page."),
            step=self.tr("Open handover"),
            run=lambda: self._desk.go("handover", ""),
        )

    def _note(
        self, icon: str, title: str, body: str, *, step: str = "", run: "Callable[[], object] | None" = None
    ) -> QWidget:
        frame, inside = parts.card(margin=16, spacing=2)
        line = parts.row(spacing=14)
        words = parts.column(spacing=2)
        parts.add(words, (parts.label("strong", title, wrap=True), parts.label("quiet", body, wrap=True)))
        line.addWidget(parts.picture(icon, 28, "accent"))
        line.addLayout(words, 1)
        if run is not None:
            button = parts.button("primary")
            button.setText(step)
            button.clicked.connect(run)
            line.addWidget(button)
        inside.addLayout(line)
        return frame

    def _boxes(self, today: Today) -> "list[QWidget]":
        return [
            self._planned(today),
            self._unfinished(today),
            self._paper(today),
            self._typing(today),
            self._trouble_box(
                Head("conflict", self.tr("Differences")),
                today.conflicts,
                self.tr("Nobody has written two different things."),
            ),
            self._trouble_box(
                Head("warning", self.tr("Formalities missing")),
                today.irregular,
                self.tr("Every formality is complete."),
            ),
            self._road(today),
        ]

    def _planned(self, today: Today) -> QWidget:
        frame, inside = self._box(Head("clock", self.tr("Planned talks"), today.planned_count))
        self._fill(inside, today.planned, self.tr("No talk is planned up to today."))
        self._rest(inside, today.planned_count - len(today.planned))
        button = parts.button("link", "add")
        button.setText(self.tr("Plan a talk"))
        button.clicked.connect(lambda: self._desk.go("records:interview", "new"))
        inside.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return frame

    def _unfinished(self, today: Today) -> QWidget:
        frame, inside = self._box(Head("talk", self.tr("Unfinished talks"), today.unfinished_count))
        self._fill(inside, today.unfinished, self.tr("No talk is unfinished."))
        self._rest(inside, today.unfinished_count - len(today.unfinished))
        return frame

    def _paper(self, today: Today) -> QWidget:
        """Printed, not signed, not scanned: what has to be done with paper before the evening."""
        count = today.unsigned.count + today.unscanned.count
        frame, inside = self._box(Head("print", self.tr("Paper of talks"), count, "chip-warn"))
        for trouble, code, words in (
            (today.unsigned, "unsigned", self.tr("Not signed yet")),
            (today.unscanned, "unscanned", self.tr("Signed, scan not attached")),
        ):
            if trouble.count:
                inside.addWidget(self._all_of(words, trouble.count, code))
            for line in trouble.lines[:3]:
                inside.addWidget(self._line(line))
        if not count:
            inside.addWidget(self._empty(self.tr("Every talk that was held is signed and its scan is here.")))
        return frame

    def _all_of(self, words: str, count: int, code: str) -> QPushButton:
        """A line that opens the whole list in the leader's look."""
        button = self._counted(words, count)
        button.clicked.connect(lambda: self._desk.go("group", f"{code}:{self._desk.session.village}"))
        return button

    def _typing(self, today: Today) -> QWidget:
        frame, inside = self._box(Head("draft", self.tr("What I was typing"), len(today.drafts)))
        self._fill(inside, today.drafts[:SHOWN], self.tr("Nothing is half typed."))
        return frame

    def _trouble_box(self, head: "Head", troubles: Sequence[Trouble], empty: str) -> QWidget:
        count = sum(trouble.count for trouble in troubles)
        frame, inside = self._box(replace(head, count=count, chip="chip-warn"))
        self._fill(inside, [line for trouble in troubles for line in trouble.lines[:4]], empty)
        return frame

    def _fill(self, inside: QVBoxLayout, lines: Sequence[Line], empty: str) -> None:
        if not lines:
            inside.addWidget(self._empty(empty))
        for line in lines:
            inside.addWidget(self._line(line))

    def _rest(self, inside: QVBoxLayout, count: int) -> None:
        if count > 0:
            more = parts.button("link")
            more.setText(self.tr("%1 more…").replace("%1", str(count)))
            more.clicked.connect(lambda: self._desk.go("records:interview", ""))
            inside.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)

    def _road(self, today: Today) -> QWidget:
        waiting = today.not_handed_over or 0
        frame, inside = self._box(Head("handover", self.tr("Handover"), waiting, "chip-warn"))
        rows = []
        if today.not_handed_over is not None:
            rows.append((self.tr("Saves the office has not confirmed"), waiting))
        rows.append((self.tr("Received, writer not registered yet"), today.waiting))
        rows.append((self.tr("Set aside for checking"), today.set_aside))
        for words, count in rows:
            button = self._counted(words, count)
            button.clicked.connect(lambda: self._desk.go("handover", ""))
            inside.addWidget(button)
        return frame

    def _counted(self, words: str, count: int) -> QPushButton:
        button = parts.button("row")
        line = parts.row(button, spacing=8)
        line.setContentsMargins(10, 0, 10, 0)
        parts.add(line, (parts.label("", words), None, parts.label("strong", f"{count:,}")))
        self._let_through(button)
        button.setAccessibleName(f"{words} {count}")
        return button

    # -- small parts ---------------------------------------------------------------------------------------------

    def _box(self, of: "Head") -> "tuple[QFrame, QVBoxLayout]":
        frame, inside = parts.card(margin=14, spacing=2)
        head = parts.row(spacing=10)
        head.setContentsMargins(4, 0, 4, 6)
        parts.add(head, (parts.picture(of.icon, 20, "accent"), parts.label("heading", of.title), None))
        head.addWidget(parts.label(of.chip if of.count else "chip-quiet", f"{of.count:,}"))
        inside.addLayout(head)
        return frame, inside

    def _empty(self, words: str) -> QWidget:
        label = parts.label("quiet", words, wrap=True)
        label.setContentsMargins(10, 6, 10, 6)
        return label

    def _line(self, line: Line) -> QPushButton:
        button = parts.button("row")
        inside = parts.row(button, spacing=10)
        inside.setContentsMargins(10, 0, 10, 0)
        kind = kinds.kind(line.kind)
        title = line.title or self.tr("(no name yet)")
        inside.addWidget(Elided(title, mode=MIDDLE_CUT), 1)  # the post at the end says more than the village
        state = kind.state(line.state) if line.state else None
        if state is not None:
            inside.addWidget(parts.label("chip-quiet", state.words.get(language.current())), 0, MIDDLE)
        elif line.kind != "interview" or not line.state:
            inside.addWidget(parts.label("small", kind.words.get(language.current())))
        when = shown_moment(line.when)
        if when:
            inside.addWidget(parts.label("small", when))
        self._let_through(button)
        button.setToolTip(f"{title}  {line.detail}".strip())
        button.setAccessibleName(f"{title} {when}")
        button.clicked.connect(lambda: self._desk.go(f"records:{line.kind}", line.rec))
        return button

    @staticmethod
    def _let_through(button: QPushButton) -> None:
        for child in button.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
