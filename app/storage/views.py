"""View tables, generated from the declarations: dropped and rebuilt at will, never migrated."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from app.records.kinds import Field, Kind, Sensitivity, Type, kinds
from app.storage.database import Connection

JUDGED = 2  # goes up when the same journal folds to other verdicts or rows though no table changed
WHOLE = {Type.INTEGER, Type.MONEY, Type.BOOLEAN}
LISTS = {Type.CHOICES, Type.REFERENCES, Type.JSON}
META_COLUMNS = (
    "rec",
    "scope",
    "parent",
    "ord",
    "state",
    "conflicts",
    "irregular",
    "changed_since",
    "hidden",
    "created",
    "updated",
    "writer",
)

# What the fold keeps beside the view tables. {s} is '' for the views in use, '_next' for those being rebuilt.
STANDING = """
CREATE TABLE record{s} (
  row     INTEGER PRIMARY KEY,
  rec     TEXT NOT NULL,
  scope   TEXT NOT NULL,
  kind    TEXT NOT NULL,
  parent  TEXT NOT NULL,
  heads   TEXT NOT NULL,
  lock    TEXT NOT NULL,
  hidden  INTEGER NOT NULL,
  created INTEGER NOT NULL,
  updated INTEGER NOT NULL,
  plain   INTEGER NOT NULL,
  conflicts INTEGER NOT NULL,
  UNIQUE (rec, scope, kind, parent)
) STRICT;
CREATE INDEX record_parent{tag} ON record{s} (parent) WHERE parent <> '';
CREATE INDEX record_conflict{tag} ON record{s} (rec) WHERE conflicts > 0;
CREATE TABLE waiting{s} (
  row     INTEGER PRIMARY KEY,
  missing TEXT NOT NULL
) STRICT;
CREATE INDEX waiting_missing{tag} ON waiting{s} (missing);
CREATE TABLE irregular{s} (
  row     INTEGER PRIMARY KEY,
  state   TEXT NOT NULL,
  rule    TEXT NOT NULL,
  details TEXT NOT NULL
) STRICT;
CREATE TABLE redacted{s} (
  id    TEXT NOT NULL,
  field TEXT NOT NULL,
  PRIMARY KEY (id, field)
) STRICT;
CREATE TABLE leaning{s} (
  person TEXT PRIMARY KEY
) STRICT;
"""
STANDING_TABLES = ("record", "waiting", "irregular", "redacted", "leaning")


def column(field: str) -> str:
    """Column of a field in its view table."""
    return f"f_{field}"


def table(kind: str, suffix: str = "") -> str:
    """View table of a kind."""
    return f"view_{kind}{suffix}"


def ddl(kind: Kind, suffix: str = "") -> str:
    """Statement that makes one kind's view table."""
    name = table(kind.code, suffix)
    columns = [
        "row INTEGER PRIMARY KEY",
        "rec TEXT NOT NULL",
        "scope TEXT NOT NULL",
        "parent TEXT NOT NULL",
        "ord TEXT NOT NULL",
        "state TEXT NOT NULL",
        "conflicts INTEGER NOT NULL",
        "irregular INTEGER NOT NULL",
        "changed_since INTEGER NOT NULL",
        "hidden INTEGER NOT NULL",
        "created INTEGER NOT NULL",
        "updated INTEGER NOT NULL",
        "writer TEXT NOT NULL",
    ]
    columns += [f"{column(f.name)} {_sql_type(f)}" for f in kind.fields]
    return f"CREATE TABLE {name} ({', '.join(columns)}) STRICT"


def list_indexes(kind: Kind, suffix: str = "", tag: str = "") -> list[str]:
    """Statements that make a kind's indexes: what its list sorts and filters by, and one for every number it gives.

    They are faster to make when the table is filled already.
    """
    plain, name = table(kind.code), table(kind.code, suffix)
    if kind.parent:
        made = [f"CREATE INDEX {plain}_parent{tag} ON {name} (parent, ord, rec)"]
    else:
        made = [f"CREATE INDEX {plain}_list{tag} ON {name} (hidden, scope, updated, rec)"]
    numbers = [column(f.name) for f in kind.fields if f.generated and f.type is Type.TEXT and f.name.endswith("number")]
    return made + [f"CREATE INDEX {plain}_{c}{tag} ON {name} ({c}) WHERE {c} IS NOT NULL" for c in numbers]


def _sql_type(field: Field) -> str:
    return "INTEGER" if field.type in WHOLE or field.sensitivity is Sensitivity.SEALED else "TEXT"


def to_column(field: Field, value: Any) -> Any:
    """What stands in the view for a journal value; sealed values only say *present*."""
    if value is None:
        return None
    if field.sensitivity is Sensitivity.SEALED:
        return 1
    if type(value) is str and field.type is not Type.JSON:
        return value
    if field.type in LISTS:
        return json.dumps(value, ensure_ascii=False, sort_keys=True)
    if field.type is Type.BOOLEAN:
        return int(value)
    return value


