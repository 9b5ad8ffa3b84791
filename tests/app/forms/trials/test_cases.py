from app.forms.trials import cases

HEAD = (
    "id source functions expression context_xml context_node result_type expected notes javarosa_result javarosa_agrees"
).replace(" ", "\t") + "\n"
ROWS = [
    "A1\town\tcount\tcount(/r/x)\t<r><x/><x/></r>\t/\tnumber\t2\t\t\t",
    "A2\town\t\t/r/x[2]\t<r><x/>\\n<x/></r>\t/\tnodeset\t/*[1]/*[2]\t\t\t",
    "A3\town\t\tnope()\t\t\terror\tany\t\tERR:XPathUnhandledException\tyes",
    "A4\town\tnumber\tnumber('2018-01-01')\t<root/>\t/\tnumber\t17532.29\tTZ=America/Phoenix\tDouble:NaN\tno",
    "A5\town\t\t1 + 1\t\t\tnumber\t3\t\tDouble:2.0\t",
    "A6\town\t\tnamespace::node()\t<r/>\t/*[1]\tnodeset\t\t\t\t",
    "A7\town\tfloor\tfloor(1.5)\t<root/>\t/\tnumber\t1\t\tERR:XPathUnhandledException\tno",
]


def test_a_file_of_cases_is_judged_row_by_row(tmp_path):
    path = tmp_path / "cases.tsv"
    path.write_text(HEAD + "\n".join(ROWS) + "\n", "utf-8")
    found = cases.run(path)
    assert found.passed == ["A1", "A2", "A3", "A4", "A7"]
    assert found.failed == ["A5"]
    assert list(found.skipped) == ["A6"]
    assert found.as_json()["total"] == 6


def test_the_shared_expressions_agree_with_javarosa(conformance):
    found = cases.run(conformance / "xpath_cases.tsv")
    passed, judged = found.groups["yes"]
    assert passed / judged >= 0.99
    passed, judged = found.groups["no"]
    assert passed / judged >= 0.9
    passed, judged = found.groups["unmarked"]
    assert passed / judged >= 0.95
    assert len(found.skipped) <= 20
