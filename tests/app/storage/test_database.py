"""Refusals of the database file told apart, room running out, turns at writing."""

import os
import shutil
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from app.storage import database as databases
from app.storage.database import (
    DamagedDatabaseError,
    Database,
    DatabaseTooNewError,
    ForeignDatabaseError,
    Turn,
)
from app.storage.disk import DiskFullError

KEY = b"k" * 32


@pytest.fixture
def path(tmp_path):
    with_table(tmp_path / "vault.db")
    return tmp_path / "vault.db"


def with_table(path):
    database = Database(path, KEY)
    with database.write() as connection:
        connection.execute("CREATE TABLE note (text TEXT)")
        connection.executemany("INSERT INTO note VALUES (?)", [("王庄" * 500,)] * 400)
    database.close()


def test_a_plain_database_in_its_place_is_foreign(path):
    path.unlink()
    plain = sqlite3.connect(path)
    plain.execute("CREATE TABLE x (y)")
    plain.commit()
    plain.close()
    with pytest.raises(ForeignDatabaseError):
        Database(path, KEY)


def test_another_key_is_damage_not_a_new_database(path):
    before = path.read_bytes()
    with pytest.raises(DamagedDatabaseError):
        Database(path, b"x" * 32)
    assert path.read_bytes() == before


def test_a_spoilt_first_page_is_damage(path):
    spoil(path, 100)
    with pytest.raises(DamagedDatabaseError):
        Database(path, KEY)


def test_a_spoilt_page_in_the_middle_is_found_and_is_damage_when_read(path):
    spoil(path, 4096 * 60 + 100)
    database = Database(path, KEY)
    assert database.check()
    with pytest.raises(DamagedDatabaseError), database.read() as connection:
        connection.execute("SELECT sum(length(text)) FROM note").fetchone()
    database.close()


def spoil(path, at):
    with path.open("r+b") as file:
        file.seek(at)
        byte = file.read(1)
        file.seek(at)
        file.write(bytes([byte[0] ^ 1]))


def test_a_database_of_a_newer_release_is_refused_untouched(path):
    database = Database(path, KEY)
    database.writer.execute("PRAGMA user_version = 900")
    database.close()
    with pytest.raises(DatabaseTooNewError) as told:
        Database(path, KEY)
    assert told.value.data == {"found": 900, "known": databases.known_version()}


def test_no_room_undoes_the_whole_transaction_and_the_next_one_works(path):
    database = Database(path, KEY)
    pages = database.writer.execute("PRAGMA page_count").fetchone()[0]
    database.writer.execute(f"PRAGMA max_page_count = {pages + 3}")

    def fill(count):
        with database.write() as connection:
            connection.executemany("INSERT INTO note VALUES (?)", [("李庄" * 500,)] * count)

    with pytest.raises(DiskFullError):
        fill(100)
    with database.read() as connection:
        assert connection.execute("SELECT count(*) FROM note").fetchone() == (400,)
    database.writer.execute("PRAGMA max_page_count = 1000000")
    fill(1)
    assert database.check() == []
    database.close()


ON_A_SMALL_DISK = """
import sys
from pathlib import Path
from app.storage.database import Database
from app.storage.disk import DiskFullError
database = Database(Path(sys.argv[1]) / "vault.db", b"k" * 32)
with database.write() as connection:
    connection.execute("CREATE TABLE note (n INTEGER, text TEXT)")
done = 0
try:
    while True:
        with database.write() as connection:
            connection.execute("INSERT INTO note VALUES (?, ?)", (done, "王庄" * 5000))
        done += 1
except DiskFullError:
    pass
with database.read() as connection:
    assert connection.execute("SELECT count(*), max(n) FROM note").fetchone() == (done, done - 1), "lost"
assert database.check() == []
database.reader.close()
database.writer.close()
again = Database(Path(sys.argv[1]) / "vault.db", b"k" * 32)
assert again.reader.execute("SELECT count(*) FROM note").fetchone() == (done,)
print("full after", done)
"""


def test_a_disk_that_is_really_full_loses_nothing(tmp_path, root):
    if shutil.which("unshare") is None:
        pytest.skip("no unshare here")
    inner = f'mount -t tmpfs -o size=3m none "{tmp_path}" && exec "{sys.executable}" -c "$CODE" "{tmp_path}"'
    words = ["unshare", "-rm", "sh", "-c", inner]
    environment = {**os.environ, "CODE": ON_A_SMALL_DISK, "PYTHONPATH": str(root)}
    told = subprocess.run(words, env=environment, capture_output=True, text=True, check=False, cwd=root)
    if "unshare" in told.stderr or "mount:" in told.stderr:
        pytest.skip(f"no small disk here: {told.stderr.strip()}")
    assert told.returncode == 0, told.stderr
    assert told.stdout.startswith("full after")


def test_a_person_goes_before_background_work_that_waits_longer():
    turn, order = Turn(), []

    def work(name, *, background):
        with turn.take(background=background):
            order.append(name)

    with turn.take():
        slow = threading.Thread(target=work, args=("slice",), kwargs={"background": True})
        slow.start()
        time.sleep(0.05)
        person = threading.Thread(target=work, args=("save",), kwargs={"background": False})
        person.start()
        while not turn._waiting:
            time.sleep(0.001)
    slow.join()
    person.join()
    assert order == ["save", "slice"]


def test_a_slice_is_over_when_a_person_waits():
    turn = Turn()
    with turn.take(background=True):
        over = turn.slice()
        assert not over()
        person = threading.Thread(target=lambda: turn.take().__enter__())
        person.start()
        while not turn._waiting:
            time.sleep(0.001)
        assert over()
    person.join()


def test_what_background_work_writes_itself_is_not_taken_for_typing():
    turn = Turn()
    with turn.take():
        pass
    assert not turn.typing
    person = threading.Thread(target=_save, args=(turn,))
    person.start()
    person.join()
    assert turn.typing
    turn.forget()
    assert not turn.typing


def _save(turn):
    with turn.take():
        pass


def test_temporary_tables_never_touch_a_disk(path):
    database = Database(path, KEY)
    options = {row[0] for row in database.writer.execute("PRAGMA compile_options")}
    assert options & {"TEMP_STORE=2", "TEMP_STORE=3"}
    database.close()


def test_the_file_is_not_readable_without_the_key(path):
    assert "王庄".encode() not in Path(path).read_bytes()
