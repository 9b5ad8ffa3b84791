import importlib
import pkgutil
import re

import pytest

import app
from app import words
from app.errors import AppError, BadInputError, CancelledError, NotAllowedError, NotFoundError

HAN = range(0x4E00, 0xA000)


def every_error():
    for module in pkgutil.walk_packages(app.__path__, "app."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    found, waiting = set(), [AppError]
    while waiting:
        kind = waiting.pop()
        waiting.extend(kind.__subclasses__())
        if kind.__module__.startswith("app."):
            found.add(kind)
    return sorted(found, key=lambda kind: kind.__qualname__)


def rooms():
    return [importlib.import_module(m.name) for m in pkgutil.iter_modules(words.__path__, "app.words.")]


def test_every_error_has_words_in_both_languages():
    silent = [f"{kind.__module__}.{kind.__name__} ({kind().code})" for kind in every_error() if not spoken(kind)]
    assert silent == []


def spoken(kind):
    chinese, english = words.table().get(kind().code, ("", ""))
    return any(ord(c) in HAN for c in chinese) and english.isprintable() and english != ""


def test_no_two_errors_share_a_code():
    codes = [kind().code for kind in every_error()]
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize("room", rooms(), ids=lambda room: room.__name__)
def test_sentences_have_the_same_blanks_in_both_languages(room):
    uneven = [
        code
        for code, (chinese, english) in room.WORDS.items()
        if sorted(set(words.BLANK.findall(chinese))) != sorted(set(words.BLANK.findall(english)))
    ]
    assert uneven == []


@pytest.mark.parametrize("room", rooms(), ids=lambda room: room.__name__)
def test_no_sentence_uses_a_word_that_is_kept_off_the_screen(room):
    banned = re.compile(r"采访|访谈|约谈|笔录|密码|vault(?!\.json)|package(?!\.json)")
    assert [(code, zh) for code, (zh, _) in room.WORDS.items() if banned.search(zh)] == []


def test_no_code_is_said_by_two_rooms():
    codes = [code for room in rooms() for code in room.WORDS]
    assert sorted(codes) == sorted(set(codes))


def test_blanks_are_filled_from_the_data_of_the_error():
    error = NotFoundError(what="kind", name="{what}")
    assert "“{what}”" in words.words(error, "en")
    assert "“{what}”" in words.words(error, "zh_CN")


def test_a_blank_without_data_is_a_dash():
    assert "—" in words.words(NotFoundError(), "zh_CN")


def test_a_gate_and_a_field_rule_may_have_words_of_their_own(monkeypatch):
    own = {"gate-g99": ("甲 {rule}", "a {rule}"), "bad-input-empty": ("乙", "b"), **words.table()}
    monkeypatch.setattr(words, "table", lambda: own)
    assert words.words(NotAllowedError(rule="G99"), "en") == "a G99"
    assert words.words(BadInputError(rule="empty", field="x"), "zh_CN") == "乙"
    assert words.words(BadInputError(rule="other", field="x"), "en").startswith("What was entered in “x”")
    assert words.words(CancelledError(), "en").startswith("Stopped")


def test_a_code_without_words_names_itself():
    assert "no-such" in words.sentence("no-such", "en", {})
