"""Which editor a field gets."""

from collections.abc import Callable
from typing import Any

from app.records.kinds import Choice, Field, Sensitivity, Type
from ui.widgets.record_choices import BoxEditor, FewEditor, ManyEditor
from ui.widgets.record_codes import CodeEditor
from ui.widgets.record_fields import Editor, LineEditor, LongEditor, ShownEditor
from ui.widgets.record_guarded import MaskedEditor, SealedEditor
from ui.widgets.record_links import Lookup, ReferenceEditor, ReferencesEditor

FEW = 4  # up to so many choices stand side by side; more go into a box
OPEN = 8  # up to so many boxes to tick stand open; more are found by typing


def editor_for(field: Field, lookup: Lookup, masked: Callable[[Any], str], *, compact: bool = False) -> Editor:
    """Return the editor of any field."""
    if field.sensitivity is Sensitivity.SEALED:
        return SealedEditor(field, lookup)
    if field.sensitivity is Sensitivity.MASKED and not field.generated:
        return MaskedEditor(field, lookup, masked)
    if field.type is Type.REFERENCE:
        return ReferenceEditor(field, lookup)
    if field.type is Type.CHOICE and field.vocabulary and not field.generated:
        return CodeEditor(field, lookup)
    if field.type is Type.REFERENCES or (field.type is Type.CHOICES and many(field)):
        return ReferencesEditor(field, lookup)
    return simple_editor(field, compact=compact)


def few(choices: tuple[Choice, ...]) -> bool:
    """Whether choices stand open side by side."""
    if not 0 < len(choices) <= FEW:
        return False
    return sum(len(choice.words.zh) for choice in choices) <= 16 and sum(len(c.words.en) for c in choices) <= 40


def many(field: Field) -> bool:
    """Whether there are too many choices to stand open: they are found by typing, like references."""
    return bool(field.vocabulary) or len(field.choices) > OPEN


def simple_editor(field: Field, *, compact: bool = False) -> Editor:  # noqa: PLR0911 - one line for each type
    """Return the editor of a field whose type needs nothing from outside."""
    if field.generated:
        return ShownEditor(field)
    if field.type is Type.LONG_TEXT and not compact:
        return LongEditor(field)
    if field.type is Type.BOOLEAN:
        return FewEditor(field)
    if field.type is Type.CHOICE:
        return FewEditor(field) if few(field.choices) and not compact else BoxEditor(field)
    if field.type is Type.CHOICES:
        return ManyEditor(field)
    if field.type is Type.JSON:
        return ShownEditor(field)
    return LineEditor(field)
