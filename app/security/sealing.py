"""Sealing with age: only the named recipients open it, and a single changed byte is refused.

Satchel writes and reads one profile of age v1: X25519 recipients, not armoured, header of at most 64 KiB.
"""

import base64
import io
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Protocol

from app.errors import AppError
from app.records import canonical
from app.security import age, keys

LONGEST_HEADER = 1 << 16
SMALLEST_VALUE = 256  # bytes of a sealed value's plaintext; then powers of two
SEALED = "~sealed"
_BLOCK = 1 << 16
_STANZA = rb"-> [!-~]+(?: [!-~]+)*\n(?:[A-Za-z0-9+/]{64}\n)*[A-Za-z0-9+/]{0,63}\n"
_HEADER = re.compile(rb"age-encryption\.org/v1\n(?:" + _STANZA + rb")+--- [A-Za-z0-9+/]{43}\n")
_KINDS = re.compile(rb"^-> (\S+)", re.MULTILINE)
_END = re.compile(rb"\n---[^\n]*\n")
_OURS, _GREASE = b"X25519", b"-grease"  # writers add meaningless stanzas so that readers stay tolerant of new ones


class SealBrokenError(AppError):
    """Sealed bytes that cannot be opened as they are: damaged, cut, or not sealed by Satchel. Data: ``why``."""


class NotForMeError(AppError):
    """Sealed to others: none of the identities at hand opens it."""


class MisplacedSealError(AppError):
    """A sealed value that was made for another record or field. Data: ``record``, ``field`` where it stood."""


class Reader(Protocol):
    """Where bytes come from. ``read(size)`` may return fewer, and nothing at the end."""

    def read(self, size: int, /) -> bytes:
        """Return up to ``size`` bytes."""


class Writer(Protocol):
    """Where bytes go. ``write`` takes all of them or raises."""

    def write(self, data: bytes, /) -> object:
        """Take ``data``."""


def seal_stream(reader: Reader, writer: Writer, recipients: Sequence[str]) -> None:
    """Seal everything ``reader`` gives to all ``recipients`` (``age1…``).

    An exception of the reader or writer (a full stick, a person's *stop*) comes out as it is.

    Raises:
        BadRecipientError: a recipient is not a plain X25519 one, or there is none.
    """
    _recipients(recipients)
    for piece in age.seal(reader, recipients):
        writer.write(piece)


def open_stream(reader: Reader, writer: Writer, identities: Sequence[keys.Identity]) -> int:
    """Open a sealed stream into ``writer`` and return how many recipients it was sealed to.

    Until this returns, nothing that ``writer`` got may be believed: a cut file fails only at its end.
    An exception of the reader or writer comes out as it is.

    Raises:
        NotForMeError: sealed to others.
        SealBrokenError: not in Satchel's profile, changed, or cut.
    """
    count, pieces = opened(reader, identities)
    for piece in pieces:
        writer.write(piece)
    return count


def opened(reader: Reader, identities: Sequence[keys.Identity]) -> tuple[int, Iterator[bytes]]:
    """Open a sealed stream piece by piece; returns how many recipients it has, and the pieces.

    Nothing of them may be believed before they have come to their own end.

    Raises:
        NotForMeError: sealed to others.
        SealBrokenError: not in Satchel's profile, changed, or cut; also while pieces are taken.
    """
    data = _header_from(reader)
    count = _count_recipients(data)
    end = _END.search(data)
    if end is None:  # pragma: no cover - `_header_from` has seen it
        raise SealBrokenError(why="header")
    with _refused():
        key = age.open_header(data[: end.end()], identities)
    return count, _pieces(_Joined(data[end.end() :], reader), key)


def _pieces(reader: Reader, key: bytes) -> Iterator[bytes]:
    with _refused():
        yield from age.open_chunks(reader, key)


@contextmanager
def _refused() -> Iterator[None]:
    try:
        yield
    except age.NoKeyFitsError as error:
        raise NotForMeError from error
    except age.BrokenStreamError as error:
        raise SealBrokenError(why=error.why) from error


def seal_bytes(data: bytes, recipients: Sequence[str]) -> bytes:
    """Seal ``data``.

    Raises:
        BadRecipientError: as `seal_stream`.
    """
    import pyrage

    return pyrage.encrypt(data, _recipients(recipients))


