import json
import subprocess

import pytest

from build_spec import setup


@pytest.fixture
def calls(monkeypatch):
    """Every command the set-up would have run."""
    ran = []

    def note(command, **_):
        ran.append([str(part) for part in command])
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(setup.subprocess, "run", note)
    return ran


@pytest.fixture
def clone(monkeypatch, tmp_path):
    """An empty place instead of this clone."""
    monkeypatch.setattr(setup, "VENV", tmp_path)
    monkeypatch.setattr(setup, "PYTHON", tmp_path / "bin" / "python")
    monkeypatch.setattr(setup, "STAMP", tmp_path / "stamp.json")
    return tmp_path


def test_what_is_here_is_not_asked_for(clone, monkeypatch):
    monkeypatch.setattr(setup.importlib.util, "find_spec", lambda _: object())
    assert setup.missing([("age", lambda: True), ("strace", lambda: False)]) == ["strace"]


def test_a_python_that_cannot_make_environments_needs_a_package(clone, monkeypatch):
    monkeypatch.setattr(setup.importlib.util, "find_spec", lambda _: None)
    monkeypatch.setattr(setup, "uv", lambda: None)
    assert setup.missing([]) == ["python3-venv"]


def test_who_may_not_install_is_told_in_one_line(monkeypatch, capsys, calls):
    monkeypatch.setattr(setup, "elevation", lambda: None)
    assert not setup.install(["age", "strace"])
    assert calls == []
    assert capsys.readouterr().err.count("\n") == 1


def test_who_may_install_gets_the_packages(monkeypatch, calls):
    monkeypatch.setattr(setup, "elevation", list)
    monkeypatch.setattr(setup.shutil, "which", lambda name: f"/bin/{name}")
    assert setup.install(["age"])
    assert ["update" in c or c[-1] == "age" for c in calls] == [True, True]


def test_nothing_missing_runs_nothing(calls):
    assert setup.install([])
    assert calls == []


def test_a_stamp_counts_only_for_what_it_was_made_for(clone):
    assert not setup.stamped("digest", ["dev"])
    setup.STAMP.write_text(json.dumps({"digest": "digest", "groups": ["dev"]}))
    assert setup.stamped("digest", ["dev"])
    assert not setup.stamped("other", ["dev"])
    assert not setup.stamped("digest", ["dev", "package"])
    setup.STAMP.write_text("{")
    assert not setup.stamped("digest", ["dev"])


def test_an_older_or_newer_python_is_refused_by_name(monkeypatch, capsys, calls):
    monkeypatch.setattr(setup.sys, "version_info", (3, 12, 1))
    assert setup.main(["test"]) == 1
    assert "Python 3.11 is needed" in capsys.readouterr().err
    assert calls == []


def test_pip_installs_hashed_lists_only(clone, monkeypatch, calls):
    assert setup.with_pip(("dev",))
    lists = [call for call in calls if "--requirement" in call]
    assert lists
    assert all("--require-hashes" in call for call in lists)
    assert "--no-index" in calls[-1]


def test_a_uv_that_only_seems_to_be_there_is_not_used(monkeypatch):
    monkeypatch.setattr(setup.shutil, "which", lambda _: "/bin/uv")
    monkeypatch.setattr(setup.subprocess, "run", lambda c, **_: subprocess.CompletedProcess(c, 127))
    assert setup.uv() is None
    assert not setup.with_uv(("dev",))


def test_a_round_is_played_without_a_font_that_nobody_may_install(monkeypatch, calls, capsys):
    monkeypatch.setattr(setup, "missing", lambda _: [])
    monkeypatch.setattr(setup, "elevation", lambda: None)
    monkeypatch.setattr(setup, "PRINTING", (("fonts-wqy-microhei", lambda: False),))
    monkeypatch.setattr(setup, "stamped", lambda *_: True)
    monkeypatch.setattr(setup, "run", lambda _: True)
    assert setup.main(["demo"]) == 0
    assert "fonts-wqy-microhei" in capsys.readouterr().err
