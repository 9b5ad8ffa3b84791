"""``satchel form results``, ``compare``, ``analyse`` and ``answers``: questionnaires counted and written out."""

import argparse
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.cli import entering
from app.cli.naming import record_id
from app.cli.voice import Answer, Voice, table

if TYPE_CHECKING:
    from app.forms.tabulate import Table
    from app.services.papers import Exported


def results(args: argparse.Namespace, voice: Voice) -> Answer:
    """Say every count that may be shown."""
    from app.services.counting import CountingService

    with entering.entered(args, voice) as session:
        service, rec = CountingService(session), record_id(session, args.rec)
        found = service.results(rec)
        words = {one.path: [(word.text, word.answers) for word in one.words] for one in service.standing_out(found)}
    counts, rates = found.counts, found.rates
    told: dict[str, Any] = {
        "title": found.title,
        "closed": found.closed,
        "entered": found.entered,
        "counted": counts.counted if counts else 0,
        "questions": [_question(one, words) for one in counts.tables] if counts else [],
    }
    if rates is not None:
        names = ("handed_out", "returned", "valid", "return_rate", "valid_rate")
        told["papers"] = {name: getattr(rates, name) for name in names}
    if counts is None:
        return Answer(told, [voice.say("too-few-returns", least=found.least)])
    lines = [voice.say("counted", counted=counts.counted, entered=found.entered)]
    hidden = voice.say("hidden")
    for one in counts.tables:
        lines += [one.label, *table([_line(cell.label, cell.count, cell.share, hidden) for cell in one.cells])]
    return Answer(told, lines)


def _question(one: "Table", words: dict[str, list[tuple[str, int]]]) -> dict[str, Any]:
    told: dict[str, Any] = {"path": one.path, "label": one.label, "kind": one.kind, "answered": one.answered}
    if one.cells:
        told["cells"] = [
            {"value": cell.value, "label": cell.label, "count": cell.count, "share": cell.share} for cell in one.cells
        ]
    if one.numbers is not None:
        told["numbers"] = {"mean": one.numbers.mean / 1000, "spread": one.numbers.spread / 1000}
    if one.score is not None:
        told["score"] = {"value": one.score.value / 10, "rounded_to": one.score.step / 10, "below": one.score.below}
    if one.path in words:
        told["words"] = [{"word": word, "answers": answers} for word, answers in words[one.path]]
    return told


def _line(label: str, count: int | None, share: int | None, hidden: str) -> list[str]:
    return [f"  {label}", hidden if count is None else str(count), "" if share is None else f"{share / 10:.1f}%"]


def compare(args: argparse.Namespace, voice: Voice) -> Answer:
    """Say the same questions of other villages, of earlier rounds, and in sum."""
    from app.services.comparing import ComparingService

    with entering.entered(args, voice) as session:
        found = ComparingService(session).compare(record_id(session, args.rec))
    columns = [
        {"village": one.village, "round": one.round, "earlier": one.earlier, "counted": one.counted, "sum": not one.rec}
        for one in found.columns
    ]
    questions = [
        {"path": one.path, "label": one.label, "kind": one.kind, "answers": one.answers, "counts": one.counts}
        for one in found.questions
    ]
    hidden, lines = voice.say("hidden"), []
    names = [one.village or f"∑{found.summed}" for one in found.columns]
    for one in found.questions:
        rows = [
            [f"  {answer}", *(hidden if count is None else str(count) for count in line)]
            for answer, line in zip(one.answers, one.counts, strict=True)
        ]
        lines += [one.label, *table([["", *names], *rows])] if rows else []
    return Answer({"columns": columns, "questions": questions, "summed": found.summed}, lines)


def analyse(args: argparse.Namespace, voice: Voice) -> Answer:
    """Write the analysis as a Word document; the log says so first."""
    from app.services.analysis_paper import AnalysisPaperService, Wanted

    with entering.entered(args, voice) as session:
        service, rec = AnalysisPaperService(session), record_id(session, args.rec)
        wanted = Wanted(args.comments, tuple((row, column) for row, column in args.cross))
        path = _path(args.out, ".docx", f"analysis-{rec[:8]}")
        return _written(service.export_analysis(rec, path, wanted), voice)


def answers(args: argparse.Namespace, voice: Voice) -> Answer:
    """Write the responses, one a row; the log says so first."""
    from app.services.answers_out import WAYS, AnswersOutService, OutForm

    with entering.entered(args, voice) as session:
        service, rec = AnswersOutService(session), record_id(session, args.rec)
        path = _path(args.out, WAYS[args.way], f"answers-{rec[:8]}")
        how = OutForm(args.way, not args.unsplit, args.labels)
        return _written(service.export_answers(rec, path, how), voice)


def _path(out: str, ending: str, name: str) -> Path:
    path = Path(out) if Path(out).suffix.lower() == ending else Path(out) / f"{name}{ending}"
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
    return path


def _written(made: "Exported", voice: Voice) -> Answer:
    told = {"path": str(made.path), "copy": made.copy, "sha256": made.sha256}
    return Answer(told, [voice.say("analysis-written", file=made.path, copy=made.copy)])
