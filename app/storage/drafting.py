"""From a draft to a change, and to a draft: which heads it was opened on, and what it says that is new."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from app.storage import composing, drafts, journal
from app.storage.database import Connection, Database
from app.storage.types import Draft, NewChange


def save(database: Database, draft: Draft, recipients: Sequence[str], at: int) -> Draft:
    """Keep a draft with the heads it was opened on and with sealed fields sealed; ``at`` milliseconds."""
    fields = composing.seal_fields(NewChange(draft.kind, draft.rec, draft.scope, draft.fields), list(recipients))
    with database.write() as connection:
        opened = draft.opened_on
        if not opened:
            before = drafts.get(connection, draft.person, draft.rec)
            heads = composing.standing_heads(connection, draft.rec, draft.scope, draft.kind, draft.parent)
            opened = before.opened_on if before else {name: tuple(ids) for name, ids in heads.items()}
        kept = replace(draft, fields=fields, opened_on=opened, at=at)
        drafts.put(connection, kept)
    return kept


def change_of(connection: Connection, draft: Draft) -> NewChange | None:
    """The change that a draft makes: it replaces exactly what was seen. None when it says nothing new."""
    given = {**draft.fields, **({"~order": draft.order} if draft.order else {})}
    fields = {n: v for n, v in given.items() if not _seen(connection, draft.opened_on.get(n, ()), n, v)}
    if not fields and draft.opened_on:
        return None
    sup = {name: draft.opened_on.get(name, ()) for name in fields}
    return NewChange(draft.kind, draft.rec, draft.scope, fields, draft.parent, "", sup)


def _seen(connection: Connection, opened_on: Iterable[str], name: str, value: Any) -> bool:
    """Whether a drafted value says nothing new to the person who opened the record on these heads."""
    found = [journal.get(connection, cid) for cid in opened_on]
    held = [stored.change.value(name) for stored in found if stored is not None]
    return value in held if held else value in (None, "", [])
