"""Files made to hurt: shown, or refused in a clear sentence, in a process that is not the vault's."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.viewing.limits import STANDARD
from tests.app.viewing.samples import EITHER, all_samples

ROOT = Path(__file__).resolve().parents[3]
SAMPLES = all_samples()
GROUPS = 6
PICTURE = 1000 * 1400 * 3  # bytes of the largest picture asked for


def sat(folder):
    """What a process with an open vault tells after it was shown the files of a folder."""
    environment = {**os.environ, "SATCHEL_TEST_KDF": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", "tests.app.viewing.sitting", str(folder)]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def table(told):
    """The numbers, as they stand in docs/evidence.md."""
    lines = [f"{'file':22} {'is':8} {'result':8} {'why / size':14} {'s':>6}"]
    for name, one in told["files"].items():
        what = one.get("why") or "×".join(map(str, one["size"]))
        lines.append(f"{name:22} {one['sort']:8} {one['result']:8} {what:14} {one['seconds']:6.2f}")
    return "\n".join([*lines, f"vault's process: at most {told['peak']} kB, grown by {told['grown']} kB"])


@pytest.mark.slow
@pytest.mark.parametrize("group", range(GROUPS))
def test_hostile_files_never_reach_the_process_of_the_vault(group, tmp_path):
    samples = SAMPLES[group::GROUPS]
    for name, make, _ in samples:
        (tmp_path / name).write_bytes(make())
    told = sat(tmp_path)
    print(table(told))  # noqa: T201 - numbers for whoever runs it with -s
    files = told["files"]
    assert len(files) == len(samples)
    wrong = {name: files[name] for name, _, expected in samples if expected not in (EITHER, files[name]["result"])}
    assert wrong == {}
    # a sentence of its own for each, never the words for what nobody expected
    assert [one for one in files.values() if one["result"] == "refused" and "没有预料" in one["words"]] == []
    slow = {name: one["seconds"] for name, one in files.items() if one["seconds"] > STANDARD.seconds * 2 + 5}
    assert slow == {}
    assert told["decoders"] == [], "the vault's process has a decoder in it"
    assert (told["altered"], told["written"]) == ([], 0)
    # it held a picture or two, never a bomb; the largest of them would take gigabytes
    assert told["grown"] * 1024 < 4 * PICTURE + (24 << 20)


def test_there_are_enough_samples_and_no_two_of_one_name():
    names = [name for name, _, _ in SAMPLES]
    assert len(set(names)) == len(names) >= 40
