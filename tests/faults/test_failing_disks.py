"""A disk or stick that is full, broken, write-protected or gone, at every single thing the program does to it.

The n-th write, sync, rename, new file or new folder fails, for every n until the verb comes through. Where there are
many, `make test` passes over some of them; `make soak` takes each.
"""

import io
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app import words
from app.errors import AppError
from app.records.change import new_record_id
from app.security import header as headers
from app.storage import opening, persons, verifying
from app.storage.database import connect
from app.storage.memory import InstallationMemory
from app.storage.types import Draft, Founder, NewChange
from app.storage.vault import Vault
from app.sync import gaps, receive, returning
from tests.app.sync.circle import PASSPHRASE, Table, add_person
from tests.app.sync.test_circle import attach, two_laptops
from tests.faults import vfs, victim
from tests.faults.failing import TROUBLES, Failing
from tests.faults.test_vault_cuts import NEW, unlock

SOAK = int(os.environ.get("SATCHEL_SOAK", "1")) > 1
MOST = 2000
DISK = {
    "full": {"disk-full", "disk-failed"},  # SQLite says of some calls only that they failed
    "broken once": {"disk-failed"},
    "write-protected": {"disk-read-only", "disk-failed"},
    "pulled out": {"disk-failed"},
}
pytestmark = pytest.mark.skipif(not vfs.available(), reason="SQLite shows no file layer here")


def in_words(error: AppError) -> None:
    """What a person is told: a sentence of its own in both languages, its blanks filled."""
    assert error.code in words.table()
    for language in ("zh_CN", "en"):
        assert "—" not in words.words(error, language)


# ---- saving


def draft(vault: Vault, number: int) -> None:
    fields = {"name": f"王{number}"}
    vault.save_draft(Draft(vault.me.person, f"{number:032x}", victim.SCOPE, "person", fields))


def change(vault: Vault, number: int) -> None:
    vault.write([NewChange("person", f"{number:032x}", victim.SCOPE, {"name": f"李{number}", "note": "话" * 3000})])


def leave(vault: Vault, number: int) -> None:
    vault.commit_draft(f"{number:032x}")


def photo(vault: Vault, number: int) -> None:
    data = number.to_bytes(4, "big") * 50_000
    vault.put_blob(io.BytesIO(data))


def second_person(vault: Vault, number: int) -> None:
    persons.add_person(vault, Founder(new_record_id(), "赵后来", f"Y{number}"), f"第{number} 句 口令 词语 很长")


def backup(vault: Vault, number: int) -> None:
    opening.backup(vault)


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("begun")
    victim.prepare(home, 1)
    return home


@pytest.fixture
def home(begun: Path, room: Path) -> Path:
    return moved(begun, room / "home")


def moved(begun: Path, home: Path) -> Path:
    """A copy where no vault ever was before: the place a vault remembers is made to fit."""
    shutil.copytree(begun, home)
    memory = home / "own" / "installations.json"
    text = memory.read_text(encoding="utf-8").replace(str(begun.resolve()), str(home.resolve()))
    memory.write_text(text, encoding="utf-8")
    return home


def standing(vault: Vault) -> tuple[object, ...]:
    """What a person would miss: every view but the log's, drafts, attachments, who may unlock."""
    views = [line for line in vault.dump() if '"log"' not in line]
    return views, vault.drafts(), list(vault.blobs()), sorted(persons.persons(vault))


def sound(vault: Vault) -> None:
    assert [one for one in verifying.verify(vault, {}).findings if one.grave] == []
    folder = vault.folder / "backups"
    for header in folder.glob("*/vault.json"):  # what has none counts as nothing, and goes at the next backup
        assert headers.read(header) is not None
        connect(header.with_name("vault.db"), vault.opened.data_key).close()


ANEW = 25  # faults after which the vault is taken as it was: with each the log grows, and a copy of all of it with it
STEPS = {second_person: 9, backup: 41}  # where many things are done, `make test` passes over some


