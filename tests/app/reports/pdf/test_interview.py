import base64
import re
import zlib
from dataclasses import replace

import pytest

from app.reports.pdf import interview, interview_end
from app.reports.pdf.fonts import choose
from app.reports.pdf.sheet import LEFT, RIGHT, Sheet
from app.reports.talk import Line, Signing
from tests.app.reports import samples
from tests.app.reports.samples import ISSUE, addendum, talk


@pytest.fixture(scope="module")
def sheet():
    return Sheet(choose(), ISSUE, "x")


def text_of(pages):
    return "".join(row.label + row.text for page in pages for row in page.rows)


@pytest.mark.parametrize("times", range(12))
@pytest.mark.parametrize("signing", list(Signing))
def test_no_word_is_lost_and_the_signatures_never_stand_alone(sheet, times, signing):
    said = talk(times, signing=signing)
    pages = interview.lay_out(said, sheet)
    assert text_of(pages) == "".join(line.label + line.text.replace("\n", "") for line in said.lines)
    assert [page.closing for page in pages] == [False] * (len(pages) - 1) + [True]
    assert pages[-1].rows or not times
    assert all(0 <= page.struck <= page.room for page in pages)


@pytest.mark.parametrize("signing", list(Signing))
def test_the_ruled_lines_end_above_the_signatures(sheet, signing):
    said = talk(3, signing=signing, refusal="怕得罪人。" * 40)
    page = interview.lay_out(said, sheet)[-1]
    lowest = interview.TOP - page.room * interview.PITCH
    assert lowest >= interview_end.top(said, sheet)


@pytest.mark.parametrize("times", [0, 1, 4])
def test_a_reason_longer_than_the_closing_costs_no_word_of_the_talk(sheet, times):
    said = talk(times, signing=Signing.REFUSED, refusal="怕得罪人，也怕说不清。" * 90)
    pages = interview.lay_out(said, sheet)
    words = "".join(line.label + line.text.replace("\n", "") for line in said.lines)
    assert text_of(pages) == f"{words}记：拒签原因：{said.refusal}"
    assert all(0 <= page.struck <= page.room for page in pages)


def test_empty_lines_are_struck_only_where_there_are_some(sheet):
    pages = interview.lay_out(talk(6), sheet)
    assert len(pages) > 2
    assert [page.struck for page in pages[:-2]] == [0] * (len(pages) - 2)
    assert pages[-1].struck > 0


def strikes(pdf):
    """Number of Z-shaped strokes over the whole width of the text."""
    left, right = (f"{edge:.5f}".rstrip("0").encode() for edge in (LEFT, RIGHT))
    shape = rb"%s [\d.]+ m %s [\d.]+ l %s [\d.]+ l %s [\d.]+ l\s+S" % (left, right, left, right)
    found = 0
    for stream in re.findall(rb"(?:ASCII85Decode)[^>]*>>\s*stream\r?\n(.*?)~>", pdf, re.DOTALL):
        found += len(re.findall(shape, zlib.decompress(base64.a85decode(stream))))
    return found


def test_the_strike_is_drawn_on_the_record_and_not_on_the_blank_form():
    assert strikes(interview.print_talk(talk(3), ISSUE).pdf) == 1
    assert strikes(interview.print_blank(ISSUE).pdf) == 0


@pytest.mark.parametrize("times", [1, 5])
def test_every_page_says_which_of_how_many_and_who_signs(times):
    printed = interview.print_talk(talk(times), ISSUE)
    pages = samples.pages(printed.pdf)
    assert len(pages) == printed.pages
    for number, page in enumerate(pages, 1):
        bare = re.sub(r"\s", "", page)
        assert f"第{number}页共{len(pages)}页" in bare
        assert "被谈话人签名：" in bare
        for carried in ("工作秘密", "份号：A-000001", "校验3fa9c2d1", "编号2026巡-1组-谈-03-A0012", "首次印制"):
            assert carried in bare


SIGNED = {
    Signing.SIGNED: (["以上记录我已看过，与我所说的一致。", "谈话人签名：", "记录人签名："], ["指印：", "拒签"]),
    Signing.FINGERPRINT: (["被谈话人签名并按指印：", "指印"], ["拒签"]),
    Signing.READ_ALOUD: (["以上记录已向我宣读", "宣读人、见证人签名：", "被谈话人按指印："], ["亲笔写明"]),
    Signing.INTERNAL: (["本记录为内部工作记录，未交被谈话人核对、签字。"], ["被谈话人签名", "亲笔写明", "涂改"]),
    Signing.REFUSED: (["拒签原因：怕得罪人", "见证人（吴一、郑二）签名："], ["亲笔写明", "被谈话人签名"]),
}


