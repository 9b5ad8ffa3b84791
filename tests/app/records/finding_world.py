"""A finding on its way through the hands: four people of a group, two of them in charge."""

from collections.abc import Mapping
from typing import Any

from app.records.change import COMMON
from app.records.judge import InspectorEntry, Roster, WriterEntry
from tests.app.records.world import OFFICE_KEY, Book, key, rec, writer

PEOPLE = {"li": "member", "wang": "member", "sun": "member", "zhao": "deputy", "qian": "leader", "zhou": "leader"}
GOOD = {
    "title": "会计李某挪用林地租金",
    "facts": "2022年3月，会计李某将租金3.6万元存入个人账户。",
    "found_how": ["documents"],
    "responsible_text": "会计李某",
    "when": "2022年3月",
    "place": "石桥村",
    "persons_text": "会计李某",
    "amount": 3600000,
    "basis": "《农村集体经济组织财务制度》第十条",
}
RECORD, SOURCE, EVIDENCE = rec("finding"), rec("source"), rec("evidence")
PART: Mapping[str, Any] = {"kind": "finding_source", "parent": RECORD}


def people(roles: Mapping[str, str] = PEOPLE) -> Roster:
    """The office and the group; Li writes on two laptops."""
    names = {**{name: rec(name) for name in roles}, "li again": rec("li")}
    entries = {writer(n): WriterEntry(writer(n), person, key(n)) for n, person in names.items()}
    entries[writer("office")] = WriterEntry(writer("office"), "", OFFICE_KEY, office=True)
    return Roster(OFFICE_KEY, entries, {rec(n): InspectorEntry(rec(n), role=role) for n, role in roles.items()})


def finding(book: Book, *, source: bool = True, **fields: Any) -> str:
    """A finding with its facts and one source, unsigned; returns its record id."""
    book.write("li", RECORD, {**GOOD, **fields}, kind="finding")
    if source:
        book.write("li", SOURCE, {"evidence": EVIDENCE, "says": "第12号凭证"}, **PART)
    return RECORD


def take(book: Book, name: str, step: str, fields: Mapping[str, Any] | None = None, **more: Any):
    """Take a step of the finding, as the vault would."""
    return book.write(name, RECORD, fields or {}, kind="finding", step=step, **more)


def signed(book: Book) -> str:
    """A finding two handlers have signed."""
    finding(book)
    take(book, "li", "sign")
    take(book, "wang", "countersign")
    return RECORD


def approved(book: Book) -> str:
    """A finding the leader has approved."""
    signed(book)
    take(book, "zhao", "review")
    take(book, "qian", "approve")
    return RECORD


def role_entry(book: Book, name: str, role: str):
    """The office's entry that gives somebody a role."""
    return book.write("office", rec(name), {"name": name, "role": role}, kind="inspector", scope=COMMON)
