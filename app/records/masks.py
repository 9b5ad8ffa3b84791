"""How ID, phone and account numbers are shown until somebody asks for them (an event)."""

HIDDEN = "****"
SHORT = 8


def mask(text: str) -> str:
    """Return the first three and the last four characters; of a short text only the last one.

    The number of hidden characters is not told.
    """
    if not text:
        return ""
    return f"{text[:3]}{HIDDEN}{text[-4:]}" if len(text) >= SHORT else f"{HIDDEN}{text[-1]}"
