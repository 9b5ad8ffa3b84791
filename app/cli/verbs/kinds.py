"""``satchel kinds``: every record kind there is, from its declaration."""

import argparse
from typing import Any

from app.cli.voice import Answer, Voice, table
from app.records import kinds as declared
from app.records.kinds import Field, Kind


def kinds(args: argparse.Namespace, voice: Voice) -> Answer:
    """Show every kind, or one with its fields."""
    if args.kind:
        kind = declared.kind(args.kind)
        return Answer({"kinds": [_kind(kind)]}, _fields(kind, voice))
    every = list(declared.kinds().values())
    head = [voice.say(code) for code in ("code", "name", "form", "place", "fields", "states")]
    rows = [
        [k.code, k.words.get(voice.language), k.form, k.parent or str(k.place), str(len(k.fields)), str(len(k.states))]
        for k in every
    ]
    return Answer({"kinds": [_kind(kind) for kind in every]}, table([head, *rows]))


def _kind(kind: Kind) -> dict[str, Any]:
    return {
        "code": kind.code,
        "form": kind.form,
        "words": {"zh": kind.words.zh, "en": kind.words.en},
        "place": str(kind.place),
        "stage": kind.stage,
        "parent": kind.parent,
        "writes": str(kind.writes),
        "listed": kind.listed,
        "number": kind.number,
        "states": [{"code": s.code, "words": {"zh": s.words.zh, "en": s.words.en}} for s in kind.states],
        "steps": [{"name": s.name, "from": list(s.frm), "to": s.to, "gates": list(s.gates)} for s in kind.steps],
        "fields": [_field(f) for f in kind.fields],
    }


def _field(field: Field) -> dict[str, Any]:
    return {
        "name": field.name,
        "type": str(field.type),
        "words": {"zh": field.words.zh, "en": field.words.en},
        "required": field.required,
        "sensitivity": str(field.sensitivity),
        "of": field.of,
        "choices": [choice.code for choice in field.choices],
        "vocabulary": field.vocabulary,
        "generated": field.generated,
    }


def _fields(kind: Kind, voice: Voice) -> list[str]:
    head = [voice.say(code) for code in ("code", "name", "type", "required", "choices")]
    rows = [
        [
            f.name,
            f.words.get(voice.language),
            str(f.type),
            voice.say("yes") if f.required else "",
            f.of or f.vocabulary or " ".join(choice.code for choice in f.choices),
        ]
        for f in kind.fields
    ]
    return [f"{kind.code}  {kind.words.get(voice.language)}  {kind.form}".rstrip(), *table([head, *rows])]
