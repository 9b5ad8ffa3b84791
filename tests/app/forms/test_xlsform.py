import copy
import io
import tempfile

import pytest
from openpyxl import Workbook
from pyxform.xls2xform import convert

from app.forms import xlsform
from app.forms.runner import Runner
from app.forms.trouble import WorkbookError
from app.forms.workbook import NotAWorkbookError

CHINESE = {
    "题目": [
        ["题型", "题号", "题目", "必填", "显示条件", "校验", "校验提示"],
        ["整数", "q01", "年龄", "是", None, ".>=0 and .<130", "年龄不对"],
        ["单选 是否 其他", "q02", "是否低保", "否", "${q01}＞18", None, None],
        ["开始循环", "g", "成员", None, None, None, None],
        ["填空", "q03", "姓名", None, "${q01} = ‘1’", None, None],
        ["结束循环", None, None, None, None, None, None],
    ],
    "选项": [["列表名", "选项值", "选项文字"], ["是否", "1", "是"], ["是否", "2", "否"]],
    "设置": [["表单标题", "表单编号", "版本"], ["入户问卷", "visit", "2026-1"]],
}


def xlsx(sheets):
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def findings(sheets):
    with pytest.raises(WorkbookError) as caught:
        xlsform.read(xlsx(sheets) if isinstance(sheets, dict) else sheets.encode())
    return caught.value.data["problems"]


def test_a_workbook_written_in_chinese_becomes_a_form():
    found = xlsform.read(xlsx(CHINESE))
    assert (found.form.title, found.form.id, found.form.version) == ("入户问卷", "visit", "2026-1")
    assert [c.path for c in found.form.controls() if c.is_question][:2] == ["/data/q01", "/data/q02"]
    assert found.form.binds["/data/q01"].type == "int"
    assert found.form.binds["/data/q02"].relevant is not None
    assert "/data/g" in {c.path for c in found.form.controls() if c.kind == "repeat"}


def changed(sheet, row, column, value):
    rows = [list(line) for line in CHINESE[sheet]]
    rows[row - 1][column - 1] = value
    return {**CHINESE, sheet: rows}


@pytest.mark.parametrize(
    ("sheets", "code", "row", "column"),
    [
        (changed("题目", 2, 6, ".>=0 and (.<130"), "bad-rule", 2, "F 校验"),
        (changed("题目", 3, 5, "${q1}>18"), "unknown-reference", 3, "E 显示条件"),
        (changed("题目", 2, 6, "floor(.)=."), "unknown-function", 2, "F 校验"),
        (changed("题目", 3, 1, "单选 有无"), "no-list", 3, "A 题型"),
        (changed("题目", 3, 2, "q01"), "name-twice", 3, "B 题号"),
        (changed("题目", 2, 2, "1 岁"), "bad-name", 2, "B 题号"),
        (changed("题目", 2, 2, None), "no-name", 2, "B 题号"),
        (changed("题目", 4, 1, "填空"), "end-without-begin", 6, "A 题型"),
        (changed("题目", 6, 1, "填空"), "no-name", 6, "B 题号"),
        (changed("题目", 6, 1, "结束分组"), "end-of-another", 6, "A 题型"),
        (changed("题目", 1, 6, "题目"), "header-twice", 1, "F 题目"),
        (changed("题目", 5, 1, None), "no-type", 5, "A 题型"),
        (changed("选项", 2, 2, None), "choice-no-name", 2, "B 选项值"),
        (changed("题目", 5, 3, None), "no-label", 5, "C 题目"),
        (changed("题目", 5, 1, "include 其它问卷"), "include", 5, "A 题型"),
        ({"随便": CHINESE["选项"], "别的": CHINESE["选项"]}, "no-survey", 0, ""),
    ],
)
def test_a_mistake_is_named_with_sheet_row_and_column(sheets, code, row, column):
    found = {problem.code: problem for problem in findings(sheets)}
    assert code in found
    assert (found[code].row, found[code].column) == (row, column)
    for language in ("zh_CN", "en"):
        said = found[code].words(language)
        assert "{" not in said.replace("${", "")
        assert len(said) > 10


def test_a_finding_says_where_in_the_words_of_the_reader():
    problem = findings(changed("题目", 3, 5, "${q1}>18"))[0]
    assert problem.words("zh_CN").startswith("题目，第3行，“E 显示条件”列：引用了不存在的题目“q1”。最接近的是“q0")
    assert problem.words("en").startswith("题目, row 3, column “E 显示条件”: It refers to a question “q1”")


def test_an_unknown_type_is_reported_with_its_row():
    problem = findings(changed("题目", 5, 1, "手写"))[0]
    assert (problem.code, problem.row) == ("unknown-type", 5)


