"""What this computer's own disk says, told as troubles a person can act on."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlcipher3 import dbapi2 as sql

from app.errors import AppError

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_READ_ONLY = {errno.EROFS, errno.EACCES, errno.EPERM}


class DiskFullError(AppError):
    """No room left on the disk; nothing was changed. Data: ``path``."""


class DiskReadOnlyError(AppError):
    """The vault's disk may not be written to; nothing was changed. Data: ``path``."""


class DiskFailedError(AppError):
    """The vault's disk did not read or write what it was asked to; nothing was changed. Data: ``path``."""


TROUBLES = (DiskFullError, DiskReadOnlyError, DiskFailedError)
CLOSING = (*TROUBLES, sql.ProgrammingError)  # connections that a failed disk has closed already


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn what the system says of the vault's disk into errors a person can act on.

    Raises:
        DiskFullError, DiskReadOnlyError, DiskFailedError: instead of what the system raised.
    """
    try:
        yield
    except OSError as error:
        raise _of_system(error)(path=str(path)) from error
    except sql.OperationalError as error:
        trouble = of_database(error)
        if trouble is None:
            raise
        raise trouble(path=str(path)) from error


def _of_system(error: OSError) -> type[AppError]:
    if error.errno in _FULL:
        return DiskFullError
    return DiskReadOnlyError if error.errno in _READ_ONLY else DiskFailedError


def of_database(error: BaseException) -> type[AppError] | None:
    """Which trouble of the disk stands behind an error of SQLite, or None."""
    if not isinstance(error, sql.OperationalError):
        return None
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:  # copying a database gives words alone
        return next((trouble for said, trouble in _SAID.items() if said in str(error)), None)
    return _CODES.get(int(code) & 0xFF)


_CODES = {8: DiskReadOnlyError, 10: DiskFailedError, 13: DiskFullError, 14: DiskFailedError}  # of SQLite, the low byte
_SAID = {
    "readonly": DiskReadOnlyError,
    "is full": DiskFullError,
    "I/O error": DiskFailedError,
    "unable to open": DiskFailedError,
}
