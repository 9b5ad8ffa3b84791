"""What the program says about its troubles, in both languages; one file for each room."""

import importlib
import pkgutil
import re
from collections.abc import Mapping
from functools import cache

from app.errors import AppError

Sentences = tuple[str, str]
"""The same sentence in Chinese and English: what, where, what to do next."""

BLANK = re.compile(r"\{(\w+)\}")
UNKNOWN: Sentences = (
    "出现了没有预料到的情况（{code}）。数据没有改动；请重试一次，仍然不行就把这个代码告诉巡察办。",
    "Something unexpected happened ({code}). Nothing was changed; try once more, and tell the office this code.",
)


@cache
def table() -> Mapping[str, Sentences]:
    """Every code and its two sentences, gathered from the ``WORDS`` of each module of this package."""
    found: dict[str, Sentences] = {}
    for module in pkgutil.iter_modules(__path__, f"{__name__}."):
        found.update(importlib.import_module(module.name).WORDS)
    return found


def sentence(code: str, language: str, data: Mapping[str, object]) -> str:
    """Return the sentence of ``code`` in ``language`` (``zh_CN`` or ``en``), its blanks filled from ``data``.

    A blank without data is shown as ``—``. A code without words says so and names itself.
    """
    pair = table().get(code)
    if pair is None:
        pair, data = UNKNOWN, {"code": code}
    text = pair[0] if language.startswith("zh") else pair[1]
    return BLANK.sub(lambda blank: str(data.get(blank[1], "—")), text)


def words(error: AppError, language: str) -> str:
    """Return what to tell a person about ``error``.

    An error with a ``rule`` may have words of its own: ``gate-g04`` for a refused gate, ``bad-input-required`` for a
    field; else the words of its code are taken.
    """
    rule = str(error.data.get("rule", "")).lower()
    known = table()
    for code in (f"gate-{rule}", f"{error.code}-{rule}"):
        if rule and code in known:
            return sentence(code, language, error.data)
    return sentence(error.code, language, error.data)
