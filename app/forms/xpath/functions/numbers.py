"""Functions on numbers."""

import math
from collections.abc import Callable, Iterable

from app.forms.xpath.context import Context
from app.forms.xpath.functions.registry import eager
from app.forms.xpath.values import Moment, Value, to_number, to_text, typed


def half_up(value: float) -> float:
    """Round to a whole number, halves towards positive infinity."""
    return value if math.isnan(value) or math.isinf(value) else float(math.floor(value + 0.5))


@eager("number", 0, 1)
def _number(context: Context, *given: Value) -> Value:
    if not given and context.node is None:
        from app.forms.xpath.trouble import WrongArgumentsError

        raise WrongArgumentsError(name="number", given=0, at=0)
    return to_number(given[0] if given else typed(context.here()))


@eager("int", 1, 1)
def _int(_: Context, value: Value) -> Value:
    number = to_number(value)
    return number if math.isnan(number) or math.isinf(number) else float(math.trunc(number))


@eager("floor", 1, 1, wide=True)
def _floor(_: Context, value: Value) -> Value:
    number = to_number(value)
    return number if math.isnan(number) or math.isinf(number) else float(math.floor(number))


@eager("ceiling", 1, 1, wide=True)
def _ceiling(_: Context, value: Value) -> Value:
    number = to_number(value)
    return number if math.isnan(number) or math.isinf(number) else float(math.ceil(number))


@eager("round", 1, 2)
def _round(context: Context, value: Value, *places: Value) -> Value:
    # a comma for the decimal point is read, as JavaRosa reads it
    number = to_number(value.replace(",", ".") if isinstance(value, str) else value)
    digits = to_number(places[0]) if places else 0.0
    if math.isnan(number) or math.isinf(number) or math.isnan(digits):
        return number if not math.isnan(digits) else math.nan
    if digits <= 0 and digits:
        return _tens(number, int(-digits), context)
    return _decimals(number, int(digits))


def _decimals(number: float, digits: int) -> float:
    """Round half up on the decimal digits a person sees, not on the binary ones below them."""
    from decimal import ROUND_HALF_DOWN, ROUND_HALF_UP, Decimal

    exact = Decimal(repr(number))
    # halves go towards positive infinity
    way = ROUND_HALF_UP if number >= 0 else ROUND_HALF_DOWN
    return float(exact.quantize(Decimal(1).scaleb(-digits), rounding=way))


def _tens(number: float, digits: int, _: Context) -> float:
    size = 10.0**digits
    return half_up(number / size) * size


@eager("pow", 2, 2)
def _pow(_: Context, base: Value, exponent: Value) -> Value:
    try:
        found = to_number(base) ** to_number(exponent)
    except (OverflowError, ZeroDivisionError):
        return math.inf
    return math.nan if isinstance(found, complex) else float(found)


@eager("abs", 1, 1)
def _abs(_: Context, value: Value) -> Value:
    return abs(to_number(value))


@eager("pi", 0, 0)
def _pi(_: Context) -> Value:
    return math.pi


@eager("atan2", 2, 2)
def _atan2(_: Context, y: Value, x: Value) -> Value:
    return math.atan2(to_number(y), to_number(x))


def _plain(name: str, function: Callable[[float], float]) -> None:
    """Register a function of one number; what it cannot take is NaN."""

    def run(_: Context, value: Value) -> Value:
        number = to_number(value)
        if math.isnan(number):
            return math.nan
        try:
            return function(number)
        except ValueError:
            return -math.inf if name.startswith("log") and number == 0 else math.nan
        except OverflowError:
            return math.inf

    eager(name, 1, 1)(run)


for _name, _function in {
    "sin": math.sin,
    "cos": math.cos,
    "tan": math.tan,
    "asin": math.asin,
    "acos": math.acos,
    "atan": math.atan,
    "sqrt": math.sqrt,
    "exp": math.exp,
    "log": math.log,
    "log10": math.log10,
    "exp10": lambda number: 10.0**number,
}.items():
    _plain(_name, _function)


def numbers(given: Iterable[Value]) -> list[float]:
    """The numbers of all arguments, node-sets opened."""
    found: list[float] = []
    for value in given:
        if isinstance(value, list):
            found.extend(to_number(typed(node)) for node in value)
        else:
            found.append(to_number(value))
    return found


@eager("sum", 1, 1)
def _sum(_: Context, value: Value) -> Value:
    if not isinstance(value, list):
        from app.forms.xpath.trouble import NotComputableError

        raise NotComputableError(why="node-set", value=to_text(value))
    # a question left empty makes it NaN, as in Collect: the form says coalesce() where it means zero
    return math.fsum(to_number(typed(node)) for node in value)


def _extreme(given: tuple[Value, ...], choose: Callable[[list[float]], float]) -> float:
    found = numbers(given)
    if not found or any(math.isnan(number) for number in found):
        return math.nan
    return choose(found)


@eager("min", 0)
def _min(_: Context, *given: Value) -> Value:
    return _extreme(given, min)


@eager("max", 0)
def _max(_: Context, *given: Value) -> Value:
    return _extreme(given, max)


@eager("random", 0, 0)
def _random(context: Context) -> Value:
    return context.host.chance.random()


def is_date(value: Value) -> bool:
    """Whether a value is a date."""
    return isinstance(value, Moment)
