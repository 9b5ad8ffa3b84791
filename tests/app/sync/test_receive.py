"""One bad thing inside an intact package never stops the rest; damage refuses it whole."""

import secrets
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.errors import CancelledError
from app.jobs import Progress
from app.records import canonical
from app.records.change import change_id, new_record_id, parse
from app.records.change import line as join_line
from app.security import keys, sealing
from app.services.handover import HandoverService
from app.services.session import Session
from app.storage import opening
from app.storage.memory import InstallationMemory
from app.storage.types import NewChange
from app.storage.vault import Vault
from app.sync import manifest as manifests
from app.sync import package, places, receive, returning, trust
from app.sync.manifest import Addressee, Kind, Manifest
from app.sync.package import Source
from app.sync.refusals import (
    EndedSignerError,
    PackageDamagedError,
    PackageRefusedError,
    SignatureWrongError,
    UnknownSignerError,
)
from tests.app.sync.circle import PASSPHRASE, Table, add_person, journal
from tests.app.sync.test_circle import attach, two_laptops
from tests.app.sync.world import blob_source, lines_source


@pytest.fixture
def table(tmp_path: Path) -> Iterator[Table]:
    found = Table(tmp_path)
    yield found
    found.close()


def a_manifest(vault: Vault, office: Vault, key: keys.WriterKey, known: dict[str, str], **more: object) -> Manifest:
    assert office.card is not None
    first = Manifest(
        kind=str(Kind.RETURN),
        package=secrets.token_hex(16),
        created=vault.clock(),
        key=key.public.hex(),
        writer=key.writer_id,
        sender=places.sender_id(vault),
        made_for="office",
        counter=50,
        to=tuple(Addressee(r) for r in office.card.receive),
        office=office.card.fingerprint,
        practice=False,
        series=("34" * 16, 1, 1),
        keys=known,
    )
    return replace(first, **more)  # type: ignore[arg-type]


def lines_of(vault: Vault, writer: str, scope: str) -> list[bytes]:
    return [line for _, _, line in vault.lines(writer, scope, 0)]


def by_hand(one: Vault, office: Vault, stick: Path, sources: list[Source], known: dict[str, str]) -> Path:
    """A return that laptop 1's person signs, with whatever inside."""
    key = one.me.key
    return package.write(stick, a_manifest(one, office, key, known), sources, key).path


def test_a_bad_line_is_set_aside_and_the_rest_goes_on(table: Table) -> None:
    office, one, _, where = two_laptops(table)
    stick, scope, me = table.stick("bad"), f"village-{where}", one.me.writer_id
    for name in ("陈一", "陈二", "陈三", "陈四", "陈五"):
        add_person(one, where, name)
    lines = lines_of(one, me, scope)
    good = parse(lines[-1])
    lines[-1] = join_line(canonical.write(dict(good.body)), bytes(64), good.values)  # not the writer's signature
    lines.append(b'{"not":"a change"}\n')
    lines.append(b"no newline at the end")
    lines.append(lines_of(one, me, "log")[0])  # a change of another chain
    data = b"".join([*lines[:6], lines[6] + b"\n", lines[7]])
    path = by_hand(one, office, stick, [lines_source(me, scope, 1, data)], {me: one.me.key.public.hex()})
    done = receive.receive(office, path)
    assert done.state == "taken"
    assert done.arrived.changes_new == 4
    assert done.set_aside == 4
    reasons = sorted(s.reason for s in office.set_aside())
    assert reasons == ["malformed", "malformed", "misplaced", "signature"]
    assert journal(office, {scope}) >= {parse(line).id for line in lines[:4]}
    assert good.id not in journal(office, {scope})
    # the receipt says so, and the honest line comes through another time
    sent = HandoverService(Session(office)).hand_over(stick)
    assert sent.written[0].kind == "receipt"
    receive.receive(office, returning.write(one, stick, None, returning.Packing(whole=True))[0].path)
    assert good.id in journal(office, {scope})


def test_a_forged_change_in_somebody_elses_name_changes_nothing(table: Table) -> None:
    office, one, two, where = two_laptops(table)
    stick, scope = table.stick("forged"), f"village-{where}"
    add_person(two, where, "王一")
    victim = two.me
    honest = parse(lines_of(two, victim.writer_id, scope)[0])
    body = canonical.write(dict(honest.body) | {"rec": new_record_id()})
    forged = join_line(body, one.me.key.sign(body), honest.values)
    path = by_hand(
        one,
        office,
        stick,
        [lines_source(victim.writer_id, scope, 1, forged)],
        {victim.writer_id: victim.key.public.hex()},
    )
    before = office.dump()
    assert receive.receive(office, path).set_aside == 1
    assert change_id(body) not in journal(office)
    assert [line for line in office.dump() if "log" not in line] == [line for line in before if "log" not in line]


