"""Counting a questionnaire: what entered, what may be shown of it, papers and their rates."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from app.forms import assessed, published, tabulate, xform
from app.forms.definition import Form
from app.records.change import new_record_id
from app.services import response_chains
from app.services.records import RecordService, Touched
from app.storage import pool
from app.storage.types import NewChange, Record

Answers = Mapping[str, Any]
TOLD = "counted"  # a setting for each questionnaire: which responses the last result rested on
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
    group: int = tabulate.LEAST  # the smallest group that is shown


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

    def _entered(self, record: Record) -> list[Answers]:
        """Responses in the journal, in the order in which they entered; only those to this very form."""
        return list(_standing(record, self._vault.children(record.rec)).values())

    def counted(self, rec: str) -> list[Answers]:
        """Return the responses that results rest on now; what was told is remembered and moves on by whole groups."""
        record = self._record(rec)
        parts = self._vault.children(rec, hidden=True)
        standing = _standing(record, [one for one in parts if not one.deleted and not one.moved_to])
        before: dict[str, int] = self._vault.setting(f"{TOLD} {rec}", {})
        named = [f"{part}/{place}" for part, count in before.items() for place in range(count)]
        closed = record.state == "closed"
        used = published.moved_on(named, list(standing), closed=closed, least=self._least(record))
        told = dict(Counter(one.partition("/")[0] for one in used))
        if told and told != before:
            self._vault.put_setting(f"{TOLD} {rec}", told)
        # one that was corrected or withdrawn since still counts, until enough others change with it
        held = {**dict(answer for part in parts for answer in _answers(part)), **standing}
        return [held[name] for name in used if name in held]

    @staticmethod
    def _least(record: Record) -> int:
        return max(tabulate.LEAST, int(record.values.get("least") or 0))

    def results(self, rec: str) -> Results:
        """Count a questionnaire, small groups hidden (G23); ``counts`` is None while there are too few."""
        record = self._record(rec)
        closed = record.state == "closed"
        least = self._least(record)
        entered, used = len(self._entered(record)), self.counted(rec)
        counts: tabulate.Tabulation | None = None
        if len(used) >= least:
            counts = tabulate.tabulate(self.form(rec), used, least=least)
            named = {who for who, _ in assessed.rated(self.form(rec))}  # names of rows stand with their votes
            counts = replace(counts, tables=tuple(one for one in counts.tables if one.path not in named))
        return Results(
            title=str(record.values.get("title") or ""),
            closed=closed,
            entered=entered,
            waiting=pool.waiting(self._vault, rec),
            least=least if closed else 2 * least,
            counts=counts,
            rates=self.rates(rec),
            group=least,
        )

    def rates(self, rec: str) -> tabulate.Rates | None:
        """Return handed out, returned and spoiled papers over all registers (F20), or None without any."""
        held = [one.values for one in self._vault.children(rec, REGISTER) if not one.deleted]
        if not held:
            return None
        out, back, spoiled = (
            sum(int(values.get(name) or 0) for values in held) for name in ("handed_out", "returned", "spoiled")
        )
        return tabulate.Rates(out, back, spoiled, sum(map(_valid, held)))

    def note_register(self, rec: str, **fields: Any) -> Touched:
        """Write a line of the register of papers (F20); ``fields`` as declared."""
        record = self._record(rec)
        self._vault.write([NewChange(REGISTER, new_record_id(), record.scope, fields, parent=rec)])
        return frozenset({REGISTER})

    def export_counts(self, rec: str, path: Path) -> Path:
        """Write the counts that may be shown, as a workbook or (``.csv``) as text; the log says so first."""
        from app.reports.papers import COUNTS
        from app.services import questionnaire_export
        from app.services.paper_facts import PaperFacts
        from app.services.paper_log import EXPORT, Leaving, PaperLog
        from app.services.papers import write_whole

        data = questionnaire_export.made(self.results(rec), path.suffix, self.language)
        facts, log = PaperFacts(self._session, self), PaperLog(self._session)
        issue = facts.issue(self._record(rec), *log.next_copy(rec, COUNTS), self.now())
        log.write(Leaving(EXPORT, rec, COUNTS, issue, data, 0, str(path)))
        write_whole(path, data)
        return path


def _standing(record: Record, parts: Iterable[Record]) -> dict[str, Answers]:
    """Answers that count, by name, in the order in which they entered; only those to this very form."""
    held = [one for one in parts if one.kind in {RESPONSE, BATCH} and not one.deleted]
    standing = {one.rec for one in response_chains.chains(one for one in held if one.kind == RESPONSE).standing}
    found: dict[str, Answers] = {}
    for part in sorted(held, key=lambda one: (one.created, one.rec)):
        if part.values.get("digest") == record.values.get("digest") and (part.kind == BATCH or part.rec in standing):
            found.update(_answers(part))
    return found


def _answers(part: Record) -> Iterator[tuple[str, Answers]]:
    """Answers of a response or batch, by name: its id and a place in it."""
    answers = part.values.get("answers") or ()
    held = answers if part.kind == BATCH else [answers] if part.kind == RESPONSE else []
    yield from ((f"{part.rec}/{place}", one or {}) for place, one in enumerate(held))


def _valid(values: Mapping[str, Any]) -> int:
    """Papers of one line of the register that can be used: as noted, else what is not spoiled."""
    noted = values.get("valid")
    return int(values.get("returned") or 0) - int(values.get("spoiled") or 0) if noted is None else int(noted)
