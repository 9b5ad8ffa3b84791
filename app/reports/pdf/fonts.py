"""Which fonts a page is set in: TrueType files of this machine, chosen by role, with a fallback for each character.

Only outlines of the kind `glyf` can be embedded as a subset; a face with PostScript outlines (Noto CJK) is passed over.
"""

import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import AppError
from app.paths import resource
from app.reports import showing

if TYPE_CHECKING:
    from reportlab.pdfbase.ttfonts import TTFont

BOXES = (showing.UNTICKED, showing.TICKED)
MISSING = "□"  # stands for a character that no font here has; the caller is told which


class NoUsableFontError(AppError):
    """No Chinese font of this machine can be embedded into a page. Data: ``tried`` (file names)."""


class Role(StrEnum):
    """What a piece of text is, typographically."""

    BODY = "body"  # 仿宋
    HEAD = "head"  # 黑体
    TITLE = "title"  # 小标宋 or 宋体
    HINT = "hint"  # 楷体


FANG = ("simfang.ttf", "stfangso.ttf", "fzfsk.ttf", "fzfsjw.ttf", "fangsong_gb2312.ttf", "simfang_gb2312.ttf")
SONG = ("simsun.ttc", "simsun.ttf", "stsong.ttf", "fzssk.ttf", "songti.ttc", "gbsn00lp.ttf")
HEI = (
    "simhei.ttf",
    "fzhtk.ttf",
    "wqy-microhei.ttc",
    "msyh.ttc",
    "msyh.ttf",
    "wqy-zenhei.ttc",
    "droidsansfallbackfull.ttf",
)
KAI = ("simkai.ttf", "stkaiti.ttf", "fzktk.ttf", "lxgwwenkai-regular.ttf", "gkai00mp.ttf")
BIAO = ("fzxbsjw.ttf", "fzxbs.ttf", "方正小标宋简体.ttf", "stzhongs.ttf")
# for rare characters only: the full stop of uming and ukai hangs in the middle, as in Taiwan
RARE = ("simsunb.ttf", "lxgwwenkai-regular.ttf", "wqy-zenhei.ttc", "uming.ttc", "ukai.ttc", "droidsansfallbackfull.ttf")
WANTED: Mapping[Role, tuple[str, ...]] = {
    Role.BODY: (*FANG, *SONG, *KAI, *HEI),
    Role.HEAD: (*HEI, *SONG, *KAI, *FANG),
    Role.TITLE: (*BIAO, *SONG, *HEI, *KAI, *FANG),
    Role.HINT: (*KAI, *SONG, *HEI, *FANG),
}


def folders(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> list[Path]:
    """Folders that hold fonts: those shipped with the program, the person's own, the system's."""
    home = Path.home()
    if platform == "win32":
        own = Path(environment.get("LOCALAPPDATA", home)) / "Microsoft" / "Windows" / "Fonts"
        system = [own, Path(environment.get("WINDIR", r"C:\Windows")) / "Fonts"]
    elif platform == "darwin":
        system = [home / "Library/Fonts", Path("/Library/Fonts"), Path("/System/Library/Fonts")]
    else:
        system = [
            home / ".local/share/fonts",
            home / ".fonts",
            Path("/usr/local/share/fonts"),
            Path("/usr/share/fonts"),
        ]
    return [resource("fonts"), *system]


def files(places: Iterable[Path]) -> dict[str, Path]:
    """Lower-case file name → path of every TrueType file; the first place wins."""
    found: dict[str, Path] = {}
    for place in places:
        for path in _walk(place):
            found.setdefault(path.name.lower(), path)
    return found


def _walk(place: Path) -> Iterator[Path]:
    try:
        below = sorted(place.rglob("*")) if place.is_dir() else []
    except OSError:
        return
    yield from (path for path in below if path.suffix.lower() in {".ttf", ".ttc"})


class Face:
    """A face and what stands in for it. A fallback is read only when a character asks for it."""

    def __init__(self, chain: Iterable[Path]) -> None:
        self._chain = tuple(chain)
        self._known: dict[str, tuple[TTFont, str, float]] = {}
        self.missing: set[str] = set()

    def pieces(self, text: str) -> list[tuple[str, str]]:
        """Cut a text into (font name, run); a character that no font has becomes ``□`` and is noted as missing."""
        found: list[tuple[str, str]] = []
        for character in text:
            font, shown, _ = self._of(character)
            if found and found[-1][0] == font.fontName:
                found[-1] = (font.fontName, found[-1][1] + shown)
            else:
                found.append((font.fontName, shown))
        return found

    def width(self, text: str, size: float) -> float:
        """Width of a text in points; the boxes of `app.reports.showing` are one em wide."""
        return sum(1.0 if character in BOXES else self._of(character)[2] for character in text) * size

    @property
    def name(self) -> str:
        """Name of its own font."""
        return self._first().fontName

    def _first(self) -> "TTFont":
        return next(font for path in self._chain if (font := _load(path)) is not None)

    def _of(self, character: str) -> "tuple[TTFont, str, float]":
        if character not in self._known:
            font, shown = self._found(character)
            self._known[character] = (font, shown, float(font.stringWidth(shown, 1000)) / 1000)
        return self._known[character]

    def _found(self, character: str) -> "tuple[TTFont, str]":
        if character.isspace():
            return self._first(), " "
        for wanted in (character, MISSING):
            for path in self._chain:
                font = _load(path)
                if font is not None and font.face.charToGlyph.get(ord(wanted)):
                    return font, wanted
            self.missing.add(character)
        return self._first(), "?"


@dataclass(frozen=True, slots=True)
class Fonts:
    """One face for each role."""

    faces: Mapping[Role, Face]

    def __getitem__(self, role: Role) -> Face:
        """Face of a role."""
        return self.faces[role]

    @property
    def missing(self) -> tuple[str, ...]:
        """Characters that no font of this machine has, so far."""
        return tuple(sorted(set().union(*(face.missing for face in self.faces.values()))))


def choose(places: Iterable[Path] | None = None) -> Fonts:
    """Choose the fonts for a new document, from these folders or from where this system keeps them.

    Raises:
        NoUsableFontError: there is none that can be embedded.
    """
    here = _here() if places is None else files(places)
    faces = {role: Face(_here_of(here, (*names, *RARE))) for role, names in WANTED.items()}
    if not any(_load(path) for path in _here_of(here, (*WANTED[Role.BODY], *RARE))):
        raise NoUsableFontError(tried="、".join(dict.fromkeys(name for names in WANTED.values() for name in names)))
    return Fonts(faces)


@cache
def _here() -> dict[str, Path]:
    return files(folders())


def _here_of(here: Mapping[str, Path], names: Iterable[str]) -> list[Path]:
    return [here[name] for name in dict.fromkeys(names) if name in here]


@cache
def _load(path: Path) -> "TTFont | None":
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFError, TTFont

    name = f"F{sum(map(ord, str(path))):x}-{path.stem}".replace(" ", "")
    try:
        font = TTFont(name, str(path), subfontIndex=0)
    except (TTFError, OSError):  # PostScript outlines, or a file cut short
        return None
    pdfmetrics.registerFont(font)
    return font
