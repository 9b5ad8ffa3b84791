"""The whole road by single verbs, from the card to the receipt."""

import pytest

SECRET = "zhuozi dianche maque wanshang"


class Ground:
    """An office, two laptops and a stick, driven by the command line alone."""

    def __init__(self, satchel, folder):
        self._satchel, self.folder, self.stick = satchel, folder, folder / "stick"
        self.stick.mkdir()
        who = ("--office", "演练县委巡察办", "--name", "周办", "--staff", "B1", "--practice", "--card-to", self.stick)
        self.create("office", *who)

    def create(self, place, *line):
        said = self._satchel("vault", "create", "--vault", self.folder / place, *line, "--json", secret=SECRET)
        assert said.code == 0, said.out

    def at(self, place, *line, staff=None):
        staff = staff or {"office": "B1"}.get(place, place.upper())
        options = ("--vault", self.folder / place, "--staff", staff, "--json")
        return self._satchel(*line, *options, secret=SECRET)

    def ok(self, place, *line):
        said = self.at(place, *line)
        assert said.code == 0, said.out
        return said.json

    def laptop(self, place):
        words = self._satchel("card", "show", "--card", self.stick, "--json").json["words"]
        card = ("--card", self.stick, "--words", " ".join(words))
        self.create(place, *card, "--name", f"钱{place[-1]}", "--staff", place.upper())


@pytest.fixture
def ground(satchel, tmp_path):
    found = Ground(satchel, tmp_path)
    village = found.ok("office", "add", "village", "name=青石湾村（演练）", "town=云岭镇（演练）", "population=1,200")[
        "rec"
    ]
    found.village = village
    for place in ("x1", "x2"):
        found.laptop(place)
        written = found.ok(place, "enrol", "--to", found.stick)
        file = written["packages"][0]["file"]
        found.ok("office", "receive", file)
        row = found.ok("office", "enrol", "--list")["enrolments"][0]
        assert row["words"] == written["words"]
        found.ok("office", "enrol", "--confirm", row["row"], "--words", " ".join(row["words"]), "--village", village)
    found.ok("office", "assign", "--to", found.stick)
    for place in ("x1", "x2"):
        found.ok(place, "receive", found.stick)
    return found


def test_a_laptop_holds_its_village_after_the_assignment(ground):
    assert ground.ok("x1", "vault", "info")["registered"]
    assert [row["rec"] for row in ground.ok("x1", "list", "village")["records"]] == [ground.village]


def test_what_is_written_on_a_laptop_comes_home_and_is_receipted(ground):
    rec = ground.ok("x1", "add", "person", "name=曹德厚", "sex=男", "--village", "青石湾村")["rec"]
    packed = ground.ok("x1", "pack", "--to", ground.stick)
    assert packed["packages"][0]["kind"] == "return"
    came = ground.ok("office", "receive", packed["packages"][0]["file"])
    assert came["received"][0]["arrived"]["changes_new"] > 0
    assert ground.ok("office", "show", rec)["values"]["name"] == "曹德厚"
    receipt = [
        p for p in ground.ok("office", "acknowledge", "--to", ground.stick)["packages"] if p["kind"] == "receipt"
    ]
    assert [p["for"] for p in receipt] == ["1"]
    home = ground.ok("x1", "receive", receipt[0]["file"])
    assert home["received"][0]["answered"] == 1


def test_a_package_that_came_before_is_already_here(ground):
    file = ground.ok("x1", "pack", "--to", ground.stick)["packages"][0]["file"]
    assert ground.ok("office", "receive", file)["received"][0]["state"] == "taken"
    assert ground.ok("office", "receive", file)["received"][0]["state"] == "already"


def test_laptops_give_each_other_what_they_have(ground):
    rec = ground.ok("x1", "add", "person", "name=罗丹桂", "--village", ground.village)["rec"]
    file = ground.ok("x1", "pack", "--to", ground.stick, "--for", "2")["packages"][0]["file"]
    ground.ok("x2", "receive", file)
    assert ground.ok("x2", "show", rec)["values"]["name"] == "罗丹桂"


def test_decisions_go_back_with_the_receipt(ground):
    ground.ok("office", "add", "setting", "name=演练参数", 'value={"days":30}')
    made = ground.ok("office", "acknowledge", "--to", ground.stick)["packages"]
    assert {p["kind"] for p in made} == {"decisions"}
    ground.ok("x1", "receive", ground.stick)
    assert ground.ok("x1", "list", "setting")["count"] == 1


def test_the_one_button_does_it_all(ground):
    ground.ok("x1", "add", "person", "name=余秋月", "--village", ground.village)
    assert [p["kind"] for p in ground.ok("x1", "handover", ground.stick)["packages"]] == ["return"]
    office = ground.ok("office", "handover", ground.stick)
    assert "return" in {r["kind"] for r in office["received"]}
    assert "receipt" in {p["kind"] for p in office["packages"]}
    assert "receipt" in {r["kind"] for r in ground.ok("x1", "handover", ground.stick)["received"]}


def test_a_package_is_looked_into_without_being_taken_in(ground):
    file = ground.ok("x1", "pack", "--to", ground.stick)["packages"][0]["file"]
    seen = ground.ok("office", "package", "inspect", file)
    assert seen["manifest"]["kind"] == "return"
    assert seen["from_place"] == "1"
    assert ground.ok("office", "receive", file)["received"][0]["state"] == "taken"


def test_a_damaged_package_is_refused_with_its_reason(ground):
    from pathlib import Path

    file = Path(ground.ok("x1", "pack", "--to", ground.stick)["packages"][0]["file"])
    raw = bytearray(file.read_bytes())
    raw[-100] ^= 1
    file.write_bytes(raw)
    said = ground.at("office", "receive", file)
    assert said.code == 1
    assert said.json["error"]["code"] == "package-damaged"
    assert said.json["refused"][0]["file"] == file.name
    assert ground.at("office", "package", "inspect", file).json["error"]["code"] == "package-damaged"


