"""SSHSIG: signatures that ``ssh-keygen -Y verify`` reads, byte-equal to what ``ssh-keygen -Y sign`` writes.

Ed25519 and SHA-512 only; the layout is OpenSSH's PROTOCOL.sshsig.
"""

import base64
import binascii
import hashlib
import struct

from app.errors import AppError
from app.security import keys

PACKAGE, CARD = "satchel-package", "satchel-card"  # a signature made for one is refused for the other
LONGEST = 4096  # an Ed25519 signature with its armour is about 300 bytes
_MAGIC, _VERSION = b"SSHSIG", 1
_TYPE, _HASH = b"ssh-ed25519", b"sha512"
_BEGIN, _END = b"-----BEGIN SSH SIGNATURE-----\n", b"-----END SSH SIGNATURE-----\n"
_WIDTH = 70


class SignatureBrokenError(AppError):
    """A signature that does not hold. Data: ``why`` (``armour``, ``form``, ``namespace``, ``key``, ``signature``)."""


def sign(key: keys.WriterKey, message: bytes, namespace: str) -> bytes:
    """Return the armoured signature over ``message``."""
    raw = key.sign(_to_be_signed(message, namespace))
    return _armour(_blob(key.public, raw, namespace))


def verify(message: bytes, armoured: bytes, namespace: str) -> bytes:
    """Return the 32-byte public key whose signature over ``message`` this is.

    Whether that key belongs to anyone is the roster's business, not this function's.

    Raises:
        SignatureBrokenError: not in canonical armour, another type, another namespace, or it does not hold.
    """
    blob = _unarmour(armoured)
    public, raw = _taken_apart(blob, namespace)
    if _blob(public, raw, namespace) != blob:
        raise SignatureBrokenError(why="form")
    try:
        keys.check_public_key(public)
    except keys.BadKeyError as error:
        raise SignatureBrokenError(why="key") from error
    if not keys.verify(public, _to_be_signed(message, namespace), raw):
        raise SignatureBrokenError(why="signature")
    return public


def public_line(public: bytes) -> str:
    """Return a public key as OpenSSH writes it, ``ssh-ed25519 AAAA…``."""
    return "ssh-ed25519 " + base64.b64encode(_text(_TYPE) + _text(public)).decode()


def allowed_signers_line(principal: str, public: bytes, namespaces: tuple[str, ...] = (PACKAGE, CARD)) -> str:
    """Return one line, newline included, of the list that ``ssh-keygen -Y verify -f`` takes.

    ``principal`` is a writer id or another name without blanks. No validity dates: OpenSSH before 8.7, which older
    Windows ships, does not read them.
    """
    return f'{principal} namespaces="{",".join(namespaces)}" {public_line(public)}\n'


def _text(data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + data


def _to_be_signed(message: bytes, namespace: str) -> bytes:
    digest = hashlib.sha512(message).digest()
    return _MAGIC + _text(namespace.encode()) + _text(b"") + _text(_HASH) + _text(digest)


def _blob(public: bytes, raw: bytes, namespace: str) -> bytes:
    key = _text(_TYPE) + _text(public)
    head = _MAGIC + struct.pack(">I", _VERSION) + _text(key) + _text(namespace.encode())
    return head + _text(b"") + _text(_HASH) + _text(_text(_TYPE) + _text(raw))


def _armour(blob: bytes) -> bytes:
    text = base64.b64encode(blob)
    lines = [text[at : at + _WIDTH] + b"\n" for at in range(0, len(text), _WIDTH)]
    return _BEGIN + b"".join(lines) + _END


def _unarmour(armoured: bytes) -> bytes:
    inner = armoured.removeprefix(_BEGIN).removesuffix(_END)
    try:
        blob = base64.b64decode(inner) if len(armoured) <= LONGEST else b""
    except binascii.Error as error:
        raise SignatureBrokenError(why="armour") from error
    if _armour(blob) != armoured:  # one signature has one spelling, or a copy could be told from its original
        raise SignatureBrokenError(why="armour")
    return blob


def _taken_apart(blob: bytes, namespace: str) -> tuple[bytes, bytes]:
    """Return public key and raw signature by their places; the caller builds the blob again and compares."""
    expected = _blob(bytes(keys.PUBLIC_BYTES), bytes(keys.SIGNATURE_BYTES), namespace)
    if len(blob) != len(expected):
        raise SignatureBrokenError(why="form" if _namespace_of(blob) == namespace.encode() else "namespace")
    start = len(_MAGIC) + 4 + 4 + len(_text(_TYPE)) + 4
    if _namespace_of(blob) != namespace.encode():
        raise SignatureBrokenError(why="namespace")
    return blob[start : start + keys.PUBLIC_BYTES], blob[-keys.SIGNATURE_BYTES :]


def _namespace_of(blob: bytes) -> bytes:
    """Return the namespace of an Ed25519 blob, or nothing when its key is of another type."""
    at = len(_MAGIC) + 4 + 4 + len(_text(_TYPE)) + 4 + keys.PUBLIC_BYTES
    size = int.from_bytes(blob[at : at + 4])
    return blob[at + 4 : at + 4 + size]
