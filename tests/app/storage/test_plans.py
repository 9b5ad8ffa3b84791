"""Questions that are asked for every record find their rows by an index: a scan would be felt in a county's vault."""

import re
from pathlib import Path

import pytest

from app.storage import composing, database, fold, rebuilding, standing, views

ROOT = Path(composing.__file__).parent


@pytest.fixture
def connection(tmp_path):
    opened = database.Database(tmp_path / "vault.db", b"k" * 32)
    views.create(opened.writer)
    yield opened.writer
    opened.close()


def plan(connection, query):
    return [row[3] for row in connection.execute("EXPLAIN QUERY PLAN " + query, [""] * query.count("?"))]


@pytest.mark.parametrize("query", [composing.PARTS, standing.CHILDREN, fold.PARTS.replace("{s}", "")])
def test_parts_are_found_by_their_parent(connection, query):
    assert any("USING INDEX record_parent" in line for line in plan(connection, query))


def test_nobody_looks_for_parts_without_the_words_that_let_the_index_be_used():
    for path in sorted(ROOT.glob("*.py")):
        for query in re.findall(r'"SELECT [^"]* FROM record\S* WHERE [^"]*"', path.read_text("utf-8")):
            assert "WHERE parent = ?" not in query or "parent <> ''" in query, path.name


def test_the_common_scope_is_read_without_the_journal(connection):
    assert not any(line.startswith("SCAN h") for line in plan(connection, rebuilding.OF_COMMON))
