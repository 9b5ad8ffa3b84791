"""The handover page's verbs: look first, then one button, then check the stick."""

import errno
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.services import handover_facts as facts
from app.services.handover import HandoverService
from app.services.handover_packages import PackageService, Stage
from app.services.handover_road import RoadService
from app.services.session import Session
from app.storage import pool
from app.storage.vault import Vault
from app.sync.enrolment import Registration
from app.sync.refusals import LaptopTakenError, NoEnrolmentError, NotAnOfficeError, StickFullError, StickGoneError
from tests.app.sync.circle import Table, add_person, village


@pytest.fixture
def table(tmp_path: Path) -> Iterator[Table]:
    found = Table(tmp_path)
    yield found
    found.close()


def service(vault: Vault) -> HandoverService:
    return HandoverService(Session(vault))


def start(table: Table) -> tuple[Vault, Vault, str, Path]:
    office = table.office()
    where = village(office)
    one = table.laptop("laptop-1", "李强", "X101")
    stick = table.stick()
    service(one).hand_over(stick)
    service(office).hand_over(stick)
    service(office).confirm_enrolment(service(office).enrolments()[0].row, Registration(villages=[where]))
    service(office).hand_over(stick)
    service(one).hand_over(stick)
    return office, one, where, stick


def test_a_new_laptop_plans_its_enrolment_and_writes_it_once(table: Table) -> None:
    table.office()
    one, stick = table.laptop("laptop-1", "李强", "X101"), table.stick()
    plan = service(one).plan(stick)
    assert (plan.place, [o.kinds for o in plan.outgoing]) == ("", [("enrolment",)])
    assert list(stick.iterdir()) == []  # looking changes nothing
    assert len(service(one).hand_over(stick).written) == 1
    assert service(one).hand_over(stick).written == ()
    assert [p.state for p in service(one).plan(stick).packages] == [facts.MINE]


def test_the_plan_says_whose_what_is_new_and_what_would_go(table: Table) -> None:
    office, one, where, stick = start(table)
    for name in ("陈一", "陈二"):
        add_person(one, where, name)
    going = service(one).plan(stick).outgoing[0]
    assert (going.place, going.kinds, going.blobs) == ("office", ("return",), 0)
    service(one).hand_over(stick)
    plan = service(office).plan(stick)
    new = [p for p in plan.packages if p.state == facts.NEW]
    assert {(p.kind, p.place, p.person) for p in new} == {("return", "1", "李强")}
    done = service(office).hand_over(stick)
    assert sum(r.arrived.changes_new for r in done.read if r.state == "taken") >= 2
    assert done.touched
    assert {p.state for p in service(office).plan(stick).packages} == {facts.ALREADY, facts.MINE}


def test_the_office_plans_for_those_who_are_due(table: Table) -> None:
    office, _, where, stick = start(table)
    service(office).hand_over(stick)
    add_person(office, where, "王一")
    planned = service(office).plan(stick).outgoing
    assert [(o.place, o.kinds, o.people) for o in planned] == [("1", ("receipt", "decisions"), ("李强",))] or [
        (o.place, o.kinds, o.people) for o in planned
    ] == [("1", ("decisions",), ("李强",))]


def test_an_enrolment_can_be_declined(table: Table) -> None:
    office = table.office()
    one, stick = table.laptop("laptop-1", "李强", "X101"), table.stick()
    service(one).hand_over(stick)
    service(office).hand_over(stick)
    row = service(office).enrolments()[0].row
    service(office).decline_enrolment(row)
    assert service(office).enrolments() == []
    with pytest.raises(NoEnrolmentError):
        service(office).confirm_enrolment(row)
    with pytest.raises(NoEnrolmentError):
        service(office).decline_enrolment(row)


def test_only_the_office_confirms_and_no_two_machines_share_a_code(table: Table) -> None:
    office, one, _, stick = start(table)
    with pytest.raises(NotAnOfficeError):
        service(one).confirm_enrolment(1)
    two = table.laptop("laptop-2", "王芳", "X102")
    service(two).hand_over(stick)
    service(office).hand_over(stick)
    row = service(office).enrolments()[0].row
    for code in ("1", "00", "office", "a/b"):
        with pytest.raises(LaptopTakenError):
            service(office).confirm_enrolment(row, Registration(laptop=code))
    assert service(office).confirm_enrolment(row, Registration(laptop="7")) == {"inspector", "writer"}
    assert [p.code for p in service(office).laptops()] == ["1", "7"]


