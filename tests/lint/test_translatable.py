import ast
import re

import pytest

MARKERS = {"tr": 0, "translate": 1, "QT_TRANSLATE_NOOP": 1}  # which argument is the source
BRACE = re.compile(r"\{\w*\}")


# the two that hand on what others marked
HAND_ON = {"app/i18n.py", "ui/language.py"}


def troubles(module):
    """(line, what) of every marked word that the catalogue could not hold."""
    yield from hidden_in_f_strings(module)
    for node in (node for node in ast.walk(module) if isinstance(node, ast.Call)):
        called = getattr(node.func, "attr", getattr(node.func, "id", ""))
        if called not in MARKERS or len(node.args) <= MARKERS[called]:
            continue
        for argument in node.args[: MARKERS[called] + 1]:
            if not (isinstance(argument, ast.Constant) and isinstance(argument.value, str)):
                yield node.lineno, f"{called}() needs literals"
                break
        else:
            source = node.args[MARKERS[called]].value
            if BRACE.search(source) or "%s" in source:
                yield node.lineno, f"{called}(): blanks are %1, plurals %n"


def hidden_in_f_strings(module):
    for node in ast.walk(module):
        if isinstance(node, ast.JoinedStr):
            for part in ast.walk(node):
                if isinstance(part, ast.Call) and getattr(part.func, "attr", "") in {"tr", "translate"}:
                    yield node.lineno, "tr() inside an f-string is not extracted"


def test_every_marked_word_is_a_literal(tree):
    found = [
        f"{tree.name(file)}:{line} {what}"
        for file in tree.python("app", "ui")
        if tree.name(file) not in HAND_ON
        for line, what in troubles(tree.parsed(file))
    ]
    assert found == []


@pytest.mark.parametrize(
    "line",
    [
        "self.tr(word)",
        'self.tr(f"{n} cases")',
        'self.tr("%s cases")',
        'self.tr("{n} cases")',
        'self.tr("a" + b)',
        'translate(context, "a")',
        'QCoreApplication.translate("Errors", word)',
        'QT_TRANSLATE_NOOP("C", word)',
        "x = f'{self.tr(\"a\")}'",
    ],
)
def test_the_check_sees_what_is_not_extracted(line):
    assert list(troubles(ast.parse(line)))


@pytest.mark.parametrize(
    "line", ['self.tr("%n case(s)", "", n)', 'self.tr("a " "b")', 'self.tr("Saved to %1.").replace("%1", f"{name}")']
)
def test_the_check_leaves_the_rest_alone(line):
    assert list(troubles(ast.parse(line))) == []