@pytest.mark.slow
@pytest.mark.parametrize("trouble", TROUBLES)
@pytest.mark.parametrize("verb", [draft, change, leave, photo, second_person, backup])
def test_a_save_that_fails_anywhere_says_so_and_harms_nothing(
    begun: Path, home: Path, verb: Callable[[Vault, int], None], trouble: str
) -> None:
    disk, vault = Failing(home, trouble=trouble), unlock(home)
    with disk.watched():
        for at in range(1, MOST, 1 if SOAK else STEPS.get(verb, 3 if trouble == "pulled out" else 1)):
            if trouble == "pulled out" or at == 1:  # a database whose reading failed wants to be opened anew
                vault.close()
                if at % ANEW == 0:
                    shutil.rmtree(home)
                    moved(begun, home)
                vault = unlock(home)
            if verb is leave:
                draft(vault, at)
            before = standing(vault)
            error = failing(disk, at, verb, vault)
            if not disk.failed:
                break
            if error is not None:
                assert error.code in DISK[trouble]
                in_words(error)
                vault = unlock(home) if trouble == "pulled out" else vault
                # a pulled-out disk may have taken all of it before its last sync failed
                if standing(vault) == before or trouble != "pulled out":
                    assert standing(vault) == before
                    verb(vault, at)
            assert standing(vault) != before or verb is backup
        sound(vault)
        left = standing(vault)
        vault.close()
    assert at > 3
    with unlock(home) as vault:
        assert standing(vault) == left
        sound(vault)


def failing(disk: Failing, at: int, verb: Callable[[Vault, int], None], vault: Vault) -> AppError | None:
    """What the program says when the n-th thing fails on the way, if it says anything."""
    disk.begin(at)
    try:
        verb(vault, at)
    except AppError as error:
        if disk.trouble == "pulled out":
            vault.close()
        return error
    finally:
        disk.end()
    return None


@pytest.mark.slow
@pytest.mark.parametrize("trouble", TROUBLES)
def test_a_person_who_cannot_be_taken_away_on_a_failing_disk_harms_nothing(
    begun: Path, room: Path, trouble: str
) -> None:
    """The whole file is encrypted anew on the way; it opens under the old key or the new one, whole."""
    for at in range(1, MOST, 7 if SOAK else 120):
        home = moved(begun, room / str(at))
        disk = Failing(home, trouble=trouble)
        with disk.watched():
            vault, second = unlock(home), Founder(new_record_id(), "赵后来", "X009")
            persons.add_person(vault, second, NEW)
            before = standing(vault)[:3]
            error = failing(
                disk, at, lambda vault, _, second=second: persons.remove_person(vault, second.person), vault
            )
            vault.close()
            if error is not None:
                assert error.code in DISK[trouble]
                in_words(error)
            with unlock(home) as vault:
                assert standing(vault)[:3] == before
                assert len(persons.persons(vault)) <= (1 if error is None else 2)
                sound(vault)
        if not disk.failed:
            return
    pytest.fail("the fault was never passed")


# ---- receiving


@pytest.fixture(scope="module")
def met(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Table, Vault, Path]]:
    """An office, and a stick with a package for it: changes of a person and two attachments."""
    table = Table(tmp_path_factory.mktemp("met"))
    office, one, _, where = two_laptops(table)
    rec = add_person(one, where, "陈大山")
    attach(one, rec, where, os.urandom(150_000))
    attach(one, rec, where, os.urandom(70_000))
    path = returning.write(one, table.stick("road"))[0].path
    with office.database.write():  # the office as it stands, before any of these tests
        shutil.copytree(office.folder, table.folder / "before", ignore=shutil.ignore_patterns("*-shm"))
    yield table, office, path
    table.close()


