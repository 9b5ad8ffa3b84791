"""Putting things right: undo, recycle, another village, the same person twice, files."""

from pathlib import Path

import pytest

from app.errors import NotAllowedError
from app.storage.types import NewChange
from tests.app.services import records_world
from tests.app.services.test_records import signed


@pytest.fixture
def world(tmp_path: Path):
    made = records_world.make(tmp_path)
    yield made
    made.vault.close()


def save(world, rec, **fields):
    world.service.get(rec)
    world.service.save_draft(rec, "person", fields, {})
    world.service.commit(rec)


def test_undo_takes_back_one_save_after_the_other_down_to_the_first(world):
    service, rec = world.service, world.service.new("person")
    service.save_draft(rec, "person", {"name": "王", "post": "会计"}, {})
    service.commit(rec)
    save(world, rec, post="主任")
    save(world, rec, post="书记", address="一组")
    seen = []
    while service.get(rec).can_undo and len(seen) < 9:
        service.undo(rec)
        page = service.get(rec)
        seen.append((page.values.get("post"), page.values.get("address"), page.record.deleted))
    assert seen == [("主任", None, False), ("会计", None, False), ("会计", None, True)]
    with pytest.raises(NotAllowedError):
        service.undo(rec)


def test_undo_leaves_what_somebody_wrote_since(world):
    rec = world.put("person", {"name": "王", "post": "会计"})
    save(world, rec, post="主任", address="一组")
    record = world.vault.record(rec)
    world.vault.write([NewChange("person", rec, record.scope, {"post": "书记"}, as_office=True)])
    world.service.undo(rec)
    page = world.service.get(rec)
    assert page.values["post"] == "书记"
    assert not page.values.get("address")


def test_nothing_is_undone_after_a_signature(world):
    rec = signed(world)
    assert not world.service.get(rec).can_undo
    with pytest.raises(NotAllowedError):
        world.service.undo(rec)


def test_a_deleted_record_lies_in_the_recycle_list_and_comes_back(world):
    rec = world.put("person", {"name": "王"})
    world.service.delete(rec)
    assert world.service.list(world.service.query("person")) == []
    assert [one.rec for one in world.service.recycled()] == [rec]
    world.service.restore(rec)
    assert len(world.service.list(world.service.query("person"))) == 1
    assert world.service.recycled() == []


def test_a_record_moves_with_parts_number_files_and_history(world, tmp_path):
    service, rec = world.service, world.service.new("interview")
    service.save_draft(rec, "interview", {"person_name": "王", "internal_note": "记"}, {})
    service.commit(rec)
    number = service.get(rec).values["number"]
    for text in ("问一", "答一"):
        part = service.new_part("interview_line")
        service.save_draft(part.rec, part.kind, {"speaker": "q", "text": text}, {}, parent=rec, order=part.order)
    service.commit(rec)
    (tmp_path / "a.txt").write_text("scan", "utf-8")
    service.attach(rec, tmp_path / "a.txt")
    service.step(rec, "begin")
    service.move(rec, world.other_village)
    page = service.get(rec)
    assert page.scope == f"village-{world.other_village}"
    assert (page.values["number"], page.state) == (number, "in_progress")
    assert sorted(part.values["text"] for part in page.parts["interview_line"]) == ["答一", "问一"]
    assert [part.values["name"] for part in page.parts["attachment"]] == ["a.txt"]
    assert service.open_sealed(rec, "internal_note") == "记"
    assert service.list(service.query("interview")) == []
    assert service.recycled() == []
    assert len(service.history(rec)) >= 4
    service.move(rec, world.village)
    assert service.get(rec).scope == world.scope
    assert len(service.get(rec).parts["interview_line"]) == 2
    assert len(service.list(service.query("interview"))) == 1


def test_a_signed_talk_moves_and_stays_signed(world):
    rec = signed(world)
    world.service.move(rec, world.other_village)
    page = world.service.get(rec)
    assert (page.scope, page.state, page.locked) == (f"village-{world.other_village}", "signed", True)


def test_a_person_entered_twice_is_joined_and_taken_apart_again(world):
    one, two = world.put("person", {"name": "王小明"}), world.put("person", {"name": "王小明", "post": "会计"})
    alike = world.service.look_alikes("f" * 32, "person", "王 小明")
    assert {rec for rec, _ in alike} == {one, two}
    world.service.same_person(two, one)
    assert len(world.service.list(world.service.query("person"))) == 1
    assert world.service.get(two).record.same_as == one
    assert [(lying.rec, lying.other) for lying in world.service.recycled()] == [(two, "王小明")]
    world.service.not_same(two)
    assert len(world.service.list(world.service.query("person"))) == 2


def test_the_history_says_who_and_what_was_before(world):
    rec = world.put("person", {"name": "王", "post": "会计"})
    save(world, rec, post="主任")
    newest, first = world.service.history(rec)
    assert newest.fields == (("post", "会计", "主任"),)
    assert newest.person == world.session.person
    assert {name: new for name, _, new in first.fields} == {"name": "王", "post": "会计"}


def test_a_file_comes_back_byte_for_byte_and_the_log_says_so(world, tmp_path):
    rec = world.put("person", {"name": "王"})
    data = bytes(range(256)) * 5000
    (tmp_path / "证明.bin").write_bytes(data)
    world.service.attach(rec, tmp_path / "证明.bin")
    part = world.service.get(rec).parts.get("attachment", world.service.attachments(rec))[0]
    out = tmp_path / "copy.bin"
    world.service.save_attachment(part.rec, out)
    assert out.read_bytes() == data
    assert not list(tmp_path.glob("*.part"))


def test_a_part_can_be_put_between_two_others(world):
    rec = world.put("interview", {"person_name": "王"})
    service = world.service
    first = service.new_part("interview_line")
    last = service.new_part("interview_line", after=first.order)
    middle = service.new_part("interview_line", after=first.order, before=last.order)
    for part, text in ((first, "一"), (last, "三"), (middle, "二")):
        service.save_draft(part.rec, part.kind, {"speaker": "n", "text": text}, {}, parent=rec, order=part.order)
    assert [part.values["text"] for part in service.get(rec).parts["interview_line"]] == ["一", "二", "三"]
    service.commit(rec)
    assert [part.values["text"] for part in service.get(rec).parts["interview_line"]] == ["一", "二", "三"]
    service.delete(middle.rec)
    assert [part.values["text"] for part in service.get(rec).parts["interview_line"]] == ["一", "三"]
