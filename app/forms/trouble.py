"""What can be wrong with a form, a workbook or a response."""

from app.errors import AppError


class FormError(AppError):
    """A form cannot be used. Data: ``why`` (a code), ``where`` (a path or element), ``details``."""


class NotAFormError(FormError):
    """A file is no XForm. Data: ``why``, ``details``."""


class FormExpressionError(FormError):
    """A rule of a form cannot be read. Data: ``where``, ``rule``, ``expression``, ``at``, ``why``, ``name``."""


class FormCycleError(FormError):
    """Rules that wait for one another. Data: ``paths`` (from the first back to it)."""


class ListMissingError(FormError):
    """A list the form asks for was not given. Data: ``name``, ``file``."""


class OtherFormError(FormError):
    """A response belongs to another form, or to another version of it. Data: ``wanted``, ``found``."""


class NoSuchQuestionError(FormError):
    """A reference names nothing in this response. Data: ``reference``."""


class RepeatFixedError(FormError):
    """A repeat whose number is set by the form was to be changed by hand. Data: ``reference``."""


class RunawayRulesError(FormError):
    """Rules set one another off without end. Data: ``details``."""


class WorkbookError(FormError):
    """A workbook gives no form. Data: ``problems`` (tuple of `app.forms.lint.Problem`), ``count``, ``first``."""
