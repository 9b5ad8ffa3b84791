import base64
import hashlib
import io
import shutil
import subprocess
import zlib
from pathlib import Path
from typing import Any

import pyrage
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.errors import AppError, CancelledError
from app.records import canonical
from app.security import keys, sealing

MINE, YOURS = keys.Identity.generate(), keys.Identity.generate()
RECORD = "ab" * 16
json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(st.characters(codec="utf-8")),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(st.characters(codec="utf-8")), inner, max_size=4)
    ),
    max_leaves=10,
)


def _opened(sealed: bytes, identity: keys.Identity = MINE) -> bytes:
    out = io.BytesIO()
    sealing.open_stream(io.BytesIO(sealed), out, [identity])
    return out.getvalue()


@given(st.binary(max_size=200_000))
@settings(max_examples=30)
def test_what_is_sealed_to_several_opens_for_each(data: bytes):
    out = io.BytesIO()
    sealing.seal_stream(io.BytesIO(data), out, [MINE.recipient, YOURS.recipient])
    sealed = out.getvalue()
    assert _opened(sealed) == _opened(sealed, YOURS) == sealing.open_bytes(sealed, [MINE]) == data
    assert sealing.open_stream(io.BytesIO(sealed), io.BytesIO(), [MINE]) == 2
    assert sealing.open_bytes(sealing.seal_bytes(data, [MINE.recipient]), [YOURS, MINE]) == data


def test_sealed_to_others_is_told_from_damaged():
    sealed = sealing.seal_bytes(b"content" * 20_000, [YOURS.recipient])
    with pytest.raises(sealing.NotForMeError):
        _opened(sealed)
    with pytest.raises(sealing.NotForMeError):
        sealing.open_bytes(sealed, [MINE])


def test_every_changed_byte_of_a_small_file_is_refused():
    sealed = sealing.seal_bytes(b"content", [MINE.recipient])
    for at in range(len(sealed)):
        changed = sealed[:at] + bytes([sealed[at] ^ 1]) + sealed[at + 1 :]
        with pytest.raises((sealing.SealBrokenError, sealing.NotForMeError)):
            _opened(changed)
        with pytest.raises((sealing.SealBrokenError, sealing.NotForMeError)):
            sealing.open_bytes(changed, [MINE])


@pytest.mark.parametrize("size", [0, 10, 65536, 150_000])
def test_every_kind_of_cut_and_anything_after_the_end_is_refused(size: int):
    sealed = sealing.seal_bytes(b"x" * size, [MINE.recipient])
    for cut in {0, 1, 20, 100, len(sealed) - 65552, len(sealed) - 17, len(sealed) - 1} & set(range(len(sealed))):
        with pytest.raises(sealing.SealBrokenError):
            _opened(sealed[:cut])
    with pytest.raises(sealing.SealBrokenError):
        _opened(sealed + b"x")
    with pytest.raises(sealing.SealBrokenError):
        sealing.open_bytes(sealed + b"x", [MINE])


def test_a_full_stick_and_a_stop_come_out_as_they_are():
    class Full:
        def write(self, _: bytes) -> None:
            raise OSError(28, "No space left on device")

    class Stopped:
        def read(self, _: int) -> bytes:
            raise CancelledError

    data = sealing.seal_bytes(b"x" * 200_000, [MINE.recipient])
    with pytest.raises(OSError, match="No space"):
        sealing.seal_stream(io.BytesIO(b"x" * 200_000), Full(), [MINE.recipient])
    with pytest.raises(OSError, match="No space"):
        sealing.open_stream(io.BytesIO(data), Full(), [MINE])
    with pytest.raises(CancelledError):
        sealing.seal_stream(Stopped(), io.BytesIO(), [MINE.recipient])
    with pytest.raises(CancelledError):
        sealing.open_stream(Stopped(), io.BytesIO(), [MINE])


@given(st.binary(max_size=200_000))
@settings(max_examples=20)
def test_two_libraries_read_each_others_streams(data: bytes):
    to = [keys.recipient_key(MINE.recipient), keys.recipient_key(YOURS.recipient)]
    assert _opened(pyrage.encrypt(data, to), YOURS) == data
    out = io.BytesIO()
    sealing.seal_stream(io.BytesIO(data), out, [MINE.recipient, YOURS.recipient])
    assert pyrage.decrypt(out.getvalue(), [MINE.key()]) == data


