"""The expression language of ODK XForms: XPath 1.0 with JavaRosa's functions and JavaRosa's idea of a date."""

from app.forms.xpath import functions
from app.forms.xpath.context import FUNCTIONS, Context, Expression, Host
from app.forms.xpath.parser import parse

__all__ = ["FUNCTIONS", "Context", "Expression", "Host", "functions", "parse"]
