"""Parts that come while a package is still being checked: in place when sound, gone when the package is refused."""

import hashlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.storage import blobs as parts
from app.storage.disk import DiskFullError
from app.storage.vault import Vault
from app.sync import keeping, package, receive, returning
from app.sync.keeping import Keeping
from app.sync.refusals import PackageDamagedError
from tests.app.sync.circle import Table, add_person
from tests.app.sync.test_circle import attach, two_laptops


@pytest.fixture
def table(tmp_path: Path) -> Iterator[Table]:
    found = Table(tmp_path)
    yield found
    found.close()


def files(table: Table) -> set[Path]:
    folder = table.folder / "office" / "blobs"
    return {p for p in folder.rglob("*") if p.is_file()} if folder.exists() else set()


def test_a_package_cut_behind_its_parts_leaves_none_of_them(table: Table) -> None:
    office, one, _, where = two_laptops(table)
    rec = add_person(one, where, "陈大山")
    attach(one, rec, where, os.urandom(300_000))
    attach(one, rec, where, os.urandom(300_000))
    path = returning.write(one, table.stick("cut"))[0].path
    whole = path.read_bytes()
    for end in (len(whole) - 1, len(whole) - 400_000, len(whole) - 650_000):
        path.write_bytes(whole[:end])
        with pytest.raises(PackageDamagedError):
            receive.receive(office, path)
        assert files(table) == set()
        assert list(office.blobs()) == []
    path.write_bytes(whole)
    assert receive.receive(office, path).arrived.blobs_new == 2
    assert len(files(table)) == 2
    sizes = dict(office.blobs())
    assert set(sizes.values()) == {300_000}


def test_what_was_here_before_stays_when_a_package_is_refused(table: Table) -> None:
    office, one, _, where = two_laptops(table)
    rec = add_person(one, where, "陈大山")
    attach(one, rec, where, os.urandom(100_000))
    receive.receive(office, returning.write(one, table.stick("first"))[0].path)
    before = files(table)
    attach(one, rec, where, os.urandom(100_000))
    path = returning.write(one, table.stick("second"), None, returning.Packing(whole=True))[0].path
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(PackageDamagedError):
        receive.receive(office, path)
    assert files(table) == before


def test_a_full_disk_at_the_office_is_told_and_leaves_nothing(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    office, one, _, where = two_laptops(table)
    rec = add_person(one, where, "陈大山")
    attach(one, rec, where, os.urandom(300_000))
    path = returning.write(one, table.stick("full"))[0].path

    def full(*_: object) -> object:
        raise DiskFullError(path="planted")

    with monkeypatch.context() as patch:
        patch.setattr(parts.Blobs, "put_known", full)
        with pytest.raises(DiskFullError):
            receive.receive(office, path)
    assert files(table) == set()
    assert office.record(rec) is None
    assert receive.receive(office, path).state == "taken"


def test_a_part_taken_out_since_does_not_come_back_with_a_package_seen_before(table: Table) -> None:
    office, one, _, where = two_laptops(table)
    rec = add_person(one, where, "陈大山")
    (sha256,) = attach(one, rec, where, os.urandom(1000))
    path = returning.write(one, table.stick("again"))[0].path
    receive.receive(office, path)
    office.blobs_folder.remove(sha256)
    path.with_name(path.name + ".sha256").unlink()  # so that the whole file is read again
    assert receive.receive(office, path).state == "already"
    assert not office.has_blob(sha256)


def test_changes_are_read_again_from_a_copy_that_ends_where_the_parts_begin(table: Table) -> None:
    office, one, _, where = two_laptops(table)
    rec = add_person(one, where, "陈大山")
    attach(one, rec, where, os.urandom(12_000_000))  # reading runs up to six batches of 1 MiB ahead of the judge
    path = returning.write(one, table.stick("copy"))[0].path
    sizes = []
    real = package.contents

    def measured(checked: package.Checked, *args: object, **more: object) -> None:
        sizes.append((checked.path.stat().st_size, checked.size))
        real(checked, *args, **more)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(package, "contents", measured)
        receive.receive(office, path)
    ((copied, whole),) = sizes
    assert copied < whole
    assert office.record(rec) is not None


def refused(table: Table, office: Vault, one: Vault, where: str, meanwhile: Callable[[str], object]) -> str:
    """A package with one part is refused at its end; ``meanwhile`` happens when the part is in place."""
    data = os.urandom(100_000)
    attach(one, add_person(one, where, "陈大山"), where, data)
    path = returning.write(one, table.stick("refused"))[0].path
    sha256 = hashlib.sha256(data).hexdigest()
    real = package.check

    def checked(*args: object, **more: object) -> object:
        real(*args, **more)  # type: ignore[arg-type]  # handed through
        meanwhile(sha256)
        raise PackageDamagedError(file=path.name, why="digest")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(receive.package, "check", checked)
        with pytest.raises(PackageDamagedError):
            receive.receive(office, path)
    return sha256


def test_what_somebody_attached_meanwhile_outlives_a_package_that_is_refused(table: Table) -> None:
    office, one, _, where = two_laptops(table)

    def attached(sha256: str) -> None:
        with office.open_blob(sha256) as plain:
            office.put_blob(plain)

    sha256 = refused(table, office, one, where, attached)
    with office.open_blob(sha256) as plain:
        assert hashlib.sha256(plain.read()).hexdigest() == sha256


def test_a_file_put_in_its_place_is_not_taken_back_though_no_record_says_so_yet(table: Table) -> None:
    office, one, _, where = two_laptops(table)

    def replaced(sha256: str) -> None:
        with office.open_blob(sha256) as plain:
            office.blobs_folder.put_known(sha256, plain)

    assert office.has_blob(refused(table, office, one, where, replaced))


def test_what_another_package_counts_on_is_left_to_it(table: Table) -> None:
    office, one, _, where = two_laptops(table)
    other = Keeping(office.blobs_folder, office.database)
    sha256 = refused(table, office, one, where, other.has)
    assert office.has_blob(sha256)
    other.keep()
    again = Keeping(office.blobs_folder, office.database)
    assert again.has(sha256)
    again.undo()
    assert office.has_blob(sha256), "it was not this package that brought it"


def test_what_nobody_counts_on_goes(table: Table) -> None:
    office, one, _, where = two_laptops(table)
    assert not office.has_blob(refused(table, office, one, where, lambda _: None))
    assert not keeping._claims
