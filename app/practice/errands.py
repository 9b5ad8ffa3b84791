"""What somebody at a laptop does in a simulated round: writes, corrects, deletes, takes a step, takes words out."""

from app.practice.dice import Dice
from app.records.kinds import kind
from app.storage.types import ListQuery, NewChange, Record
from app.storage.vault import Vault

FIELDS = {"person": ("phone", "note"), "interview": ("place", "others")}
DELETED = "~deleted"


def errand(vault: Vault, dice: Dice, scope: str, value: str) -> NewChange:
    """Choose one thing to be done in a village. It need not be allowed: then the vault says so, and it is not done."""
    held = _held(vault, scope, "interview" if dice.chance(45) else "person")
    if not held or dice.chance(25):
        return _new(dice, scope, value)
    record, chosen = dice.pick(held), dice.number(1, 100)
    if record.deleted:  # somebody wants it back, or goes on writing not knowing
        return _change(record, {DELETED: False}) if chosen <= 60 else _edit(record, dice, value)
    if chosen <= 10:
        return _change(record, {DELETED: True})
    if chosen <= 22:
        return redaction(vault.me.writer_id, record, dice) or _edit(record, dice, value)
    if chosen <= 75 and record.kind == "interview":
        step = dice.pick([one for one in kind("interview").steps if not one.gates and not one.roles])
        return NewChange(record.kind, record.rec, record.scope, {}, step=step.name)
    return _edit(record, dice, value)


def redaction(writer: str, record: Record, dice: Dice, *, as_office: bool = False) -> NewChange | None:
    """Take back the words of one standing field of a record: the author's own, or any if the office does it."""
    standing = [
        (head.change, name)
        for name in FIELDS[record.kind]
        for head in record.heads.get(name, ())
        if not head.redacted and (as_office or head.writer == writer)
    ]
    if not standing:
        return None
    change, name = dice.pick(sorted(standing))
    redact = {change: [name]}
    return NewChange(record.kind, record.rec, record.scope, {}, redact=redact, as_office=as_office)


def records(vault: Vault, scope: str = "") -> list[Record]:
    """Everything of a simulated round that is held, deleted or not."""
    return [record for code in FIELDS for record in _held(vault, scope, code)]


def name_of(new: NewChange) -> str:
    """What is counted when this is done."""
    if new.redact:
        return "redactions"
    if DELETED in new.fields:
        return "deletions"
    return "steps" if new.step else "edits"


def _held(vault: Vault, scope: str, code: str) -> list[Record]:
    query = ListQuery(code, scopes=(scope,) if scope else None, hidden=True)
    rows = sorted(vault.rows(code, vault.list(query)), key=lambda row: (row.rec, row.scope))
    return [found for row in rows if (found := vault.record(row.rec, row.scope)) is not None]


def _new(dice: Dice, scope: str, value: str) -> NewChange:
    if dice.chance(45):
        return NewChange("interview", dice.rec("talk", value), scope, {"place": value})
    return NewChange("person", dice.rec("villager", value), scope, {"name": f"村民{value}", "phone": value})


def _edit(record: Record, dice: Dice, value: str) -> NewChange:
    return _change(record, {dice.pick(FIELDS[record.kind]): value})


def _change(record: Record, fields: dict[str, object]) -> NewChange:
    return NewChange(record.kind, record.rec, record.scope, fields)
