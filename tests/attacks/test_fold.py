"""Single changes made by hand, signed by a key that is really on the roster: one must never stop the rest."""

from typing import Any

import pytest

from app.records.change import COMMON, LAST_MOMENT, new_record_id
from app.records.kinds import kinds
from app.services.records import RecordService
from app.services.session import Session
from app.services.today import TodayService
from app.storage import search
from app.storage.types import Draft, ListQuery, NewChange
from app.storage.vault import Vault
from tests.app.sync.circle import PASSPHRASE, add_person
from tests.attacks.forge import NOW, Forger, Scene


def look_everywhere(vault: Vault) -> None:
    """Everything a person may do without knowing what came."""
    for code in kinds():
        for only in ("", "conflicts", "irregular", "deleted"):
            vault.rows(code, vault.list(ListQuery(code, only=only)))
    with vault.database.read() as connection:
        records = connection.execute("SELECT rec, scope, kind FROM record").fetchall()
    session = Session(vault)
    service = RecordService(session)
    for rec, scope, kind in records:
        found = vault.record(rec, scope)
        assert found is not None
        vault.history(rec)
        vault.children(rec, hidden=True)
        if kind in kinds():
            service.get(rec)
            service.title(rec)
            service.history(rec)
            vault.find_row(rec)
    vault.search("王桂花")
    vault.forks(), vault.waiting(), vault.set_aside()
    vault.dump()


def _nested(depth: int, *, of: type = list) -> Any:
    value: Any = 1
    for _ in range(depth):
        value = [value] if of is list else {"a": value}
    return value


@pytest.mark.parametrize("depth", [60, 100, 480, 960, 1500])
@pytest.mark.parametrize("of", [list, dict])
def test_a_value_nested_deeply_does_not_stop_the_rest(scene: Scene, depth: int, of: type) -> None:
    import sys

    by, where = scene.forger(), f"village-{scene.other}"
    bad, good = new_record_id(), new_record_id()
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(10**6)
    try:
        deep = by.change("outline", bad, where, {"title": "x", "questions": _nested(depth, of=of)})
        fine = Forger.of(scene.bad).change("person", good, where, {"name": "后面的人"})
        from tests.attacks import forge

        data = forge.line(fine) + forge.line(deep)
    finally:
        sys.setrecursionlimit(limit)
    from app.sync import receive

    source = forge.member(scene.bad.me.writer_id, where, data)
    receive.receive(scene.office, forge.pack(scene.stick, scene.office, scene.bad, [source]).path)
    assert scene.office.record(good) is not None
    look_everywhere(scene.office)
    scene.office.rebuild()
    look_everywhere(scene.office)


@pytest.mark.parametrize("ahead", [0, 1000, 23 * 3600 * 1000, 10**12, 2**53 - NOW])
def test_no_clock_of_somebody_else_stops_our_own(scene: Scene, ahead: int) -> None:
    by, where = scene.forger(), f"village-{scene.other}"
    scene.hit(by.change("person", new_record_id(), where, {"name": "x"}, t=[NOW + ahead, 2**53]))
    rec = new_record_id()
    scene.office.write([NewChange("person", rec, where, {"name": "王桂花"})])
    scene.office.write([NewChange("person", rec, where, {"name": "王桂花花"})])
    assert scene.office.record(rec).values["name"] == "王桂花花"
    look_everywhere(scene.office)


@pytest.mark.parametrize("when", [0, 1, NOW, LAST_MOMENT])
def test_every_time_that_gets_in_can_be_shown(when: int) -> None:
    from app.reports import showing
    from ui.pages.today import words
    from ui.widgets import record_words

    assert showing.milliseconds(when)
    assert words.shown_moment(when) or not when
    assert record_words.moment(when) or not when


@pytest.mark.parametrize(
    "fields",
    [
        {"name": "a\x00b"},
        {"name": "\ud7ff\ue000\U0010ffff\u202e反"},
        {"name": "x" * 1_000_000},
        {"name": "王桂花 " * 100_000},
        {"name": {"~sealed": "YQ=="}},
        {"name": 2**53},
        {"name": ["a"]},
        {"name": None},
        {"state": "signed"},
        {"~order": "0" * 1_000_000 + "1"},
        {"~moved": "village-" + "00" * 16},
        {"~moved": "common"},
        {"~same_as": "ab" * 16},
        {"~deleted": True},
        {"~nothing": 1},
        {"row": "1", "rec": "x", "scope": "common", "parent": "x", "ord": "x", "hidden": 1, "f_name": "x"},
        {f"field_{i}": i for i in range(1_001)},
        {f"field_{i}": i for i in range(1_000)},
    ],
    ids=lambda fields: f"{next(iter(fields))}-{len(fields)}-{len(str(fields))}",
)
def test_odd_values_stop_nobody(scene: Scene, fields: dict[str, Any]) -> None:
    where = f"village-{scene.other}"
    for kind in ("person", "interview", "interview_line", "no_such_kind", "sqlite_master", "select", "record"):
        by, rec = scene.forger(), new_record_id()
        parent = {"parent": rec} if kind == "interview_line" else {}
        made = [by.change(kind, rec, where, fields, **parent)]
        made.append(by.change(kind, rec, where, fields, sup={n: [made[0].id] for n in fields}, **parent))
        scene.hit(*made)
    look_everywhere(scene.office)
    scene.office.rebuild()
    look_everywhere(scene.office)


