"""What the vault says of one record: values, heads, history, drafts; and the small facts about itself."""

import json
import os
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from app.records import heads as oracle
from app.records.change import LOG, Change, new_record_id
from app.records.judge import Judged
from app.records.kinds import kinds
from app.security.keys import Identity, WriterKey
from app.storage import composing, drafts, journal, search, views
from app.storage.composing import OfficeKeys
from app.storage.database import Connection
from app.storage.fold import Fold
from app.storage.types import Draft, Head, HistoryItem, Hit, Irregular, NewChange, PackageRecord, Record

if TYPE_CHECKING:
    from app.storage.vault import Vault

SCOPE_OF = "SELECT scope, kind FROM record WHERE rec = ? AND (scope = ? OR ? = '') ORDER BY hidden, scope LIMIT 1"
OWN_TIPS = """
SELECT c.writer || '/' || c.scope, h.n, lower(hex(h.id))
  FROM chain c
  JOIN change h ON h.package = 0
   AND h.chain = c.row
   AND h.n = (SELECT max(o.n) FROM change o WHERE o.package = 0 AND o.chain = c.row)
"""
PACKAGES = """
SELECT id, direction, kind, sender, recipient, counter, sha256, at, state, manifest, details, row
  FROM package
 WHERE direction = ? OR ? = ''
 ORDER BY row
"""


def _fold(vault: "Vault", connection: Connection) -> Fold:
    return Fold(
        connection, vault.ledger.office_key, roster=vault.ledger.roster, unfinished=vault.ledger.unfinished, index=False
    )


def record(vault: "Vault", rec: str, scope: str) -> Record | None:
    """Fold one record for showing it."""
    vault.roster()
    with vault.database.read() as connection:
        found = connection.execute(SCOPE_OF, (rec, scope, scope)).fetchone()
        if found is None:
            return None
        fold = _fold(vault, connection)
        return _record(vault, fold, rec, found[0])


def _unseen(connection: Connection, rec: str, scope: str, state: oracle.RecordState) -> tuple[str, ...]:
    """Fields with a head no lock named, then record ids of such parts."""
    found = list(state.changed_since)
    if state.locks:
        query = "SELECT rec, kind, heads FROM record WHERE parent = ? AND scope = ? ORDER BY rec"
        for child, code, heads in connection.execute(query, (rec, scope)).fetchall():
            declared = kinds().get(code)
            if declared is not None and not declared.after_lock and set(json.loads(heads)) - state.locked:
                found.append(child)
    return tuple(found)


def _record(vault: "Vault", fold: Fold, rec: str, scope: str) -> Record:
    state = fold.long_way.record(rec, scope)
    unseen = _unseen(fold.connection, rec, scope, state)
    wrong = [fold.long_way.judged(cid) for cid in (*(i for i, _ in state.irregular), *state.newer)]
    heads = {name: tuple(_head(vault, head) for head in found) for name, found in state.heads.items()}
    return Record(
        rec=rec,
        scope=scope,
        kind=state.kind,
        parent=state.parent,
        order=state.order,
        values=dict(state.values),
        heads=heads,
        conflicts=tuple(state.conflicts),
        state=state.state,
        lock=state.locks[-1] if state.locks else "",
        changed_since=unseen,
        irregular=tuple(_irregular(vault, judged) for judged in wrong if judged is not None),
        deleted_beside=state.edited_beside_delete,
        deleted=state.deleted,
        moved_to=state.moved_to,
        same_as=state.same_as,
        created=state.created,
        updated=state.updated,
        author=vault.person_of(state.writer),
        writer=state.writer,
    )


def _head(vault: "Vault", head: oracle.Head) -> Head:
    person = vault.person_of(head.writer)
    return Head(head.id, head.value, head.writer, person, head.clock[:2], head.redacted)


