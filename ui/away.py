"""Hears from the system that nobody is before the screen any more: sleep, a locked session, a closed lid.

Linux: logind, UPower and the desktop's screen saver over D-Bus, which is a local socket. Windows: session and power
messages of the window. Whatever a system does not tell, `ui.idleness.ClockWatch` notices at the next tick.
"""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import SLOT, QAbstractNativeEventFilter, QByteArray, QCoreApplication, QObject, QTimer, Signal, Slot
from typing_extensions import override

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtDBus import QDBusConnection

SYSTEM_SOCKETS = ("/run/dbus/system_bus_socket", "/var/run/dbus/system_bus_socket")
LOGIN, LOGIN_PATH = "org.freedesktop.login1", "/org/freedesktop/login1"
POWER, POWER_PATH = "org.freedesktop.UPower", "/org/freedesktop/UPower"
PROPERTIES = "org.freedesktop.DBus.Properties"
TELLING = ("LockedHint", "LidIsClosed")
SAVERS = ("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver", "org.ukui.ScreenSaver", "org.mate.ScreenSaver")
AFTER, ANSWER = 300, 1000  # milliseconds until the bus is asked, and that it has to answer
WM_POWERBROADCAST, WM_WTSSESSION_CHANGE = 0x0218, 0x02B1
PBT_APMSUSPEND, PBT_POWERSETTINGCHANGE = 0x0004, 0x8013
LEAVING = frozenset({0x2, 0x4, 0x6, 0x7})  # console or remote disconnect, log off, lock
LID = bytes.fromhex("4d0f3eba17b89440a2d1d56379e6a0f3")  # GUID_LIDSWITCH_STATE_CHANGE as it lies in memory


class AwayWatch(QObject):
    """Hears until `stop`.

    Signals:
        away: lock now.
    """

    away = Signal()

    def __init__(self, application: QCoreApplication, window: "Callable[[], int]") -> None:
        """``window`` gives the handle of the top window; asked on Windows only."""
        super().__init__(application)
        self._application = application
        self._buses: list[QDBusConnection] = []
        self._delay: Any = None
        self._messages: WindowsMessages | None = None
        if sys.platform == "win32":
            self._messages = WindowsMessages(self.away.emit)
            application.installNativeEventFilter(self._messages)
            self._messages.register(window())
        elif sys.platform == "linux":
            QTimer.singleShot(AFTER, self, self._listen)  # the first page comes first

    def stop(self) -> None:
        """Hear no more, and let a machine that waits for us go to sleep."""
        if self._messages is not None:
            self._application.removeNativeEventFilter(self._messages)
            self._messages.forget()
        self._delay = None
        self._buses.clear()
        self.setParent(None)
        self.deleteLater()  # which ends what was connected to it

    # -- Linux ---------------------------------------------------------------------------------------------------

    def _listen(self) -> None:
        try:
            from PySide6.QtDBus import QDBusConnection
        except ImportError:  # a package without it: the clock is left
            return
        if system_bus():
            self._listen_to_system(QDBusConnection.systemBus())
        if os.environ.get("DBUS_SESSION_BUS_ADDRESS", "").startswith("unix:"):  # without it Qt would start a bus
            bus = QDBusConnection.sessionBus()
            for saver in SAVERS:
                bus.connect("", "", saver, "ActiveChanged", self, _slot("_on_saver(bool)"))
            self._buses.append(bus)

    def _listen_to_system(self, bus: "QDBusConnection") -> None:
        if not bus.isConnected():
            return
        self._buses.append(bus)
        manager = f"{LOGIN}.Manager"
        bus.connect(LOGIN, LOGIN_PATH, manager, "PrepareForSleep", self, _slot("_on_sleep(bool)"))
        bus.connect(LOGIN, "", f"{LOGIN}.Session", "Lock", self, _slot("_on_lock()"))
        for service, path in ((LOGIN, ""), (POWER, POWER_PATH)):
            bus.connect(
                service, path, PROPERTIES, "PropertiesChanged", self, _slot("_on_properties(QString,QVariantMap)")
            )
        self._ask_for_time(bus)

    def _ask_for_time(self, bus: "QDBusConnection") -> None:
        """Have sleep wait until the vault is closed: logind gives whoever asks some seconds."""
        from PySide6.QtDBus import QDBus, QDBusMessage

        call = QDBusMessage.createMethodCall(LOGIN, LOGIN_PATH, f"{LOGIN}.Manager", "Inhibit")
        call.setArguments(["sleep", "Satchel", "closing the work", "delay"])
        answer = bus.call(call, QDBus.CallMode.Block, ANSWER)
        given = answer.arguments() if answer.type() is QDBusMessage.MessageType.ReplyMessage else []
        self._delay = given[0] if given else None  # held as long as this lives

    @Slot(bool)
    def _on_sleep(self, begins: bool) -> None:  # noqa: FBT001 - a signal carries no names
        if begins:
            self.away.emit()

    @Slot()
    def _on_lock(self) -> None:
        self.away.emit()

    @Slot(bool)
    def _on_saver(self, active: bool) -> None:  # noqa: FBT001 - a signal carries no names
        if active:
            self.away.emit()

    @Slot(str, "QVariantMap")
    def _on_properties(self, _interface: str, changed: dict[str, Any]) -> None:
        if any(changed.get(name) is True for name in TELLING):
            self.away.emit()


