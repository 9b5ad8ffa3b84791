"""A draft that becomes a change and takes a step in the same moment."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from app.storage import drafting, drafts
from app.storage.types import Draft, NewChange

if TYPE_CHECKING:
    from app.records.change import Change
    from app.storage.vault import Vault


def finish(vault: "Vault", draft: Draft, step: str, beside: Sequence[NewChange] = ()) -> "list[Change]":
    """Turn my draft, as given, into one change that takes a step too, and write ``beside`` with it: all or none."""
    with vault.database.write() as connection:
        new = drafting.change_of(connection, vault.save_draft(draft))
        new = new or NewChange(draft.kind, draft.rec, draft.scope, {}, draft.parent)
        made = vault.write([replace(new, step=step), *beside])
        drafts.drop(connection, draft.person, draft.rec)
    return made
