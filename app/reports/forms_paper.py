"""What a printed questionnaire consists of: headings, questions, tables; and what was chosen for one print-out."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

BLANK = "＿＿＿"  # stands where an answer would be quoted


@dataclass(frozen=True, slots=True)
class Tick:
    """One choice: what is stored, the digit before it, its words."""

    value: str
    digit: int
    words: str


@dataclass(frozen=True, slots=True)
class Heading:
    """Words above a group (``level`` 1) or above one block of a repeat (2)."""

    words: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Note:
    """Words to read, nothing to answer."""

    words: str


@dataclass(frozen=True, slots=True)
class Asked:
    """One question.

    ``kind`` is one, many, rank, tick, line, lines, number, date, time or other. ``reference`` names the answer in a
    response. ``only`` says when it is to be answered, ``jumps`` where to go on after which choice; both may be empty.
    """

    reference: str
    number: str
    words: str
    kind: str
    hint: str = ""
    choices: tuple[Tick, ...] = ()
    only: str = ""
    jumps: tuple[str, ...] = ()
    required: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Questions with the same choices, one a row."""

    choices: tuple[Tick, ...]
    rows: tuple[Asked, ...]


Part: TypeAlias = Heading | Note | Asked | Table


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """A questionnaire as it is printed. ``digest`` names its content; ``language`` is zh or en, for our own words."""

    title: str
    digest: str
    language: str
    parts: Sequence[Part]


@dataclass(frozen=True, slots=True)
class Look:
    """What was chosen for a print-out; all of it moves boxes, so the code on each page says it.

    ``languages`` are places in the form's list; two print side by side. ``rows`` is how often a repeat is printed.
    """

    languages: tuple[int, ...] = (0,)
    big: bool = False
    rows: int = 3

    def code(self) -> str:
        """The look in a few letters."""
        return ("B" if self.big else "N") + f"{self.rows:X}" + "".join(f"{one:X}" for one in self.languages)

    @classmethod
    def of(cls, code: str) -> "Look | None":
        """The look a code stands for, None when it stands for none."""
        if len(code) not in {3, 4} or code[0] not in "BN" or any(one not in "0123456789ABCDEF" for one in code[1:]):
            return None
        rows, *languages = (int(one, 16) for one in code[1:])
        return cls(tuple(languages), code[0] == "B", rows) if rows else None


@dataclass(frozen=True, slots=True)
class PageCode:
    """What the code on each page says. ``serial`` is '' on sheets made to be copied."""

    form: str  # 16 hex of the digest
    layout: str  # 8 hex
    look: str
    page: int
    pages: int
    serial: str = ""

    HEAD = "SATCHEL1"

    def text(self) -> str:
        """The code; only characters that a QR code holds at five and a half bits each."""
        parts = (self.HEAD, self.form, self.layout, self.look, f"{self.page}/{self.pages}", self.serial)
        return ":".join(parts).upper()

    @classmethod
    def read(cls, text: str) -> "PageCode | None":
        """What a code says, None when it is none of ours."""
        parts = text.split(":")
        if len(parts) != 6 or parts[0] != cls.HEAD or len(parts[4]) > 9:
            return None
        page, _, pages = parts[4].partition("/")
        if not (page.isdecimal() and pages.isdecimal() and 0 < int(page) <= int(pages)):
            return None
        return cls(parts[1].lower(), parts[2].lower(), parts[3], int(page), int(pages), parts[5])
