"""The village report and the handover slip, gathered from the vault."""

from pathlib import Path

import pytest

from app.errors import NotFoundError
from app.services.papers import PaperService
from app.storage.types import ListQuery, NewChange, PackageRecord
from app.sync import manifest
from tests.app.reports import samples
from tests.app.services import records_world
from tests.app.services.group_world import Group


@pytest.fixture
def world(tmp_path: Path):
    made = records_world.make(tmp_path)
    yield made
    made.vault.close()


@pytest.fixture
def service(world):
    return PaperService(world.session, world.clock.local)


@pytest.fixture
def out(tmp_path):
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


def text_of(path):
    return samples.outline(path.read_bytes())


def test_the_report_counts_the_work_and_cites_it(world, service, out):
    village = world.village
    world.vault.write([NewChange("village", village, world.scope, {"households": 412, "debt": 123456})])
    for name, state in (("甲", "begin"), ("乙", "begin"), ("甲", "begin"), ("丙", "")):
        rec = world.put("interview", {"person_name": name, "role": "ITV-PTY"})
        if state:
            fields = {"state": "in_progress"}
            world.vault.write([NewChange("interview", rec, world.scope, fields, step=state)])
    world.put("income_year", {"year": 2025, "income": 5_000_000}, parent=village, order="a")
    shown = text_of(service.export(village, "village_report", out).path)
    assert "柳河镇石桥村有412户。〔1〕" in shown
    assert "谈话3人次，涉及2人。" in shown
    assert "村集体收入：2025年50,000.00元。" in shown
    assert "村级债务1,234.56元。" in shown
    assert "没有经组长审签的问题底稿" in shown
    assert "| 村情档案 | 石桥村村情档案（F05） | 〔1〕" in shown


TOLD = {
    "title": "多付工程款",
    "facts": "2021年5月，村主任王某在沟渠工程中按合同1,200米付款。\n实测620米。",
    "three": ["strictness"],
    "item": "B3-04",
    "found_how": ["talk"],
    "when": "2021年5月",
    "place": "石桥村",
    "persons_text": "村主任王某",
    "amount": 3_600_000,
    "responsible_text": "村主任王某",
    "basis": "《村级小型工程管理办法》第十五条：按实测工程量结算。",
}


def signed_by_four(world, finding):
    """Two handlers, the deputy and the leader, who takes it into the report."""
    group = Group(world)
    for who, step in (("li", "sign"), ("wang", "countersign"), ("zhao", "review"), ("qian", "approve")):
        group.act(who)
        world.service.step(finding, step)
    world.service.step(finding, "to_report")
    world.vault._me = group.office


def test_only_findings_taken_into_the_report_are_told(world, service, out):
    talk = world.put("interview", {"person_name": "李某", "role": "ITV-PTY", "number": "谈-0001"})
    taken, open_ = world.put("finding", TOLD), world.put("finding", {**TOLD, "title": "尚未审签的问题"})
    for finding in (taken, open_):
        world.put("finding_source", {"name": "谈话", "interview": talk, "says": "x"}, parent=finding, order="a")
    signed_by_four(world, taken)
    shown = text_of(service.export(world.village, "village_report", out).path)
    assert "（一）全面从严治党不力" in shown
    assert "1.多付工程款〔" in shown
    assert "写入本报告的问题1个" in shown
    assert "| 谈-0001 | 谈话记录 |" in shown
    assert world.vault.record(taken).values["formal_number"] in shown
    assert "李某" not in shown
    assert "尚未审签的问题" not in shown


def test_the_slip_tells_what_the_package_tells(world, service):
    writer = world.vault.me.writer_id
    chain = world.vault.chains()[writer][world.scope]
    told = manifest.Manifest(
        kind="return",
        package="ab" * 16,
        created=1_783_000_000_000,
        key=world.vault.me.key.public.hex(),
        writer=writer,
        sender="cd" * 16,
        made_for="office",
        counter=7,
        to=(manifest.Addressee("age1" + "q" * 58),),
        office="ef" * 32,
        practice=False,
        members=(manifest.Member(f"changes/{writer}/{world.scope}/{1:012}-{chain.n:012}.jsonl", 10, "00" * 32),),
        series=("ab" * 16, 1, 1),
        chains={writer: {world.scope: {"from": 1, "to": chain.n, "head": chain.id}}},
        keys={writer: world.vault.me.key.public.hex()},
    )
    details = {"file": "x.satchel", "size": 4096}
    noted = PackageRecord(
        "ab" * 16, "out", "return", "cd" * 16, "office", 7, "12" * 32, 1, "written", manifest.write(told), details
    )
    world.vault.note_package(noted)
    paper = service.print_slip("ab" * 16)
    shown = samples.words(paper.data)
    for words in ("上交包", "ab" * 16, "第7号", "石桥村", f"改动{chain.n}条", chain.id[:16], "x.satchel", "巡察办"):
        assert words in shown
    (event,) = world.vault.rows("event", world.vault.list(ListQuery("event", filters={"what": "print"})))
    assert event.values["detail"]["form"] == "slip"
    with pytest.raises(NotFoundError):
        service.print_slip("00" * 16)
