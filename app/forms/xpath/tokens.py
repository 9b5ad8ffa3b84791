"""Cuts an expression into tokens."""

import re
from dataclasses import dataclass

from app.forms.xpath.trouble import ExpressionSyntaxError

NAME = r"[^\W\d][\w.\-·]*"
# where an operand may stand
OPERAND = re.compile(
    rf"""\s*(?:
      (?P<number>\d+(?:\.\d*)?|\.\d+)
    | (?P<literal>"[^"]*"|'[^']*')
    | (?P<axis>[a-z-]+)\s*::
    | (?P<name>{NAME}(?::(?:{NAME}|\*))?|\*)
    | (?P<sign>\.\.|//|[.@/(\-)])
    )""",
    re.VERBOSE,
)
# where an operator may stand; `1and1` and `0or ../a` are read as JavaRosa and browsers read them
OPERATOR = re.compile(r"\s*(?P<sign>and|or|div|mod|!=|<=|>=|//|[=<>+\-*/|\[\]),])")
CLOSING = {")", "]", ".", ".."}


@dataclass(frozen=True, slots=True)
class Token:
    """``kind`` is number, literal, axis, name, sign or end; ``at`` counts characters from zero."""

    kind: str
    text: str
    at: int


def tokens(expression: str) -> list[Token]:
    """Every token, and an end token.

    Raises:
        ExpressionSyntaxError: something is no token here.
    """
    found: list[Token] = []
    at, after_operand = 0, False
    end = len(expression.rstrip())
    while at < end:
        match = (OPERATOR if after_operand else OPERAND).match(expression, at)
        if match is None and not after_operand:
            match = OPERATOR.match(expression, at)  # `f()`, `[`: let the parser say what is missing
        elif match is None and expression[at:].lstrip().startswith("("):
            match = OPERAND.match(expression, at)  # the bracket after a name
        if match is None or match.lastgroup is None:
            raise ExpressionSyntaxError(expression=expression, at=at + 1, why="character")
        kind, text = match.lastgroup, match[match.lastgroup]
        found.append(Token(kind, text, match.start(kind)))
        at = match.end()
        after_operand = kind in {"number", "literal", "name"} or text in CLOSING
    found.append(Token("end", "", end))
    return found
