"""Which values a template may use: read off the declarations, in Chinese as on the form, or by code."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from app.records.kinds import Field, Kind, Sensitivity, Type, children_of
from app.reports import showing
from app.reports.issue import Issue

BRACKETS = re.compile(r"（.*?）")
TICK, NO_TICK = "☑\u00a0", "☐\u00a0"  # the hard blank keeps a box and its words on one line
OPTIONS = "选项"
# What leaves the group to be signed shows nothing of where a fact came from, who told, or what the group makes of it.
WITHHELD: Mapping[str, frozenset[str]] = {
    "fact_confirmation": frozenset({"findings", "note"}),
    "evidence": frozenset({"interview", "items", "note"}),
    "evidence_page": frozenset({"note"}),
}
UNSHOWN = frozenset({"attachment", "interview_mark"})  # parts that are the group's own and no part of a form
# on every form, whatever its kind: code → Chinese name
COMMON: Mapping[str, str] = {
    "office": "巡察办",
    "round_name": "轮次名称",
    "group_name": "巡察组",
    "village_name": "村名",
    "town": "乡镇",
    "today": "今日",
    "printed_by": "制表人",
    "mark_words": "密级",
    "copy": "份号",
}
ROWS = ("rows", "各项")  # a form over many records: one row each
NUMBER = ("no", "序号")  # in a row or a part: 1, 2, 3 …


@dataclass(frozen=True, slots=True)
class Value:
    """One name a template may use; ``code`` and ``name`` mean the same. A list has ``inner`` names."""

    code: str
    name: str
    label: str
    inner: tuple["Value", ...] = ()


def template_values(kind: Kind, *, many: bool = False) -> tuple[Value, ...]:
    """Return every name a template of this kind may use; ``many`` is for forms with one row a record."""
    common = tuple(Value(code, name, name) for code, name in COMMON.items())
    own = record_values(kind)
    if many:
        return (*common, Value(*ROWS, kind.plural.zh, (_counted(), *own)))
    return (*common, *_free_of(own, common))


def record_values(kind: Kind) -> tuple[Value, ...]:
    """Names of one record: fields, its state, and a list for each kind of part."""
    found: list[Value] = [Value("state_words", "状态", "状态")] if kind.states else []
    taken = {value.name for value in found}
    for field in offered(kind):
        found += _unlike(taken, _of_field(field))
    for child in children_of(kind.code):
        if child.code not in {*UNSHOWN, kind.code}:
            inner = (_counted(), *(value for field in offered(child) for value in _of_field(field)))
            found += _unlike(taken, (Value(child.code, alias(child.plural.zh), child.plural.zh, inner),))
    return tuple(found)


def offered(kind: Kind) -> tuple[Field, ...]:
    """Fields a template may use: nothing sealed, nothing structured, nothing withheld from this form."""
    hidden = WITHHELD.get(kind.code, frozenset())
    return tuple(
        f
        for f in kind.fields
        if f.sensitivity is not Sensitivity.SEALED and f.type is not Type.JSON and f.name not in hidden
    )


def alias(label: str) -> str:
    """Label as a name: without what stands in brackets and without marks; 金额（元） → 金额."""
    return re.sub(r"\W", "", BRACKETS.sub("", label))


def _counted() -> Value:
    return Value(*NUMBER, NUMBER[1])


def _of_field(field: Field) -> tuple[Value, ...]:
    name = alias(field.words.zh)
    plain = Value(field.name, name, field.words.zh)
    if not _ticked(field):
        return (plain,)
    return (plain, Value(f"{field.name}_options", f"{name}_{OPTIONS}", f"{field.words.zh}（打钩）"))


def _ticked(field: Field) -> bool:
    return field.type is Type.BOOLEAN or bool(field.choices)


def _unlike(taken: set[str], values: Iterable[Value]) -> list[Value]:
    """Keep the Chinese name for whoever came first; the others keep their code."""
    found = []
    for value in values:
        name = value.code if value.name in taken else value.name
        taken.add(name)
        found.append(Value(value.code, name, value.label, value.inner))
    return found


def _free_of(values: Iterable[Value], common: Iterable[Value]) -> tuple[Value, ...]:
    """Names that do not mean something else on every form; a field of the same code means the same thing."""
    held = {name for value in common for name in (value.code, value.name)}
    free = (value for value in values if value.code not in held)
    return tuple(Value(v.code, v.code, v.label, v.inner) if v.name in held else v for v in free)


# -- filling -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Filled:
    """One record ready for a template: field → words or canonical value, and its parts in order.

    ``values`` are canonical values as a record holds them; ``said`` overrides some with words (a conflict prints both).
    """

    values: Mapping[str, Any]
    names: Mapping[str, str]
    state: str = ""
    said: Mapping[str, str] | None = None
    parts: Mapping[str, tuple["Filled", ...]] | None = None


def context(kind: Kind, records: Iterable[Filled], common: Mapping[str, str], *, many: bool) -> dict[str, Any]:
    """Return what a template is rendered with: every name it may use and nothing else."""
    made: dict[str, Any] = {}
    for code, name in COMMON.items():
        made[code] = made[name] = common.get(code, "")
    rows = [_record(kind, one, number) for number, one in enumerate(records, 1)]
    if many:
        made[ROWS[0]] = made[ROWS[1]] = rows
    elif rows:
        made |= {name: value for name, value in rows[0].items() if name not in made}
    return made


def common_of(issue: Issue, **more: str) -> dict[str, str]:
    """Values every form has, from the copy it is made for."""
    today = showing.day(issue.at.strftime("%Y-%m-%d")) if issue.at else ""
    return {"today": today, "printed_by": issue.person, "mark_words": issue.mark, "copy": issue.copy, **more}


def _record(kind: Kind, one: Filled, number: int) -> dict[str, Any]:
    made: dict[str, Any] = {NUMBER[0]: str(number), NUMBER[1]: str(number)}
    fields = {field.name: field for field in offered(kind)}
    for value in record_values(kind):
        made[value.code] = made[value.name] = _shown(kind, fields, one, value)
    return made


def _shown(kind: Kind, fields: Mapping[str, Field], one: Filled, value: Value) -> Any:
    if value.code == "state_words":
        state = kind.state(one.state)
        return state.words.zh if state else ""
    if value.inner:
        child = next(child for child in children_of(kind.code) if child.code == value.code)
        return [_part(child, part, number) for number, part in enumerate((one.parts or {}).get(child.code, ()), 1)]
    return _words(fields, one, value.code)


def _part(kind: Kind, one: Filled, number: int) -> dict[str, Any]:
    made: dict[str, Any] = {NUMBER[0]: str(number), NUMBER[1]: str(number)}
    fields = {field.name: field for field in offered(kind)}
    for field in fields.values():
        for value in _of_field(field):
            made[value.code] = made[value.name] = _words(fields, one, value.code)
    return made


def _words(fields: Mapping[str, Field], one: Filled, code: str) -> str:
    if code not in fields and code.endswith("_options"):
        return _options(fields[code.removesuffix("_options")], one)
    if one.said and code in one.said:
        return one.said[code]
    return showing.value(fields[code], one.values.get(code), one.names)


def _options(field: Field, one: Filled) -> str:
    given = one.values.get(field.name)
    asked = showing.ticks(field, given) if field.choices else (("是", given is True), ("否", given is False))
    boxes = "　".join(f"{TICK if done else NO_TICK}{words}" for words, done in asked)
    return boxes + (one.said or {}).get(field.name, "")
