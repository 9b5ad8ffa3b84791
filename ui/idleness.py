"""Hears whether anybody is there, so that an open vault locks by itself."""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow
from typing_extensions import override

MINUTE = 60_000
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
