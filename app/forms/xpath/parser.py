"""Reads an expression into a tree (`app.forms.xpath.expressions`); precedence is that of XPath 1.0."""

from collections.abc import Callable
from functools import lru_cache

from app.forms.xpath.context import Expression
from app.forms.xpath.expressions import Arithmetic, Both, Call, Comparison, Either, Literal, Negative
from app.forms.xpath.paths import Filtered, Path, Step, Union
from app.forms.xpath.tokens import Token, tokens
from app.forms.xpath.trouble import ExpressionSyntaxError

NODE_TYPES = {"node", "text", "comment", "processing-instruction"}
DEEPEST = 90  # six frames each; the stack must bear it
ANYTHING = Step("descendant-or-self", "node()")
BINDING = {
    sign: strength
    for strength, signs in enumerate(
        (("or",), ("and",), ("=", "!="), ("<", "<=", ">", ">="), ("+", "-"), ("*", "div", "mod"))
    )
    for sign in signs
}


@lru_cache(maxsize=4096)
def parse(expression: str) -> Expression:
    """The tree of ``expression``.

    Raises:
        ExpressionSyntaxError: with the place, counted from one, and a code that says what is wrong.
    """
    return _Parser(expression).whole()


def _joined(sign: str, left: Expression, right: Expression) -> Expression:
    if sign == "or":
        return Either(left, right)
    if sign == "and":
        return Both(left, right)
    if sign in {"=", "!=", "<", "<=", ">", ">="}:
        return Comparison(sign, left, right)
    return Arithmetic(sign, left, right)


class _Parser:
    def __init__(self, expression: str) -> None:
        self.expression = expression
        self.tokens = tokens(expression)
        self.place = 0
        self.depth = 0

    @property
    def token(self) -> Token:
        return self.tokens[self.place]

    @property
    def following(self) -> Token:
        return self.tokens[min(self.place + 1, len(self.tokens) - 1)]

    def fail(self, why: str) -> ExpressionSyntaxError:
        return ExpressionSyntaxError(expression=self.expression, at=self.token.at + 1, why=why)

    def take(self) -> Token:
        token = self.token
        self.place += 1
        return token

    def sign(self, *texts: str) -> bool:
        """Whether the next token is one of these signs."""
        return self.token.kind in {"sign", "name"} and self.token.text in texts and self.token.kind != "name"

    def expect(self, text: str) -> None:
        if not self.sign(text):
            raise self.fail("end" if self.token.kind == "end" else f"expected {text}")
        self.place += 1

    def whole(self) -> Expression:
        if self.token.kind == "end":
            raise self.fail("empty")
        found = self.binary()
        if self.token.kind != "end":
            raise self.fail("left over")
        return found

    def binary(self, least: int = 0) -> Expression:
        """Operands joined by operators that bind at least so strongly."""
        left = self.unary()
        while self.token.kind == "sign" and BINDING.get(self.token.text, -1) >= least:
            sign = self.take().text
            left = _joined(sign, left, self.binary(BINDING[sign] + 1))
        return left

    def nested(self, read: Callable[[], Expression]) -> Expression:
        """Read something inside brackets; depth is bounded so that no text can exhaust the stack."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise self.fail("too deep")
        found = read()
        self.depth -= 1
        return found

    def unary(self) -> Expression:
        if self.sign("-"):
            self.take()
            return Negative(self.nested(self.unary))
        left = self.path()
        while self.sign("|"):
            self.take()
            left = Union(left, self.path())
        return left

    def path(self) -> Expression:
        if self.token.kind in {"number", "literal"} or self.sign("(") or self.is_call():
            return self.filtered()
        if self.sign("/"):
            self.take()
            if not self.at_step():
                return Path(None, absolute=True, steps=())
            return Path(None, absolute=True, steps=self.steps())
        if self.sign("//"):
            self.take()
            return Path(None, absolute=True, steps=(ANYTHING, *self.steps()))
        if not self.at_step():
            raise self.fail("end" if self.token.kind == "end" else "operand")
        return Path(None, absolute=False, steps=self.steps())

    def is_call(self) -> bool:
        return (
            self.token.kind == "name"
            and self.following.text == "("
            and self.following.kind == "sign"
            and self.token.text not in NODE_TYPES
        )

    def filtered(self) -> Expression:
        bracketed = self.sign("(")
        found = self.primary()
        predicates = self.predicates()
        if predicates:
            found = Filtered(found, predicates, bracketed=bracketed)
        if self.sign("/", "//"):
            deep = self.take().text == "//"
            steps = self.steps()
            found = Path(found, absolute=False, steps=(ANYTHING, *steps) if deep else steps)
        return found

    def primary(self) -> Expression:
        token = self.take()
        if token.kind == "number":
            return Literal(float(token.text))
        if token.kind == "literal":
            return Literal(token.text[1:-1])
        if token.kind == "sign":
            inner = self.nested(self.binary)
            self.expect(")")
            return inner
        return Call(token.text, self.arguments(), token.at + 1)

    def arguments(self) -> tuple[Expression, ...]:
        self.expect("(")
        if self.sign(")"):
            self.take()
            return ()
        found = [self.nested(self.binary)]
        while self.sign(","):
            self.take()
            found.append(self.nested(self.binary))
        self.expect(")")
        return tuple(found)

    def at_step(self) -> bool:
        return self.token.kind in {"name", "axis"} or self.sign(".", "..", "@")

    def steps(self) -> tuple[Step, ...]:
        found = [self.step()]
        while self.sign("/", "//"):
            if self.take().text == "//":
                found.append(ANYTHING)
            found.append(self.step())
        return tuple(found)

    def step(self) -> Step:
        if self.sign(".", ".."):
            return Step("self" if self.take().text == "." else "parent", "node()", self.predicates())
        axis = "child"
        if self.sign("@"):
            self.take()
            axis = "attribute"
        elif self.token.kind == "axis":
            axis = self.take().text
        if axis not in Step.AXES:
            raise self.fail("axis")
        return Step(axis, self.test(), self.predicates())

    def test(self) -> str:
        if self.token.kind != "name":
            raise self.fail("end" if self.token.kind == "end" else "name")
        name = self.take().text
        if name in NODE_TYPES and self.sign("("):
            self.take()
            target = self.take().text[1:-1] if self.token.kind == "literal" else ""
            self.expect(")")
            return f"{name}({target})"
        return name

    def predicates(self) -> tuple[Expression, ...]:
        found = []
        while self.sign("["):
            self.take()
            found.append(self.nested(self.binary))
            self.expect("]")
        return tuple(found)
