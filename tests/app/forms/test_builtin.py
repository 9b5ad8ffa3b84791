import pytest

from app.forms import builtin, workbook, xlsform
from app.forms.runner import Runner
from app.forms.walk import Kind


def test_there_are_six():
    assert builtin.codes() == ("QV-MASS", "QV-PTY", "QV-CAD", "QV-DEM", "QV-SAT", "QV-TEAM")


@pytest.mark.parametrize("code", builtin.codes())
def test_each_is_a_form_without_a_finding(code):
    found = builtin.form(code)
    assert found.warnings == ()
    assert found.form.title == builtin.title(code, "zh_CN")
    assert found.form.id == code.replace("-", "_")


@pytest.mark.parametrize("code", builtin.codes())
def test_each_workbook_for_excel_is_the_same_form(code):
    data = builtin.as_xlsx(code)
    assert workbook.sniffed(data) == "xlsx"
    assert xlsform.read(data, code).form.digest == builtin.form(code).form.digest


@pytest.mark.parametrize("code", builtin.codes())
def test_each_can_be_filled_in_by_digits_to_its_end(code):
    runner = Runner(builtin.form(code).form, timed=False)
    for _ in range(200):
        page = runner.page
        if page.kind is Kind.END:
            break
        for reference in page.questions:
            if runner.choices(reference):
                runner.answer(reference, 1)
        assert runner.next() == ()
    assert runner.page.kind is Kind.END
    assert runner.finalise() == ()
    assert any(value == "1" for value in runner.sealed().values())


def test_no_question_asks_for_a_name_of_the_one_who_answers():
    for code in builtin.codes():
        labels = " ".join(cells[2] for cells in builtin.sheets(code).survey)
        assert "您的姓名" not in labels
        assert "身份证" not in labels


def test_if_so_is_asked_only_if_so():
    runner = Runner(builtin.form("QV-MASS").form)
    assert not runner.engine.instance.at("/data/q07").relevant
    runner.answer("/data/q06", "1")
    assert runner.engine.instance.at("/data/q07").relevant


def test_an_appraisal_of_persons_has_a_row_for_each():
    runner = Runner(builtin.form("QV-DEM").form)
    assert runner.add_row("/data/q05_row") == "/data/q05_row[2]"
    assert len([line for line in runner.outline() if line.reference.startswith("/data/q05_row[2]/")]) == 5
