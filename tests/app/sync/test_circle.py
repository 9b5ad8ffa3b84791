"""Office → two laptops → office: everything written comes home, and the office's choice travels back."""

import io
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.records.change import COMMON, new_record_id
from app.services.handover import HandoverService
from app.services.handover_facts import Outcome
from app.services.session import Session
from app.storage import opening
from app.storage.memory import InstallationMemory
from app.storage.types import Draft, NewChange
from app.storage.vault import Vault
from app.sync import assignment, decisions, enrolment, gaps, places, receive, returning
from app.sync.refusals import NoOfficeCardError, NotAnOfficeError, UnknownSignerError
from tests.app.sync.circle import PASSPHRASE, Table, add_person, admit, change, journal, village

PICTURE = os.urandom(300_000)


@pytest.fixture
def table(tmp_path: Path) -> Iterator[Table]:
    found = Table(tmp_path)
    yield found
    found.close()


def over(vault: Vault, stick: Path, to: str = "") -> Outcome:
    done = HandoverService(Session(vault)).hand_over(stick, to=to)
    assert [r.error for r in done.refused] == []
    return done


def two_laptops(table: Table) -> tuple[Vault, Vault, Vault, str]:
    """An office and two registered laptops that hold one village."""
    office = table.office()
    where = village(office)
    stick = table.stick()
    one, two = table.laptop("laptop-1", "李强", "X101"), table.laptop("laptop-2", "王芳", "X102")
    for laptop in (one, two):
        assert [s.kind for s in over(laptop, stick).written] == ["enrolment"]
    assert over(office, stick).written == ()  # an enrolment grants nothing
    admit(office, [where])
    assert sorted((s.kind, s.place) for s in over(office, stick).written) == [("assignment", "1"), ("assignment", "2")]
    for laptop in (one, two):
        over(laptop, stick)
        assert laptop.find_row(where) is not None
    over(office, stick)
    return office, one, two, where


def attach(vault: Vault, parent: str, where: str, data: bytes) -> list[str]:
    parts = vault.put_blob(io.BytesIO(data))
    fields = {"name": "收据.jpg", "parts": [list(p) for p in parts], "size": len(data)}
    vault.write([NewChange("attachment", new_record_id(), f"village-{where}", fields, parent=parent)])
    return [sha256 for sha256, _ in parts]


def test_the_full_circle(table: Table) -> None:
    office, one, two, where = two_laptops(table)
    stick = table.stick()
    person = add_person(one, where, "陈大山", phone="13800001111")
    blobs = attach(one, person, where, PICTURE)
    over(one, stick)
    over(office, stick)
    over(two, stick)
    assert two.record(person).values["phone"] == "13800001111"
    # both change the same field without having seen each other
    change(one, "person", person, where, phone="13800002222")
    change(two, "person", person, where, phone="13800003333")
    for vault in (one, two, office):
        over(vault, stick)
    assert office.record(person).conflicts == ("phone",)
    with office.open_blob(blobs[0]) as reader:
        assert reader.read() == PICTURE
    # an officer chooses, and the choice travels back
    change(office, "person", person, where, phone="13800003333")
    over(office, stick)
    for laptop in (one, two):
        over(laptop, stick)
        found = laptop.record(person)
        assert found.conflicts == ()
        assert found.values["phone"] == "13800003333"
    over(office, stick)
    shared = {COMMON, f"village-{where}"}
    assert journal(one, shared) == journal(two, shared) == journal(office, shared)
    assert not two.has_blob(blobs[0])  # an attachment does not travel down
    assert gaps.gaps(office) == []


def test_when_everything_is_told_nothing_more_is_written(table: Table) -> None:
    office, one, two, where = two_laptops(table)
    stick = table.stick()
    add_person(one, where, "陈大山")
    everyone = (one, two, office)
    for _ in range(4):
        for vault in everyone:
            over(vault, stick)
    assert [over(vault, stick).written for vault in everyone] == [(), (), ()]


def test_a_receipt_answers_what_was_handed_over(table: Table) -> None:
    office, one, _, where = two_laptops(table)
    stick = table.stick()
    person = add_person(one, where, "陈大山")
    blobs = attach(one, person, where, PICTURE)
    sent = over(one, stick).written[0]
    done = over(office, stick)
    assert next(s.kind for s in done.written if s.place == "1") == "receipt"
    read = over(one, stick).read
    assert sum(r.answered for r in read) >= 1
    mine = next(p for p in one.packages("out") if p.sha256 == sent.sha256)
    assert mine.state == "receipted"
    # what is stored is not sent again
    add_person(one, where, "陈小山")
    sent = over(one, stick).written[0]
    assert sent.blobs == 0
    assert blobs[0] in returning.gather(one, places.office(one)).elsewhere


