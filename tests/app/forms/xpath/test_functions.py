"""One case or more for every function a form may call; written here, not taken from anywhere."""

import datetime as dt
import math
import random
from zoneinfo import ZoneInfo

import pytest

from app.forms.xpath import FUNCTIONS, Context, Host, parse
from app.forms.xpath.nodes import ELEMENT, folded
from app.forms.xpath.nodes import parse as parse_xml
from app.forms.xpath.trouble import ExpressionError, NotComputableError, UnknownFunctionError, WrongArgumentsError
from app.forms.xpath.values import Moment, to_text

CHINA = ZoneInfo("Asia/Shanghai")
NOW = dt.datetime(2026, 3, 1, 23, 30, tzinfo=dt.UTC)  # the second of March in China
XML = """<data version="7"><age>30</age><empty/><picked>a c</picked><n>3</n><n>1</n><n>2</n>
<person><name>李</name><score>5</score></person><person><name>王</name><score/></person>
<shape>0 0 0 0;0 1 0 0;1 1 0 0;1 0 0 0</shape></data>"""
LIST = """<instance><list><item><name>t1</name><label>城关镇</label></item>
<item><name>t2</name><label>石桥乡</label></item></list></instance>"""


def context():
    top = folded(parse_xml(XML)).elements()[0]
    host = Host(
        zone=CHINA,
        now=lambda: NOW,
        instances={"towns": folded(parse_xml(LIST)).elements()[0]},
        text={"hello": "您好"}.get,
        choice_name=lambda value, question: f"{question}:{value}",
        properties={"version": "7", "deviceid": "d1"},
        chance=random.Random(3),  # noqa: S311 - the same in every run
        seed=11,
    )
    return Context(host, node=top, top=top.parent, current=top)


CASES = [
    ("abs(-2.5)", 2.5),
    ("acos(1)", 0.0),
    ("area('0 0;0 1;1 1;1 0') > 12000000000", True),
    ("area(shape) = enclosed-area(shape)", True),
    ("asin(0)", 0.0),
    ("atan(0)", 0.0),
    ("atan2(0, 1)", 0.0),
    ("base64-decode('5ben5a+f')", "巧察"),
    ("base64-decode('***')", ""),
    ("boolean('')", False),
    ("boolean('false')", True),
    ("boolean-from-string('TRUE')", True),
    ("boolean-from-string('yes')", False),
    ("checklist(1, 2, age > 10, age > 100, false())", True),
    ("checklist(-1, 1, 1, 1)", False),
    ("coalesce(empty, /data/age)", "30"),
    ("coalesce('', '')", ""),
    ("concat(n)", "312"),
    ("concat('第', position(person[2]), '人')", "第2人"),
    ("contains('低保公示', '公示')", True),
    ("cos(0)", 1.0),
    ("count(person)", 2.0),
    ("count(/data/none)", 0.0),
    ("count-non-empty(person/score)", 1.0),
    ("count-selected(picked)", 2.0),
    ("count-selected('')", 0.0),
    ("name(current())", None),
    ("current()/age", "30"),
    ("date('2026-03-01') + 1 = date('2026-03-02')", True),
    ("string(date('2026-03-01T22:00:00Z'))", "2026-03-02"),
    ("date(20000)", "2024-10-04"),
    ("date('')", ""),
    ("date-time('2026-03-01T22:00:00Z')", "2026-03-02T06:00:00.000+08:00"),
    ("decimal-date-time('1970-01-02T08:00:00+08:00')", 1.0),
    ("decimal-time('2026-01-01T18:00:00+08:00')", 0.75),
    ("digest('巡察', 'MD5', 'hex')", "7038167829a8777a39aaf9b303ceb61b"),
    ("digest('a', 'SHA-256', 'hex')", "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"),
    ("digest('a', 'SHA-1')", "hvfkN/qlp/zhXR3cuerq6jd2Z7g="),
    ("round(distance('0 0;0 1'))", 111319.0),
    ("ends-with('石桥村', '村')", True),
    ("exp(0)", 1.0),
    ("exp10(2)", 100.0),
    ("false()", False),
    ("format-date('2026-03-02', '%Y年%n月%e日 %a')", "2026年3月2日 Mon"),
    ("format-date(date('2026-03-02'), '%y%m%d')", "260302"),
    ("format-date('', '%Y')", ""),
    ("format-date-time('2026-03-02T06:05:04.321+08:00', '%H:%M:%S.%3 %h')", "06:05:04.321 6"),
    ("geofence('0.5 0.5', shape)", True),
    ("geofence('2 2', shape)", False),
    ("if(age > 18, '成年', '未成年')", "成年"),
    ("indexed-repeat(/data/person/name, /data/person, 2)", "王"),
    ("instance('towns')/list/item[name = 't2']/label", "石桥乡"),
    ("int(-2.7)", -2.0),
    ("int('3.9')", 3.0),
    ("is-selected(picked, 'c')", True),
    ("join('、', person/name)", "李、王"),
    ("join('-', 1, 'b', n)", "1-b-3-1-2"),
    ("jr:choice-name('a', '/data/picked')", "/data/picked:a"),
    ("jr:itext('hello')", "您好"),
    ("last()", 1.0),
    ("log(1)", 0.0),
    ("log10(1000)", 3.0),
    ("log(0)", -math.inf),
    ("max(n)", 3.0),
    ("max(2, 9, 4)", 9.0),
    ("max(person/score)", math.nan),
    ("min(n)", 1.0),
    ("normalize-space('  a \n b ')", "a b"),
    ("not(age)", False),
    ("now()", "2026-03-02T07:30:00.000+08:00"),
    ("number('4')", 4.0),
    ("number(date('1970-01-02'))", 1.0),
    ("number(true())", 1.0),
    ("round(pi(), 4)", 3.1416),
    ("position()", 1.0),
    ("position(person[2])", 2.0),
    ("pow(2, 10)", 1024.0),
    ("pow(0, -1)", math.inf),
    ("property('deviceid')", "d1"),
    ("pulldata('towns', 'label', 'name', 't1')", "城关镇"),
    ("pulldata('towns', 'label', 'name', 'none')", ""),
    ("random() < 1", True),
    ("count(randomize(n))", 3.0),
    ("join('', randomize(n)) = join('', randomize(n))", True),
    ("regex('13800138000', '1[0-9]{10}')", True),
    ("regex('x1', '[0-9]')", False),
    ("round(2.5)", 3.0),
    ("round(-2.5)", -2.0),
    ("round(1.005, 2)", 1.01),
    ("round(1234, -2)", 1200.0),
    ("selected(picked, 'a')", True),
    ("selected(picked, 'ac')", False),
    ("selected-at(picked, 1)", "c"),
    ("selected-at(picked, 5)", ""),
    ("sin(0)", 0.0),
    ("sqrt(9)", 3.0),
    ("sqrt(-1)", math.nan),
    ("starts-with('石桥村', '石')", True),
    ("string(0.1 + 0.2)", "0.30000000000000004"),
    ("string(1000000)", "1000000"),
    ("string-length('低保户')", 3.0),
    ("substr('巡察工作本', 2)", "工作本"),
    ("substr('巡察工作本', -3, -1)", "工作"),
    ("substring-after('a=b', '=')", "b"),
    ("substring-before('a=b', '=')", "a"),
    ("sum(n)", 6.0),
    ("sum(person/score)", math.nan),
    ("tan(0)", 0.0),
    ("today()", "2026-03-02"),
    ("translate('2026-03', '-', '/')", "2026/03"),
    ("true()", True),
    ("string-length(uuid())", 36.0),
    ("string-length(uuid(12))", 12.0),
    ("version()", "7"),
    ("weighted-checklist(3, 9, true(), 2, true(), 1, false(), 5)", True),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text for text, _ in CASES])
