"""Packages that hold in every point and mean harm."""

import os
import secrets
import time
from typing import TYPE_CHECKING

import pytest

from app.records.change import COMMON, new_record_id
from app.services.handover import HandoverService
from app.services.session import Session
from app.sync import assignment, decisions, gaps, places, receipts, receive, returning, sending
from app.sync.refusals import PackageRefusedError
from tests.app.sync.circle import add_person
from tests.attacks import forge
from tests.attacks.forge import Scene

if TYPE_CHECKING:
    from pathlib import Path


def _packs(scene: Scene) -> None:
    """The office can still write to every laptop."""
    for place in places.laptops(scene.office).values():
        assert decisions.write(scene.office, scene.stick, place)
        assert assignment.write(scene.office, scene.stick, place)


def _evening(scene: Scene) -> None:
    """The honest laptop merges with the other one, which then knows its chains."""
    code = scene.office.roster().writers[scene.bad.me.writer_id].laptop
    for made in returning.write(scene.honest, scene.stick, places.laptops(scene.honest)[code]):
        receive.receive(scene.bad, made.path)


def test_values_withheld_by_a_relay_come_with_the_next_package(scene: Scene) -> None:
    rec = add_person(scene.honest, scene.village, "王桂花")
    mine = [item.change for item in scene.honest.history(rec)]
    tips = scene.honest.chains()[scene.honest.me.writer_id][scene.scope]
    key = scene.honest.me.key.public.hex()
    chain = [
        forge.stripped(change, *change.values)
        for _, cid, _ in scene.honest.lines(scene.honest.me.writer_id, scene.scope, 0, tips.n)
        if (change := scene.honest.change(cid)) is not None
    ]
    assert mine
    scene.hit(*chain, keys=[key])
    # what the office tells must not make the laptop believe that the office has it
    held = scene.office.chains().get(scene.honest.me.writer_id, {}).get(scene.scope)
    assert held is None or held.n == 0
    place = places.laptops(scene.office)[scene.office.roster().writers[scene.honest.me.writer_id].laptop]
    for made in decisions.write(scene.office, scene.stick, place):
        receive.receive(scene.honest, made.path)
    scene.handed(scene.honest)
    assert scene.office.record(rec).values["name"] == "王桂花"
    assert [r.values["name"] for r in scene.office.rows("person", [scene.office.find_row(rec).row])] == ["王桂花"]
    assert scene.office.chains()[scene.honest.me.writer_id][scene.scope].n == tips.n


def test_a_roster_relayed_without_its_values_is_made_whole(scene: Scene) -> None:
    fresh = scene.table.laptop("fresh", "新来人", "X003")
    office = scene.office.card.key.hex()
    chain = [
        forge.stripped(change, *change.values)
        for _, cid, _ in scene.office.lines(scene.office.card.writer_id, COMMON, 0)
        if (change := scene.office.change(cid)) is not None
    ]
    by = forge.Forger(scene.office.office.key)  # stands for any signer this laptop trusts already
    forge.send(scene.stick, fresh, by, chain, keys=[office])
    from app.sync import enrolment

    receive.receive(scene.office, enrolment.write(fresh, scene.stick).path)
    enrolment.confirm(scene.office, enrolment.enrolments(scene.office)[-1].row)
    forge.assigned(scene.office, fresh, scene.stick)
    assert fresh.roster() == scene.office.roster()


def test_a_receipt_counts_only_from_where_the_package_went(scene: Scene) -> None:
    add_person(scene.honest, scene.village, "王桂花")
    sent = returning.write(scene.honest, scene.stick)[0]
    body = {
        "packages": [{"id": sent.manifest.package, "sha256": sent.sha256}],
        "stored": {},
        "blobs": [],
        "set aside": [],
        "backed up": True,
    }
    forge.send(scene.stick, scene.honest, scene.bad, [], kind="receipt", body=body)
    noted = next(p for p in scene.honest.packages("out") if p.id == sent.manifest.package)
    assert noted.state == sending.WRITTEN
    receive.receive(scene.office, sent.path)
    code = scene.office.roster().writers[scene.honest.me.writer_id].laptop
    for made in receipts.write(scene.office, scene.stick, places.laptops(scene.office)[code]):
        receive.receive(scene.honest, made.path)
    noted = next(p for p in scene.honest.packages("out") if p.id == sent.manifest.package)
    assert noted.state == sending.RECEIPTED


@pytest.mark.parametrize(
    "packages",
    [[{"id": [], "sha256": {}}], [{"id": {"a": 1}}], [None, 3, "x"], [{}]],
)
def test_a_receipt_of_odd_shape_is_refused_or_means_nothing(scene: Scene, packages: list[object]) -> None:
    body = {"packages": packages, "stored": {}, "blobs": [], "set aside": [], "backed up": True}
    try:
        forge.send(scene.stick, scene.honest, scene.bad, [], kind="receipt", body=body)
    except PackageRefusedError:
        return
    assert not any(p.state == sending.RECEIPTED for p in scene.honest.packages("out"))


def test_a_number_no_file_name_can_hold_stops_nobody_from_packing(scene: Scene) -> None:
    by = scene.forger()
    for n in (10**12, 2**53):
        wild = by.change("person", new_record_id(), f"village-{scene.other}", {"name": "x"}, n=n, prev="ab" * 32)
        scene.hit(wild)
        _packs(scene)


