"""The rooms of storage know each other in one direction only."""

import ast
from pathlib import Path

import app.storage

FOLDER = Path(app.storage.__file__).parent


def imports():
    """Module → modules of storage it imports, also those only its types need."""
    names = {path.stem for path in FOLDER.glob("*.py")} - {"__init__"}
    found = {}
    for name in names:
        wanted = set()
        for node in ast.walk(ast.parse((FOLDER / f"{name}.py").read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module == "app.storage":
                wanted |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("app.storage."):
                wanted.add(node.module.split(".")[2])
        found[name] = wanted & names
    return found


def test_no_module_of_storage_imports_itself_by_a_detour():
    left = imports()
    assert len(left) > 20
    while free := {name for name, wanted in left.items() if not wanted & left.keys()}:
        left = {name: wanted for name, wanted in left.items() if name not in free}
    assert sorted(left) == []