@pytest.mark.parametrize("signing", list(Signing))
def test_each_way_of_signing_has_a_closing_of_its_own(signing):
    said = talk(3, signing=signing, refusal="怕得罪人", witnesses="吴一、郑二")
    shown = samples.words(interview.print_talk(said, ISSUE).pdf)
    wanted, unwanted = SIGNED[signing]
    assert [words for words in wanted if words not in shown] == []
    assert [words for words in unwanted if words in shown] == []


def test_a_second_print_says_so():
    shown = samples.words(interview.print_talk(talk(), replace(ISSUE, copy="A-000002", earlier=1)).pdf)
    assert "份号：A-000002（第2次印制）" in shown


def test_practice_is_marked_on_every_page():
    pages = samples.pages(interview.print_talk(talk(4), replace(ISSUE, practice=True)).pdf)
    assert len(pages) > 1
    assert [re.sub(r"\s", "", page).count("演练") for page in pages] == [2] * len(pages)


def test_the_watermark_names_group_person_moment_and_copy():
    shown = samples.words(interview.print_talk(talk(), ISSUE).pdf)
    assert shown.count("县委第一巡察组") >= 5
    assert ISSUE.watermark == "县委第一巡察组 · 吴一 · 2026-07-09 14:03 · 份号A-000001"


def test_both_values_of_a_conflict_are_printed():
    said = talk(place="【内容不一致】①村委会（吴一）；②晒谷场（郑二）")
    shown = samples.words(interview.print_talk(said, ISSUE).pdf)
    assert "【内容不一致】①村委会（吴一）；②晒谷场（郑二）" in shown


def test_the_same_copy_gives_the_same_bytes():
    assert interview.print_talk(talk(), ISSUE).pdf == interview.print_talk(talk(), ISSUE).pdf


def test_the_blank_form_leaves_the_numbers_to_the_hand():
    printed = interview.print_blank(replace(ISSUE, copy="", number="", person="", group="", at=None, head=""), pages=4)
    pages = samples.pages(printed.pdf)
    assert len(pages) == printed.pages == 4
    shown = "".join(pages)
    assert "空行须划去" in shown
    assert "份号" not in shown
    assert not re.search(r"第\s*\d", shown)


def test_a_rare_name_is_told_rather_than_dropped():
    printed = interview.print_talk(talk(name="王\U0010fffd"), ISSUE)
    assert printed.missing == ("\U0010fffd",)


@pytest.mark.parametrize("text", ["", "\x00\u200b\u202e<b>&amp;", "很长" * 5000, "a" * 3000, "🙂" * 50, "　　\n\n　"])
def test_any_text_can_be_printed(text):
    printed = interview.print_talk(talk(0, lines=(Line("a", text), Line("q", "完")), name=text[:200]), ISSUE)
    assert printed.pdf.startswith(b"%PDF")


def test_the_pages_of_a_talk(sheet, snapshot):
    pages = interview.lay_out(talk(2), Sheet(_even(), ISSUE, "x"))
    shown = [[f"{row.label}{row.text}" for row in page.rows] + [f"({page.struck} struck)"] for page in pages]
    assert "\n".join("\n".join(page) for page in shown) == snapshot


class _Square:
    """A face of which every character is one em wide, so that the pages are the same on every machine."""

    name = "Helvetica"
    missing = frozenset()

    def width(self, text, size):
        return len(text) * size


def _even():
    class Even:
        missing = ()

        def __getitem__(self, role):
            return _Square()

    return Even()


def test_an_addendum_names_the_talk_the_copy_and_the_digest_it_belongs_to():
    printed = interview.print_addendum(addendum(), ISSUE)
    shown = samples.words(printed.pdf)
    for words in (
        "谈话补充记录",
        "谈-03-A0012-补1",
        "A-000002",
        "3fa9c2d188aa01ff",
        "李建国",
        "签字后本人想起会议日期",
    ):
        assert words in shown
    assert "第1页共1页" in shown


@pytest.mark.parametrize("signing", list(Signing))
def test_every_page_of_an_addendum_is_numbered_and_signed(signing):
    printed = interview.print_addendum(addendum(text="另外一笔我记错了。" * 400, signing=signing), ISSUE)
    shown = samples.pages(printed.pdf)
    assert len(shown) == printed.pages > 2
    for number, page in enumerate(shown, 1):
        told = re.sub(r"\s", "", page)
        assert f"第{number}页共{printed.pages}页" in told
        assert re.search("签名(并按指印)?：", told)
    assert "".join(shown).count("记错了") > 300


def test_an_addendum_is_struck_where_nothing_is_written():
    assert strikes(interview.print_addendum(addendum(), ISSUE).pdf) == 1