def test_a_key_that_is_not_the_writers_refuses_the_package(table: Table) -> None:
    office, one, two, where = two_laptops(table)
    stick, scope = table.stick("keys"), f"village-{where}"
    add_person(one, where, "陈一")
    me = one.me.writer_id
    source = lines_source(me, scope, 1, lines_of(one, me, scope)[0])
    with pytest.raises(PackageDamagedError):
        receive.receive(office, by_hand(one, office, stick, [source], {me: two.me.key.public.hex()}))


def test_changes_of_a_writer_nobody_registered_are_held_and_relayed(table: Table) -> None:
    """A substitute's changes come through a registered laptop: verified now, shown once an officer knows the writer."""
    office, one, two, where = two_laptops(table)
    stick, scope = table.stick("relay"), f"village-{where}"
    substitute = keys.WriterKey.generate()
    rec = new_record_id()
    add_person(one, where, "陈一")
    template = parse(lines_of(one, one.me.writer_id, scope)[0])
    body = canonical.write(dict(template.body) | {"w": substitute.writer_id, "rec": rec})
    line = join_line(body, substitute.sign(body), template.values)
    known = {substitute.writer_id: substitute.public.hex()}
    path = by_hand(one, office, stick, [lines_source(substitute.writer_id, scope, 1, line)], known)
    done = receive.receive(office, path)
    assert (done.set_aside, done.arrived.changes_new, done.arrived.waiting) == (0, 1, 1)
    assert office.record(rec) is None
    fields = {"person": two.me.person, "key": substitute.public.hex(), "recipient": two.me.identity.recipient}
    office.write([NewChange("writer", substitute.writer_id, "common", fields, as_office=True)])
    assert office.record(rec) is not None
    # and the office passes it on, with the key
    HandoverService(Session(office)).hand_over(stick, to="2")
    HandoverService(Session(two)).hand_over(stick)
    assert two.record(rec) is not None


def test_a_stopped_import_leaves_nothing(table: Table) -> None:
    office, one, _, where = two_laptops(table)
    stick = table.stick("stop")
    person = add_person(one, where, "陈一")
    attach(one, person, where, b"picture" * 100_000)
    path = returning.write(one, stick)[0].path
    before, packages = journal(office, {f"village-{where}"}), len(office.packages("in"))
    for at in range(1, 40):

        class Stopping(Progress):
            count = 0

            def step(self, done: int, total: int = 0, at: int = at) -> None:
                self.count += 1
                if self.count >= at:
                    self.stop()
                super().step(done, total)

        try:
            receive.receive(office, path, Stopping())
        except CancelledError:
            assert journal(office, {f"village-{where}"}) == before
            assert len(office.packages("in")) == packages
            assert list((office.folder / "incoming").iterdir()) == []
            continue
        break
    else:
        pytest.fail("never came through")
    assert at > 2
    assert office.record(person) is not None


def test_a_package_that_changes_under_another_id_is_refused(table: Table) -> None:
    office, one, _, where = two_laptops(table)
    stick = table.stick("id")
    add_person(one, where, "陈一")
    first = returning.write(one, stick)[0]
    receive.receive(office, first.path)
    key = one.me.key
    again = a_manifest(one, office, key, {}, package=first.manifest.package)
    with pytest.raises(PackageDamagedError) as caught:
        receive.receive(office, package.write(stick, again, [], key).path)
    assert caught.value.data["why"] == "id"


def test_a_copy_sealed_anew_to_the_other_laptop_is_refused_there(table: Table) -> None:
    """Laptop 1's return to the office, opened at the office and sealed again to laptop 2."""
    office, one, two, where = two_laptops(table)
    stick = table.stick("again")
    add_person(one, where, "陈一")
    path = returning.write(one, stick)[0].path
    assert office.office is not None
    inner = sealing.open_bytes(path.read_bytes(), [office.office.receive])
    path.write_bytes(sealing.seal_bytes(inner, [two.me.identity.recipient]))
    with pytest.raises(PackageRefusedError) as caught:
        receive.receive(two, path)
    assert caught.value.data["why"] == "not-named"
    assert caught.value.code == "not-addressed-here"


def test_a_laptop_cannot_pass_for_the_office(table: Table) -> None:
    office, one, two, _ = two_laptops(table)
    stick, key = table.stick("pretend"), one.me.key
    to = (Addressee(two.me.identity.recipient, two.me.writer_id),)
    for kind in (Kind.DECISIONS, Kind.ASSIGNMENT):
        pretended = a_manifest(one, office, key, {}, kind=str(kind), to=to, made_for="2")
        with pytest.raises(SignatureWrongError):
            receive.receive(two, package.write(stick, pretended, [], key).path)


