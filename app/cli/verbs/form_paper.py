"""``satchel form print`` and ``form read``: blank questionnaires out, ticked ones looked at. Nothing is kept here."""

import argparse
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.cli import entering
from app.cli.naming import record_id
from app.cli.troubles import BadUsageError, FileTroubleError
from app.cli.voice import Answer, Voice

if TYPE_CHECKING:
    from app.forms.definition import Form
    from app.services.paper_forms import Run
    from app.services.papers import Paper
    from app.services.scan_sheets import Sheet


def print_(args: argparse.Namespace, voice: Voice) -> Answer:
    """Write blank sheets of a workbook, of a built-in questionnaire, or of a record of a vault into a PDF file."""
    from app.services.paper_forms import PaperFormService, blank_pdf
    from app.services.papers import write_whole

    form = _form(args.form)
    if form is not None:
        paper = blank_pdf(form, _run(args, form))
        path = _path(args.out, paper)
        write_whole(path, paper.data)
        return _written(path, paper.copy, paper.pages, voice)
    with entering.entered(args, voice) as session:
        service, rec = PaperFormService(session), record_id(session, args.form)
        run = _run(args, service.form(rec))
        path = _path(args.out, None)
        done = service.export(rec, run, path)
        return _written(done.path, done.copy, service.size(rec, run.look).pages * run.copies, voice)


def read(args: argparse.Namespace, voice: Voice) -> Answer:
    """Say what pictures of ticked sheets hold: what is plain, and what a person would have to decide."""
    from app.services.paper_forms import PaperFormService
    from app.services.scan_reading import ScanReader

    form = _form(args.form)
    if form is None:
        with entering.entered(args, voice) as session:
            form = PaperFormService(session).form(record_id(session, args.form))
    batch = ScanReader("", form.title, form).read(Path(one) for one in args.picture)
    told = [_sheet(sheet, form) for sheet in batch.sheets]
    unread = [{"file": one.file, "page": one.page, "why": one.why} for one in batch.unread]
    lines = []
    for one in told:
        counts = {"answers": len(one["answers"]), "doubts": len(one["doubts"])}
        lines.append(voice.say("form-sheet", serial=one["serial"] or "—", **counts))
        lines.extend(f"  {doubt['number']}  {doubt['why']}  {doubt['seems']}".rstrip() for doubt in one["doubts"])
    lines.extend(voice.say("form-unread", file=one["file"], page=one["page"], why=one["why"]) for one in unread)
    return Answer({"form": form.digest, "sheets": told, "unread": unread}, lines)


def _sheet(sheet: "Sheet", form: "Form") -> dict[str, Any]:
    doubts = sheet.doubts(form)
    shown = {item.asked.reference for item in doubts}
    return {
        "serial": sheet.serial,
        "pages": sheet.pages,
        "missing": list(sheet.missing()),
        "answers": {name: value for name, value in sheet.answers().items() if name not in shown},
        "doubts": [
            {
                "reference": item.asked.reference,
                "number": item.asked.number,
                "why": item.why,
                "seems": item.seems(),
            }
            for item in doubts
        ],
    }


def _form(name: str) -> "Form | None":
    """The form of a file or of a built-in questionnaire, None when the name must be that of a record."""
    from app.forms import builtin, xform, xlsform

    path = Path(name)
    if path.is_file():
        try:
            data = path.read_bytes()
        except OSError as error:
            raise FileTroubleError(path=name, why=error.strerror or "") from error
        return xform.read(data.decode("utf-8")) if path.suffix == ".xml" else xlsform.read(data, path.stem).form
    return builtin.form(name).form if name in builtin.codes() else None


def _run(args: argparse.Namespace, form: "Form") -> "Run":
    from app.reports.forms_paper import Look
    from app.services.paper_form_parts import languages
    from app.services.paper_forms import Run

    named, chosen = languages(form), []
    for wanted in args.language:
        place = next((at for at, one in enumerate(named) if wanted in (one, str(at + 1))), None)
        if place is None:
            raise BadUsageError(details=f"--language {wanted}: {', '.join(named)}")
        chosen.append(place)
    look = Look(tuple(chosen[:2]) or (0,), args.big, max(1, min(args.rows, 12)))
    return Run(look, max(1, args.copies), not args.unnumbered)


def _path(out: str, paper: "Paper | None") -> Path:
    """The file to write; in a folder it takes the questionnaire's name."""
    path = Path(out)
    if path.suffix.lower() == ".pdf":
        folder, name = path.parent, path.name
    else:
        title = paper.name if paper is not None else "questionnaire"
        folder, name = path, "".join("-" if sign in '\\/:*?"<>|' else sign for sign in title) + ".pdf"
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
    return folder / name


def _written(path: Path, numbers: str, pages: int, voice: Voice) -> Answer:
    line = voice.say("form-printed", file=path, pages=pages, numbers=numbers or "—")
    return Answer({"path": str(path), "numbers": numbers, "pages": pages}, [line])
