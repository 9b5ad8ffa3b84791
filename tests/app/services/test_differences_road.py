"""Contradictions on the road: they meet at the office, are decided there, and the decision travels back."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.services.differences import DifferencesService
from app.services.records import RecordService
from app.services.session import Session
from app.storage.types import NewChange
from app.storage.vault import Vault
from tests.app.sync.circle import Table, add_person
from tests.app.sync.test_circle import over, two_laptops


@pytest.fixture
def table(tmp_path: Path) -> Iterator[Table]:
    found = Table(tmp_path)
    yield found
    found.close()


def write(vault: Vault, rec: str, note: str) -> None:
    record = vault.record(rec)
    assert record is not None
    vault.write([NewChange(record.kind, rec, record.scope, {"note": note})])


def test_what_the_office_decided_is_told_in_the_history_of_both_laptops(table: Table) -> None:
    office, one, two, where = two_laptops(table)
    rec = add_person(one, where, "陈大山")
    write(one, rec, "到村三次。村账未公示。")
    stick = table.stick()
    for vault in (one, office, two):
        over(vault, stick)
    write(one, rec, "到村四次。村账未公示。")
    write(two, rec, "到村三次。村账未公示，已拍照。")
    for vault in (one, two, office):
        over(vault, stick)
    service = DifferencesService(Session(office))
    (line,) = service.lines()
    assert (line.rec, line.field, len(line.who)) == (rec, "note", 2)
    found = service.get(rec, "note")
    assert found is not None
    assert found.proposal == "到村四次。村账未公示，已拍照。"
    service.decide(found, found.proposal)
    for vault in (office, one, two):
        over(vault, stick)
    for vault in (one, two):
        assert vault.record(rec).values["note"] == found.proposal  # type: ignore[union-attr]
        assert DifferencesService(Session(vault)).lines() == []
        newest = RecordService(Session(vault)).history(rec)[0]
        assert (newest.decided, newest.by_office) == (("note",), True)
        assert newest.person == office.me.person


def test_a_decision_at_the_office_and_one_at_a_laptop_meet_again_and_neither_is_lost(table: Table) -> None:
    office, one, two, where = two_laptops(table)
    rec = add_person(one, where, "陈大山")
    write(one, rec, "甲。")
    stick = table.stick()
    for vault in (one, office, two):
        over(vault, stick)
    write(one, rec, "乙。")
    write(two, rec, "丙。")
    for vault in (one, two, office, one):
        over(vault, stick)
    for vault, side in ((office, "乙。"), (one, "丙。")):
        service = DifferencesService(Session(vault))
        found = service.get(rec, "note")
        if found is None:
            pytest.fail("the laptop had not received what the other wrote")
        service.keep(found, [one_side.value for one_side in found.sides].index(side))
    for vault in (one, office):
        over(vault, stick)
    again = DifferencesService(Session(office)).get(rec, "note")
    assert again is not None
    assert {side.value for side in again.sides} == {"乙。", "丙。"}
