"""Sleep, a locked session, a closed lid: an open vault locks at once."""

import ctypes
import os
import shutil
import subprocess
import sys
from ctypes import wintypes

import pytest

from tests.ui.conftest import settle
from ui import away
from ui.away import AwayWatch, tells_away
from ui.idleness import JUMP, TICK, ClockWatch

bus_only = pytest.mark.skipif(
    sys.platform != "linux" or shutil.which("dbus-daemon") is None, reason="needs a D-Bus daemon to try it on"
)


class Clock:
    def __init__(self):
        self.now = 1_000_000.0

    def __call__(self):
        return self.now


def test_a_tick_a_little_late_is_not_a_jump(qtbot, qapp):
    clock = Clock()
    watch = ClockWatch(qapp, clock)
    heard = []
    watch.jumped.connect(lambda: heard.append(1))
    for late in (0.0, 1.0, JUMP - 1):
        clock.now += TICK / 1000 + late
        watch.look()
    assert heard == []
    clock.now += TICK / 1000 + JUMP + 1
    watch.look()
    assert heard == [1]
    clock.now -= 86_400  # somebody put the clock right
    watch.look()
    assert heard == [1]
    watch.stop()


def test_an_open_vault_locks_when_the_machine_has_slept(opened, qtbot):
    assert opened._clock._timer.isActive()
    opened._clock._now = lambda: opened._clock._last + 3600
    opened._clock.look()
    assert opened.session is None
    assert opened.unlock is not None
    settle(qtbot, opened)


def test_what_was_typed_is_saved_before(opened, qtbot):
    flushed = []
    opened.main.flush = lambda: flushed.append(1)
    opened._away.away.emit()
    assert flushed == [1]
    assert opened._away is None
    settle(qtbot, opened)


def message(number, word, data=b""):
    kept = ctypes.create_string_buffer(data, len(data)) if data else None
    made = wintypes.MSG()
    made.message, made.wParam = number, word
    made.lParam = ctypes.addressof(kept) if kept is not None else 0
    return made, kept


LID_CLOSED = away.LID + (4).to_bytes(4, "little") + bytes(4)
LID_OPEN = away.LID + (4).to_bytes(4, "little") + (1).to_bytes(4, "little")
OTHER = bytes(16) + (4).to_bytes(4, "little") + bytes(4)


@pytest.mark.parametrize(
    ("number", "word", "data", "expected"),
    [
        (away.WM_WTSSESSION_CHANGE, 0x7, b"", True),  # locked
        (away.WM_WTSSESSION_CHANGE, 0x4, b"", True),  # remote disconnect
        (away.WM_WTSSESSION_CHANGE, 0x8, b"", False),  # unlocked
        (away.WM_POWERBROADCAST, away.PBT_APMSUSPEND, b"", True),
        (away.WM_POWERBROADCAST, 0x12, b"", False),  # woken up
        (away.WM_POWERBROADCAST, away.PBT_POWERSETTINGCHANGE, LID_CLOSED, True),
        (away.WM_POWERBROADCAST, away.PBT_POWERSETTINGCHANGE, LID_OPEN, False),
        (away.WM_POWERBROADCAST, away.PBT_POWERSETTINGCHANGE, OTHER, False),
        (0x0100, 0x7, b"", False),  # a key
    ],
)
def test_messages_of_windows_are_understood(number, word, data, expected):
    made, kept = message(number, word, data)
    assert tells_away(ctypes.addressof(made)) is expected
    del kept


def test_a_bus_over_the_network_is_never_used(monkeypatch):
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", "tcp:host=127.0.0.1,port=9")
    assert not away.system_bus()
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/run/nowhere")
    assert away.system_bus()


HEARING = """
import sys
from PySide6.QtCore import QCoreApplication, QTimer
from ui.away import AwayWatch
application = QCoreApplication([])
watch = AwayWatch(application, lambda: 0)
watch.away.connect(lambda: (print("away", flush=True), application.quit()))
QTimer.singleShot(8_000, application.quit)
asked = QTimer()
asked.timeout.connect(lambda: len(watch._buses) == 2 and (asked.stop(), print("ready", flush=True)))
asked.start(20)
application.exec()
watch.stop()
print("ended", flush=True)
"""
SENDING = """
import sys
from PySide6.QtCore import QCoreApplication
from PySide6.QtDBus import QDBusConnection, QDBusMessage
application = QCoreApplication([])
bus = QDBusConnection.connectToBus(sys.argv[1], "sender")
assert bus.registerService(sys.argv[2]) or not sys.argv[2].startswith("org.freedesktop.login1")
signal = QDBusMessage.createSignal(*sys.argv[3:6])
kind = sys.argv[6]
if kind == "yes":
    signal.setArguments([True])
elif kind == "no":
    signal.setArguments([False])
elif kind:
    signal.setArguments(["", {kind: True}, []])
bus.send(signal)
bus.send(QDBusMessage.createSignal("/end", "org.satchel.Test", "End"))
"""
SESSION = "/org/freedesktop/login1/session/c1"


@pytest.fixture
def bus():
    """A bus of this test alone; the system's and the session's address both name it."""
    daemon = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--print-address=1", "--address=unix:tmpdir=/tmp"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    address = daemon.stdout.readline().strip()
    yield address
    daemon.terminate()
    daemon.wait(10)
    daemon.stdout.close()


def heard(address, *signal):
    """What a process of its own says that hears a signal, sent by another."""
    environment = {**os.environ, "DBUS_SYSTEM_BUS_ADDRESS": address, "DBUS_SESSION_BUS_ADDRESS": address}
    with subprocess.Popen([sys.executable, "-c", HEARING], stdout=subprocess.PIPE, text=True, env=environment) as one:
        assert one.stdout.readline() == "ready\n"
        subprocess.run([sys.executable, "-c", SENDING, address, *signal], env=environment, check=True, timeout=20)
        if signal[-1] == "no":
            one.terminate()
        return one.stdout.read()


@bus_only
@pytest.mark.parametrize(
    "signal",
    [
        (away.LOGIN, away.LOGIN_PATH, "org.freedesktop.login1.Manager", "PrepareForSleep", "yes"),
        (away.LOGIN, SESSION, "org.freedesktop.login1.Session", "Lock", ""),
        (away.LOGIN, SESSION, away.PROPERTIES, "PropertiesChanged", "LockedHint"),
        (away.POWER, away.POWER_PATH, away.PROPERTIES, "PropertiesChanged", "LidIsClosed"),
        ("org.ukui.ScreenSaver", "/", "org.ukui.ScreenSaver", "ActiveChanged", "yes"),
    ],
)
def test_the_desktop_is_heard_over_its_local_bus(bus, signal):
    assert heard(bus, *signal) == "away\nended\n"


@bus_only
def test_waking_up_does_not_lock(bus):
    woken = (away.LOGIN, away.LOGIN_PATH, "org.freedesktop.login1.Manager", "PrepareForSleep", "no")
    assert "away" not in heard(bus, *woken)


def test_without_a_bus_it_starts_and_stops(qapp, monkeypatch):
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    monkeypatch.setattr(away, "SYSTEM_SOCKETS", ())
    monkeypatch.delenv("DBUS_SYSTEM_BUS_ADDRESS", raising=False)
    watch = AwayWatch(qapp, lambda: 0)
    watch._listen()
    assert watch._buses == []
    watch.stop()
