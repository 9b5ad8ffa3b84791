"""Finding anything (Ctrl+K): records by their text, villages and people by name, pinyin or initials."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from app.records import kinds
from app.services.session import Session
from app.storage.types import ListQuery

LIMIT = 30
NAMED = (("person", "name"), ("inspector", "name"))


@dataclass(frozen=True, slots=True)
class Found:
    """A record that holds the words; a part (a transcript line) is given as the record it belongs to."""

    kind: str
    rec: str
    title: str
    snippet: str


class FindingService:
    """Search over everything this vault holds, limited to the village chosen when there is one."""

    def __init__(self, session: Session) -> None:
        self._session, self._vault = session, session.vault

    def find(self, text: str, limit: int = LIMIT) -> list[Found]:
        """Records that hold every word of ``text``, newest first."""
        found: dict[str, Found] = {}
        for hit in self._vault.search(text, scopes=self._session.scopes(), limit=limit):
            rec, kind, title = hit.rec, hit.kind, hit.title
            if hit.parent:
                whole = self._vault.find_row(hit.parent)
                kind = self._vault.kind_of(hit.parent)
                rec, title = hit.parent, _title(kind, whole.values if whole else {})
            declared = kinds.kinds().get(kind)
            if declared is not None and declared.listed and not declared.parent:
                found.setdefault(rec, Found(kind, rec, title, hit.snippet))
        return list(found.values())

    def by_sound(self, typed: str, limit: int = 8) -> list[Found]:
        """People whose names are spelled so in pinyin or by initials, the best first."""
        if not typed.isascii() or not any(character.isalpha() for character in typed):
            return []
        found = []
        for kind, field in NAMED:
            query = ListQuery(kind, self._session.scopes() if kind == "person" else None)
            for row in self._vault.rows(kind, self._vault.list(query)):
                name = str(row.values.get(field) or "")
                score = matches(typed, name) if name else 0
                if score:
                    found.append((score, Found(kind, row.rec, name, "")))
        return [one for _, one in sorted(found, key=lambda pair: -pair[0])[:limit]]


def _title(kind: str, values: "dict[str, object]") -> str:
    declared = kinds.kinds().get(kind)
    names = declared.title if declared else ()
    return " ".join(str(values[name]) for name in names if values.get(name))


@cache
def spellings(name: str) -> tuple[str, ...]:
    """How a name may be typed: as it stands, in pinyin, by initials; lower case, no blanks."""
    plain = name.casefold().replace(" ", "")
    if plain.isascii():
        initials = "".join(word[0] for word in name.casefold().split() if word)
        return (plain, initials)
    from pypinyin import Style, lazy_pinyin

    apart: Any = list  # what is no Chinese character stays, one by one; the library's types know only of words
    full = lazy_pinyin(name, errors=apart)
    firsts = lazy_pinyin(name, style=Style.FIRST_LETTER, errors=apart)
    return (plain, _joined(full), _joined(firsts))


def _joined(syllables: Iterable[str]) -> str:
    return "".join(syllables).casefold().replace(" ", "")


def matches(typed: str, name: str) -> int:
    """How well ``typed`` fits a name: 0 not at all, the higher the better."""
    wanted = typed.casefold().replace(" ", "").replace("'", "")
    if not wanted:
        return 0
    best = 0
    for weight, spelling in zip((6, 4, 3), spellings(name), strict=False):
        if spelling.startswith(wanted):
            best = max(best, weight + 2)
        elif wanted in spelling:
            best = max(best, weight)
    return best