@pytest.mark.slow
@pytest.mark.parametrize("trouble", TROUBLES)
def test_a_package_that_meets_a_failing_disk_is_taken_whole_the_next_time(
    met: tuple[Table, Vault, Path], room: Path, trouble: str
) -> None:
    table, _, path = met
    shutil.copytree(table.folder / "before", room / "office")
    home, disk = room / "home", Failing(room / "office", trouble=trouble)

    def opened() -> Vault:
        memory = InstallationMemory(home)
        return opening.open_vault(room / "office", "B001", PASSPHRASE, memory=memory, clock=table.clock)

    with disk.watched():
        vault, seen = opened(), set[str]()
        for at in range(1, MOST, 1 if SOAK else 7):
            error = failing(disk, at, lambda vault, _: receive.receive(vault, path), vault)
            if error is not None:
                assert error.code in DISK[trouble]
                in_words(error)
                vault = opened() if trouble == "pulled out" else vault
            sound(vault)
            if not disk.failed:
                break
            seen.add(str(standing(vault)[0]))
        assert at > 20
        assert receive.receive(vault, path).state == receive.ALREADY
        assert len(list(vault.blobs())) == 2
        assert not list(receive._room(vault).iterdir())  # what a gone disk kept is cleared before the next package
        assert len(seen - {str(standing(vault)[0])}) == 1  # nothing of it, or all of it
        sound(vault)
        vault.close()


# ---- the stick

STICK = {
    "full": {"stick-full", "stick-gone"},
    "broken once": {"stick-gone"},
    "write-protected": {"stick-read-only", "stick-gone"},
    "pulled out": {"stick-gone"},
}


@pytest.mark.slow
@pytest.mark.parametrize("trouble", TROUBLES)
def test_a_stick_that_fails_anywhere_keeps_nothing_but_a_part_or_a_whole_package(
    met: tuple[Table, Vault, Path], room: Path, trouble: str
) -> None:
    """Every write of a package by a laptop; then the office reads whatever lies there, and no alarm is raised."""
    table, office, _ = met
    laptop, folder = table.vaults[1], room / "stick"
    folder.mkdir()
    receive.receive(office, met[2])
    disk, lying = Failing(folder, trouble=trouble), set[Path]()
    for at in range(1, MOST):
        before = laptop.dump()
        with disk.watched():
            error = failing_stick(disk, at, lambda: returning.write(laptop, folder))
        if not disk.failed:
            break
        assert error is not None
        assert error.code in STICK[trouble]
        in_words(error)
        assert [x for x in laptop.dump() if '"log"' not in x] == [x for x in before if '"log"' not in x]
        left = set(folder.iterdir()) - lying
        if trouble in ("full", "broken once"):
            assert left == set()
        for path in left:  # a pulled-out stick could not be cleared any more
            assert path.name.endswith((".part", ".satchel", ".satchel.sha256"))
            if path.suffix == ".satchel":
                assert receive.receive(office, path).state == receive.TAKEN
        lying |= left
    assert at > 5
    for path in sorted(set(folder.glob("*.satchel")) - lying):
        receive.receive(office, path)
    assert not [gap for gap in gaps.gaps(office) if gap.is_rolled_back or gap.counters or not gap.made_up_for]


def failing_stick(disk: Failing, at: int, verb: Callable[[], object]) -> AppError | None:
    disk.begin(at)
    try:
        verb()
    except AppError as error:
        return error
    finally:
        disk.end()
    return None


@pytest.mark.slow
def test_a_stick_pulled_out_while_it_is_read_keeps_nothing_here(met: tuple[Table, Vault, Path], room: Path) -> None:
    table, office, _ = met
    path = returning.write(table.vaults[1], room, packing=returning.Packing(whole=True))[0].path
    disk = Failing(room, trouble="pulled out")
    before = office.dump()
    for at in range(1, MOST):
        with disk.watched(), disk.counting_reads():
            error = failing_stick(disk, at, lambda: receive.receive(office, path))
        if error is None:  # only its sum could not be read any more, or nothing failed
            break
        assert error.code == "stick-gone"
        in_words(error)
        assert office.dump() == before
        assert not list((office.folder / "incoming").iterdir())
    assert at > 3
    assert receive.receive(office, path).state == receive.ALREADY
    sound(office)
