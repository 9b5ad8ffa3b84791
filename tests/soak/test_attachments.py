"""Full sizes: one attachment of 2 GB in parts of 64 MiB, three packages of at most 1 GiB. Only in ``make soak``."""

import hashlib
import os
import resource
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

import pytest

from app.records.change import new_record_id
from app.storage import blobs as parts
from app.storage.types import NewChange
from app.sync import package, receive, returning
from tests.app.sync.circle import Table, add_person
from tests.app.sync.test_circle import two_laptops

SIZE = 2 << 30
MEMORY = 256  # MiB: far less than any package
pytestmark = pytest.mark.skipif("SATCHEL_SOAK" not in os.environ, reason="takes minutes and 10 GB: part of make soak")


class Generated:
    """Two gigabytes that never lie anywhere: cheap noise, never the same twice."""

    def __init__(self, size: int) -> None:
        self._left, self._number, self.digest = size, 0, hashlib.sha256()
        self._noise = os.urandom(1 << 20)

    def read(self, size: int = -1) -> bytes:
        wanted = min(self._left, 1 << 20 if size < 0 else size)
        self._number += 1
        data = (self._number.to_bytes(8, "big") + self._noise)[:wanted]
        self._left -= len(data)
        self.digest.update(data)
        return data


@pytest.fixture
def table(tmp_path: Path) -> Iterator[Table]:
    found = Table(tmp_path)
    yield found
    found.close()


def test_an_attachment_of_2_gb_goes_in_three_packages_and_comes_whole(table: Table) -> None:
    office, one, _, where = two_laptops(table)
    person, source = add_person(one, where, "陈大山"), Generated(SIZE)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    made = one.put_blob(cast("BinaryIO", source), total=SIZE)
    assert [size for _, size in made] == [parts.PART] * 32
    fields = {"name": "全程录像.mp4", "parts": [list(part) for part in made], "size": SIZE}
    one.write([NewChange("attachment", new_record_id(), f"village-{where}", fields, parent=person)])
    written = returning.write(one, table.stick("large"))
    assert len(written) == 3
    assert all(w.size <= package.LIMIT for w in written)
    assert written[0].manifest.chains
    for one_of in written:
        assert receive.receive(office, one_of.path).state == receive.TAKEN
    digest = hashlib.sha256()
    for sha256, _ in made:
        for piece in office.blobs_folder.pieces(sha256):
            digest.update(piece)
    assert digest.hexdigest() == source.digest.hexdigest()
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < MEMORY << 10
