"""``satchel list``, ``show`` and ``search``: records of any declared kind, as words."""

import argparse
from typing import TYPE_CHECKING, Any

from app.cli import entering
from app.cli.naming import record_id, village_of
from app.cli.voice import Answer, Voice, one_line, table
from app.errors import BadInputError
from app.records import kinds as declared
from app.records.kinds import Kind, Place, Sensitivity
from app.services.records import RecordService

if TYPE_CHECKING:
    from app.services.record_pages import RecordPage
    from app.services.session import Session
    from app.storage.types import Row

COLUMNS = 6  # as many as a terminal shows without folding


def listing(args: argparse.Namespace, voice: Voice) -> Answer:
    """List the records of a kind."""
    from app.storage.types import ListQuery

    kind = declared.kind(args.kind)
    with entering.entered(args, voice) as session:
        service = _service(session, voice)
        descending = args.sort.startswith("-")
        query = ListQuery(
            kind.code,
            scopes=_scopes(session, kind, args.village),
            text=args.text,
            filters=dict(_pair(text) for text in args.where),
            sort=(args.sort.lstrip("-"), descending) if args.sort else None,
            hidden=args.only == "deleted",
            only=args.only,
        )
        numbers = service.list(query)
        rows = service.rows(kind.code, numbers[: args.limit])
        data = {
            "kind": kind.code,
            "count": len(numbers),
            "records": [_facts(kind, row, service) for row in rows],
        }
        lines = _rows(kind, list(rows), service, voice)
    return Answer(data, [*lines, voice.say("count", shown=len(rows), count=len(numbers))])


def show(args: argparse.Namespace, voice: Voice) -> Answer:
    """Show one record with its parts, conflicts and next steps; masked numbers stay masked unless asked for."""
    with entering.entered(args, voice) as session:
        service = _service(session, voice)
        page = service.get(record_id(session, args.rec))
        revealed = {name: service.reveal(page.rec, name) for name in args.reveal}
        data = _page(page, service) | {"revealed": revealed}
        if args.history:
            data["history"] = [
                {"change": h.change, "person": h.person, "at": h.at, "step": h.step, "state": h.state, "rule": h.rule}
                | ({"outside": True} if h.outside else {})
                for h in service.history(page.rec)
            ]
        lines = _shown(page, service, voice)
        lines += [f"{_label(page.kind, name, voice)}: {value}" for name, value in revealed.items()]
    return Answer(data, lines)


def search(args: argparse.Namespace, voice: Voice) -> Answer:
    """Find records that hold every word."""
    text = " ".join(args.text)
    with entering.entered(args, voice) as session:
        hits = session.vault.search(text, kinds=args.kind, limit=args.limit)
        names = _service(session, voice).names(hit.parent or hit.rec for hit in hits)
    found = [
        {"rec": h.rec, "kind": h.kind, "scope": h.scope, "parent": h.parent, "title": h.title, "snippet": h.snippet}
        for h in hits
    ]
    rows = [
        [
            declared.kind(hit.kind).words.get(voice.language),
            one_line(names.get(hit.parent or hit.rec, "") or hit.title, 32),
            one_line(hit.snippet),
            hit.rec,
        ]
        for hit in hits
    ]
    return Answer({"hits": found, "count": len(hits)}, [*table(rows), voice.say("hits", count=len(hits))])


# ---- parts


def _service(session: "Session", voice: Voice) -> RecordService:
    service = RecordService(session)
    service.language = voice.language
    return service


def _scopes(session: "Session", kind: Kind, village: str) -> tuple[str, ...] | None:
    if not village or kind.place is not Place.VILLAGE:
        return None
    return (f"village-{village_of(session, village)}",)


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise BadInputError(field=text, rule="field=value", details=text)
    return name, value


def _facts(kind: Kind, row: "Row", service: RecordService) -> dict[str, Any]:
    return {
        "rec": row.rec,
        "scope": row.scope,
        "parent": row.parent,
        "title": service.row_title(kind, row),
        "state": row.state,
        "conflicts": row.conflicts,
        "irregular": row.irregular,
        "changed_since": row.changed_since,
        "updated": row.updated,
        "values": {name: _safe(kind, name, value) for name, value in row.values.items() if value is not None},
    }


def _safe(kind: Kind, name: str, value: Any) -> Any:
    """A value as it may be shown: masked numbers masked, sealed ones only as present."""
    from app.services.record_lists import masked

    field = kind.field(name)
    if field is not None and field.sensitivity is Sensitivity.MASKED:
        return masked(value)
    if field is not None and field.sensitivity is Sensitivity.SEALED:
        return {"sealed": True} if value is not None else None
    return value


