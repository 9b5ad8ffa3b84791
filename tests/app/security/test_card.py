import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.records import canonical
from app.security import card, header, keys, sshsig

KEY = keys.WriterKey.from_seed(bytes(range(32)))
RECEIVE, RECOVER = keys.Identity.generate().recipient, keys.Identity.generate().recipient
CARD = card.OfficeCard("青河县委巡察办", KEY.public, (RECEIVE,), (RECOVER,), practice=False, made=1_800_000_000_000)


def test_a_card_is_read_back_with_its_fingerprint_and_words(tmp_path: Path):
    path = card.write(tmp_path, CARD, card.sign(CARD, KEY))
    assert card.read(path) == (CARD, card.sign(CARD, KEY))
    assert {one.name for one in tmp_path.iterdir()} == {"office-card.json", "office-card.json.sig"}
    assert card.pinned(path.read_bytes()) == CARD
    assert len(CARD.fingerprint) == 64
    assert len(CARD.words) == 8
    assert CARD.writer_id == KEY.writer_id
    assert replace(CARD, name="青河县委巡查办").words != CARD.words


@pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="ssh-keygen is not installed")
def test_ssh_keygen_verifies_a_card(tmp_path: Path):
    path = card.write(tmp_path, CARD, card.sign(CARD, KEY))
    (tmp_path / "allowed").write_text(sshsig.allowed_signers_line("office", KEY.public))
    command = ["ssh-keygen", "-Y", "verify", "-f", str(tmp_path / "allowed"), "-I", "office", "-n", sshsig.CARD]
    command += ["-s", str(card.signature_of(path))]
    assert subprocess.run(command, input=path.read_bytes(), check=False, capture_output=True).returncode == 0


def test_a_card_is_signed_by_its_own_key_only():
    other = keys.WriterKey.generate()
    with pytest.raises(card.BrokenCardError):
        card.sign(CARD, other)
    forged = sshsig.sign(other, CARD.to_bytes(), sshsig.CARD)
    with pytest.raises(card.BrokenCardError) as caught:
        card.verify(CARD.to_bytes(), forged)
    assert caught.value.data == {"why": "signer"}


def test_a_changed_card_is_refused_and_never_written(tmp_path: Path):
    signature = card.sign(CARD, KEY)
    changed = replace(CARD, practice=True)
    with pytest.raises(card.BrokenCardError):
        card.verify(changed.to_bytes(), signature)
    with pytest.raises(card.BrokenCardError):
        card.write(tmp_path, changed, signature)
    assert list(tmp_path.iterdir()) == []


def _signed(data: bytes) -> tuple[bytes, bytes]:
    return data, sshsig.sign(KEY, data, sshsig.CARD)


def _altered(**change: Any) -> tuple[bytes, bytes]:
    return _signed(canonical.write({**canonical.read(CARD.to_bytes()), **change}))


def test_a_card_of_a_later_version_says_so():
    with pytest.raises(header.NewerFormatError) as caught:
        card.verify(*_altered(v=2, more=True))
    assert caught.value.data == {"found": 2, "known": 1}


def test_what_is_no_card_is_foreign(tmp_path: Path):
    for data in (b"[]", b'{"format":"satchel-package"}'):
        with pytest.raises(header.ForeignFileError):
            card.verify(*_signed(data))
    path = card.write(tmp_path, CARD, card.sign(CARD, KEY))
    card.signature_of(path).unlink()
    with pytest.raises(header.ForeignFileError):
        card.read(path)
    with pytest.raises(header.ForeignFileError):
        card.read(tmp_path / "none")


@pytest.mark.parametrize(
    "change",
    [
        {"v": 0},
        {"v": True},
        {"v": "1"},
        {"more": 1},
        {"name": 1},
        {"name": ""},
        {"name": " x"},
        {"name": "x" * 201},
        {"name": "青河\u202e办"},
        {"name": "青河\n办"},
        {"practice": 0},
        {"made": "1"},
        {"made": -1},
        {"key": 1},
        {"key": "AB" * 32},
        {"key": "00" * 32},
        {"key": keys.WriterKey.generate().public.hex()},
        {"receive": RECEIVE},
        {"receive": [1]},
        {"receive": []},
        {"receive": [RECEIVE, RECEIVE]},
        {"receive": [RECEIVE.upper()]},
        {"recover": [keys.Identity.generate().recipient for _ in range(17)]},
    ],
)
def test_a_signed_card_with_impossible_content_is_refused(change: dict[str, Any]):
    with pytest.raises(card.BrokenCardError):
        card.verify(*_altered(**change))


def test_a_card_that_is_not_canonical_or_too_long_is_refused():
    for data in (CARD.to_bytes() + b"\n", b"x", b"x" * (card.LONGEST + 1)):
        with pytest.raises(card.BrokenCardError):
            card.verify(*_signed(data))
