"""Operators, constants and calls."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from app.forms.xpath.context import FUNCTIONS, INSTEAD, Context, Expression
from app.forms.xpath.trouble import UnknownFunctionError, WrongArgumentsError
from app.forms.xpath.values import EPSILON, Moment, Value, to_boolean, to_number, to_text, typed


@dataclass(frozen=True, slots=True)
class Literal(Expression):
    """A number or a text."""

    constant: float | str

    def value(self, context: Context) -> Value:  # noqa: ARG002, D102
        return self.constant


@dataclass(frozen=True, slots=True)
class Either(Expression):
    """``left or right``; the right side is not looked at when the left is true."""

    left: Expression
    right: Expression

    def value(self, context: Context) -> Value:  # noqa: D102
        return to_boolean(self.left.value(context)) or to_boolean(self.right.value(context))

    def parts(self) -> Sequence[Expression]:  # noqa: D102
        return self.left, self.right


@dataclass(frozen=True, slots=True)
class Both(Expression):
    """``left and right``."""

    left: Expression
    right: Expression

    def value(self, context: Context) -> Value:  # noqa: D102
        return to_boolean(self.left.value(context)) and to_boolean(self.right.value(context))

    def parts(self) -> Sequence[Expression]:  # noqa: D102
        return self.left, self.right


@dataclass(frozen=True, slots=True)
class Negative(Expression):
    """``-operand``."""

    operand: Expression

    def value(self, context: Context) -> Value:  # noqa: D102
        return -to_number(self.operand.value(context))

    def parts(self) -> Sequence[Expression]:  # noqa: D102
        return (self.operand,)


@dataclass(frozen=True, slots=True)
class Arithmetic(Expression):
    """``+ - * div mod``."""

    sign: str
    left: Expression
    right: Expression

    def value(self, context: Context) -> Value:  # noqa: D102
        left, right = to_number(self.left.value(context)), to_number(self.right.value(context))
        if self.sign == "+":
            return left + right
        if self.sign == "-":
            return left - right
        if self.sign == "*":
            return left * right
        return divided(left, right) if self.sign == "div" else remainder(left, right)

    def parts(self) -> Sequence[Expression]:  # noqa: D102
        return self.left, self.right


def divided(left: float, right: float) -> float:
    """IEEE division."""
    if right != 0:
        return left / right
    if left == 0 or math.isnan(left):
        return math.nan
    return math.copysign(math.inf, left) * math.copysign(1, right)


def remainder(left: float, right: float) -> float:
    """IEEE remainder with the sign of the left side."""
    if right == 0 or math.isinf(left) or math.isnan(left) or math.isnan(right):
        return math.nan
    return math.fmod(left, right)


@dataclass(frozen=True, slots=True)
class Comparison(Expression):
    """``= != < <= > >=``. A node-set holds if any of its nodes does."""

    sign: str
    left: Expression
    right: Expression

    def value(self, context: Context) -> Value:  # noqa: D102
        left, right = self.left.value(context), self.right.value(context)
        if not (isinstance(left, list) or isinstance(right, list)):
            return compared(self.sign, left, right)
        if self.sign in {"=", "!="} and (isinstance(left, bool) or isinstance(right, bool)):
            return same(to_boolean(left), to_boolean(right)) == (self.sign == "=")
        lefts, rights = _each(left, context), _each(right, context)
        return any(compared(self.sign, a, b) for a in lefts for b in rights)

    def parts(self) -> Sequence[Expression]:  # noqa: D102
        return self.left, self.right


def _each(value: Value, context: Context) -> list[Value]:
    if not isinstance(value, list):
        return [value]
    if not value and not context.host.wide:
        return [""]  # an unanswered or irrelevant question equals the empty text, as in JavaRosa
    return [typed(node) for node in value]


def compared(sign: str, left: Value, right: Value) -> bool:
    """Compare two single values."""
    if sign in {"=", "!="}:
        return same(left, right) == (sign == "=")
    a, b = to_number(left), to_number(right)
    if sign == "<":
        return a < b
    if sign == "<=":
        return a <= b
    return a > b if sign == ">" else a >= b


def same(left: Value, right: Value) -> bool:
    """Equality: as booleans if one is, else as numbers if one is, else as text."""
    if isinstance(left, bool) or isinstance(right, bool):
        return to_boolean(left) == to_boolean(right)
    if isinstance(left, float) or isinstance(right, float):
        a, b = to_number(left), to_number(right)
        return a == b or abs(a - b) < EPSILON
    if isinstance(left, Moment) and isinstance(right, Moment) and left.timed and right.timed:
        return left.at == right.at
    if isinstance(left, Moment) and isinstance(right, Moment):
        return left.iso() == right.iso()
    return to_text(left) == to_text(right)


@dataclass(frozen=True, slots=True)
class Call(Expression):
    """A function call."""

    name: str
    arguments: tuple[Expression, ...]
    at: int = 0

    def value(self, context: Context) -> Value:  # noqa: D102
        known = FUNCTIONS.get(self.name)
        if known is None or (known.wide and not context.host.wide):
            raise UnknownFunctionError(name=self.name, instead=INSTEAD.get(self.name, ""), at=self.at)
        given = len(self.arguments)
        if given < known.least or (known.most is not None and given > known.most):
            raise WrongArgumentsError(name=self.name, given=given, at=self.at)
        return known.run(context, self.arguments)

    def parts(self) -> Sequence[Expression]:  # noqa: D102
        return self.arguments
