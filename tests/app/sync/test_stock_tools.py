"""Anybody with age, tar, ssh-keygen and sha256sum can check a package, and finds one changed byte."""

import hashlib
import shutil
import subprocess
from pathlib import Path

import pytest

from app.security import sshsig
from app.sync import ustar
from tests.app.sync.world import World

TOOLS = ("age", "tar", "ssh-keygen", "sha256sum", "sh")
missing = [tool for tool in TOOLS if shutil.which(tool) is None]
pytestmark = pytest.mark.skipif(bool(missing), reason=f"stock tools missing here: {missing}")


def keys_beside(world: World, folder: Path) -> tuple[Path, Path]:
    identity, signers = folder / "office.age", folder / "allowed_signers"
    identity.write_text(world.receive.text + "\n")
    signers.write_text(sshsig.allowed_signers_line(world.signer.writer_id, world.signer.public))
    return identity, signers


def verify(root: Path, identity: Path, signers: Path, file: Path) -> subprocess.CompletedProcess[str]:
    script = root / "docs" / "verify-package.sh"
    return subprocess.run(
        ["sh", str(script), str(identity), str(signers), str(file)], capture_output=True, text=True, check=False
    )


def test_stock_tools_alone_verify_a_package(root: Path, world: World, tmp_path: Path) -> None:
    done = verify(root, *keys_beside(world, tmp_path), world.write(tmp_path).path)
    assert done.returncode == 0, done.stderr
    assert "Good" in done.stdout


def test_one_changed_byte_in_any_member_fails(root: Path, world: World, tmp_path: Path) -> None:
    keys = keys_beside(world, tmp_path)
    inner = world.inner()
    path = tmp_path / "changed.satchel"
    at, tried = 0, 0
    while any(inner[at : at + 512]):
        size = int(inner[at + 124 : at + 135], 8)
        for place in (0, size // 2, size - 1):
            changed = bytearray(inner)
            changed[at + 512 + place] ^= 0x20
            world.seal(path, bytes(changed))
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            path.with_name(path.name + ".sha256").write_text(f"{digest}  {path.name}\n")
            assert verify(root, *keys, path).returncode != 0, (at, place)
            tried += 1
        at += ustar.padded(size)
    assert tried == 3 * 6


def test_a_changed_byte_of_the_sealed_file_fails_before_it_is_opened(root: Path, world: World, tmp_path: Path) -> None:
    keys = keys_beside(world, tmp_path)
    path = world.write(tmp_path).path
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    assert "FAILED" in verify(root, *keys, path).stdout + verify(root, *keys, path).stderr


def test_another_signer_fails(root: Path, world: World, tmp_path: Path) -> None:
    identity, signers = keys_beside(world, tmp_path)
    signers.write_text(sshsig.allowed_signers_line(world.signer.writer_id, world.office_key.public))
    assert verify(root, identity, signers, world.write(tmp_path).path).returncode != 0
