"""Responses as linked tables, one row a response and one a row of a repeat, with the columns ODK and KoboToolbox use.

ODK Central: groups in names by ``-``, ``meta-instanceID``, ``KEY``; a repeat is a table of its own with ``PARENT_KEY``.
KoboToolbox: groups by ``/``, ``_uuid``, ``_index``; a repeat is a sheet with ``_parent_table_name``, ``_parent_index``.
Splitting puts a column ``question/choice`` of 1 and 0 behind each question of several choices.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from app.forms.definition import Control, Form
from app.forms.tabulate import Labels
from app.forms.xpath.nodes import Node

CENTRAL, KOBO = "central", "kobo"
MANY = frozenset({"select", "rank"})
Response = Mapping[str, str | int]


@dataclass(frozen=True, slots=True)
class Variable:
    """One column that holds answers: its name, its question, its choices; ``choice`` of a split column."""

    name: str
    path: str
    label: str
    kind: str  # single, multiple, number, text
    choices: Mapping[str, str] = field(default_factory=dict)
    choice: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table. ``columns`` are all names in order, ``variables`` those that hold answers; rows are as wide."""

    name: str
    columns: tuple[str, ...]
    variables: tuple[Variable, ...]
    rows: tuple[tuple[str | int, ...], ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """How tables look: whose columns, several choices split, labels instead of values.

    ``left_out`` are paths of questions, and ``path/choice`` of columns that splitting would make.
    """

    style: str = CENTRAL
    split: bool = True
    labels: bool = False
    left_out: frozenset[str] = frozenset()


def sheets(form: Form, responses: Sequence[tuple[str, Response]], shape: Shape, title: str = "") -> tuple[Sheet, ...]:
    """The tables of some responses, each with its key (``uuid:…``); the first holds one row a response."""
    return _Flat(form, shape, title or form.id).sheets(responses)


@dataclass(frozen=True, slots=True)
class _Table:
    """Where a table begins: the path of the form or of a repeat, and of the table around it."""

    path: str
    parent: str
    variables: tuple[Variable, ...]


class _Flat:
    def __init__(self, form: Form, shape: Shape, title: str) -> None:
        self.form, self.shape, self.title = form, shape, title
        self.mark = "-" if shape.style == CENTRAL else "/"
        self.labels = Labels(form)
        self.controls = {one.path: one for one in form.controls() if one.is_question}
        self.repeats = {one.path for one in form.controls() if one.kind == "repeat"}
        self.root = f"/{form.instance.name}"
        self.tables = [self._table(path) for path in [self.root, *self._ordered(form.instance, self.root)]]

    # -- columns -------------------------------------------------------------------------------------------------

    def _ordered(self, node: Node, path: str) -> list[str]:
        """Paths of the repeats in the order of the form."""
        found: dict[str, None] = {}
        for child in node.elements():
            below = f"{path}/{child.name}"
            if below in self.repeats:
                found[below] = None
            found.update(dict.fromkeys(self._ordered(child, below)))
        return list(found)

    def _table(self, path: str) -> _Table:
        around = [one for one in self.repeats if path.startswith(f"{one}/")]
        parent = "" if path == self.root else max(around, key=len, default=self.root)
        leaves = dict.fromkeys(self._leaves(self._node(path), path))
        return _Table(path, parent, tuple(one for leaf in leaves for one in self._variables(leaf, path)))

    def _node(self, path: str) -> Node:
        node = self.form.instance
        for name in path.split("/")[2:]:
            node = next(child for child in node.elements() if child.name == name)
        return node

    def _leaves(self, node: Node, path: str) -> Iterator[str]:
        for child in node.elements():
            below = f"{path}/{child.name}"
            if below in self.repeats or below == f"{self.root}/meta" or below in self.shape.left_out:
                continue
            if list(child.elements()):
                yield from self._leaves(child, below)
            else:
                yield below

    def _variables(self, leaf: str, table: str) -> Iterator[Variable]:
        # Kobo keeps the whole path in a repeat's sheet, Central begins anew
        start = table if self.shape.style == CENTRAL else self.root
        name = leaf.removeprefix(f"{start}/").replace("/", self.mark)
        control = self.controls.get(leaf)
        label = self.labels.question(control) if control else name
        choices = self.labels.choices(control) if control and control.kind in {"select1", *MANY} else {}
        kind = self._kind(control, leaf)
        yield Variable(name, leaf, label, kind, choices)
        if kind == "multiple" and self.shape.split:
            for value, words in choices.items():
                if f"{leaf}/{value}" in self.shape.left_out:
                    continue
                yield Variable(f"{name}/{value}", leaf, f"{label} | {words}", "number", {"0": "0", "1": words}, value)

    def _kind(self, control: Control | None, leaf: str) -> str:
        if control is not None and control.kind == "select1":
            return "single"
        if control is not None and control.kind in MANY:
            return "multiple"
        bind = self.form.binds.get(leaf)
        return "number" if bind is not None and bind.type in {"int", "integer", "decimal"} else "text"

    # -- rows ----------------------------------------------------------------------------------------------------

    def sheets(self, responses: Sequence[tuple[str, Response]]) -> tuple[Sheet, ...]:
        rows: dict[str, list[tuple[str | int, ...]]] = {table.path: [] for table in self.tables}
        for key, response in responses:
            self._row(self.tables[0], key, self.root, response, rows, (0, ""))
        return tuple(
            Sheet(self._name(table), self._columns(table), table.variables, tuple(rows[table.path]))
            for table in self.tables
        )

    def _name(self, table: _Table) -> str:
        if not table.parent:
            return self.title
        inner = table.path.removeprefix(f"{self.root}/")
        return f"{self.title}-{inner.replace('/', '-')}" if self.shape.style == CENTRAL else inner.rpartition("/")[2]

    def _columns(self, table: _Table) -> tuple[str, ...]:
        names = tuple(one.name for one in table.variables)
        if self.shape.style == CENTRAL:
            return (*names, "PARENT_KEY", "KEY") if table.parent else ("meta-instanceID", *names, "KEY")
        if table.parent:
            return (*names, "_index", "_parent_table_name", "_parent_index", "_submission__uuid")
        return (*names, "_uuid", "_index")

    def _row(  # noqa: PLR0913, PLR0917 - a row, and where it hangs
        self,
        table: _Table,
        key: str,
        reference: str,
        response: Response,
        rows: dict[str, list[tuple[str | int, ...]]],
        above: tuple[int, str],
    ) -> None:
        answers = tuple(
            self._cell(one, str(response.get(self._at(one.path, table, reference), ""))) for one in table.variables
        )
        index, uuid = len(rows[table.path]) + 1, key.partition("/")[0]
        if self.shape.style == CENTRAL:
            line = (*answers, above[1], key) if table.parent else (key, *answers, key)
        elif table.parent:
            holder = next(one for one in self.tables if one.path == table.parent)
            line = (*answers, index, self._name(holder), above[0], uuid.removeprefix("uuid:"))
        else:
            line = (*answers, uuid.removeprefix("uuid:"), index)
        rows[table.path].append(line)
        for inner in self.tables:
            if inner.parent == table.path:
                where = inner.path.removeprefix(f"{table.path}/")
                for place in range(1, int(response.get(f"{reference}/{where}#", 0)) + 1):
                    below = f"{key}/{where}[{place}]"
                    self._row(inner, below, f"{reference}/{where}[{place}]", response, rows, (index, key))

    @staticmethod
    def _at(path: str, table: _Table, reference: str) -> str:
        return f"{reference}/{path.removeprefix(f'{table.path}/')}"

    def _cell(self, one: Variable, value: str) -> str | int:
        if one.choice:
            return "" if not value else int(one.choice in value.split())
        if self.shape.labels and one.choices:
            picked = value.split() if one.kind == "multiple" else [value]
            return " ".join(one.choices.get(part, part) for part in picked if part)
        return value


__all__ = ["CENTRAL", "KOBO", "Shape", "Sheet", "Variable", "sheets"]
