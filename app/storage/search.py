"""Search: pairs of characters in FTS5, each hit checked against the text itself, so what is found is exact.

Why pairs: a dictionary misses names (王庄), trigrams miss words of two characters.
"""

import json
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from app.records.kinds import Kind, kinds
from app.storage import views
from app.storage.database import Connection

LONGEST = 200_000  # characters of one record that are indexed: a hand-made text of millions would take all memory

CREATE = (
    """
CREATE VIRTUAL TABLE IF NOT EXISTS search USING fts5 (
  pairs, content = '', contentless_delete = 1, detail = none, tokenize = 'unicode61 remove_diacritics 0'
)""",
    """
CREATE TABLE IF NOT EXISTS search_doc (
  row   INTEGER PRIMARY KEY,
  rec   TEXT NOT NULL,
  scope TEXT NOT NULL,
  kind  TEXT NOT NULL,
  body  TEXT NOT NULL,
  UNIQUE (rec, scope)
) STRICT""",
    """
CREATE TABLE IF NOT EXISTS search_due (
  row INTEGER PRIMARY KEY
) STRICT""",
    "DROP TABLE IF EXISTS search_todo",
)
FIND = """
SELECT d.rec, d.scope, d.kind, d.body
  FROM search s
  JOIN search_doc d ON d.row = s.rowid
 WHERE search MATCH ?
   {filters}
 ORDER BY s.rowid DESC
"""
KEEP = """
INSERT INTO search_doc (rec, scope, kind, body)
VALUES (?, ?, ?, ?)
    ON CONFLICT (rec, scope) DO UPDATE SET body = excluded.body
RETURNING row
"""


@dataclass(frozen=True, slots=True)
class Found:
    """One document that holds every word: its record and its text as normalised for search."""

    rec: str
    scope: str
    kind: str
    body: str


def create(connection: Connection) -> None:
    """Make the search tables where they are missing."""
    for statement in CREATE:
        connection.execute(statement)


def normal(text: str) -> str:
    """How text and questions are compared: NFKC, case folded."""
    return unicodedata.normalize("NFKC", text).casefold()


@lru_cache(maxsize=1 << 16)
def _letter(char: str) -> bool:
    return char.isalnum() or unicodedata.category(char) in {"Mn", "Mc"}


@lru_cache(maxsize=1 << 16)
def _coded(char: str) -> str:
    """A character as the tokenizer of SQLite knows it: those newer than its tables are written as their number."""
    if char.isascii() or (ord(char) <= 0xFFFF and unicodedata.ucd_3_2_0.category(char)[0] in "LN"):
        return char
    return f"x{ord(char):x}x"


def runs(text: str) -> Iterator[str]:
    """Unbroken runs of letters and digits; nothing is joined across a blank or a comma."""
    run = ""
    for char in text:
        if _letter(char):
            run += char
        elif run:
            yield run
            run = ""
    if run:
        yield run


def tokens(text: str) -> list[str]:
    """Overlapping pairs of every run, and its last character alone so that single characters are found by prefix."""
    found: dict[str, None] = {}
    for run in runs(text):
        chars = [_coded(c) for c in run]
        for one, two in pairwise(chars):
            found[one + two] = None
        found[chars[-1]] = None
    return list(found)


def match(question: str) -> str:
    """The FTS5 expression every hit satisfies; '' when the question holds no letter or digit."""
    wanted: dict[str, None] = {}
    for run in runs(question):
        chars = [_coded(c) for c in run]
        if len(chars) == 1:
            wanted[f'"{chars[0]}"*'] = None
        for one, two in pairwise(chars):
            wanted[f'"{one}{two}"'] = None
    return " AND ".join(wanted)


def index(connection: Connection, records: Iterable[tuple[str, str]]) -> None:
    """Bring the search text of these records up to date."""
    for rec, scope in sorted(records):
        body = _body(connection, rec, scope)
        old = connection.execute(
            "SELECT row, body FROM search_doc WHERE rec = ? AND scope = ?", (rec, scope)
        ).fetchone()
        if body is None or not body[1]:
            if old:
                connection.execute("DELETE FROM search WHERE rowid = ?", (old[0],))
                connection.execute("DELETE FROM search_doc WHERE row = ?", (old[0],))
            continue
        if old and old[1] == body[1]:
            continue
        row = connection.execute(KEEP, (rec, scope, body[0], body[1])).fetchone()[0]
        put = "INSERT OR REPLACE INTO search (rowid, pairs) VALUES (?, ?)"
        connection.execute(put, (row, " ".join(tokens(body[1]))))


