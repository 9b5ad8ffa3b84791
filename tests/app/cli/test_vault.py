import shutil

import pytest

from app import paths
from app.storage.memory import InstallationMemory
from app.storage.opening import open_vault

SECRET = "zhuozi dianche maque wanshang"
OTHER = "guangchang heliu bingmian chuancang"


@pytest.fixture
def office(satchel, tmp_path):
    """A practice office made by the verb; its card lies in ``stick``."""
    (tmp_path / "stick").mkdir()
    made = satchel(
        *(
            "vault",
            "create",
            "--vault",
            tmp_path / "office",
            "--office",
            "演练县委巡察办",
            "--name",
            "周办",
            "--staff",
            "B1",
        ),
        *("--card-to", tmp_path / "stick", "--practice", "--json"),
        secret=SECRET,
    )
    assert made.code == 0, made.out
    return made.json


@pytest.fixture
def laptop(satchel, tmp_path, office):
    words = satchel("card", "show", "--card", tmp_path / "stick", "--json").json["words"]
    made = satchel(
        *("vault", "create", "--vault", tmp_path / "laptop", "--card", tmp_path / "stick", "--words", " ".join(words)),
        *("--name", "钱一", "--staff", "x1", "--json"),
        secret=SECRET,
    )
    assert made.code == 0, made.out
    return made.json


def test_an_office_is_made_with_its_card(office, tmp_path):
    assert office["is_office"]
    assert office["practice"]
    assert office["registered"]
    assert len(office["card_words"]) == 8
    assert (tmp_path / "stick" / "office-card.json.sig").is_file()


def test_a_laptop_is_made_from_the_card_and_waits_to_be_registered(office, laptop):
    assert laptop["office"] == office["office"]
    assert not laptop["registered"]
    assert laptop["practice"]


def test_a_laptop_is_not_made_before_somebody_compared_the_words(satchel, tmp_path, office):
    line = (
        "vault",
        "create",
        "--vault",
        tmp_path / "laptop",
        "--card",
        tmp_path / "stick",
        "--name",
        "钱一",
        "--staff",
        "X1",
    )
    assert satchel(*line, "--json", secret=SECRET).json["error"]["code"] == "not-compared"
    assert satchel(*line, "--words", "一 二 三", "--json", secret=SECRET).json["error"]["code"] == "not-compared"
    assert not (tmp_path / "laptop").exists()


def test_a_weak_passphrase_is_refused(satchel, tmp_path):
    said = satchel(
        *("vault", "create", "--vault", tmp_path / "v", "--office", "演练", "--name", "周", "--staff", "B1", "--json"),
        secret="123456",
    )
    assert said.json["error"]["code"] == "weak-passphrase"
    assert not (tmp_path / "v").exists()


def test_a_vault_is_never_made_over_another(satchel, tmp_path, office):
    said = satchel(
        *(
            "vault",
            "create",
            "--vault",
            tmp_path / "office",
            "--office",
            "演练",
            "--name",
            "周",
            "--staff",
            "B1",
            "--json",
        ),
        secret=SECRET,
    )
    assert said.json["error"]["code"] == "folder-in-use"


def test_info_needs_no_passphrase_for_what_the_header_says(satchel, tmp_path, office):
    said = satchel("vault", "info", "--vault", tmp_path / "office", "--json").json
    assert said["vault"] == office["vault"]
    assert said["locked"]
    assert "name" not in said


def test_a_wrong_passphrase_is_told(satchel, tmp_path, office):
    said = satchel("vault", "info", "--vault", tmp_path / "office", "--staff", "B1", "--json", secret=OTHER)
    assert (said.code, said.json["error"]["code"]) == (1, "wrong-passphrase")


def test_the_passphrase_may_come_from_a_file(satchel, tmp_path, office):
    (tmp_path / "secret").write_text(f"\ufeff{SECRET}\r\nsecond line\n", encoding="utf-8", newline="")
    line = ("vault", "info", "--vault", tmp_path / "office", "--staff", "b1", "--json")
    assert satchel(*line, "--passphrase-file", tmp_path / "secret").json["name"] == "周办"
    missing = satchel(*line, "--passphrase-file", tmp_path / "none")
    assert missing.json["error"]["code"] == "file-trouble"


