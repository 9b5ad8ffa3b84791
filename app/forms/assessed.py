"""Assessments row by row (F21): which questions of a form assess somebody or something that a row names."""

from collections.abc import Iterator

from app.forms.definition import Control, Form
from app.forms.scores import scale_of
from app.forms.tabulate import Labels, is_number


def rated(form: Form) -> Iterator[tuple[str, Control]]:
    """Aspects that are assessed row by row: the path of the name of a row, and the question."""
    repeats = [one for one in form.controls() if one.kind == "repeat"]
    if not repeats:
        return
    labels = Labels(form)
    for repeat in repeats:
        inside = [one for one in repeat.walk() if one.is_question]
        who = next((one.path for one in inside if one.kind == "input" and not is_number(form, one)), "")
        for one in inside if who else ():
            if one.kind == "select1" and scale_of(list(labels.choices(one).values())) is not None:
                yield who, one
