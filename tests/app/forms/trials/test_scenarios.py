import json

from app.forms.trials import scenarios

FORM = """<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"><h:head><h:title>x</h:title><model>
<instance><data id="x"><a/><b/></data></instance><bind nodeset="/data/a" type="int"/>
<bind nodeset="/data/b" calculate="/data/a * 2" relevant="/data/a &gt; 1"/></model></h:head>
<h:body><input ref="/data/a"><label>A</label></input></h:body></h:html>"""


def step(reference, matcher, *args, negated=False):
    return {"expect": [["getInstanceNode", [reference]]], "matcher": matcher, "args": list(args), "negated": negated}


def judged(*steps):
    return scenarios.judged({"steps": [{"init": "x", "form_xml": FORM, "resource": None}, *steps]})


def test_a_case_passes_when_every_expectation_holds():
    assert (
        judged(
            {"next": "/data/a"},
            {"answer": [3]},
            step("/data/b", "toBeRelevant"),
            step("/data/b", "toBeNonRelevant", negated=True),
        )
        == ""
    )


def test_a_case_fails_at_the_step_that_does_not_hold():
    assert judged({"answer": ["/data/a", 1]}, step("/data/b", "toBeRelevant")).startswith("step 2: toBeRelevant")
    assert "unknown matcher" in judged(step("/data/b", "toBeBeautiful"))
    assert "at end" in judged({"next": "/data/a"}, {"next": "/data/b"}) or judged(
        {"next": "/data/a"}, {"next": "/data/b"}
    )


def test_the_shared_scenarios_hold(conformance):
    found = scenarios.run(conformance / "scenario_cases.json")
    assert found.failed == {}
    assert len(found.passed) >= 205
    assert len(found.out_of_scope) <= 4
    assert json.dumps(found.as_json(), ensure_ascii=False)
