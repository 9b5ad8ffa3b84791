"""A power cut at any moment of work in a vault: it opens, every page holds, nothing is lost that was said to be saved.

The careless fail the same test: a database that does not wait for the disk, files and names that are not synced.
"""

import io
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.errors import AppError
from app.practice import laptop
from app.records.change import new_record_id
from app.security import durable
from app.security import header as headers
from app.storage import database, opening, persons, verifying
from app.storage.database import Database
from app.storage.memory import InstallationMemory
from app.storage.types import Draft, Founder, NewChange
from app.storage.vault import Vault
from tests.faults import vfs, victim
from tests.faults.medium import Medium, lay, lying
from tests.faults.power_cuts import Did, cuts, said, whole

CUTS = 200 if int(os.environ.get("SATCHEL_SOAK", "1")) > 1 else 12
SENDERS = 4
NEW = "另一 句 口令 词语 很长"
pytestmark = pytest.mark.skipif(not vfs.available(), reason="SQLite shows no file layer here")
Say = Callable[[object], None]


# ---- what people do


def typing(vault: Vault, say: Say) -> None:
    """Drafts and changes, one record after another."""
    for number in range(24):
        victim.type_on(vault, number, early=False, tell=say)


def photos(vault: Vault, say: Say) -> None:
    """Attachments, each with the record that names it."""
    parent = f"{899:032x}"
    vault.write([NewChange("person", parent, victim.SCOPE, {"name": "有照片"})])
    for number in range(4):
        data = bytes([number]) * 30_000
        parts = [list(part) for part in vault.put_blob(io.BytesIO(data))]
        fields = {"name": f"{number}.jpg", "parts": parts, "size": len(data)}
        vault.write([NewChange("attachment", f"{900 + number:032x}", victim.SCOPE, fields, parent=parent)])
        say(f"photo {number} {parts[0][0]}")


def receiving(vault: Vault, say: Say) -> None:
    """Packages of a hundred changes, and a save between two of them."""
    for number in range(SENDERS):
        victim.take_in(vault, number, early=False, tell=lambda n: say(f"package {n}"))
        vault.save_draft(Draft(vault.me.person, f"{800 + number:032x}", victim.SCOPE, "person", {"name": "间"}))
        say(f"between {number}")


def people(vault: Vault, say: Say) -> None:
    """A second person comes, the passphrase changes, the second person goes and the whole file is encrypted anew."""
    second = Founder(new_record_id(), "赵后来", "X009")
    victim.type_on(vault, 2, early=False, tell=say)
    persons.add_person(vault, second, NEW)
    say("second")
    persons.change_passphrase(vault, "B001", laptop.PASSPHRASE, NEW)
    say("passphrase")
    persons.remove_person(vault, second.person)
    say("gone")
    victim.type_on(vault, 5, early=False, tell=say)


def keeping(vault: Vault, say: Say) -> None:
    """A backup; then the vault is closed, which folds the log in."""
    victim.type_on(vault, 2, early=False, tell=say)
    say(f"backup {opening.backup(vault).name}")


WORK = (typing, photos, receiving, people, keeping)


# ---- what is there afterwards


def unlock(home: Path) -> Vault:
    for left in (home / "vault" / "unlocks.log", *(home / "vault").glob("unlocks.log*")):
        left.unlink(missing_ok=True)
    memory = InstallationMemory(home / "own")
    for passphrase in (NEW, laptop.PASSPHRASE):
        try:
            return opening.open_vault(home / "vault", "B001", passphrase, memory=memory, clock=_clock())
        except AppError as error:
            if error.code != "wrong-passphrase" or passphrase == laptop.PASSPHRASE:
                raise
            (home / "vault" / "unlocks.log").unlink(missing_ok=True)
    raise AssertionError


def _clock() -> Callable[[], int]:
    now = [1_795_000_000_000]

    def tick() -> int:
        now[0] += 1
        return now[0]

    return tick


def missed(home: Path, words: list[str], writer: str) -> list[str]:
    """What is not as it was said to be."""
    try:
        vault = unlock(home)
    except AppError as error:
        return [f"does not open: {error.code}"]
    with vault:
        found = [f"verify: {one.code}" for one in verifying.verify(vault, {}).findings if one.grave]
        if vault.me.writer_id != writer:
            found.append("a new writer, though nothing is lost")
        for word in words:
            found += _missed(vault, word.split())
        before = vault.dump()
        vault.rebuild()
        if vault.dump() != before:
            found.append("views differ from a rebuild")
    return found


def _missed(vault: Vault, word: list[str]) -> Iterator[str]:
    if word[0].isdigit():
        found = _typed(vault, int(word[0]))
    elif word[0] == "photo":
        found = word[2] in dict(vault.blobs()) and vault.find_row(f"{900 + int(word[1]):032x}") is not None
    elif word[0] == "package":
        found = any(p.id == f"{int(word[1]):032x}" and p.state == "arrived" for p in vault.packages("in"))
    elif word[0] == "between":
        found = vault.draft(f"{800 + int(word[1]):032x}") is not None
    elif word[0] == "backup":
        found = _backed_up(vault, vault.folder / "backups" / word[1])
    else:
        found = word[0] != "gone" or len(persons.persons(vault)) == 1
    if not found:
        yield " ".join(word)


