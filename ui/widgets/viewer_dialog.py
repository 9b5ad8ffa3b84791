"""Files of a record in a window of their own: the scan of the signed pages, a photo, a PDF."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.services.record_pages import RecordPage
from app.services.records import RecordService
from ui.desk import Desk
from ui.speaking import SpeakingDialog
from ui.widgets import parts
from ui.widgets.banner import Banner
from ui.widgets.viewer import Viewer
from ui.widgets.viewer_pictures import Leaf, Pictures, Seen

SHARE = 0.92  # of the window it stands before


class ViewerDialog(SpeakingDialog):
    """A viewer over the window. Esc closes it; the process apart ends with it."""

    def __init__(self, desk: Desk, service: RecordService, leaves: Sequence[Leaf], place: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.pictures, self.banner = Pictures(desk, self), Banner()
        self.viewer = Viewer(desk, self.pictures, service, self.banner.tell)
        column = parts.column(self, margin=14, spacing=8)
        self.name = parts.label("heading")
        row = parts.row(spacing=8)
        row.addWidget(self.name, 1)
        self.copy = parts.button("", "document")
        self.copy.clicked.connect(self.viewer.save_copy)
        self.away = parts.button("", "close")
        self.away.clicked.connect(self.close)
        parts.add(row, [self.copy, self.away])
        column.addLayout(row)
        column.addWidget(self.banner)
        column.addWidget(self.viewer, 1)
        self.say(self.copy.setText, lambda: self.tr("Save a copy in clear…"))
        self.say(self.away.setText, lambda: self.tr("Close"))
        self.say(self.setWindowTitle, lambda: self.tr("Files of this record"))
        self.viewer.turned.connect(self.viewer.turn_on_screen)
        self.viewer.went.connect(lambda _: self._say_name())
        self.viewer.seen.connect(self._spread)
        self.finished.connect(lambda _: self.pictures.close())
        self._key("Ctrl+]", partial(self.viewer.turn_on_screen, 1))
        self._key("Ctrl+[", partial(self.viewer.turn_on_screen, -1))
        window = parent.window()
        self.resize(round(window.width() * SHARE), round(window.height() * SHARE))
        self.viewer.load(leaves, place)
        self._say_name()
        self.viewer.canvas.setFocus()

    def _key(self, keys: str, action: Callable[[], object]) -> None:
        QShortcut(QKeySequence(keys), self).activated.connect(action)

    def _say_name(self) -> None:
        leaf = self.viewer.leaf
        self.name.setText(leaf.label if leaf else "")

    def _spread(self, seen: Seen) -> None:
        """A file turned out to have several sheets: each becomes a page to go to."""
        viewer, leaf = self.viewer, self.viewer.leaf
        if leaf is None or seen.sheets < 2 or sum(one.file == leaf.file for one in viewer.leaves) > 1:
            return
        sheets = [replace(leaf, sheet=number) for number in range(seen.sheets)]
        viewer.load([*viewer.leaves[: viewer.place], *sheets, *viewer.leaves[viewer.place + 1 :]], viewer.place)


def leaves_of(page: RecordPage) -> list[Leaf]:
    """The files of a record, in the order its drawer lists them."""
    return [Leaf(part.rec, label=str(part.values.get("name") or "")) for part in page.parts.get("attachment", ())]
