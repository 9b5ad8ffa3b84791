"""Who may unlock a vault, and with what: passphrase, one more person, one person less."""

import pytest

SECRET = "zhuozi dianche maque wanshang"
OTHER = "shanlu yunhai songlin qiaotou"
THIRD = "maitian xiaohe liushu shiqiao"


@pytest.fixture
def vault(satchel, tmp_path):
    """Run a verb on an office as somebody, with --json; ``also`` is the second line of the standard input."""

    def run(*line, staff="B001", secret=SECRET, also="", options=("--json",)):
        where = ("--vault", tmp_path / "office", "--staff", staff)
        return satchel(*line, *where, *options, secret=secret, more=f"{also}\n")

    made = run("vault", "create", "--office", "演练办", "--name", "周办")
    assert made.code == 0, made.out
    return run


def test_a_changed_passphrase_opens_and_the_old_one_no_longer_does(vault):
    said = vault("passphrase", "--new-passphrase-file", "-", also=OTHER)
    assert said.json == {"changed": True}
    assert vault("vault", "info", secret=OTHER).code == 0
    assert vault("vault", "info").json["error"]["code"] == "wrong-passphrase"


def test_a_weak_new_passphrase_changes_nothing(vault):
    assert vault("passphrase", "--new-passphrase-file", "-", also="12345678").json["error"]["code"] == "weak-passphrase"
    assert vault("vault", "info").code == 0


def test_without_a_new_passphrase_nobody_is_asked_when_there_is_no_terminal(vault):
    said = vault("passphrase")
    assert said.json["error"]["code"] == "missing-option"
    assert "--new-passphrase-file" in said.json["error"]["message"]


def test_one_more_person_unlocks_with_keys_of_their_own(vault):
    said = vault("person", "add", "B002", "--name", "王强", "--new-passphrase-file", "-", also=OTHER)
    assert said.code == 0, said.out
    people = {one["name"]: one for one in vault("person", "list").json["people"]}
    assert (people["周办"]["me"], people["周办"]["registered"]) == (True, True)
    assert (people["王强"]["me"], people["王强"]["registered"]) == (False, False)
    mine, theirs = vault("vault", "info").json, vault("vault", "info", staff="B002", secret=OTHER).json
    assert theirs["name"] == "王强"
    assert theirs["writer"] != mine["writer"]


@pytest.mark.parametrize("named", ["B002", "王强"])
def test_who_was_removed_no_longer_unlocks_it_and_the_rest_do(vault, named):
    vault("person", "add", "B002", "--name", "王强", "--new-passphrase-file", "-", also=OTHER)
    assert vault("person", "remove", named).json["name"] == "王强"
    assert vault("vault", "verify").json["sound"]
    assert [one["name"] for one in vault("person", "list").json["people"]] == ["周办"]
    assert vault("vault", "info", staff="B002", secret=OTHER).json["error"]["code"] == "wrong-passphrase"


def test_nobody_removes_themselves(vault):
    vault("person", "add", "B002", "--name", "王强", "--new-passphrase-file", "-", also=OTHER)
    assert vault("person", "remove", "周办").json["error"]["code"] == "not-found"
    assert vault("vault", "info").code == 0


def test_somebody_who_is_not_here_is_told_and_two_of_one_name_are_not_guessed(vault):
    assert vault("person", "remove", "无此人").json["error"]["code"] == "not-found"
    for number, secret in (("B002", OTHER), ("B003", THIRD)):
        vault("person", "add", number, "--name", "王强", "--new-passphrase-file", "-", also=secret)
    assert vault("person", "remove", "王强").json["error"]["code"] == "ambiguous"


def test_a_new_person_needs_a_name(vault):
    said = vault("person", "add", "B002", "--new-passphrase-file", "-", also=OTHER)
    assert said.json["error"]["code"] == "missing-option"


@pytest.mark.parametrize("again", [OTHER, THIRD])
def test_a_typed_passphrase_is_typed_twice(vault, monkeypatch, again):
    from app.cli import entering

    typed = iter([OTHER, again])
    ask = entering.passphrase

    def passphrase(source, voice, option="--passphrase-file", asked="ask-passphrase"):
        return next(typed) if asked in {"ask-new-passphrase", "ask-again"} else ask(source, voice, option, asked)

    monkeypatch.setattr(entering, "passphrase", passphrase)
    said = vault("passphrase", options=("--lang", "zh"))
    assert said.code == (0 if again == OTHER else 1)
    assert ("不一样" in said.err) is (again != OTHER)
