"""Streams of age v1 (C2SP age.md): X25519 header and ChaCha20-Poly1305 chunks, as pieces that are pulled.

`pyrage` keeps the interpreter's lock while it seals and opens, so that nothing else of a pack or receive could run
meanwhile (measured: 0.3 of the age tool's speed). libsodium gives the lock back and is twice as fast at the chunks; the
framing around it is here. `pyrage` stays the door for keys and single values, and every public vector opens the same
through both (tests/app/security/test_sealing.py).
"""

import base64
import hashlib
import hmac
import os
from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from app.security import keys

CHUNK = 1 << 16
TAG = 16
_INTRO = b"age-encryption.org/v1\n"
_WRAP = b"age-encryption.org/v1/X25519"
_LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"  # Bech32 (BIP 173)


class BrokenStreamError(Exception):
    """Not an age stream, changed, or cut. ``why`` is a code."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class NoKeyFitsError(Exception):
    """None of the identities opens it."""


class Source(Protocol):
    """Where bytes come from. ``read(size)`` may return fewer, and nothing at the end."""

    def read(self, size: int, /) -> bytes:
        """Return up to ``size`` bytes."""


def seal(reader: Source, recipients: Sequence[str]) -> Iterator[bytes]:
    """Yield the sealed form of everything ``reader`` gives. ``recipients`` have been checked."""
    from nacl.bindings import crypto_aead_chacha20poly1305_ietf_encrypt as encrypt

    file_key, nonce = os.urandom(16), os.urandom(16)
    head = _INTRO + b"".join(_stanza(file_key, recipient) for recipient in recipients) + b"---"
    yield head + b" " + _text(_mac(file_key, head)) + b"\n" + nonce
    key = _derived(file_key, nonce, b"payload")
    number, chunk = 0, _exactly(reader, CHUNK)
    while True:
        after = _exactly(reader, CHUNK) if len(chunk) == CHUNK else b""
        yield encrypt(chunk, None, _nonce(number, last=not after), key)
        if not after:
            return
        number, chunk = number + 1, after


def open_header(header: bytes, identities: Sequence[keys.Identity]) -> bytes:
    """Return the file key of a header whose form has been checked (`sealing`).

    Raises:
        NoKeyFitsError: sealed to others.
        BrokenStreamError: a stanza is not as X25519 stanzas are, or the header was changed.
    """
    found = None
    for share, wrapped in list(_stanzas(header)):
        for identity in identities if found is None else ():
            found = found or _unwrapped(share, wrapped, identity)
    if found is None:
        raise NoKeyFitsError
    head, _, mac = header.rpartition(b" ")
    if not hmac.compare_digest(_text(_mac(found, head)), mac.rstrip(b"\n")):
        raise BrokenStreamError("header")
    return found


def open_chunks(reader: Source, file_key: bytes) -> Iterator[bytes]:
    """Yield what was sealed. None of it may be believed before the iterator has ended by itself.

    Raises:
        BrokenStreamError: changed, cut, or something stands behind the end.
    """
    from nacl.bindings import crypto_aead_chacha20poly1305_ietf_decrypt as decrypt
    from nacl.exceptions import CryptoError

    nonce = _exactly(reader, 16)
    if len(nonce) != 16:
        raise BrokenStreamError("cut")
    key = _derived(file_key, nonce, b"payload")
    number, chunk = 0, _exactly(reader, CHUNK + TAG)
    while True:
        after = _exactly(reader, CHUNK + TAG) if len(chunk) == CHUNK + TAG else b""
        if len(chunk) < TAG or (len(chunk) == TAG and number):
            raise BrokenStreamError("cut")
        try:
            plain = decrypt(chunk, None, _nonce(number, last=not after), key)
        except CryptoError as error:
            raise BrokenStreamError("content") from error
        yield plain
        if not after:
            return
        number, chunk = number + 1, after


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])


def _exactly(reader: Source, size: int) -> bytes:
    """Read ``size`` bytes, fewer only at the end."""
    first = reader.read(size)
    if len(first) == size or not first:
        return first
    parts, have = [first], len(first)
    while have < size and (piece := reader.read(size - have)):
        parts.append(piece)
        have += len(piece)
    return b"".join(parts)


def _stanza(file_key: bytes, recipient: str) -> bytes:
    from nacl import bindings

    to, secret = _bech32(recipient), os.urandom(32)
    share = bindings.crypto_scalarmult_base(secret)
    wrapped = bindings.crypto_aead_chacha20poly1305_ietf_encrypt(
        file_key, None, bytes(12), _derived(bindings.crypto_scalarmult(secret, to), share + to, _WRAP)
    )
    return b"-> X25519 " + _text(share) + b"\n" + _text(wrapped) + b"\n"


def _stanzas(header: bytes) -> Iterator[tuple[bytes, bytes]]:
    lines: Iterable[bytes] = header.split(b"\n")
    lines = iter(lines)
    for line in lines:
        if line.startswith(b"-> X25519"):
            words = line.split(b" ")
            if len(words) != 3:
                raise BrokenStreamError("header")
            yield _bytes(words[2], 32), _bytes(next(lines, b""), 32)


def _unwrapped(share: bytes, wrapped: bytes, identity: keys.Identity) -> bytes | None:
    from nacl import bindings
    from nacl.exceptions import CryptoError

    secret = _bech32(identity.text.lower())
    try:
        shared = bindings.crypto_scalarmult(secret, share)
    except (CryptoError, RuntimeError) as error:  # a share of low order: no honest writer makes one
        raise BrokenStreamError("header") from error
    key = _derived(shared, share + bindings.crypto_scalarmult_base(secret), _WRAP)
    try:
        return bindings.crypto_aead_chacha20poly1305_ietf_decrypt(wrapped, None, bytes(12), key)
    except CryptoError:
        return None


def _mac(file_key: bytes, head: bytes) -> bytes:
    return hmac.digest(_derived(file_key, b"", b"header"), head, "sha256")


def _derived(secret: bytes, salt: bytes, info: bytes) -> bytes:
    """HKDF-SHA256, 32 bytes (RFC 5869)."""
    middle = hmac.digest(salt or bytes(hashlib.sha256().digest_size), secret, "sha256")
    return hmac.digest(middle, info + b"\x01", "sha256")


def _text(data: bytes) -> bytes:
    return base64.b64encode(data).rstrip(b"=")


def _bytes(text: bytes, size: int) -> bytes:
    """Read base64 in its one spelling, without padding."""
    try:
        data = base64.b64decode(text + b"=" * (-len(text) % 4), validate=True)
    except ValueError as error:
        raise BrokenStreamError("header") from error
    if len(data) != size or _text(data) != text:
        raise BrokenStreamError("header")
    return data


def _bech32(text: str) -> bytes:
    """The 32 bytes of a recipient or identity whose checksum `pyrage` has verified."""
    number = 0
    for letter in text[text.rindex("1") + 1 : -6]:
        number = number << 5 | _LETTERS.index(letter)
    return (number >> 4).to_bytes(32, "big")  # 52 letters are 260 bits, the last four of them zero
