import hashlib
from pathlib import Path

import pytest

from app.records import canonical
from app.security import throttle


class _Clock:
    now = 1_800_000_000_000

    def __call__(self) -> int:
        return self.now


def test_the_pause_doubles_from_one_second_to_five_minutes(tmp_path: Path):
    path, clock = tmp_path / throttle.NAME, _Clock()
    assert throttle.delay(path, clock) == 0
    pauses = []
    for _ in range(20):
        throttle.append_failure(path, clock)
        pauses.append(throttle.delay(path, clock))
    assert pauses[:10] == [1, 2, 4, 8, 16, 32, 64, 128, 256, 300]
    assert set(pauses[9:]) == {300}
    clock.now += 100_000
    assert throttle.delay(path, clock) == 200
    clock.now += 300_000
    assert throttle.delay(path, clock) == 0


def test_putting_the_clock_back_waits_the_pause_again_and_no_longer(tmp_path: Path):
    path, clock = tmp_path / throttle.NAME, _Clock()
    for _ in range(3):
        throttle.append_failure(path, clock)
    clock.now -= 10**9
    assert throttle.delay(path, clock) == 4


def test_the_lines_are_chained_and_canonical(tmp_path: Path):
    path, clock = tmp_path / throttle.NAME, _Clock()
    throttle.append_failure(path, clock)
    clock.now += 5
    found = throttle.append_failure(path, clock)
    assert found == throttle.Failures((clock.now - 5, clock.now), sound=True)
    first, second = path.read_bytes().splitlines()
    assert canonical.read(first) == {"n": 1, "prev": "", "t": clock.now - 5}
    assert canonical.read(second) == {"n": 2, "prev": hashlib.sha256(first).hexdigest(), "t": clock.now}


def test_a_removed_line_shows(tmp_path: Path):
    path = tmp_path / throttle.NAME
    for _ in range(3):
        throttle.append_failure(path, _Clock())
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(lines[0] + lines[2])
    assert throttle.failures(path) == throttle.Failures((_Clock.now, _Clock.now), sound=False)


@pytest.mark.parametrize("torn", [b'{"n":1,"pre', b"\0\0\0\0", b"[1]\n", b'{"n":"1","prev":"","t":1}\n', b'{"n":1}\n'])
def test_a_torn_line_counts_for_nothing_and_the_next_one_stands_alone(tmp_path: Path, torn: bytes):
    path = tmp_path / throttle.NAME
    path.write_bytes(torn)
    assert throttle.failures(path) == throttle.Failures((), sound=False)
    found = throttle.append_failure(path, _Clock())
    assert found == throttle.Failures((_Clock.now,), sound=False)
    assert throttle.append_failure(path, _Clock()).count == 2


def test_clearing_ends_the_pause(tmp_path: Path):
    path, clock = tmp_path / throttle.NAME, _Clock()
    throttle.append_failure(path, clock)
    throttle.clear(path)
    throttle.clear(path)
    assert throttle.delay(path, clock) == 0
    assert throttle.failures(path) == throttle.Failures((), sound=True)
