"""Documents asked of a village (F12, F13): the standing list in one go, supplementary lists, loans, what is overdue."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from app.records import kinds, vocabularies
from app.records.change import new_record_id
from app.records.declared.document_check import OPEN
from app.records.gates_document import accounted_for
from app.records.values import is_empty
from app.records.vocabularies import Document
from app.services.records import RecordService, Touched
from app.storage.types import ListQuery, NewChange, Record, Row

CHECK, LOAN = "document_check", "document_loan"
WAITED_FOR = ("requested", "partly")  # not there yet, or not all of it
SUPPLIED = ("provided", "in_use", "returned", "copied")
MOST_SORTED = 5000  # rows put into working order; some 80 villages
COMMUNITY = ("DOC64", "DOC65", "DOC66")  # asked of a community only
# Words of the standing list's own column and the codes they stand for.
FORM_WORDS = {"原件": "original", "复印": "copy", "纸质": "copy", "电子": "table", "扫描": "scan", "照片": "photo"}


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a village's list has come: number in each state, in all, overdue, and not accounted for.

    ``without_statement`` counts what is not there with neither a written statement nor two who saw it refused.
    """

    states: Mapping[str, int]
    total: int
    overdue: int
    without_statement: int

    @property
    def supplied(self) -> int:
        """How many documents have been given whole."""
        return sum(self.states.get(state, 0) for state in SUPPLIED)