def test_the_same_packages_twice_or_in_any_order_give_the_same_state(table: Table) -> None:
    office, one, two, where = two_laptops(table)
    person = add_person(one, where, "陈大山")
    sticks = []
    for number in range(3):
        sticks.append(table.stick(f"usb-{number}"))
        change(one, "person", person, where, phone=f"1380000000{number}")
        returning.write(one, sticks[-1])
        change(two, "person", add_person(two, where, f"王{number}"), where, phone="2")
        returning.write(two, sticks[-1])
    files = sorted(p for s in sticks for p in s.glob("*.satchel"))
    other = table.folder / "office-2"
    shutil.copytree(office.folder, other)
    for path in [*files, *files]:
        receive.receive(office, path)
    dump = office.dump()
    memory = InstallationMemory(table.folder / "office-2-home")
    second = opening.open_vault(other, "B001", PASSPHRASE, memory=memory, clock=table.clock)
    table.vaults.append(second)
    for path in reversed(files):
        receive.receive(second, path)
    assert journal(second, {f"village-{where}"}) == journal(office, {f"village-{where}"})
    village_rows = [line for line in dump if where in line and "陈" in line]
    assert village_rows
    assert [line for line in second.dump() if where in line and "陈" in line] == village_rows


def test_what_came_before_is_already_here(table: Table) -> None:
    office, one, _, where = two_laptops(table)
    stick = table.stick("one")
    add_person(one, where, "陈大山")
    path = returning.write(one, stick)[0].path
    assert receive.receive(office, path).state == "taken"
    assert receive.receive(office, path).state == "already"
    path.with_name(path.name + ".sha256").unlink()
    assert receive.receive(office, path).state == "already"
    count = len(office.packages("in"))
    receive.receive(office, path)
    assert len(office.packages("in")) == count


def test_a_package_that_never_came_is_named(table: Table) -> None:
    office, one, _, where = two_laptops(table)
    lost, found = table.stick("lost"), table.stick("found")
    person = add_person(one, where, "陈大山")
    blob = attach(one, person, where, PICTURE)
    first = returning.write(one, lost)[0]
    assert first.manifest.blobs
    # the office's word makes the laptop believe it had come: the next one leaves everything out
    change(one, "person", person, where, phone="1")
    later = returning.write(one, found)[0]
    assert later.manifest.counter == first.manifest.counter + 1
    receive.receive(office, later.path)
    gap = gaps.gaps(office)[0]
    assert (gap.place, gap.counters) == ("1", (first.manifest.counter,))
    assert gap.made_up_for  # without a receipt everything was sent again
    assert office.has_blob(blob[0])
    receive.receive(office, first.path)
    assert gaps.gaps(office) == []


def test_my_drafts_travel_and_others_are_named(table: Table) -> None:
    office, one, _, where = two_laptops(table)
    stick = table.stick()
    mine, theirs = new_record_id(), new_record_id()
    scope = f"village-{where}"
    one.save_draft(Draft(one.me.person, mine, scope, "person", {"name": "陈大山"}))
    other = new_record_id()
    one.save_draft(Draft(other, theirs, scope, "person", {"name": "不该出去"}))
    plan = HandoverService(Session(one)).plan(stick)
    assert {(d.count, d.mine) for d in plan.drafts} == {(1, True), (1, False)}
    done = over(one, stick)
    assert [(d.person, d.mine) for d in done.drafts] == [(other, False)]
    read = [r for r in over(office, stick).read if r.drafts]
    assert read[0].drafts == ((other, 1),)
    assert office.record(mine).values["name"] == "陈大山"
    assert office.record(theirs) is None


def test_laptop_to_laptop_and_always_the_office_too(table: Table) -> None:
    office, one, two, where = two_laptops(table)
    stick = table.stick("evening")
    person = add_person(one, where, "陈大山")
    blob = attach(one, person, where, PICTURE)
    sent = over(one, stick, to="2").written
    assert [(s.place, s.kind) for s in sent] == [("2", "return")]
    done = over(two, stick)
    assert two.record(person) is not None
    assert two.has_blob(blob[0])
    assert ("1", "receipt") in {(s.place, s.kind) for s in done.written}
    # the office can read the very same package, and what laptop 2 relays carries laptop 1's own signature
    over(office, stick)
    assert office.record(person).writer == one.me.writer_id


def test_logs_go_only_to_the_office(table: Table) -> None:
    office, one, two, where = two_laptops(table)
    add_person(one, where, "陈大山")
    stick = table.stick("evening")
    over(one, stick, to="2")
    over(two, stick)
    assert all("log" not in scopes for w, scopes in two.chains().items() if w != two.me.writer_id)
    over(one, stick)
    over(office, stick)
    assert "log" in office.chains()[one.me.writer_id]


def test_a_laptop_holds_only_the_villages_of_its_people(table: Table) -> None:
    office = table.office()
    ours, others = village(office, "石桥村"), village(office, "枣园村")
    stick = table.stick()
    one = table.laptop("laptop-1", "李强", "X101")
    over(one, stick)
    over(office, stick)
    admit(office, [ours])
    over(office, stick)
    over(one, stick)
    assert one.scopes() == sorted(["common", "log", f"village-{ours}"])
    # a second village later: the assignment is issued again
    person = one.me.person
    office.write([NewChange("inspector", person, COMMON, {"villages": [ours, others]}, as_office=True)], force=True)
    assert [s.kind for s in over(office, stick).written] == ["receipt", "assignment"]
    over(one, stick)
    assert one.find_row(others) is not None


