"""Whom a vault trusts: a chain of vouchers is read from somebody who may want to break the reader."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.records import canonical
from app.records.change import commitment, line
from app.security import keys
from app.sync import package, receive
from app.sync.refusals import UnknownSignerError
from tests.app.sync.circle import Table
from tests.app.sync.test_circle import two_laptops
from tests.app.sync.test_receive import a_manifest


@pytest.fixture
def table(tmp_path: Path) -> Iterator[Table]:
    found = Table(tmp_path)
    yield found
    found.close()


def voucher(by: keys.WriterKey, rec: str, values: dict[str, str]) -> str:
    """A line of kind ``writer``, signed by ``by``, whatever it says."""
    salt = hashlib.sha256(rec.encode()).hexdigest()[:32]
    fields = {name: {"c": commitment(salt, value), "sup": []} for name, value in values.items()}
    body = {"v": 1, "w": by.writer_id, "scope": "common", "n": 1, "prev": "", "t": [1, 0], "kind": "writer"}
    raw = canonical.write({**body, "rec": rec, "rules": 1, "fields": fields})
    return line(raw, by.sign(raw), {name: (salt, value) for name, value in values.items()}).decode()


def test_a_voucher_for_what_is_no_key_is_a_refusal_and_nothing_worse(table: Table) -> None:
    office, one, _, _ = two_laptops(table)
    stick, me, evil = table.stick("vouch"), one.me, keys.WriterKey.generate()
    person = one.roster().writers[me.writer_id].person
    first = voucher(me.key, evil.writer_id, {"person": person, "key": "no key", "vouched_by": me.writer_id})
    said = {"person": person, "key": evil.public.hex(), "vouched_by": evil.writer_id}
    second = voucher(evil, keys.WriterKey.generate().writer_id, said)
    manifest = replace(a_manifest(one, office, evil, {}), body={"vouch": [first, second]})
    path = package.write(stick, manifest, [], evil).path
    with pytest.raises(UnknownSignerError):
        receive.receive(office, path)
