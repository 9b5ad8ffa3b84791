"""Words that the core marks and the window translates; the core itself knows no Qt."""

from collections.abc import Callable

Translator = Callable[[str, str], str]


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:  # noqa: N802, ARG001 - lupdate looks for this very name
    """Mark a literal for translation and return it unchanged."""
    return text


def _plain(context: str, text: str) -> str:  # noqa: ARG001 - the signature of a translator
    return text


class _Lent:
    """The translator in use; the window lends its own when it starts."""

    translator: Translator = staticmethod(_plain)


def lend(translator: Translator | None) -> None:
    """Use ``translator(context, text)`` from now on; None goes back to the English source."""
    _Lent.translator = staticmethod(translator or _plain)


def translate(context: str, text: str) -> str:
    """Return ``text`` in the language of the window, or as it stands when nothing was lent."""
    return _Lent.translator(context, text)
