"""Words of declared things in the language of the window, and times as people read them."""

import datetime as dt

from PySide6.QtCore import QCoreApplication

from app.records.kinds import Field, Words
from ui.language import current as language


def words(of: Words) -> str:
    """Return declared words in the language of the window."""
    return of.get(language())


def clock(milliseconds: int) -> str:
    """Return the time of day of a save, such as 14:03:22."""
    return _local(milliseconds).strftime("%H:%M:%S")


def moment(milliseconds: int) -> str:
    """Return day and time in one way everywhere, such as 2026-03-05 14:03."""
    return _local(milliseconds).strftime("%Y-%m-%d %H:%M") if milliseconds else ""


def size(count: int) -> str:
    """Return a number of bytes for people."""
    value = float(count)
    for unit in ("B", "KB", "MB"):
        if value < 1000:
            return f"{value:.0f} {unit}" if unit == "B" else f"{value:.1f} {unit}"
        value /= 1000
    return f"{value:.1f} GB"


def problem(field: Field, rule: str) -> str:
    """Return what is wrong with a text typed into ``field``, and what would be right."""
    known = {
        "date": QCoreApplication.translate("RecordWords", "Not a day. Type 2026-03-05, 20260305 or 3月5日."),
        "moment": QCoreApplication.translate("RecordWords", "Not a time. Type 2026-03-05 14:30, or 14:30 for today."),
        "integer": QCoreApplication.translate("RecordWords", "Not a whole number. Type digits, such as 1200."),
        "money": QCoreApplication.translate("RecordWords", "Not an amount. Type yuan, such as 1234.50 or 1.2万."),
        "reference": QCoreApplication.translate("RecordWords", "Nothing by this name yet. Choose one, or add it."),
    }
    del field
    return known.get(rule, QCoreApplication.translate("RecordWords", "This cannot be used here. Check it once more."))


__all__ = ["clock", "language", "moment", "problem", "size", "words"]


def _local(milliseconds: int) -> dt.datetime:
    return dt.datetime.fromtimestamp(milliseconds / 1000, dt.UTC).astimezone()
