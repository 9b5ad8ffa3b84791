"""States on the road, lost and cancelled packages, sticks, ended keys, copied laptops."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.records.change import new_record_id
from app.reports.slip import fours
from app.security import keys
from app.services.handover import HandoverService
from app.services.handover_road import RoadService, RoadState
from app.services.session import Session
from app.storage import opening
from app.storage.memory import InstallationMemory
from app.storage.types import ListQuery, NewChange
from app.storage.vault import Vault
from app.sync import cargo, drives, enrolment, gaps, package, places, receive, register, returning, sending
from app.sync.drives import Drive
from app.sync.manifest import Kind
from app.sync.refusals import (
    EndedSignerError,
    EndNotHeldError,
    NotAnOfficeError,
    NotCancellableError,
    StickGoneError,
    UnregisteredStickError,
)
from app.sync.register import Policy
from tests.app.sync.circle import PASSPHRASE, Table, add_person, change, journal
from tests.app.sync.test_circle import attach, over, two_laptops


@pytest.fixture
def table(tmp_path: Path) -> Iterator[Table]:
    found = Table(tmp_path)
    yield found
    found.close()


def road(vault: Vault) -> RoadService:
    return RoadService(Session(vault))


def state(vault: Vault, rec: str) -> RoadState:
    return road(vault).states([rec])[rec]


def attachment_of(vault: Vault, parent: str) -> str:
    return vault.children(parent, "attachment")[0].rec


# ---- states


def test_a_record_and_its_attachment_go_their_four_steps(table: Table) -> None:
    office, one, two, where = two_laptops(table)
    office.write([NewChange("inspector", two.me.person, "common", {"role": "leader"}, as_office=True)])
    stick = table.stick()
    for vault in (office, one, two):
        over(vault, stick)
    rec = add_person(one, where, "陈大山")
    attach(one, rec, where, os.urandom(5000))
    picture = attachment_of(one, rec)
    assert road(one).states([rec, picture]) == {rec: RoadState.HERE, picture: RoadState.HERE}
    evening = table.stick("evening")
    over(one, evening, to="2")
    assert state(one, rec) is state(one, picture) is RoadState.ON_STICK
    over(two, evening)
    assert state(two, rec) is RoadState.LEADER
    over(one, evening)
    assert state(one, rec) is state(one, picture) is RoadState.LEADER
    over(one, stick)
    over(office, stick)
    over(one, stick)
    assert state(one, rec) is state(one, picture) is RoadState.OFFICE
    change(one, "person", rec, where, phone="13800001111")
    assert state(one, rec) is RoadState.HERE
    assert state(office, picture) is RoadState.OFFICE


def test_the_list_of_a_village_names_what_has_not_left_first(table: Table) -> None:
    _, one, _, where = two_laptops(table)
    first = add_person(one, where, "陈大山")
    over(one, table.stick())
    second = add_person(one, where, "王小山")
    lines = road(one).state_list(where)
    assert [(x.rec, x.state) for x in lines if x.kind == "person"] == [
        (second, RoadState.HERE),
        (first, RoadState.ON_STICK),
    ]
    assert lines[0].title == "王小山"


def test_a_colleagues_receipt_is_no_more_than_a_stick(table: Table) -> None:
    _, one, two, where = two_laptops(table)
    rec = add_person(one, where, "陈大山")
    stick = table.stick("evening")
    for vault in (one, two):
        over(vault, stick, to="2" if vault is one else "")
    over(one, stick)
    assert state(one, rec) is RoadState.ON_STICK


def test_a_cancelled_package_proves_nothing_and_is_announced(table: Table) -> None:
    office, one, _, where = two_laptops(table)
    rec = add_person(one, where, "陈大山")
    lost = returning.write(one, table.stick("lost"))[0].manifest
    assert state(one, rec) is RoadState.ON_STICK
    road(one).cancel(lost.package, "U盘丢失")
    assert state(one, rec) is RoadState.HERE
    assert next(f for f in road(one).fates() if f.package == lost.package).state == "void"
    with pytest.raises(NotCancellableError):
        road(one).cancel(lost.package)
    later = returning.write(one, table.stick("found"))[0]
    assert lost.counter in later.manifest.void
    receive.receive(office, later.path)
    assert gaps.gaps(office) == []
    assert office.record(rec) is not None


def test_a_cancelled_package_that_comes_all_the_same_does_no_harm(table: Table) -> None:
    office, one, _, where = two_laptops(table)
    add_person(one, where, "陈大山")
    lost = returning.write(one, table.stick("lost"))[0]
    road(one).cancel(lost.manifest.package)
    receive.receive(office, returning.write(one, table.stick("found"))[0].path)
    before = [line for line in office.dump() if where in line]
    assert receive.receive(office, lost.path).arrived.changes_new == 0
    assert [line for line in office.dump() if where in line] == before


# ---- series


def test_a_broken_off_series_goes_on_where_it_stopped(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    office, one, _, where = two_laptops(table)
    stick = table.stick("series")
    rec = add_person(one, where, "陈大山")
    for _ in range(4):
        attach(one, rec, where, os.urandom(60_000))
    how = returning.Packing(limit=170_000)
    real, calls = package.write, [0]

    def pulled(*args: object, **more: object) -> package.Written:
        calls[0] += 1
        if calls[0] == 3:
            raise StickGoneError(folder="series")
        return real(*args, **more)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(package, "write", pulled)
        with pytest.raises(StickGoneError):
            returning.write(one, stick, None, how)
    lying = {p.name for p in stick.glob("*.satchel")}
    assert len(lying) == 2
    rest = returning.write(one, stick, None, how)
    sent = [b for told in sending.lying(one, stick, places.office(one)) for b in told.blobs]
    assert len(sent) == len(set(sent)) == 4
    assert all(w.size <= 170_000 for w in rest)
    for path in sorted(stick.glob("*.satchel")):
        receive.receive(office, path)
    assert len(list(office.blobs())) == 4
    assert gaps.gaps(office) == []
    assert state(one, attachment_of(one, rec)) is RoadState.ON_STICK


# ---- gaps


def test_a_laptop_that_went_back_to_an_older_state_is_shown(table: Table) -> None:
    """Two packages under one number, from one laptop: a copy of its vault was put back."""
    office, one, _, where = two_laptops(table)
    copy = table.folder / "copy"
    one.close()
    shutil.copytree(one.folder, copy)
    home = table.folder / "laptop-1-home"
    kept = table.folder / "kept-home"
    shutil.copytree(home, kept)
    first = opening.open_vault(one.folder, "X101", PASSPHRASE, memory=InstallationMemory(home), clock=table.clock)
    table.vaults.append(first)
    add_person(first, where, "陈大山")
    receive.receive(office, returning.write(first, table.stick("a"))[0].path)
    first.close()
    # the folder and the memory outside it are both put back: the worst case
    shutil.rmtree(one.folder)
    shutil.copytree(copy, one.folder)
    back = opening.open_vault(one.folder, "X101", PASSPHRASE, memory=InstallationMemory(kept), clock=table.clock)
    table.vaults.append(back)
    add_person(back, where, "王小山")
    stick = table.stick("b")
    returning.write(back, stick)
    done = over(office, stick)
    assert [(f.writer, f.laptop) for f in done.forks if f.scope != "log"] == [(back.me.writer_id, "1")]
    assert any(e.values.get("what") == "fork" for e in office.rows("event", office.list(ListQuery("event"))))
    (gap,) = gaps.gaps(office)
    assert gap.is_rolled_back
    assert gap.doubled
    names = {r.values["name"] for r in office.rows("person", office.list(ListQuery("person")))}
    assert names == {"陈大山", "王小山"}  # both are kept
    assert over(office, stick).forks == ()


def test_a_place_that_holds_another_chain_is_sent_it_from_its_start(table: Table) -> None:
    """The office names a number of my chain with another hash: a number alone would leave everything out."""
    office, one, _, where = two_laptops(table)
    add_person(one, where, "陈大山")
    scope, me = f"village-{where}", one.me.writer_id
    assert office.office is not None
    said = {me: {scope: (1, "f" * 64)}}
    to = places.laptops(office)["1"]
    letter = sending.Letter(Kind.DECISIONS, to, office.office.key, {})
    empty = cargo.Cargo((), {}, said)
    receive.receive(one, sending.send(office, table.stick("wrong"), letter, empty)[0].path)
    assert (me, scope) in {s.chain[:2] for s in returning.gather(one, places.office(one)).sources if s.chain}


def test_what_a_laptop_says_it_holds_and_does_not_give_is_counted(table: Table) -> None:
    office, one, _, where = two_laptops(table)
    add_person(one, where, "陈大山")
    first = returning.write(one, table.stick("kept back"))[0]
    load = returning.gather(one, places.office(one))
    told = [s for s in load.sources if s.chain is None or s.chain[1] == "log"]  # the village is withheld
    letter = sending.Letter(Kind.RETURN, places.office(one), one.me.key, {})
    written = sending.send(one, table.stick("given"), letter, replace(load, sources=tuple(told)))
    receive.receive(office, written[0].path)
    (gap,) = gaps.gaps(office)
    assert gap.changes == 1
    assert gap.counters == (first.manifest.counter,)
    receive.receive(office, first.path)
    assert gaps.gaps(office) == []


# ---- keys


def test_an_ended_key_counts_to_its_end_and_late_work_can_be_let_in(table: Table) -> None:
    office, one, two, where = two_laptops(table)
    stick = table.stick("late")
    rec = add_person(one, where, "陈大山")
    receive.receive(office, returning.write(one, stick)[0].path)
    writer = one.me.writer_id
    road(office).end_key(writer, "调离", "2026-11-23")
    assert office.record(rec) is not None
    late = add_person(one, where, "王小山")
    own = returning.write(one, stick)[0]
    with pytest.raises(EndedSignerError):
        receive.receive(office, own.path)
    # the colleague relays the work; it is held and does not count
    evening = table.stick("evening")
    returning.write(one, evening, places.laptops(one)["2"])
    over(two, evening)
    receive.receive(office, returning.write(two, stick)[0].path)
    assert office.record(late).values.get("name") is None
    (found,) = [x for x in road(office).late_work() if x.scope == f"village-{where}"]
    assert found.count == 1
    with pytest.raises(EndNotHeldError):
        road(office).extend_key(writer, {found.scope: found.last.n + 1})
    with pytest.raises(EndNotHeldError):
        road(office).extend_key(writer, {found.scope: 0})
    road(office).extend_key(writer, {found.scope: found.last.n})
    assert office.record(late).values["name"] == "王小山"
    with pytest.raises(NotAnOfficeError):
        road(two).end_key(writer, "不行")


def test_a_key_of_low_order_is_never_registered(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    office = table.office()
    laptop = table.laptop("laptop-1", "李强", "X101")
    stick = table.stick()
    over(laptop, stick)
    over(office, stick)
    (waiting,) = enrolment.enrolments(office)
    monkeypatch.setattr(keys, "check_public_key", _low)
    with pytest.raises(keys.BadKeyError):
        enrolment.confirm(office, waiting.row)
    assert waiting.writer not in office.roster().writers


def _low(_: bytes) -> bytes:
    raise keys.BadKeyError(why="point")


# ---- sticks


def test_a_stick_outside_the_register_is_warned_of_or_refused(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    office, one, _, _ = two_laptops(table)
    stick = table.stick()
    monkeypatch.setattr(drives, "folder", lambda p: Drive(p, "KINGSTON", 10**9, 10**9, serial="AB-12 cd"))
    assert HandoverService(Session(office)).hand_over(stick).stick.policy is Policy.ADMIT
    known = {"number": "U-01", "sort": "stick", "serial": "ff00", "holder": one.me.person}
    rec = new_record_id()
    office.write([NewChange("media", rec, "common", known, as_office=True)])
    warned = HandoverService(Session(office)).hand_over(stick).stick
    assert (warned.registered, warned.is_warned_of) == (False, True)
    rule = {"name": register.SETTING, "value": "refuse"}
    office.write([NewChange("setting", new_record_id(), "common", rule, as_office=True)])
    with pytest.raises(UnregisteredStickError):
        HandoverService(Session(office)).hand_over(stick)
    office.write([NewChange("media", rec, "common", {"serial": "AB12CD"}, as_office=True)])
    assert HandoverService(Session(office)).hand_over(stick).stick.number == "U-01"
    assert HandoverService(Session(office)).plan(stick).stick.holder == one.me.person
    # the rule and the register travel to the laptop
    over(one, stick)
    assert road(one).stick(stick).registered
    office.write([NewChange("media", rec, "common", {"check": "lost"}, as_office=True)])
    with pytest.raises(UnregisteredStickError):
        HandoverService(Session(office)).hand_over(stick)


def test_the_serial_of_the_device_is_found_above_its_disk(tmp_path: Path) -> None:
    usb = tmp_path / "sys/devices/pci0/usb1/1-2"
    disk = usb / "1-2:1.0/host4/block/sdb/sdb1"
    disk.mkdir(parents=True)
    (disk / "partition").touch()
    (disk.parent / "removable").write_text("1\n")
    (usb / "idVendor").write_text("0951\n")
    (usb / "serial").write_text("60A44C3F\n")
    (usb.parent / "serial").write_text("0000:00:14.0\n")  # the hub
    (tmp_path / "sys/class/block").mkdir(parents=True)
    (tmp_path / "sys/class/block/sdb1").symlink_to(disk)
    (tmp_path / "proc/self").mkdir(parents=True)
    (tmp_path / "media").mkdir()
    (tmp_path / "proc/self/mounts").write_text(f"/dev/sdb1 {tmp_path}/media vfat rw 0 0\n")
    assert [d.serial for d in drives.drives(tmp_path)] == ["60A44C3F"]
    (tmp_path / "media/deep").mkdir()
    assert drives.folder(tmp_path / "media/deep", tmp_path).serial == "60A44C3F"
    assert drives.folder(tmp_path / "sys", tmp_path).serial == ""


def test_every_package_written_has_its_slip(table: Table) -> None:
    _, one, _, where = two_laptops(table)
    add_person(one, where, "陈大山")
    done = over(one, table.stick("slip"))
    (slip,) = road(one).slips(done)
    (sent,) = done.written
    assert (slip.file, slip.sha256, slip.counter) == (sent.file, sent.sha256, sent.counter)
    assert {end.number for end in slip.chains} >= {1}
    assert slip.code.endswith(sent.sha256)
    assert road(one).right_stick(table.folder / "slip", fours(slip.sha256)[:9]).intact


def test_the_first_eight_digits_say_whether_it_is_the_right_stick(table: Table) -> None:
    _, one, _, where = two_laptops(table)
    stick = table.stick("right")
    add_person(one, where, "陈大山")
    written = returning.write(one, stick)[0]
    typed = f" {written.sha256[:4].upper()} {written.sha256[4:8]}"
    found = road(one).right_stick(stick, typed)
    assert (found.file, found.intact, found.others) == (written.path.name, True, ())
    for wrong in ("00000000", written.sha256[:7], ""):
        found = road(one).right_stick(stick, wrong)
        assert (found.file, found.others) == ("", (written.sha256[:8],))
    written.path.write_bytes(written.path.read_bytes()[:-1])
    found = road(one).right_stick(stick, typed)
    assert (found.file, found.intact) == (written.path.name, False)
    with pytest.raises(StickGoneError):
        road(one).right_stick(stick / "away", typed)


def test_a_relay_over_three_hops_keeps_every_signature(table: Table) -> None:
    office, one, two, where = two_laptops(table)
    rec = add_person(one, where, "陈大山")
    evening = table.stick("evening")
    returning.write(one, evening, places.laptops(one)["2"])
    over(two, evening)
    change(two, "person", rec, where, phone="13800002222")
    stick = table.stick("home")
    returning.write(two, stick)
    for path in stick.glob("*.satchel"):
        receive.receive(office, path)
    assert office.record(rec).values["name"] == "陈大山"
    shared = {f"village-{where}"}
    assert journal(office, shared) == journal(two, shared)
    assert state(office, rec) is RoadState.OFFICE
