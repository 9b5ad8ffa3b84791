"""What can be wrong with an expression."""

from app.errors import AppError


class ExpressionError(AppError):
    """An expression cannot be read or worked out. Data: ``why`` (a code), ``expression``, ``at``, ``name``."""


class ExpressionSyntaxError(ExpressionError):
    """An expression is not well-formed. Data: ``expression``, ``at`` (counted from one), ``why``."""


class UnknownFunctionError(ExpressionError):
    """A function that does not exist here. Data: ``name``, ``instead`` (what to write, or empty)."""


class WrongArgumentsError(ExpressionError):
    """A function got too few or too many arguments. Data: ``name``, ``given``."""


class NotComputableError(ExpressionError):
    """The values do not admit the operation, such as a text that is no date. Data: ``why``, ``value``."""