def _rows(kind: Kind, rows: "list[Row]", service: RecordService, voice: Voice) -> list[str]:
    columns = [f for f in kind.fields if f.column][:COLUMNS]
    head = [*(f.words.get(voice.language) for f in columns), *([voice.say("state")] if kind.states else []), ""]
    lines = [
        [
            *(one_line(service.cell(kind, row, f.name), 28) for f in columns),
            *([_state(kind, row.state, voice)] if kind.states else []),
            " ".join(filter(None, (row.rec, _marks(row.conflicts, row.irregular, voice)))),
        ]
        for row in rows
    ]
    return table([head, *lines]) if lines else []


def _state(kind: Kind, code: str, voice: Voice) -> str:
    state = kind.state(code or kind.first_state)
    return state.words.get(voice.language) if state else code


def _marks(conflicts: int, irregular: int, voice: Voice) -> str:
    marks = [voice.say("conflicts")] if conflicts else []
    return " ".join([*marks, *([voice.say("irregular")] if irregular else [])])


def _page(page: "RecordPage", service: RecordService) -> dict[str, Any]:
    record = page.record
    return {
        "rec": page.rec,
        "kind": page.kind.code,
        "scope": page.scope,
        "parent": page.parent,
        "title": service.title(page.rec),
        "state": page.state,
        "author": page.author_name,
        "values": {name: _safe(page.kind, name, value) for name, value in page.values.items() if value is not None},
        "conflicts": {
            name: [{"change": v.change, "value": _safe(page.kind, name, v.value), "person": v.person} for v in versions]
            for name, versions in page.conflicts.items()
        },
        "irregular": [{"change": one.change, "rule": one.rule} for one in record.irregular] if record else [],
        "changed_since": list(record.changed_since) if record else [],
        "deleted": bool(record and record.deleted),
        "draft": sorted(page.drafted),
        "steps": [
            {"name": offer.step.name, "allowed": offer.allowed, "unmet": [rule for rule, _, _ in offer.unmet]}
            for offer in page.steps
        ],
        "parts": {
            code: [
                {"rec": part.rec, "values": {n: _safe(declared.kind(code), n, v) for n, v in part.values.items()}}
                for part in parts
            ]
            for code, parts in page.parts.items()
            if parts
        },
    }


def _shown(page: "RecordPage", service: RecordService, voice: Voice) -> list[str]:
    kind = page.kind
    lines = [f"{kind.words.get(voice.language)}  {service.title(page.rec)}  {page.rec}"]
    if kind.states:
        lines.append(f"{voice.say('state')}: {_state(kind, page.state, voice)}")
    rows = []
    for field in kind.fields:
        value = page.values.get(field.name)
        said = _said(kind, field.name, value, page, voice)
        if said:
            mark = f"  ← {voice.say('conflicts')}" if field.name in page.conflicts else ""
            rows.append([field.words.get(voice.language), one_line(said, 90) + mark])
    lines += table(rows)
    for name, versions in page.conflicts.items():
        lines.append(f"{voice.say('conflicts')}: {_label(kind, name, voice)}")
        names = service.names(v.person for v in versions)
        lines += [
            f"  {names.get(v.person, '')}: {_said(kind, name, v.value, page, voice)}  {v.change[:12]}" for v in versions
        ]
    for code, parts in page.parts.items():
        part_kind = declared.kind(code)
        lines += [f"{part_kind.plural.get(voice.language)}: {len(parts)}"] if parts else []
        lines += ["  " + _part(part_kind, part.values, page, voice) for part in parts]
    return lines


def _part(kind: Kind, values: dict[str, Any], page: "RecordPage", voice: Voice) -> str:
    shown = []
    for field in kind.fields:
        if not field.column:
            continue
        value = values.get(field.name)
        if isinstance(value, bool):  # a bare “yes” would not say to what
            shown += [f"[{field.words.get(voice.language)}]"] if value else []
        else:
            shown.append(_said(kind, field.name, value, page, voice))
    return one_line(" ".join(text for text in shown if text), 110)


def _said(kind: Kind, name: str, value: Any, page: "RecordPage", voice: Voice) -> str:
    from app.services import record_pages
    from app.services.record_lists import masked

    field = kind.field(name)
    if field is not None and field.sensitivity is Sensitivity.SEALED and value is not None:
        return voice.say("sealed")
    if field is not None and field.sensitivity is Sensitivity.MASKED:
        return masked(value)
    return record_pages.field_words(field, value, page.names, voice.language)


def _label(kind: Kind, name: str, voice: Voice) -> str:
    field = kind.field(name)
    return field.words.get(voice.language) if field else name
