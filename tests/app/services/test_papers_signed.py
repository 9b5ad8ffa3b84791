"""What is added after a signature, empty forms, and sheets that leak no source."""

import io
import zipfile

import pytest

from app.errors import BadInputError
from app.services.papers import PaperService
from tests.app.reports import samples
from tests.app.services import records_world
from tests.app.services.test_papers import events, own_template, text_of

SIGNABLE = {
    "person_name": "李建国",
    "role": "ITV-PTY",
    "number": "2026巡-1组-谈-03-A0002",
    "started": "2026-07-09T09:05",
    "ended": "2026-07-09T10:20",
    "place": "村委会",
    "mark": "work_secret",
    "signing": "signed",
}


@pytest.fixture
def world(tmp_path):
    made = records_world.make(tmp_path)
    yield made
    made.vault.close()


@pytest.fixture
def service(world):
    return PaperService(world.session, world.clock.local)


@pytest.fixture
def talk(world):
    return world.put("interview", {**SIGNABLE, "talkers": list(world.inspectors)})


@pytest.fixture
def out(tmp_path):
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


# -- after the signature


def added(world, talk, **more):
    fields = {
        "sort": "correction",
        "text": "第二笔不是我签的",
        "reason": "想起来了",
        "at": "2026-07-10T08:30",
        "author": world.inspectors[1],
        "signed_change": world.vault.record(talk).lock,
    }
    return world.put("interview_addendum", {**fields, **more}, parent=talk)


def test_an_addendum_belongs_to_the_copy_printed_before_the_signature(world, service):
    talk = world.put("interview", {**SIGNABLE, "talkers": list(world.inspectors), "recorder": world.inspectors[1]})
    world.service.step(talk, "begin")
    world.service.step(talk, "finish")
    service.print_pdf(talk)
    second = service.print_pdf(talk).copy
    world.service.step(talk, "sign")
    third = service.print_pdf(talk).copy
    rec = added(world, talk)
    shown = samples.words(service.print_pdf(rec, "addendum_sheet").data)
    assert second in shown
    assert third not in shown
    assert world.vault.record(talk).lock[:16] in shown
    assert f"编号：{SIGNABLE['number']}-补1" in shown
    assert "工作秘密" in shown  # the talk's own mark
    assert "第二笔不是我签的" in shown
    other = added(world, talk, text="还有一件")
    world.service.delete(rec)
    assert f"编号：{SIGNABLE['number']}-补2" in samples.words(service.print_pdf(other, "addendum_sheet").data)


def test_an_addendum_counts_its_own_copies_and_is_logged(world, service, talk, out):
    service.print_pdf(talk)
    rec = added(world, talk)
    first = service.print_pdf(rec, "addendum_sheet")
    exported = service.export(rec, "addendum", out)
    assert (first.copy.rpartition("-")[2], exported.copy.rpartition("-")[2]) == ("000001", "000002")
    assert [event["subject"] for event in events(world)] == [talk, rec, rec]
    assert "签字件不是本机印制" not in text_of(exported.path)
    assert "第二笔不是我签的" in text_of(exported.path)


def test_where_no_copy_was_printed_here_the_addendum_says_so(world, service, talk, out):
    assert "签字件不是本机印制" in text_of(service.export(added(world, talk), "addendum", out).path)


# -- empty forms


def test_every_empty_form_is_logged_as_empty_and_names_no_record(world, service, out):
    world.put("finding", {"title": "不该在空白表上出现"})
    exported = service.export_blanks(out)
    assert len(exported) == len(service.blanks()) == 7
    assert {event["detail"]["form"] for event in events(world)} == {form.code for form in service.blanks()}
    assert all(event["detail"]["blank"] and not event["subject"] for event in events(world))
    assert all(one.blank for one in service.in_clear())
    for one in exported:
        if one.path.suffix == ".docx":
            assert "不该在空白表上出现" not in text_of(one.path)
            assert samples.in_order(one.path.read_bytes()) == []


def test_only_forms_to_write_on_can_be_had_empty(world, service, out):
    for code in ("village_report", "slip", "interview"):
        with pytest.raises(BadInputError):
            service.export_blank(out, form=code)
    with pytest.raises(BadInputError):
        service.print_blank(form="finding")
    assert events(world) == []


def test_the_empty_form_follows_the_offices_own_template(world, service, out, tmp_path):
    service.templates.use(own_template(tmp_path / "我的.docx", "本办样式：{{ 材料名称 }}"), "evidence")
    assert "本办样式：" in text_of(service.export_blank(out, form="evidence").path)


# -- what leaves the group to be signed


SENTINELS = ("哨兵举报人", "哨兵谈话人", "哨兵提供人", "哨兵备注", "哨兵来信", "哨兵内部")


def everything_in(data):
    """Every word in every member of a Word file, properties and relations included."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return "".join(packed.read(name).decode("utf-8", "replace") for name in packed.namelist())


def with_sources(world):
    """A fact confirmation about a finding that rests on everybody who could be named; each name is a sentinel."""
    teller, talker, giver, remark, letter, inside = SENTINELS
    person = world.put("person", {"name": talker, "note": inside})
    talk = world.put(
        "interview",
        {"person_name": talker, "interviewee": person, "role": "ITV-PTY", "number": "谈-1", "internal_note": inside},
    )
    line = world.put("interview_line", {"speaker": "a", "text": f"是{teller}说的", "persons": [person]}, parent=talk)
    evidence = world.put(
        "evidence", {"title": letter, "sort": "copy", "provider": giver, "interview": talk, "note": remark}
    )
    finding = world.put(
        "finding",
        {"title": f"{teller}反映的问题", "found_how": ["talk", "petition"], "number": "底-1", "facts": inside},
    )
    for values in ({"interview": talk, "line": line, "says": teller}, {"evidence": evidence, "name": letter}):
        world.put("finding_source", values, parent=finding)
    fields = {
        "summary": "未验收即付款",
        "facts": "合同价486,500元。",
        "findings": [finding],
        "note": f"{teller} {remark}",
    }
    rec = world.put("fact_confirmation", fields)
    world.conflict(rec, "findings", [])
    world.conflict(rec, "note", f"{letter} {inside}")
    return rec, evidence


def test_a_fact_confirmation_leaks_no_source_in_any_part_of_the_file(world, service, out):
    rec, _ = with_sources(world)
    exported = service.export(rec, "fact_confirmation", out)
    told = everything_in(exported.path.read_bytes()) + exported.path.name
    assert "未验收即付款" in told
    assert [name for name in (*SENTINELS, "底-1", "谈-1") if name in told] == []


def test_no_template_of_the_office_can_ask_for_a_source(world, service, tmp_path):
    names = ("汇总自底稿", "findings", "备注", "note", "findings_options", "反映人", "问题来源", "谈话人", "提供人")
    for name in names:
        (problem,) = service.templates.check(
            own_template(tmp_path / "x.docx", f"{{{{ {name} }}}}"), "fact_confirmation"
        )
        assert (problem.code, problem.found) == ("template-unknown-name", name)


def test_an_evidence_sheet_names_the_giver_who_signs_it_and_nobody_else(world, service, out):
    _, evidence = with_sources(world)
    told = everything_in(service.export(evidence, "evidence", out).path.read_bytes())
    _, _, giver, _, title, _ = SENTINELS
    assert giver in told
    assert title in told
    assert [name for name in SENTINELS if name in told and name not in (giver, title)] == []