def _irregular(vault: "Vault", judged: Judged) -> Irregular:
    change, verdict = judged.change, judged.verdict
    milliseconds, counter, _ = change.clock
    person = vault.person_of(change.writer)
    return Irregular(change.id, verdict.rule, verdict.details, change.writer, person, (milliseconds, counter))


def children(vault: "Vault", rec: str, kind: str, *, hidden: bool) -> list[Record]:
    """The parts of a record, in their order."""
    vault.roster()
    query = "SELECT rec, scope FROM record WHERE parent = ? AND (kind = ? OR ? = '') AND (hidden = 0 OR ?)"
    found = []
    with vault.database.read() as connection:
        fold = _fold(vault, connection)
        for child, scope in connection.execute(query, (rec, kind, kind, hidden)).fetchall():
            found.append(_record(vault, fold, child, scope))
    return sorted(found, key=lambda r: (r.order, r.rec))


def history(vault: "Vault", rec: str) -> list[HistoryItem]:
    """Every change of a record in display order with its verdict."""
    query = f"""
    SELECT {journal.COLUMNS}, package
      FROM change
     WHERE rec = ?
       AND package NOT IN (SELECT row FROM package WHERE state = 'staging')
    """
    items = []
    with vault.database.read() as connection:
        waiting = "SELECT missing FROM waiting WHERE row = ?"
        verdict = "SELECT state, rule, details FROM irregular WHERE row = ?"
        for line in connection.execute(query, (rec,)).fetchall():
            stored = journal.stored(line)
            missing = connection.execute(waiting, (stored.row,)).fetchone()
            wrong = connection.execute(verdict, (stored.row,)).fetchone()
            state, rule, details = "regular", "", {}
            if missing:
                state, details = "waiting", {"missing": missing[0]}
            elif wrong:
                state, rule, details = wrong[0], wrong[1], json.loads(wrong[2])
            person = vault.person_of(stored.change.writer)
            items.append(HistoryItem(stored.change, person, state, rule, details))
    return sorted(items, key=lambda item: item.change.clock)


def hit(connection: Connection, doc: search.Found, question: str) -> Hit:
    """A search hit with its title."""
    declared = kinds()[doc.kind]
    names = [f for f in declared.fields if f.name in declared.title]
    columns = ", ".join(["r.parent", *("v." + views.column(f.name) for f in names)])
    # through the record: a view has no index on the record's id
    view = views.table(doc.kind)
    query = f"SELECT {columns} FROM record r JOIN {view} v ON v.row = r.row WHERE r.rec = ? AND r.scope = ?"
    row = connection.execute(query, (doc.rec, doc.scope)).fetchone() or [""] * (1 + len(names))
    title = " ".join(str(value) for value in row[1:] if value)
    return Hit(doc.rec, doc.scope, doc.kind, row[0], title, search.snippet(doc.body, question))


# ---- drafts


def save_draft(vault: "Vault", draft: Draft) -> Draft:
    """Keep a draft with the heads it was opened on and with sealed fields sealed."""
    new = NewChange(draft.kind, draft.rec, draft.scope, draft.fields)
    fields = composing.seal_fields(new, vault.recipients)
    with vault.database.write() as connection:
        opened = draft.opened_on
        if not opened:
            before = drafts.get(connection, draft.person, draft.rec)
            heads = composing.standing_heads(connection, draft.rec, draft.scope)
            opened = before.opened_on if before else {name: tuple(ids) for name, ids in heads.items()}
        kept = Draft(
            draft.person,
            draft.rec,
            draft.scope,
            draft.kind,
            fields,
            draft.parent,
            draft.order,
            opened,
            draft.cursor,
            vault.clock(),
        )
        drafts.put(connection, kept)
    return kept


