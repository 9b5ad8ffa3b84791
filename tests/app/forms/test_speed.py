"""A form of the size of the WHO verbal autopsy questionnaire: 551 binds, some 1,000 rules."""

import time

import pytest

from app.forms import xform
from app.forms.engine import Engine
from app.forms.runner import Runner

LOAD, RECOMPUTE, ANSWER = 1.0, 0.1, 0.1  # seconds; design §7


def large(groups=11, each=49):
    binds, body, fields, texts = [], [], [], []
    for g in range(groups):
        names = [f"q{g:02d}_{n:02d}" for n in range(each)]
        fields.append(f"<g{g}>" + "".join(f"<{name}/>" for name in names) + f"</g{g}>")
        binds.append(f'<bind nodeset="/data/g{g}" relevant="/data/sex = 1 or /data/age &gt; {g}"/>')
        inside = []
        for n, name in enumerate(names):
            path, before = f"/data/g{g}/{name}", f"/data/g{g}/{names[n - 1]}" if n else "/data/sex"
            if n % 7 == 3:
                binds.append(
                    f'<bind nodeset="{path}" type="int" '
                    f"calculate=\"if(selected({before}, 'a') and number({before}) &lt; 9, 1, coalesce({before}, 0))\"/>"
                )
                continue
            binds.append(
                f'<bind nodeset="{path}" type="string" '
                f"relevant=\"not(selected({before}, 'n')) and /data/age &gt;= {n % 9}\" "
                f'constraint=". != \'x\' or string-length(.) &lt; 20" required="/data/sex = 1"/>'
            )
            texts.append(f'<text id="{path}:label"><value>问题 {name}</value></text>')
            items = "".join(f"<item><label>{v}</label><value>{v}</value></item>" for v in "ayn")
            inside.append(f'<select ref="{path}"><label ref="jr:itext(\'{path}:label\')"/>{items}</select>')
        body.append(f'<group ref="/data/g{g}">' + "".join(inside) + "</group>")
    return (
        '<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml" '
        'xmlns:jr="http://openrosa.org/javarosa"><h:head><h:title>large</h:title><model>'
        f'<itext><translation lang="zh">{"".join(texts)}</translation></itext>'
        f'<instance><data id="large"><sex/><age/>{"".join(fields)}</data></instance>'
        f'<bind nodeset="/data/sex" type="int"/><bind nodeset="/data/age" type="int"/>{"".join(binds)}</model></h:head>'
        f'<h:body><input ref="/data/sex"/><input ref="/data/age"/>{"".join(body)}</h:body></h:html>'
    )


def seconds(work, times=3):
    """The best of some runs, in time of this process: what the machine can do, not what else it is doing."""
    best = None
    for _ in range(times):
        begun = time.process_time()
        work()
        spent = time.process_time() - begun
        best = spent if best is None else min(best, spent)
    return best


@pytest.fixture(scope="module")
def made():
    return large()


def test_it_has_the_size_it_should_have(made):
    assert len(xform.read(made).binds) >= 551


def test_a_large_form_is_loaded_within_a_second(made):
    assert seconds(lambda: Engine(xform.read(made))) < LOAD


def test_every_rule_of_a_large_form_is_worked_out_within_a_tenth_of_a_second(made):
    engine = Engine(xform.read(made))
    assert len(engine.plan.rules) > 950
    assert seconds(lambda: engine.settle(None)) < RECOMPUTE


def test_an_answer_to_a_large_form_is_stored_and_its_page_shown_within_a_tenth_of_a_second(made):
    runner = Runner(xform.read(made))
    values = iter(range(100))

    def answer():
        runner.answer("/data/age", next(values))
        runner.next(force=True)
        runner.page_problems()

    assert seconds(answer) < ANSWER


def test_the_large_form_of_the_who_is_loaded_and_worked_out_in_time(conformance):
    from app.forms import xlsform

    data = (conformance / "xlsform" / "webforms__whova_form.xlsx").read_bytes()
    xml = xlsform.read(data).xform
    assert seconds(lambda: Engine(xform.read(xml))) < LOAD
    engine = Engine(xform.read(xml))
    assert seconds(lambda: engine.settle(None)) < RECOMPUTE
