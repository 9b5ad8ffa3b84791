"""One value, one sequence of bytes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.records.canonical import LIMIT, NotCanonicalError, dump_checked, read, write

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-LIMIT, LIMIT) | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=12,
)


@given(VALUES)
def test_what_is_written_is_read_again(value):
    data = write(value)
    assert read(data) == value
    assert write(read(data)) == data == dump_checked(value)


@pytest.mark.parametrize(
    ("value", "data"),
    [
        ({"b": 1, "a": [True, None]}, b'{"a":[true,null],"b":1}'),
        ('张\n\t\x01"\\/\x7f', '"张\\n\\t\\u0001\\"\\\\/\x7f"'.encode()),
        ({"𠮷": 1, "～": 2}, '{"～":2,"𠮷":1}'.encode()),
        (-0, b"0"),
    ],
)
def test_the_form_is_the_documented_one(value, data):
    assert write(value) == data


@pytest.mark.parametrize(
    "value",
    [1.5, float("nan"), LIMIT + 1, -LIMIT - 1, "\ud800", ["\udfff"], {"\ud800": 1}, {1: 2}, (1, 2), b"x", [{"a": {3}}]],
)
def test_what_has_no_such_form_is_refused(value):
    with pytest.raises(NotCanonicalError):
        write(value)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"1.0",
        b"NaN",
        b"1e3",
        b'{"b":1,"a":2}',
        b'{"a":1,"a":1}',
        b'{"a": 1}',
        b'{"a":1}\n',
        b'"\\u0041"',
        b'"\\/"',
        b'"\\ud800"',
        b'"\xff"',
        b"\xef\xbb\xbf1",
        b"-0",
        b"01",
        b"9007199254740993",
        b"[" * 100_000,
    ],
)
def test_bytes_in_any_other_form_are_refused(data):
    with pytest.raises(NotCanonicalError):
        read(data)
