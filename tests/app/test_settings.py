import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import settings
from app.settings import Settings

WORDS = st.text(st.characters(codec="utf-8"))
ANY = st.builds(
    Settings,
    language=st.sampled_from(["", "zh_CN", "en"]),
    recent=st.lists(WORDS, max_size=4).map(tuple),
    geometry=WORDS,
    text_size=st.integers(1, 3),
    theme=st.sampled_from(settings.THEMES),
    unknown=st.dictionaries(WORDS.filter(lambda name: name and name[0] == "x"), st.integers(), max_size=3),
)


@pytest.fixture
def file(tmp_path):
    return tmp_path / "deep" / "settings.json"


def test_a_first_start_takes_the_defaults(file):
    assert settings.load(file) == settings.Loaded(Settings())


@given(ANY)
def test_what_was_saved_is_loaded(tmp_path_factory, wanted):
    file = tmp_path_factory.mktemp("settings") / "settings.json"
    settings.save(wanted, file)
    assert settings.load(file).settings == wanted
    assert [p.name for p in file.parent.iterdir()] == ["settings.json"]


def test_what_a_newer_release_wrote_is_kept(file):
    settings.save(Settings(), file)
    whole = json.loads(file.read_text("utf-8")) | {"colour": "red", "version": 9}
    file.write_text(json.dumps(whole), "utf-8")
    loaded = settings.load(file).settings
    settings.save(replace(loaded, language="en"), file)
    again = json.loads(file.read_text("utf-8"))
    assert again["colour"] == "red"
    assert again["language"] == "en"


@pytest.mark.parametrize("broken", [b"", b"{", b"[]", b"\xff\xfe", b"[" * 100_000])
def test_a_broken_file_is_set_aside_and_named(file, broken):
    file.parent.mkdir()
    file.write_bytes(broken)
    loaded = settings.load(file)
    assert loaded.settings == Settings()
    assert loaded.set_aside is not None
    assert loaded.set_aside.read_bytes() == broken
    assert not file.exists()


def test_a_second_broken_file_does_not_cover_the_first(file):
    file.parent.mkdir()
    kept = []
    for content in (b"first", b"second"):
        file.write_bytes(content)
        kept.append(settings.load(file).set_aside)
    assert [k.read_bytes() for k in kept] == [b"first", b"second"]


def test_values_of_the_wrong_shape_take_their_defaults(file):
    file.parent.mkdir()
    wrong = {"language": 1, "recent": "x", "geometry": None, "text_size": True, "theme": "pink"}
    file.write_text(json.dumps(wrong), "utf-8")
    assert settings.load(file).settings == Settings()
    file.write_text(json.dumps({"text_size": 4, "recent": ["a", 1]}), "utf-8")
    assert settings.load(file).settings == Settings(recent=("a",))


def test_the_vault_opened_last_stands_first_and_once():
    recent = Settings(recent=("a", "b", *"cdefgh")).with_recent(Path("b"))
    assert recent == ("b", "a", *"cdefgh")
    assert len(Settings(recent=recent).with_recent(Path("new"))) == settings.RECENT_KEPT
