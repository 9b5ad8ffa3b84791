"""Making, opening and recovering a vault; the refusals are told apart here."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from app.errors import AppError
from app.jobs import Progress
from app.security import durable, kdf, throttle
from app.security import header as headers
from app.security.card import OfficeCard
from app.security.header import Admission, Header, Opened, PersonKeys
from app.security.keys import Identity
from app.storage import disk, journal, keepsakes, persons, starting, sweeping
from app.storage.composing import OfficeKeys
from app.storage.database import DamagedDatabaseError, Database, connect, now
from app.storage.memory import InstallationMemory, Remembered
from app.storage.types import Founder, NewChange
from app.storage.vault import DATABASE, Vault

UNLOCKS = "unlocks.log"
BACKUP = "backup"  # stands in every copy: who puts one back gets a new key, even if the memory knows no better
Clock = Callable[[], int]


class FolderInUseError(AppError):
    """The folder for a new vault holds something already. Data: ``path``."""


class TooManyTriesError(AppError):
    """After failed unlocks the next one has to wait. Data: ``seconds``."""


def create(
    folder: Path,
    who: Founder,
    passphrase: str,
    *,
    memory: InstallationMemory,
    card: OfficeCard | None = None,
    office: OfficeKeys | None = None,
    cost: kdf.KdfCost | None = None,
    practice: bool = False,
    clock: Clock = now,
) -> Vault:
    """Make a new vault in an empty or missing folder and open it.

    Raises:
        FolderInUseError: the folder is not empty. An existing vault is never overwritten.
        DiskFullError, DiskReadOnlyError, DiskFailedError: the disk did not take it; the folder is empty again.
    """
    if folder.exists() and any(folder.iterdir()):
        raise FolderInUseError(path=str(folder))
    folder.mkdir(parents=True, exist_ok=True)
    durable.sync_folder(folder.parent)
    header, opened = headers.create(
        Admission(PersonKeys.generate(who.person), passphrase, who.staff),
        cost=cost or kdf.cost_for_new_slot(),
        office=card.fingerprint if card else "",
        recover=card.recover if card else (),
        practice=practice,
    )
    with _or_nothing(folder, opened):
        database = Database(folder / DATABASE, opened.data_key)
        try:
            _found(database, header, card, office)
            # The header comes last: a folder without one is no vault yet, and nothing in it is worth keeping.
            vault = Vault(folder, header, opened, database, memory, clock=clock)
            starting.start(vault.ledger, Progress())
            vault.save_header(header)
            vault.put_setting("names", {who.person: who.name})
            vault.put_setting("staff", {who.person: who.staff})  # what the enrolment says; the roster says it later
            vault.log("created")
            vault.remember()
        except BaseException:
            database.close()
            raise
    return vault


@contextmanager
def _or_nothing(folder: Path, opened: Opened) -> Iterator[None]:
    """Leave a folder as empty as it was when no vault came to be: what lies there would stop the next try."""
    try:
        with _wiping(opened), disk.told(folder):
            yield
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        with suppress(OSError):
            folder.mkdir(exist_ok=True)
        raise


def _found(database: Database, header: Header, card: OfficeCard | None, office: OfficeKeys | None) -> None:
    """Write what a vault is known by before it has a header."""
    secrets = {"vault": header.vault.encode()}
    if card is not None:
        secrets["card"] = card.to_bytes()
    if office is not None:
        secrets["office key"] = office.key.seed
        secrets["office receive"] = office.receive.text.encode()
        secrets["office recover"] = office.recover.text.encode()
    with database.write() as connection:
        connection.executemany("INSERT INTO secret (name, value) VALUES (?, ?)", secrets.items())


def open_vault(
    folder: Path,
    staff: str,
    passphrase: str,
    *,
    memory: InstallationMemory,
    clock: Clock = now,
    progress: Progress | None = None,
) -> Vault:
    """Unlock a vault as one of its persons.

    Raises:
        ForeignFileError: there is no vault of ours in the folder.
        DamagedHeaderError: ``vault.json`` was damaged; ``vault.json.previous`` or the office's copy may help.
        NewerFormatError, DatabaseTooNewError: made by a newer release.
        TooManyTriesError: wait before the next try.
        WrongPassphraseError: passphrase or staff number.
        DamagedDatabaseError, ForeignDatabaseError: the key is right, the database is not readable.
        DiskFullError, DiskReadOnlyError, DiskFailedError: unlocking writes a line of the log, and could not.
    """
    header = headers.read(folder / headers.NAME)
    unlocks = folder / UNLOCKS
    wait = throttle.delay(unlocks, clock)
    if wait > 0:
        raise TooManyTriesError(seconds=int(wait) + 1)
    try:
        opened = headers.open_with_passphrase(header, passphrase, staff)
    except headers.WrongPassphraseError:
        with disk.told(folder):
            throttle.append_failure(unlocks, clock)
        raise
    with disk.told(folder):
        with _wiping(opened):
            persons.finish_rekey(folder, opened, lambda: _previous_key(folder, passphrase, staff))
            vault = _assemble(folder, header, opened, memory, clock=clock, progress=progress or Progress())
        with _closing(vault):
            _keep_header(vault)
            _bring_drafts(vault)
            resting = _rest_if_elsewhere(vault)
            _new_writer_if_elsewhere(vault, passphrase, staff)
            # from here on lines of the log are written: under the old key they would fork its chain
            if resting:
                vault.log("office_elsewhere", detail={"why": resting})
            _take_in_failures(vault, unlocks)
            vault.log("unlock")
            headers.forget_previous(folder / headers.NAME)
            vault.remember()
            sweeping.sweep(vault)
    return vault


@contextmanager
def _closing(vault: Vault) -> Iterator[None]:
    """Close a vault whose opening did not come to its end."""
    try:
        yield
    except BaseException:
        vault.close()
        raise


def _previous_key(folder: Path, passphrase: str, staff: str) -> bytearray | None:
    """The data key of the header before the last change of it, when there is one that opens."""
    path = headers.previous_of(folder / headers.NAME)
    try:
        return headers.open_with_passphrase(headers.read(path), passphrase, staff).data_key
    except AppError:
        return None


def _assemble(
    folder: Path, header: Header, opened: Opened, memory: InstallationMemory, *, clock: Clock, progress: Progress
) -> Vault:
    path = folder / DATABASE
    if not path.exists():
        raise headers.ForeignFileError(path=str(path), why="missing")
    if path.stat().st_size == 0:  # SQLite would take it for a new one
        raise DamagedDatabaseError(path=str(path), details="empty")
    database = Database(path, opened.data_key)
    try:
        vault = Vault(folder, header, opened, database, memory, clock=clock)
        if vault.secret("vault") != header.vault.encode():
            raise DamagedDatabaseError(path=str(path), details="of another vault")  # noqa: TRY301 - closed just below
        kept = vault.secret("header")
        if kept is not None and headers.parse(kept).generation > header.generation:
            raise headers.DamagedHeaderError(why="older than the vault")  # noqa: TRY301 - closed just below
        starting.start(vault.ledger, progress)
    except BaseException:
        database.close()
        raise
    return vault


@contextmanager
def _wiping(opened: Opened) -> Iterator[None]:
    try:
        yield
    except BaseException:
        opened.wipe()
        raise


def _keep_header(vault: Vault) -> None:
    """Bring the copy of the header in the database up to date: a power cut may have come after the file was written."""
    kept = vault.secret("header")
    if kept is None or headers.parse(kept).generation < vault.header.generation:
        vault.put_secret("header", headers.to_bytes(vault.header))


def _bring_drafts(vault: Vault) -> None:
    """Drafts from before the office's roster came follow their person to the record id the roster has."""
    former, person = vault.opened.person.person, vault.me.person
    if former != person:
        with vault.database.write() as connection:
            connection.execute("UPDATE OR IGNORE draft SET person = ? WHERE person = ?", (person, former))