def test_a_function_gives_what_its_description_says(text, expected):
    around = context()
    if expected is None:
        with pytest.raises(UnknownFunctionError):
            parse(text).value(around)
        return
    found = parse(text).value(around)
    if isinstance(expected, str):
        assert to_text(found) == expected
    elif isinstance(expected, float) and math.isnan(expected):
        assert math.isnan(found)
    else:
        assert found == pytest.approx(expected) if isinstance(expected, float) else found is expected


def test_every_function_has_a_case():
    called = {part.name for text, _ in CASES for part in parse(text).walk() if hasattr(part, "arguments")}
    assert sorted(name for name, known in FUNCTIONS.items() if not known.wide and name not in called | {"once"}) == []


def test_once_keeps_an_answer_that_is_there():
    around = context()
    around.current = around.node.first("empty")
    assert parse("once('x')").value(around) == "x"
    around.current = around.node.first("age")
    assert parse("once('x')").value(around) == "30"


@pytest.mark.parametrize("text", ["floor(1.5)", "ceiling(1.5)", "substring('ab', 1)", "//age", "(n)[1]", "n | age"])
def test_what_collect_does_not_know_is_refused_unless_asked_for(text):
    around = context()
    with pytest.raises(UnknownFunctionError):
        parse(text).value(around)
    around.host.wide = True
    parse(text).value(around)


def test_an_unknown_function_says_what_to_write_instead():
    with pytest.raises(UnknownFunctionError) as caught:
        parse("floor(2)").value(context())
    assert caught.value.data == {"name": "floor", "instead": "int", "at": 1}


@pytest.mark.parametrize("text", ["if(1, 2)", "count()", "selected('a')", "today(1)"])
def test_too_few_or_too_many_arguments_are_refused(text):
    with pytest.raises(WrongArgumentsError):
        parse(text).value(context())


@pytest.mark.parametrize(
    "text",
    [
        "date('昨天')",
        "date('2026-02-30')",
        "instance('none')",
        "count(1)",
        "regex('a', '[')",
        "digest('a', 'CRC')",
        "pulldata('x', 'a', 'b', 'c')",
    ],
)
def test_what_cannot_be_worked_out_is_said(text):
    with pytest.raises(NotComputableError):
        parse(text).value(context())


def test_without_a_form_a_path_is_an_error_and_a_constant_is_not():
    assert parse("1 + 1").value(Context(Host())) == 2.0
    with pytest.raises(ExpressionError):
        parse("/data/age").value(Context(Host()))


@pytest.mark.parametrize("zone", ["Asia/Shanghai", "America/Phoenix", "Asia/Kathmandu", "UTC"])
def test_a_date_is_a_whole_local_day_in_every_zone(zone):
    around = Context(Host(zone=ZoneInfo(zone)))
    assert parse("number(date('1970-01-02'))").value(around) == 1.0
    assert parse("date('2026-03-02') - date('2026-03-01')").value(around) == 1.0
    assert parse("string(date('2026-03-02') + 1)").value(around) == "20515"
    assert parse("string(date(date('2026-03-02') + 1))").value(around) == "2026-03-03"


def test_today_is_the_local_day_when_greenwich_is_a_day_behind():
    found = parse("today()").value(context())
    assert isinstance(found, Moment)
    assert found.iso() == "2026-03-02"


def test_a_node_of_a_form_is_read_as_its_type():
    class Typed:
        def typed(self, text):
            return float(text)

    around = context()
    age = around.node.first("age")
    assert age.kind == ELEMENT
    age.state = Typed()
    assert parse("age = '30.0'").value(around) is True
