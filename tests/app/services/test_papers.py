"""Papers out: logged before they leave, numbered copy by copy, with both values of a conflict and no sealed word."""

import io
import os
import subprocess
import sys
from pathlib import Path

import docx
import pytest

from app.errors import BadInputError, NotAllowedError, NotFoundError
from app.records.change import COMMON, new_record_id
from app.reports.word import layout, writing
from app.reports.word.render import TemplateRefusedError
from app.services import papers
from app.services.papers import PaperNotWrittenError, PaperService
from app.storage.types import ListQuery, NewChange
from tests.app.reports import samples
from tests.app.services import records_world

SECRET = "弦外之音不可外泄"


@pytest.fixture
def world(tmp_path: Path):
    made = records_world.make(tmp_path)
    yield made
    made.vault.close()


@pytest.fixture
def service(world):
    return PaperService(world.session, world.clock.local)


@pytest.fixture
def talk(world):
    fields = {
        "person_name": "李建国",
        "role": "ITV-PTY",
        "number": "2026巡-1组-谈-03-A0001",
        "started": "2026-07-09T09:05",
        "ended": "2026-07-09T10:20",
        "place": "村委会",
        "talkers": list(world.inspectors),
        "internal_note": SECRET,
        "mark": "work_secret",
    }
    rec = world.put("interview", fields)
    world.put("interview_line", {"speaker": "a", "text": "合同价486,500元", "doubt": True}, parent=rec, order="b")
    world.put("interview_line", {"speaker": "q", "text": "请介绍情况", "tags": ["A1-01"]}, parent=rec, order="a")
    return rec


@pytest.fixture
def out(tmp_path):
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


def events(world):
    rows = world.vault.rows("event", world.vault.list(ListQuery("event", sort=("created", False))))
    return [row.values for row in rows if row.values["what"] in {"print", "export"}]


def text_of(path):
    return samples.outline(path.read_bytes())


# -- the log comes first


def test_printing_is_logged_with_digest_copy_and_mark(world, service, talk):
    import hashlib

    paper = service.print_pdf(talk)
    (event,) = events(world)
    detail = event["detail"]
    assert (event["what"], event["subject"], detail["form"]) == ("print", talk, "talk_sheet")
    assert detail["sha256"] == hashlib.sha256(paper.data).hexdigest()
    assert (detail["copy"], detail["mark"], detail["pages"]) == (paper.copy, "工作秘密", paper.pages)
    assert detail["watermark"].endswith(f"份号{paper.copy}")


def test_the_line_of_the_log_stands_before_the_file(world, service, talk, out, monkeypatch):
    seen = []
    write = papers.write_whole

    def watched(path, data):
        seen.append((len(events(world)), path.exists(), list(out.iterdir())))
        write(path, data)

    monkeypatch.setattr(papers, "write_whole", watched)
    exported = service.export(talk, "talk_sheet", out)
    assert seen == [(1, False, [])]
    assert exported.path.exists()
    assert events(world)[0]["detail"]["file"] == str(exported.path)
    assert events(world)[0]["detail"]["sha256"] == exported.sha256


def test_without_the_log_nothing_leaves(world, service, talk, out, monkeypatch):
    def refuse(*_args, **_more):
        raise NotAllowedError(rule="G21")

    monkeypatch.setattr(world.vault, "log", refuse)
    for attempt in (lambda: service.export(talk, "interview", out), lambda: service.print_pdf(talk)):
        with pytest.raises(NotAllowedError):
            attempt()
    assert list(out.iterdir()) == []


def test_a_file_that_cannot_be_written_leaves_the_line_and_no_file(world, service, talk, out, monkeypatch):
    def full(_):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        with pytest.raises(PaperNotWrittenError) as caught:
            service.export(talk, "interview", out)
    assert caught.value.data["why"] == "No space left on device"
    assert list(out.iterdir()) == []
    assert [event["what"] for event in events(world)] == ["export"]