def _take_in_failures(vault: Vault, unlocks: Path) -> None:
    """Failed unlocks become lines of the log, then their file is emptied."""
    failures = throttle.failures(unlocks)
    if failures.count:
        vault.log(
            "unlock_failed", detail={"count": failures.count, "sound": failures.sound, "times": list(failures.times)}
        )
        throttle.clear(unlocks)


def _rest_if_elsewhere(vault: Vault) -> str:
    """Let the office's key rest in a vault that was restored, copied or moved, until a person confirms the office.

    Returns why, or '' when it goes on or rests already.
    """
    office = vault.office
    if office is None or vault.office_elsewhere:
        return ""
    remembered = vault.memory.vault(vault.vault_id)
    why = ""
    if vault.setting(BACKUP):
        why = "restored"
    elif remembered is None:
        why = "unknown"
    elif remembered.path != str(vault.folder.resolve()):
        why = "moved"
    elif _is_behind(vault, remembered, office.key.writer_id):
        why = "behind"
    if why:
        vault.put_setting(keepsakes.ELSEWHERE, why)
    return why


def is_elsewhere(vault: Vault) -> str:
    """Why my key must not write again here (``restored``, ``behind``, ``moved``, ``unknown``), or ''."""
    if vault.setting(BACKUP):
        vault.memory.scatter(vault.vault_id)
        vault.put_setting(BACKUP, value=False)
        return "restored"
    remembered = vault.memory.vault(vault.vault_id)
    if remembered is None:
        return "unknown"
    if remembered.path != str(vault.folder.resolve()):
        return "moved"
    if vault.me.writer_id not in remembered.home:
        return "unknown"
    return "behind" if _is_behind(vault, remembered, vault.me.writer_id) else ""


def _is_behind(vault: Vault, remembered: Remembered, writer: str) -> bool:
    """Whether this vault lacks what a writer is known to have written here."""
    with vault.database.read() as connection:
        return any(
            journal.at(connection, chain, number) != change
            for chain, (number, change) in remembered.chains.items()
            if chain.startswith(f"{writer}/")
        )


