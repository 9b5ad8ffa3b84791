"""Attachments of the practice round, made in memory: a photo, a list, a recording. No file is ever written for them."""

import array
import hashlib
import io
import math
import struct
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO, cast

from app.practice import sheets
from app.practice.dice import Dice
from app.practice.talks import Talk
from app.practice.village import Village
from app.storage.types import NewChange
from app.storage.vault import Vault

MEGABYTE = 1_000_000
RATE = 8000  # samples a second of the recording, 16 bits, one channel
TONES = (196, 220, 247, 262, 294, 330, 349, 392)


@dataclass(frozen=True, slots=True)
class Paper:
    """One file: its place, name and kind, the record it belongs to, and what gives its bytes."""

    rec: str
    parent: str
    scope: str
    name: str
    sort: str
    media_type: str
    at: str
    open: Callable[[], BinaryIO]
    note: str = ""


def keep(vault: Vault, paper: Paper, taken_by: str = "") -> NewChange:
    """Seal a paper into the vault and return the change that makes it an attachment."""
    meter = _Hashing(paper.open())
    parts = vault.put_blob(cast("BinaryIO", meter))
    fields: dict[str, Any] = {
        "name": paper.name,
        "sort": paper.sort,
        "media_type": paper.media_type,
        "size": meter.size,
        "sha256": meter.digest.hexdigest(),
        "parts": [[digest, size] for digest, size in parts],
        "taken_at": paper.at,
    }
    more: Mapping[str, str] = {"taken_by": taken_by, "note": paper.note}
    fields |= {name: value for name, value in more.items() if value}
    return NewChange("attachment", paper.rec, paper.scope, fields, parent=paper.parent)


def of_village(village: Village) -> list[Paper]:
    """A photo and a list that belong to the village file."""
    dice = village.dice.at("papers")
    own = (village.rec, village.scope)
    day = dice.moment(-5, "10:20")
    photo = Paper(
        dice.rec("photo"), *own, "演练-路面裂缝.png", "photo", "image/png", day, lambda: picture(dice), "从小桥拍向晒场"
    )
    listed = Paper(
        dice.rec("list"), *own, "演练-误工补助名册.csv", "table", "text/csv", day, lambda: table(village), "会计提供"
    )
    return [photo, listed]


def of_talk(talk: Talk) -> list[Paper]:
    """The scan of the signed paper, for a talk that was signed."""
    if talk.plan.signing in ("", "internal"):
        return []
    dice = talk.dice.at("scan")
    at = talk.dice.moment(talk.plan.day, talk.plan.ends)
    own = (talk.rec, talk.village.scope)
    return [Paper(dice.rec(), *own, "演练-签字页扫描.png", "signed", "image/png", at, lambda: sheets.signed_page(dice))]


def recording(talk: Talk, megabytes: int) -> Paper:
    """The recording of a talk, so many million bytes long."""
    dice = talk.dice.at("recording")
    at = talk.dice.moment(talk.plan.day, talk.plan.ends or talk.plan.begins)
    own = (talk.rec, talk.village.scope)
    return Paper(
        dice.rec(),
        *own,
        "演练-谈话录音.wav",
        "recording",
        "audio/wav",
        at,
        lambda: cast("BinaryIO", Recording(dice, megabytes * MEGABYTE)),
        "经批准并告知本人后录音（演练，内容是几个音）",
    )


def picture(dice: Dice, width: int = 640, height: int = 420) -> BinaryIO:
    """A PNG: soft stripes with a dark crack through them."""
    tint = [dice.number(120, 200) for _ in range(3)]
    crack = dice.number(width // 4, width // 2)
    rows = bytearray()
    for y in range(height):
        crack = min(width - 4, max(0, crack + dice.number(-3, 3)))
        row = bytearray(bytes(min(255, c + (y * 40 // height)) for c in tint) * width)
        row[crack * 3 : crack * 3 + 9] = bytes(9)
        rows += b"\0" + row
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = (b"IHDR", head), (b"IDAT", zlib.compress(bytes(rows), 6)), (b"IEND", b"")
    return io.BytesIO(b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*chunk) for chunk in chunks))


def table(village: Village) -> BinaryIO:
    """A list as comma separated text, with the mark that spreadsheet programs look for."""
    dice = village.dice.at("table")
    rows = ["序号,姓名,组别,工日,金额（元）,签字"]
    for number, person in enumerate(dice.some(village.people, 24), 1):
        days = dice.number(1, 9)
        rows.append(
            f"{number},{person.name},{person.group},{days},{days * 120},{'代签' if dice.chance(20) else '本人'}"
        )
    return io.BytesIO(("\ufeff" + "\r\n".join(rows) + "\r\n").encode())


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


class Recording:
    """A WAV of a wanted size, read piece by piece: a tune of made-up tones that any player plays."""

    def __init__(self, dice: Dice, size: int) -> None:
        data = max(0, size - 44)
        parts = (b"RIFF", 36 + data, b"WAVE", b"fmt ", 16, 1, 1, RATE, RATE * 2, 2, 16, b"data", data)
        self._buffer = struct.pack("<4sI4s4sIHHIIHH4sI", *parts)
        self._left = size
        self._tones = [_tone(frequency) for frequency in TONES]
        self._dice = dice

    def read(self, size: int = -1) -> bytes:
        """Read on; the last piece is shorter."""
        wanted = self._left if size < 0 else min(size, self._left)
        pieces, held = [self._buffer], len(self._buffer)
        while held < wanted:
            pieces.append(self._dice.pick(self._tones))
            held += len(pieces[-1])
        whole = b"".join(pieces)
        self._buffer = whole[wanted:]
        self._left -= wanted
        return whole[:wanted]


def _tone(frequency: int) -> bytes:
    samples = array.array("h", (int(6000 * math.sin(2 * math.pi * frequency * n / RATE)) for n in range(RATE // 2)))
    return samples.tobytes()


class _Hashing:
    """Counts and hashes what is read through it."""

    def __init__(self, inner: BinaryIO) -> None:
        self._inner, self.digest, self.size = inner, hashlib.sha256(), 0

    def read(self, size: int = -1) -> bytes:
        data = self._inner.read(size)
        self.digest.update(data)
        self.size += len(data)
        return data
