"""Hears whether anybody is there, so that an open vault locks by itself."""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow
from typing_extensions import override

MINUTE = 60_000
TICK = 3_000  # milliseconds between two looks at the clock
JUMP = 30.0  # seconds more than a tick: this machine slept, or somebody set its clock
HEARD = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    }
)


class IdleWatch(QObject):
    """Hears whether anybody is there.

    It listens at the windows and at the input method, not at the whole application: a filter there would run for every
    event of every widget. What an input method takes never reaches a window, but it moves the cursor.

    Signals:
        idle: nobody was, for as many minutes as were set.
    """

    idle = Signal()

    def __init__(self, application: QGuiApplication, minutes: int) -> None:
        super().__init__(application)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.idle)
        self._application = application
        application.focusWindowChanged.connect(self._listen)
        application.inputMethod().cursorRectangleChanged.connect(self.somebody)
        self._listen(application.focusWindow())
        self.set_minutes(minutes)

    def set_minutes(self, minutes: int) -> None:
        """Wait this long; 0 never locks by itself."""
        self._timer.stop()
        if minutes > 0:
            self._timer.start(minutes * MINUTE)

    def somebody(self) -> None:
        """Somebody is there: wait anew."""
        if self._timer.isActive():
            self._timer.start()

    def stop(self) -> None:
        """Hear no more."""
        self._timer.stop()
        self._application.focusWindowChanged.disconnect(self._listen)
        self._application.inputMethod().cursorRectangleChanged.disconnect(self.somebody)
        self.deleteLater()

    def _listen(self, window: QWindow | None) -> None:
        if window is not None:
            window.removeEventFilter(self)  # never twice
            window.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in HEARD:
            self.somebody()
        return False


class ClockWatch(QObject):
    """Looks at the clock on the wall; while a machine sleeps its timers stand still and the clock does not.

    Signals:
        jumped: far more time went by between two ticks than a tick takes.
    """

    jumped = Signal()

    def __init__(self, parent: QObject, now: Callable[[], float] = time.time) -> None:
        """``now`` gives seconds since 1970."""
        super().__init__(parent)
        self._now, self._last = now, now()
        self._timer = QTimer(self)
        self._timer.setInterval(TICK)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """See how much time went by."""
        before, self._last = self._last, self._now()
        if self._last - before > TICK / 1000 + JUMP:
            self.jumped.emit()

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()
        self.deleteLater()