def _typed(vault: Vault, number: int) -> bool:
    rec = victim.record(number)
    row, draft = vault.find_row(rec), vault.draft(rec)
    name = str(draft.fields["name"] if draft else (row.values["name"] if row else "王-1"))
    return int(name[1:]) >= number and (number % 3 < 2 or row is not None)


def _backed_up(vault: Vault, folder: Path) -> bool:
    if not (folder / "vault.json").exists() or not (folder / "vault.db").exists():
        return False
    connection = database.connect(folder / "vault.db", vault.opened.data_key)
    bad = connection.execute("PRAGMA cipher_integrity_check").fetchall()
    connection.close()
    return not bad


# ---- cutting


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("begun")
    victim.prepare(home, SENDERS)
    return home


@pytest.fixture
def home(begun: Path, room: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy where no vault ever was before: the place a vault remembers is made to fit."""
    shutil.copytree(begun, room / "home")
    memory = room / "home" / "own" / "installations.json"
    text = memory.read_text(encoding="utf-8").replace(str(begun.resolve()), str((room / "home").resolve()))
    memory.write_text(text, encoding="utf-8")
    monkeypatch.setattr(database, "LOG_SIZE", 200_000)  # the log is folded in again and again
    return room / "home"


def played(home: Path, work: Callable[[Vault, Say], None]) -> tuple[list[Did], str, int]:
    """The log of some work in a vault, from unlocking to closing; the writer; where in the log the work began."""
    medium = Medium(home)
    with medium.watched():
        vault = unlock(home)
        writer = vault.me.writer_id
        work(vault, medium.say)
        vault.close()
    assert whole(medium.log) == lying(home)  # or the log would have missed something
    return medium.log, writer, medium.begun


def harm(home: Path, work: Callable[[Vault, Say], None], count: int, *, enough: bool = False) -> set[str]:
    """What went wrong in any of so many cuts; with ``enough`` the first is enough."""
    log, writer, begun = played(home, work)
    found: set[str] = set()
    for before, left in cuts(log, count, 11, begun):
        lay(home, left)
        found.update(missed(home, said(before), writer))
        if found and enough:
            break
    return found


@pytest.mark.slow
@pytest.mark.parametrize("work", WORK)
def test_no_cut_loses_what_was_saved_or_breaks_the_vault(home: Path, work: Callable[[Vault, Say], None]) -> None:
    assert harm(home, work, CUTS) == set()


def test_a_header_that_came_to_the_disk_before_its_copy_in_the_database_is_mended(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault = unlock(home)
    with monkeypatch.context() as patch:
        patch.setattr(headers, "write", _cut_off_after(headers.write))
        with pytest.raises(KeyboardInterrupt):
            persons.add_person(vault, Founder(new_record_id(), "赵后来", "X009"), NEW)
    vault.database.close()
    with unlock(home) as vault:
        assert len(persons.persons(vault)) == 2
        assert verifying.verify(vault, {}).sound


def _cut_off_after(real: Callable[..., None]) -> Callable[..., None]:
    def write(*args: object) -> None:
        real(*args)
        raise KeyboardInterrupt

    return write


def test_a_page_torn_while_the_log_is_folded_in_is_no_damage(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log, writer, begun = played(home, typing)
    main = next(did.file for did in log if did.verb == "create" and did.name == "vault/vault.db")
    folded = [at for at, did in enumerate(log) if at > begun and did.verb == "write" and did.file == main]
    monkeypatch.setattr(database, "LOG_SIZE", 16 << 20)  # nothing folds it in by chance before it is looked at
    for end in folded[:: len(folded) // 3]:
        left, page = whole(log[:end]), log[end]
        data = left["vault/vault.db"].ljust(page.at + len(page.data), b"\0")
        left["vault/vault.db"] = data[: page.at] + page.data[:1024] + data[page.at + 1024 :]
        lay(home, left)
        assert missed(home, said(log[:end]), writer) == []


# ---- the careless


@contextmanager
def _not_waiting(patch: pytest.MonkeyPatch, how: str) -> Iterator[None]:
    real = Database.__init__

    def begin(self: Database, *args: object) -> None:
        real(self, *args)  # type: ignore[arg-type]
        for connection in (self.writer, self.reader, self._keeper):
            connection.execute(f"PRAGMA synchronous = {how}")

    patch.setattr(Database, "__init__", begin)
    patch.setattr(Database, "_wait_for_disk", lambda *_: None)
    yield


def database_off(patch: pytest.MonkeyPatch) -> None:
    with _not_waiting(patch, "OFF"):
        pass


def database_normal(patch: pytest.MonkeyPatch) -> None:
    with _not_waiting(patch, "NORMAL"):
        pass


def files_unsynced(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(durable, "sync_file", lambda _file: None)


def names_unsynced(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(durable, "sync_folder", lambda _folder: None)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("careless", "work"),
    [
        (database_off, typing),
        (database_normal, typing),
        (database_off, receiving),
        (files_unsynced, photos),
        (names_unsynced, photos),
    ],
)
def test_the_careless_fail_the_same_test(
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
    careless: Callable[[pytest.MonkeyPatch], None],
    work: Callable[[Vault, Say], None],
) -> None:
    careless(monkeypatch)
    assert harm(home, work, 40, enough=True)