def test_many_large_changes_with_one_number_stop_nobody_from_packing(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.sync import manifest

    by, where = scene.forger(), f"village-{scene.other}"
    n, prev = by.tips.get(where, (0, ""))
    every = [by.change("person", new_record_id(), where, {"name": "x" * 4000}, n=n + 1, prev=prev) for _ in range(10)]
    for one in every:
        scene.hit(one)
    monkeypatch.setattr(manifest, "LARGEST_LINES", 20_000)
    monkeypatch.setattr(manifest, "LINES_CUT", 6_000)
    _packs(scene)


@pytest.mark.parametrize(
    "parts",
    [
        [["ab" * 32, "many"]],
        [["ab" * 32, None]],
        [["ab" * 32, [1]]],
        [["ab" * 32, -5]],
        [["ab" * 32, 2**53]],
        "text",
        {"a": 1},
        [[1, 2], [], [[]], None],
    ],
)
def test_an_attachment_that_lies_about_its_parts_stops_nobody(scene: Scene, parts: object) -> None:
    where = f"village-{scene.other}"
    fields = {"name": "照片.jpg", "size": 5, "sha256": "ab" * 32, "parts": parts}
    scene.hit(scene.forger().change("attachment", new_record_id(), where, fields, parent=scene.other))
    _packs(scene)
    gaps.gaps(scene.office)


def test_a_part_whose_size_is_lied_about_is_packed_as_it_is(scene: Scene) -> None:
    import io

    digest, size = scene.office.put_blob(io.BytesIO(b"picture" * 100))[0]
    fields = {"name": "照片.jpg", "size": 5, "sha256": digest, "parts": [[digest, size - 1]]}
    where = f"village-{scene.other}"
    scene.hit(scene.forger().change("attachment", new_record_id(), where, fields, parent=scene.other))
    scene.bad.put_blob(io.BytesIO(b"picture" * 100))
    fields = {"name": "照片.jpg", "size": 5, "sha256": digest, "parts": [[digest, 7]]}
    scene.bad.write([_attachment(scene, fields)])
    assert returning.write(scene.bad, scene.stick)


def _attachment(scene: Scene, fields: dict[str, object]) -> object:
    from app.storage.types import NewChange

    return NewChange("attachment", new_record_id(), f"village-{scene.other}", fields, scene.other)


def test_a_counter_of_many_digits_is_counted_without_counting(scene: Scene) -> None:
    scene.hit(counter=2**53)
    before = time.monotonic()
    assert gaps.gaps(scene.office)[0].counters
    assert time.monotonic() - before < 2


def test_a_member_of_empty_lines_is_set_aside_briefly(scene: Scene) -> None:
    writer = scene.bad.me.writer_id
    flood = forge.member(writer, f"village-{scene.other}", b"\n" * 200_000)
    before = time.monotonic()
    done = receive.receive(scene.office, forge.pack(scene.stick, scene.office, scene.bad, [flood]).path)
    assert time.monotonic() - before < 20
    assert done.set_aside == 200_000
    assert len(scene.office.set_aside()) <= 1100
    code = scene.office.roster().writers[writer].laptop
    assert receipts.write(scene.office, scene.stick, places.laptops(scene.office)[code])


def test_a_package_naming_thousands_of_chains_does_not_stop_a_laptop_from_returning(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.sync import manifest

    by = scene.forger()
    flood = [by.change("person", new_record_id(), f"village-{secrets.token_hex(16)}", {"name": "x"}) for _ in range(60)]
    scene.hit(*flood, at=scene.honest)
    add_person(scene.honest, scene.village, "王桂花")
    monkeypatch.setattr(manifest, "LARGEST", 20_000)
    made = returning.write(scene.honest, scene.stick)
    for one in made:
        receive.receive(scene.office, one.path)
    assert [r.values["name"] for r in scene.office.rows("person", [1, 2])].count("王桂花") <= 1
    assert scene.office.search("王桂花")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes in folders are a POSIX thing")
def test_odd_things_on_a_stick_are_passed_over_and_the_rest_is_read(scene: Scene) -> None:
    stick = scene.table.stick("odd")
    (stick / "folder.satchel").mkdir()
    (stick / "empty.satchel").write_bytes(b"")
    (stick / "zeros.satchel").write_bytes(bytes(5000))
    (stick / "header.satchel").write_bytes(b"age-encryption.org/v1\n")
    os.mkfifo(stick / "pipe.satchel")
    (stick / "endless.satchel").symlink_to("/dev/zero")
    (stick / "nowhere.satchel").symlink_to(stick / "gone")
    (stick / "loop.satchel").symlink_to(stick / "loop.satchel")
    rec = add_person(scene.honest, scene.village, "王桂花")
    made = returning.write(scene.honest, stick)[0]
    os.mkfifo(stick / "pipe2.satchel")
    (stick / "empty.satchel.sha256").write_bytes(b"\xff" * 100)
    os.mkfifo(stick / "zeros.satchel.sha256")
    service = HandoverService(Session(scene.office))
    service.plan(stick)
    done = service.hand_over(stick)
    assert made.path.name in {r.file for r in done.read}
    assert scene.office.record(rec) is not None
    service.check_stick(stick)


def test_what_lies_in_the_room_for_incoming_packages_stops_no_reading(scene: Scene) -> None:
    room: Path = scene.office.folder / "incoming"
    room.mkdir(exist_ok=True)
    (room / "folder").mkdir()
    (room / "folder" / "file").write_bytes(b"x")
    scene.handed(scene.honest)
