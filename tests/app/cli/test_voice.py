"""Every verb speaks to people in both languages, and has a word for everything it may say."""

import ast
from pathlib import Path

import pytest

import app.cli
from app import words
from app.sync.manifest import Kind

UNKNOWN = ("没有预料到", "Something unexpected")


def spoken_codes():
    """Every code written out in a call of ``say`` or in a pair of a label and its value."""
    for path in Path(app.cli.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            called = getattr(node, "func", None)
            said = getattr(called, "attr", getattr(called, "id", "")) in {"say", "_say"}
            if said and node.args and isinstance(node.args[0], ast.Constant):
                yield path.name, node.args[0].value


def test_there_are_words_for_everything_that_is_said():
    table = words.table()
    assert [(file, code) for file, code in spoken_codes() if f"cli-{code}" not in table] == []


def test_there_are_words_for_every_kind_of_package():
    assert [kind for kind in Kind if f"cli-kind-{kind}" not in words.table()] == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_verb_speaks_to_people(satchel, played, tmp_path, language):
    options, secret = played.who("office")
    village = satchel("list", "village", *options, "--json", secret=secret).json["records"][0]["rec"]
    talk = satchel("list", "interview", "--only", "conflicts", *options, "--json", secret=secret).json["records"][0][
        "rec"
    ]
    file = max((played.out / "usb").glob("*.satchel"), key=lambda p: p.stat().st_size)
    for line in (
        ("vault", "info"),
        ("vault", "verify"),
        ("vault", "backup"),
        ("card", "show"),
        ("card", "export", "--to", tmp_path / "card"),
        ("enrol", "--list"),
        ("kinds",),
        ("kinds", "interview"),
        ("list", "interview"),
        ("list", "person", "--village", village),
        ("show", village),
        ("show", talk, "--history"),
        ("search", "结算"),
        ("add", "village", "name=新村（演练）"),
        ("package", "inspect", file),
        ("receive", played.out / "usb"),
        ("acknowledge", "--to", tmp_path),
        ("assign", "--to", tmp_path),
        ("handover", tmp_path),
        ("report", "village_report", "--all", "--out", tmp_path / "papers"),
        ("in-clear",),
        ("person", "list"),
        ("rebuild",),
        ("dump",),
    ):
        own = () if line[0] == "kinds" else options
        said = satchel(*line, *own, "--lang", language, secret=None if line[0] == "kinds" else secret)
        assert (said.code, said.err) == (0, ""), (line, said.err)
        assert said.out.strip(), line
        assert not [word for word in UNKNOWN if word in said.out], (line, said.out)


def test_the_demo_says_each_step(satchel, tmp_path):
    line = ("demo", "--out", tmp_path / "out", "--villages", 1, "--attachment-mb", 1, "--lang", "zh")
    said = satchel(*line)
    assert said.code == 0
    assert "演练一轮在" in said.out
    assert said.out.count(" s  ") == 16