def commit_draft(vault: "Vault", rec: str) -> list[Change]:
    """One change from my draft; a draft that says nothing new is dropped."""
    with vault.database.write() as connection:
        draft = drafts.get(connection, vault.me.person, rec)
        if draft is None:
            return []
        given = {**draft.fields, **({"~order": draft.order} if draft.order else {})}
        fields = {n: v for n, v in given.items() if not _seen(connection, draft.opened_on.get(n, ()), n, v)}
        made: list[Change] = []
        if fields or not draft.opened_on:
            sup = {name: draft.opened_on.get(name, ()) for name in fields}
            made = vault.write([NewChange(draft.kind, rec, draft.scope, fields, draft.parent, "", sup)])
        drafts.drop(connection, vault.me.person, rec)
    return made


def _seen(connection: Connection, opened_on: Iterable[str], name: str, value: Any) -> bool:
    """Whether a drafted value says nothing new to the person who opened the record on these heads."""
    found = [journal.get(connection, cid) for cid in opened_on]
    held = [stored.change.value(name) for stored in found if stored is not None]
    return value in held if held else value in (None, "", [])


# ---- this vault


def office_keys(vault: "Vault") -> OfficeKeys | None:
    """The office's keys, when this is its vault."""
    seed, receive, recover = (vault.secret(f"office {name}") for name in ("key", "receive", "recover"))
    if not (seed and receive and recover):
        return None
    return OfficeKeys(
        WriterKey.from_seed(seed), Identity.from_text(receive.decode()), Identity.from_text(recover.decode())
    )


def blob_identity(vault: "Vault") -> Identity:
    """The identity attachments are sealed to; made at the first attachment."""
    kept = vault.secret("blob identity")
    if kept is None:
        kept = Identity.generate().text.encode()
        vault.put_secret("blob identity", kept)
    return Identity.from_text(kept.decode())


def blob_name_key(vault: "Vault") -> bytes:
    """The key that hides digests in file names; it stays when a removed person makes the data key change."""
    kept = vault.secret("blob names")
    if kept is None:
        kept = os.urandom(32)
        vault.put_secret("blob names", kept)
    return kept


def own_tips(vault: "Vault") -> dict[str, tuple[int, str]]:
    """``writer/scope`` → last number and id of every chain written in this vault."""
    with vault.database.read() as connection:
        return {name: (n, cid) for name, n, cid in connection.execute(OWN_TIPS)}


def change_at(vault: "Vault", name: str, number: int) -> str:
    """Id of the change with a number of the chain ``writer/scope``, or ''."""
    writer, scope = name.split("/", 1)
    query = "SELECT h.id FROM change h JOIN chain c ON c.row = h.chain WHERE c.writer = ? AND c.scope = ? AND h.n = ?"
    with vault.database.read() as connection:
        row = connection.execute(query, (writer, scope, number)).fetchone()
    return row[0].hex() if row else ""


def ever_wrote(vault: "Vault") -> bool:
    """Whether the person who unlocked ever wrote anything here besides the log."""
    query = "SELECT 1 FROM chain c JOIN change h ON h.chain = c.row WHERE c.writer = ? AND c.scope <> ? LIMIT 1"
    with vault.database.read() as connection:
        return connection.execute(query, (vault.me.writer_id, LOG)).fetchone() is not None


def log(vault: "Vault", what: str, subject: str, detail: dict[str, Any]) -> None:
    """One line of the log scope; it is written even while this writer waits for registration."""
    fields = {"what": what, "person": vault.me.person, "subject": subject, "detail": detail}
    vault.write([NewChange("event", new_record_id(), LOG, {k: v for k, v in fields.items() if v})], force=True)


def packages(connection: Connection, direction: str) -> list[PackageRecord]:
    """Packages noted, oldest first."""
    rows = connection.execute(PACKAGES, (direction, direction)).fetchall()
    return [_package(row) for row in rows]


def _package(row: Any) -> PackageRecord:
    pid, direction, kind, sender, recipient, counter, sha256, at, state, manifest, details, number = row
    return PackageRecord(
        pid,
        direction,
        kind,
        sender,
        recipient,
        counter,
        sha256,
        at,
        state,
        bytes(manifest),
        json.loads(details),
        number,
    )
