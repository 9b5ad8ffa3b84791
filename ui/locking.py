"""Locking (锁定): drafts flushed, vault closed, and the process begun anew, so that the system empties its memory."""

import os
import sys
from collections.abc import Sequence

NEXT = "SATCHEL_NEXT_STAFF"  # from one process to the one after it; on no disk and on no command line


def leave_for_next(staff: str) -> None:
    """Let the process that begins after this one ask for this staff number first (换人)."""
    os.environ[NEXT] = staff


def expected() -> str:
    """Staff number that the process before this one left, once; '' without one."""
    return os.environ.pop(NEXT, "")


def own_command(arguments: Sequence[str] = ()) -> list[str]:
    """The command that starts this program again."""
    if getattr(sys, "frozen", False):
        return [sys.executable, *arguments]
    return [sys.executable, "-m", "ui", *arguments]


def restart() -> None:
    """Begin this process anew. What was in memory goes back to the system, which empties it before another use."""
    command = own_command()
    if sys.platform == "win32":
        import subprocess

        # exec does not replace a process there: the new one starts, this one ends
        subprocess.Popen(command)  # noqa: S603 - our own program
        os._exit(0)
    os.execv(command[0], command)  # noqa: S606 - our own program


def forbid_core_dumps() -> None:
    """Keep a crash from writing this process's memory to disk, where the system allows to say so."""
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
