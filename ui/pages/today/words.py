"""Moments as the page shows them, in one way."""

import datetime as dt


def shown_moment(when: str | int) -> str:
    """A stored moment or milliseconds since 1970 as ``MM-DD HH:MM``; '' stays ''."""
    if isinstance(when, int):
        return dt.datetime.fromtimestamp(when / 1000, dt.UTC).astimezone().strftime("%m-%d %H:%M") if when else ""
    return when[5:16].replace("T", " ")
