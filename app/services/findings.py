"""Findings (F26): made from a line of a talk, a document or evidence; sources side by side; what is still missing."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.errors import BadInputError
from app.records import checks, kinds, ordering, vocabularies
from app.records.change import new_record_id
from app.records.checks import Gap
from app.records.rules_finding import APPROVED, SOURCE, SOURCE_FIELDS
from app.records.values import is_empty
from app.services.records import RecordService, Touched, defaults
from app.storage.types import ListQuery, NewChange, Record, Row

FINDING, MARK = "finding", "interview_mark"
TITLE = 40  # characters a title takes over from a longer text
SENTENCE_ENDS = "。！？；\n"
# Which frames of §4.1 the areas A–F of the problem tree stand in.
FOUR_OF = {"A": ["policies"], "B": ["discipline"], "C": ["discipline"], "D": ["organisation"], "E": ["rectification"]}
THREE_OF = {
    "A": "leadership",
    "B": "strictness",
    "C": "strictness",
    "D": "building",
    "E": "strictness",
    "F": "strictness",
}
DISCIPLINE_OF = {
    "政治纪律": "political",
    "组织纪律": "organisational",
    "廉洁纪律": "integrity",
    "群众纪律": "masses",
    "工作纪律": "work",
    "生活纪律": "life",
}
FOUR_OF["F"] = ["policies", "discipline"]
SORT_OF = {"interview": "talk", "line": "talk", "document": "copy"}
FOUND_HOW = {"talk": "talk", "questionnaire": "questionnaire", "visit": "visit", "comparison": "comparison"}


@dataclass(frozen=True, slots=True)
class Made:
    """A finding just made, or added to."""

    rec: str
    touched: Touched


@dataclass(frozen=True, slots=True)
class Side:
    """One source as it stands beside the others: what it is, its pages, what it says, how it bears, its origin."""

    rec: str
    title: str
    pages: tuple[int | None, int | None]
    says: str
    stance: str
    origin: str
    points_to: tuple[str, str]


class FindingsService(RecordService):
    """The user's verbs on findings."""

    def from_line(self, line: str) -> Made:
        """Make a finding of what was said in a line of a talk; the line is its first source."""
        said = self._record(line)
        text, tags, persons = (
            str(said.values.get("text") or ""),
            self._marked(said, "tags"),
            self._marked(said, "persons"),
        )
        fields = {"facts": text, "persons": persons, "found_how": ["talk"]}
        source = {"interview": said.parent, "line": line, "says": text, "sort": "talk", "name": self.title(said.parent)}
        return self._make(said.scope, text, tags[0] if tags else "", fields, source)

    def _marked(self, line: Record, field: str) -> list[str]:
        """What a line was tagged with, while it was written and after the talk was signed."""
        later = [one.values for one in self._vault.children(line.parent, MARK) if one.values.get("line") == line.rec]
        return list(dict.fromkeys(one for held in (line.values, *later) for one in held.get(field) or ()))

    def from_document(
        self, document: str, says: str = "", page_from: int | None = None, page_to: int | None = None
    ) -> Made:
        """Make a finding of what stands in a document asked of the village, or of its absence."""
        record = self._record(document)
        items = record.values.get("items") or []
        name = str(record.values.get("name") or "")
        pages = {"page_from": page_from, "page_to": page_to}
        source = {"document": document, "says": says, "sort": "copy", "name": name, **pages}
        return self._make(record.scope, says or name, items[0] if items else "", {"found_how": ["documents"]}, source)

    def from_evidence(self, evidence: str, page: str = "") -> Made:
        """Make a finding of a piece of evidence, or of the note on one of its pages."""
        record = self._record(evidence)
        source = self._evidence_source(record, page)
        items = record.values.get("items") or []
        how = FOUND_HOW.get(str(record.values.get("sort")), "documents")
        told = str(source.get("says") or record.values.get("title") or "")
        return self._make(record.scope, told, items[0] if items else "", {"found_how": [how]}, source)

    def add_source(self, rec: str, **fields: Any) -> Touched:
        """Put another source beside those a finding has.

        ``fields`` name exactly one thing it points to (``evidence``, ``interview`` with or without ``line``,
        ``document``), and may say pages, what it says, how it bears, its origin; ``page`` of evidence fills the rest.

        Raises:
            BadInputError: it points to nothing (``field`` ``evidence``, ``rule`` ``required``).
        """
        record = self._record(rec)
        page = str(fields.pop("page", ""))
        if fields.get("evidence"):
            fields = {**self._evidence_source(self._record(fields["evidence"]), page), **fields}
        elif fields.get("line") and not fields.get("interview"):
            fields["interview"] = self._record(fields["line"]).parent
        pointed = next((name for name in SOURCE_FIELDS if not is_empty(fields.get(name))), "")
        if not pointed:
            raise BadInputError(field="evidence", rule="required", details="")
        fields.setdefault("sort", SORT_OF.get(pointed))
        fields.setdefault("name", self.title(fields[pointed]))
        held = self._vault.children(rec, SOURCE)
        self._vault.write([self._source(record.rec, record.scope, fields, held[-1].order if held else None)])
        return self._after(rec, SOURCE) | {FINDING}

    def side_by_side(self, rec: str) -> list[Side]:
        """Return the sources of a finding to be laid beside each other (对比印证), those of one origin together."""
        found = [self._side(part) for part in self._vault.children(rec, SOURCE) if not part.deleted]
        first = {origin: n for n, origin in reversed(list(enumerate(side.origin for side in found)))}
        return sorted(found, key=lambda side: first[side.origin])

    def frames(self, item: str) -> dict[str, Any]:
        """Return the frames a problem of the tree proposes: four implementations, three problems, disciplines.

        Raises:
            NotFoundError: no such problem.
        """
        node = vocabularies.item(item)
        disciplines = [DISCIPLINE_OF[name] for name in node.disciplines if name in DISCIPLINE_OF]
        return {"four": list(FOUR_OF[item[0]]), "three": [THREE_OF[item[0]]], "disciplines": disciplines}

    def missing(self, rec: str) -> tuple[Gap, ...]:
        """Return what fields and text do not say of 四准确 and 见人见事见数据, my draft included (words: `Gap`)."""
        page = self.get(rec)
        sources = [p for p in page.parts.get(SOURCE, ()) if any(not is_empty(p.values.get(n)) for n in SOURCE_FIELDS)]
        return checks.look(page.values, dict.fromkeys((*checks.EXACT, *checks.SEEN)), len(sources))

    def reportable(self) -> list[Row]:
        """Return findings of the village the leader approved, by formal number: what a report may rest on (G11)."""
        query = ListQuery(FINDING, self._scopes(kinds.kind(FINDING)), filters={"state": APPROVED})
        approved = self.rows(FINDING, self.list(query))
        return sorted(approved, key=lambda row: (str(row.values.get("formal_number") or "~"), row.rec))

    def _make(self, scope: str, text: str, item: str, fields: Mapping[str, Any], source: Mapping[str, Any]) -> Made:
        kind, rec = kinds.kind(FINDING), new_record_id()
        today = self.now().date().isoformat()
        own = {"title": first_sentence(text), "found_on": today, "found_by": self._me, "handlers": [self._me]}
        framed = {"item": item, **self.frames(item)} if item else {}
        whole = {**defaults(kind), **own, **framed, **fields, "number": self.number(kind, scope)}
        given = {name: value for name, value in whole.items() if not is_empty(value)}
        self._vault.write([NewChange(FINDING, rec, scope, given), self._source(rec, scope, source, None)])
        return Made(rec, self._after(rec, FINDING) | {SOURCE})

    def number(self, kind: kinds.Kind, scope: str) -> str:
        """Return the next first number (预编号) of this laptop for a kind."""
        from app.services import record_numbers

        return record_numbers.give(self._session, kind, scope, self.now())

    @staticmethod
    def _source(parent: str, scope: str, fields: Mapping[str, Any], after: str | None) -> NewChange:
        given = {n: v for n, v in {**defaults(kinds.kind(SOURCE)), **fields}.items() if not is_empty(v)}
        return NewChange(SOURCE, new_record_id(), scope, given, parent=parent, order=ordering.between(after, None))

    def _evidence_source(self, record: Record, page: str) -> dict[str, Any]:
        values = record.values
        found = {
            "evidence": record.rec,
            "name": self.title(record.rec),
            "sort": values.get("sort"),
            "page_from": values.get("page_from"),
            "page_to": values.get("page_to"),
        }
        pages = [one for one in self._vault.children(record.rec, "evidence_page") if not one.deleted]
        for place, one in enumerate(pages, 1):
            if one.rec == page:
                found |= {"page_from": place, "page_to": place, "says": one.values.get("note")}
        return found

    def _side(self, part: Record) -> Side:
        values = part.values
        pointed = next((n for n in SOURCE_FIELDS if not is_empty(values.get(n))), "")
        # what two sources share that point to different lines of one talk is the talk
        own = next((str(values[n]) for n in ("interview", "evidence", "document", "line") if values.get(n)), part.rec)
        return Side(
            rec=part.rec,
            title=str(values.get("name") or (self.title(str(values[pointed])) if pointed else "")),
            pages=(values.get("page_from"), values.get("page_to")),
            says=str(values.get("says") or ""),
            stance=str(values.get("stance") or ""),
            origin=str(values.get("origin") or own),
            points_to=(pointed, str(values.get(pointed) or "")),
        )


def first_sentence(text: str) -> str:
    """Return the first sentence of a text, cut where a title has no more room."""
    ends = [at for mark in SENTENCE_ENDS if (at := text.find(mark)) > 0]
    head = text[: min(ends)] if ends else text
    return head.strip() if len(head.strip()) <= TITLE else f"{head.strip()[: TITLE - 1]}…"