def test_a_bad_package_in_a_folder_does_not_hide_the_others(ground):
    (ground.stick / "0000000000000000.satchel").write_bytes(b"no package at all")
    ground.ok("x1", "add", "person", "name=余秋月", "--village", ground.village)
    good = ground.ok("x1", "pack", "--to", ground.stick)["packages"][0]["package"]
    said = ground.at("office", "receive", ground.stick)
    assert said.code == 1
    assert [r["file"] for r in said.json["refused"]] == ["0000000000000000.satchel"]
    assert good in {r["package"] for r in said.json["received"]}


def test_a_package_for_somebody_else_is_refused_when_it_is_named(ground):
    assigned = [p for p in ground.ok("office", "assign", "--to", ground.stick)["packages"] if p["for"] == "2"]
    assert ground.at("x1", "receive", assigned[0]["file"]).json["error"]["code"] == "not-addressed-here"


def test_a_laptop_does_not_assign(ground):
    assert ground.at("x1", "assign", "--to", ground.stick).json["error"]["code"] == "not-an-office"


def test_words_that_differ_do_not_register_a_laptop(ground):
    ground.laptop("x3")
    ground.ok("office", "receive", ground.ok("x3", "enrol", "--to", ground.stick)["packages"][0]["file"])
    row = ground.ok("office", "enrol", "--list")["enrolments"][0]["row"]
    assert ground.at("office", "enrol", "--confirm", row, "--words", "一 二").json["error"]["code"] == "not-compared"
    assert ground.at("office", "enrol", "--confirm", row).json["error"]["code"] == "not-compared"
    ground.ok("office", "enrol", "--decline", row)
    assert ground.ok("office", "enrol", "--list")["enrolments"] == []


def test_a_laptop_nobody_knows_is_named(ground):
    assert ground.at("x1", "pack", "--to", ground.stick, "--for", "99").json["error"]["code"] == "not-found"


def test_a_draft_from_before_registration_follows_its_person(ground):
    from app import paths
    from app.storage.memory import InstallationMemory
    from app.storage.opening import open_vault
    from app.storage.types import Draft

    known = ground.ok("office", "add", "inspector", "name=钱9", "staff=X9", "role=组员")["rec"]
    ground.laptop("x9")

    def opened():
        return open_vault(ground.folder / "x9", "X9", SECRET, memory=InstallationMemory(paths.data_folder()))

    with opened() as vault:
        assert vault.me.person != known
        draft = Draft(vault.me.person, "a" * 32, f"village-{ground.village}", "person", {"name": "曹德厚"})
        vault.save_draft(draft)
    ground.ok("office", "receive", ground.ok("x9", "enrol", "--to", ground.stick)["packages"][0]["file"])
    row = ground.ok("office", "enrol", "--list")["enrolments"][0]
    assert row["known"] == known
    ground.ok("office", "enrol", "--confirm", row["row"], "--words", " ".join(row["words"]))
    ground.ok("office", "assign", "--to", ground.stick, "--laptop", row["laptop"])
    ground.ok("x9", "receive", ground.stick)
    with opened() as vault:
        assert vault.me.person == known
        assert [draft.fields for draft in vault.drafts(known)] == [{"name": "曹德厚"}]


def test_a_stick_that_the_offices_rule_refuses_is_neither_written_nor_read(ground):
    ground.ok("office", "add", "setting", "name=unregistered sticks", 'value="refuse"')
    before = sorted(ground.stick.iterdir())
    for line in (("assign", "--to", ground.stick), ("acknowledge", "--to", ground.stick), ("receive", ground.stick)):
        said = ground.at("office", *line)
        assert (said.code, said.json["error"]["code"]) == (1, "unregistered-stick")
    assert sorted(ground.stick.iterdir()) == before


def test_a_laptop_is_cleared_when_the_receipt_has_come_and_not_before(ground):
    ground.ok("x1", "add", "person", "name=曹德厚", "--village", "青石湾村")
    looked = ground.ok("x1", "clear")
    assert not looked["allowed"]
    assert [one["title"] for one in looked["late"]] == ["曹德厚"]
    slip = ground.folder / "slip.pdf"
    refused = ground.at("x1", "clear", "--second", "周办", "--slip", slip)
    assert refused.json["error"]["code"] == "not-clearable"
    for place in ("x1", "office", "x1"):
        ground.ok(place, "handover", ground.stick)
    assert ground.ok("x1", "clear")["allowed"]
    assert ground.at("x1", "clear", "--second", "钱1", "--slip", slip).json["error"]["code"] == "second-person"
    assert ground.at("x1", "clear", "--slip", slip).json["error"]["code"] == "missing-option"
    assert not slip.exists()
    assert ground.ok("x1", "clear", "--second", "周办", "--slip", slip) == {
        "cleared": True,
        "slip": str(slip),
        "left": [],
    }
    assert slip.read_bytes().startswith(b"%PDF")
    assert not (ground.folder / "x1").exists()


def test_a_second_person_confirms_what_was_written(ground):
    package = ground.ok("x1", "pack", "--to", ground.stick)["packages"][0]["package"]
    assert ground.at("x1", "confirm", package).json["error"]["code"] == "missing-option"
    assert ground.at("x1", "confirm", package, "--second", "钱1").json["error"]["code"] == "second-person"
    assert ground.at("x1", "confirm", "0" * 32, "--second", "周办").json["error"]["code"] == "not-found"
    said = ground.ok("x1", "confirm", package, "--second", "B1")
    assert (said["package"], said["name"], said["by"]) == (package, "周办", "signature")
