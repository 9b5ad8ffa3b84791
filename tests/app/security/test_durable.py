import hashlib
import os
from pathlib import Path

import pytest

from app.errors import CancelledError
from app.security import durable


def test_bytes_are_written_whole_and_no_part_is_left(tmp_path: Path):
    durable.write_bytes(tmp_path / "a", b"one")
    durable.write_bytes(tmp_path / "a", b"two")
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == {"a": b"two"}


def test_a_stopped_write_leaves_the_old_file_and_no_part(tmp_path: Path):
    durable.write_bytes(tmp_path / "a", b"one")

    def stopped() -> None:
        with durable.writing(tmp_path / "a") as file:
            file.write(b"half")
            raise CancelledError

    with pytest.raises(CancelledError):
        stopped()
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == {"a": b"one"}


def test_the_final_name_appears_only_after_the_bytes_are_on_the_medium(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    done: list[str] = []
    real_sync, real_replace, real_folder = durable.sync_file, Path.replace, durable.sync_folder
    monkeypatch.setattr(durable, "sync_file", lambda f: (done.append("file"), real_sync(f)))
    monkeypatch.setattr(Path, "replace", lambda a, b: (done.append("name"), real_replace(a, b))[1])
    monkeypatch.setattr(durable, "sync_folder", lambda f: (done.append("folder"), real_folder(f)))
    durable.write_bytes(tmp_path / "a", b"one")
    assert done == ["file", "name", "folder"]


def test_a_scanner_that_holds_the_file_for_a_moment_is_waited_for_on_windows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    held = [PermissionError(), PermissionError()]
    real = Path.replace

    def replace(source: Path, target: Path) -> Path:
        if held:
            raise held.pop()
        return real(source, target)

    monkeypatch.setattr(durable, "WINDOWS", True)
    monkeypatch.setattr(durable, "_PAUSE", 0)
    monkeypatch.setattr(Path, "replace", replace)
    durable.write_bytes(tmp_path / "a", b"one")
    assert (tmp_path / "a").read_bytes() == b"one"


def test_a_name_that_stays_forbidden_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def replace(_: Path, __: Path) -> None:
        raise PermissionError

    monkeypatch.setattr(durable, "WINDOWS", True)
    monkeypatch.setattr(durable, "_PAUSE", 0)
    monkeypatch.setattr(Path, "replace", replace)
    with pytest.raises(PermissionError):
        durable.write_bytes(tmp_path / "a", b"one")
    assert list(tmp_path.iterdir()) == []


def test_appending_adds_lines_and_removing_twice_is_no_trouble(tmp_path: Path):
    path = tmp_path / "log"
    durable.append(path, b"1\n")
    durable.append(path, b"2\n")
    assert path.read_bytes() == b"1\n2\n"
    durable.remove(path)
    durable.remove(path)
    assert not path.exists()


def test_the_digest_is_of_the_bytes_with_and_without_a_way_to_drop_the_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    path, data = tmp_path / "a", b"x" * 3_000_000
    durable.write_bytes(path, data)
    assert durable.digest_from_medium(path) == hashlib.sha256(data).hexdigest()
    monkeypatch.delattr(os, "posix_fadvise", raising=False)
    assert durable.digest_from_medium(path) == hashlib.sha256(data).hexdigest()