def test_a_sound_vault_says_so_for_people_and_for_machines(satchel, tmp_path, office):
    line = ("vault", "verify", "--vault", tmp_path / "office", "--staff", "B1")
    assert satchel(*line, "--json", secret=SECRET).json["sound"]
    assert "全部完好" in satchel(*line, "--lang", "zh", secret=SECRET).out


def test_damage_is_said_in_words_and_ends_with_one(satchel, tmp_path, office):
    memory = InstallationMemory(paths.data_folder())
    with open_vault(tmp_path / "office", "B1", SECRET, memory=memory) as vault, vault.database.write() as connection:
        connection.execute("UPDATE change SET sig = zeroblob(64) WHERE row = 2")
    line = ("vault", "verify", "--vault", tmp_path / "office", "--staff", "B1")
    said = satchel(*line, "--json", secret=SECRET)
    assert (said.code, said.json["error"]["code"]) == (1, "vault-unsound")
    assert [f["code"] for f in said.json["findings"]] == ["signature"]
    assert "signature" in satchel(*line, "--lang", "en", secret=SECRET).out


def test_a_backup_is_made(satchel, tmp_path, office):
    said = satchel("vault", "backup", "--vault", tmp_path / "office", "--staff", "B1", "--json", secret=SECRET).json
    assert (tmp_path / "office" / "backups").is_dir()
    assert said["backup"].startswith(str(tmp_path / "office"))


def test_the_office_brings_a_laptop_back(satchel, tmp_path, laptop):
    shutil.copytree(tmp_path / "laptop", tmp_path / "found")
    (tmp_path / "office-secret").write_text(SECRET)
    said = satchel(
        *("vault", "recover", "--vault", tmp_path / "found", "--name", "钱一", "--staff", "X1", "--json"),
        *("--office-vault", tmp_path / "office", "--office-staff", "B1"),
        *("--office-passphrase-file", tmp_path / "office-secret"),
        secret=OTHER,
    )
    assert said.code == 0, said.out
    assert said.json["vault"] == laptop["vault"]
    assert said.json["writer"] != laptop["writer"]
    opened = satchel("vault", "info", "--vault", tmp_path / "found", "--staff", "X1", "--json", secret=OTHER)
    assert opened.json["writer"] == said.json["writer"]


def test_another_office_brings_nothing_back(satchel, tmp_path, laptop):
    from app.security.keys import Identity

    (tmp_path / "other.age").write_text(f"# another office\n{Identity.generate().text}\n")
    said = satchel(
        *("vault", "recover", "--vault", tmp_path / "laptop", "--name", "钱一", "--staff", "X1", "--json"),
        *("--identity", tmp_path / "other.age"),
        secret=OTHER,
    )
    assert said.json["error"]["code"] == "not-for-me"


def test_the_card_is_shown_and_exported(satchel, tmp_path, office):
    line = ("--vault", tmp_path / "office", "--staff", "B1", "--json")
    shown = satchel("card", "show", *line, secret=SECRET).json
    exported = satchel("card", "export", "--to", tmp_path / "again", *line, secret=SECRET).json
    assert shown["words"] == exported["words"] == office["card_words"]
    assert satchel("card", "show", "--card", tmp_path / "again", "--json").json["fingerprint"] == shown["fingerprint"]


def test_a_laptop_has_no_card_to_export(satchel, tmp_path, laptop):
    line = ("--vault", tmp_path / "laptop", "--staff", "X1", "--json")
    assert satchel("card", "export", "--to", tmp_path / "x", *line, secret=SECRET).json["error"]["code"] == "not-found"


def test_a_moved_office_signs_nothing_until_a_person_says_it_is_the_office_now(satchel, tmp_path, office):
    shutil.move(tmp_path / "office", tmp_path / "moved")
    shutil.rmtree(paths.data_folder())  # another computer: this vault was never seen here
    where = ("--vault", tmp_path / "moved", "--staff", "B1", "--json")
    signing = ("add", "inspector", "name=孙二", "staff=B2", *where)
    assert satchel(*signing, secret=SECRET).json["error"]["code"] == "office-elsewhere"
    told = satchel("vault", "confirm-office", *where, secret=SECRET).json
    assert told == {"confirmed": True, "why": "unknown"}
    assert satchel(*signing, secret=SECRET).code == 0
    again = satchel("vault", "confirm-office", *where, secret=SECRET).json
    assert again == {"confirmed": False, "why": ""}
