"""Power cuts by replaying a log of writes: what a disk may hold after each, un-synced pages lost, kept or torn.

The log is taken at the doors through which the program and its database reach the disk (`tests.faults.medium`), in the
order in which the system was asked. A test holds the whole log, replayed, against what really lies there.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

PAGE, SECTOR = 4096, 512
SAID = "said"
NAMING = {"create", "rename", "unlink", "mkdir"}


@dataclass(frozen=True)
class Did:
    """One thing done in a folder. ``upto``: for a sync, how many things had been done when it began.

    Names are paths below the folder; ``file`` is the number of a file, whatever its name. ``at`` is the place of a
    write, and the new size of a ``cut``.
    """

    verb: str
    file: int = 0
    name: str = ""
    to: str = ""
    at: int = 0
    data: bytes = b""
    upto: int = 0


def after_cut(log: list[Did], dice: random.Random, *, strict: bool) -> dict[str, bytes]:
    """What the medium may hold when the power goes behind the last entry of ``log``.

    Un-synced pages are kept, lost or torn at sectors. Un-synced names: a first part of what was done to them stays
    (a journal), or with ``strict`` any of it (no journal).
    """
    names = _names(log, dice, strict=strict)
    return {name: _bytes(log, number, dice) for name, number in names.items() if number}


def whole(log: list[Did]) -> dict[str, bytes]:
    """What lies there when everything in the log has come to pass."""
    names = {name: number for name, number in _told(log, set(range(len(log)))).items() if number}
    found = {number: bytearray() for number in names.values()}
    for did in log:
        if did.file in found:
            _do(found[did.file], did)
    return {name: bytes(found[number]) for name, number in names.items()}


def _folder(name: str) -> str:
    return str(PurePosixPath(name).parent)


def _names(log: list[Did], dice: random.Random, *, strict: bool) -> dict[str, int]:
    sure: dict[str, int] = {}
    for did in log:
        if did.verb == "sync names":
            sure[did.name] = max(sure.get(did.name, 0), did.upto)
    loose = [at for at, did in enumerate(log) if did.verb in NAMING and at >= sure.get(_folder(did.to or did.name), 0)]
    kept = {at for at in loose if dice.random() < 0.5} if strict else set(loose[: dice.randint(0, len(loose))])
    return _told(log, set(range(len(log))) - (set(loose) - kept))


def _told(log: list[Did], happened: set[int]) -> dict[str, int]:
    """Names and the files behind them (0: a folder); what stands in a folder that is not there is not there."""
    names: dict[str, int] = {".": 0}
    for at, did in enumerate(log):
        if at not in happened:
            continue
        if did.verb == "create":
            names[did.name] = did.file
        elif did.verb == "mkdir":
            names[did.name] = 0
        elif did.verb == "rename" and did.name in names:
            names[did.to] = names.pop(did.name)
        elif did.verb == "rename" and did.file:  # the first name never came to the medium, the second did
            names[did.to] = did.file
        elif did.verb == "unlink":
            names.pop(did.name, None)
    return {name: number for name, number in names.items() if name == "." or _reached(names, name)}


def _reached(names: dict[str, int], name: str) -> bool:
    return all(str(above) in names for above in PurePosixPath(name).parents)


def _bytes(log: list[Did], number: int, dice: random.Random) -> bytes:
    sure = max((did.upto for did in log if did.verb == "sync" and did.file == number), default=0)
    found = bytearray()
    for at, did in enumerate(log):
        if did.file != number or did.verb not in {"write", "cut"}:
            continue
        if at < sure:
            _do(found, did)
        elif did.verb == "cut":
            if dice.random() < 0.5:
                _do(found, did)
        else:
            _perhaps(found, did, dice)
    return bytes(found)


def _perhaps(found: bytearray, did: Did, dice: random.Random) -> None:
    if dice.random() < 0.3 and len(found) < did.at + len(did.data):  # the length came, what is in it did not
        found.extend(bytes(did.at + len(did.data) - len(found)))
    for start in range(0, len(did.data), PAGE):
        fate, page = dice.random(), did.data[start : start + PAGE]
        if fate < 0.45:
            _put(found, did.at + start, page)
        elif fate < 0.6:
            _put(found, did.at + start, page[: SECTOR * dice.randint(0, PAGE // SECTOR)])


def _do(found: bytearray, did: Did) -> None:
    if did.verb == "write":
        _put(found, did.at, did.data)
    elif did.verb == "cut":
        del found[did.at :]
        found.extend(bytes(did.at - len(found)))


def _put(found: bytearray, at: int, data: bytes) -> None:
    if data:
        found.extend(bytes(max(0, at + len(data) - len(found))))
        found[at : at + len(data)] = data


def cuts(log: list[Did], count: int, seed: int, begun: int = 0) -> Iterator[tuple[list[Did], dict[str, bytes]]]:
    """So many cuts at different places: what had been done before each, and what the medium may hold.

    ``begun``: before that many entries the power does not go.
    """
    dice = random.Random(seed)  # noqa: S311 - a sample
    for number in range(count):
        end = len(log) if number == 0 else dice.randint(begun, len(log))
        before = log[:end]
        yield before, after_cut(before, dice, strict=bool(number % 2))


def said(log: list[Did]) -> list[str]:
    """What the program had said was done."""
    return [did.name for did in log if did.verb == SAID]
