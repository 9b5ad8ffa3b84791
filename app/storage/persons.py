"""Who may unlock this vault: a changed passphrase, one more person, one person less."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from app.security import header as headers
from app.security.header import Admission, Opened, PersonKeys
from app.security.keys import wipe
from app.storage import disk
from app.storage.database import DamagedDatabaseError, Database, connect
from app.storage.types import Founder

if TYPE_CHECKING:
    from app.storage.vault import Vault

DATABASE = "vault.db"


def change_passphrase(vault: "Vault", staff: str, old: str, new: str) -> None:
    """Wrap my keys under a new passphrase; the data stay as they are.

    Raises:
        WrongPassphraseError: the old one does not open this vault, or opens it as somebody else.
    """
    opened = headers.open_with_passphrase(vault.header, old, staff)
    opened.wipe()
    if opened.slot_id != vault.opened.slot_id:  # or a colleague could put a passphrase of their own on my keys
        raise headers.WrongPassphraseError
    cost = vault.header.slot(vault.opened.slot_id).cost
    header = headers.change_passphrase(vault.header, vault.opened, new, staff, cost=cost)
    vault.save_header(header, lambda: vault.log("passphrase"))
    with suppress(OSError):  # it would still open with the old passphrase; if not now, the next unlocking does it
        headers.forget_previous(vault.folder / headers.NAME)


def add_person(vault: "Vault", who: Founder, passphrase: str) -> str:
    """Give a second person of this laptop a slot and keys of their own; returns the writer id.

    The new writer is 待登记 until the office registers it.

    Raises:
        AlreadyOpensError: staff number and passphrase open a slot already.
    """
    person = PersonKeys.generate(who.person)
    cost = vault.header.slot(vault.opened.slot_id).cost
    admission = Admission(person, passphrase, who.staff)
    header, _ = headers.add_person(vault.header, vault.opened.data_key, admission, cost=cost)

    def noted() -> None:
        vault.put_setting("names", {**vault.setting("names", {}), who.person: who.name})
        vault.log("person_added", subject=who.person)

    vault.save_header(header, noted)
    return person.writer.writer_id


def persons(vault: "Vault") -> dict[str, str]:
    """Slot id → person's record id of everybody who can unlock this vault, as this vault has known them."""
    return {slot: resident.person for slot, resident in _residents(vault).items()}


def recipients(vault: "Vault") -> dict[str, str]:
    """Person's record id as this vault has known them → age recipient, by which the roster knows them."""
    return {resident.person: resident.recipient for resident in _residents(vault).values()}


def _residents(vault: "Vault") -> Mapping[str, headers.Resident]:
    return headers.inside(vault.header, vault.opened.data_key).residents


def remove_person(vault: "Vault", person: str) -> None:
    """Take every slot of a person away and encrypt the database anew, so that nothing they remember opens it.

    Older backups stay readable to them. A power cut between header and database is mended at the next unlock.

    Raises:
        LastPersonError: nobody would be left.
    """
    slots = [slot for slot, found in persons(vault).items() if found == person]
    header, key = headers.remove_person(vault.header, slots, vault.opened.data_key)
    # the file first: a database that knows of a newer header than the one beside it does not open
    old = vault.opened.data_key
    with disk.told(vault.folder):
        headers.write(header, vault.folder / headers.NAME)
    try:
        _rekey(vault.database, old, key)
    except disk.TROUBLES:
        with suppress(OSError):  # or the next unlocking does what could not be done now
            headers.write(vault.header, vault.folder / headers.NAME)
        raise
    vault.opened = Opened(key, vault.opened.person, vault.opened.slot_id)
    vault.header = header
    wipe(old)
    vault.put_secret("header", headers.to_bytes(header))
    with suppress(OSError):  # if not now, the next unlocking does it
        headers.forget_previous(vault.folder / headers.NAME)
    vault.log("person_removed", subject=person)


def _rekey(database: Database, old: bytes | bytearray, new: bytes | bytearray) -> None:
    """Encrypt the whole file anew under another key; if the disk does not take it, it stays under the old one."""
    raw = bytearray(b"x'" + bytes(new).hex().encode() + b"'")
    try:
        with disk.told(database.path), database.alone(old, new) as connection:
            connection.execute("PRAGMA synchronous = EXTRA")  # or a deleted journal could come back after a power cut
            connection.execute("PRAGMA journal_mode = DELETE")  # in WAL the old key would stay in the -wal
            connection.reset_key(raw)  # says nothing when the disk does not take its commit: what follows does
            connection.execute("PRAGMA journal_mode = WAL")
    finally:
        raw[:] = bytes(len(raw))


def finish_rekey(folder: Path, opened: Opened, previous: Callable[[], bytearray | None]) -> None:
    """Finish what a power cut interrupted in `remove_person`: the header is new and the database still old."""
    path = folder / DATABASE
    if not headers.previous_of(folder / headers.NAME).exists() or not path.exists():
        return
    try:
        connect(path, opened.data_key).close()
    except DamagedDatabaseError:
        old = previous()
        if old is None:
            return
        try:
            database = Database(path, old)
        except DamagedDatabaseError:
            return  # neither key: really damaged, and said so by the caller
        _rekey(database, old, opened.data_key)
        database.close()
        wipe(old)
