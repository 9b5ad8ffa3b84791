"""Masked numbers."""

import pytest

from app.records.masks import mask


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("110101197506051234", "110****1234"),
        ("13812345678", "138****5678"),
        ("12345678", "123****5678"),
        ("1234567", "****7"),
        ("张", "****张"),
        ("", ""),
    ],
)
def test_only_the_ends_are_shown(text, shown):
    assert mask(text) == shown


def test_the_length_is_not_told():
    assert mask("1" * 20) == mask("1" * 30)