class DocumentService(RecordService):
    """The user's verbs on documents asked of the village now chosen."""

    def make_checklist(self, due_on: str = "", codes: Iterable[str] | None = None) -> Touched:
        """Ask for the whole standing list, or some ``codes`` of it, in one go; what was asked before stays as it is.

        A village is not asked what only communities have. ``due_on`` is ``YYYY-MM-DD`` or ''.
        """
        held = {row.values.get("code") for row in self.every()}
        wanted = set(codes) if codes is not None else {d.code for d in vocabularies.documents()} - self._not_for_here()
        new = [d for d in vocabularies.documents() if d.code in wanted and d.code not in held]
        self._vault.write([self._asked(_from_list(d), due_on) for d in new])
        return frozenset({CHECK}) if new else frozenset()

    def unasked(self) -> int:
        """Return how many documents of the standing list the village was not asked for yet."""
        held = {row.values.get("code") for row in self.every()}
        return len({d.code for d in vocabularies.documents()} - self._not_for_here() - held)

    def ask_more(self, names: Iterable[str], due_on: str = "", remark: str = "") -> Touched:
        """Ask for documents beside the standing list (补充清单), one for each name that is not empty."""
        told = [name.strip() for name in names]
        fields = [{"name": name, "supplementary": True, "remark": remark or None} for name in told if name]
        self._vault.write([self._asked(one, due_on) for one in fields])
        return frozenset({CHECK}) if fields else frozenset()

    def every(self) -> list[Row]:
        """Return every document asked of the village, in the order of the standing list, supplementary ones last."""
        rows = self.rows(CHECK, self.list(ListQuery(CHECK, scopes=self._scopes(kinds.kind(CHECK)))))
        return sorted(rows, key=lambda r: (str(r.values.get("code") or "~"), r.created, r.rec))

    def worklist(self, query: ListQuery) -> list[int]:
        """Return the row ids of a list as one works through it: overdue, waited for, unstated, in use, settled.

        An order the person chose (``query.sort``) stays, and so does that of a list of many villages at once.
        """
        numbers = self.list(query)
        if query.sort is not None or len(numbers) > MOST_SORTED:
            return numbers
        today = self.now().date().isoformat()
        return [row.row for row in sorted(self.rows(CHECK, numbers), key=lambda row: _turn(row, today))]

    def overdue_days(self, row: Row) -> int:
        """Return for how many days a document has been overdue; 0 when it is not."""
        today = self.now().date()
        if not _is_late(row, today.isoformat()):
            return 0
        return (today - dt.date.fromisoformat(str(row.values["due_on"]))).days

    def overdue(self) -> list[Row]:
        """Return documents that are due and not given, or not whole, the longest overdue first."""
        today = self.now().date().isoformat()
        late = [row for row in self.every() if _is_late(row, today)]
        return sorted(late, key=lambda row: str(row.values["due_on"]))

    def standing(self) -> Standing:
        """Count the village's documents by state."""
        rows, today = self.every(), self.now().date().isoformat()
        states = Counter(row.state or "requested" for row in rows)
        silent = sum(_is_unstated(row) for row in rows)
        return Standing(dict(states), len(rows), sum(_is_late(row, today) for row in rows), silent)

    def lend(self, rec: str, what: str, **fields: Any) -> Touched:
        """Note that something of a document was borrowed (F13); I am the borrower unless another is named.

        ``fields`` as declared: ``pages``, ``form``, ``lender``, ``lent_signed``, ``place``, ``copied``, ``borrower``.
        """
        record = self._record(rec)
        given = {"what": what, "borrowed_on": self._today(), "borrower": self._me, **fields}
        self._vault.write([NewChange(LOAN, new_record_id(), record.scope, given, parent=rec)])
        return self._after(rec, LOAN)

    def take_back(self, loan: str, receiver: str, *, both_signed: bool, **fields: Any) -> Touched:
        """Note that a loan is back: who took it back, and whether both sides signed."""
        record = self._record(loan)
        given = {
            "returned_on": self._today(),
            "returner": self._me,
            "receiver": receiver,
            "return_signed": both_signed,
            **fields,
        }
        self._vault.write([NewChange(LOAN, loan, record.scope, given, parent=record.parent)])
        return self._after(record.parent, LOAN)

    def out(self) -> list[tuple[Record, Row]]:
        """Return loans that are not back or not signed for, each with its document."""
        found = []
        for row in self.every():
            for loan in self._vault.children(row.rec, LOAN):
                back = not is_empty(loan.values.get("returned_on")) and loan.values.get("return_signed")
                if not back:
                    found.append((loan, row))
        return found

    def _asked(self, fields: Mapping[str, Any], due_on: str) -> NewChange:
        rec = new_record_id()
        given = {**fields, "asked_on": self._today(), "due_on": due_on or None, "asked_by": self._me}
        whole = {name: value for name, value in given.items() if not is_empty(value)}
        return NewChange(CHECK, rec, self.scope_for(kinds.kind(CHECK), rec), whole)

    def _not_for_here(self) -> set[str]:
        village = self._vault.record(self._session.village) if self._session.village else None
        return set() if village is not None and village.values.get("form") == "community" else set(COMMUNITY)

    def _today(self) -> str:
        return self.now().date().isoformat()


def _from_list(document: Document) -> dict[str, Any]:
    forms = dict.fromkeys(code for word, code in FORM_WORDS.items() if word in document.form)
    return {
        "code": document.code,
        "name": document.words.zh,
        "category": document.category,
        "period": document.period,
        "asked_of": document.provider,
        "forms": list(forms),
    }


def _turn(row: Row, today: str) -> tuple[int, str, str, int, str]:
    state, due = row.state or OPEN[0], str(row.values.get("due_on") or "~")
    code = str(row.values.get("code") or "~")
    if state in WAITED_FOR:
        return (0 if _is_late(row, today) else 1, due, code, row.created, row.rec)
    group = 2 if _is_unstated(row) else 3 if state in {"provided", "in_use"} else 4
    return (group, "", code, row.created, row.rec)


def _is_unstated(row: Row) -> bool:
    return row.state in {"none", "refused"} and not accounted_for(row.values)


def _is_late(row: Row, today: str) -> bool:
    due = str(row.values.get("due_on") or "")
    return bool(due) and due < today and (row.state or OPEN[0]) in WAITED_FOR
