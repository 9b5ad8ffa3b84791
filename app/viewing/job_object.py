"""A job object of Windows around a worker: memory, processor time, no child, gone when the program goes.

Written from the documentation of winnt.h and jobapi2.h; not yet tried on Windows. It keeps no file and no network from
the worker, which seccomp and Landlock do on Linux.
"""

import ctypes
import sys
from typing import TYPE_CHECKING

from app.viewing.limits import Limits

if TYPE_CHECKING:
    from subprocess import Popen

EXTENDED_LIMITS = 9
PROCESS_TIME, ACTIVE_PROCESSES, PROCESS_MEMORY, DIE_ON_EXCEPTION, KILL_ON_CLOSE = 0x2, 0x8, 0x100, 0x400, 0x2000
HUNDRED_NANOSECONDS = 10_000_000


class _Basic(ctypes.Structure):
    _fields_ = (
        ("PerProcessUserTimeLimit", ctypes.c_int64),
        ("PerJobUserTimeLimit", ctypes.c_int64),
        ("LimitFlags", ctypes.c_uint32),
        ("MinimumWorkingSetSize", ctypes.c_size_t),
        ("MaximumWorkingSetSize", ctypes.c_size_t),
        ("ActiveProcessLimit", ctypes.c_uint32),
        ("Affinity", ctypes.c_size_t),
        ("PriorityClass", ctypes.c_uint32),
        ("SchedulingClass", ctypes.c_uint32),
    )


class _Extended(ctypes.Structure):
    _fields_ = (
        ("BasicLimitInformation", _Basic),
        ("IoInfo", ctypes.c_uint64 * 6),
        ("ProcessMemoryLimit", ctypes.c_size_t),
        ("JobMemoryLimit", ctypes.c_size_t),
        ("PeakProcessMemoryUsed", ctypes.c_size_t),
        ("PeakJobMemoryUsed", ctypes.c_size_t),
    )


def limits_of(limits: Limits) -> _Extended:
    """Return what the job object is told."""
    told = _Extended()
    basic = told.BasicLimitInformation
    basic.LimitFlags = PROCESS_TIME | ACTIVE_PROCESSES | PROCESS_MEMORY | DIE_ON_EXCEPTION | KILL_ON_CLOSE
    basic.PerProcessUserTimeLimit = limits.cpu * HUNDRED_NANOSECONDS
    basic.ActiveProcessLimit = 1
    told.ProcessMemoryLimit = limits.memory
    return told


def around(process: "Popen[bytes]", limits: Limits) -> int:
    """Put a job object around a worker that has not been given a byte yet; returns its handle, 0 elsewhere.

    Raises:
        OSError: Windows refuses; the worker must not be used.
    """
    if sys.platform == "win32":
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.CreateJobObjectW.restype = ctypes.c_void_p
        kernel.CreateJobObjectW.argtypes = (ctypes.c_void_p, ctypes.c_wchar_p)
        kernel.SetInformationJobObject.argtypes = (ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p, ctypes.c_uint32)
        kernel.AssignProcessToJobObject.argtypes = (ctypes.c_void_p, ctypes.c_void_p)
        job, told = kernel.CreateJobObjectW(None, None), limits_of(limits)
        held = job and kernel.SetInformationJobObject(job, EXTENDED_LIMITS, ctypes.byref(told), ctypes.sizeof(told))
        if not held or not kernel.AssignProcessToJobObject(job, int(process._handle)):  # noqa: SLF001
            raise ctypes.WinError(ctypes.get_last_error())
        return int(job)
    return 0


def let_go(handle: int) -> None:
    """Close the job object, which ends what is in it."""
    if sys.platform == "win32" and handle:
        ctypes.WinDLL("kernel32").CloseHandle(ctypes.c_void_p(handle))