def test_a_text_of_millions_is_indexed_as_far_as_any_honest_one_goes(scene: Scene) -> None:
    rec, where = new_record_id(), f"village-{scene.other}"
    scene.hit(scene.forger().change("person", rec, where, {"name": "王桂花" + "x" * 5_000_000}))
    with scene.office.database.read() as connection:
        longest = connection.execute("SELECT max(length(body)) FROM search_doc").fetchone()[0]
    assert longest <= search.LONGEST
    assert [hit.rec for hit in scene.office.search("王桂花")] == [rec]


def test_records_that_point_at_themselves_stop_nobody(scene: Scene) -> None:
    where = f"village-{scene.other}"
    by, a, b = scene.forger(), new_record_id(), new_record_id()
    scene.hit(
        by.change("attachment", a, where, {"name": "x"}, parent=a),
        by.change("attachment", b, where, {"name": "x", "~same_as": b}, parent=a),
        by.change("person", "ab" * 16, where, {"name": "x", "~same_as": "cd" * 16}),
        by.change("person", "cd" * 16, where, {"name": "y", "~same_as": "ab" * 16}),
        by.change("interview_line", "ef" * 16, where, {"text": "y"}, parent="ef" * 16),
    )
    look_everywhere(scene.office)


def test_somebody_elses_record_under_another_kind_is_not_lost(scene: Scene) -> None:
    rec = add_person(scene.honest, scene.village, "王桂花")
    scene.handed(scene.honest)
    for kind in ("interview", "evidence", "no_such_kind"):
        scene.hit(scene.forger().change(kind, rec, scene.scope, {"title": "x"}, t=[0, 0]))
    look_everywhere(scene.office)
    assert "王桂花" in [r.values["name"] for r in scene.office.rows("person", scene.office.list(ListQuery("person")))]
    scene.office.rebuild()
    assert "王桂花" in [r.values["name"] for r in scene.office.rows("person", scene.office.list(ListQuery("person")))]


def test_redacting_ones_own_words_does_not_empty_somebody_elses_draft(scene: Scene) -> None:
    where = f"village-{scene.other}"
    rec = new_record_id()
    scene.office.write([NewChange("person", rec, where, {"name": "王桂花"})])
    scene.office.save_draft(Draft(scene.office.me.person, rec, where, "person", {"name": "王桂花二"}))
    by = scene.forger()
    own = by.change("person", rec, where, {"name": "坏"})
    scene.hit(own, by.change("person", rec, where, redact={own.id: ["name"]}))
    assert scene.office.draft(rec).fields == {"name": "王桂花二"}


def test_a_draft_opened_on_redacted_words_forgets_them(scene: Scene) -> None:
    where = f"village-{scene.other}"
    rec = new_record_id()
    scene.bad.write([NewChange("person", rec, where, {"name": "不该写的名字"})])
    scene.handed(scene.bad)
    scene.office.save_draft(Draft(scene.office.me.person, rec, where, "person", {"name": "不该写的名字 补"}))
    scene.bad.write([NewChange("person", rec, where, {}, redact={_head(scene.bad, rec): ["name"]})])
    scene.handed(scene.bad)
    assert "name" not in scene.office.draft(rec).fields


def _head(vault: Vault, rec: str) -> str:
    return vault.record(rec).heads["name"][0].change


def test_nobody_redacts_or_signs_for_another(scene: Scene) -> None:
    rec = add_person(scene.honest, scene.village, "王桂花")
    scene.handed(scene.honest)
    target = scene.honest.record(rec).heads["name"][0].change
    by = scene.forger()
    scene.hit(by.change("person", rec, scene.scope, redact={target: ["name"]}))
    assert scene.office.record(rec).values["name"] == "王桂花"
    assert scene.office.change(target).values["name"][1] == "王桂花"
    mine = by.change("person", rec, scene.scope, {"name": "坏"}, w=scene.honest.me.writer_id, n=2, prev=target)
    done = scene.hit(mine, keys=[scene.honest.me.key.public.hex()])
    assert done.set_aside == 1
    assert scene.office.forks() == []


def test_a_changed_roster_a_power_cut_and_all_this_still_open(scene: Scene) -> None:
    by, where = scene.forger(), f"village-{scene.other}"
    scene.hit(
        by.change("person", new_record_id(), where, {"name": "x"}, t=[2**53, 2**53]),
        by.change("no_such", new_record_id(), COMMON, {"a": [[[{}]]]}, rules=2**53),
        by.change("inspector", new_record_id(), COMMON, {"name": 5, "villages": "x"}),
        by.change("setting", new_record_id(), COMMON, {"name": "x", "value": [1] * 1000}),
    )
    folder, memory = scene.office.folder, scene.office.memory
    scene.office.close()
    from app.storage import opening

    again = opening.open_vault(folder, "B001", PASSPHRASE, memory=memory, clock=scene.table.clock)
    look_everywhere(again)
    again.close()


def test_today_is_read_whatever_came(scene: Scene) -> None:
    by, where = scene.forger(), f"village-{scene.other}"
    for kind in kinds():
        parent = {"parent": new_record_id()} if kinds()[kind].parent else {}
        scene.hit(by.change(kind, new_record_id(), where, {"title": "x"}, t=[LAST_MOMENT, 0], **parent))
    assert TodayService(Session(scene.office)).look()
