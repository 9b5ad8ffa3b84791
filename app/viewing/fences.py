"""What a worker takes away from itself before it reads a byte of a file: memory, time, files, network, children.

Linux: resource limits, no new privileges, Landlock (fonts may be read, nothing else), seccomp (a short list of system
calls). Windows: its job object is put on by the program that starts it (`app.viewing.job_object`).
"""

import contextlib
import ctypes
import os
import sys

from app.viewing import seccomp
from app.viewing.limits import Limits

FONTS = ("/usr/share/fonts", "/usr/local/share/fonts")  # a PDF may name a font it does not carry
SET_DEATH_SIGNAL, SET_DUMPABLE, SET_NO_NEW_PRIVILEGES = 1, 4, 38
KILL = 9
LANDLOCK_CREATE, LANDLOCK_ADD, LANDLOCK_RESTRICT = 444, 445, 446
FILE_RIGHTS = {1: 0x1FFF, 2: 0x3FFF, 3: 0x7FFF, 4: 0x7FFF}  # by version of the interface; newer ones have all of
ALL_FILE_RIGHTS, TCP_RIGHTS = 0xFFFF, 0x3
READ = 0b1100  # of a file and of a folder
BENEATH = 1


class _Ruleset(ctypes.Structure):
    _fields_ = (("files", ctypes.c_uint64), ("network", ctypes.c_uint64))


class _Beneath(ctypes.Structure):
    _pack_ = 1
    _layout_ = "ms"
    _fields_ = (("rights", ctypes.c_uint64), ("folder", ctypes.c_int32))


def put_up(limits: Limits) -> list[str]:
    """Put up every fence this system has; returns their names. There is no way back."""
    if sys.platform == "win32":
        return []
    up = ["limits"]
    _limit(limits)
    if sys.platform != "linux":
        return up
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(SET_DEATH_SIGNAL, KILL, 0, 0, 0)
    libc.prctl(SET_DUMPABLE, 0, 0, 0, 0)
    if libc.prctl(SET_NO_NEW_PRIVILEGES, 1, 0, 0, 0) != 0:
        return up
    up.append("no-new-privileges")
    walled = _landlock(libc)
    up += ["landlock"] if walled else []
    # without Landlock nothing at all can be opened: a PDF that lacks a font is then shown without it
    up += ["seccomp"] if seccomp.install(libc, os.uname().machine, reading=walled) else []
    return up


def _limit(limits: Limits) -> None:
    import resource

    for what, most in (
        (resource.RLIMIT_AS, limits.memory),
        (resource.RLIMIT_CPU, limits.cpu),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 16),
        (resource.RLIMIT_NPROC, 0),
    ):
        with contextlib.suppress(ValueError, OSError):  # already lower
            resource.setrlimit(what, (most, most))


def _landlock(libc: ctypes.CDLL) -> bool:
    version = libc.syscall(LANDLOCK_CREATE, None, ctypes.c_size_t(0), 1)
    if version < 1:
        return False
    rules = _Ruleset(FILE_RIGHTS.get(version, ALL_FILE_RIGHTS), TCP_RIGHTS if version >= 4 else 0)
    size = ctypes.c_size_t(16 if version >= 4 else 8)
    ruleset = libc.syscall(LANDLOCK_CREATE, ctypes.byref(rules), size, 0)
    if ruleset < 0:
        return False
    for folder in FONTS:
        with contextlib.suppress(OSError):
            descriptor = os.open(folder, os.O_PATH | os.O_CLOEXEC)
            beneath = _Beneath(READ, descriptor)
            libc.syscall(LANDLOCK_ADD, ruleset, BENEATH, ctypes.byref(beneath), 0)
            os.close(descriptor)
    restricted = libc.syscall(LANDLOCK_RESTRICT, ruleset, 0) == 0
    os.close(ruleset)
    return bool(restricted)
