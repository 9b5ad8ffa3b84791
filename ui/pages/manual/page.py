"""The manual (使用说明): one short text for each page, opened at the page it was asked from."""

from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QTextBrowser

from app.paths import resource
from ui import language
from ui.desk import Desk, Page
from ui.widgets import parts
from ui.widgets.banner import Banner
from ui.widgets.pocket_card import PocketCard

START = "start"
PAGES = {
    "today": "today",
    "handover": "handover",
    "settings": "settings",
    "recycle": "correcting",
    "differences": "differences",
    "records:interview": "talks",
    "records:document_check": "documents",
    "records:evidence": "evidence",
    "records:finding": "findings",
    "papers": "paper",
    "records:questionnaire": "questionnaires",
    "entry": "questionnaires",
    "scanning": "questionnaires",
    "group": "group",
    "practice": "practice",
}


class ManualPage(Page):
    """A list of chapters and the chapter chosen."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._chapter = desk, START
        self.title = parts.label("title")
        self.chapters, self.text = QListWidget(), QTextBrowser()
        self.chapters.setFixedWidth(230)
        self.text.setOpenLinks(False)
        whole = parts.column(self, spacing=12)
        whole.setContentsMargins(28, 20, 28, 24)
        line = parts.row(spacing=16)
        line.addWidget(self.chapters)
        line.addWidget(self.text, 1)
        self.banner, self.card = Banner(), parts.button("", "print")
        head = parts.row()
        parts.add(head, (self.title, None, self.card))
        whole.addLayout(head)
        whole.addWidget(self.banner)
        whole.addLayout(line, 1)
        self.pocket = PocketCard(desk, self, lambda: self.banner)
        self.card.clicked.connect(self.pocket.print_it)
        self.say(self.card.setText, lambda: self.tr("Print the pocket card…"))
        self.chapters.currentItemChanged.connect(self._on_chapter)
        self.say(self.title.setText, lambda: self.tr("Manual"))
        self._fill()
        self.setFocusProxy(self.chapters)

    def show_argument(self, argument: str) -> None:
        """Open at the chapter of a page."""
        default = "records" if argument.startswith("records:") else START
        self._chapter = PAGES.get(argument, default)
        self._choose()

    def retranslate(self) -> None:
        """Show the other language's text."""
        super().retranslate()
        self._fill()

    def _fill(self) -> None:
        self.chapters.blockSignals(True)  # noqa: FBT003 - Qt has no names here
        self.chapters.clear()
        for file in sorted(folder().glob("*.md")):
            number, _, code = file.stem.partition("-")
            item = QListWidgetItem(file.read_text("utf-8").partition("\n")[0].lstrip("# "))
            item.setData(Qt.ItemDataRole.UserRole, code or number)
            item.setData(Qt.ItemDataRole.UserRole + 1, str(file))
            item.setSizeHint(QSize(0, self.chapters.fontMetrics().height() + 16))
            self.chapters.addItem(item)
        self.chapters.blockSignals(False)  # noqa: FBT003 - Qt has no names here
        self._choose()

    def _choose(self) -> None:
        codes = [self.chapters.item(n).data(Qt.ItemDataRole.UserRole) for n in range(self.chapters.count())]
        self.chapters.setCurrentRow(codes.index(self._chapter) if self._chapter in codes else 0)

    def _on_chapter(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self._chapter = item.data(Qt.ItemDataRole.UserRole)
            self.text.setMarkdown(Path(item.data(Qt.ItemDataRole.UserRole + 1)).read_text("utf-8"))


def folder() -> Path:
    """Where the manual of the language in use lies."""
    return resource("manual", language.current())
