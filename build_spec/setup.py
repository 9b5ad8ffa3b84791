"""Sets a fresh clone up for one verb of the Makefile: Debian packages, `.venv`, locked packages, `satchel`.

Standard library only, and Python 3.11. Run again it finds its stamp and returns at once.
"""

import ctypes
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
STAMP = VENV / "satchel-setup.json"
WINDOWS = sys.platform == "win32"
PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")
INPUTS = ("uv.lock", "pyproject.toml", "requirements-dev.txt", "requirements-package.txt", "build_spec/setup.py")

Need = tuple[str, Callable[[], bool]]
"""A Debian package, and whether what it gives is here already (however it came)."""


def library(name: str) -> Callable[[], bool]:
    """Say whether the loader finds a shared library."""

    def found() -> bool:
        try:
            ctypes.CDLL(name)
        except OSError:
            return False
        return True

    return found


def program(name: str) -> Callable[[], bool]:
    """Say whether a program is on the path."""
    return lambda: shutil.which(name) is not None


def chinese_font() -> bool:
    """Say whether a font with Chinese characters is installed that both the window and the printed page can use."""
    folders = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".local/share/fonts")
    # TrueType outlines only: a printed record embeds its font, and Noto CJK or Source Han cannot be embedded
    names = ("wqy", "lxgw", "uming", "ukai", "simsun", "simfang", "msyh", "fzfs", "fzss")
    files = (file for folder in folders if folder.is_dir() for file in folder.rglob("*") if file.is_file())
    return any(name in file.name.lower() for file in files for name in names)


PRINTING: tuple[Need, ...] = (("fonts-wqy-microhei", chinese_font),)
OFFSCREEN: tuple[Need, ...] = (
    ("libgl1", library("libGL.so.1")),
    ("libegl1", library("libEGL.so.1")),
    ("libxkbcommon0", library("libxkbcommon.so.0")),
    ("libfontconfig1", library("libfontconfig.so.1")),
    ("libdbus-1-3", library("libdbus-1.so.3")),
    ("libglib2.0-0", library("libgthread-2.0.so.0")),
    *PRINTING,
)
TESTS: tuple[Need, ...] = (
    ("age", program("age")),
    ("openssh-client", program("ssh-keygen")),
    ("strace", program("strace")),
    ("poppler-utils", program("pdftotext")),
)
ON_SCREEN: tuple[Need, ...] = (
    ("libxcb-cursor0", library("libxcb-cursor.so.0")),
    ("libxcb-icccm4", library("libxcb-icccm.so.4")),
    ("libxcb-image0", library("libxcb-image.so.0")),
    ("libxcb-keysyms1", library("libxcb-keysyms.so.1")),
    ("libxcb-randr0", library("libxcb-randr.so.0")),
    ("libxcb-render-util0", library("libxcb-render-util.so.0")),
    ("libxcb-shape0", library("libxcb-shape.so.0")),
    ("libxcb-xkb1", library("libxcb-xkb.so.1")),
    ("libxkbcommon-x11-0", library("libxkbcommon-x11.so.0")),
)
NEEDS: dict[str, tuple[Need, ...]] = {
    "demo": (),
    "test": (*OFFSCREEN, *TESTS),
    "app": (*OFFSCREEN, *ON_SCREEN),
    "package": (*OFFSCREEN, *ON_SCREEN, ("binutils", program("objdump"))),
}


def main(arguments: list[str]) -> int:
    """Set up for the verb named on the command line."""
    verb = arguments[0] if arguments else "demo"
    if verb not in NEEDS:
        return refuse(f"unknown verb {verb}; one of {', '.join(NEEDS)}")
    if sys.version_info[:2] != (3, 11):
        return refuse(f"Python 3.11 is needed, this is {sys.version.split()[0]} ({sys.executable})")
    if sys.platform.startswith("linux") and not install(missing(NEEDS[verb])):
        return 1
    if sys.platform.startswith("linux") and verb == "demo":
        install([name for name, here in PRINTING if not here()])  # without it the round only leaves its sheets out
    groups = ("dev", "package") if verb == "package" else ("dev",)
    digest = fingerprint()
    if not stamped(digest, groups):
        if not (with_uv(groups) or with_pip(groups)):
            return refuse("the locked Python packages could not be installed; is a package index reachable?")
        STAMP.write_text(json.dumps({"digest": digest, "groups": groups}), encoding="utf-8")
    return 0 if run([PYTHON, "build_spec/words.py", "--compile"]) else 1


