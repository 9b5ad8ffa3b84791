from dataclasses import replace
from pathlib import Path

import pytest

from app.errors import AppError
from app.records.change import new_record_id
from app.security import durable
from app.services import first_start, looking
from app.services.finding import FindingService
from app.services.first_start import Answers, Road, Step
from app.services.setup import SetupService
from app.services.today import TodayService
from app.services.upkeep import UpkeepService
from app.storage.types import Draft, NewChange

PASSPHRASE = "qing shan lv shui chang liu"


@pytest.fixture
def answers(tmp_path):
    return Answers(
        Road.OFFICE, office_name="青山县委巡察办", card_folder=tmp_path / "card", name="周敏", staff=" ｂ01 ",
        passphrase=PASSPHRASE, again=PASSPHRASE, folder=tmp_path / "office",
    )  # fmt: skip


@pytest.fixture
def session(answers):
    made = SetupService().make(answers)
    yield made
    made.vault.close()


def put(session, kind, **fields):
    rec = new_record_id()
    scope = "common" if kind == "round" else f"village-{fields.pop('of', rec)}"
    session.vault.write([NewChange(kind, rec, scope, fields, as_office=kind == "round")])
    return rec


def test_each_step_says_what_it_still_lacks(answers, tmp_path):
    assert first_start.missing(Step.CARD, Answers()) == ("card",)
    assert first_start.missing(Step.OFFICE, Answers(Road.OFFICE)) == ("office_name", "card_folder")
    assert first_start.missing(Step.ME, replace(answers, staff="  ")) == ("staff",)
    assert first_start.missing(Step.PASSPHRASE, replace(answers, passphrase="12345678")) == ("weak",)
    assert first_start.missing(Step.PASSPHRASE, replace(answers, again="other")) == ("again",)
    assert all(not first_start.missing(step, answers) for step in first_start.STEPS[Road.OFFICE])
    (tmp_path / "office").mkdir()
    (tmp_path / "office" / "letter.txt").write_text("x")
    assert first_start.missing(Step.PLACE, answers) == ("in_use",)


def test_the_last_step_cannot_be_undone():
    assert first_start.before(Road.LAPTOP, Step.DONE) is None
    assert first_start.before(Road.LAPTOP, Step.CARD) is None
    assert first_start.before(Road.LAPTOP, Step.ME) is Step.CARD
    assert first_start.after(Road.LAPTOP, Step.DONE) is Step.DONE


def test_a_suggested_passphrase_is_good():
    assert first_start.weakness(first_start.suggest().typed, "B01") == ""


def test_a_founded_office_knows_its_first_officer(session):
    assert session.is_office
    assert session.registered
    assert (session.me_name, session.staff, session.role) == ("周敏", "B01", "office")


def test_a_header_is_known_without_a_passphrase(session):
    setup = SetupService()
    assert setup.look(session.vault.folder).trouble is None
    assert setup.look(session.vault.folder.parent / "nothing").trouble.code == "foreign-file"
    assert setup.pause(session.vault.folder) == 0


def test_the_previous_header_opens_what_a_damaged_one_does_not(session, tmp_path):
    folder = session.vault.folder
    UpkeepService(session).add_person("王强", "B02", "lan tian bai yun xiao qiao")
    header = folder / "vault.json"
    assert (folder / "vault.json.previous").exists()
    durable.write_bytes(header, header.read_bytes().replace(b'"generation"', b'"generatioN"'))
    session.vault.close()
    with pytest.raises(AppError):
        SetupService().unlock(folder, "B01", PASSPHRASE)
    SetupService().use_previous_header(folder)
    assert SetupService().look(folder).trouble is None


def test_a_vault_is_never_made_over_something(session, answers):
    with pytest.raises(AppError) as caught:
        SetupService().make(answers)
    assert caught.value.code == "folder-in-use"


def test_villages_offered_are_those_of_the_round(session):
    first = put(session, "round", name="第一轮", term="十四届", year=2026, number=1, starts="2026-03-01")
    here = put(session, "village", name="青石湾村", town="云岭镇", round=first)
    put(session, "village", name="柳树坡村", town="云岭镇")
    assert len(looking.villages(session)) == 2
    session.choose(round_=first)
    assert [village.rec for village in looking.villages(session)] == [here]
    assert [one.name for one in looking.rounds(session)] == ["第一轮"]


def test_today_shows_what_is_due_and_what_is_half_typed(session):
    import datetime as dt

    village = put(session, "village", name="青石湾村", town="云岭镇")
    talk = {"person_name": "田有田", "role": "ITV-AID", "of": village}
    due = put(session, "interview", planned_for="2026-03-05T15:00", **talk)
    put(session, "interview", planned_for="2026-03-06T09:00", **talk)
    me, scope = session.person, f"village-{village}"
    session.vault.save_draft(Draft(me, new_record_id(), scope, "person", {"name": "谢秋月"}, at=1))
    today = TodayService(session, lambda: dt.datetime(2026, 3, 5, 8, 0)).look()  # noqa: DTZ001 - wall time
    assert [line.rec for line in today.planned] == [due]
    assert [line.title for line in today.drafts] == ["谢秋月"]
    assert today.not_handed_over is None  # at the office
    assert not today.empty


def test_people_are_found_by_sound_and_records_by_text(session):
    village = put(session, "village", name="青石湾村", town="云岭镇")
    person = put(session, "person", name="谢秋月", of=village)
    service = FindingService(session)
    assert [one.rec for one in service.by_sound("xqy")] == [person]
    assert [one.rec for one in service.find("青石湾")] == [village]
    assert service.by_sound("谢") == []


def test_everybody_but_me_can_be_removed(session):
    upkeep = UpkeepService(session)
    with pytest.raises(AppError):
        upkeep.remove_person(session.person)
    assert [resident.me for resident in upkeep.residents()] == [True]


def test_a_folder_that_cannot_be_looked_at_is_a_trouble_and_no_crash(tmp_path, monkeypatch):
    def refused(*_):
        raise PermissionError(13, "no")

    monkeypatch.setattr(Path, "is_file", refused)
    assert SetupService(tmp_path).look(tmp_path / "vault").trouble is not None


def test_an_office_whose_card_cannot_be_written_is_made_at_the_next_try(answers, tmp_path):
    (tmp_path / "stick").write_text("no folder")
    with pytest.raises(OSError, match="stick"):
        SetupService().make(replace(answers, card_folder=tmp_path / "stick"))
    session = SetupService().make(replace(answers, card_folder=tmp_path / "other"))
    assert session.is_office
    session.vault.close()


def test_a_folder_that_cannot_be_looked_into_is_no_trouble_before_the_vault_is_made(tmp_path, monkeypatch):
    def refused(_):
        raise PermissionError

    (tmp_path / "x").touch()
    assert first_start.in_use(tmp_path)
    monkeypatch.setattr(type(tmp_path), "iterdir", refused)
    assert not first_start.in_use(tmp_path)
