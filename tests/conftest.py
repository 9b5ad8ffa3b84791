"""What holds for every test: no network, a home of its own, no screen, no unexpected warning in the log."""

import atexit
import ctypes
import faulthandler
import gc
import logging
import os
import shutil
import socket
import sys
import tempfile
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any, TextIO

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parents[1]

# before anything of Qt or of ours is imported
if "--onscreen" not in sys.argv:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ.setdefault("SATCHEL_TEST_KDF", "1")
_home = tempfile.mkdtemp(prefix="satchel-tests-")
atexit.register(shutil.rmtree, _home, ignore_errors=True)
os.environ["SATCHEL_HOME"] = _home

# seeded: a run is the same on every machine; `make soak` draws anew
settings.register_profile("house", derandomize=True, deadline=None, print_blob=True)
settings.load_profile("house")

NETWORK_EVENTS = {
    "socket.connect",
    "socket.sendto",
    "socket.sendmsg",
    "socket.bind",
    "socket.getaddrinfo",
    "socket.gethostbyname",
    "socket.gethostbyaddr",
}


def _refuse_network(event: str, args: tuple[Any, ...], watched: frozenset[str] = frozenset(NETWORK_EVENTS)) -> None:
    if event not in watched:  # held here: the module is emptied before the last event of a process
        return
    family = getattr(args[0], "family", None)
    if family is None or family != getattr(socket, "AF_UNIX", None):
        pytest.fail(f"a test reached for the network: {event} {args[1:]}")


# an audit hook hears every socket of this process, also one opened from C
sys.addaudithook(_refuse_network)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--onscreen", action="store_true", help="show the windows instead of the offscreen platform")


CRASHES = ROOT / "build" / "crashes"
TRACE = pytest.StashKey[TextIO]()


@pytest.hookimpl(trylast=True)  # after pytest's own, which would write where nobody may look
def pytest_configure(config: pytest.Config) -> None:
    """Have a worker that dies write where each of its threads was; the summary shows it."""
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    if worker:
        CRASHES.mkdir(parents=True, exist_ok=True)
        config.stash[TRACE] = (CRASHES / f"{os.getppid()}-{worker}.txt").open("w", encoding="utf-8")
        faulthandler.enable(config.stash[TRACE])


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Show what workers wrote before they died."""
    if getattr(config.option, "numprocesses", None):
        for path in sorted(CRASHES.glob(f"{os.getpid()}-*.txt")):
            if text := path.read_text("utf-8", errors="replace"):
                terminalreporter.section(f"crash of {path.stem}")
                terminalreporter.write(text)
            path.unlink(missing_ok=True)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Collect the garbage of a test with a window on this thread alone, once pytest holds nothing of it any more.

    A worker that happens to free a widget brings Qt down, in this test or, from what one left behind, in a later one.
    """
    if "qapp" not in getattr(item, "fixturenames", ()):
        return (yield)
    gc.disable()
    try:
        return (yield)
    finally:
        gc.collect()
        gc.enable()
        _give_back()


def _give_back() -> None:
    """Hand what was freed back to the system, where the C library would keep it: two workers share 4 GB."""
    if sys.platform == "linux" and (trim := getattr(ctypes.CDLL(None), "malloc_trim", None)):
        trim(0)


@pytest.fixture
def root() -> Path:
    """The folder of the project."""
    return ROOT


@pytest.fixture(autouse=True)
def satchel_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The program's own data folder, empty and of this test alone."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("SATCHEL_HOME", str(home))
    return home


@pytest.fixture(autouse=True)
def _quiet_log(request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fail a test in which our own code logged a warning, unless it is marked ``logs_warning``."""
    yield
    if request.node.get_closest_marker("logs_warning"):
        return
    loud = [r for r in caplog.get_records("call") if r.levelno >= logging.WARNING and r.name.startswith(("app", "ui"))]
    assert not loud, f"unexpected in the log: {[r.getMessage() for r in loud]}"
