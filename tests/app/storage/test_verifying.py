import io
import shutil

import pytest

from app.errors import CancelledError
from app.jobs import Progress
from app.practice import laptop
from app.storage import opening, verifying
from app.storage.memory import InstallationMemory


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A filled vault, made once."""
    home = tmp_path_factory.mktemp("made")
    return laptop.start(home / "vault", InstallationMemory(home / "own"), megabytes=0), home / "own"


@pytest.fixture
def vault(made, tmp_path):
    """A copy of it; the copy is another place, so it has a new writer, which is right and sound."""
    (folder, staff, secret), _ = made
    shutil.copytree(folder, tmp_path / "vault")
    with opening.open_vault(tmp_path / "vault", staff, secret, memory=InstallationMemory(tmp_path / "own")) as opened:
        yield opened


def check(vault):
    return verifying.verify(vault, {})


def codes(vault):
    return sorted({one.code for one in check(vault).findings})


def spoil(vault, statement, *values):
    with vault.database.write() as connection:
        connection.execute(statement, values)


def test_a_sound_vault_has_no_findings(vault):
    found = check(vault)
    assert found.findings == ()
    assert found.sound
    assert found.signatures == found.changes > 200
    assert found.blobs > 0


def test_a_changed_body_is_no_longer_its_id(vault):
    spoil(vault, "UPDATE change SET body = CAST(replace(body, '\"rules\":1', '\"rules\":2') AS BLOB) WHERE row = 9")
    assert {"id", "signature"} <= set(codes(vault))


def test_a_changed_value_is_not_the_one_that_was_signed(vault):
    changed = "UPDATE change SET vals = CAST(replace(vals, '云岭镇', '别的镇') AS BLOB) WHERE row IN "
    spoil(vault, changed + "(SELECT row FROM change WHERE vals LIKE '%云岭镇%' LIMIT 1)")  # noqa: S608 - literals only
    assert codes(vault) == ["commitment"]


def test_a_dropped_value_is_a_redaction_and_no_damage(vault):
    spoil(vault, "UPDATE change SET vals = CAST('{}' AS BLOB) WHERE row = 9")
    assert codes(vault) == []


def test_a_signature_of_somebody_else_is_seen(vault):
    spoil(vault, "UPDATE change SET sig = (SELECT sig FROM change WHERE row = 3) WHERE row = 9")
    assert codes(vault) == ["signature"]


def test_a_change_taken_out_of_the_middle_leaves_a_gap(vault):
    spoil(vault, "DELETE FROM change WHERE row = (SELECT row FROM change WHERE n = 2 ORDER BY row LIMIT 1)")
    (found,) = [one for one in check(vault).findings if one.code == "gap"]
    assert not found.grave
    assert found.details["from"] == found.details["to"] == 2


def test_a_chain_that_lost_its_end_is_seen(vault):
    last = "(SELECT h.row FROM change h JOIN tip t ON t.chain = h.chain AND t.n = h.n LIMIT 1)"
    spoil(vault, "DELETE FROM change WHERE row IN " + last)  # noqa: S608 - literals only
    found = check(vault)
    assert "tip" in {one.code for one in found.findings}
    assert not found.sound


def test_a_row_moved_to_another_chain_is_seen(vault):
    spoil(vault, "UPDATE change SET chain = (SELECT max(row) FROM chain) WHERE row = 3")
    assert "row" in codes(vault)


def test_a_part_that_is_gone_and_one_that_was_altered_are_told_apart(vault):
    made = vault.put_blob(io.BytesIO(b"one" * 1000)) + vault.put_blob(io.BytesIO(b"two" * 1000))
    gone, altered = (vault.blobs_folder.path(sha256) for sha256, _ in made)
    gone.unlink()
    raw = bytearray(altered.read_bytes())
    raw[-1] ^= 1
    altered.write_bytes(raw)
    assert codes(vault) == ["blob-damaged", "blob-missing"]


def test_a_writer_nobody_knows_is_named_and_is_no_damage(vault):
    stranger = next(w for w, e in vault.roster().writers.items() if e.laptop == laptop.OTHER)
    spoil(vault, "UPDATE chain SET writer = ? WHERE writer = ?", "0" * 32, stranger)
    found = {one.code for one in check(vault).findings}
    assert "unknown-key" in found
    assert "row" in found


def test_a_header_that_differs_from_the_copy_inside_is_seen(vault):
    spoil(vault, "UPDATE secret SET value = CAST('other' AS BLOB) WHERE name = 'header'")
    assert codes(vault) == ["header"]


def test_it_can_be_stopped(vault):
    progress = Progress()
    progress.stop()
    with pytest.raises(CancelledError):
        verifying.verify(vault, {}, progress)
