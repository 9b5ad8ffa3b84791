import sys
import types

import pytest

from app.records import kinds
from app.records.kinds import Field, Kind, Place, Type, Words

SECRET = "zhuozi dianche maque wanshang"


@pytest.fixture
def office(satchel, tmp_path):
    """Run a verb, with --json, on an office that holds one village."""

    def run(*line):
        return satchel(*line, "--vault", tmp_path / "office", "--staff", "B1", "--json", secret=SECRET)

    made = satchel(
        *(
            "vault",
            "create",
            "--vault",
            tmp_path / "office",
            "--office",
            "演练办",
            "--name",
            "周办",
            "--staff",
            "B1",
            "--json",
        ),
        secret=SECRET,
    )
    assert made.code == 0
    run.village = run("add", "village", "name=青石湾村（演练）", "town=云岭镇").json["rec"]
    return run


def test_every_declared_kind_is_shown_with_its_fields(satchel):
    shown = {kind["code"]: kind for kind in satchel("kinds", "--json").json["kinds"]}
    assert set(shown) == set(kinds.kinds())
    for code, kind in kinds.kinds().items():
        assert [f["name"] for f in shown[code]["fields"]] == [f.name for f in kind.fields]


def test_one_kind_is_shown_alone_and_an_unknown_one_is_told(satchel):
    assert [k["code"] for k in satchel("kinds", "village", "--json").json["kinds"]] == ["village"]
    assert satchel("kinds", "nothing", "--json").json["error"]["code"] == "not-found"


def test_values_are_read_as_freely_as_at_the_window(office):
    rec = office(
        *("add", "person", "name=曹德厚", "sex=男", "roles=低保户、村民代表", "in_team=否", "--village", "青石湾村")
    ).json["rec"]
    values = office("show", rec).json["values"]
    assert values["sex"] == "male"
    assert values["roles"] == ["low_income", "villagers_representative"]
    assert values["in_team"] is False


def test_money_and_parts_stand_under_their_parent(office):
    said = office("add", "village_project", "name=修路", "amount=12.5万", "--in", office.village)
    assert said.code == 0, said.out
    parts = office("show", office.village).json["parts"]["village_project"]
    assert parts[0]["values"]["amount"] == 12_500_000


def test_a_new_talk_gets_its_number(office):
    rec = office("add", "interview", "person_name=曹德厚", "role=ITV-PUB", "--village", office.village).json["rec"]
    assert office("show", rec).json["values"]["number"]


def test_what_is_still_missing_is_named(office):
    said = office("add", "village", "name=双泉村").json
    assert said["missing"] == ["town"]


@pytest.mark.parametrize(
    ("pair", "code", "rule"),
    [
        ("nofield=1", "bad-input", "unknown"),
        ("sex=不男不女", "bad-input", "choice"),
        ("name", "bad-input", "field=value"),
        ("in_team=也许", "bad-input", "boolean"),
    ],
)
def test_a_value_that_means_nothing_is_refused_and_nothing_written(office, pair, code, rule):
    before = office("list", "person").json["count"]
    said = office("add", "person", "name=某人", pair, "--village", office.village)
    assert (said.code, said.json["error"]["code"]) == (1, code)
    assert office("list", "person").json["count"] == before


def test_masked_numbers_stay_masked_until_asked_for_and_that_is_logged(office):
    rec = office("add", "person", "name=曹德厚", "phone=10012345678", "--village", office.village).json["rec"]
    before = office("list", "event", "--where", "what=reveal").json["count"]
    shown = office("show", rec)
    assert "10012345678" not in shown.out
    assert "10012345678" not in office("list", "person").out
    assert office("show", rec, "--reveal", "phone").json["revealed"]["phone"] == "10012345678"
    assert office("list", "event", "--where", "what=reveal").json["count"] == before + 1


def test_a_sealed_note_is_only_said_to_be_there(office):
    rec = office(
        *("add", "interview", "person_name=曹", "role=ITV-PUB", "internal_note=弦外之音", "--village", office.village)
    ).json["rec"]
    said = office("show", rec)
    assert "弦外之音" not in said.out
    assert said.json["values"]["internal_note"] == {"sealed": True}


def test_a_list_is_filtered_sorted_and_cut(office):
    for name in ("甲某", "乙某", "丙某"):
        office(
            "add", "person", f"name={name}", "sex=female" if name == "乙某" else "sex=male", "--village", office.village
        )
    said = office("list", "person", "--sort", "name", "--limit", "2").json
    assert said["count"] == 3
    assert len(said["records"]) == 2
    assert [r["title"] for r in office("list", "person", "--where", "sex=female").json["records"]] == ["乙某"]


