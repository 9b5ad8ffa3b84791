"""Lists: identifiers first, rows by page, sorted and filtered in SQL."""

import json
from collections.abc import Sequence
from typing import Any

from app.records.kinds import Kind, Sensitivity, Type, kind
from app.storage import search, views
from app.storage.database import Connection
from app.storage.types import ListQuery, Row

LAST = "\U0010ffff"  # sorts behind every character
SORTABLE = {"updated", "created", "state", "conflicts", "irregular", "ord", "scope"}


def ids(connection: Connection, query: ListQuery) -> list[int]:
    """Row numbers of a list, in order."""
    where, values = _where(query)
    sql = f"SELECT row FROM {views.table(query.kind)} {where} ORDER BY {_order(query)}"
    return [row[0] for row in connection.execute(sql, values)]


def count(connection: Connection, query: ListQuery) -> int:
    """How many rows a list has."""
    where, values = _where(query)
    return int(connection.execute(f"SELECT count(*) FROM {views.table(query.kind)} {where}", values).fetchone()[0])


def rows(connection: Connection, code: str, numbers: Sequence[int]) -> list[Row]:
    """The rows with these numbers, in the order asked for; rows that are gone are left out."""
    declared = kind(code)
    columns = ", ".join(["row", *views.META_COLUMNS, *(views.column(f.name) for f in declared.fields)])
    sql = f"SELECT {columns} FROM {views.table(code)} WHERE row IN (SELECT value FROM json_each(?))"
    found = {r[0]: _row(declared, r) for r in connection.execute(sql, (json.dumps(list(numbers)),))}
    return [found[n] for n in numbers if n in found]


def starting(connection: Connection, code: str, field: str, start: str) -> list[str]:
    """Values of a text field that begin so, deleted records' too: a range of the field's index where it has one."""
    name = views.column(field)
    sql = f"SELECT {name} FROM {views.table(code)} WHERE {name} >= ? AND {name} < ?"
    return [row[0] for row in connection.execute(sql, (start, start + LAST))]


def _row(declared: Kind, row: Sequence[Any]) -> Row:
    meta = dict(zip(views.META_COLUMNS, row[1:], strict=False))
    start = 1 + len(views.META_COLUMNS)
    fields = zip(declared.fields, row[start:], strict=True)
    return Row(
        row=row[0],
        rec=meta["rec"],
        scope=meta["scope"],
        parent=meta["parent"],
        order=meta["ord"],
        values={f.name: views.from_column(f, v) for f, v in fields},
        state=meta["state"],
        conflicts=meta["conflicts"],
        irregular=meta["irregular"],
        changed_since=meta["changed_since"],
        hidden=bool(meta["hidden"]),
        created=meta["created"],
        updated=meta["updated"],
        writer=meta["writer"],
    )


def _where(query: ListQuery) -> tuple[str, list[Any]]:
    declared = kind(query.kind)
    parts, values = ["1"], []
    if query.only == "deleted":
        parts.append("hidden = 1")
    elif not query.hidden and query.only != "irregular":
        parts.append("hidden = 0")
    if query.only == "conflicts":
        parts.append("conflicts > 0")
    elif query.only == "irregular":
        parts.append("irregular > 0")
    if query.scopes is not None:
        parts.append("scope IN (SELECT value FROM json_each(?))")
        values.append(json.dumps(list(query.scopes)))
    if query.parent:
        parts.append("parent = ?")
        values.append(query.parent)
    for name, wanted in query.filters.items():
        _filter(declared, name, wanted, parts, values)
    if query.text.strip():
        _text(declared, query.text, parts, values)
    return "WHERE " + " AND ".join(parts), values


def _filter(declared: Kind, name: str, wanted: Any, parts: list[str], values: list[Any]) -> None:
    if name == "state":
        parts.append("state IN (SELECT value FROM json_each(?))")
        values.append(json.dumps([wanted] if isinstance(wanted, str) else sorted(wanted)))
        return
    field = declared.field(name)
    if field is None:
        return
    column = views.column(name)
    if wanted is None:
        parts.append(f"{column} IS NULL")
    elif isinstance(wanted, list | tuple):  # any of these, such as every problem below a heading
        parts.append(f"{column} IN (SELECT value FROM json_each(?))")
        values.append(json.dumps(list(wanted)))
    elif field.type in {Type.CHOICES, Type.REFERENCES}:
        parts.append(f"EXISTS (SELECT 1 FROM json_each({column}) WHERE value = ?)")
        values.append(wanted)
    else:
        parts.append(f"{column} = ?")
        values.append(int(wanted) if isinstance(wanted, bool) else wanted)


def _text(declared: Kind, text: str, parts: list[str], values: list[Any]) -> None:
    """Every word stands in some text of the record, found through the index."""
    table = views.table(declared.code)
    normal = search.normal(text)
    expression = search.match(normal)
    if expression:
        parts.append(
            "(rec, scope) IN (SELECT d.rec, d.scope FROM search s JOIN search_doc d ON d.row = s.rowid"
            " WHERE search MATCH ? AND d.kind = ?" + " AND instr(d.body, ?) > 0" * len(normal.split()) + ")"
        )
        values += [expression, declared.code, *normal.split()]
        return
    texts = [f for f in declared.fields if f.search and f.sensitivity is not Sensitivity.SEALED]
    any_field = " OR ".join(f"instr({table}.{views.column(f.name)}, ?) > 0" for f in texts) or "0"
    parts.append(f"({any_field})")
    values += [text.strip()] * len(texts)


def _order(query: ListQuery) -> str:
    if query.sort is None:
        return "ord, created, rec" if query.parent else "updated DESC, rec"
    name, down = query.sort
    direction = " DESC" if down else ""
    field = kind(query.kind).field(name)
    if field is not None:
        column = views.column(name)
        return f"{column} IS NULL, {column}{direction}, rec"
    return f"{name if name in SORTABLE else 'updated'}{direction}, rec"
