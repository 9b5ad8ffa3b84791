"""A vault of format 1, made once: every later release opens it and finds in it what was written."""

import json
import os
import shutil
from pathlib import Path

import pytest

from app.records.change import new_record_id
from app.security import header as headers
from app.storage import opening, verifying, views
from app.storage.database import Database
from app.storage.memory import InstallationMemory
from app.storage.types import Draft, NewChange

GOLDEN = Path(__file__).parents[2] / "golden" / "vault-v1"
EXPECTED = json.loads((GOLDEN / "expected.json").read_text(encoding="utf-8"))
HELD = GOLDEN / "database.json"


@pytest.fixture
def folder(tmp_path):
    shutil.copytree(GOLDEN, tmp_path / "vault")
    return tmp_path / "vault"


def unlock(folder, at=0):
    one = EXPECTED["people"][at]
    memory = InstallationMemory(folder.parent / "own")
    return opening.open_vault(folder, one["staff"], one["passphrase"], memory=memory)


def lines(vault):
    """Every change but the log, as it travels."""
    held = vault.ledger.held()
    found = [(w, s) for w in sorted(held) for s in sorted(held[w]) if s != "log"]
    return [line.decode() for w, s in found for _, _, line in vault.lines(w, s, 0)]


@pytest.mark.parametrize("who", [0, 1])
def test_a_vault_of_format_one_opens_and_holds_what_was_written(folder, who):
    held = json.loads(HELD.read_text(encoding="utf-8"))
    with unlock(folder, who) as vault:
        assert lines(vault) == held["lines"]
        draft = vault.draft(held["record"], EXPECTED["people"][0]["person"])
        assert draft is not None
        assert draft.fields == held["draft"]
        assert [item.change.value("name") for item in vault.history(held["record"])] == ["王庄村", "李庄村"]
        assert [f.code for f in verifying.verify(vault, {}).findings if f.grave] == []


@pytest.mark.skipif("SATCHEL_WRITE_GOLDEN" not in os.environ, reason="writes the golden database anew; done once")
def test_write_it(tmp_path):
    folder = tmp_path / "vault"
    shutil.copytree(GOLDEN, folder, ignore=shutil.ignore_patterns("vault.db", "database.json"))
    header = headers.read(folder / headers.NAME)
    database = Database(folder / "vault.db", bytes.fromhex(EXPECTED["data key"]))
    with database.write() as connection:
        connection.execute("INSERT INTO secret (name, value) VALUES ('vault', ?)", (header.vault.encode(),))
    database.close()
    rec = new_record_id()
    scope = f"village-{rec}"
    with unlock(folder) as vault:
        vault.write([NewChange("village", rec, scope, {"name": "王庄村", "town": "新镇"})], force=True)
        vault.write([NewChange("village", rec, scope, {"name": "李庄村"})], force=True)
        vault.save_draft(Draft(vault.me.person, rec, scope, "village", {"name": "张庄村"}))
        held = {"record": rec, "lines": lines(vault), "draft": {"name": "张庄村"}}
        with vault.database.write() as connection:  # what every release makes for itself
            views.drop(connection, "")
            for name in ("search", "search_doc", "search_due"):
                connection.execute(f"DROP TABLE {name}")
            connection.execute("DELETE FROM setting WHERE name = 'views'")
        vault.database.writer.execute("VACUUM")
        vault.database.close()
        vault.closed = True
    shutil.copyfile(folder / "vault.db", GOLDEN / "vault.db")
    HELD.write_text(json.dumps(held, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
