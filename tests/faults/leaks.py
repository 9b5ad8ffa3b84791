"""Looking for clear text where none may be: in every file, in every spelling."""

import base64
import contextlib
import json
import math
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from app.storage.vault import Vault

SHORTEST = 5  # characters; shorter words may stand anywhere by chance


def sentinels(vault: Vault, each: int = 3) -> set[str]:
    """Some texts of every field of every kind a vault holds, and of every draft."""
    found: dict[tuple[str, str], list[str]] = {}
    with vault.database.read() as connection:
        for body, values in connection.execute("SELECT body, vals FROM change"):
            kind = json.loads(body)["kind"]
            for name, (_salt, value) in json.loads(values).items():
                found.setdefault((kind, name), []).extend(_texts(value))
        for kind, fields in connection.execute("SELECT kind, fields FROM draft"):
            found.setdefault((kind, "draft"), []).extend(_texts(json.loads(fields)))
    for sha256, size in vault.blobs():
        if size <= 1 << 20:
            with vault.open_blob(sha256) as reader:
                found.setdefault(("attachment", sha256), []).extend(_lines(reader.read()))
    return {text for texts in found.values() for text in sorted(filter(_telling, texts), key=len)[-each:]}


def _lines(data: bytes) -> Iterator[str]:
    """What can be read in an attachment: its lines, when it is text."""
    with contextlib.suppress(UnicodeDecodeError):
        yield from (line.strip() for line in data.decode().splitlines())


def _telling(text: str) -> bool:
    return len(text) >= SHORTEST and any(ord(char) > 0x3000 for char in text)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        # where a paper was laid: the folder is no secret, the name of the file tells whom it is about
        yield value.rpartition("/")[2] if value.startswith("/") else value
    elif isinstance(value, dict):
        for item in value.values():
            yield from _texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)


def spellings(text: str) -> Iterator[bytes]:
    """The ways in which a text may lie in a file."""
    plain = text.encode()
    for raw in (plain, text.encode("utf-16-le"), text.encode("utf-16-be")):
        yield raw
        for shift in range(3):  # base64 of it when it begins at any place of a longer text
            yield base64.b64encode(b"\0" * shift + raw)[4 if shift else 0 : -4]
    yield json.dumps(text)[1:-1].encode()
    yield plain.hex().encode()


def unpacked(data: bytes) -> Iterator[bytes]:
    """The data, and whatever in it zlib, gzip or a zip file would have packed."""
    yield data
    for start in (b"\x78\x01", b"\x78\x9c", b"\x78\xda", b"\x1f\x8b\x08"):
        at = data.find(start)
        while at >= 0:
            with contextlib.suppress(zlib.error):
                yield zlib.decompressobj(zlib.MAX_WBITS | 32).decompress(data[at : at + 65536])
            at = data.find(start, at + 1)


def found_in(folder: Path, texts: set[str], *, skip: set[str]) -> list[str]:
    """Files of a folder in which one of these texts can be read."""
    needles = {needle: text for text in texts for needle in spellings(text[:24]) if len(needle) >= 8}
    leaks = []
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        name = str(path.relative_to(folder))
        if name in skip:
            continue
        for piece in unpacked(path.read_bytes()):
            text = next((text for needle, text in needles.items() if needle in piece), None)
            if text is not None:
                leaks.append(f"{name}: {text}")
                break
    return leaks


def bits(data: bytes) -> float:
    """Entropy in bits a byte."""
    size = len(data)
    return -sum(count / size * math.log2(count / size) for count in Counter(data).values())
