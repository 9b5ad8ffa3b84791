"""A template the office edited in Word goes to the laptops by stick, and they write with it; a bad one never leaves."""

import io
from pathlib import Path

import docx
import pytest

from app.records.change import new_record_id
from app.reports import papers
from app.reports.word.render import TemplateRefusedError
from app.services.paper_templates import TemplateOfTheOfficeError
from app.services.papers import PaperService
from app.services.session import Session
from app.storage.types import NewChange
from tests.app.reports import samples
from tests.app.sync.circle import Table
from tests.app.sync.test_circle import over, two_laptops


@pytest.fixture
def table(tmp_path):
    found = Table(tmp_path)
    yield found
    found.close()


def edited(path: Path, form: str, change) -> Path:
    """The template that ships, edited as somebody does in Word: opened, changed, saved."""
    document = docx.Document(io.BytesIO(papers.shipped(papers.form(form))))
    change(document)
    document.save(path)
    return path


def headed(document) -> None:
    document.paragraphs[0].text = "青山县委巡察办 取证单（2026 式）"
    document.tables[0].rows[0].cells[0].text = "材料（全称）"
    document.add_paragraph("经办：{{ 巡察组 }}　材料：{{ 材料名称 }}")


def written(vault, rec: str, form: str, folder: Path) -> str:
    folder.mkdir(exist_ok=True)
    return samples.outline(PaperService(Session(vault)).export(rec, form, folder).path.read_bytes())


def test_the_offices_template_reaches_the_laptop_and_is_taken_back_the_same_way(table, tmp_path):
    office, one, _, where = two_laptops(table)
    rec = new_record_id()
    one.write([NewChange("evidence", rec, f"village-{where}", {"title": "结算单", "sort": "copy"})])
    assert "青山县委巡察办" not in written(one, rec, "evidence", tmp_path / "before")
    templates = PaperService(Session(office)).templates
    templates.use(edited(tmp_path / "取证单2026.docx", "evidence", headed), "evidence")
    stick = table.stick()
    over(office, stick)
    over(one, stick)
    laptop = PaperService(Session(one))
    assert laptop.templates.in_use("evidence")[0] == "取证单2026.docx"
    shown = written(one, rec, "evidence", tmp_path / "with")
    for words in ("青山县委巡察办 取证单（2026 式）", "材料（全称）", "材料：结算单"):
        assert words in shown
    blank = samples.outline(laptop.export_blank(tmp_path / "with", form="evidence").path.read_bytes())
    assert "青山县委巡察办 取证单（2026 式）" in blank
    templates.drop("evidence")
    later = table.stick("later")
    over(office, later)
    over(one, later)
    assert "青山县委巡察办" not in written(one, rec, "evidence", tmp_path / "after")


def test_a_laptop_gives_no_template_of_its_own(table, tmp_path):
    _, one, _, _ = two_laptops(table)
    with pytest.raises(TemplateOfTheOfficeError):
        PaperService(Session(one)).templates.use(edited(tmp_path / "own.docx", "evidence", headed), "evidence")
    assert PaperService(Session(one)).templates.in_use("evidence")[0] == "evidence.docx"


BAD = {
    "{{ ''.__class__.__mro__[1].__subclasses__() }}": ("不允许", "template-forbidden"),
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}": ("不允许", "template-forbidden"),
    "｛｛ 材料名称 ｝｝": ("全角", "template-full-width"),
    "{{ 材料名 }}": ("材料名", "template-unknown-name"),
}


@pytest.mark.parametrize("words", BAD)
@pytest.mark.parametrize("in_table", [False, True])
def test_a_bad_template_names_the_place_and_never_leaves_the_office(table, tmp_path, words, in_table):
    office, _, _, _ = two_laptops(table)

    def spoilt(document) -> None:
        if in_table:
            document.tables[0].rows[2].cells[1].text = words
        else:
            document.paragraphs[1].text = words

    path = edited(tmp_path / "bad.docx", "evidence", spoilt)
    templates = PaperService(Session(office)).templates
    told, code = BAD[words]
    (problem,) = templates.check(path, "evidence")
    said = problem.words("zh_CN")
    assert problem.code == code
    assert said.startswith("正文，表格1第3行第2列：" if in_table else "正文第2段：")
    assert told in said
    with pytest.raises(TemplateRefusedError):
        templates.use(path, "evidence")
    assert templates.in_use("evidence")[0] == "evidence.docx"
