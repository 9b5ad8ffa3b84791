import io
import re
import time
from dataclasses import replace

import docx
import pytest
from docx.oxml.ns import qn

from app.reports.village import ReportFinding, Statement, VillageReport
from app.reports.word import village_report
from tests.app.reports import samples
from tests.app.reports.samples import ISSUE

FACT = "2021年5月签订排灌沟渠合同，合同价486,500.00元；实测620米。"


def finding(number: int, heading: str = "全面从严治党不力") -> ReportFinding:
    facts = (Statement(FACT, (f"底-{number:04}", f"证-{number:04}")),)
    return ReportFinding(f"底-{number:04}", f"第{number}个问题", heading, facts, "监督缺位。", "王某", "写入报告")


def report(count: int = 2) -> VillageReport:
    return VillageReport(
        town="柳河镇",
        village="石桥村",
        group="县委第一巡察组",
        round="十四届县委第七轮",
        facts=(Statement("柳河镇石桥村有412户。", ("村情档案",)),),
        work=(Statement("谈话31人次，涉及29人。", ("谈话台账",)),),
        judgement=(),
        headings=("党的领导弱化", "党的建设缺失", "全面从严治党不力"),
        findings=tuple(finding(n, ("全面从严治党不力", "党的领导弱化", "其他问题")[n % 3]) for n in range(count)),
        sources=(("村情档案", "石桥村村情档案（F05）"),),
        date="2026年7月30日",
    )


def test_the_report_of_a_village(snapshot):
    assert samples.outline(village_report.write(report(), ISSUE)) == snapshot


@pytest.mark.parametrize("count", [0, 5])
def test_elements_stand_in_the_order_word_wants(count):
    assert samples.in_order(village_report.write(report(count), ISSUE)) == []


def test_headings_keep_their_order_and_others_come_last():
    shown = samples.outline(village_report.write(report(6), ISSUE))
    assert re.findall(r"\[二级标题\] （.）(\S+)", shown) == ["党的领导弱化", "全面从严治党不力", "其他问题"]


def ways(data):
    """Bookmarks of each table row, and where its links lead; the same for the paragraphs of the text."""
    body = docx.Document(io.BytesIO(data)).element.body
    found = {}
    for element in body.iter(qn("w:tr"), qn("w:p")):
        if element.tag == qn("w:p") and next(element.iterancestors(qn("w:tr")), None) is not None:
            continue
        links = [link.get(qn("w:anchor")) for link in element.iter(qn("w:hyperlink"))]
        for mark in element.iter(qn("w:bookmarkStart")):
            words = "".join(node.text or "" for node in element.iter(qn("w:t")))
            found[mark.get(qn("w:name"))] = (links, words)
    return found


def test_every_statement_leads_to_its_finding_and_evidence_and_back():
    told = report(4)
    data = village_report.write(told, ISSUE)
    found = ways(data)
    anchors = {link for links, _ in found.values() for link in links}
    assert anchors == set(found)  # no link leads nowhere, no bookmark is out of reach
    statements = [name for name in found if name[0] == "s"]
    given = [*told.facts, *told.work, *(fact for one in told.findings for fact in one.facts)]
    assert {one.text for one in given} <= {found[name][1].rpartition("〔")[0] for name in statements}
    for name in statements:
        assert found[name][0] == [f"d{name[1:]}"]  # the number behind it leads to its row
        back, *materials = found[f"d{name[1:]}"][0]
        assert back == name
        assert materials
        for material in materials:
            assert name in found[material][0]  # from finding and evidence back to each statement
    facts = [name for name in statements if found[name][1].startswith(FACT)]
    assert len(facts) == 4
    for name in facts:
        words = [found[material][1] for material in found[f"d{name[1:]}"][0][1:]]
        assert any(word.startswith("底-") for word in words)
        assert any(word.startswith("证-") for word in words)


@pytest.mark.parametrize("lines", range(8))
def test_group_and_date_never_part_over_a_page(tmp_path, lines):
    """So many lines of text that the signature falls on the end of a page, line by line."""
    told = replace(report(0), facts=tuple(Statement(f"第{n}行。", ("村情档案",)) for n in range(8 + lines)))
    pages = samples.pages(samples.rendered(village_report.write(told, ISSUE), tmp_path))
    plain = [re.sub(r"\s", "", page) for page in pages]
    (signed,) = [page for page in plain if "县委第一巡察组2026年7月30日" in page]
    assert village_report.TO_WRITE in signed  # with words of the text: no page of a signature alone


def test_bookmarks_have_numbers_of_their_own():
    body = samples.member(village_report.write(report(30), ISSUE), "word/document.xml")
    numbers = re.findall(r'w:bookmarkStart w:id="(\d+)"', body)
    assert len(numbers) == len(set(numbers)) > 60


def test_what_people_have_to_write_is_said_so():
    shown = samples.outline(village_report.write(replace(report(0), facts=(), work=()), ISSUE))
    assert shown.count(village_report.TO_WRITE) == 3


@pytest.mark.slow
def test_five_hundred_findings_take_seconds():
    begun = time.perf_counter()
    data = village_report.write(report(500), ISSUE)
    assert time.perf_counter() - begun < 10  # 1.2 s on an idle machine; design: 3 s
    assert len(docx.Document(io.BytesIO(data)).tables[0].rows) > 1500


@pytest.mark.parametrize(
    ("number", "words"), [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (35, "三十五"), (99, "九十九")]
)
def test_numerals(number, words):
    assert village_report.numeral(number) == words


def test_libreoffice_numbers_odd_and_even_pages(tmp_path):
    pages = samples.pages(samples.rendered(village_report.write(report(9), ISSUE), tmp_path))
    assert len(pages) > 2
    assert all(re.search(rf"—\s*{number}\s*—", page) for number, page in enumerate(pages, 1))


def test_a_full_page_of_the_report_holds_22_lines_of_28_characters(tmp_path):
    told = replace(report(0), facts=(Statement("国" * 28 * 50, ("村情档案",)),))
    page = samples.pages(samples.rendered(village_report.write(told, ISSUE), tmp_path))[1]
    lines = [re.sub(r"\s", "", line) for line in page.splitlines() if "国" in line]
    assert (len(lines), {len(line) for line in lines}) == (22, {28})
