"""The files of the tree, as the lint tests see them."""

import ast
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LEFT_OUT = {".git", ".venv", ".hypothesis", "build", "dist", "__pycache__"}
MADE = (".egg-info", "_cache", ".qm")


@cache
def files(*endings: str) -> tuple[Path, ...]:
    """Files of the project with one of these endings (all, when none is given), in a fixed order."""
    found, waiting = [], [ROOT]
    while waiting:
        for path in sorted(waiting.pop().iterdir()):
            if (
                path.name in LEFT_OUT
                or path.name.endswith((".egg-info", "_cache", ".qm"))
                or path.name == ".hypothesis"
            ):
                continue
            if path.is_dir():
                waiting.append(path)
            elif not endings or path.suffix in endings:
                found.append(path)
    return tuple(sorted(found))


class Tree:
    """What a lint test asks of the tree."""

    root = ROOT

    def python(self, *tops: str) -> list[Path]:
        """Python files under these top-level folders; all of them when none is named."""
        return [f for f in files(".py") if not tops or f.relative_to(ROOT).parts[0] in tops]

    def texts(self) -> list[Path]:
        """Files that people read: source, documents, build files."""
        named = {"Makefile", "LICENSE", "run", ".gitignore"}
        return [f for f in files() if f.suffix in {".py", ".pyi", ".md", ".toml", ".sh", ".spec"} or f.name in named]

    def parsed(self, file: Path) -> ast.Module:
        """Syntax tree of a file."""
        return ast.parse(file.read_text("utf-8"), str(file))

    def name(self, file: Path) -> str:
        """Path as a person would write it."""
        return file.relative_to(ROOT).as_posix()


@pytest.fixture(scope="session")
def tree():
    return Tree()
