"""The practice data: made up, the same for the same seed, and nobody's."""

import datetime as dt
import io
import re
import string
import wave
import zlib

import pytest

from app.practice import field, matters, names, papers, script, talks, team, village
from app.practice.dice import Dice
from app.records import vocabularies
from app.records.kinds import kind
from app.records.values import problem

TODAY = dt.date(2026, 3, 9)
BANNED = re.compile("采访|访谈|约谈|笔录|密码")


@pytest.fixture
def dice():
    return Dice(7, TODAY)


@pytest.fixture
def group(dice):
    return team.team(dice, 2)


def made(dice, group, count=3):
    for number in range(count):
        place = village.village(dice, number)
        yield from field.prepared(place, group, group.people[0])
        yield from village.people_of(place)
        for talk in talks.talks_of(place):
            yield from talks.held(talk)
        yield from matters.documents(place, group, group.people[0])
        yield from matters.findings(place, group, group.people[0])


def test_the_same_seed_gives_the_same_and_another_gives_other(group):
    once = [(c.rec, c.kind, c.fields, c.step) for c in made(Dice(7, TODAY), team.team(Dice(7, TODAY), 2))]
    again = [(c.rec, c.kind, c.fields, c.step) for c in made(Dice(7, TODAY), team.team(Dice(7, TODAY), 2))]
    other = [(c.rec, c.kind, c.fields, c.step) for c in made(Dice(8, TODAY), team.team(Dice(8, TODAY), 2))]
    assert once == again
    assert once != other


def test_one_more_village_changes_nothing_in_the_others(dice):
    village.village(dice, 5)
    one, again = village.village(dice, 0), village.village(Dice(7, TODAY), 0)
    assert (one.rec, one.people, one.story) == (again.rec, again.people, again.story)
    assert village.village(dice, 0).dice.rec() != village.village(dice, 1).dice.rec()


def test_every_value_is_of_its_field(dice, group):
    changes = [*made(dice, group), *team.records(dice, group, ("0" * 32,))]
    for change in changes:
        declared = kind(change.kind)
        for name, value in change.fields.items():
            found = declared.field(name)
            assert found is not None, (change.kind, name)
            if found.sensitivity != "sealed":
                assert problem(found, value) is None, (change.kind, name, value)


def test_a_village_has_as_many_people_as_it_should(dice):
    for number in range(12):
        people = village.village(dice, number).people
        assert 40 <= len(people) <= 80
        assert len({p.name for p in people}) == len(people)


def test_every_place_says_that_it_is_practice(dice):
    for number in range(45):
        name, town = names.village(number)
        assert "演练" in name
        assert "演练" in town
    assert len({names.village(n)[0] for n in range(45)}) == 45


def test_no_id_number_can_be_anybodys(dice):
    for n in range(300):
        number = names.id_number(dice.at(n), "1975-06")
        assert len(number) == 18
        assert number.startswith("999999")
        weights = [pow(2, 17 - i, 11) for i in range(17)]
        right = "10X98765432"[sum(int(d) * w for d, w in zip(number, weights, strict=False)) % 11]
        assert number[17] != right


def test_the_right_check_character_is_known():
    # the example printed in GB 11643
    assert names._check("11010519491231002") == 10


def test_no_telephone_number_can_be_anybodys(dice):
    assert all(re.fullmatch(r"100\d{8}", names.phone(dice.at(n))) for n in range(50))


def test_every_answer_belongs_to_a_question_of_the_shipped_outline():
    for role, entries in script.SCRIPTS.items():
        codes = {q.code for q in vocabularies.outline(role).questions}
        assert {entry[0] for entry in entries} <= codes


def test_every_planned_role_has_its_script_and_its_person(dice):
    place = village.village(dice, 0)
    for talk in talks.talks_of(place):
        assert talk.plan.role in script.SCRIPTS
        assert talk.person in place.people


def test_no_blank_stays_open_in_a_transcript(dice):
    for talk in talks.talks_of(village.village(dice, 0)):
        for line in talks.lines(talk):
            assert not re.search(r"[{}]", line.fields["text"])
    used = {
        name
        for entries in script.SCRIPTS.values()
        for e in entries
        for t in e
        for _, name, *_ in string.Formatter().parse(t)
    }
    assert used - {None} <= set(script.blanks(village.village(dice, 0)))


def test_a_held_talk_has_ten_to_thirty_lines(dice):
    for talk in talks.talks_of(village.village(dice, 0)):
        if talk.plan.ends:
            assert 10 <= len(talks.lines(talk)) <= 30


def test_only_words_of_the_trade_are_used(dice, group):
    text = "\n".join(str(c.fields) for c in made(dice, group) if c.kind != "outline")
    assert BANNED.findall(text) == []


def test_a_woman_is_among_any_pair_of_talkers_who_can_be_chosen(dice, group):
    assert {p.sex for p in group.people} == {"male", "female"}
    assert {p.role for p in group.people} == {"member", "leader", "deputy", "liaison"}


def test_a_recording_has_its_size_to_the_byte_and_plays(dice):
    talk = talks.talks_of(village.village(dice, 0))[0]
    reader = papers.recording(talk, 1).open()
    whole = b"".join(iter(lambda: reader.read(70_001), b""))
    assert len(whole) == 1_000_000
    with wave.open(io.BytesIO(whole)) as sound:
        assert (sound.getnchannels(), sound.getframerate()) == (1, papers.RATE)
        assert sound.getnframes() == (1_000_000 - 44) // 2
    assert papers.recording(talk, 1).open().read() == whole


def test_a_picture_is_a_sound_png(dice):
    raw = papers.picture(dice).read()
    assert raw.startswith(b"\x89PNG\r\n\x1a\n")
    at = 8
    while at < len(raw):
        size = int.from_bytes(raw[at : at + 4])
        body = raw[at + 4 : at + 8 + size]
        assert zlib.crc32(body) == int.from_bytes(raw[at + 8 + size : at + 12 + size])
        at += 12 + size


def test_a_list_opens_in_a_spreadsheet_program(dice):
    text = papers.table(village.village(dice, 0)).read().decode("utf-8")
    assert text.startswith("\ufeff序号,姓名")
    assert len(text.splitlines()) == 25