def open_bytes(sealed: bytes, identities: Sequence[keys.Identity]) -> bytes:
    """Open what `seal_bytes` or `seal_stream` sealed.

    Raises:
        NotForMeError: sealed to others.
        SealBrokenError: not in Satchel's profile, changed, or cut.
    """
    import pyrage

    _count_recipients(_header_from(io.BytesIO(sealed)))
    try:
        return pyrage.decrypt(sealed, [one.key() for one in identities])
    except Exception as error:  # whatever the library says, it is not opened
        raise _refusal(error) from error


def seal_value(record: str, field: str, value: canonical.JsonValue, recipients: Sequence[str]) -> dict[str, str]:
    """Seal one value of a change, bound to its record and field and padded (docs/change-format.md, "Sealed value").

    Raises:
        BadRecipientError: as `seal_stream`.
        NotCanonicalError: the value is not canonical JSON.
    """
    bare = canonical.write({"f": field, "pad": "", "r": record, "v": value})
    room = max(SMALLEST_VALUE, 1 << (len(bare) - 1).bit_length())
    padded = canonical.write({"f": field, "pad": "0" * (room - len(bare)), "r": record, "v": value})
    return {SEALED: base64.b64encode(seal_bytes(padded, recipients)).decode()}


def is_sealed(value: canonical.JsonValue) -> bool:
    """Tell whether a value of a change has the form of a sealed one."""
    return isinstance(value, dict) and set(value) == {SEALED} and isinstance(value[SEALED], str)


def open_value(
    record: str, field: str, sealed: canonical.JsonValue, identities: Sequence[keys.Identity]
) -> canonical.JsonValue:
    """Open one sealed value that stands in ``field`` of ``record``.

    Raises:
        NotForMeError: sealed to others.
        MisplacedSealError: it was made for another record or field.
        SealBrokenError: changed, cut, or not a sealed value.
    """
    inner = _inside(open_bytes(_sealed_bytes(sealed), identities))
    if inner["r"] != record or inner["f"] != field:
        raise MisplacedSealError(record=record, field=field)
    return inner["v"]


def _sealed_bytes(sealed: canonical.JsonValue) -> bytes:
    if not is_sealed(sealed):
        raise SealBrokenError(why="form")
    try:
        data = base64.b64decode(sealed[SEALED], validate=True)
    except ValueError as error:
        raise SealBrokenError(why="base64") from error
    if base64.b64encode(data).decode() != sealed[SEALED]:
        raise SealBrokenError(why="base64")
    return data


def _inside(plain: bytes) -> dict[str, Any]:
    try:
        inner = canonical.read(plain)
    except canonical.NotCanonicalError as error:
        raise SealBrokenError(why="content") from error
    sound = isinstance(inner, dict) and set(inner) == {"f", "pad", "r", "v"}
    if not sound or not isinstance(inner["pad"], str) or inner["pad"].strip("0"):
        raise SealBrokenError(why="content")
    if len(plain) < SMALLEST_VALUE or len(plain) & (len(plain) - 1):
        raise SealBrokenError(why="padding")
    return dict(inner)


def _recipients(recipients: Sequence[str]) -> list[Any]:
    if not recipients:
        raise keys.BadRecipientError(recipient="")
    return [keys.recipient_key(text) for text in recipients]


def _header_from(source: Reader) -> bytes:
    """Read an age header and what came with its last block.

    Raises:
        SealBrokenError: no end of a header within its limit.
    """
    data = b""
    while not _END.search(data):
        block = source.read(_BLOCK) if len(data) < LONGEST_HEADER else b""
        if not block:
            raise SealBrokenError(why="header")
        data += block
    return data


def _count_recipients(data: bytes) -> int:
    """Check the header at the start of ``data`` against the profile; return the number of its recipients."""
    match = _HEADER.match(data)
    if match is None or match.end() > LONGEST_HEADER:
        raise SealBrokenError(why="header")
    kinds = _KINDS.findall(match.group())
    if not all(kind == _OURS or kind.endswith(_GREASE) for kind in kinds):
        raise SealBrokenError(why="recipient type")
    return kinds.count(_OURS)


def _refusal(error: Exception) -> AppError:
    # WORKAROUND pyrage 1.4: one exception type for "no key fits" and "damaged"; a test pins the words.
    if str(error) == "No matching keys found":
        return NotForMeError()
    return SealBrokenError(why="content")


class _Joined:
    """Bytes already read, then the rest."""

    def __init__(self, first: bytes, rest: Reader) -> None:
        self._first, self._rest = first, rest

    def read(self, size: int, /) -> bytes:
        if self._first:
            piece, self._first = self._first[:size], self._first[size:]
            return piece
        return self._rest.read(size)
