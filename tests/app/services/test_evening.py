"""The evening: who has come to the leader's laptop today, by what came and not by who carried it."""

import datetime as dt
from pathlib import Path

import pytest

from app.services.evening import EveningService
from app.services.session import Session
from tests.app.services import evening_world
from tests.app.services.evening_world import service
from tests.app.sync.circle import Table, add_person

DAY = 24 * 60 * 60 * 1000


@pytest.fixture
def table(tmp_path: Path):
    found = Table(tmp_path)
    yield found
    found.close()


@pytest.fixture
def group(table):
    return evening_world.made(table)


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


def test_the_leaders_one_button_answers_who_came_and_goes_on_to_the_office(group, table):
    office, leader, member, where = group
    stick = table.stick("evening")
    theirs, own = add_person(member, where, "陈一"), add_person(leader, where, "陈二")
    service(member).hand_over(stick, to="1")
    written = {(sent.place, sent.kind) for sent in service(leader).hand_over(stick).written}
    assert written == {("2", "receipt"), ("2", "return"), ("office", "return")}
    service(member).hand_over(stick)
    service(office).hand_over(stick)
    assert member.record(own) is not None
    assert {office.record(theirs) is None, office.record(own) is None} == {False}


def test_a_member_hands_over_to_the_leader_first_and_it_is_remembered(group, table):
    office, leader, member, _ = group
    at = EveningService(Session(member), local(table))
    assert [(one.code, one.names, one.leading) for one in at.targets()] == [("1", ("王组长",), True)]
    assert at.target() == ""
    at.remember_target("1")
    assert EveningService(Session(member), local(table)).target() == "1"
    at.remember_target("9")  # a laptop that is no more
    assert at.target() == ""
    assert [one.code for one in EveningService(Session(leader), local(table)).targets()] == ["2"]
    assert EveningService(Session(office), local(table)).targets() == []