def test_an_ended_key_is_refused_and_says_so(table: Table) -> None:
    office, one, _, where = two_laptops(table)
    stick = table.stick("ended")
    add_person(one, where, "陈一")
    path = returning.write(one, stick)[0].path
    ended = {scope: [c.n, c.id] for scope, c in office.chains()[one.me.writer_id].items()}
    office.write([NewChange("writer", one.me.writer_id, "common", {"ended": ended}, as_office=True)])
    with pytest.raises(EndedSignerError):
        receive.receive(office, path)


def test_a_new_key_the_old_one_vouches_for_is_taken(table: Table) -> None:
    """A restored laptop makes a new writer; its first return carries the old key's word."""
    office, one, two, _ = two_laptops(table)
    stick = table.stick("vouch")
    old, fresh = one.me, keys.WriterKey.generate()
    entry = one.roster().writers[old.writer_id]
    fields = {"person": entry.person, "laptop": entry.laptop, "key": fresh.public.hex()}
    fields |= {"recipient": old.identity.recipient, "vouched_by": old.writer_id}
    one.write([NewChange("writer", fresh.writer_id, "common", fields)])
    voucher = [i.change.line().decode() for i in one.history(fresh.writer_id)]
    manifest = a_manifest(one, office, fresh, {}, body={"vouch": voucher})
    with pytest.raises(UnknownSignerError):
        receive.receive(office, package.write(stick, replace(manifest, body={}), [], fresh).path)
    assert receive.receive(office, package.write(stick, manifest, [], fresh).path).state == "taken"
    # nobody vouches across persons
    other = {**fields, "person": two.me.person}
    stranger = keys.WriterKey.generate()
    other |= {"key": stranger.public.hex()}
    one.write([NewChange("writer", stranger.writer_id, "common", other)], force=True)
    voucher = [i.change.line().decode() for i in one.history(stranger.writer_id)]
    forged = package.write(stick, a_manifest(one, office, stranger, {}, body={"vouch": voucher}), [], stranger)
    with pytest.raises(UnknownSignerError):
        receive.receive(office, forged.path)


def test_a_moved_laptop_goes_on_with_a_new_writer_and_the_office_follows(table: Table) -> None:
    office, one, _, where = two_laptops(table)
    stick = table.stick("moved")
    before = add_person(one, where, "陈一")
    old, place = one.me.writer_id, table.folder / "laptop-1-moved"
    one.close()
    table.vaults.remove(one)
    shutil.copytree(one.folder, place)
    memory = InstallationMemory(table.folder / "laptop-1-home")
    moved = opening.open_vault(place, "X101", PASSPHRASE, memory=memory, clock=table.clock)
    table.vaults.append(moved)
    assert moved.me.writer_id != old
    assert len(trust.vouchers(moved)) == 1
    after = add_person(moved, where, "陈二")
    done = HandoverService(Session(moved)).hand_over(stick)
    assert [s.kind for s in done.written] == ["return"]
    read = HandoverService(Session(office)).hand_over(stick)
    assert [(r.place, r.state) for r in read.read] == [("1", "taken")]
    assert office.record(before) is not None
    assert office.record(after) is not None
    assert (read.written[0].place, read.written[0].kind) == ("1", "receipt")
    assert HandoverService(Session(moved)).hand_over(stick).read


def test_vouchers_are_the_lines_from_the_registered_key_to_mine(table: Table) -> None:
    _, one, _, _ = two_laptops(table)
    assert trust.vouchers(one) == []


def test_a_wrong_receipt_is_refused(table: Table) -> None:
    office, one, _, _ = two_laptops(table)
    assert office.office is not None
    to = (Addressee(one.me.identity.recipient, one.me.writer_id),)
    key = office.office.key
    for body in (
        {},
        {"stored": [], "blobs": [], "packages": []},
        {"stored": {"a": {"b": [1]}}, "blobs": [], "packages": []},
    ):
        wrong = a_manifest(office, office, key, {}, kind=str(Kind.RECEIPT), to=to, made_for="1", body=body)
        with pytest.raises(PackageDamagedError):
            receive.receive(one, package.write(table.stick("receipt"), wrong, [], key).path)


def test_a_part_that_is_no_attachment_of_ours_is_kept_for_whom_it_concerns(table: Table) -> None:
    office, one, _, _ = two_laptops(table)
    source = blob_source(b"a part that comes before the line that names it")
    receive.receive(office, by_hand(one, office, table.stick("part"), [source], {}))
    assert office.has_blob(source.member.sha256)
    assert manifests.BLOB.match(source.member.name)
