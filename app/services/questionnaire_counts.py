"""Counting a questionnaire: what entered, what may be shown of it, papers and their rates."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.forms import tabulate, xform
from app.forms.definition import Form
from app.records.change import new_record_id
from app.services import response_chains
from app.services.records import RecordService, Touched
from app.storage import pool
from app.storage.types import NewChange, Record

QUESTIONNAIRE, REGISTER, RESPONSE, BATCH = "questionnaire", "questionnaire_register", "response", "response_batch"


@dataclass(frozen=True, slots=True)
class Results:
    """Counts, or None and how many more are wanted (``least``); ``entered`` and ``waiting`` responses."""

    title: str
    closed: bool
    entered: int
    waiting: int
    least: int
    counts: tabulate.Tabulation | None
    rates: tabulate.Rates | None


class QuestionnaireCounts(RecordService):
    """The verbs that count."""

    _forms: dict[str, Form] = {}  # noqa: RUF012 - by digest, which names the content for good: shared on purpose

    def form(self, rec: str) -> Form:
        """Return the form of a questionnaire; its digest names the content, so it is read once."""
        values = self._record(rec).values
        digest = str(values.get("digest"))
        if digest not in self._forms:
            self._forms[digest] = xform.read(str(values.get("xform") or ""))
        return self._forms[digest]

    def _entered(self, record: Record) -> list[Mapping[str, Any]]:
        """Responses in the journal, in the order in which they entered; only those to this very form."""
        digest = record.values.get("digest")
        found: list[Mapping[str, Any]] = []
        parts = [one for one in self._vault.children(record.rec) if one.kind in {RESPONSE, BATCH} and not one.deleted]
        standing = {one.rec for one in response_chains.chains(p for p in parts if p.kind == RESPONSE).standing}
        for part in sorted(parts, key=lambda one: (one.created, one.rec)):
            if part.values.get("digest") != digest:
                continue
            if part.kind == BATCH:
                found.extend(part.values.get("answers") or ())
            elif part.rec in standing:
                found.append(part.values.get("answers") or {})
        return found

    def results(self, rec: str) -> Results:
        """Count a questionnaire, small groups hidden (G23); ``counts`` is None while there are too few."""
        record = self._record(rec)
        closed = record.state == "closed"
        least = max(tabulate.LEAST, int(record.values.get("least") or 0))
        entered = self._entered(record)
        counts: tabulate.Tabulation | None
        try:
            counts = tabulate.tabulate(self.form(rec), entered, closed=closed, least=least)
        except tabulate.TooFewReturnsError:
            counts = None
        return Results(
            title=str(record.values.get("title") or ""),
            closed=closed,
            entered=len(entered),
            waiting=pool.waiting(self._vault, rec),
            least=least if closed else 2 * least,
            counts=counts,
            rates=self.rates(rec),
        )

    def rates(self, rec: str) -> tabulate.Rates | None:
        """Return handed out, returned and spoiled papers over all registers (F20), or None without any."""
        held = [one.values for one in self._vault.children(rec, REGISTER) if not one.deleted]
        if not held:
            return None
        out, back, spoiled = (
            sum(int(values.get(name) or 0) for values in held) for name in ("handed_out", "returned", "spoiled")
        )
        return tabulate.Rates(out, back, spoiled)

    def note_register(self, rec: str, **fields: Any) -> Touched:
        """Write a line of the register of papers (F19); ``fields`` as declared."""
        record = self._record(rec)
        self._vault.write([NewChange(REGISTER, new_record_id(), record.scope, fields, parent=rec)])
        return frozenset({REGISTER})

    def export_counts(self, rec: str, path: Path) -> Path:
        """Write the counts that may be shown, as a workbook or (``.csv``) as text; the log says so first."""
        from app.services import questionnaire_export

        results = self.results(rec)
        self._vault.log("export", rec, {"kind": QUESTIONNAIRE})
        return questionnaire_export.write(results, path, self.language)
