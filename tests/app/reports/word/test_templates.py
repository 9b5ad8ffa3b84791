import pytest

from app.records.kinds import kind
from app.reports import papers
from app.reports.word.check import check
from app.reports.word.names import template_values
from build_spec import templates
from tests.app.reports import samples


@pytest.mark.parametrize("name", templates.TEMPLATES)
def test_what_ships_is_what_the_script_builds(root, name):
    shipped = (root / "resources" / "templates" / f"{name}.docx").read_bytes()
    built = templates.TEMPLATES[name]()
    for part in ("word/document.xml", "word/styles.xml", "word/fontTable.xml"):
        assert samples.member(shipped, part) == samples.member(built, part), "run build_spec/templates.py"


@pytest.mark.parametrize("form", [form for form in papers.FORMS if form.template], ids=lambda form: form.code)
def test_every_shipped_template_passes_its_own_check(form):
    assert check(papers.shipped(form), template_values(kind(form.kind), many=form.many)) == []


def test_every_template_belongs_to_a_form(root):
    shipped = {path.stem for path in (root / "resources" / "templates").glob("*.docx")}
    assert shipped == {form.template for form in papers.FORMS if form.template}