def _new_writer_if_elsewhere(vault: Vault, passphrase: str, staff: str) -> None:
    why = is_elsewhere(vault)
    lost = why in {"restored", "behind"}  # then what the key wrote may be gone from here, and be elsewhere
    with vault.database.read() as connection:
        wrote = journal.ever_wrote(connection, vault.me.writer_id)
    if why and (lost or wrote):
        renew_writer(vault, passphrase, staff, why)


def renew_writer(vault: Vault, passphrase: str, staff: str, why: str) -> None:
    """Give the person a new signing key, vouched for by the old one, before anything else is written."""
    old = vault.me
    fresh = PersonKeys(old.person, os.urandom(32), old.identity)
    opened = Opened(vault.opened.data_key, fresh, vault.opened.slot_id)
    cost = vault.header.slot(opened.slot_id).cost
    header = headers.change_passphrase(vault.header, opened, passphrase, staff, cost=cost)
    entry = vault.roster().writers.get(old.writer_id)
    if entry is not None:
        writer = fresh.writer
        fields = {
            "person": old.person,
            "laptop": entry.laptop,
            "key": writer.public.hex(),
            "recipient": old.identity.recipient,
            "installation": vault.memory.installation,
            "vouched_by": old.writer_id,
        }
        vault.write([NewChange("writer", writer.writer_id, "common", fields)])
    vault.save_header(header)
    vault.become(opened)
    vault.memory.forget_writer(vault.vault_id, old.writer_id)
    vault.log("new_writer", subject=old.writer_id, detail={"why": why})


def recover(
    folder: Path,
    identities: list[Identity],
    who: Founder,
    passphrase: str,
    *,
    memory: InstallationMemory,
    cost: kdf.KdfCost | None = None,
    clock: Clock = now,
) -> Vault:
    """Open a vault with the office's recovery identity and give a person a new slot and a new writer.

    The data come back; the old signing keys do not. The new writer is 待登记 until the office registers it.

    Raises:
        NotForMeError: the vault's recovery slot is another office's.
    """
    header = headers.read(folder / headers.NAME)
    data_key = headers.open_with_recovery(header, identities)
    person = PersonKeys.generate(who.person)
    header, slot = headers.add_person(header, data_key, Admission(person, passphrase, who.staff), cost=cost)
    opened = Opened(data_key, person, slot)
    with _wiping(opened):
        vault = _assemble(folder, header, opened, memory, clock=clock, progress=Progress())
    with _closing(vault):
        vault.save_header(header)
        vault.put_setting("names", {**vault.setting("names", {}), who.person: who.name})
        vault.put_setting("staff", {**vault.setting("staff", {}), who.person: who.staff})
        vault.log("recovery")
        vault.remember()
    return vault


def backup(vault: Vault, progress: Progress | None = None, keep: int = 3) -> Path:
    """Copy database and header into ``backups``, open the copy, check every page, and keep the newest ``keep``.

    Raises:
        DamagedDatabaseError: the vault itself or the copy does not check; the older backups stay.
    """
    bad = vault.database.check()
    if bad:
        raise DamagedDatabaseError(path=str(vault.folder / DATABASE), details=bad[0])
    folder = vault.folder / "backups" / f"{_stamp(vault):013d}"
    try:
        with disk.told(folder):
            _copy_whole(vault, folder, progress or Progress())
    except BaseException:  # half a backup would in time push a whole one out
        shutil.rmtree(folder, ignore_errors=True)
        raise
    found = sorted(p for p in folder.parent.iterdir() if p.is_dir())
    whole = [p for p in found if (p / headers.NAME).exists()]
    for old in set(found) - set(whole[-keep:]):
        shutil.rmtree(old, ignore_errors=True)
    vault.log("backup", detail={"at": int(folder.name)})
    return folder


def is_backup(vault: Vault, name: str) -> bool:
    """Whether a whole backup of this name still lies there."""
    return bool(name) and (vault.folder / "backups" / name / headers.NAME).exists()


def _stamp(vault: Vault) -> int:
    """The name of the next backup: later than every other, or a clock put back would make it the first to go."""
    held = [int(p.name) for p in (vault.folder / "backups").glob("[0-9]*") if p.name.isdecimal()]
    return max([vault.clock(), *(at + 1 for at in held)])


def _copy_whole(vault: Vault, folder: Path, progress: Progress) -> None:
    if folder.exists() and not (folder / headers.NAME).exists():
        shutil.rmtree(folder)  # remains of one that broke off at this very moment
    folder.mkdir(parents=True)
    vault.database.copy_to(folder / DATABASE, vault.opened.data_key, progress)
    with closing(connect(folder / DATABASE, vault.opened.data_key)) as copy:
        copy.execute("INSERT OR REPLACE INTO setting (name, value) VALUES (?, 'true')", (f"my {BACKUP}",))
        wrong = copy.execute("PRAGMA cipher_integrity_check").fetchall()
    if wrong:
        raise DamagedDatabaseError(path=str(folder / DATABASE), details=str(wrong[0][0]))
    headers.write(vault.header, folder / headers.NAME)  # last: a folder without one is no backup
    for made in (folder.parent, vault.folder):  # before anybody is told that there is a backup
        durable.sync_folder(made)
