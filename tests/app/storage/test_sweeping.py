"""What a power cut left among the parts goes; nothing that lives, or is on its way here, ever does."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.storage import busy, opening, sweeping
from app.storage.sweeping import DAY
from app.storage.vault import Vault
from tests.app.storage.test_packages import note

HOLDING = """
import sys
from pathlib import Path
from app.storage import busy
with busy.bringing(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def left_over(vault: Vault) -> list[Path]:
    """A file that was half written, and a whole one whose name never came to stand anywhere."""
    vault.blobs_folder.put(io.BytesIO(b"never named"), opening.Progress())
    half = vault.folder / "blobs" / "0011223344556677.part"
    half.write_bytes(b"half")
    named = {vault.blobs_folder.path(sha256) for sha256, _ in vault.blobs()}
    return sorted(p for p in (vault.folder / "blobs").rglob("*") if p.is_file() and p not in named)


@pytest.fixture
def vault(closed):
    with closed.unlock() as found:
        found.put_setting(sweeping.SWEPT, 0)
        yield found


def test_what_nothing_stands_behind_goes_and_what_is_attached_stays(vault):
    ((kept, _),) = vault.put_blob(io.BytesIO(os.urandom(5000)))
    left = left_over(vault)
    assert len(left) == 2
    assert sweeping.sweep(vault) == 2
    assert not any(path.exists() for path in left)
    with vault.open_blob(kept) as reader:
        assert len(reader.read()) == 5000


def test_unlocking_looks_once_a_day(closed):
    with closed.unlock() as vault:
        left = left_over(vault)
        assert sweeping.sweep(vault) == 0  # it was looked at this unlocking
        now = vault.clock()
    with closed.unlock() as vault:
        assert all(path.exists() for path in left)
        vault.put_setting(sweeping.SWEPT, now - DAY)
    with closed.unlock():
        assert not any(path.exists() for path in left)


def test_nothing_goes_while_this_program_brings_something_in(vault):
    left = left_over(vault)
    with busy.bringing(vault.folder), busy.bringing(vault.folder):  # two at a time are no hindrance to each other
        assert sweeping.sweep(vault) == 0
    assert all(path.exists() for path in left)
    assert sweeping.sweep(vault) == 2


def test_nothing_goes_while_another_program_brings_something_in(vault):
    left = left_over(vault)
    words = [sys.executable, "-c", HOLDING, str(vault.folder)]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout.readline() == "held\n"
        assert sweeping.sweep(vault) == 0
        assert all(path.exists() for path in left)
        other.kill()  # however it ends, it holds nothing any more
        other.wait()
    assert sweeping.sweep(vault) == 2


def test_a_package_another_program_is_staging_is_not_taken_for_broken_off(closed):
    with closed.unlock() as vault:
        staging = vault.staging(note(1, "staging", "in"))
        with busy.bringing(vault.folder), closed.unlock() as other:
            assert [p.state for p in other.packages("in")] == ["staging"]
        staging.finish()
        assert [p.state for p in vault.packages("in")] == ["arrived"]
        vault.staging(note(2, "staging", "in"))
    with closed.unlock() as vault:  # of nobody any more
        assert [p.state for p in vault.packages("in")] == ["arrived", "broken off"]


def test_a_vault_that_was_put_back_keeps_parts_whose_records_are_still_on_their_way(vault):
    left = left_over(vault)
    vault.log("new_writer", detail={"why": "restored"})
    assert sweeping.sweep(vault) == 1
    assert [path.exists() for path in left] == [path.suffix != ".part" for path in left]
