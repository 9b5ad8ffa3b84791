"""Digests as eight Chinese words that two people compare by reading aloud."""

from functools import cache

from app import paths

COUNT, BITS, WORDS = 2048, 11, 8


@cache
def words() -> tuple[tuple[str, str], ...]:
    """Return the fixed list: (two characters, their letters). No two sound alike, tones and blurred endings aside.

    The list is part of the format: changing one entry changes what people compare with paper.
    """
    text = paths.resource("words", "spoken-words.txt").read_text(encoding="utf-8")
    return tuple((line.split()[0], line.split()[1]) for line in text.splitlines())


def eight_words(digest: bytes) -> tuple[str, ...]:
    """Return the words of a digest's first 88 bits (docs/package-format.md, "Office card")."""
    number = int.from_bytes(digest[: BITS * WORDS // 8])
    chosen = [(number >> BITS * place) & (COUNT - 1) for place in reversed(range(WORDS))]
    return tuple(words()[index][0] for index in chosen)
