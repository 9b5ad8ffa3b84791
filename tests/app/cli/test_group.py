"""The leader's look, the evening and the card from a terminal."""

from pathlib import Path

from app.services.group import CODES
from app.words import cli_group


def test_the_numbers_of_every_village_are_shown(at):
    said = at("laptop-1", "look").json
    (line,) = [one for one in said["villages"] if one["counts"]["unsigned"]][:1]
    assert set(line["counts"]) == set(CODES)
    assert said["together"]["asked"] == sum(one["counts"]["asked"] for one in said["villages"])
    listed = at("laptop-1", "look", "unsigned", "--village", line["name"]).json["records"]
    assert len(listed) == line["counts"]["unsigned"]
    assert {one["kind"] for one in listed} == {"interview"}


def test_the_table_names_its_columns(satchel, played):
    options, secret = played.who("office")
    said = satchel("--lang", "zh", "look", *options, secret=secret)
    first, *_, last = said.out.splitlines()
    assert first.split()[:3] == ["村（居）", "计划谈话", "谈完"]
    assert "办公室未收" not in first  # there is nobody above the office
    assert last.split()[0] == "合计"


def test_the_help_names_every_number():
    assert cli_group.CODES.split() == list(CODES)


def test_a_number_nobody_counts_is_told(at):
    said = at("laptop-1", "look", "unheard")
    assert said.code == 1
    assert said.json["error"]["code"] == "not-found"


def test_who_has_come_is_told(at):
    said = at("office", "evening").json
    assert said["comers"]
    assert {one["person"] for one in said["comers"] if one["laptops"] and not one["today"]} == set(said["missing"])


def test_the_card_needs_no_vault(satchel, tmp_path):
    said = satchel("pocket-card", "--out", tmp_path / "card", "--json")
    assert said.code == 0
    assert Path(said.json["path"]).read_bytes().startswith(b"%PDF")
