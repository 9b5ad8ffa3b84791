"""Paper questionnaires being typed: batches and their sheets, by number, until the batch is settled.

Rows lie in the order of the numbers on the sheets; nothing says when or in which order they were typed. Settling moves
anonymous answers into the pool, under random keys, in the same transaction that forgets their numbers.
"""

import json
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.storage import pool

if TYPE_CHECKING:
    from app.storage.vault import Vault

PUT = """
INSERT INTO entry_sheet (batch, serial, turn, finished, held)
VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (batch, serial, turn) DO UPDATE
   SET finished = excluded.finished, held = excluded.held
"""
SHEETS = """
SELECT serial, turn, finished, held
  FROM entry_sheet
 WHERE batch = ?
 ORDER BY serial, turn
"""
WAITING = """
SELECT count(DISTINCT entry_sheet.batch || entry_sheet.serial)
  FROM entry_sheet
  JOIN entry_batch ON entry_batch.key = entry_sheet.batch
 WHERE questionnaire = ? OR ? = ''
"""


@dataclass(frozen=True, slots=True)
class Held:
    """One sheet as it is kept. ``turn`` is 1 for the first typing, 2 for the second."""

    serial: str
    turn: int
    finished: bool
    held: dict[str, Any]


def put_batch(vault: "Vault", key: str, questionnaire: str, facts: Mapping[str, Any]) -> None:
    """Keep what is known of a batch, durably."""
    text = json.dumps(dict(facts), ensure_ascii=False, sort_keys=True)
    query = "INSERT OR REPLACE INTO entry_batch (key, questionnaire, facts) VALUES (?, ?, ?)"
    with vault.database.write() as connection:
        connection.execute(query, (key, questionnaire, text))


def batches(vault: "Vault") -> dict[str, tuple[str, dict[str, Any]]]:
    """Every batch that is not settled: key → questionnaire and facts."""
    with vault.database.read() as connection:
        rows = connection.execute("SELECT key, questionnaire, facts FROM entry_batch ORDER BY key").fetchall()
    return {key: (questionnaire, json.loads(facts)) for key, questionnaire, facts in rows}


def put(vault: "Vault", batch: str, sheet: Held) -> None:
    """Keep a sheet, durably, in place of the one before of the same number and turn."""
    text = json.dumps(sheet.held, ensure_ascii=False, sort_keys=True)
    with vault.database.write() as connection:
        connection.execute(PUT, (batch, sheet.serial, sheet.turn, int(sheet.finished), text))


def sheets(vault: "Vault", batch: str) -> list[Held]:
    """Sheets of a batch by number."""
    with vault.database.read() as connection:
        rows = connection.execute(SHEETS, (batch,)).fetchall()
    return [Held(serial, turn, bool(finished), json.loads(held)) for serial, turn, finished, held in rows]


def waiting(vault: "Vault", questionnaire: str = "") -> int:
    """How many sheets wait in batches that are not settled, of one questionnaire or of all."""
    with vault.database.read() as connection:
        return int(connection.execute(WAITING, (questionnaire, questionnaire)).fetchone()[0])


def drop(vault: "Vault", batch: str, serial: str, turn: int) -> None:
    """Forget one sheet."""
    query = "DELETE FROM entry_sheet WHERE batch = ? AND serial = ? AND turn = ?"
    with vault.database.write() as connection:
        connection.execute(query, (batch, serial, turn))


def forget(vault: "Vault", batch: str, pooled: Iterable[Mapping[str, str | int]] = ()) -> None:
    """Forget a batch and its sheets; ``pooled`` answers enter the pool with that very step, under random keys."""
    with vault.database.write() as connection:
        found = connection.execute("SELECT questionnaire FROM entry_batch WHERE key = ?", (batch,)).fetchone()
        for answers in pooled if found else ():
            text = json.dumps(dict(answers), ensure_ascii=False, sort_keys=True)
            connection.execute(pool.PUT, (secrets.token_bytes(16), found[0], 1, text))
        connection.execute("DELETE FROM entry_sheet WHERE batch = ?", (batch,))
        connection.execute("DELETE FROM entry_batch WHERE key = ?", (batch,))
