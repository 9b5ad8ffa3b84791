"""``satchel add``: a record of any declared kind from FIELD=VALUE, read as freely as the window reads it."""

import argparse
import json
from datetime import datetime
from typing import TYPE_CHECKING, Any

from app.cli import entering
from app.cli.naming import record_id, referred, village_of
from app.cli.troubles import MissingOptionError
from app.cli.voice import Answer, Voice
from app.errors import BadInputError
from app.records import kinds as declared
from app.records import ordering, values, vocabularies
from app.records.kinds import Field, Kind, Place, Type, Writes

if TYPE_CHECKING:
    from app.services.session import Session

SCOPES = {Place.COMMON: "common", Place.LOG: "log", Place.CLUES: "clues"}


def add(args: argparse.Namespace, voice: Voice) -> Answer:
    """Write one record; a rule that refuses it at the window refuses it here."""
    from app.records.change import new_record_id
    from app.services.record_lists import defaults
    from app.storage.types import NewChange

    kind = declared.kind(args.kind)
    with entering.entered(args, voice) as session:
        fields = given(session, kind, args.field)
        rec = new_record_id()
        parent, scope = _where(session, kind, rec, args)
        fields = {**defaults(kind), **fields, **_number(session, kind, scope)}
        new = NewChange(
            kind.code,
            rec,
            scope,
            fields,
            parent=parent,
            order=_order(session, kind, parent),
            as_office=kind.writes is Writes.OFFICE and session.is_office,
        )
        change = session.vault.write([new])[0]
    lacks = values.missing(kind, fields)
    data = {"rec": rec, "kind": kind.code, "scope": scope, "change": change.id, "missing": lacks}
    lines = [voice.say("added", name=kind.words.get(voice.language), rec=rec)]
    words = [field.words.get(voice.language) for name in lacks if (field := kind.field(name))]
    return Answer(data, [*lines, *([voice.say("still-missing", fields=", ".join(words))] if words else [])])


def given(session: "Session", kind: Kind, pairs: list[str]) -> dict[str, Any]:
    """Return the values of FIELD=VALUE pairs.

    Raises:
        BadInputError: a field the kind has not, or a value that means nothing in it.
    """
    found: dict[str, Any] = {}
    for pair in pairs:
        name, equals, text = pair.partition("=")
        field = kind.field(name)
        if not equals:
            raise BadInputError(field=pair, rule="field=value", details=pair)
        if field is None:
            raise BadInputError(field=name, rule="unknown", details=kind.code)
        value = _read(session, field, text)
        if why := values.problem(field, value) if field.sensitivity != "sealed" else None:
            raise BadInputError(field=name, rule=why, details=text)
        found[name] = value
    return found


def _read(session: "Session", field: Field, text: str) -> Any:
    """Read one value by the type of its field."""
    from app.services import typed

    if field.type is Type.JSON:
        try:
            return json.loads(text)
        except ValueError as error:
            raise BadInputError(field=field.name, rule="json", details=text) from error
    if field.type is Type.CHOICE:
        return _code(field, text)
    if field.type is Type.REFERENCE:
        return referred(session, field.of, text)
    if field.type in (Type.CHOICES, Type.REFERENCES):
        parts = [part for part in text.replace("、", ",").split(",") if part.strip()]
        one = _code if field.type is Type.CHOICES else lambda f, t: referred(session, f.of, t)
        return [one(field, part) for part in parts]
    return typed.read(field, text, datetime.now().astimezone())


def _code(field: Field, text: str) -> str:
    """The code of a choice, given as code or as words of either language."""
    wanted = text.strip()
    known = {choice.code: choice.words for choice in field.choices}
    if not known and field.vocabulary:
        known = vocabularies.words_of(field.vocabulary)
    for code, words in known.items():
        if wanted in (code, words.zh, words.en):
            return code
    raise BadInputError(field=field.name, rule="choice", details=text)


def _where(session: "Session", kind: Kind, rec: str, args: argparse.Namespace) -> tuple[str, str]:
    """Parent and scope of the new record."""
    if kind.parent:
        if not args.parent:
            raise MissingOptionError(option="--in")
        parent = session.vault.record(record_id(session, args.parent))
        return (parent.rec, parent.scope) if parent else ("", "")
    if kind.place is not Place.VILLAGE:
        return "", SCOPES[kind.place]
    return "", f"village-{rec if kind.code == 'village' else village_of(session, args.village)}"


def _order(session: "Session", kind: Kind, parent: str) -> str:
    """The order key behind the last part of the same kind."""
    if not parent:
        return ""
    last = max((child.order for child in session.vault.children(parent, kind.code)), default="")
    return ordering.between(last or None, None)


def _number(session: "Session", kind: Kind, scope: str) -> dict[str, str]:
    from app.services import record_numbers

    if not record_numbers.wanted(kind):
        return {}
    return {record_numbers.FIELD: record_numbers.give(session, kind, scope, datetime.now().astimezone())}
