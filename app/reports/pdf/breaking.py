"""Breaking Chinese text into lines: no mark at the wrong end of a line, Latin words and numbers kept whole."""

import re
from collections.abc import Callable, Iterator

from app.reports import showing

NOT_FIRST = frozenset("，。、；：？！）》」』】〕”’…—％%,.;:?!)]}·～")
NOT_LAST = frozenset("（《「『【〔“‘([{￥¥" + showing.TICKED + showing.UNTICKED)
ATOM = re.compile(r"[0-9A-Za-z][0-9A-Za-z.,/%°:\-]*[0-9A-Za-z%°]|.", re.DOTALL)

Width = Callable[[str], float]


def atoms(text: str) -> Iterator[str]:
    """What a line may not be broken inside: a character with the marks that cling to it, a word, a number."""
    held = ""
    for found in ATOM.finditer(text):
        piece = found[0]
        joins = piece[0] in NOT_FIRST or (held and held[-1] in NOT_LAST)
        if held and not joins:
            yield held
            held = ""
        held += piece
    if held:
        yield held


def lines(text: str, width: Width, first: float, rest: float | None = None) -> list[str]:
    """Break one paragraph into lines at most ``first`` and then ``rest`` wide; an atom wider than a line is cut."""
    rest = first if rest is None else rest
    found, line, room, used = [], "", first, 0.0
    for atom in _fitting(atoms(text), width, min(first, rest)):
        wide = width(atom)
        if line and used + wide > room + 0.01:
            found.append(line.rstrip(" "))
            line, used, room = "", 0.0, rest
            atom = atom.lstrip(" ")  # noqa: PLW2901 - a line does not begin with the blank that broke it
            wide = width(atom)
        line += atom
        used += wide
    found.append(line)
    return found


def paragraphs(text: str) -> list[str]:
    """Paragraphs of a text as it was typed; blank ones are dropped, tabs become blanks."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return [line.strip() for line in plain.split("\n") if line.strip()]


def _fitting(pieces: Iterator[str], width: Width, room: float) -> Iterator[str]:
    for piece in pieces:
        while width(piece) > room and len(piece) > 1:
            cut = next((n for n in range(len(piece) - 1, 0, -1) if width(piece[:n]) <= room), 1)
            yield piece[:cut]
            piece = piece[cut:]  # noqa: PLW2901 - what remains of an over-long word
        yield piece
