"""The form of ``vault.json``: its parts, bytes, checks and place on disk. `header` says what is done with it."""

import base64
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

from app.errors import AppError, NotFoundError
from app.records import canonical
from app.security import durable, kdf

FORMAT, VERSION = "satchel-vault", 1
NAME, PREVIOUS = "vault.json", ".previous"
LONGEST = 1 << 20
MOST_SLOTS, MOST_COSTS = 256, 8  # an unlock derives once for each distinct cost
_KEYS = {"check", "format", "generation", "inside", "office", "practice", "recovery", "salt", "slots", "v", "vault"}
_HEX32, _FINGERPRINT = re.compile(r"[0-9a-f]{32}\Z"), re.compile(r"([0-9a-f]{64})?\Z")


class DamagedHeaderError(AppError):
    """The header is Satchel's and not as it was written. Data: ``why``."""


class ForeignFileError(AppError):
    """What lies there is not Satchel's, or nothing lies there. Data: ``path`` (text), ``why``."""


class NewerFormatError(AppError):
    """Written by a later release. Data: ``found``, ``known``."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One person's way in. ``person`` opens with the passphrase, ``data`` with the identity found in it."""

    id: str
    cost: kdf.KdfCost
    person: bytes = field(repr=False)
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Header:
    """A whole header. ``inside`` binds it all to the data key; ``office`` is a fingerprint or ''."""

    vault: str
    salt: str
    generation: int
    practice: bool
    office: str
    slots: tuple[Slot, ...]
    recovery: bytes = field(repr=False)
    inside: bytes = field(repr=False)

    def slot(self, slot_id: str) -> Slot:
        """Return one slot.

        Raises:
            NotFoundError: no such slot.
        """
        for slot in self.slots:
            if slot.id == slot_id:
                return slot
        raise NotFoundError(what="slot", name=slot_id)


def to_bytes(header: Header) -> bytes:
    """Return the file's bytes."""
    body = {**_body(header), "inside": _base64(header.inside)}
    return canonical.write({**body, "check": _check(body)}) + b"\n"


def parse(data: bytes, where: str = NAME) -> Header:
    """Read a header's bytes: a file, or the copy that a package carries.

    Raises:
        ForeignFileError: not a header of Satchel's.
        DamagedHeaderError: not canonical, or the checksum differs, or what it says cannot be.
        NewerFormatError: sound, and of a later version.
    """
    if not _looks_ours(data):
        raise ForeignFileError(path=where, why="format")
    whole = _canonical(data)
    body = {name: value for name, value in whole.items() if name != "check"}
    _demand(whole.get("check") == _check(body), "check")
    if whole.get("format") != FORMAT:
        raise ForeignFileError(path=where, why="format")
    version = whole.get("v")
    if type(version) is int and version > VERSION:
        raise NewerFormatError(found=version, known=VERSION)
    return _from_body(whole)


def read(path: Path) -> Header:
    """Read the header at ``path``.

    Raises:
        ForeignFileError: nothing there, or not a header of Satchel's.
        DamagedHeaderError: as `parse`.
        NewerFormatError: as `parse`.
    """
    if not path.is_file():
        raise ForeignFileError(path=str(path), why="missing")
    with path.open("rb") as file:
        return parse(file.read(LONGEST + 1), str(path))


def write(header: Header, path: Path) -> None:
    """Put the header at ``path``, durably; what stood there is kept beside it when it was sound.

    At every moment ``path`` holds a whole header, the old or the new.
    """
    try:
        before = to_bytes(read(path))
    except (ForeignFileError, DamagedHeaderError, NewerFormatError):
        before = b""  # a good previous one is not overwritten with a damaged one
    if before:
        durable.write_bytes(previous_of(path), before)
    durable.write_bytes(path, to_bytes(header))


def previous_of(path: Path) -> Path:
    """Return where the header before the last change is kept."""
    return path.with_name(path.name + PREVIOUS)


def forget_previous(path: Path) -> None:
    """Remove the previous header: called after the first unlock under the new one."""
    durable.remove(previous_of(path))


