"""Answers out of the vault, one response a row, for people who count elsewhere. The log says so first (G21, G23).

A named response leaves as it is. Of an anonymous questionnaire, single rows leave only at the office, only once the
survey is closed and ten responses count, in a new order with new keys, without any time; what somebody wrote or dated
stands apart, in an order of its own; answers that fewer than five gave are left blank, and so are others that would
tell them.
"""

import io
import random
import re
import uuid
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from app.errors import AppError
from app.forms import cells, flat, sav
from app.forms.assessed import rated
from app.forms.definition import Form
from app.forms.flat import CENTRAL, KOBO, Shape, Sheet
from app.forms.tabulate import COMMENTS_LEAST, INDEX, Labels, asked, is_number
from app.reports.papers import ANSWERS
from app.services import plain_workbook
from app.services.analysis_paper import AnalysisPaperService, without
from app.services.paper_facts import PaperFacts
from app.services.paper_log import EXPORT, Leaving, PaperLog
from app.services.papers import Exported, write_whole
from app.services.questionnaire_counts import Answers, Results
from app.storage.types import Record

SPSS = "spss"
WAYS = {CENTRAL: ".zip", KOBO: ".xlsx", SPSS: ".zip"}
CHOSEN = frozenset({"select1", "select", "rank"})
OPEN = "open answers"
UNSAFE = re.compile(r"[^\w\-]+")


class AnswersStayError(AppError):
    """Single anonymous responses may not leave. Data: ``rule`` (office, open, few), ``least``."""


@dataclass(frozen=True, slots=True)
class OutForm:
    """How answers leave: ``way`` is central, kobo or spss; several choices split; labels instead of values."""

    way: str = CENTRAL
    split: bool = True
    labels: bool = False


class AnswersOutService(AnalysisPaperService):
    """The verb that writes single responses."""

    def may_leave(self, rec: str) -> str:
        """Why single responses may not leave from here: office, open, few; '' when they may."""
        record = self._record(rec)
        if record.values.get("anonymous") is False:
            return "" if self._entered(record) else "few"
        if not self._session.is_office:
            return "office"
        if record.state != "closed":
            return "open"
        return "" if len(self.counted(rec)) >= COMMENTS_LEAST else "few"

    def export_answers(self, rec: str, path: Path, how: OutForm | None = None) -> Exported:
        """Write the responses of a questionnaire into a file; the log says so first.

        Raises:
            AnswersStayError: they may not leave from here, or not yet.
            PaperNotWrittenError: the folder cannot be written to.
        """
        why, how = self.may_leave(rec), how or OutForm()
        if why:
            raise AnswersStayError(rule=why, least=COMMENTS_LEAST)
        record = self._record(rec)
        data = _packed(self._sheets(record, how), how.way)
        facts, log = PaperFacts(self._session, self), PaperLog(self._session)
        copy, earlier = log.next_copy(rec, ANSWERS)
        issue = facts.issue(record, copy, earlier, self.now())
        digest = log.write(Leaving(EXPORT, rec, ANSWERS, issue, data, 0, str(path)))
        write_whole(path, data)
        return Exported(path, copy, digest)

    def _sheets(self, record: Record, how: OutForm) -> tuple[Sheet, ...]:
        form = self.form(record.rec)
        shape = Shape(
            KOBO if how.way == KOBO else CENTRAL, how.split or how.way == SPSS, how.labels and how.way != SPSS
        )
        title = UNSAFE.sub("_", str(record.values.get("code") or form.id)).strip("_") or "data"
        if record.values.get("anonymous") is False:
            held = [(_key(one), one) for one in self._entered(record)]
            return flat.sheets(form, held, shape, title)
        results = self.results(record.rec)
        guard = _Guard(form, results, self.counted(record.rec))
        rows = flat.sheets(form, guard.rows(), replace(shape, left_out=guard.left_out()), title)
        said = guard.open_answers(self._names_of(record))
        return (*rows, said) if said.rows else rows


