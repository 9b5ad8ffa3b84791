"""What a gated step must cite besides the heads it names, so that anybody can judge it from citations alone."""

from collections.abc import Iterable

from app.records.heads import links
from app.records.judge import Judged
from app.records.kinds import META, STATE, Step
from app.records.rules_one import GATE_FIELDS

PART_GATES = {"G07", "G10"}  # they read the parts of a record, not the record alone
SIGNING_GATES = {"G08"}  # they read the steps before this one


def reads_parts(step: Step) -> bool:
    """Whether a gate of this step reads parts of the record."""
    return bool(PART_GATES & set(step.gates))


def for_step(step: Step, rec: str, changes: Iterable[Judged], on: Iterable[str]) -> list[str]:
    """Return the ids, sorted, that go into ``rests`` of a step on record ``rec`` decided on ``on``.

    ``changes`` are those of the record in one scope, and of its parts when `reads_parts`.
    """
    if not step.gates:
        return []
    held = list(changes)
    names = {name for gate in step.gates for name in GATE_FIELDS.get(gate, ())}
    if reads_parts(step):
        names.update(META)
    found = set(links(held, on, names))
    if SIGNING_GATES & set(step.gates):
        found.update(j.change.id for j in held if j.change.rec == rec and STATE in j.change.body["fields"])
    return sorted(found - set(on))
