import re
from dataclasses import replace

import pytest

from app.reports.talk import Signing
from app.reports.word import interview
from tests.app.reports import samples
from tests.app.reports.samples import ISSUE, addendum, talk


def test_the_record_of_a_talk(snapshot):
    assert samples.outline(interview.write(talk(), ISSUE)) == snapshot


@pytest.mark.parametrize("signing", list(Signing))
def test_elements_stand_in_the_order_word_wants(signing):
    assert samples.in_order(interview.write(talk(signing=signing), replace(ISSUE, practice=True))) == []


def test_practice_and_the_copy_are_in_the_header():
    shown = samples.outline(interview.write(talk(), replace(ISSUE, practice=True, copy="A-000009")))
    assert "(header) 工作秘密\t【演练】不作正式材料使用\t份号：A-000009" in shown


def _bare(text):
    """Words without blanks and without quotation marks, which come from another font and are read at another place."""
    return re.sub(r"[\s“”]", "", text)


def test_libreoffice_shows_every_word(tmp_path):
    said = talk()
    pages = samples.pages(samples.rendered(interview.write(said, ISSUE), tmp_path))
    shown = _bare("".join(pages))
    assert [line.text for line in said.lines if _bare(line.label + line.text) not in shown] == []
    assert f"第{len(pages)}页共{len(pages)}页" in shown


@pytest.mark.parametrize("signing", list(Signing))
def test_an_addendum_in_word_quotes_the_signed_copy_and_is_in_order(signing):
    data = interview.write_addendum(addendum(signing=signing), ISSUE)
    assert samples.in_order(data) == []
    shown = samples.outline(data)
    for words in (
        "谈话补充记录",
        "谈-03-A0012-补1",
        "A-000002",
        "3fa9c2d188aa01ff",
        "本人补充：结算单上第二笔签字不是我签的。",
    ):
        assert words in shown
    assert "签名：" in shown.partition("(footer)")[2]  # every page is signed


def test_mark_practice_and_the_number_of_a_reprint_share_one_line(tmp_path):
    issue = replace(ISSUE, practice=True, copy="1-000002", earlier=1, mark="工作秘密")
    page = samples.pages(samples.rendered(interview.write(talk(), issue), tmp_path))[0]
    assert any(re.sub(r"\s", "", line).endswith("份号：1-000002（第2次印制）") for line in page.splitlines())
