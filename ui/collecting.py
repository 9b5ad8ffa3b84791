"""Garbage is collected on the window's own thread: a worker that happens to free a widget's wrapper brings Qt down."""

import gc

from PySide6.QtCore import QObject, QTimer

EVERY = 300  # milliseconds between two looks at what has gathered


class Collector(QObject):
    """Takes the collector's work from whichever thread happens to allocate, and does it between two events."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Collect each generation that is over its threshold, as the interpreter would have done."""
        for generation, limit in enumerate(gc.get_threshold()):
            if limit and gc.get_count()[generation] > limit:
                gc.collect(generation)
