import pytest

from app.forms import xform
from app.forms.trouble import FormExpressionError, ListMissingError, NotAFormError

HEAD = (
    '<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml" '
    'xmlns:jr="http://openrosa.org/javarosa"><h:head><h:title>题</h:title><model>'
)


def made(model, body=""):
    return f"{HEAD}{model}</model></h:head><h:body>{body}</h:body></h:html>"


def test_binds_of_one_path_are_read_together():
    form = xform.read(
        made(
            '<instance><data id="x" version="3"><a/></data></instance>'
            '<bind nodeset="/data/a" type="int" required="true()"/>'
            '<bind nodeset="/data/a" constraint=". &gt; 1" jr:constraintMsg="太小"/>'
        )
    )
    bind = form.binds["/data/a"]
    assert (bind.type, bind.required is not None, bind.constraint_message.plain) == ("int", True, ("太小",))
    assert (form.id, form.version, form.title) == ("x", "3", "题")


@pytest.mark.parametrize(
    ("xml", "why"),
    [
        ("<a", "xml"),
        ("<html/>", "no model"),
        (made(""), "no instance"),
        (made("<instance><d>" + "<x>" * 3000 + "</x>" * 3000 + "</d></instance>"), "depth"),
    ],
)
def test_what_is_no_form_is_refused(xml, why):
    with pytest.raises(NotAFormError) as caught:
        xform.read(xml)
    assert caught.value.data["why"] == why


@pytest.mark.parametrize(
    ("rule", "why"), [("1 +", "end"), ("nope(1)", "function"), ("floor(1)", "function"), ("/data/a ? 1", "character")]
)
def test_a_rule_that_cannot_be_read_names_its_path(rule, why):
    with pytest.raises(FormExpressionError) as caught:
        xform.read(made(f'<instance><data><a/></data></instance><bind nodeset="/data/a" relevant="{rule}"/>'))
    data = caught.value.data
    assert (data["where"], data["rule"], data["why"]) == ("/data/a", "relevant", why)


def test_a_list_that_was_not_given_is_named():
    form = xform.read(
        made('<instance><data><a/></data></instance><instance id="towns" src="jr://file-csv/towns.csv"/>')
    )
    assert form.missing_lists == {"towns": "towns.csv"}
    with pytest.raises(ListMissingError):
        xform.complete(form)


def test_a_relative_reference_starts_at_the_group_around_it():
    form = xform.read(
        made(
            "<instance><data><g><a/></g></data></instance>",
            '<group ref="/data/g"><input ref="a"><label>A</label></input></group>',
        )
    )
    assert [c.path for c in form.controls()] == ["/data/g", "/data/g/a"]


def test_every_shared_form_is_read_or_refused_for_its_known_reason(conformance):
    refused = {}
    for file in sorted((conformance / "xform_xml").iterdir()):
        try:
            xform.read(file.read_bytes())
        except FormExpressionError as error:
            refused[file.name] = error.data["why"]
    assert refused == {
        "webforms__xpath-syntax-error.xml": "character",
        "webforms__xpath-unknown-function.xml": "function",
    }