def from_column(field: Field, stored: Any) -> Any:
    """The other way round; a sealed field gives True or None."""
    if stored is None:
        return None
    if field.sensitivity is Sensitivity.SEALED:
        return True
    if field.type in LISTS:
        return json.loads(stored)
    if field.type is Type.BOOLEAN:
        return bool(stored)
    return stored


def searchable(kind: Kind, values: Mapping[str, Any]) -> str:
    """Text under which a record is found: declared search fields, never sealed ones."""
    parts: list[str] = []
    for field in kind.fields:
        if field.search and field.sensitivity is not Sensitivity.SEALED:
            value = values.get(field.name)
            if isinstance(value, str):
                parts.append(value)
            elif isinstance(value, list):
                parts.extend(item for item in value if isinstance(item, str))
            elif value is not None and not isinstance(value, bool):
                parts.append(str(value))
    return "\n".join(part for part in parts if part)


def fingerprint() -> str:
    """Digest of every statement above and of `JUDGED`: when it differs from the stored one, views are rebuilt."""
    text = f"{JUDGED}" + STANDING + "".join(ddl(kind) + "".join(list_indexes(kind)) for kind in kinds().values())
    return hashlib.sha256(text.encode()).hexdigest()


def create(connection: Connection, suffix: str = "") -> None:
    """Make every view table, empty and without the indexes of lists."""
    for statement in STANDING.format(s=suffix, tag=_free_tag(connection)).split(";"):
        if statement.strip():
            connection.execute(statement)
    for kind in kinds().values():
        connection.execute(ddl(kind, suffix))


def create_list_indexes(connection: Connection, kind: Kind, suffix: str = "") -> None:
    """Make the indexes of one kind's list."""
    tag = "_b" if _exists(connection, list_indexes(kind)[0].split()[2]) else ""
    for statement in list_indexes(kind, suffix, tag):
        connection.execute(statement)


def _free_tag(connection: Connection) -> str:
    """An index keeps its name when its table is renamed, so every other rebuild uses other names."""
    return "_b" if _exists(connection, "record_parent") else ""


def _exists(connection: Connection, index: str) -> bool:
    query = "SELECT 1 FROM sqlite_master WHERE type = 'index' AND name = ?"
    return connection.execute(query, (index,)).fetchone() is not None


def existing(connection: Connection, suffix: str = "") -> list[str]:
    """Names of the view tables that exist."""
    names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    mine = [n for n in names if n.startswith("view_") or n.removesuffix("_next") in STANDING_TABLES]
    return [n for n in mine if n.endswith("_next") == bool(suffix)]


def drop(connection: Connection, suffix: str = "") -> None:
    """Drop every view table."""
    for name in existing(connection, suffix):
        connection.execute(f"DROP TABLE {name}")


def swap(connection: Connection) -> None:
    """Put the rebuilt tables in the place of the old ones (inside the caller's transaction)."""
    drop(connection)
    for name in existing(connection, "_next"):
        connection.execute(f"ALTER TABLE {name} RENAME TO {name.removesuffix('_next')}")


def dump(connection: Connection, codes: Iterable[str] | None = None, suffix: str = "") -> list[str]:
    """Every row of every view as text, ordered by what it says and not by where it stands."""
    lines: list[str] = []
    for kind in kinds().values():
        if codes is not None and kind.code not in codes:
            continue
        names = [*META_COLUMNS, *(column(f.name) for f in kind.fields)]
        query = f"SELECT {', '.join(names)} FROM {table(kind.code, suffix)} ORDER BY rec, scope, parent"
        lines += [json.dumps([kind.code, *row], ensure_ascii=False) for row in connection.execute(query)]
    columns = "rec, scope, kind, parent, heads, lock, hidden, created, updated, conflicts"
    for row in connection.execute(f"SELECT {columns} FROM record{suffix} ORDER BY rec, scope, kind, parent"):
        lines.append(json.dumps(["record", *row], ensure_ascii=False))
    for name in ("waiting", "irregular"):
        rest = "missing" if name == "waiting" else "t.state, t.rule, t.details"
        query = f"SELECT lower(hex(c.id)), {rest} FROM {name}{suffix} t JOIN change c ON c.row = t.row ORDER BY c.id"
        lines += [json.dumps([name, *row], ensure_ascii=False) for row in connection.execute(query)]
    for row in connection.execute(
        "SELECT c.writer, c.scope, t.n, t.id FROM tip t JOIN chain c ON c.row = t.chain ORDER BY 1, 2"
    ):
        lines.append(json.dumps(["tip", *row]))
    return lines
