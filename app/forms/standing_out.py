"""Words that stand out in open answers: what several people wrote, found without a dictionary."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

LONGEST = 4  # most Chinese words have two characters, most set phrases four
CHINESE, LATIN = re.compile(r"[㐀-鿿]+"), re.compile(r"[A-Za-z][A-Za-z'-]{2,}")
# particles, pronouns, and what begins or ends no word
LOOSE = frozenset(
    "的了是在和与也就都很吧吗呢啊呀着过把被给对向从到及或但而且则之其这那哪"
    "一我你他她它们您个些有没不要能会可以想还更最太说请为于上下里"
)
GLUE = frozenset("的了得着过最把被吗呢吧啊")  # stands in no word of two to four
COMMON = frozenset(
    ("the", "and", "that", "this", "with", "for", "are", "was", "not", "you", "have", "but", "演练", "某某", "号码")
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word and in how many answers it stands."""

    text: str
    answers: int


def words(answers: Sequence[str], least: int, most: int = 12) -> tuple[Word, ...]:
    """Words of two to four characters that stand in at least ``least`` answers, the most frequent first.

    A piece of a longer word that is hardly more frequent is left out.
    """
    seen: Counter[str] = Counter()
    begins: dict[str, int] = {}  # how far into its saying: of pieces that overlap, the one that begins it reads best
    for answer in answers:
        for piece, start in _pieces(answer).items():
            seen[piece] += 1
            begins[piece] = min(start, begins.get(piece, start))
    held = {text: count for text, count in seen.items() if count >= least}
    kept = [text for text in held if not _is_part(text, held)]
    ordered = sorted(kept, key=lambda text: (-held[text], -len(text), begins[text], text))
    found: list[str] = []
    taken: set[str] = set()
    for text in ordered:
        pairs = {text[at : at + 2] for at in range(len(text) - 1)}
        if not pairs & taken:  # pieces of one saying overlap: the first stands for them
            found.append(text)
            taken |= pairs
    return tuple(Word(text, held[text]) for text in found[:most])


def _pieces(answer: str) -> dict[str, int]:
    """Pieces of an answer and where in their run of characters they begin first."""
    found = dict.fromkeys({word.lower() for word in LATIN.findall(answer)} - COMMON, 0)
    for run in CHINESE.findall(answer):
        for start in range(len(run) - 1):
            for end in range(start + 2, min(start + LONGEST, len(run)) + 1):
                piece = run[start:end]
                whole = piece[0] not in LOOSE and piece[-1] not in LOOSE and GLUE.isdisjoint(piece)
                if whole and piece not in COMMON:
                    found.setdefault(piece, start)
    return found


def _is_part(text: str, held: dict[str, int]) -> bool:
    longer: Iterable[str] = (other for other in held if len(other) > len(text) and text in other)
    return any(held[other] * 10 >= held[text] * 7 for other in longer)