def _slot(name: str) -> Any:
    """The name of a slot as Qt marks it; the stubs ask for bytes, the function for text."""
    return SLOT(name)


def system_bus() -> bool:
    """Whether there is a system bus that is a socket of this machine; an address over the network is not used."""
    address = os.environ.get("DBUS_SYSTEM_BUS_ADDRESS", "")
    return address.startswith("unix:") if address else any(Path(path).exists() for path in SYSTEM_SOCKETS)


class WindowsMessages(QAbstractNativeEventFilter):
    """Reads the messages of the window. ``tell`` is called when one says that nobody is there."""

    def __init__(self, tell: "Callable[[], object]") -> None:
        super().__init__()
        self._tell = tell
        self._window = 0
        self._lid = 0

    def register(self, window: int) -> None:
        """Ask for messages of the session and of the lid; those of power come by themselves."""
        if sys.platform == "win32":
            import ctypes

            self._window = window
            ctypes.windll.wtsapi32.WTSRegisterSessionNotification(ctypes.c_void_p(window), 0)
            lid = ctypes.create_string_buffer(LID, len(LID))
            ask = ctypes.windll.user32.RegisterPowerSettingNotification
            ask.restype = ctypes.c_void_p
            self._lid = ask(ctypes.c_void_p(window), lid, 0) or 0

    def forget(self) -> None:
        """Ask for no more of them."""
        if sys.platform == "win32" and self._window:
            import ctypes

            ctypes.windll.wtsapi32.WTSUnRegisterSessionNotification(ctypes.c_void_p(self._window))
            if self._lid:
                ctypes.windll.user32.UnregisterPowerSettingNotification(ctypes.c_void_p(self._lid))
            self._window = self._lid = 0

    @override
    def nativeEventFilter(self, eventType: "QByteArray | bytes | bytearray | memoryview[int]", message: Any) -> object:
        if QByteArray(eventType).startsWith(b"windows_") and tells_away(int(message)):
            self._tell()
        return False, 0


def tells_away(address: int) -> bool:
    """Whether the Windows message (``MSG``) at an address says that nobody is there."""
    import ctypes
    from ctypes import wintypes

    message = wintypes.MSG.from_address(address)
    if message.message == WM_WTSSESSION_CHANGE:
        return message.wParam in LEAVING
    if message.message != WM_POWERBROADCAST:
        return False
    if message.wParam == PBT_POWERSETTINGCHANGE and message.lParam:
        # GUID, length of the value (4 bytes), value (4 bytes): 0 is a closed lid
        setting = ctypes.string_at(message.lParam, 24)
        return setting[:16] == LID and setting[20:24] == bytes(4)
    return bool(message.wParam == PBT_APMSUSPEND)
