"""How long work reports and hears "stop"; it knows no thread."""

from collections.abc import Callable

from app.errors import CancelledError

Listener = Callable[[int, int], object]


def _silent(done: int, total: int) -> None:
    """Hear nothing."""


class Progress:
    """Goes down into the work. The default is silent, so that tests and scripts just call.

    ``stop`` may be called from another thread: it sets one flag, which the work reads at its next step.
    """

    def __init__(self, listen: Listener = _silent) -> None:
        self._listen = listen
        self._stopped = False

    def step(self, done: int, total: int = 0) -> None:
        """Report ``done`` of ``total`` (0 = not known), in whatever unit the work counts.

        Raises:
            CancelledError: after ``stop``; the work leaves nothing behind.
        """
        if self._stopped:
            raise CancelledError
        self._listen(done, total)

    def stop(self) -> None:
        """Ask the work to end at its next step."""
        self._stopped = True

    @property
    def stopped(self) -> bool:
        """Whether ``stop`` was asked."""
        return self._stopped
