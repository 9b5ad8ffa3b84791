"""A piece of hundreds of pages: the first is there at once, the window's process stays small."""

import io
import json
import os
import random
import subprocess
import sys

import pytest
from PIL import Image

SOAK = int(os.environ.get("SATCHEL_SOAK", "1")) > 1
COUNT, SIZE = (150, (2480, 3508)) if SOAK else (12, (620, 877))
LIMIT = 400 * 1024  # kilobytes


def photos(folder):
    """Photos that differ, and a PDF of as many sheets."""
    dice = random.Random(5)  # noqa: S311 - noise
    ground = Image.frombytes("L", (310, 438), dice.randbytes(310 * 438)).resize(SIZE).convert("RGB")
    paths = []
    for number in range(COUNT):
        ground.paste((200, 80, 80), (40, 40 + 2 * number, 400, 60 + 2 * number))
        paths.append(folder / f"p{number}.jpg")
        ground.save(paths[-1], "JPEG", quality=70)
    sheets = [ground.resize((310, 438))] * (COUNT - 1)
    out = io.BytesIO()
    ground.resize((310, 438)).save(out, "PDF", save_all=True, append_images=sheets)
    (folder / "book.pdf").write_bytes(out.getvalue())
    return [*paths, folder / "book.pdf"]


@pytest.mark.slow
def test_a_piece_of_many_pages_opens_quickly_and_takes_little_memory(tmp_path, root):
    made = photos(tmp_path)
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "SATCHEL_TEST_KDF": "1"}
    command = [sys.executable, "-m", "tests.ui.pages.evidence.many", str(tmp_path), *map(str, made)]
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False, timeout=900)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    print(told)  # noqa: T201 - numbers for whoever runs it with -s
    assert told["pages"] == 2 * COUNT
    assert told["peak"] < LIMIT
    assert told["first"] < 10  # a slow machine, busy with other tests; the numbers are in docs/evidence.md
    assert told["thumbs"] < 12, "only small pictures in sight are drawn"
    assert told["decoders"] == []
