"""What the window says about a trouble; the sentences of expected ones live in `app.words`."""

import errno

from PySide6.QtCore import QCoreApplication

from app import words as app_words
from app.errors import AppError
from ui import language


def words(error: Exception) -> str:
    """One sentence: what, where, what to do next."""
    if isinstance(error, AppError):
        return app_words.words(error, language.current())
    if isinstance(error, OSError):
        return _system_words(error)
    return QCoreApplication.translate(
        "Errors", "Something went wrong inside the program. What was saved is safe. Lock, unlock, and try once more."
    )


def expected(error: BaseException) -> bool:
    """Whether it is a trouble to be told in a banner, and not a bug."""
    return isinstance(error, AppError | OSError)


def _system_words(error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        text = QCoreApplication.translate(
            "Errors", "The disk or stick is full. Nothing was left half written. Make room, then try again."
        )
    elif error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        text = QCoreApplication.translate(
            "Errors", "This place cannot be written to: %1. Choose another folder, or take off the write protection."
        )
    elif error.errno in (errno.ENOENT, errno.ENODEV, errno.EIO):
        text = QCoreApplication.translate(
            "Errors", "The file or stick is not there any more: %1. Plug it in again, then repeat the step."
        )
    else:
        text = QCoreApplication.translate(
            "Errors", "The computer refused to read or write: %1. Check disk and stick, then try again."
        )
    return text.replace("%1", str(error.filename or error.strerror or ""))