def test_two_people_of_one_machine_share_its_code(table: Table) -> None:
    office, one, _, _ = start(table)
    found = service(office).laptops()[0]
    assert found.persons == (one.me.person,)


def test_checking_a_stick_needs_no_keys(table: Table) -> None:
    office, one, _, stick = start(table)
    checked = dict(service(one).check_stick(stick))
    assert set(checked.values()) == {facts.INTACT}
    first, second, third = sorted(stick.glob("*.satchel"))[:3]
    first.write_bytes(first.read_bytes()[:-1])
    second.with_name(second.name + ".sha256").unlink()
    checked = dict(service(office).check_stick(stick))
    assert (checked[first.name], checked[second.name]) == (facts.DIFFERS, facts.NO_SUM)
    assert checked[third.name] == facts.INTACT


def test_a_damaged_package_is_named_and_the_others_are_read(table: Table) -> None:
    office, one, where, stick = start(table)
    add_person(one, where, "陈一")
    done = service(one).hand_over(stick)
    bad = stick / "0000000000000000.satchel"
    good = (stick / done.written[0].file).read_bytes()
    bad.write_bytes(good[:-40])
    (stick / "photo.satchel").write_bytes(b"\x89PNG")
    found = service(office).hand_over(stick)
    assert {r.file: r.error.code for r in found.refused} == {
        bad.name: "package-damaged",
        "photo.satchel": "not-a-package",
    }
    assert any(r.state == "taken" for r in found.read)
    states = {p.file: p.state for p in service(office).plan(stick).packages}
    assert states["photo.satchel"] == facts.REFUSED


class Scratched(io.FileIO):
    """A file on a bad spot of the stick: it opens and does not read."""

    def read(self, _size: int = -1, /) -> bytes:
        raise OSError(errno.EIO, "Input/output error")


