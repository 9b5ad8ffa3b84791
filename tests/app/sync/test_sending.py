"""What is noted of packages that went out."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.storage.types import ListQuery
from app.sync import package, returning
from app.sync.refusals import StickGoneError
from tests.app.sync.circle import Table, add_person
from tests.app.sync.test_circle import attach, two_laptops


@pytest.fixture
def table(tmp_path: Path) -> Iterator[Table]:
    found = Table(tmp_path)
    yield found
    found.close()


def test_each_package_of_a_series_that_broke_off_stands_in_the_log(
    table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, one, _, where = two_laptops(table)
    person = add_person(one, where, "陈大山")
    for _ in range(2):
        attach(one, person, where, os.urandom(250_000))
    real, written = package.write, list[str]()

    def pulled_out(*args: object) -> package.Written:
        if written:
            raise StickGoneError(folder="series")
        made = real(*args)  # type: ignore[arg-type]
        written.append(made.manifest.package)
        return made

    monkeypatch.setattr(package, "write", pulled_out)
    with pytest.raises(StickGoneError):
        returning.write(one, table.stick("series"), None, returning.Packing(limit=350_000))
    rows = one.rows("event", one.list(ListQuery("event", filters={"what": "pack"})))
    assert written[0] in {row.values["subject"] for row in rows}