def test_search_finds_what_was_just_added(office):
    rec = office("add", "person", "name=欧阳秋月", "--village", office.village).json["rec"]
    assert [hit["rec"] for hit in office("search", "秋月").json["hits"]] == [rec]
    assert office("search", "没有这样的人").json["hits"] == []


def test_a_record_that_is_not_here_is_told(office):
    assert office("show", "0" * 32).json["error"]["code"] == "not-found"


def test_a_name_that_fits_two_is_not_guessed(office):
    for _ in range(2):
        office("add", "person", "name=曹德厚", "--village", office.village)
    said = office(
        "add", "interview", "person_name=曹", "role=ITV-PUB", "interviewee=曹德厚", "--village", office.village
    )
    assert said.json["error"]["code"] == "ambiguous"


def test_the_history_names_each_change(office):
    assert len(office("show", office.village, "--history").json["history"]) == 1


def test_a_rebuild_gives_the_same_views(office):
    before = office("dump").json["rows"]
    said = office("rebuild").json
    assert said["same"]
    after = office("dump").json["rows"]
    assert [row for row in after if "event" not in row][:3] == [row for row in before if "event" not in row][:3]


def test_an_edit_replaces_what_stood_and_both_stay_in_the_history(office):
    added = office("add", "person", "name=曹德厚", "sex=男", "phone=10012345678", "--village", office.village).json
    rec = added["rec"]
    said = office("edit", rec, "name=曹德后", "sex=女", "phone=").json
    assert said["fields"] == ["name", "phone", "sex"]
    assert said["replaced"] == {name: [added["change"]] for name in said["fields"]}
    after = office("show", rec, "--history").json
    assert (after["values"]["name"], after["values"]["sex"]) == ("曹德后", "female")
    assert "phone" not in after["values"]
    assert [one["change"] for one in after["history"]] == [said["change"], added["change"]]


def test_an_edit_that_says_nothing_new_writes_nothing(office):
    rec = office("add", "person", "name=曹德厚", "--village", office.village).json["rec"]
    said = office("edit", rec, "name=曹德厚", "phone=")
    assert (said.code, said.json["change"], said.json["fields"]) == (0, None, [])
    assert len(office("show", rec, "--history").json["history"]) == 1


@pytest.mark.parametrize(
    ("pair", "told"),
    [("nofield=1", "nofield"), ("number=1", "filled in by the program"), ("started=不知道", "started"), ("x", "x")],
)
def test_an_edit_that_cannot_be_read_changes_nothing(office, pair, told):
    rec = office("add", "interview", "person_name=曹", "role=ITV-PUB", "--village", office.village).json["rec"]
    said = office("edit", rec, "place=村委会", pair, "--lang", "en")
    assert (said.code, said.json["error"]["code"]) == (1, "bad-input")
    assert told in said.json["error"]["message"]
    assert "place" not in office("show", rec).json["values"]


@pytest.fixture
def declared(monkeypatch):
    """One more declaration file, as a later release would bring it."""
    module = types.ModuleType("app.records.declared.well")
    module.KIND = Kind(
        code="well",
        form="",
        words=Words("水井", "Well"),
        plural=Words("水井", "Wells"),
        place=Place.VILLAGE,
        stage="field",
        title=("name",),
        fields=(
            Field("name", Type.TEXT, Words("井名", "Name"), required=True, search=True, column=True),
            Field("depth", Type.INTEGER, Words("深（米）", "Depth (m)"), column=True),
        ),
    )
    monkeypatch.setitem(sys.modules, module.__name__, module)
    before = list(kinds.declared_modules())
    monkeypatch.setattr(kinds, "declared_modules", lambda: iter([*before, module.__name__]))
    kinds.kinds.cache_clear()
    yield
    monkeypatch.undo()
    kinds.kinds.cache_clear()


def test_a_new_declaration_works_at_once(office, satchel, declared):
    assert "well" in {kind["code"] for kind in satchel("kinds", "--json").json["kinds"]}
    rec = office("add", "well", "name=古井", "depth=18", "--village", "青石湾村").json["rec"]
    assert office("list", "well").json["records"][0]["values"]["depth"] == 18
    assert [hit["rec"] for hit in office("search", "古井").json["hits"]] == [rec]