def test_rules_that_wait_for_one_another_are_brought_back_to_their_row():
    table = (
        "| survey | | | |\n| | type | name | calculation |\n| | calculate | a | ${b} |\n| | calculate | b | ${a} |\n"
    )
    problem = findings(table)[0]
    assert problem.code == "cycle"
    assert problem.row in {3, 4}


def test_names_other_tools_reject_are_a_warning():
    found = xlsform.read(xlsx(changed("题目", 5, 2, "姓名")))
    assert [(w.code, w.row) for w in found.warnings if w.code == "name-not-ascii"] == [("name-not-ascii", 5)]


def test_signs_of_a_chinese_keyboard_are_understood_but_not_inside_texts():
    table = (
        "| 题目 | | | | |\n| | 题型 | 题号 | 题目 | 显示条件 |\n| | 文本 | a | 甲 | |\n"
        "| | 文本 | b | 乙 | selected（${a}，'甲，乙'） and ${a}！='（丙）' |\n"
    )
    form = xlsform.read(table.encode()).form
    texts = [part.constant for part in form.binds["/data/b"].relevant.walk() if hasattr(part, "constant")]
    assert texts == ["甲，乙", "（丙）"]


def test_a_list_beside_the_form_is_asked_for_and_used():
    table = (
        "| survey | | | | |\n| | type | name | label | calculation |\n| | text | code | 代码 | |\n"
        "| | calculate | town | | pulldata('towns', 'label', 'key', ${code}) |\n"
    )
    assert [w.code for w in xlsform.read(table.encode()).warnings if w.code == "list-file"] == ["list-file"]
    found = xlsform.read(table.encode(), files={"towns.csv": "key,label\n1,城关\n2,石桥\n".encode("gb18030")})
    runner = Runner(found.form)
    runner.answer("/data/code", "2")
    assert runner.value("/data/town") == "石桥"


def test_a_file_of_another_kind_is_refused():
    with pytest.raises(NotAWorkbookError):
        xlsform.read(b"%PDF-1.7 \x00\x01")


def test_check_gives_every_finding_of_good_and_bad_workbooks():
    assert xlsform.check(xlsx(CHINESE)) == []
    assert xlsform.check(xlsx(changed("题目", 3, 5, "${q1}>18")))


def test_every_shared_workbook_converts_or_is_explained(conformance):
    refused = {}
    files = sorted((conformance / "xlsform").iterdir())
    for file in files:
        try:
            xlsform.read(file.read_bytes(), file.stem)
        except WorkbookError as error:
            refused[file.name] = [(p.code, p.row, p.column) for p in error.data["problems"]]
    assert len(files) == 33
    assert refused == {
        "pyxform__duplicate_columns.xlsx": [("header-twice", 1, "E label")],
        "pyxform__include.md": [("include", 4, "A type")],
    }


def test_no_scrap_of_a_form_is_laid_in_the_systems_folder(tmp_path, monkeypatch):
    data = xlsx(CHINESE)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "there is none"))
    assert xlsform.read(data).xform
    with pytest.raises(FileNotFoundError):  # pyxform's own way lays one
        convert({"survey": [{"type": "text", "name": "a", "label": "b"}], "fallback_form_name": "f"})


def test_forms_and_remarks_are_those_of_pyxforms_own_way(conformance, monkeypatch):
    ours, seen = xlsform._as_xform, []

    def both(definition, warnings):
        theirs = []
        made = convert(copy.deepcopy(definition), warnings=theirs).xform
        seen.append((ours(definition, warnings), warnings[:]) == (made, theirs))
        return made

    monkeypatch.setattr(xlsform, "_as_xform", both)
    for file in (conformance / "xlsform").iterdir():
        xlsform.check(file.read_bytes(), file.stem)
    xlsform.check(xlsx(changed("题目", 1, 3, "题目::火星话")))
    assert len(seen) > 25
    assert all(seen)


OR_OTHER = """| survey | | | |
| | type | name | label{0} |
| | select_one f or_other | fruit | 水果 |
| choices | | | |
| | list_name | name | label{0} |
| | f | apple | 苹果 |
"""


@pytest.mark.parametrize(
    ("language", "words"),
    [("", ["苹果", "其他"]), ("::中文 (zh)", ["苹果", "其他"]), ("::English (en)", ["苹果", "Other"])],
)
def test_another_choice_is_called_so_in_the_language_of_the_form(form, around, language, words):
    runner = Runner(form(OR_OTHER.replace("{0}", language)), around)
    assert [one.label for one in runner.choices("/data/fruit")] == words
