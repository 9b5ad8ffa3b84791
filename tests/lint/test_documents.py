import re
import tomllib

import pytest

from app.records.kinds import kinds


@pytest.fixture(scope="module")
def lock(tree):
    with (tree.root / "uv.lock").open("rb") as file:
        return {package["name"]: package for package in tomllib.load(file)["package"] if package["name"] != "satchel"}


def rows(text):
    """First cell → the other cells of every table row."""
    lines = [line.strip().strip("|").split("|") for line in text.splitlines() if line.startswith("|")]
    return {cells[0].strip().strip("`"): [cell.strip() for cell in cells[1:]] for cells in lines}


def released(package):
    """Day of the newest file of a locked package."""
    files = [*package.get("wheels", ()), *([package["sdist"]] if "sdist" in package else [])]
    return max(file["upload-time"][:10] for file in files)


def test_every_dependency_is_accounted_for(tree, lock):
    listed = rows((tree.root / "docs" / "dependencies.md").read_text("utf-8"))
    assert sorted(set(lock) - set(listed)) == [], "these need a line in docs/dependencies.md"
    assert [name for name in lock if not all(listed[name])] == []


def test_every_dependency_names_the_locked_release(tree, lock):
    listed = rows((tree.root / "docs" / "dependencies.md").read_text("utf-8"))
    wanted = {name: f"{package['version']}, {released(package)}" for name, package in lock.items()}
    assert {name: listed[name][-1] for name in lock if name in listed} == {
        n: w for n, w in wanted.items() if n in listed
    }


def test_no_dependency_is_listed_that_is_not_locked(tree, lock):
    listed = rows((tree.root / "docs" / "dependencies.md").read_text("utf-8"))
    names = {name for name in listed if re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name)} - {"name", "package"}
    assert names - set(lock) == set()


def test_the_glossary_knows_every_kind_and_state(tree):
    text = (tree.root / "docs" / "glossary.md").read_text("utf-8")
    wanted = [(kind.code, kind.words.zh) for kind in kinds().values()]
    wanted += [(state.code, state.words.zh) for kind in kinds().values() for state in kind.states]
    assert [pair for pair in wanted if f"`{pair[0]}`" not in text or pair[1] not in text] == []


def test_the_notice_of_sqlcipher_is_reproduced(tree):
    text = (tree.root / "THIRD_PARTY.md").read_text("utf-8")
    assert "Copyright (c) 2025, ZETETIC LLC" in text
    assert "THIS SOFTWARE IS PROVIDED BY ZETETIC LLC ''AS IS''" in text


def test_everything_that_ships_is_named_among_the_third_parties(tree, lock):
    text = (tree.root / "THIRD_PARTY.md").read_text("utf-8").lower()
    shipped = re.findall(r"^([a-z0-9-]+)==", (tree.root / "requirements-scan.txt").read_text("utf-8"), re.MULTILINE)
    assert set(shipped) <= set(lock)
    assert [name for name in shipped if name not in text] == []


def test_the_caption_names_every_room_of_the_house(tree):
    text = (tree.root / "ARCHITECTURE.md").read_text("utf-8")
    rooms = [p.name for p in (tree.root / "app").iterdir() if p.is_dir() and (p / "__init__.py").exists()]
    assert [room for room in rooms if f"{room}/" not in text] == []


def test_every_verb_says_what_it_does(tree):
    makefile = (tree.root / "Makefile").read_text("utf-8")
    verbs = re.search(r"^\.PHONY: (.+)$", makefile, re.MULTILINE)[1].split()
    assert [verb for verb in verbs if not re.search(rf"^{verb}:.* ## \S", makefile, re.MULTILINE)] == []


@pytest.mark.parametrize("name", ["README.md", "README.zh.md", "ARCHITECTURE.md", "SECURITY.md", "CHANGELOG.md"])
def test_every_link_to_a_file_leads_somewhere(tree, name):
    text = (tree.root / name).read_text("utf-8")
    targets = [t.partition("#")[0] for t in re.findall(r"\]\(([^)]+)\)", text)]
    assert [t for t in targets if t and not (tree.root / t).exists()] == []
