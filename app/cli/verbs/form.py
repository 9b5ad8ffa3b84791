"""``satchel form``: check workbooks, judge the engine by files of cases, write out the built-in questionnaires."""

import argparse
from pathlib import Path
from typing import Any

from app.cli.voice import Answer, Voice
from app.errors import AppError
from app.forms.trouble import FormError, WorkbookError


class WorkbooksRefusedError(FormError):
    """Some of the workbooks checked give no form. Data: ``count``, ``files``."""


def check(args: argparse.Namespace, voice: Voice) -> Answer:
    """Convert each workbook and say every finding with sheet, row and column."""
    found = {file: _checked(Path(file), voice) for file in args.file}
    refused = [file for file, one in found.items() if not one["ok"]]
    lines = []
    for file, one in found.items():
        counts = {"questions": one["questions"], "findings": len(one["findings"])}
        lines.append(voice.say("form-good" if one["ok"] else "form-bad", file=Path(file).name, **counts))
        lines.extend(f"  {finding['message']}" for finding in one["findings"])
    trouble = WorkbooksRefusedError(count=len(refused), files="、".join(refused)) if refused else None
    return Answer({"total": len(found), "refused": refused, "files": found}, lines, trouble)


def _checked(path: Path, voice: Voice) -> dict[str, Any]:
    from app import words
    from app.forms import xlsform

    try:
        made = xlsform.read(path.read_bytes(), path.stem)
    except WorkbookError as error:
        problems = error.data["problems"]
        findings = [_finding(problem, voice) for problem in problems] if isinstance(problems, tuple) else []
        return {"ok": False, "questions": 0, "findings": findings}
    except AppError as error:
        message = words.words(error, voice.language)
        return {"ok": False, "questions": 0, "findings": [{"code": error.code, "message": message}]}
    questions = sum(1 for control in made.form.controls() if control.is_question)
    return {
        "ok": True,
        "id": made.form.id,
        "version": made.form.version,
        "digest": made.form.digest,
        "questions": questions,
        "findings": [_finding(warning, voice) for warning in made.warnings],
    }


def _finding(problem: Any, voice: Voice) -> dict[str, Any]:
    return {
        "code": problem.code,
        "warning": problem.warning,
        "sheet": problem.sheet,
        "row": problem.row,
        "column": problem.column,
        "message": problem.words(voice.language),
    }


def cases(args: argparse.Namespace, voice: Voice) -> Answer:
    """Judge the expression engine by a file of expressions."""
    from app.forms.trials import cases as trial

    data = trial.run(Path(args.file)).as_json()
    return Answer(data, _summary(data, voice))


def scenarios(args: argparse.Namespace, voice: Voice) -> Answer:
    """Judge the form engine by a file of whole-form behaviours."""
    from app.forms.trials import scenarios as trial

    data = trial.run(Path(args.file)).as_json()
    return Answer(data, _summary(data, voice))


def _summary(data: dict[str, Any], voice: Voice) -> list[str]:
    lines = [voice.say("form-judged", total=data["total"], passed=data["passed"], failed=len(data["failed"]))]
    why = data.get("why", {})
    lines.extend(f"  {name}  {why.get(name, '')}".rstrip() for name in data["failed"])
    lines.extend(voice.say("form-outside", id=name, reason=reason) for name, reason in data["out_of_scope"].items())
    return lines


def export(args: argparse.Namespace, voice: Voice) -> Answer:
    """Write the built-in questionnaires as workbooks to be changed in Excel."""
    from app.forms import builtin

    folder = Path(args.to)
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for code in builtin.codes():
        path = folder / f"{code}.xlsx"
        path.write_bytes(builtin.as_xlsx(code))
        written.append(str(path))
    return Answer({"written": written}, [voice.say("form-written", file=file) for file in written])
