import re
import tomllib

import pytest

LISTS = {
    "requirements.txt": ("",),
    "requirements-scan.txt": ("", "[scan]"),
    "requirements-dev.txt": ("", "dev"),
    "requirements-package.txt": ("package",),
}


@pytest.fixture(scope="module")
def lock(tree):
    with (tree.root / "uv.lock").open("rb") as file:
        return {package["name"]: package for package in tomllib.load(file)["package"]}


def exported(text):
    """Name → (version, digests) of a hashed list."""
    found = {}
    for block in re.split(r"\n(?=\S)", re.sub(r"^#.*\n", "", text, flags=re.MULTILINE)):
        if head := re.match(r"([a-z0-9-]+)==([^\s;\\]+)", block):
            found[head[1]] = (head[2], set(re.findall(r"--hash=sha256:([0-9a-f]{64})", block)))
    return found


def closure(lock, groups):
    """Packages that these groups of the project bring, on whatever system."""
    own = lock["satchel"]
    held = {"": own["dependencies"], **own["dev-dependencies"]}
    held |= {f"[{extra}]": wanted for extra, wanted in own["optional-dependencies"].items()}
    waiting = [dependency for group in groups for dependency in held[group]]
    names = set()
    while waiting:
        dependency = waiting.pop()
        if dependency["name"] not in names:
            names.add(dependency["name"])
            waiting.extend(lock[dependency["name"]].get("dependencies", ()))
    return names


def digests(package):
    files = [*package.get("wheels", ()), *([package["sdist"]] if "sdist" in package else [])]
    return {file["hash"].removeprefix("sha256:") for file in files}


@pytest.mark.parametrize("name", LISTS)
def test_the_list_for_pip_says_what_the_lock_says(tree, lock, name):
    wanted = {n: (lock[n]["version"], digests(lock[n])) for n in closure(lock, LISTS[name])}
    assert exported((tree.root / name).read_text("utf-8")) == wanted


@pytest.mark.parametrize("name", LISTS)
def test_every_line_of_the_list_has_digests(tree, name):
    text = (tree.root / name).read_text("utf-8")
    listed = exported(text)
    assert listed
    assert len(listed) == len(re.findall(r"^[a-z0-9]\S*==", text, flags=re.MULTILINE))
    assert all(found for _, found in listed.values())


def test_the_lock_knows_what_the_project_asks_for(tree, lock):
    with (tree.root / "pyproject.toml").open("rb") as file:
        project = tomllib.load(file)
    extras = project["project"]["optional-dependencies"].values()
    asked = [project["project"]["dependencies"], *extras, *project["dependency-groups"].values()]
    locked = lock["satchel"]
    held = [locked["dependencies"], *locked["optional-dependencies"].values(), *locked["dev-dependencies"].values()]
    bare = [sorted(re.match(r"[\w-]+", line)[0].lower() for line in lines) for lines in asked]
    assert bare == [sorted(d["name"] for d in group) for group in held]


def test_what_builds_the_project_is_locked_too(tree, lock):
    with (tree.root / "pyproject.toml").open("rb") as file:
        needed = tomllib.load(file)["build-system"]["requires"]
    assert {re.match(r"[\w-]+", line)[0] for line in needed} <= closure(lock, ("dev",))
