import re
import shutil
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from app.words import table
from build_spec import words

BLANK = re.compile(r"%(?:\d+|n)")


@pytest.fixture(scope="module")
def messages():
    root = ET.fromstring(words.CATALOGUE.read_text("utf-8"))  # noqa: S314 - our own file
    return [
        (context.findtext("name"), message.findtext("source") or "", message.find("translation"))
        for context in root.iter("context")
        for message in context.iter("message")
    ]


def test_the_catalogue_equals_a_fresh_extraction(tmp_path):
    fresh = tmp_path / words.CATALOGUE.name
    shutil.copy(words.CATALOGUE, fresh)
    words.refresh(fresh)
    assert fresh.read_text("utf-8") == words.CATALOGUE.read_text("utf-8"), "run make words and translate what is new"


def test_nothing_is_left_untranslated(messages):
    bare = [(where, source) for where, source, said in messages if said.get("type") or not (said.text or "").strip()]
    assert bare == []


def test_blanks_are_equal_on_both_sides(messages):
    odd = [(w, s) for w, s, said in messages if sorted(BLANK.findall(s)) != sorted(BLANK.findall(said.text or ""))]
    assert odd == []


def test_words_the_field_does_not_use_are_not_used(messages):
    never = ("采访", "访谈", "约谈", "笔录", "密码")
    assert [(s, said.text) for _, s, said in messages if any(word in (said.text or "") for word in never)] == []


def test_a_digital_signature_is_never_called_like_one_by_hand(messages):
    """签字 is ink on paper; what the program makes is 数字签名, in full."""
    said = [(source, done.text or "") for _, source, done in messages]
    said += [(code, zh) for code, (zh, _) in table().items()]
    manual = (Path(words.ROOT) / "resources" / "manual" / "zh_CN").glob("*.md")
    said += [(file.name, line) for file in manual for line in file.read_text("utf-8").splitlines()]
    assert [(where, text) for where, text in said if re.search("(?<!数字)签名", text)] == []


def test_no_word_is_left_english_by_oversight(messages):
    plain = re.compile(r"^[A-Za-z ,.]+$")
    allowed = {"Satchel", "zh_CN"}
    assert [said.text for _, _, said in messages if plain.match(said.text or "") and said.text not in allowed] == []


def test_the_manual_has_the_same_chapters_in_both_languages():
    folder = Path(words.ROOT) / "resources" / "manual"
    english, chinese = (sorted(f.name for f in (folder / code).glob("*.md")) for code in ("en", "zh_CN"))
    assert english == chinese
    assert english
