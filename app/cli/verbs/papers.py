"""``satchel report``, ``in-clear`` and ``check-template``: papers out, what left in clear, templates before use."""

import argparse
import dataclasses
import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from app.cli import entering
from app.cli.naming import record_id, village_of
from app.cli.troubles import FileTroubleError, MissingOptionError
from app.cli.voice import Answer, Voice, table
from app.errors import NotFoundError
from app.records import kinds
from app.records.change import HEX32

if TYPE_CHECKING:
    from app.reports.papers import Form
    from app.services.papers import Exported, PaperService
    from app.services.session import Session

VILLAGE = "village"


def report(args: argparse.Namespace, voice: Voice) -> Answer:
    """Write papers into a folder, in clear; each is logged, marked and numbered before its file is."""
    from app.reports import papers
    from app.services.papers import PaperService

    form, folder = papers.form(args.form), Path(args.out)
    with entering.entered(args, voice) as session:
        folder.mkdir(parents=True, exist_ok=True)
        made = _made(session, PaperService(session), form, folder, args)
    told = [{"path": str(one.path), "copy": one.copy, "sha256": one.sha256} for one in made]
    rows = [[str(one.path), one.copy] for one in made]
    return Answer({"form": form.code, "documents": told}, [*table(rows), voice.say("in-clear-now", count=len(made))])


def in_clear(args: argparse.Namespace, voice: Voice) -> Answer:
    """List everything that left this vault in clear, newest first; at the office also what its laptops wrote."""
    from app.services.papers import PaperService
    from app.services.records import RecordService

    with entering.entered(args, voice) as session:
        found = PaperService(session).in_clear()
        names = RecordService(session).names(one.subject for one in found)
    told = [{**dataclasses.asdict(one), "title": names.get(one.subject, "")} for one in found]
    head = [voice.say(code) for code in ("when", "person", "how", "paper", "of", "copy", "file")]
    rows = [
        [
            dt.datetime.fromtimestamp(one.at / 1000).astimezone().strftime("%Y-%m-%d %H:%M"),
            one.person,
            voice.say(f"out-{one.what}"),
            _paper(one.form, voice),
            names.get(one.subject, ""),
            one.copy,
            one.file,
        ]
        for one in found
    ]
    lines = table([head, *rows]) if rows else [voice.say("nothing-in-clear")]
    return Answer({"files": told, "count": len(told)}, lines)


def check_template(args: argparse.Namespace, voice: Voice) -> Answer:
    """Name every problem of a template with its place, before anybody uses it."""
    from app.reports import papers
    from app.reports.word.check import check
    from app.reports.word.names import template_values
    from app.reports.word.render import TemplateRefusedError

    form, path = papers.form(args.form), Path(args.file)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise FileTroubleError(path=args.file, why=error.strerror or "") from error
    found = check(data, template_values(kinds.kind(form.kind), many=form.many))
    said = [one.words(voice.language) for one in found]
    told = [
        {"code": one.code, "place": one.place.words(voice.language), "found": one.found, "message": line}
        for one, line in zip(found, said, strict=True)
    ]
    refused = TemplateRefusedError(name=path.name, count=len(found), first=said[0]) if found else None
    lines = said or [voice.say("template-good", name=path.name, form=form.words.get(voice.language))]
    return Answer({"form": form.code, "problems": told}, lines, refused)


# ---- which papers


def _made(
    session: "Session", service: "PaperService", form: "Form", folder: Path, args: argparse.Namespace
) -> "list[Exported]":
    if form.code == "blank_talk" or args.blank:
        return [service.export_blank(folder, form=form.code)]
    if form.code == "slip":
        return [service.export_slip(package, folder) for package in args.rec or [_newest(session)]]
    named = [_named(session, form.kind, text) for text in args.rec]
    if form.kind != VILLAGE and not form.many:
        subjects = named or service.subjects(form.code, _villages(session, args), args.state)
        _demand(subjects, form)
        return service.export_all(subjects, form.code, folder)
    villages = _villages(session, args)
    if form.many and named:
        if len(villages) > 1:
            raise MissingOptionError(option="--village")
        return [service.export(villages[0], form.code, folder, named)]
    subjects = service.subjects(form.code, villages)
    _demand(subjects, form)
    return service.export_all(subjects, form.code, folder)


def _demand(found: list[str], form: "Form") -> None:
    if not found:
        raise NotFoundError(what=form.kind, name=form.words.zh)


def _villages(session: "Session", args: argparse.Namespace) -> list[str]:
    if args.all:
        return [one.rec for one in session.villages()]
    return [village_of(session, text) for text in args.village] or [village_of(session, "")]


def _named(session: "Session", kind: str, text: str) -> str:
    """The record a text names: its id, or exactly its human number."""
    from app.storage.types import ListQuery

    if HEX32.match(text.strip().lower()):
        return record_id(session, text)
    rows = session.vault.rows(kind, session.vault.list(ListQuery(kind, text=text.strip())))
    found = {row.rec for row in rows if text.strip() in (row.values.get("number"), row.values.get("formal_number"))}
    if len(found) != 1:
        raise NotFoundError(what="record", name=text)
    return found.pop()


def _newest(session: "Session") -> str:
    packages = session.vault.packages("out")
    if not packages:
        raise NotFoundError(what="package", name="--rec")
    return str(max(packages, key=lambda one: (one.at, one.row)).id)


def _paper(code: str, voice: Voice) -> str:
    from app.reports.papers import FORMS, OTHERS

    return next((one.words.get(voice.language) for one in (*FORMS, *OTHERS) if one.code == code), code)
