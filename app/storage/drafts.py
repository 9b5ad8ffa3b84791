"""Drafts: what was typed and not yet left, one per person and record, with the heads it was opened on."""

import json
from collections.abc import Iterable
from typing import Any

from app.storage.database import Connection
from app.storage.types import Draft

PUT = """
INSERT INTO draft (person, rec, scope, kind, parent, ord, fields, opened_on, cursor, at)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (person, rec) DO UPDATE
   SET fields = excluded.fields, cursor = excluded.cursor, at = excluded.at, ord = excluded.ord,
       opened_on = excluded.opened_on, scope = excluded.scope
"""
SELECT = "SELECT person, rec, scope, kind, parent, ord, fields, opened_on, cursor, at FROM draft"


def put(connection: Connection, draft: Draft) -> None:
    """Keep a draft in place of the one before."""
    connection.execute(
        PUT,
        (
            draft.person,
            draft.rec,
            draft.scope,
            draft.kind,
            draft.parent,
            draft.order,
            _text(draft.fields),
            _text(draft.opened_on),
            _text(draft.cursor),
            draft.at,
        ),
    )


def get(connection: Connection, person: str, rec: str) -> Draft | None:
    """The draft of this person for this record, or None."""
    row = connection.execute(f"{SELECT} WHERE person = ? AND rec = ?", (person, rec)).fetchone()
    return _draft(row) if row else None


def every(connection: Connection, person: str = "") -> list[Draft]:
    """Drafts of one person, or of everybody, oldest first."""
    where = "WHERE person = ?" if person else ""
    rows = connection.execute(f"{SELECT} {where} ORDER BY at, rec", (person,) if person else ())
    return [_draft(row) for row in rows.fetchall()]


def drop(connection: Connection, person: str, rec: str) -> None:
    """Forget a draft."""
    connection.execute("DELETE FROM draft WHERE person = ? AND rec = ?", (person, rec))


def forget_fields(connection: Connection, rec: str, change: str, names: Iterable[str]) -> None:
    """Take redacted fields out of the drafts that were opened on the redacted change.

    Others were typed without it: nobody empties them by redacting words of their own.
    """
    for draft in [d for d in every(connection) if d.rec == rec]:
        gone = {name for name in names if change in draft.opened_on.get(name, ())}
        fields = {k: v for k, v in draft.fields.items() if k not in gone}
        sql = "UPDATE draft SET fields = ? WHERE person = ? AND rec = ?"
        connection.execute(sql, (_text(fields), draft.person, rec))


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _draft(row: Any) -> Draft:
    opened = {name: tuple(ids) for name, ids in json.loads(row[7]).items()}
    return Draft(
        person=row[0],
        rec=row[1],
        scope=row[2],
        kind=row[3],
        parent=row[4],
        order=row[5],
        fields=json.loads(row[6]),
        opened_on=opened,
        cursor=json.loads(row[8]),
        at=row[9],
    )
