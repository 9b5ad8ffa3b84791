"""What the program and its worker say to each other: a length, a few words of JSON, then plain bytes."""

import json
import os
import struct
from collections.abc import Iterator
from typing import Any

LONGEST = 4096  # bytes of the words of one message
BLOCK = 1 << 20


class CutShortError(Exception):
    """The other side is gone, or says what no side may say."""


def send(descriptor: int, words: dict[str, Any], payload: bytes | memoryview = b"") -> None:
    """Write one message and what follows it."""
    told = json.dumps(words).encode()
    write(descriptor, struct.pack(">I", len(told)) + told)
    write(descriptor, payload)


def receive(descriptor: int) -> dict[str, Any]:
    """Read the words of one message.

    Raises:
        CutShortError: the other side ended, or its words are too long or no JSON object.
    """
    (length,) = struct.unpack(">I", read(descriptor, 4))
    if length > LONGEST:
        raise CutShortError
    try:
        words = json.loads(read(descriptor, length))
    except (ValueError, RecursionError) as error:
        raise CutShortError from error
    if not isinstance(words, dict):
        raise CutShortError
    return words


def read(descriptor: int, size: int) -> bytearray:
    """Read exactly so many bytes.

    Raises:
        CutShortError: the other side ended before.
    """
    found, at = bytearray(size), 0
    for piece in pieces(descriptor, size):
        found[at : at + len(piece)] = piece
        at += len(piece)
    return found


def pieces(descriptor: int, size: int) -> Iterator[bytes]:
    """Yield exactly so many bytes as they come.

    Raises:
        CutShortError: the other side ended before.
    """
    while size:
        piece = os.read(descriptor, min(size, BLOCK))
        if not piece:
            raise CutShortError
        size -= len(piece)
        yield piece


def write(descriptor: int, data: bytes | memoryview) -> None:
    """Write all of it."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest[:BLOCK]) :]
