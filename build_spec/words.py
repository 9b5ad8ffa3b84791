"""Refreshes the Chinese catalogue from the source (`lupdate`) and compiles it (`lrelease`).

`--compile` only compiles, and only what is older than its source.
"""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "resources" / "i18n"
CATALOGUE = FOLDER / "app_zh_CN.ts"
BIN = Path(sys.executable).parent
# no locations, nothing obsolete: the diff of a catalogue shows words and nothing else
OPTIONS = ("-no-obsolete", "-locations", "none", "-source-language", "en", "-target-language", "zh_CN")


def sources() -> list[Path]:
    """Every Python file of the program, in a fixed order."""
    return sorted(file for folder in ("app", "ui") for file in (ROOT / folder).rglob("*.py"))


def refresh(catalogue: Path = CATALOGUE) -> None:
    """Bring a catalogue up to date with the source."""
    catalogue.parent.mkdir(parents=True, exist_ok=True)
    files = [str(file.relative_to(ROOT)) for file in sources()]
    subprocess.run([BIN / "pyside6-lupdate", *files, *OPTIONS, "-silent", "-ts", catalogue], cwd=ROOT, check=True)


def compile_stale() -> None:
    """Compile every catalogue that is newer than its compiled form."""
    for catalogue in sorted(FOLDER.glob("*.ts")):
        compiled = catalogue.with_suffix(".qm")
        if not compiled.exists() or compiled.stat().st_mtime < catalogue.stat().st_mtime:
            fresh = compiled.with_name(f"{compiled.name}.{os.getpid()}")
            subprocess.run([BIN / "pyside6-lrelease", "-silent", catalogue, "-qm", fresh], cwd=ROOT, check=True)
            fresh.replace(compiled)  # a window that runs reads the old one through memory; written over, it loses words


if __name__ == "__main__":
    if "--compile" not in sys.argv[1:]:
        refresh()
    compile_stale()
