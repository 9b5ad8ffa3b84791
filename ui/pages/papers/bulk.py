"""One form for several villages at once: which form, which villages, into which folder."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QListWidget, QListWidgetItem

from app.jobs import Progress
from app.services.papers import Exported, Form
from ui.desk import Desk
from ui.speaking import SpeakingFrame
from ui.widgets import parts
from ui.widgets.paper_desk import PaperDesk
from ui.widgets.record_words import words

ROLE = Qt.ItemDataRole.UserRole
FIRST = "village_report"


class BulkCard(SpeakingFrame):
    """Villages to tick; each paper is logged and numbered by itself before its file is written."""

    def __init__(self, desk: Desk, papers: PaperDesk) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._desk, self._papers = desk, papers
        self._build()
        self.every.clicked.connect(lambda _: self._tick_all())
        self.go.clicked.connect(lambda _: self.export())
        self.villages.itemChanged.connect(lambda _: self._count())

    def _build(self) -> None:
        column = parts.column(self, margin=14, spacing=8)
        head = parts.label("strong")
        self.form, self.villages = QComboBox(), QListWidget()
        self.villages.setMinimumWidth(180)
        self.villages.setFixedHeight(84)  # three villages; more by scrolling
        self.every, self.go = parts.button("link"), parts.button("", "document")
        self.say(head.setText, lambda: self.tr("Several villages at once"))
        self.say(lambda _: self._fill(), str)
        self.say(self.villages.setAccessibleName, lambda: self.tr("Villages"))
        self.say(self.every.setText, lambda: self.tr("All villages"))
        self.say(lambda _: self._count(), str)
        whole, beside = parts.row(spacing=12), parts.column(spacing=8)
        parts.add(beside, (self.form, self.go, None))
        whole.addLayout(beside, 1)
        whole.addWidget(self.villages, 2)
        line = parts.row(spacing=8)
        parts.add(line, (head, None, self.every))
        column.addLayout(line)
        column.addLayout(whole)

    def _fill(self) -> None:
        chosen = self.form.currentData() or FIRST
        self.form.clear()
        for form in self._forms():
            self.form.addItem(f"{form.number} {words(form.words)}", form.code)
        self.form.setCurrentIndex(max(0, self.form.findData(chosen)))
        self.form.setAccessibleName(self.tr("Form"))

    def _forms(self) -> Sequence[Form]:
        """What belongs to a village or lists its records, and what is made of each of them."""
        made = [form for form in self._papers.service.kinds() if form.kind]
        return sorted(made, key=lambda form: (form.code != FIRST, not form.many))

    def refresh(self) -> None:
        """Show the villages held here; those ticked stay ticked."""
        session = self._desk.session
        self._desk.jobs.job(self, lambda _: [(v.rec, v.name) for v in session.villages()]).then(self._show).start()

    def _show(self, villages: Sequence[tuple[str, str]]) -> None:
        ticked = set(self.chosen())
        self.villages.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        self.villages.clear()
        for rec, name in villages:
            item = QListWidgetItem(name)
            item.setData(ROLE, rec)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if rec in ticked else Qt.CheckState.Unchecked)
            self.villages.addItem(item)
        self.villages.blockSignals(False)  # noqa: FBT003 - Qt's own signature
        self._count()

    def chosen(self) -> list[str]:
        """Return the villages ticked, in the order they are shown."""
        items = [self.villages.item(place) for place in range(self.villages.count())]
        return [str(item.data(ROLE)) for item in items if item.checkState() is Qt.CheckState.Checked]

    def _tick_all(self) -> None:
        """Tick every village, or none when all are ticked."""
        every = len(self.chosen()) < self.villages.count()
        for place in range(self.villages.count()):
            self.villages.item(place).setCheckState(Qt.CheckState.Checked if every else Qt.CheckState.Unchecked)

    def _count(self) -> None:
        count = len(self.chosen())
        self.go.setEnabled(bool(count))
        told = self.tr("Export for %1 villages…").replace("%1", str(count)) if count else self.tr("Tick villages first")
        self.go.setText(told)

    def export(self) -> None:
        """Say that the files are not encrypted, ask for a folder, write one after the other."""
        form, villages = str(self.form.currentData()), self.chosen()
        folder = self._papers.folder(self.form.currentText())
        if folder is None:
            return
        service = self._papers.service

        def work(progress: Progress) -> list[Exported]:
            return service.export_all(service.subjects(form, villages), form, folder, progress)

        self._papers.several(work, folder)