def test_a_folder_that_is_not_there_leaves_the_line_too(world, service, talk, out):
    with pytest.raises(PaperNotWrittenError):
        service.export(talk, "interview", out / "gone")
    assert len(events(world)) == 1


KILLED = """
import os, sys
from pathlib import Path
from app.services import papers
from app.services.session import Session
from app.storage import opening
from app.storage.memory import InstallationMemory
from tests.app.services.records_world import PASSPHRASE, STAFF

where, memory, rec, out, moment = sys.argv[1:]
vault = opening.open_vault(Path(where), STAFF, PASSPHRASE, memory=InstallationMemory(Path(memory)))
if moment == "before the line":
    vault.log = lambda *_: os._exit(9)
else:
    papers.write_whole = lambda *_: os._exit(9)
service = papers.PaperService(Session(vault))
service.export(rec, "interview", Path(out))
os._exit(0)
"""


@pytest.mark.parametrize(("moment", "lines"), [("before the line", 0), ("before the file", 1)])
def test_killed_between_the_line_and_the_file_the_line_stands_and_no_file(world, talk, out, moment, lines):
    world.vault.close()
    line = [sys.executable, "-c", KILLED, str(world.folder), str(world.memory), talk, str(out), moment]
    done = subprocess.run(line, check=False, env={**os.environ, "PYTHONPATH": str(Path.cwd())})
    again = world.again()
    try:
        assert done.returncode == 9
        assert list(out.iterdir()) == []
        left = events(again)
        assert [event["subject"] for event in left] == [talk] * lines
        exported = PaperService(again.session, again.clock.local).export(talk, "interview", out)
        assert exported.copy.endswith(f"-{lines + 1:06}")  # a copy that never was keeps its number
    finally:
        again.vault.close()


# -- copies


def test_every_copy_has_a_number_of_its_own(world, service, talk, out):
    copies = [service.print_pdf(talk).copy, service.print_pdf(talk).copy, service.export(talk, "interview", out).copy]
    assert [copy.rpartition("-")[2] for copy in copies] == ["000001", "000002", "000003"]
    other = world.put("interview", {"person_name": "王某", "role": "ITV-PTY"})
    assert service.print_pdf(other).copy.endswith("-000001")


def test_a_failed_copy_keeps_its_number(service, talk, out):
    with pytest.raises(PaperNotWrittenError):
        service.export(talk, "interview", out / "gone")
    assert service.export(talk, "interview", out).copy.endswith("-000002")


def test_a_reprint_says_so(service, talk):
    assert "首次印制" in samples.words(service.print_pdf(talk).data)
    assert "第2次印制" in samples.words(service.print_pdf(talk).data)


def test_nothing_that_lies_there_is_replaced(service, talk, out):
    first = service.export(talk, "interview", out)
    wanted = first.path.name.replace("000001", "000002")
    (out / wanted).write_text("something of the person's own")
    second = service.export(talk, "interview", out)
    assert (out / wanted).read_text() == "something of the person's own"
    assert second.path.name == wanted.replace(".docx", "（2）.docx")


def test_the_list_of_what_left_is_read_from_the_log(world, service, talk, out):
    service.print_pdf(talk)
    exported = service.export(talk, "interview", out)
    newest, oldest = service.in_clear()
    assert (newest.what, newest.file, newest.sha256) == ("export", str(exported.path), exported.sha256)
    assert (oldest.what, oldest.form, oldest.subject, oldest.person) == ("print", "talk_sheet", talk, "周 office")
    assert newest.at >= oldest.at


# -- what is printed


def test_what_is_typed_and_not_yet_left_is_printed_and_kept(world, service, talk):
    world.service.get(talk)
    world.service.save_draft(talk, "interview", {"place": "晒谷场东头"}, {})
    assert "晒谷场东头" in samples.words(service.print_pdf(talk).data)
    assert world.vault.record(talk).values["place"] == "晒谷场东头"
    assert world.vault.draft(talk) is None


