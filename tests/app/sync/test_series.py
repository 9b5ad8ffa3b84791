"""Attachments in a series of packages: text first, by the hundred; a stick pulled out in the middle goes on there."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.storage import blobs as parts
from app.sync import package, receive, returning
from app.sync.refusals import StickGoneError
from tests.app.sync.circle import Table, add_person
from tests.app.sync.test_circle import attach, two_laptops

LIMIT = 350_000


@pytest.fixture
def table(tmp_path: Path) -> Iterator[Table]:
    found = Table(tmp_path)
    yield found
    found.close()


def test_a_stick_pulled_out_after_package_2_of_3_goes_on_at_3(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    office, one, _, where = two_laptops(table)
    stick, person = table.stick("series"), add_person(one, where, "陈大山")
    blobs = {attach(one, person, where, os.urandom(250_000))[0] for _ in range(3)}
    real, written = package.write, list[package.Written]()

    def pulled_out(*args: object) -> package.Written:
        if len(written) == 2:
            raise StickGoneError(folder="series")
        written.append(real(*args))  # type: ignore[arg-type]
        return written[-1]

    with monkeypatch.context() as patch:
        patch.setattr(package, "write", pulled_out)
        with pytest.raises(StickGoneError):
            returning.write(one, stick, None, returning.Packing(limit=LIMIT))
    assert [w.manifest.series[1:] for w in written] == [(1, 3), (2, 3)]
    assert written[0].manifest.chains
    before = {path: path.stat().st_mtime_ns for path in stick.iterdir()}
    again = returning.write(one, stick, None, returning.Packing(limit=LIMIT))
    assert {path: path.stat().st_mtime_ns for path in before} == before
    there = {sha256 for w in written for sha256 in w.manifest.blobs}
    assert [set(w.manifest.blobs) for w in again] == [blobs - there]
    first = written[0].manifest.counter
    assert [w.manifest.counter for w in (*written, *again)] == [first, first + 1, first + 2]
    for path in sorted(stick.glob("*.satchel"), reverse=True):
        receive.receive(office, path)
    assert all(office.has_blob(b) for b in blobs)
    assert office.record(person) is not None


def test_a_hundred_attachments_of_several_parts_travel_in_a_series(
    table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "PART", 4000)
    office, one, _, where = two_laptops(table)
    person = add_person(one, where, "陈大山")
    blobs = [sha256 for n in range(100) for sha256 in attach(one, person, where, n.to_bytes(2, "big") * 2500)]
    assert len(blobs) == 200
    made = returning.write(one, table.stick("many"), None, returning.Packing(limit=250_000))
    assert len(made) > 3
    assert all(w.size <= 250_000 for w in made)
    assert made[0].manifest.chains
    assert not [w for w in made[1:] if w.manifest.chains]  # the first holds every word
    assert receive.receive(office, made[0].path).state == receive.TAKEN
    assert len(office.children(person, "attachment")) == 100
    assert not any(office.has_blob(b) for b in set(blobs) - set(made[0].manifest.blobs))
    for one_of in made[1:]:
        receive.receive(office, one_of.path)
    assert all(office.has_blob(b) for b in blobs)
