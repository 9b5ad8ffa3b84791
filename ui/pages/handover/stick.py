"""Which stick: the ones plugged in as tiles, seen by themselves, and any folder."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from ui.ask import Ask
from ui.jobs import JobRunner
from ui.speaking import SpeakingWidget
from ui.widgets import parts
from ui.widgets.elided import Elided
from ui.widgets.road_words import size_words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.sync.drives import Drive

LOOK_EVERY = 2000  # milliseconds; a stick shows itself within two seconds


class StickChooser(SpeakingWidget):
    """Tiles of sticks.

    Signals:
        chosen: the folder, or None when the stick was pulled out.
    """

    chosen = Signal(object)

    def __init__(self, drives: "Callable[[], Sequence[Drive]]", jobs: JobRunner, ask: Ask) -> None:
        super().__init__()
        self._drives, self._jobs, self._ask = drives, jobs, ask
        self._seen: tuple[Drive, ...] | None = None
        self._extra: Path | None = None
        self._looking = False
        self.folder: Path | None = None
        whole = parts.column(self, spacing=10)
        self.nothing = parts.label("quiet", wrap=True)
        self.tiles = parts.row(spacing=12)
        self.other = parts.button("link", "folder")
        self.other.clicked.connect(self.choose_folder)
        line = parts.row(spacing=12)
        parts.add(line, (self.tiles, self.other, None))
        parts.add(whole, (self.nothing, line))
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY)
        self._timer.timeout.connect(self.look)
        self.say(self.nothing.setText, lambda: self.tr("Plug in the stick; it shows here by itself."))
        self.say(self.other.setText, lambda: self.tr("Use a folder instead…"))

    def begin(self) -> None:
        """Look for sticks from now on."""
        self._timer.start()
        self.look()

    def end(self) -> None:
        """Look no more."""
        self._timer.stop()

    def look(self) -> None:
        """Ask once which sticks there are; not again before the last answer, which a failing stick may keep long."""
        if not self._looking:
            self._looking = True
            job = self._jobs.free(self, lambda _: tuple(self._drives()))
            job.at_the_end(self._looked).then(self._show).start()

    def _looked(self) -> None:
        self._looking = False

    def choose_folder(self) -> None:
        """Ask for a folder."""
        folder = self._ask.folder(self, self.tr("Folder for the handover"))
        if folder is not None:
            self.take(folder)

    def take(self, folder: Path) -> None:
        """Use this folder."""
        self._extra = folder
        self._draw()
        self._choose(folder)

    def retranslate(self) -> None:
        """Say every word again."""
        super().retranslate()
        self._draw()

    def _show(self, drives: "tuple[Drive, ...]") -> None:
        if drives == self._seen:
            return
        before = {drive.path for drive in self._seen or ()}
        self._seen = drives
        self._draw()
        fresh = [drive.path for drive in drives if drive.path not in before]
        if self.folder is not None and self.folder != self._extra and self.folder not in {d.path for d in drives}:
            self._choose(None)
        if fresh and self.folder is None:
            self._choose(fresh[0])

    def _choose(self, folder: Path | None) -> None:
        self.folder = folder
        self._draw()
        self.chosen.emit(folder)

    def _draw(self) -> None:
        parts.clear(self.tiles)
        drives = self._seen or ()
        for drive in drives:
            free = self.tr("%1 free").replace("%1", size_words(drive.free))
            if drive.read_only:
                free = self.tr("write-protected")
            self.tiles.addWidget(self._tile(drive.path, drive.label or str(drive.path), free))
        if self._extra is not None and self._extra not in {drive.path for drive in drives}:
            self.tiles.addWidget(self._tile(self._extra, self._extra.name, str(self._extra)))
        self.nothing.setVisible(not drives and self._extra is None)

    def _tile(self, folder: Path, name: str, detail: str) -> QPushButton:
        tile = parts.button("tile")
        tile.setCheckable(True)
        tile.setChecked(folder == self.folder)
        line = parts.row(tile, margin=10, spacing=12)
        words = parts.column(spacing=0)
        parts.add(words, (None, Elided(name, "strong"), Elided(detail, "small"), None))
        line.addWidget(parts.picture("handover", 26, "accent"))
        line.addLayout(words, 1)
        for child in tile.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        tile.setAccessibleName(f"{name} {detail}")
        tile.setToolTip(str(folder))
        tile.clicked.connect(lambda: self._choose(folder))
        return tile
