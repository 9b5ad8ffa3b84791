import hashlib
from dataclasses import replace

from app.reports.pdf.slip import print_slip
from app.reports.slip import ChainEnd, Slip, fours
from tests.app.reports import samples
from tests.app.reports.samples import ISSUE

DIGEST = hashlib.sha256(b"package").hexdigest()
SLIP = Slip(
    package="7f3c2a1be0d94c7f8a55d1c2e3f40911",
    kind="上交包",
    file="7f3c2a1be0d94c7f8a55d1c2e3f40911.satchel",
    sha256=DIGEST,
    counter=12,
    sender="吴一（A）",
    recipient="巡察办",
    written="2026年7月9日18时20分",
    changes=1342,
    attachments=17,
    size=21_034_411,
    part=(1, 2),
    chains=(ChainEnd("吴一（A）", "石桥村", 120, "ab12" * 16),),
    drafts=(("郑二", 2),),
)


def test_the_slip_says_what_was_given_and_how_to_check_it():
    printed = print_slip(SLIP, replace(ISSUE, number=""))
    shown = samples.words(printed.pdf)
    assert printed.pages == 1
    for told in (SLIP.package, "第1件，共2件", "1,342条", "17个", "郑二2份", "石桥村", "移交人签名：", "接收人签名："):
        assert told in shown
    assert fours(DIGEST).replace(" ", "") in shown
    assert "ab12ab12ab12ab12" in shown


def test_a_digest_is_read_in_groups_of_four():
    groups = fours(DIGEST).split(" ")
    assert len(groups) == 16
    assert {len(group) for group in groups} == {4}


def test_many_chains_go_on_to_another_page_with_the_signatures_last():
    printed = print_slip(replace(SLIP, chains=SLIP.chains * 60), ISSUE)
    pages = samples.pages(printed.pdf)
    assert len(pages) == printed.pages > 1
    assert ["移交人签名：" in page.replace(" ", "") for page in pages] == [False] * (len(pages) - 1) + [True]


def test_the_code_names_the_package_and_its_digest_only():
    assert SLIP.code == f"SATCHEL1|{SLIP.package}|{DIGEST}"
