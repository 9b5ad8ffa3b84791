"""Records as the list and the form use them: drafts, commits, names, steps."""

from pathlib import Path

import pytest

from app.errors import NotAllowedError, NotFoundError
from app.records.change import new_record_id
from app.storage.types import NewChange
from tests.app.services import records_world


@pytest.fixture
def world(tmp_path: Path):
    made = records_world.make(tmp_path)
    yield made
    made.vault.close()


def test_a_draft_is_no_record_until_it_is_left(world):
    service = world.service
    rec = service.new("person")
    assert service.save_draft(rec, "person", {"name": "王小明"}, {"field": "name", "place": 3}) > 0
    assert service.list(service.query("person")) == []
    assert service.drafts("person")[0][:2] == (rec, "王小明")
    assert service.commit(rec) == frozenset({"person"})
    rows = service.rows("person", service.list(service.query("person")))
    assert [row.values["name"] for row in rows] == ["王小明"]
    assert service.drafts("person") == []


def test_a_draft_survives_closing_the_vault_without_a_commit(world):
    rec = world.service.new("person")
    world.service.save_draft(rec, "person", {"name": "王小明"}, {"field": "post", "place": 2, "raw": {"birth": "?"}})
    again = world.again()
    try:
        page = again.service.get(rec)
        assert page.record is None
        assert page.values["name"] == "王小明"
        assert (page.cursor["field"], page.cursor["place"], page.raw) == ("post", 2, {"birth": "?"})
    finally:
        again.vault.close()
        world.vault = again.vault


def test_text_that_means_nothing_yet_stays_a_draft_when_the_record_is_left(world):
    service, rec = world.service, world.service.new("interview")
    service.save_draft(rec, "interview", {"person_name": "王"}, {"raw": {"started": "half past"}})
    service.commit(rec)
    page = service.get(rec)
    assert page.record is not None
    assert page.raw == {"started": "half past"}
    assert page.drafted == frozenset()


def test_a_draft_replaces_only_what_it_was_opened_on(world):
    rec = world.put("person", {"name": "王", "post": "会计"})
    world.service.get(rec)
    world.vault.write([_edit(world, rec, {"post": "主任"})])
    world.service.save_draft(rec, "person", {"post": "书记"}, {})
    world.service.commit(rec)
    page = world.service.get(rec)
    assert {v.value for v in page.conflicts["post"]} == {"书记", "主任"}


def test_deciding_a_conflict_leaves_one_value(world):
    rec = world.put("person", {"name": "王", "post": "会计"})
    world.conflict(rec, "post", "主任")
    page = world.service.get(rec)
    assert set(page.conflicts) == {"post"}
    world.service.resolve(rec, "post", "主任")
    page = world.service.get(rec)
    assert not page.conflicts
    assert page.values["post"] == "主任"


def test_a_conflict_of_states_is_decided_like_any_other(world):
    rec = world.put("interview", {"person_name": "王"})
    record = world.vault.record(rec)
    for step in ("begin", "notify"):
        world.vault.write([NewChange("interview", rec, record.scope, {}, step=step, sup={"state": ()})])
    page = world.service.get(rec)
    assert {version.value for version in page.conflicts["state"]} == {"in_progress", "notified"}
    world.service.resolve(rec, "state", "in_progress")
    page = world.service.get(rec)
    assert (page.state, page.conflicts) == ("in_progress", {})


def test_a_new_record_starts_with_the_declared_defaults_and_gets_a_number_on_its_first_commit(world):
    service, rec = world.service, world.service.new("interview")
    assert service.get(rec, "interview").values["mark"] == "work_secret"
    service.save_draft(rec, "interview", {"person_name": "王"}, {})
    service.commit(rec)
    first = service.get(rec).values
    assert first["mark"] == "work_secret"
    assert first["number"].startswith("2026巡-")
    assert first["number"].endswith("001")
    other = service.new("interview")
    service.save_draft(other, "interview", {"person_name": "李"}, {})
    service.commit(other)
    assert service.get(other).values["number"].endswith("002")


def test_references_are_shown_by_name_and_found_while_typing(world):
    service = world.service
    one, two = world.inspectors
    rec = world.put("interview", {"person_name": "王", "talkers": [one, two], "recorder": two})
    page = service.get(rec)
    assert (page.names[one], page.names[two]) == ("吴一", "郑二")
    row = service.rows("interview", service.list(service.query("interview")))[0]
    assert service.cell(page.kind, row, "talkers") == "吴一, 郑二"
    assert service.references("inspector", "郑") == [(two, "郑二")]


def test_a_person_is_added_without_leaving_the_form(world):
    rec = world.service.quick_add("person", " 钱多 ")
    assert world.service.title(rec) == "钱多"


