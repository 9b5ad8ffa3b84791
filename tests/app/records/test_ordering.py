"""Order keys."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.records.ordering import DIGITS, START, between, spread
from app.records.values import register_problem

KEYS = st.text(DIGITS, min_size=1, max_size=8).map(lambda text: text.rstrip("0") or "1")


@given(KEYS, KEYS)
def test_a_key_between_two_keys_always_exists(one, other):
    low, high = sorted((one, other))
    key = between(low, high)
    if low == high:
        assert key == low
    else:
        assert low < key < high
        assert register_problem("~order", key) is None


@given(KEYS)
def test_there_is_room_at_both_ends(key):
    for new in (between(None, key), between(key, None)):
        assert register_problem("~order", new) is None
    assert between(None, key) < key < between(key, None)


@given(st.lists(st.integers(0, 10**6), max_size=60))
def test_insertions_anywhere_keep_their_order(places):
    keys = []
    for place in places:
        at = place % (len(keys) + 1)
        keys.insert(at, between(keys[at - 1] if at else None, keys[at] if at < len(keys) else None))
    assert keys == sorted(set(keys))


def test_ten_thousand_lines_at_the_end_keep_four_characters():
    key = between(None, None)
    assert key == START
    seen = [key]
    for _ in range(10_000):
        seen.append(between(seen[-1], None))
    assert seen == sorted(set(seen))
    assert max(map(len, seen)) == 4


def test_a_thousand_lines_at_the_top_keep_four_characters():
    key = START
    for _ in range(1000):
        new = between(None, key)
        assert new < key
        key = new
    assert len(key) == 4


@pytest.mark.parametrize(("last", "longest"), [("zzzz", 5), ("zzzzz", 6)])
def test_at_the_very_end_a_key_grows(last, longest):
    assert last < between(last, None)
    assert len(between(last, None)) == longest
    assert between(None, "0001") < "0001"


@given(KEYS, KEYS, st.integers(0, 40))
def test_a_paste_of_many_lines_fits_between(one, other, count):
    low, high = sorted((one, other))
    keys = spread(low, high if low != high else None, count)
    assert len(keys) == count
    assert [low, *keys] == sorted({low, *keys})
    assert not keys or low == high or keys[-1] < high


def test_a_paste_stays_short():
    assert max(map(len, spread("V001", "V002", 1000))) <= 7
    assert max(map(len, spread(None, None, 1000))) == 4
    assert spread(None, "V001", 3) == sorted(spread(None, "V001", 3))
    assert spread("V001", "V001", 2) == ["V001", "V001"]
    assert spread(None, None, 0) == []
