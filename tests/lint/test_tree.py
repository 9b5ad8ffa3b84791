import ast
import re
import tomllib

import pytest

import app

LONGEST = 400
HOMELESS = {"utils", "util", "misc", "common", "helpers", "helper", "manager", "mixed", "stuff"}
# a path that exists on somebody's machine only; the letter class keeps this line from finding itself
MACHINE = re.compile(r"(?<![\w.])/(?:h[o]me/(?!USER)\w+|r[o]ot/|w[o]rk/|Us[e]rs/\w+)|[A-Z]:\\\\?Us[e]rs\\")


def test_no_module_is_too_long_without_saying_why(tree):
    """A longer one gives its reason in its docstring, in a line that begins with "Long because"."""
    found = []
    for file in tree.python():
        text = file.read_text("utf-8")
        if text.count("\n") > LONGEST and "Long because" not in (ast.get_docstring(ast.parse(text)) or ""):
            found.append(f"{tree.name(file)}: {text.count(chr(10))} lines")
    assert found == []


def test_no_module_is_a_drawer_for_odds_and_ends(tree):
    found = [
        tree.name(file) for file in tree.python() if HOMELESS & set(file.relative_to(tree.root).with_suffix("").parts)
    ]
    assert found == []


def test_every_module_says_in_its_first_line_what_it_is(tree):
    silent = [
        tree.name(file) for file in tree.python("app", "ui", "build_spec") if not ast.get_docstring(tree.parsed(file))
    ]
    assert silent == []


def test_nothing_names_a_path_of_one_machine(tree):
    found = [
        f"{tree.name(file)}:{number}"
        for file in tree.texts()
        for number, line in enumerate(file.read_text("utf-8").splitlines(), 1)
        if MACHINE.search(line)
    ]
    assert found == []


@pytest.mark.parametrize("path", ["/" + "root/x", "/" + "home/li/x", "C:\\" + "Users\\li", "/" + "work/x"])
def test_a_path_of_one_machine_is_seen(path):
    assert MACHINE.search(f'open("{path}")')


def test_the_log_is_given_literals_only(tree):
    """The formatter judges the values; the message itself must be written in the source."""
    found = [
        f"{tree.name(file)}:{node.lineno}"
        for file in tree.python("app", "ui")
        for node in ast.walk(tree.parsed(file))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"debug", "info", "warning", "error", "exception", "critical"}
        and getattr(node.func.value, "id", "").lower() in {"log", "logger", "logging", "_log"}
        and not (node.args and isinstance(node.args[0], ast.Constant))
    ]
    assert found == []


def test_a_migration_is_named_by_its_number(tree):
    names = [file.name for file in sorted((tree.root / "app" / "storage" / "migrations").glob("*.sql"))]
    assert [int(name[:4]) for name in names] == list(range(1, len(names) + 1))


def test_the_version_is_said_once(tree):
    with (tree.root / "pyproject.toml").open("rb") as file:
        assert tomllib.load(file)["project"]["version"] == app.VERSION
    assert f"## {app.VERSION}" in (tree.root / "CHANGELOG.md").read_text("utf-8")