def test_signing_needs_two_different_inspectors(world):
    one, two = world.inspectors
    fields = {
        "person_name": "王",
        "role": "ITV-ACC",
        "started": "2026-07-09T09:00",
        "ended": "2026-07-09T09:40",
        "place": "村部",
        "talkers": [one],
        "recorder": one,
        "signing": "signed",
    }
    rec = world.put("interview", fields)
    world.put("interview_line", {"speaker": "q", "text": "问"}, parent=rec)
    world.service.step(rec, "begin")
    world.service.step(rec, "finish")
    offer = next(o for o in world.service.get(rec).steps if o.step.name == "sign")
    assert not offer.allowed
    assert "G04" in [rule for rule, _, _ in offer.unmet]
    with pytest.raises(NotAllowedError):
        world.service.step(rec, "sign")
    world.service.save_draft(rec, "interview", {"recorder": two}, {})
    world.service.step(rec, "sign")
    page = world.service.get(rec)
    assert page.locked
    assert page.state == "signed"
    assert not page.writable(page.kind.field("place"))
    assert page.writable(page.kind.field("internal_note"))


def test_a_signed_record_refuses_an_edit_that_has_seen_the_signature(world):
    rec = signed(world)
    world.service.get(rec)
    world.service.save_draft(rec, "interview", {"place": "别处"}, {})
    with pytest.raises(NotAllowedError) as refused:
        world.service.commit(rec)
    assert refused.value.data["rule"] == "G06"


def test_the_internal_note_is_ciphertext_in_the_draft_and_read_again_by_its_author(world):
    service, rec = world.service, world.service.new("interview")
    service.save_draft(rec, "interview", {"person_name": "王", "internal_note": "神色紧张"}, {})
    assert "神色紧张" not in str(service.get(rec).values)
    assert service.open_sealed(rec, "internal_note") == "神色紧张"
    service.commit(rec)
    assert "神色紧张" not in str(service.get(rec).values)
    assert service.open_sealed(rec, "internal_note") == "神色紧张"


def test_a_masked_number_is_shown_only_with_a_line_in_the_log(world):
    rec = world.put("person", {"name": "王", "phone": "13812345678"})
    row = world.service.rows("person", world.service.list(world.service.query("person")))[0]
    assert world.service.cell(world.service.get(rec).kind, row, "phone") == "138****5678"
    before = len(world.vault.list(world.service.query("event")))
    assert world.service.reveal(rec, "phone") == "13812345678"
    assert len(world.vault.list(world.service.query("event"))) == before + 1


def test_lists_are_limited_to_the_chosen_village(world):
    world.put("person", {"name": "王"})
    world.session.choose(village=world.other_village)
    assert world.service.list(world.service.query("person")) == []
    world.session.choose(village="")
    assert len(world.service.list(world.service.query("person"))) == 1
    assert world.service.scope_for(world.service.get(new_record_id(), "person").kind, "x") == ""


def test_what_is_not_there_is_told(world):
    with pytest.raises(NotFoundError):
        world.service.get(new_record_id())


def test_a_kept_view_comes_back_and_can_be_forgotten(world):
    from app.services.records import SavedView

    view = SavedView("女", "王", {"sex": "female"}, ("name", True), "")
    world.service.save_view("person", view)
    assert world.service.saved_views("person") == [view]
    world.service.drop_view("person", "女")
    assert world.service.saved_views("person") == []


def test_the_place_one_was_at_is_remembered(world):
    rec = world.put("person", {"name": "王"})
    world.service.remember_place("records:person", rec)
    again = world.again()
    world.vault = again.vault
    assert again.service.last_place() == ("records:person", rec)
    again.service.remember_place("records:person", "a" * 32)
    assert again.service.last_place() == ("", "")


def test_parts_typed_before_their_record_bring_it_along(world):
    service, rec = world.service, world.service.new("interview")
    part = service.new_part("interview_line")
    service.save_draft(part.rec, part.kind, {"speaker": "q", "text": "问"}, {}, parent=rec, order=part.order)
    assert service.commit(rec) == frozenset({"interview", "interview_line"})
    page = service.get(rec)
    assert page.values["number"].endswith("001")
    assert [one.values["text"] for one in page.parts["interview_line"]] == ["问"]


def signed(world) -> str:
    one, two = world.inspectors
    fields = {
        "person_name": "王",
        "role": "ITV-ACC",
        "started": "2026-07-09T09:00",
        "ended": "2026-07-09T09:40",
        "place": "村部",
        "talkers": [one, two],
        "recorder": two,
        "signing": "signed",
    }
    rec = world.put("interview", fields)
    world.put("interview_line", {"speaker": "q", "text": "问"}, parent=rec)
    for step in ("begin", "finish", "sign"):
        world.service.step(rec, step)
    return rec


def _edit(world, rec, fields):
    record = world.vault.record(rec)
    return NewChange(record.kind, rec, record.scope, fields, record.parent)


def test_names_forgotten_by_another_thread_are_read_again(world):
    class Fleeting(dict):
        """Loses a name as soon as somebody looked whether it is there."""

        def __contains__(self, key):
            found = super().__contains__(key)
            self.clear()
            return found

    rec = world.put("person", {"name": "王小明"})
    world.service._names = Fleeting({rec: "王小明"})
    assert world.service.names([rec]) == {rec: "王小明"}
