"""The evening: who has come to the leader's laptop today, by what came and not by who carried it."""

import datetime as dt
from pathlib import Path

import pytest

from app.records.change import COMMON, new_record_id
from app.services.evening import EveningService
from app.services.handover import HandoverService
from app.services.session import Session
from app.storage.types import NewChange
from app.sync.enrolment import Registration
from tests.app.sync.circle import Table, add_person, village

DAY = 24 * 60 * 60 * 1000


@pytest.fixture
def table(tmp_path: Path):
    found = Table(tmp_path)
    yield found
    found.close()


def service(vault):
    return HandoverService(Session(vault))


@pytest.fixture
def group(table):
    """An office, the leader's laptop 1 and a member's laptop 2, one village."""
    office = table.office()
    where, team = village(office), new_record_id()
    fields = {"name": "第一巡察组", "villages": [where]}
    office.write([NewChange("group", team, COMMON, fields, as_office=True)])
    stick = table.stick()
    made = []
    for name, person, staff, role in (("one", "王组长", "X1", "leader"), ("two", "李组员", "X2", "member")):
        vault = table.laptop(name, person, staff)
        made.append(vault)
        service(vault).hand_over(stick)
        service(office).hand_over(stick)
        row = service(office).enrolments()[0].row
        service(office).confirm_enrolment(row, Registration(role=role, villages=[where]))
        person_rec = office.roster().writers[vault.me.writer_id].person
        office.write([NewChange("inspector", person_rec, COMMON, {"group": team}, as_office=True)])
    for _ in range(2):
        service(office).hand_over(stick)
        for vault in made:
            service(vault).hand_over(stick)
    return office, *made, where


def local(table, days=0):
    return lambda: dt.datetime.fromtimestamp((table.now + days * DAY) / 1000)  # noqa: DTZ006 - wall time


def evening(vault, table, days=0):
    return EveningService(Session(vault), local(table, days)).look()


def test_who_has_never_come_is_named(group, table):
    _, leader, _, _ = group
    (comer,) = evening(leader, table, days=1).missing
    assert (comer.name, comer.laptops, comer.last, comer.today) == ("李组员", ("2",), 0, False)


def test_one_button_at_each_laptop_and_nobody_is_missing(group, table):
    _, leader, member, where = group
    stick = table.stick("evening")
    person = add_person(member, where, "陈一")
    service(member).hand_over(stick, to="1")
    service(leader).hand_over(stick)
    assert leader.record(person) is not None
    found = evening(leader, table)
    assert (found.missing, found.meant) == ((), True)
    assert [comer.today for comer in found.comers] == [True]


def test_the_next_morning_everybody_is_missing_again(group, table):
    _, leader, member, where = group
    stick = table.stick("evening")
    add_person(member, where, "陈一")
    service(member).hand_over(stick, to="1")
    service(leader).hand_over(stick)
    (comer,) = evening(leader, table, days=1).missing
    assert comer.last > 0


def test_at_the_office_everybody_is_waited_for_and_at_a_members_nobody(group, table):
    office, _, member, _ = group
    assert {comer.name for comer in evening(office, table, days=1).missing} == {"王组长", "李组员"}
    assert not evening(member, table).meant
