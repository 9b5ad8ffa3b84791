"""The pool of anonymous responses: random keys, no time, no order; they leave it as one shuffled batch.

A batch is first marked here, then written to the journal, then forgotten here, so that a power cut at any moment
neither loses a response nor enters it twice.
"""

import json
import secrets
from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.storage.vault import Vault

Answers = dict[str, str | int]
PUT = """
INSERT INTO pool (key, questionnaire, finished, batch, answers)
VALUES (?, ?, ?, '', ?)
    ON CONFLICT (key) DO UPDATE
   SET finished = excluded.finished, answers = excluded.answers
"""


def put(vault: "Vault", key: str, questionnaire: str, answers: Mapping[str, str | int], *, finished: bool) -> None:
    """Keep a response, durably, in place of the one before under the same ``key`` (32 hex)."""
    text = json.dumps(dict(answers), ensure_ascii=False, sort_keys=True)
    with vault.database.write() as connection:
        connection.execute(PUT, (bytes.fromhex(key), questionnaire, int(finished), text))


def new_key() -> str:
    """A random key, 32 hex."""
    return secrets.token_hex(16)


def unfinished(vault: "Vault", questionnaire: str) -> list[str]:
    """Keys of responses that were begun and not finished, in no order that means anything."""
    query = "SELECT lower(hex(key)) FROM pool WHERE questionnaire = ? AND finished = 0 ORDER BY key"
    with vault.database.read() as connection:
        return [row[0] for row in connection.execute(query, (questionnaire,))]


def answers(vault: "Vault", key: str) -> Answers:
    """Answers kept under a key; empty when there is none."""
    with vault.database.read() as connection:
        row = connection.execute("SELECT answers FROM pool WHERE key = ?", (bytes.fromhex(key),)).fetchone()
    return dict(json.loads(row[0])) if row else {}


def waiting(vault: "Vault", questionnaire: str = "") -> int:
    """How many finished responses wait, of one questionnaire or of all."""
    query = "SELECT count(*) FROM pool WHERE finished = 1 AND (questionnaire = ? OR ? = '')"
    with vault.database.read() as connection:
        return int(connection.execute(query, (questionnaire, questionnaire)).fetchone()[0])


def drop(vault: "Vault", key: str) -> None:
    """Forget an unfinished response."""
    with vault.database.write() as connection:
        connection.execute("DELETE FROM pool WHERE key = ? AND finished = 0", (bytes.fromhex(key),))


def mark(vault: "Vault", questionnaire: str, batch: str) -> None:
    """Say of every finished response that is in no batch yet that it goes into ``batch``."""
    with vault.database.write() as connection:
        connection.execute(
            "UPDATE pool SET batch = ? WHERE questionnaire = ? AND finished = 1 AND batch = ''", (batch, questionnaire)
        )


def marked(vault: "Vault", questionnaire: str) -> dict[str, list[Answers]]:
    """Batches that were marked and not forgotten yet: id → responses."""
    query = "SELECT batch, answers FROM pool WHERE questionnaire = ? AND batch <> '' ORDER BY batch, key"
    found: dict[str, list[Answers]] = {}
    with vault.database.read() as connection:
        for batch, text in connection.execute(query, (questionnaire,)):
            found.setdefault(batch, []).append(json.loads(text))
    return found


def forget(vault: "Vault", batch: str) -> None:
    """Forget the responses of a batch that stands in the journal."""
    with vault.database.write() as connection:
        connection.execute("DELETE FROM pool WHERE batch = ?", (batch,))