def bound(header: Header) -> bytes:
    """Everything the header says but ``inside`` and ``check``: the associated data of ``inside``."""
    return canonical.write(_body(header))


def person_bound(header: Header, slot_id: str, cost: kdf.KdfCost) -> bytes:
    """Return the associated data of a slot's ``person``."""
    what = {"id": slot_id, "kdf": _cost(cost), "salt": header.salt, "vault": header.vault, "what": "person"}
    return canonical.write(what)


def _looks_ours(data: bytes) -> bool:
    """Tell a damaged header from a foreign file; a power cut may leave nothing or zeros."""
    return FORMAT.encode() in data or data.startswith(b'{"check":"') or not data.strip(b"\0")


def _canonical(data: bytes) -> dict[str, Any]:
    _demand(len(data) <= LONGEST and data.endswith(b"\n"), "not canonical")
    try:
        whole = canonical.read(data[:-1])
    except canonical.NotCanonicalError as error:
        raise DamagedHeaderError(why="not canonical") from error
    _demand(isinstance(whole, dict), "not canonical")
    return dict(whole)


def _from_body(whole: Mapping[str, Any]) -> Header:
    _demand(set(whole) == _KEYS and type(whole["v"]) is int and whole["v"] == VERSION, "keys")
    _demand(_text(whole["vault"], _HEX32) and _text(whole["salt"], _HEX32), "vault or salt")
    _demand(_text(whole["office"], _FINGERPRINT) and type(whole["practice"]) is bool, "office or practice")
    _demand(type(whole["generation"]) is int and whole["generation"] >= 1, "generation")
    listed = whole["slots"]
    _demand(isinstance(listed, list) and 1 <= len(listed) <= MOST_SLOTS, "slots")
    slots = tuple(_slot(one) for one in listed)
    _demand(all(a.id < b.id for a, b in pairwise(slots)), "order of slots")
    _demand(len({slot.cost for slot in slots}) <= MOST_COSTS, "costs")
    return Header(
        whole["vault"],
        whole["salt"],
        whole["generation"],
        whole["practice"],
        whole["office"],
        slots,
        _unbase64(whole["recovery"]),
        _unbase64(whole["inside"]),
    )


def _slot(one: Any) -> Slot:
    _demand(isinstance(one, dict) and set(one) == {"data", "id", "kdf", "person"}, "slot")
    cost = one["kdf"]
    _demand(_text(one["id"], _HEX32) and isinstance(cost, dict) and set(cost) == {"m", "p", "t"}, "slot")
    _demand(all(type(number) is int for number in cost.values()), "costs")
    try:
        bounded = kdf.KdfCost(cost["m"], cost["t"], cost["p"])
    except kdf.KdfOutOfBoundsError as error:
        raise DamagedHeaderError(why="costs") from error
    return Slot(one["id"], bounded, _unbase64(one["person"]), _unbase64(one["data"]))


def _body(header: Header) -> dict[str, Any]:
    slots = [
        {"data": _base64(s.data), "id": s.id, "kdf": _cost(s.cost), "person": _base64(s.person)} for s in header.slots
    ]
    return {
        "format": FORMAT,
        "generation": header.generation,
        "office": header.office,
        "practice": header.practice,
        "recovery": _base64(header.recovery),
        "salt": header.salt,
        "slots": slots,
        "v": VERSION,
        "vault": header.vault,
    }


def _cost(cost: kdf.KdfCost) -> dict[str, int]:
    return {"m": cost.m, "p": cost.p, "t": cost.t}


def _check(body: Mapping[str, Any]) -> str:
    return hashlib.sha256(canonical.write(body)).hexdigest()


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _unbase64(text: Any) -> bytes:
    _demand(isinstance(text, str), "base64")
    try:
        data = base64.b64decode(text, validate=True)
    except ValueError as error:
        raise DamagedHeaderError(why="base64") from error
    _demand(_base64(data) == text, "base64")
    return data


def _text(value: Any, pattern: re.Pattern[str]) -> bool:
    return isinstance(value, str) and pattern.match(value) is not None


def _demand(holds: object, why: str) -> None:
    if not holds:
        raise DamagedHeaderError(why=why)