def test_lines_stand_in_their_order(service, talk):
    shown = samples.words(service.print_pdf(talk).data)
    assert "问：请介绍情况" in shown
    assert shown.index("请介绍情况") < shown.index("合同价486,500元")


def test_both_values_of_a_conflict_are_on_every_paper(world, service, talk, out):
    world.conflict(talk, "place", "晒谷场")
    line = world.vault.children(talk, "interview_line")[0]
    world.conflict(line.rec, "text", "另一种说法")
    shown = samples.words(service.print_pdf(talk).data)
    word = text_of(service.export(talk, "interview", out).path)
    for paper in (shown, word):
        assert paper.count("【内容不一致】") == 2
        for value in ("村委会", "晒谷场", "另一种说法", str(line.values["text"])):
            assert value in paper


def test_a_conflict_about_boxes_is_told_in_words(world, service, talk, out):
    world.conflict(talk, "signing", "refused")
    world.conflict(talk, "signing", "signed")
    assert "签字方式【内容不一致】" in samples.words(service.print_pdf(talk).data)
    evidence = world.put("evidence", {"title": "合同", "sort": "copy"})
    world.conflict(evidence, "sort", "photo")
    shown = text_of(service.export(evidence, "evidence", out).path)
    assert "复印件（周 office）" in shown
    assert "照片（周 office）" in shown


def test_papers_of_several_villages_are_written_one_by_one(world, service, out):
    exported = service.export_all([world.village, world.other_village], "village_report", out)
    assert [one.path.exists() for one in exported] == [True, True]
    assert len({one.path for one in exported}) == 2
    assert len(events(world)) == 2


def test_the_heavy_libraries_are_loaded_only_when_something_is_printed():
    heavy = ("reportlab", "docx", "docxtpl", "jinja2", "segno", "PIL", "lxml")
    code = f"import app.services.papers, sys; print([name for name in {heavy!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout.strip() == "[]"


def test_the_internal_note_and_tags_reach_no_paper(world, service, talk, out):
    pdf = service.print_pdf(talk).data
    path = service.export(talk, "interview", out).path
    assert SECRET not in samples.words(pdf)
    assert SECRET not in samples.member(path.read_bytes(), "word/document.xml")
    assert "A1-01" not in samples.words(pdf)
    assert "疑点" not in samples.words(pdf)


def test_the_mark_is_the_records_else_the_rounds_else_none(world, service, talk):
    bare = world.put("interview", {"person_name": "王某", "role": "ITV-PTY"})
    assert "工作秘密" in samples.words(service.print_pdf(talk).data)
    assert "工作秘密" not in samples.words(service.print_pdf(bare).data)
    fields = {"name": "第七轮", "term": "十四届", "year": 2026, "number": 7, "starts": "2026-07-01", "mark": "secret"}
    world.vault.write([NewChange("round", new_record_id(), COMMON, fields, as_office=True)])
    assert "秘密★" in samples.words(service.print_pdf(bare).data)
    assert "工作秘密" in samples.words(service.print_pdf(talk).data)


def test_the_foot_quotes_the_end_of_my_chain(world, service, talk):
    head = world.vault.chains()[world.vault.me.writer_id][world.scope].id[:8]
    assert f"校验{head}" in samples.words(service.print_pdf(talk).data)


def test_a_blank_form_is_logged_and_carries_no_copy_number(world, service):
    paper = service.print_blank(2)
    assert (paper.pages, paper.copy) == (2, "")
    assert events(world)[0]["detail"]["form"] == "blank_talk"


def test_a_form_of_another_kind_is_refused(world, service, talk, out):
    with pytest.raises(BadInputError):
        service.export(talk, "finding", out)
    with pytest.raises(NotFoundError):
        service.export(new_record_id(), "interview", out)
    with pytest.raises(NotFoundError):
        service.export(talk, "no such form", out)
    assert events(world) == []


def test_a_deleted_record_is_not_printed(world, service, talk):
    world.service.delete(talk)
    with pytest.raises(NotFoundError):
        service.print_pdf(talk)


