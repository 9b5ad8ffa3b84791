"""A receipt claims nothing that is not there, and answers packages by id and digest."""

import io
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.storage import whole_parts
from app.storage.vault import Vault
from app.sync import cargo, places, receipts, receive, returning, sending
from app.sync.manifest import Kind
from app.sync.sending import Letter
from tests.app.sync.circle import Table, add_person
from tests.app.sync.test_circle import attach, over, two_laptops


@pytest.fixture
def table(tmp_path: Path) -> Iterator[Table]:
    found = Table(tmp_path)
    yield found
    found.close()


def test_the_receiver_holds_everything_its_receipt_claims(table: Table) -> None:
    office, one, _, where = two_laptops(table)
    rec = add_person(one, where, "陈大山")
    (blob,) = attach(one, rec, where, os.urandom(5000))
    stick = table.stick()
    over(one, stick)
    receipt = next(s for s in over(office, stick).written if s.kind == "receipt")
    told = next(cargo.manifest_of(p.manifest) for p in office.packages("out") if p.sha256 == receipt.sha256)
    assert told.body["backed up"] is True
    claimed = told.body["stored"]
    assert claimed[one.me.writer_id][f"village-{where}"][0] >= 2
    for writer, scopes in claimed.items():
        for scope, (number, change) in scopes.items():
            numbers = [n for n, _, _ in office.lines(writer, scope, 0, number)]
            assert numbers == list(range(1, number + 1))  # without a gap
            assert office.change(change) is not None
    assert blob in told.body["blobs"]
    assert all(office.has_blob(each) for each in told.body["blobs"])


def test_one_backup_serves_every_receipt_until_something_comes(table: Table) -> None:
    office, one, two, where = two_laptops(table)
    backups = office.folder / "backups"

    def evening(*laptops: Vault) -> int:
        """Packages of some laptops come, and receipts go; returns how many backups were made for them."""
        before, stick = set(backups.glob("*")), table.stick(f"evening-{office.clock()}")
        for laptop in laptops:
            add_person(laptop, where, "陈大山")
            over(laptop, stick)
        assert sum(sent.kind == "receipt" for sent in over(office, stick).written) == len(laptops)
        return len(set(backups.glob("*")) - before)

    assert evening(one, two) == 1
    assert evening(one) == 1


def test_a_receipt_does_not_name_a_part_that_is_cut_or_damaged_here(table: Table) -> None:
    office, one, _, where = two_laptops(table)
    rec = add_person(one, where, "陈大山")
    whole, cut, spoilt = (attach(one, rec, where, os.urandom(200_000))[0] for _ in range(3))
    for written in returning.write(one, table.stick("return")):
        receive.receive(office, written.path)
    place = places.laptops(office)["1"]
    for blob, damage in ((cut, lambda raw: raw[:-1]), (spoilt, lambda raw: raw[:-40] + bytes(40))):
        path = office.blobs_folder.path(blob)
        path.write_bytes(damage(path.read_bytes()))
    receipts.write(office, table.stick("receipt"), place)
    told = cargo.manifest_of(office.packages("out")[-1].manifest)
    assert told.kind == Kind.RECEIPT
    assert told.body["blobs"] == [whole]


def test_a_part_that_was_cut_here_is_kept_anew_when_it_comes_again(table: Table) -> None:
    office, one, _, where = two_laptops(table)
    rec = add_person(one, where, "陈大山")
    (blob,) = attach(one, rec, where, os.urandom(200_000))
    receive.receive(office, returning.write(one, table.stick("first"))[0].path)
    path = office.blobs_folder.path(blob)
    path.write_bytes(path.read_bytes()[:-1])
    again = returning.write(one, table.stick("second"), None, returning.Packing(whole=True))[0]
    receive.receive(office, again.path)
    assert whole_parts.opens(office, blob)


@pytest.mark.parametrize("size", [0, 1, 65_535, 65_536, 65_537, 200_000])
def test_the_length_of_a_part_is_known_from_its_file(table: Table, size: int) -> None:
    office = table.office()
    ((sha256, _),) = office.put_blob(io.BytesIO(bytes(size)))
    assert whole_parts.has_size(office, sha256, size)
    assert not whole_parts.has_size(office, sha256, size + 1)
    path = office.blobs_folder.path(sha256)
    path.write_bytes(path.read_bytes()[:-1])
    assert not whole_parts.has_size(office, sha256, size)
    path.unlink()
    assert not whole_parts.has_size(office, sha256, size)


@pytest.mark.parametrize("wrong", ["id", "sha256"])
def test_a_receipt_for_another_file_answers_nothing(table: Table, wrong: str) -> None:
    office, one, _, where = two_laptops(table)
    add_person(one, where, "陈大山")
    sent = returning.write(one, table.stick("lost"))[0]
    assert office.office is not None
    named = {"id": sent.manifest.package, "sha256": sent.sha256} | {wrong: "0" * (32 if wrong == "id" else 64)}
    body = {"packages": [named], "stored": {}, "blobs": [], "set aside": [], "backed up": True}
    letter = Letter(Kind.RECEIPT, places.laptops(office)["1"], office.office.key, body)
    path = sending.send(office, table.stick("receipt"), letter)[0].path
    assert receive.receive(one, path).answered == 0
    mine = next(p for p in one.packages("out") if p.id == sent.manifest.package)
    assert mine.state == sending.WRITTEN
    right = replace(letter, body={**body, "packages": [{"id": sent.manifest.package, "sha256": sent.sha256}]})
    assert receive.receive(one, sending.send(office, table.stick("right"), right)[0].path).answered == 1


def test_a_receipt_does_not_bring_a_cancelled_package_back(table: Table) -> None:
    office, one, _, where = two_laptops(table)
    add_person(one, where, "陈大山")
    stick = table.stick("late")
    sent = returning.write(one, stick)[0]
    sending.cancel(one, sent.manifest.package)
    over(office, stick)
    over(one, stick)
    mine = next(p for p in one.packages("out") if p.id == sent.manifest.package)
    assert mine.state == sending.VOID
    assert receipts.unanswered(office, places.laptops(office)["1"]) == []
