"""A filter of system calls for a worker on Linux: what decoding in memory needs, and no more.

Anything else fails with "not permitted": no socket, no child, no signal to others, no file opened for writing, no
memory that is made executable. Numbers are of linux/arch/*/include (syscall tables), the format is of seccomp(2).
"""

import ctypes
import struct

ARCHITECTURES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
LOAD, AND, JUMP_EQUAL, JUMP_LEAST, RETURN = 0x20, 0x54, 0x15, 0x35, 0x06
KILL, ALLOW, REFUSE = 0x80000000, 0x7FFF0000, 0x00050001  # refuse: the call fails with EPERM
NUMBER, ARCHITECTURE, THIRD = 0, 4, 32  # places in what the filter is given; the third argument's low half
X32 = 0x40000000
EXECUTABLE = 0x4
WRITING = 0o3 | 0o100 | 0o1000 | 0o2000 | 0o20000000  # O_WRONLY, O_RDWR, O_CREAT, O_TRUNC, O_APPEND, O_TMPFILE
SET_SECCOMP, MODE_FILTER = 22, 2

#                     x86_64, aarch64
ALLOWED = {
    "read": (0, 63), "write": (1, 64), "close": (3, 57), "fstat": (5, 80), "lseek": (8, 62), "munmap": (11, 215),
    "brk": (12, 214), "rt_sigaction": (13, 134), "rt_sigprocmask": (14, 135), "rt_sigreturn": (15, 139),
    "pread64": (17, 67), "readv": (19, 65), "writev": (20, 66), "sched_yield": (24, 124), "mremap": (25, 216),
    "madvise": (28, 233), "nanosleep": (35, 101), "getpid": (39, 172), "exit": (60, 93), "gettimeofday": (96, 169),
    "getrusage": (98, 165), "sigaltstack": (131, 132), "gettid": (186, 178), "futex": (202, 98),
    "sched_getaffinity": (204, 123), "clock_gettime": (228, 113), "clock_getres": (229, 114),
    "clock_nanosleep": (230, 115), "exit_group": (231, 94), "tgkill": (234, 131), "set_robust_list": (273, 99),
    "getrandom": (318, 278), "rseq": (334, 293),
}  # fmt: skip
MEMORY = {"mmap": (9, 222), "mprotect": (10, 226)}
OPENING = {"openat": (257, 56)}
READING = {"stat": (4, 79), "getdents64": (217, 61), "newfstatat": (262, 79), "statx": (332, 291), "fcntl": (72, 25)}


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_uint16), ("steps", ctypes.c_char_p))


def install(libc: ctypes.CDLL, machine: str, *, reading: bool) -> bool:
    """Put the filter on this process; whether it is on. ``reading`` lets files be opened for reading."""
    if machine not in ARCHITECTURES:
        return False
    steps = program(machine, reading=reading)
    given = _Program(len(steps) // 8, steps)
    return bool(libc.prctl(SET_SECCOMP, MODE_FILTER, ctypes.byref(given), 0, 0) == 0)


def program(machine: str, *, reading: bool) -> bytes:
    """Return the filter as the kernel reads it: eight bytes a step."""
    column = list(ARCHITECTURES).index(machine)
    free = {**ALLOWED, **(READING if reading else {})}
    steps = [
        _step(LOAD, ARCHITECTURE),
        _step(JUMP_EQUAL, ARCHITECTURES[machine], 1, 0),
        _step(RETURN, KILL),
        _step(LOAD, NUMBER),
    ]
    if machine == "x86_64":
        steps += [_step(JUMP_LEAST, X32, 0, 1), _step(RETURN, KILL)]
    for numbers in free.values():
        steps += [_step(JUMP_EQUAL, numbers[column], 0, 1), _step(RETURN, ALLOW)]
    for numbers in MEMORY.values():
        steps += _unless(numbers[column], EXECUTABLE)
    for numbers in OPENING.values() if reading else ():
        steps += _unless(numbers[column], WRITING)
    return b"".join([*steps, _step(RETURN, REFUSE)])


def _unless(number: int, bits: int) -> list[bytes]:
    """Allow a call unless its third argument has one of these bits."""
    return [
        _step(JUMP_EQUAL, number, 0, 5),
        _step(LOAD, THIRD),
        _step(AND, bits),
        _step(JUMP_EQUAL, 0, 0, 1),
        _step(RETURN, ALLOW),
        _step(RETURN, REFUSE),
    ]


def _step(code: int, value: int, yes: int = 0, no: int = 0) -> bytes:
    return struct.pack("=HBBI", code, yes, no, value)