def test_forms_are_offered_by_kind(service):
    assert [form.code for form in service.forms_of("interview")] == ["talk_sheet", "interview"]
    assert {"finding", "village_report"} <= {form.code for form in service.kinds()}


# -- forms from templates


def test_a_request_lists_the_documents_of_its_village(world, service, out):
    first = world.put("document_check", {"name": "财务账簿", "due_on": "2026-07-12"})
    second = world.put("document_check", {"name": "会议记录"})
    elsewhere = new_record_id()
    other = f"village-{world.other_village}"
    world.vault.write([NewChange("document_check", elsewhere, other, {"name": "别村的资料"})])
    whole = text_of(service.export(world.village, "document_request", out).path)
    assert "| 1 | 财务账簿" in whole
    assert "| 2 | 会议记录" in whole
    assert "2026年7月12日" in whole
    assert "别村的资料" not in whole
    some = text_of(service.export(world.village, "document_request", out, [second, first]).path)
    assert some.index("会议记录") < some.index("财务账簿")


def test_a_fact_confirmation_names_no_source(world, service, out):
    finding = world.put("finding", {"title": "来源为李某反映的问题", "found_how": ["talk"], "number": "底-1"})
    fields = {"summary": "未验收即付款", "facts": "合同价486,500元。", "findings": [finding], "note": "李某举报"}
    rec = world.put("fact_confirmation", fields)
    path = service.export(rec, "fact_confirmation", out).path
    body = samples.member(path.read_bytes(), "word/document.xml")
    assert "未验收即付款" in body
    assert "李某" not in body


def own_template(path, words):
    made = layout.document()
    writing.paragraph(made, words)
    made.save(path)
    return path


def test_the_office_uses_its_own_template_and_goes_back(world, service, out, tmp_path):
    rec = world.put("evidence", {"title": "施工合同", "sort": "copy"})
    mine = own_template(tmp_path / "我的.docx", "本办样式：{{ 材料名称 }}")
    service.templates.use(mine, "evidence")
    assert "本办样式：施工合同" in text_of(service.export(rec, "evidence", out).path)
    row = next(iter(world.vault.rows("setting", world.vault.list(ListQuery("setting")))))
    assert row.scope == COMMON  # so it travels with the next task package
    service.templates.drop("evidence")
    assert "取　证　单" in text_of(service.export(rec, "evidence", out).path)


def test_a_template_with_problems_is_not_taken(world, service, tmp_path):
    bad = own_template(tmp_path / "坏.docx", "｛｛ 材料名称 ｝｝")
    (problem,) = service.templates.check(bad, "evidence")
    assert problem.words("zh_CN").startswith("正文第1段：花括号是全角的")
    with pytest.raises(TemplateRefusedError):
        service.templates.use(bad, "evidence")
    assert service.templates.in_use("evidence")[0] == "evidence.docx"


def test_a_template_too_large_is_not_taken(service, tmp_path):
    large = tmp_path / "large.docx"
    large.write_bytes(bytes((1 << 20) + 1))
    with pytest.raises(BadInputError):
        service.templates.use(large, "evidence")


def test_every_word_paper_of_the_service_opens(world, service, talk, out):
    evidence = world.put("evidence", {"title": "合同", "sort": "copy"})
    finding = world.put("finding", {"title": "问题", "found_how": ["talk"]})
    check = world.put("document_check", {"name": "账簿"})
    world.put("document_loan", {"what": "凭证", "borrowed_on": "2026-07-10"}, parent=check, order="a")
    wanted = [(talk, "interview"), (evidence, "evidence"), (finding, "finding")]
    wanted += [(world.village, form) for form in ("document_request", "borrowing_register", "village_report")]
    for rec, form in wanted:
        data = service.export(rec, form, out).path.read_bytes()
        assert samples.in_order(data) == [], form
        assert docx.Document(io.BytesIO(data)).paragraphs
    assert sorted(path.suffix for path in out.iterdir()) == [".docx"] * len(wanted)
