import re
import shutil
from pathlib import Path

import pytest

from app.reports.pdf import fonts
from app.reports.pdf.fonts import NoUsableFontError, Role
from app.reports.pdf.interview import print_talk
from tests.app.reports import samples


def test_without_a_font_that_can_be_embedded_there_is_an_error_that_names_some(tmp_path):
    (tmp_path / "simfang.ttf").write_bytes(b"cut short")
    with pytest.raises(NoUsableFontError) as caught:
        fonts.choose([tmp_path])
    assert "simfang.ttf" in caught.value.data["tried"]


def test_postscript_outlines_are_passed_over(tmp_path):
    noto = next(Path("/usr/share/fonts").rglob("NotoSansCJK-Regular.ttc"), None)
    if noto is None:
        pytest.skip("Noto CJK is not installed")
    shutil.copy(noto, tmp_path / "simsun.ttc")
    with pytest.raises(NoUsableFontError):
        fonts.choose([tmp_path])


def test_a_character_no_font_has_is_shown_as_a_box_and_told():
    chosen = fonts.choose()
    pieces = chosen[Role.BODY].pieces("村\U0010fffd")
    assert "".join(run for _, run in pieces) == "村□"
    assert chosen.missing == ("\U0010fffd",)


def test_the_first_folder_wins_and_names_are_read_without_case(tmp_path):
    for folder in ("own", "system"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "SimFang.TTF").touch()
    assert fonts.files([tmp_path / "own", tmp_path / "system"]) == {"simfang.ttf": tmp_path / "own" / "SimFang.TTF"}


@pytest.mark.parametrize("platform", ["win32", "darwin", "linux"])
def test_every_system_has_folders_to_look_in(platform):
    found = fonts.folders({"WINDIR": r"C:\Windows", "LOCALAPPDATA": "x"}, platform)
    assert len(found) >= 3
    assert all(isinstance(one, Path) for one in found)


def test_every_font_of_a_page_is_embedded_as_a_subset():
    pdf = print_talk(samples.talk(), samples.ISSUE).pdf
    faces = re.findall(rb"/BaseFont /(\S+)", pdf)
    assert faces
    assert all(re.match(rb"[A-Z]{6}\+", face) for face in faces), faces
    assert len(re.findall(rb"/FontFile2 ", pdf)) == len(set(faces))