def test_a_return_of_somebody_not_registered_is_refused_until_an_officer_knows_them(table: Table) -> None:
    office = table.office()
    village(office)
    stranger = table.laptop("laptop-9", "无名", "X999")
    stick = table.stick()
    path = returning.write(stranger, stick)[0].path
    with pytest.raises(UnknownSignerError):
        receive.receive(office, path)
    over(stranger, stick)
    HandoverService(Session(office)).hand_over(stick)
    assert [e.name for e in enrolment.enrolments(office)] == ["无名"]
    admit(office, [])
    assert receive.receive(office, path).state == "taken"


def test_the_words_of_an_enrolment_are_those_the_laptop_shows(table: Table) -> None:
    office = table.office()
    one = table.laptop("laptop-1", "李强", "X101")
    stick = table.stick()
    over(one, stick)
    over(office, stick)
    found = enrolment.enrolments(office)[0]
    assert found.words == HandoverService(Session(one)).my_words()
    assert len(found.words) == 8
    assert (found.name, found.staff, found.laptop) == ("李强", "X101", "1")


def test_a_cut_series_sends_text_first_and_comes_together(table: Table) -> None:
    office, one, _, where = two_laptops(table)
    stick = table.stick("series")
    person = add_person(one, where, "陈大山")
    blobs = [attach(one, person, where, os.urandom(200_000))[0] for _ in range(4)]
    made = returning.write(one, stick, None, returning.Packing(limit=350_000))
    assert len(made) > 2
    assert made[0].manifest.chains
    assert [m.manifest.series[1] for m in made] == list(range(1, len(made) + 1))
    for one_of in made:
        receive.receive(office, one_of.path)
    assert all(office.has_blob(b) for b in blobs)


def test_practice_and_real_offices_never_mix(table: Table, tmp_path: Path) -> None:
    practice = Table(tmp_path / "p", practice=True)
    (tmp_path / "p").mkdir()
    office, play = table.office(), practice.office()
    stick = table.stick()
    laptop = practice.laptop("laptop-1", "李强", "X101")
    over(laptop, stick)
    done = HandoverService(Session(office)).hand_over(stick)
    assert (done.read, done.others) == ((), 1)  # sealed to another office: not even its kind is seen
    over(play, stick)
    practice.close()


def test_a_long_chain_is_cut_into_members_and_comes_whole(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    office, one, _, where = two_laptops(table)
    monkeypatch.setattr("app.sync.manifest.LINES_CUT", 3000)
    for number in range(20):
        add_person(one, where, f"陈{number}")
    made = returning.write(one, table.stick("long"))[0]
    mine = [m for m in made.manifest.members if f"/village-{where}/" in m.name and one.me.writer_id in m.name]
    assert len(mine) > 3
    assert all(m.size <= 3000 for m in mine)
    receive.receive(office, made.path)
    assert journal(office, {f"village-{where}"}) == journal(one, {f"village-{where}"})


def test_only_the_office_assigns_and_decides(table: Table) -> None:
    _, one, _, _ = two_laptops(table)
    for verb in (assignment.write, decisions.write):
        with pytest.raises(NotAnOfficeError):
            verb(one, table.stick(), places.laptops(one)["2"])


def test_a_vault_without_a_card_cannot_hand_over(table: Table) -> None:
    lone = table.laptop("laptop-0", "李强", "X100")
    for verb in (returning.write, receive.receive, enrolment.write):
        with pytest.raises(NoOfficeCardError):
            verb(lone, table.stick())


def test_who_leads_a_group_may_hold_all_its_villages(table: Table) -> None:
    office, one, two, where = two_laptops(table)
    other = village(office, "枣园村")
    group = new_record_id()
    people = [one.me.person, two.me.person]
    fields = {"name": "第一组", "leader": people[0], "villages": [where, other]}
    office.write([NewChange("group", group, COMMON, fields, as_office=True)])
    for person, role in zip(people, ("leader", "member"), strict=True):
        office.write([NewChange("inspector", person, COMMON, {"group": group, "role": role}, as_office=True)])
    found = places.laptops(office)
    both = {COMMON, f"village-{where}", f"village-{other}"}
    assert places.scopes(office, found["1"]) == both
    assert places.scopes(office, found["2"]) == both - {f"village-{other}"}


def test_a_draft_that_a_rule_refuses_stays_a_draft(table: Table) -> None:
    table.office()
    new = table.laptop("laptop-9", "无名", "X999")
    rec = new_record_id()
    new.save_draft(Draft(new.me.person, rec, f"village-{new_record_id()}", "person", {"name": "陈大山"}))
    assert returning.commit_my_drafts(new) == 0  # not registered yet
    assert new.draft(rec) is not None
