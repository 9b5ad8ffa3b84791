import sys
from pathlib import Path

import pytest

from app import paths


def test_the_variable_decides_where_data_lies(satchel_home):
    assert paths.data_folder() == satchel_home
    assert paths.settings_file().parent == satchel_home
    assert paths.log_folder().parent == satchel_home


@pytest.mark.parametrize(
    ("platform", "environment", "expected"),
    [
        ("win32", {"LOCALAPPDATA": "/local"}, Path("/local/Satchel")),
        ("win32", {}, Path.home() / "AppData/Local/Satchel"),
        ("darwin", {}, Path.home() / "Library/Application Support/Satchel"),
        ("linux", {"XDG_DATA_HOME": "/data"}, Path("/data/satchel")),
        ("linux", {}, Path.home() / ".local/share/satchel"),
        ("linux", {"SATCHEL_HOME": ""}, Path.home() / ".local/share/satchel"),
    ],
)
def test_each_system_has_its_usual_folder(platform, environment, expected):
    assert paths.data_folder(environment, platform) == expected


def test_resources_lie_in_the_tree(root):
    assert paths.resource("i18n", "app_zh_CN.ts") == root / "resources" / "i18n" / "app_zh_CN.ts"


def test_a_frozen_program_finds_its_resources_where_it_was_unpacked(monkeypatch, tmp_path):
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert paths.resources_folder() == tmp_path / "resources"
