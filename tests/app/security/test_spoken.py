import hashlib
import re

import pytest
from pypinyin import lazy_pinyin

from app.security import spoken


def test_the_list_is_frozen():
    text = "".join(f"{word} {letters}\n" for word, letters in spoken.words())
    assert (
        hashlib.sha256(text.encode()).hexdigest() == "14be64a310974eec77ffc18eeae718be226d93b1b45bf6c83db10bd9d68a7b60"
    )


def test_there_are_2048_words_of_two_characters_and_no_two_sound_alike():
    words = spoken.words()
    assert len(words) == spoken.COUNT
    assert all(re.fullmatch(r"[\u4e00-\u9fff]{2} [a-z]{3,12}", f"{word} {letters}") for word, letters in words)
    assert len({_blurred(word) for word, _ in words}) == spoken.COUNT
    assert len({letters for _, letters in words}) == spoken.COUNT


def _blurred(word: str) -> str:
    """Sound as many dialects merge it: no tones, z=zh, c=ch, s=sh, n=l at the start, h=f, -n=-ng."""
    said = []
    for syllable in lazy_pinyin(word, v_to_u=False):
        text = syllable.replace("zh", "z").replace("ch", "c").replace("sh", "s")
        text = re.sub(r"(?<=[aeiou])ng$", "n", text)
        said.append(re.sub(r"^f", "h", re.sub(r"^n(?=[aeiou])", "l", text)))
    return " ".join(said)


def test_eight_words_are_the_first_88_bits_in_order():
    listed = [word for word, _ in spoken.words()]
    assert spoken.eight_words(bytes(32)) == (listed[0],) * 8
    assert spoken.eight_words(b"\xff" * 32) == (listed[2047],) * 8
    first = spoken.eight_words(b"\x00\x20" + bytes(30))
    assert first == (listed[1], *(listed[0],) * 7)
    last = spoken.eight_words(bytes(10) + b"\x01" + b"\xff" * 21)
    assert last == (*(listed[0],) * 7, listed[1])


@pytest.mark.parametrize("bit", range(88))
def test_every_one_of_the_88_bits_changes_a_word(bit: int):
    digest = bytearray(hashlib.sha256(b"card").digest())
    before = spoken.eight_words(bytes(digest))
    digest[bit // 8] ^= 1 << bit % 8
    assert sum(a != b for a, b in zip(before, spoken.eight_words(bytes(digest)), strict=True)) == 1
