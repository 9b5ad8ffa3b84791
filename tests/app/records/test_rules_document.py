"""Rule set 1: G24, what is said of a document that is not there."""

import pytest

from tests.app.records.world import LI, WANG, Book, rec

CHECK = "document_check"


def asked(book, **fields):
    """A document that was asked for, with what was filled in."""
    record = rec("ledger")
    book.write("li", record, {"name": "账册", **fields}, kind=CHECK)
    return record


@pytest.mark.parametrize("step", ["refuse", "report_none"])
@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ({}, "G24"),
        ({"statement": ""}, "G24"),
        ({"statement": "说明1号"}, ""),
        ({"statement": "说明1号", "statement_kind": "written"}, ""),
        ({"statement_kind": "refused"}, "G24"),
        ({"statement_kind": "refused", "statement": "说明1号"}, "G24"),
        ({"statement_kind": "refused", "witnesses": [LI]}, "G24"),
        ({"statement_kind": "refused", "witnesses": [LI, rec("passer-by")]}, "G24"),
        ({"statement_kind": "refused", "witnesses": [LI, WANG]}, ""),
        ({"statement_kind": "written", "witnesses": [LI, WANG]}, "G24"),
        ({"witnesses": [LI, WANG]}, "G24"),
    ],
)
def test_a_missing_document_has_a_statement_or_two_who_saw_that_refused(step, fields, rule):
    book = Book()
    record = asked(book, **fields)
    assert book.rule(book.write("li", record, {}, kind=CHECK, step=step)) == rule


def test_what_the_step_itself_brings_counts():
    book = Book()
    record = asked(book)
    given = {"statement_kind": "refused", "witnesses": [LI, WANG]}
    assert book.rule(book.write("li", record, given, kind=CHECK, step="refuse")) == ""


def test_other_steps_of_a_document_ask_for_no_statement():
    book = Book()
    assert book.rule(book.write("li", asked(book), {}, kind=CHECK, step="provide")) == ""


def test_a_statement_in_conflict_is_none():
    book = Book()
    record = asked(book)
    base = list(book.changes.values())
    for who, number in (("li", "说明1号"), ("wang", "说明2号")):
        book.write(who, record, {"statement": number}, kind=CHECK, seen=base)
    assert book.rule(book.write("li", record, {}, kind=CHECK, step="refuse")) == "G24"


def test_a_statement_replaced_long_ago_does_not_count():
    book = Book()
    record = asked(book, statement="说明1号")
    for number in ("说明2号", ""):
        book.write("li", record, {"statement": number}, kind=CHECK)
    assert book.rule(book.write("li", record, {}, kind=CHECK, step="refuse")) == "G24"
    book.write("li", record, {"statement": "说明3号"}, kind=CHECK)
    assert book.rule(book.write("li", record, {}, kind=CHECK, step="refuse")) == ""


def test_taking_the_number_out_of_the_papers_takes_nothing_back_but_witnesses_stay():
    book = Book()
    record = asked(book, statement="李某的说明", witnesses=[LI])
    first = next(iter(book.changes.values()))
    redacted = book.write("li", record, {}, kind=CHECK, redact={first.id: ["statement"]})
    assert book.rule(redacted) == ""
    assert book.rule(book.write("li", record, {}, kind=CHECK, step="refuse")) == ""
    for name in ("witnesses", "statement_kind"):
        assert book.rule(book.write("li", record, {}, kind=CHECK, redact={first.id: [name]})) == "redact"
