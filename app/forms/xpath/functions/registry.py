"""How a function is put into the library."""

from collections.abc import Callable

from app.forms.xpath.context import FUNCTIONS, Context, Function, Known
from app.forms.xpath.values import Value

Eager = Callable[..., Value]


def lazy(name: str, least: int = 0, most: int | None = None, *, wide: bool = False) -> Callable[[Function], Function]:
    """Register a function that is given its arguments unevaluated."""

    def register(function: Function) -> Function:
        FUNCTIONS[name] = Known(function, least, most, wide)
        return function

    return register


def eager(name: str, least: int = 0, most: int | None = None, *, wide: bool = False) -> Callable[[Eager], Eager]:
    """Register a function that is given the context and the values of its arguments."""

    def register(function: Eager) -> Eager:
        def run(context: Context, arguments: object) -> Value:
            return function(context, *[a.value(context) for a in arguments])  # type: ignore[attr-defined]

        FUNCTIONS[name] = Known(run, least, most, wide)
        return function

    return register
