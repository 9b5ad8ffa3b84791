"""The history of a record: its changes as a person reads them."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from app.records import canonical
from app.records.change import Change
from app.services.record_pages import HistoryLine
from app.storage.types import HistoryItem


def lines(items: Sequence[HistoryItem], persons: Mapping[str, str], office: Collection[str] = ()) -> list[HistoryLine]:
    """Return one line a change, newest first, each field with what it was before.

    ``persons`` says who stands behind a writer that is no person: the office's own key. ``office`` are its officers.
    """
    by_id = {item.change.id: item.change for item in items}
    found = [_line(item, by_id, persons, office) for item in items]
    return sorted(found, key=lambda line: (-line.at, line.change))


def before(change: Change, field: str, by_id: Mapping[str, Change]) -> Any:
    """Return the value a change replaced in a field: of several, the one that was shown."""
    replaced = [by_id[one] for one in change.supersedes[field] if one in by_id]
    return max(replaced, key=lambda one: one.clock).value(field) if replaced else None


def decided(change: Change, by_id: Mapping[str, Change]) -> tuple[str, ...]:
    """Return the fields in which a change put one value in the place of several different ones."""
    found = []
    for field, replaced in change.supersedes.items():
        held = [by_id[one] for one in replaced if one in by_id and field in by_id[one].values]
        if len({canonical.dump_checked(one.value(field)) for one in held}) > 1:
            found.append(field)
    return tuple(found)


def _line(
    item: HistoryItem, by_id: Mapping[str, Change], persons: Mapping[str, str], office: Collection[str]
) -> HistoryLine:
    change = item.change
    step = change.step
    person = item.person or persons.get(change.writer, "")
    return HistoryLine(
        change=change.id,
        person=person,
        at=change.clock[0],
        step=str(step["name"]) if step else "",
        state=item.state,
        rule=item.rule,
        details=item.details,
        fields=tuple((name, before(change, name, by_id), change.value(name)) for name in change.body["fields"]),
        redacts=len(change.body.get("redact", {})),
        decided=decided(change, by_id),
        by_office=change.writer in persons or person in office,
        outside=item.outside,
    )
