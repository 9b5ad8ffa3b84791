"""Canonical ustar (docs/package-format.md): for a name and a size there is exactly one header."""

from collections.abc import Callable, Generator, Iterable, Iterator
from typing import TypeVar

BLOCK = 512
END = bytes(2 * BLOCK)
PIECE = 1 << 18  # bytes handed on at a time
LARGEST = 8**11 - 1
T = TypeVar("T")
Steps = Generator[None, bytes, T]  # a coroutine that is sent bytes and returns a T


class BrokenArchiveError(Exception):
    """The stream is no canonical ustar. ``why`` is a code; the package reader turns it into a refusal."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def header(name: str, size: int) -> bytes:
    """Return the one header of a member.

    Raises:
        ValueError: the name or size does not fit ustar.
    """
    folder, base = ("", name) if len(name) <= 100 else _split(name)
    if not (0 <= size <= LARGEST and name.isascii() and 0 < len(base) <= 100 and len(folder) <= 155):
        raise ValueError(name)
    block = bytearray(BLOCK)
    block[0 : len(base)] = base.encode()
    block[100:108] = b"0000644\0"
    block[108:116] = block[116:124] = b"0000000\0"
    block[124:136] = b"%011o\0" % size
    block[136:148] = b"00000000000\0"
    block[148:156] = b"        "
    block[156:157] = b"0"
    block[257:265] = b"ustar\x0000"
    block[345 : 345 + len(folder)] = folder.encode()
    block[148:156] = b"%06o\0 " % sum(block)
    return bytes(block)


def _split(name: str) -> tuple[str, str]:
    folder, _, base = name.rpartition("/")
    return folder, base


def padded(size: int) -> int:
    """Bytes a member of ``size`` takes in the archive, header included."""
    return BLOCK + size + -size % BLOCK


def archive(members: Iterable[tuple[str, int, Callable[[], Iterable[bytes]]]]) -> Iterator[bytes]:
    """Yield the archive of (name, size, chunks) members, in pieces.

    Raises:
        BrokenArchiveError: a member gave more or fewer bytes than it said (``why`` = ``size``).
    """
    for name, size, chunks in members:
        yield header(name, size)
        given = 0
        for chunk in chunks():
            given += len(chunk)
            yield chunk
        if given != size:
            raise BrokenArchiveError("size")
        if size % BLOCK:
            yield bytes(-size % BLOCK)
    yield END


class Reader:
    """Reads members one after another from a stream that is fed to it (`app.sync.streams.Feed`).

    Its methods are coroutines: they yield when they need more bytes and are sent them, b'' at the end of the stream.
    So one parser serves a library that pushes, without a thread in between.
    """

    def __init__(self) -> None:
        self._held = memoryview(b"")
        self._left = self._pad = 0

    def next(self, *, limit: int = LARGEST) -> Steps[tuple[str, int] | None]:
        """Return name and size of the next member, or None at the end, after which nothing follows.

        Raises:
            BrokenArchiveError: cut, trailing data, a header other than the canonical one, or a size above ``limit``.
        """
        yield from self._finish()
        block = yield from self._exactly(BLOCK)
        if not any(block):
            if any((yield from self._exactly(BLOCK))):
                raise BrokenArchiveError("end")
            if (yield from self._some(1)):
                raise BrokenArchiveError("trailing")
            return None
        name, size = _parse(block)
        if size > limit:
            raise BrokenArchiveError("too-big")
        self._left, self._pad = size, -size % BLOCK
        return name, size

    def piece(self) -> Steps[memoryview]:
        """Return some bytes of the current member, none at its end. They are to be used before the next step.

        Raises:
            BrokenArchiveError: the stream ends inside the member.
        """
        if not self._left:
            return memoryview(b"")
        data = yield from self._some(self._left)
        if not data:
            raise BrokenArchiveError("cut")
        self._left -= len(data)
        return data

    def whole(self) -> Steps[bytearray]:
        """Return what is left of the current member.

        Raises:
            BrokenArchiveError: the stream ends inside the member.
        """
        data = yield from self._exactly(self._left)
        self._left = 0
        return data

    def _finish(self) -> Steps[None]:
        while self._left:
            yield from self.piece()
        if self._pad and any((yield from self._exactly(self._pad))):
            raise BrokenArchiveError("padding")
        self._pad = 0

    def _some(self, most: int) -> Steps[memoryview]:
        if not self._held:
            self._held = memoryview((yield))
        data, self._held = self._held[:most], self._held[most:]
        return data

    def _exactly(self, size: int) -> Steps[bytearray]:
        found, at = bytearray(size), 0
        while at < size:
            data = yield from self._some(size - at)
            if not data:
                raise BrokenArchiveError("cut")
            found[at : at + len(data)] = data
            at += len(data)
        return found


def _parse(block: bytes | bytearray) -> tuple[str, int]:
    """Read name and size, then demand that the block is the header we would have written for them."""
    try:
        name = block[0:100].rstrip(b"\0").decode("ascii")
        folder = block[345:500].rstrip(b"\0").decode("ascii")
        size = int(block[124:135], 8)
        whole = f"{folder}/{name}" if folder else name
        expected = header(whole, size)
    except ValueError as error:
        raise BrokenArchiveError("header") from error
    if expected != block:
        raise BrokenArchiveError("header")
    return whole, size
