"""Pictures of every page in both languages, at 100 and 125 percent, dark, and with doubled words: ``build/shots``.

Each combination runs in a process of its own, because Qt reads the scale once. ``python -m tests.shots [NAME…]`` limits
it to combinations whose name contains one of the words, such as ``zh_CN-100``.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from build_spec import words

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "build" / "shots"
COMBINATIONS = {
    f"{language}-{scale}": {"SHOT_LANGUAGE": language, "QT_SCALE_FACTOR": str(scale / 100), "SHOT_THEME": "light"}
    for language in ("zh_CN", "en")
    for scale in (100, 125)
} | {
    "zh_CN-100-dark": {"SHOT_LANGUAGE": "zh_CN", "SHOT_THEME": "dark"},
    "en-100-wide": {"SHOT_LANGUAGE": "en", "WORDS": "wide", "SHOT_THEME": "light"},
    "zh_CN-100-large": {"SHOT_LANGUAGE": "zh_CN", "SHOT_THEME": "light", "SHOT_TEXT": "3"},
}


def main(wanted: list[str]) -> int:
    """Make the pictures; returns the exit code of the first combination that failed."""
    words.compile_stale()  # what is translated since the last start is seen too
    for name, variables in COMBINATIONS.items():
        if wanted and not any(word in name for word in wanted):
            continue
        folder = FOLDER / name
        folder.mkdir(parents=True, exist_ok=True)
        environment = {
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "SATCHEL_TEST_KDF": "1",
            **variables,
        }
        with tempfile.TemporaryDirectory(prefix="satchel-shots-") as home:
            environment["SATCHEL_HOME"] = home
            done = subprocess.run(
                [sys.executable, "-m", "tests.shots.camera", str(folder)], cwd=ROOT, env=environment, check=False
            )
        sys.stdout.write(f"{name}: {len(list(folder.glob('*.png')))} pictures in {folder}\n")
        if done.returncode:
            return done.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
