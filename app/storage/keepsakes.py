"""Keys and settings of one vault alone; they never travel."""

import json
import os
from collections.abc import Callable
from typing import Any

from app.errors import AppError
from app.security.keys import Identity, WriterKey
from app.storage.composing import OfficeKeys
from app.storage.database import Database

ELSEWHERE = "office elsewhere"  # why the office's key must rest here; set when a vault is opened


class OfficeElsewhereError(AppError):
    """The office's vault was restored or copied, and nobody has said that this is the office now. Data: ``why``.

    The office's key cannot be renewed as a person's is: two copies that both went on would fork its chains.
    """


def secret(database: Database, name: str) -> bytes | None:
    """A key or card kept in this vault."""
    with database.read() as connection:
        row = connection.execute("SELECT value FROM secret WHERE name = ?", (name,)).fetchone()
    return bytes(row[0]) if row else None


def put_secret(database: Database, name: str, value: bytes) -> None:
    """Keep a key or card."""
    with database.write() as connection:
        connection.execute("INSERT OR REPLACE INTO secret (name, value) VALUES (?, ?)", (name, value))


def setting(database: Database, name: str, default: Any = None) -> Any:
    """A setting of this vault."""
    with database.read() as connection:
        row = connection.execute("SELECT value FROM setting WHERE name = ?", ("my " + name,)).fetchone()
    return json.loads(row[0]) if row else default


def put_setting(database: Database, name: str, value: Any) -> None:
    """Keep a setting."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    with database.write() as connection:
        connection.execute("INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)", ("my " + name, text))


def office_keys(database: Database) -> OfficeKeys | None:
    """The office's keys, when this is its vault."""
    seed, receive, recover = (secret(database, f"office {name}") for name in ("key", "receive", "recover"))
    if not (seed and receive and recover):
        return None
    return OfficeKeys(
        WriterKey.from_seed(seed), Identity.from_text(receive.decode()), Identity.from_text(recover.decode())
    )


def demand_office_here(database: Database) -> None:
    """See that the office's key may write here.

    Raises:
        OfficeElsewhereError: first somebody has to confirm that this vault is the office's from now on.
    """
    why = setting(database, ELSEWHERE, "")
    if why:
        raise OfficeElsewhereError(why=why)


def blob_identity(database: Database) -> Identity:
    """The identity attachments are sealed to; made at the first attachment."""
    kept = _made_once(database, "blob identity", _fresh_identity)
    return Identity.from_text(kept.decode())


def blob_name_key(database: Database) -> bytes:
    """The key that hides digests in file names; it stays when a removed person makes the data key change."""
    return _made_once(database, "blob names", lambda: os.urandom(32))


def _fresh_identity() -> bytes:
    return Identity.generate().text.encode()


def _made_once(database: Database, name: str, make: Callable[[], bytes]) -> bytes:
    """A key, made when it is first asked for; of two threads that ask at once, both get the one that was kept."""
    kept = secret(database, name)
    if kept is not None:
        return kept
    with database.write() as connection:
        connection.execute("INSERT OR IGNORE INTO secret (name, value) VALUES (?, ?)", (name, make()))
        row = connection.execute("SELECT value FROM secret WHERE name = ?", (name,)).fetchone()
    return bytes(row[0])
