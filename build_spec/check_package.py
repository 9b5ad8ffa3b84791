"""Starts the frozen program with a profile of its own and says whether it is whole.

Plays the smallest practice round with the frozen command line, searches it, and opens the window offscreen for a
moment. Ends with 1 and one line at the first difference.
"""

import datetime as dt
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SUFFIX = ".exe" if sys.platform == "win32" else ""
NEEDED = ("licenses/THIRD_PARTY.md", "licenses/LGPL-3.0.txt", "resources/i18n/app_zh_CN.qm")
WINDOW_SECONDS = 5


def main(folder: Path) -> int:
    """Check the frozen program in ``folder``."""
    inside = folder / "_internal"
    for name in NEEDED:
        if not (inside / name).exists():
            return refuse(f"{name} is missing")
    if sockets := [file.name for file in inside.rglob("*") if "Qt6Network" in file.name or "qvnc" in file.name]:
        return refuse(f"a part that opens sockets came along: {sockets}")
    with tempfile.TemporaryDirectory() as home:
        environment = os.environ | {"SATCHEL_HOME": home, "QT_QPA_PLATFORM": "offscreen"}
        out = Path(home) / "demo"
        demo = [folder / f"satchel{SUFFIX}", "demo", "--out", out, "--json"]
        done = subprocess.run(demo, env=environment, capture_output=True, text=True, encoding="utf-8", check=False)
        if done.returncode:
            return refuse(f"demo ended with {done.returncode}: {done.stdout[-400:]}{done.stderr[-400:]}")
        json.loads(done.stdout)
        if not list((out / "usb").glob("*.satchel")):
            return refuse("demo left no package")
        if not shows_a_page(folder / f"satchel{SUFFIX}"):
            return refuse("the worker drew no page")
        return stays_open(folder / f"satchel-window{SUFFIX}", environment)


def shows_a_page(program: Path) -> bool:
    """Have the frozen worker draw a picture, as the window does."""
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
    from app.practice import dice, sheets
    from app.viewing import showing
    from app.viewing.sorts import sort_of

    showing.command = lambda: [str(program), showing.ARGUMENT]
    page = sheets.settlement(dice.Dice(1, dt.date(2026, 7, 1)), 1, 1000, signed=True).read()
    shown = showing.Shown(sort_of(page), len(page), [page])
    picture = shown.draw(0, 100, 200)
    shown.close()
    return picture.full == (sheets.WIDTH, sheets.HEIGHT)


def stays_open(program: Path, environment: dict[str, str]) -> int:
    """Start the window; it must still be there after some seconds, and end when told."""
    window = subprocess.Popen([program], env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    time.sleep(WINDOW_SECONDS)
    ended = window.poll()
    window.terminate()
    said = window.communicate()[0].decode(errors="replace")
    if ended is not None:
        return refuse(f"the window ended by itself with {ended}: {said[-400:]}")
    print("the frozen program starts, plays the practice round and opens its window")
    return 0


def refuse(line: str) -> int:
    """Say what is wrong."""
    print(f"check_package: {line}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve()))
