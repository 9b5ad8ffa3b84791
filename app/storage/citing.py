"""What a change names: whether all of it is here, whether it may name it, and what was said of it."""

from collections.abc import Iterator, Mapping

from app.records.change import COMMON, Change
from app.records.judge import Judged
from app.storage import journal
from app.storage.database import Connection
from app.storage.refolding import Refolding
from app.storage.short_way import Standing


class Cited(Mapping[str, Judged]):
    """The changes a change names with their verdicts, fetched when a rule asks for them."""

    def __init__(self, long_way: Refolding) -> None:
        self._long_way = long_way

    def __getitem__(self, key: str) -> Judged:
        found = self._long_way.judged(key)
        if found is None:
            raise KeyError(key)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


def beyond(change: Change, standing: Standing) -> set[str]:
    """What a change cites besides heads of its own record that stand now; for most changes nothing."""
    body, heads = change.body, standing.heads
    found: set[str] = set()
    for name, entry in body["fields"].items():
        for cid in entry["sup"]:
            if cid not in heads.get(name, ()):
                found.add(cid)
    if "rests" in body or "redact" in body:
        found.update(body.get("rests", ()), body.get("redact", ()))
    if "step" in body:
        found.update(body["step"]["on"])
    return found


def is_common(connection: Connection, cid: str) -> bool:
    """Whether a change is of the common scope; a common change may name nothing else, or not all could judge it."""
    found = journal.get(connection, cid)
    return found is not None and found.change.scope == COMMON


def wrong_before(connection: Connection, change: Change) -> bool:
    """Whether ``prev`` is not the change before this one in its chain."""
    found = journal.get(connection, change.body["prev"])
    if found is None:
        return True
    before = found.change
    return (before.writer, before.scope, before.n) != (change.writer, change.scope, change.n - 1)


def wrong(connection: Connection, change: Change, standing: Standing, outside: set[str]) -> str:
    """What is wrong with the citations of a ready change (``kind``, ``sup``, ``scope``), or ''.

    Looks only at the change and at what it cites: which change of a record came first must not matter.
    """
    sure = standing.plain and (standing.kind, standing.parent) == (change.kind, change.parent)
    ids = sorted(outside) if sure else sorted(change.cited())
    cited = {cid: found.change for cid in ids if (found := journal.get(connection, cid)) is not None}
    own = (change.rec, change.scope)
    for other in cited.values():
        if (other.rec, other.scope) == own and (other.kind, other.parent) != (change.kind, change.parent):
            return "kind"
    for name, replaced in change.supersedes.items():
        for other in (cited[cid] for cid in replaced if cid in cited):
            if (other.rec, other.scope) != own or name not in other.body["fields"]:
                return "sup"
    named = {*change.body.get("rests", ()), *change.body.get("redact", ()), *(change.step or {"on": ()})["on"]}
    return "scope" if any(cited[cid].scope not in {change.scope, COMMON} for cid in named if cid in cited) else ""