def scratch(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    opened = Path.open

    def open_(path: Path, *how: Any, **more: Any) -> Any:
        return Scratched(path) if path.name == name else opened(path, *how, **more)

    monkeypatch.setattr(Path, "open", open_)


def test_a_file_the_stick_cannot_read_is_put_aside_and_the_others_are_read(
    table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    office, one, where, stick = start(table)
    add_person(one, where, "陈一")
    service(one).hand_over(stick)
    bad = stick / "0000000000000000.satchel"
    bad.write_bytes(b"age-encryption.org/v1")
    scratch(monkeypatch, bad.name)
    planned = {p.file: p for p in service(office).plan(stick).packages}
    assert planned[bad.name].trouble is not None
    assert planned[bad.name].trouble.code == "file-unreadable"
    found = service(office).hand_over(stick)
    assert {r.file: r.error.code for r in found.refused} == {bad.name: "file-unreadable"}
    assert any(r.state == "taken" and r.kind == "return" for r in found.read)


def test_a_stick_pulled_out_while_it_is_read_is_not_taken_for_a_bad_file(
    table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    office, one, where, stick = start(table)
    add_person(one, where, "陈一")
    done = service(one).hand_over(stick)
    scratch(monkeypatch, done.written[0].file)
    monkeypatch.setattr("app.sync.unreadable.is_listed", lambda _: False)
    with pytest.raises(StickGoneError):
        service(office).hand_over(stick)


def test_what_the_office_sent_counts_as_received_when_the_laptop_shows_it_has_it(table: Table) -> None:
    office, one, where, stick = start(table)
    page = PackageService(Session(office))
    sent = next(line for line in page.lines() if line.kind == "assignment")
    assert sent.stage is Stage.WRITTEN
    assert {fate.state for fate in RoadService(Session(office)).fates() if fate.package == sent.package} == {"written"}
    add_person(one, where, "陈一")
    service(one).hand_over(stick)
    service(office).hand_over(stick)
    stages = {line.package: line for line in page.lines()}
    assert stages[sent.package].stage is Stage.LAPTOP
    assert not stages[sent.package].can_be_voided
    assert {fate.state for fate in RoadService(Session(office)).fates() if fate.package == sent.package} == {
        "receipted"
    }


def test_a_return_that_had_not_seen_the_decisions_does_not_show_them_received(table: Table) -> None:
    office, one, where, stick = start(table)
    add_person(one, where, "陈一")
    add_person(office, where, "陈二")
    late = table.stick("late")
    service(office).hand_over(late)  # decisions for the laptop, which it has not read
    service(one).hand_over(stick)
    service(office).hand_over(stick)
    waiting = [line for line in PackageService(Session(office)).lines() if line.kind == "decisions"]
    assert [line.stage for line in waiting if line.file in {p.name for p in late.iterdir()}] == [Stage.WRITTEN]


def test_enrolments_and_receipts_show_that_they_were_read(table: Table) -> None:
    office, one, where, stick = start(table)

    def stages(vault: Vault, kind: str) -> set[Stage]:
        return {line.stage for line in PackageService(Session(vault)).lines() if line.outgoing and line.kind == kind}

    add_person(one, where, "陈一")
    service(one).hand_over(stick)
    assert stages(one, "enrolment") == {Stage.OFFICE}
    service(office).hand_over(stick)
    assert stages(office, "receipt") == {Stage.WRITTEN}  # nobody has said anything of it yet
    service(one).hand_over(stick)
    add_person(one, where, "陈二")
    later = table.stick("later")
    service(one).hand_over(later)
    service(office).hand_over(later)
    assert Stage.LAPTOP in stages(office, "receipt") or Stage.LEADER in stages(office, "receipt")


def test_what_keeps_a_laptop_from_being_cleared_is_counted(table: Table) -> None:
    office, one, where, stick = start(table)
    add_person(one, where, "陈一")
    assert service(one).clearing().unsent > 0
    assert not service(one).clearing().allowed
    for vault in (one, office, one):
        service(vault).hand_over(stick)
    assert service(one).clearing() == facts.Clearing()
    pool.put(one, pool.new_key(), "ab" * 16, {"a": 1}, finished=True)
    assert service(one).clearing() == facts.Clearing(responses=1)
    assert not service(one).clearing().allowed
    assert service(one).plan(stick).responses == 1


def test_a_receipt_for_another_state_of_a_chain_clears_nothing(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    office, one, where, stick = start(table)
    add_person(one, where, "陈一")
    for vault in (one, office, one):
        service(vault).hand_over(stick)
    assert service(one).clearing().unsent == 0
    monkeypatch.setattr("app.sync.road.id_at", lambda _: lambda *_: "another")
    assert service(one).clearing().unsent > 0


def test_a_stick_that_is_gone_or_full_is_told(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    _, one, where, stick = start(table)
    with pytest.raises(StickGoneError):
        service(one).plan(stick / "away")
    add_person(one, where, "陈一")
    before = {p.name for p in stick.iterdir()}

    class Usage:
        total, used, free = 10, 10, 0

    monkeypatch.setattr("shutil.disk_usage", lambda _: Usage)
    with pytest.raises(StickFullError):
        service(one).hand_over(stick)
    assert {p.name for p in stick.iterdir()} == before


def test_my_words_are_eight(table: Table) -> None:
    office = table.office()
    assert len(service(office).my_words()) == 8
    assert service(office).place() == "office"
    assert isinstance(service(office).drives(), list)


def test_parts_of_a_file_that_was_never_taken_in_do_not_keep_a_laptop(table: Table) -> None:
    """Taking several files in writes records at the end; what broke off before leaves bytes that no record names."""
    office, one, where, stick = start(table)
    add_person(one, where, "陈一")
    one.put_blob(io.BytesIO(b"broken off"))
    for vault in (one, office, one):
        service(vault).hand_over(stick)
    assert service(one).clearing() == facts.Clearing()


def test_what_was_read_before_the_stick_was_pulled_out_is_told(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    office, one, where, stick = start(table)
    add_person(one, where, "陈一")
    service(one).hand_over(stick)
    session, told = Session(office), list[frozenset[str]]()
    session.listen(told.append)

    def gone(*_: object) -> None:
        raise StickGoneError(folder="usb")

    monkeypatch.setattr(HandoverService, "_write", gone)
    with pytest.raises(StickGoneError):
        HandoverService(session).hand_over(stick)
    assert "person" in told[-1]