def test_a_reader_that_gives_little_at_a_time_is_read_to_the_end():
    class Slow(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            return super().read(min(size or 1, 7))

    sealed = sealing.seal_bytes(b"content" * 300, [MINE.recipient])
    out = io.BytesIO()
    sealing.open_stream(Slow(sealed), out, [MINE])
    assert out.getvalue() == b"content" * 300


def test_only_plain_recipients_are_sealed_to():
    for recipients in ([], ["age1nobody"], [MINE.recipient, MINE.recipient.upper()]):
        with pytest.raises(keys.BadRecipientError):
            sealing.seal_bytes(b"", recipients)
        with pytest.raises(keys.BadRecipientError):
            sealing.seal_stream(io.BytesIO(), io.BytesIO(), recipients)


def test_armour_passphrases_and_endless_headers_are_outside_the_profile():
    to = [keys.recipient_key(MINE.recipient)]
    armoured = pyrage.encrypt(b"x", to, armored=True)
    stanza = b"-> x-grease\nAAAA\n"
    for foreign in (
        armoured,
        b"age-encryption.org/v1\n-> scrypt bBjlhJVYZeE4aqUdmtRHfw 2\n" + b"A" * 43 + b"\n--- " + b"A" * 43 + b"\n",
        b"age-encryption.org/v1\n" + stanza * 5000 + b"--- " + b"A" * 43 + b"\n",
        b"age-encryption.org/v1\n" + b"-> " + b"x" * 200_000,
        b"",
    ):
        with pytest.raises(sealing.SealBrokenError):
            _opened(foreign)
        with pytest.raises(sealing.SealBrokenError):
            sealing.open_bytes(foreign, [MINE])


needs_age = pytest.mark.skipif(shutil.which("age") is None, reason="age is not installed")


@needs_age
def test_the_age_tool_opens_ours_and_we_open_its(tmp_path: Path):
    (tmp_path / "identity").write_text(MINE.text + "\n")
    data = b"content" * 30_000
    ours = sealing.seal_bytes(data, [MINE.recipient, YOURS.recipient])
    opened = subprocess.run(
        ["age", "-d", "-i", str(tmp_path / "identity")], input=ours, check=True, capture_output=True
    ).stdout
    assert opened == data
    theirs = subprocess.run(["age", "-r", MINE.recipient], input=data, check=True, capture_output=True).stdout
    assert _opened(theirs) == sealing.open_bytes(theirs, [MINE]) == data


@given(json_values)
@settings(max_examples=40)
def test_a_sealed_value_opens_where_it_was_put(value: Any):
    sealed = sealing.seal_value(RECORD, "note", value, [MINE.recipient, YOURS.recipient])
    assert canonical.read(canonical.write(sealed)) == sealed
    assert sealing.is_sealed(sealed)
    assert sealing.open_value(RECORD, "note", sealed, [YOURS]) == value


def test_a_sealed_value_copied_to_another_record_or_field_is_refused():
    sealed = sealing.seal_value(RECORD, "note", "内情", [MINE.recipient])
    for record, field in (("cd" * 16, "note"), (RECORD, "other")):
        with pytest.raises(sealing.MisplacedSealError) as caught:
            sealing.open_value(record, field, sealed, [MINE])
        assert caught.value.data == {"record": record, "field": field}


def test_the_size_of_a_sealed_value_tells_only_its_power_of_two():
    def plain(value: str) -> bytes:
        sealed = sealing.seal_value(RECORD, "note", value, [MINE.recipient])
        return sealing.open_bytes(base64.b64decode(sealed["~sealed"]), [MINE])

    assert {len(plain("x" * n)) for n in range(0, 180, 30)} == {256}
    assert {len(plain("x" * n)) for n in (200, 300, 440)} == {512}
    bare = len(canonical.write({"f": "note", "pad": "", "r": RECORD, "v": ""}))
    assert len(plain("x" * (256 - bare))) == 256
    assert len(plain("x" * (257 - bare))) == 512


def _plain(**change: Any) -> bytes:
    whole = {"f": "note", "pad": "", "r": RECORD, "v": 1, **change}
    whole["pad"] = whole["pad"] or "0" * (256 - len(canonical.write(whole)))
    return canonical.write(whole)


@pytest.mark.parametrize(
    "plain",
    [
        b"not json",
        b"[1]",
        b'{"f":"note"}',
        _plain(pad="1" * 10),
        _plain(pad=7),
        _plain(pad="0" * 10),
        _plain(pad="0" * 300),
        _plain(extra=1),
        _plain() + b"\n",
    ],
)
def test_a_sealed_value_with_anything_else_inside_is_refused(plain: bytes):
    sealed = {"~sealed": base64.b64encode(sealing.seal_bytes(plain, [MINE.recipient])).decode()}
    with pytest.raises(sealing.SealBrokenError):
        sealing.open_value(RECORD, "note", sealed, [MINE])


def test_what_is_not_a_sealed_value_is_refused():
    good = sealing.seal_value(RECORD, "note", "x", [MINE.recipient])["~sealed"]
    assert sealing.open_value(RECORD, "note", {"~sealed": good}, [MINE]) == "x"
    for bad in ("x", None, {}, {"~sealed": 1}, {"~sealed": good, "x": 1}, {"~sealed": "é"}, {"~sealed": "QQ="}):
        with pytest.raises(sealing.SealBrokenError):
            sealing.open_value(RECORD, "note", bad, [MINE])
    with pytest.raises(sealing.SealBrokenError):
        sealing.open_value(RECORD, "note", {"~sealed": "QR=="}, [MINE])  # not the one spelling of its byte
    assert not sealing.is_sealed("x")


# Outside the profile: armour, passphrases, hybrid keys.
OUTSIDE = ("armor_", "scrypt", "hybrid")


def _vector(path: Path) -> tuple[dict[str, str], bytes]:
    head, _, body = path.read_bytes().partition(b"\n\n")
    fields = dict(line.split(": ", 1) for line in head.decode().splitlines())
    return fields, zlib.decompress(body) if fields.get("compressed") == "zlib" else body


def _outcome(fields: dict[str, str], body: bytes) -> str:
    text = fields.get("identity", MINE.text)
    identity = keys.Identity.from_text(text) if text.startswith("AGE-SECRET-KEY-1") else MINE
    out = io.BytesIO()
    try:
        sealing.open_stream(io.BytesIO(body), out, [identity])
    except AppError as error:
        with pytest.raises(type(error)):
            sealing.open_bytes(body, [identity])
        return error.code
    assert sealing.open_bytes(body, [identity]) == out.getvalue()
    assert hashlib.sha256(out.getvalue()).hexdigest() == fields["payload"]
    return "opened"


def test_every_age_vector_comes_out_as_frozen(vectors: Path):
    paths = sorted((vectors / "cctv-age" / "age" / "testdata").iterdir())
    assert len(paths) == 143
    opened = []
    for path in paths:
        fields, body = _vector(path)
        outcome = _outcome(fields, body)
        if outcome == "opened":
            opened.append(path.name)
            assert fields["expect"] == "success", path.name
        elif path.name in {"x25519_no_match", "x25519_bad_tag"}:
            assert outcome == "not-for-me", path.name
        else:
            assert outcome == "seal-broken", path.name
        if outcome != "opened" and fields["expect"] == "success":
            assert path.name in NOT_OURS or path.name.startswith(OUTSIDE), (path.name, outcome)
    assert opened == OPENED


# Successes outside the profile: their extra stanzas are of types that no writer of Satchel's files makes.
NOT_OURS = {"stanza_empty_body", "stanza_empty_last_line", "stanza_valid_characters", "x25519_grease"}
OPENED = [
    "stream_257_chunks",
    "stream_257_chunks_full",
    "stream_258_chunks",
    "stream_empty_payload",
    "stream_last_chunk_full",
    "stream_last_chunk_full_second",
    "stream_three_chunks",
    "stream_two_chunks",
    "x25519",
    "x25519_multiple_recipients",
]
