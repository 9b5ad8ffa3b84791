import base64
import shutil
import struct
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.security import keys, sshsig

KEY = keys.WriterKey.from_seed(bytes(range(32)))


def _openssh_key(folder: Path) -> tuple[Path, keys.WriterKey]:
    """Let ssh-keygen make a key and read its seed from the unencrypted private file."""
    path = folder / "key"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", str(path)], check=True)
    raw = base64.b64decode("".join(path.read_text().split("\n")[1:-2]))
    public = base64.b64decode(path.with_suffix(".pub").read_text().split()[1])[-32:]
    at = raw.rindex(struct.pack(">I", 64)) + 4
    key = keys.WriterKey.from_seed(raw[at : at + 32])
    assert key.public == public
    return path, key


needs_ssh = pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="ssh-keygen is not installed")


@given(st.binary(max_size=500))
def test_a_signature_names_its_signer(message: bytes):
    armoured = sshsig.sign(KEY, message, sshsig.PACKAGE)
    assert sshsig.verify(message, armoured, sshsig.PACKAGE) == KEY.public


@needs_ssh
@pytest.mark.parametrize("message", [b"", b"{}", "巡察".encode(), b"x" * 100_000], ids=["empty", "json", "han", "long"])
def test_our_signature_is_byte_equal_to_the_one_of_ssh_keygen(tmp_path: Path, message: bytes):
    path, key = _openssh_key(tmp_path)
    command = ["ssh-keygen", "-q", "-Y", "sign", "-f", str(path), "-n", sshsig.PACKAGE]
    theirs = subprocess.run(command, input=message, check=True, capture_output=True).stdout
    assert sshsig.sign(key, message, sshsig.PACKAGE) == theirs
    assert sshsig.verify(message, theirs, sshsig.PACKAGE) == key.public


@needs_ssh
def test_ssh_keygen_verifies_ours_with_our_signer_list_and_refuses_a_changed_message(tmp_path: Path):
    (tmp_path / "allowed").write_text(sshsig.allowed_signers_line(KEY.writer_id, KEY.public))
    (tmp_path / "sig").write_bytes(sshsig.sign(KEY, b"content", sshsig.PACKAGE))
    command = ["ssh-keygen", "-Y", "verify", "-f", str(tmp_path / "allowed"), "-I", KEY.writer_id]
    command += ["-n", sshsig.PACKAGE, "-s", str(tmp_path / "sig")]
    assert subprocess.run(command, input=b"content", check=False, capture_output=True).returncode == 0
    assert subprocess.run(command, input=b"contenT", check=False, capture_output=True).returncode != 0


def _why(message: bytes, armoured: bytes, namespace: str = sshsig.PACKAGE) -> object:
    with pytest.raises(sshsig.SignatureBrokenError) as caught:
        sshsig.verify(message, armoured, namespace)
    return caught.value.data["why"]


def test_another_message_or_namespace_is_refused():
    armoured = sshsig.sign(KEY, b"content", sshsig.PACKAGE)
    assert _why(b"other", armoured) == "signature"
    assert _why(b"content", armoured, sshsig.CARD) == "namespace"
    same_length = sshsig.sign(KEY, b"content", "satchel-pakcage")
    assert _why(b"content", same_length) == "namespace"


def test_only_the_canonical_armour_is_read():
    good = sshsig.sign(KEY, b"content", sshsig.PACKAGE)
    for bad in (
        b"",
        good + b"\n",
        b" " + good,
        good.replace(b"\n", b"\r\n"),
        good.removesuffix(b"\n"),
        good.replace(b"U1NI", b"U1N\nI", 1),
        good.replace(b"BEGIN SSH", b"BEGIN ssh"),
        good.replace(b"\n-----END", b"=\n-----END"),
        good.replace(b"\n-----END", b"A\n-----END"),
        good + good,
        b"x" * (sshsig.LONGEST + 1),
    ):
        assert _why(b"content", bad) == "armour"


def test_every_changed_bit_of_the_blob_is_refused():
    good = sshsig.sign(KEY, b"content", sshsig.PACKAGE)
    blob = sshsig._unarmour(good)
    for bit in range(len(blob) * 8):
        changed = bytearray(blob)
        changed[bit // 8] ^= 1 << bit % 8
        _why(b"content", sshsig._armour(bytes(changed)))


def test_every_cut_blob_is_refused():
    blob = sshsig._unarmour(sshsig.sign(KEY, b"content", sshsig.PACKAGE))
    for size in range(len(blob)):
        assert _why(b"content", sshsig._armour(blob[:size])) in {"form", "namespace"}
    assert _why(b"content", sshsig._armour(blob + b"x")) == "form"


def test_a_low_order_key_is_refused_before_its_signature_is_looked_at():
    blob = sshsig._blob(bytes(32), bytes(64), sshsig.PACKAGE)
    assert _why(b"content", sshsig._armour(blob)) == "key"


def test_the_signature_of_openssh_own_tests_holds_and_other_key_types_are_refused(vectors: Path):
    data = vectors / "sshsig" / "regress" / "unittests" / "sshsig" / "testdata"
    message = (data / "signed-data").read_bytes()
    public = base64.b64decode((data / "ed25519.pub").read_text().split()[1])[-32:]
    namespace = (data / "namespace").read_text().strip()
    verified, refused = [], []
    for path in sorted(data.glob("*.sig")):
        try:
            verified.append((path.name, sshsig.verify(message, path.read_bytes(), namespace)))
        except sshsig.SignatureBrokenError:
            refused.append(path.name)
    assert verified == [("ed25519.sig", public)]
    assert len(refused) >= 4


def test_a_raw_change_signature_is_no_package_signature():
    raw = KEY.sign(b'{"body":1}')
    assert _why(b'{"body":1}', sshsig._armour(sshsig._blob(KEY.public, raw, sshsig.PACKAGE))) == "signature"