def postpone(connection: Connection, rows: Iterable[int], records: Iterable[tuple[str, str]]) -> None:
    """Note records, by row or by id, for a later slice; a received package is searchable soon after it is there."""
    connection.executemany("INSERT OR IGNORE INTO search_due (row) VALUES (?)", [(row,) for row in rows])
    put = "INSERT OR IGNORE INTO search_due (row) SELECT row FROM record WHERE rec = ? AND scope = ?"
    connection.executemany(put, sorted(records))


def postpone_all(connection: Connection) -> None:
    """Note every record: rows have changed their numbers, and some are shown now that were not, or the other way."""
    connection.execute("DELETE FROM search_due")
    connection.execute("INSERT INTO search_due (row) SELECT row FROM record")


def catch_up(connection: Connection, limit: int) -> int:
    """Index up to ``limit`` postponed records; returns how many were done."""
    due = "SELECT d.row, r.rec, r.scope FROM search_due d LEFT JOIN record r ON r.row = d.row LIMIT ?"
    found = connection.execute(due, (limit,)).fetchall()
    index(connection, [(rec, scope) for _, rec, scope in found if rec is not None])
    connection.executemany("DELETE FROM search_due WHERE row = ?", [(row,) for row, _, _ in found])
    return len(found)


def rebuild(connection: Connection) -> None:
    """Empty the index and note every record for indexing."""
    connection.execute("DELETE FROM search_doc")
    connection.execute("DROP TABLE search")
    create(connection)
    postpone_all(connection)


def _body(connection: Connection, rec: str, scope: str) -> tuple[str, str] | None:
    """Kind and text of what stands under one id; where somebody used it for something else, the text of both."""
    query = "SELECT row, kind FROM record WHERE rec = ? AND scope = ? AND hidden = 0 ORDER BY row"
    found = [
        (code, text)
        for row, code in connection.execute(query, (rec, scope)).fetchall()
        if code in kinds() and (text := _text(connection, kinds()[code], row))
    ]
    return (found[0][0], "\n".join(text for _, text in found)) if found else None


def _text(connection: Connection, kind: Kind, row: int) -> str:
    fields = [f for f in kind.fields if f.search]
    if not fields:
        return ""
    columns = ", ".join(views.column(f.name) for f in fields)
    stored = connection.execute(f"SELECT {columns} FROM {views.table(kind.code)} WHERE row = ?", (row,)).fetchone()
    if stored is None:
        return ""
    values = {f.name: views.from_column(f, v) for f, v in zip(fields, stored, strict=True)}
    return normal(views.searchable(kind, values)[:LONGEST])


def find(
    connection: Connection, question: str, *, scopes: Iterable[str] | None, codes: Iterable[str] | None, limit: int
) -> list[Found]:
    """Documents that hold every word of the question, newest first, at most ``limit``."""
    text = normal(question)
    expression = match(text)
    if not expression:
        return []
    filters, values = "", [expression]
    for name, wanted in (("scope", scopes), ("kind", codes)):
        if wanted is not None:
            filters += f"AND d.{name} IN (SELECT value FROM json_each(?))\n"
            values.append(json.dumps(sorted(wanted)))
    words = text.split()
    for word in words:
        filters += "AND instr(d.body, ?) > 0\n"
        values.append(word)
    rows = connection.execute(FIND.format(filters=filters) + " LIMIT ?", (*values, limit))
    return [Found(*row) for row in rows.fetchall()]


def snippet(body: str, question: str, around: int = 18) -> str:
    """A short piece of ``body`` around the first word of the question."""
    words = normal(question).split()
    at = min((body.find(word) for word in words if word in body), default=0)
    start = max(0, at - around)
    end = min(len(body), at + around * 2)
    piece = body[start:end].replace("\n", " ")
    return ("…" if start else "") + piece + ("…" if end < len(body) else "")
