"""``satchel edit``: change fields of a record that is there; what stood before stays in its history."""

import argparse
from typing import TYPE_CHECKING, Any

from app.cli import entering
from app.cli.naming import record_id
from app.cli.verbs.adding import given
from app.cli.voice import Answer, Voice
from app.errors import BadInputError
from app.services import record_correcting
from app.services.records import RecordService

if TYPE_CHECKING:
    from app.services.record_pages import RecordPage


def edit(args: argparse.Namespace, voice: Voice) -> Answer:
    """Write what is new; it replaces every version of a field that stands now, so it also decides a conflict."""
    with entering.entered(args, voice) as session:
        rec = record_id(session, args.rec)
        service = RecordService(session)
        service.language = voice.language
        service.commit(rec)  # what was typed at the window comes first, or it would stand beside this
        page = service.get(rec)
        fields = _demanded(page, given(session, page.kind, args.field))
        change = record_correcting.edit(session.vault, page.record, fields) if page.record else None
        title = service.title(rec)
    written = sorted(change.body["fields"]) if change else []
    data: dict[str, Any] = {
        "rec": rec,
        "kind": page.kind.code,
        "change": change.id if change else None,
        "fields": written,
        "replaced": change.supersedes if change else {},
        "settled": sorted(set(written) & set(page.conflicts)),
    }
    names = [field.words.get(voice.language) for name in written if (field := page.kind.field(name))]
    said = (
        voice.say("edited", name=title, fields=", ".join(names)) if change else voice.say("edited-nothing", name=title)
    )
    return Answer(data, [said])


def _demanded(page: "RecordPage", fields: dict[str, Any]) -> dict[str, Any]:
    """The fields, when a person may write them.

    Raises:
        BadInputError: one of them is written by the program alone, or none was given.
    """
    if not fields:
        raise BadInputError(field="", rule="field=value", details="")
    for name in fields:
        field = page.kind.field(name)
        if field is not None and field.generated:
            raise BadInputError(field=name, rule="generated", details=page.kind.code)
    return fields
