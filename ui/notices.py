"""What changed, told once to whoever cares: a verb returns what it touched, pages listen here."""

from PySide6.QtCore import QObject, Signal


class Notices(QObject):
    """The only road between pages.

    Signals:
        changed: frozenset of record kind codes that were touched; empty means everything.
        said: a short sentence for the status line (never needed to go on working).
        trouble: an exception to be told in the banner.
        scope_changed: another village or round was chosen in the top bar.
    """

    changed = Signal(object)
    said = Signal(str)
    trouble = Signal(object)
    scope_changed = Signal()