def _key(response: Answers) -> str:
    own = next((str(value) for name, value in response.items() if name.endswith("/meta/instanceID")), "")
    return own or f"uuid:{uuid.uuid4()}"


class _Guard:
    """What of anonymous responses may stand in a row."""

    def __init__(self, form: Form, results: Results, used: Sequence[Answers]) -> None:
        self.form, self.used, self.least = form, list(used), results.group
        random.SystemRandom().shuffle(self.used)
        tables = results.counts.tables if results.counts else ()
        self.few = {one.path: {cell.value for cell in one.cells if cell.count is None} for one in tables}
        self.kept = {who for who, _ in rated(form)} | {one.path for one in asked(form) if one.kind in CHOSEN}
        for control in asked(form):
            if is_number(form, control) and control.path not in self.kept:
                self.kept.add(control.path)
                votes = Counter(
                    str(value) for one in used for name, value in one.items() if _path(name) == control.path
                )
                self.few[control.path] = {value for value, count in votes.items() if count < self.least}

    def left_out(self) -> frozenset[str]:
        """Everything that is no fixed answer and no number: texts, dates, places, calculations."""
        leaves = {_path(name) for one in self.used for name in one if not name.startswith("~")}
        declared = set(self.form.binds) | {one.path for one in asked(self.form)}
        split = {f"{path}/{value}" for path, values in self.few.items() for value in values}
        return frozenset((leaves | declared) - self.kept) | split

    def rows(self) -> list[tuple[str, dict[str, Any]]]:
        """The responses under new keys, few answers blank."""
        return [(f"uuid:{uuid.uuid4()}", {name: self._value(name, v) for name, v in one.items()}) for one in self.used]

    def _value(self, name: str, value: Any) -> Any:
        few = self.few.get(_path(name))
        if not few or not isinstance(value, str):
            return value
        return " ".join(part for part in value.split() if part not in few)

    def open_answers(self, names: frozenset[str]) -> Sheet:
        """What was written, each question shuffled by itself, without names that the village's records know."""
        labels, rows = Labels(self.form), []
        for control in asked(self.form):
            if control.kind == "input" and control.path not in self.kept and self._is_text(control.path):
                said = [str(v) for one in self.used for name, v in one.items() if _path(name) == control.path and v]
                random.SystemRandom().shuffle(said)
                rows += [(labels.question(control), without(one, names)) for one in said]
        return Sheet(OPEN, ("question", "answer"), (), tuple(rows))

    def _is_text(self, path: str) -> bool:
        bind = self.form.binds.get(path)
        return bind is None or bind.type == "string"


def _path(name: str) -> str:
    return INDEX.sub("", name)


# -- files -------------------------------------------------------------------------------------------------------------


def _packed(sheets: Sequence[Sheet], way: str) -> bytes:
    if way == KOBO:
        return plain_workbook.book({one.name: [one.columns, *_cells(one)] for one in sheets})
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for one in sheets:
            if way == SPSS and one.variables:
                archive.writestr(f"{one.name}.sav", sav.written(one))
            archive.writestr(f"{one.name}.csv", cells.as_csv([one.columns, *_cells(one)]))
    return out.getvalue()


def _cells(sheet: Sheet) -> Iterator[list[str | float]]:
    """Rows with numbers as numbers, and nothing that a spreadsheet would calculate."""
    kinds: Mapping[str, str] = {one.name: one.kind for one in sheet.variables}
    for row in sheet.rows:
        yield [_cell(value, kinds.get(name, "text")) for name, value in zip(sheet.columns, row, strict=True)]


def _cell(value: str | int, kind: str) -> str | float:
    if isinstance(value, str) and kind == "number" and value:
        try:
            return int(value) if value.lstrip("-").isdigit() else float(value)
        except ValueError:
            return cells.plain(value)
    return cells.plain(value)
