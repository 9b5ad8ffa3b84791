import hashlib
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.security import keys

SEED = bytes(range(32))


@given(st.binary(max_size=2000))
def test_what_a_writer_signs_holds_and_nothing_else_does(message: bytes):
    key = keys.WriterKey.from_seed(SEED)
    signature = key.sign(message)
    assert len(signature) == 64
    assert keys.verify(key.public, message, signature)
    assert not keys.verify(key.public, message + b"x", signature)
    assert not keys.verify(keys.WriterKey.generate().public, message, signature)
    assert not keys.verify(key.public, message, signature[:-1] + bytes([signature[-1] ^ 1]))


def test_wrong_lengths_never_hold():
    key = keys.WriterKey.generate()
    assert not keys.verify(key.public[:-1], b"m", key.sign(b"m"))
    assert not keys.verify(key.public, b"m", key.sign(b"m") + b"x")
    with pytest.raises(keys.BadKeyError):
        keys.WriterKey.from_seed(b"short")


def test_the_writer_id_is_the_start_of_the_digest_of_the_key():
    key = keys.WriterKey.from_seed(SEED)
    assert key.writer_id == keys.writer_id(key.public) == hashlib.sha256(key.public).hexdigest()[:32]
    assert keys.WriterKey.from_seed(SEED) == key


@pytest.mark.parametrize("count", [3, 200])
@pytest.mark.parametrize("threads", [None, 1, 3])
def test_many_signatures_are_judged_in_their_order(count: int, threads: int | None):
    key = keys.WriterKey.from_seed(SEED)
    signed = [(key.public, b"%d" % n, key.sign(b"%d" % (n if n % 3 else -1))) for n in range(count)]
    assert keys.verify_many(signed, threads) == [n % 3 != 0 for n in range(count)]


@pytest.mark.parametrize("count", [0, 1, 63, 64, 500])
def test_batches_judged_beside_other_work_are_judged_in_order(count):
    key = keys.WriterKey.from_seed(SEED)
    signed = [(key.public, b"%d" % n, key.sign(b"%d" % (n if n % 3 else -1))) for n in range(count)]
    with keys.Verifier(2) as verifier:
        first, second = verifier.begin(signed), verifier.begin(signed[::-1])
        assert second() == [n % 3 != 0 for n in range(count)][::-1]
        assert first() == [n % 3 != 0 for n in range(count)]


def test_nothing_secret_prints():
    key, identity = keys.WriterKey.from_seed(SEED), keys.Identity.generate()
    for shown in (repr(key), str(key), f"{identity}", repr(identity)):
        assert SEED.hex() not in shown
        assert repr(SEED) not in shown
        assert identity.text not in shown
        assert "SECRET" not in shown


def test_an_identity_is_read_back_and_only_in_its_one_spelling():
    identity = keys.Identity.generate()
    assert keys.Identity.from_text(identity.text) == identity
    for text in (identity.text.lower(), identity.text + "\n", identity.text[:-1], "", identity.recipient):
        with pytest.raises(keys.BadIdentityError) as caught:
            keys.Identity.from_text(text)
        assert caught.value.data == {}
        assert caught.value.__cause__ is None


def test_a_recipient_is_taken_only_in_its_one_spelling_and_type():
    recipient = keys.Identity.generate().recipient
    assert keys.check_recipient(recipient) == recipient
    ssh = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHsKLqeplhpW+uObz5dvMgjz1OxfM/XXUB+VHtZ6isGN"
    for text in (recipient.upper(), " " + recipient, recipient[:-1], "", "age1pq1abc", ssh):
        with pytest.raises(keys.BadRecipientError):
            keys.check_recipient(text)


def test_every_wycheproof_signature_is_judged_as_expected(vectors: Path):
    whole = json.loads((vectors / "wycheproof" / "ed25519_test.json").read_text(encoding="utf-8"))
    judged = 0
    for group in whole["testGroups"]:
        public = bytes.fromhex(group["publicKey"]["pk"])
        for test in group["tests"]:
            holds = keys.verify(public, bytes.fromhex(test["msg"]), bytes.fromhex(test["sig"]))
            assert holds == (test["result"] == "valid"), test
            judged += 1
    assert judged == 151


def test_edge_case_keys_neither_verify_nor_enrol(vectors: Path):
    whole = json.loads((vectors / "cctv-ed25519" / "ed25519vectors.json").read_text(encoding="utf-8"))
    assert len(whole) == 914
    accepted, enrolled = 0, set()
    for one in whole:
        flags, public = set(one["flags"] or ()), bytes.fromhex(one["key"])
        holds = keys.verify(public, one["msg"].encode(), bytes.fromhex(one["sig"]))
        if flags & {"low_order_A", "non_canonical_A", "low_order_R", "non_canonical_R", "low_order_residue"}:
            assert not holds, one
        accepted += holds
        if flags & {"low_order_A", "non_canonical_A", "low_order_component_A"}:
            with pytest.raises(keys.BadKeyError):
                keys.check_public_key(public)
        else:
            enrolled.add(keys.check_public_key(public))
    assert (accepted, len(enrolled)) == FROZEN


# a key with a low-order part beside a good one verifies (43 of 914), so the roster refuses it when it is enrolled
FROZEN = (43, 1)


def test_a_key_of_another_length_is_not_enrolled():
    for public in (b"", bytes(31), bytes(33), b"\xff" * 32):
        with pytest.raises(keys.BadKeyError):
            keys.check_public_key(public)
    good = keys.WriterKey.generate().public
    assert keys.check_public_key(good) == good


def test_a_derived_key_is_hkdf_of_rfc_5869():
    # its test case 3 has neither salt nor info and takes 42 bytes; the first 32 are one block
    assert (
        keys.derived_key(b"\x0b" * 22, "").hex() == "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d"
    )
    assert keys.derived_key(bytearray(32), "a") != keys.derived_key(bytearray(32), "b")


def test_wiping_leaves_zeros():
    secret = bytearray(b"secret")
    keys.wipe(secret)
    assert secret == bytes(6)