def refuse(line: str) -> int:
    """Say in one line why it stops here."""
    print(f"satchel set-up: {line}", file=sys.stderr)
    return 1


def fingerprint() -> str:
    """Digest of everything the set-up depends on, and of the place of the clone."""
    digest = hashlib.sha256(f"{ROOT}\n{sys.base_prefix}\n".encode())
    for name in INPUTS:
        file = ROOT / name
        digest.update(file.read_bytes() if file.exists() else b"-")
    return digest.hexdigest()


def stamped(digest: str, groups: Iterable[str]) -> bool:
    """Say whether an earlier run did all this."""
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return stamp.get("digest") == digest and set(groups) <= set(stamp.get("groups", ()))


def missing(needs: Iterable[Need]) -> list[str]:
    """Debian packages that are needed and not here, `python3-venv` among them while there is no `.venv`."""
    names = [name for name, here in needs if not here()]
    lacks_venv = importlib.util.find_spec("ensurepip") is None or importlib.util.find_spec("venv") is None
    if lacks_venv and not PYTHON.exists() and not uv():
        names.insert(0, "python3-venv")
    return names


def install(names: list[str]) -> bool:
    """Install Debian packages where the user may; else name them in one line."""
    if not names:
        return True
    prefix = elevation()
    if prefix is None or not shutil.which("apt-get"):
        refuse("please install these packages and run again: sudo apt-get install " + " ".join(names))
        return False
    print(f"satchel set-up: installing {' '.join(names)}", flush=True)
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    apt = [*prefix, "apt-get", "-qq", "-o", "Dpkg::Use-Pty=0"]
    # an unreachable extra source must not stop us: what counts is whether the packages arrive
    subprocess.run([*apt, "update"], env=environment, check=False)
    done = subprocess.run([*apt, "install", "-y", "--no-install-recommends", *names], env=environment, check=False)
    if done.returncode:
        refuse("apt-get could not install " + " ".join(names))
    return done.returncode == 0


def elevation() -> list[str] | None:
    """What to put before `apt-get`: nothing for root, sudo where it asks no password, else None."""
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo and subprocess.run([sudo, "-n", "true"], capture_output=True, check=False).returncode == 0:
        return [sudo, "-n", "env", "DEBIAN_FRONTEND=noninteractive"]
    return None


def uv() -> str | None:
    """Path of a uv that runs (a version manager may leave a name that does not)."""
    path = shutil.which("uv")
    if path and subprocess.run([path, "--version"], capture_output=True, check=False).returncode == 0:
        return path
    return None


def with_uv(groups: Iterable[str]) -> bool:
    """Install from `uv.lock`; False when there is no uv or it could not."""
    path = uv()
    if path is None:
        return False
    options = [option for group in groups for option in ("--group", group)]
    sync = [path, "sync", "--quiet", "--frozen", "--no-install-project", "--python", sys.executable, *options]
    project = [path, "pip", "install", "--quiet", "--offline", "--python", PYTHON]
    return run(sync) and run([*project, "--no-build-isolation", "--no-deps", "--editable", ROOT])


def with_pip(groups: Iterable[str]) -> bool:
    """Install from the exported, hashed lists."""
    pip = [PYTHON, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    ready = PYTHON.exists() and run([*pip, "--version"], quiet=True)
    if not (ready or run([sys.executable, "-m", "venv", "--clear", VENV])):
        return False
    lists = [option for group in groups for option in ("--requirement", ROOT / f"requirements-{group}.txt")]
    project = [*pip, "install", "--no-index", "--no-build-isolation", "--no-deps", "--editable", ROOT]
    return run([*pip, "install", "--require-hashes", *lists]) and run(project)


def run(command: list[str | Path], *, quiet: bool = False) -> bool:
    """Run a command in the clone and say whether it succeeded."""
    environment = {name: value for name, value in os.environ.items() if name not in ("VIRTUAL_ENV", "PYTHONPATH")}
    sink = subprocess.DEVNULL if quiet else None
    done = subprocess.run(command, cwd=ROOT, env=environment, stdout=sink, stderr=sink, check=False)
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
