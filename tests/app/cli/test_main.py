import subprocess
import sys

import pytest

from app.cli import main as module
from app.cli import voice


def test_an_error_is_one_object_with_code_and_words(satchel, tmp_path):
    said = satchel("vault", "info", "--vault", tmp_path / "nothing", "--json")
    assert said.code == 1
    assert set(said.json) == {"error"}
    assert said.json["error"]["code"] == "foreign-file"
    assert said.json["error"]["message"]


def test_a_line_that_cannot_be_understood_is_an_error_too(satchel):
    said = satchel("no-such-verb", "--json")
    assert (said.code, said.json["error"]["code"]) == (1, "bad-usage")


def test_json_may_be_asked_for_before_or_after_the_verb(satchel):
    assert satchel("--json", "kinds").json == satchel("kinds", "--json").json


def test_without_json_the_trouble_is_said_where_troubles_are_said(satchel, tmp_path):
    said = satchel("vault", "info", "--vault", tmp_path, "--lang", "en")
    assert (said.code, said.out) == (1, "")
    assert "vault" in said.err.lower()


@pytest.mark.parametrize(("language", "word"), [("zh", "加密柜"), ("en", "vault")])
def test_help_speaks_both_languages_and_names_the_exit_codes(satchel, capsys, language, word):
    with pytest.raises(SystemExit) as left:
        satchel("--lang", language, "--help")
    said = capsys.readouterr().out
    assert left.value.code == 0
    assert word in said
    assert "130" in said


def test_the_language_follows_the_system():
    assert voice.language("", {"LANG": "zh_CN.UTF-8"}) == "zh_CN"
    assert voice.language("", {"LC_ALL": "en_US.UTF-8", "LANG": "zh_CN.UTF-8"}) == "en"
    assert voice.language("zh", {"LANG": "en_US"}) == "zh_CN"


def test_a_passphrase_cannot_be_given_on_the_line(satchel, tmp_path):
    said = satchel("vault", "info", "--vault", tmp_path, "--staff", "B1", "--passphrase", "secret", "--json")
    assert said.code == 1
    assert "secret" not in said.json["error"]["message"] or said.json["error"]["code"] == "file-trouble"


def test_nobody_is_asked_when_there_is_no_terminal(satchel, tmp_path):
    said = satchel("search", "x", "--vault", tmp_path, "--staff", "B1", "--json")
    assert said.json["error"]["code"] == "missing-option"
    assert "--passphrase-file" in said.json["error"]["message"]


def test_a_fault_is_told_without_what_it_says(satchel, monkeypatch):
    def failing(*_):
        raise RuntimeError("曹德厚")

    monkeypatch.setattr(module, "runner_of", lambda _: failing)
    said = satchel("kinds", "--json")
    assert (said.code, said.json["error"]["code"]) == (1, "unexpected")
    assert "曹德厚" not in said.out + said.err
    assert "RuntimeError" in said.err


def test_stopping_by_hand_has_an_exit_code_of_its_own(satchel, monkeypatch):
    def stopped(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(module, "runner_of", lambda _: stopped)
    assert satchel("kinds", "--json").code == 130


def test_columns_are_aligned_over_chinese():
    lines = voice.table([["村名", "n"], ["青石湾", "12"], ["a", "3"]])
    assert [voice.width(line) for line in lines] == [10, 10, 10]


def test_what_a_terminal_cannot_show_does_not_stop_it():
    import io

    raw = io.BytesIO()
    speaker = voice.Voice("zh_CN", out=io.TextIOWrapper(raw, encoding="ascii", write_through=True))
    assert speaker.answer(voice.Answer({}, ["青石湾"])) == 0
    assert b"\\u9752" in raw.getvalue()


def test_whoever_stops_listening_is_no_trouble(root):
    line = f"{sys.executable} -m app.cli.main kinds --json | head -c 1"
    done = subprocess.run(["bash", "-c", line], cwd=root, capture_output=True, check=False)
    assert done.stdout == b"{"
    assert done.stderr == b""
