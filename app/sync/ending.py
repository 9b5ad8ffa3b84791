"""Ending a key on the roster at number and hash, and moving that end for honest work that came late."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.errors import NotFoundError
from app.records.change import COMMON
from app.storage.types import Chain, NewChange
from app.storage.vault import Vault
from app.sync.refusals import EndNotHeldError, NotAnOfficeError


@dataclass(frozen=True, slots=True)
class Late:
    """Changes of an ended key that stand behind its end: in which chain, how many, and where that chain now ends."""

    writer: str
    person: str
    scope: str
    ended: int
    count: int
    last: Chain


def end(vault: Vault, writer: str, *, reason: str, day: str = "") -> None:
    """End a key where its chains stand here now: what is held counts, what comes later does not.

    Raises:
        NotAnOfficeError: only the office signs the roster.
        NotFoundError: no such key on the roster.
    """
    tips = {scope: [chain.n, chain.id] for scope, chain in vault.chains().get(writer, {}).items()}
    # a key that never wrote anything is ended too: before its first change
    fields = {"ended": tips or {COMMON: [0, ""]}, "ended_reason": reason}
    _write(vault, writer, {**fields, **({"ended_on": day} if day else {})})
    vault.log("enrol", writer, {"ended": reason})


def extend(vault: Vault, writer: str, upto: Mapping[str, int]) -> None:
    """Move the end of a key to later numbers of some scopes, after an officer has looked at what came late.

    Raises:
        NotAnOfficeError: only the office signs the roster.
        NotFoundError: no such key on the roster.
        EndNotHeldError: the number is not held here without a gap or a fork, or lies before the end.
    """
    entry = vault.roster().writers.get(writer)
    if entry is None:
        raise NotFoundError(what="writer", name=writer)
    ended = {scope: list(at) for scope, at in entry.ended.items()}
    tips = vault.chains().get(writer, {})
    for scope, number in upto.items():
        before = entry.ended.get(scope, (0, ""))[0]
        ids = [cid for _, cid, _ in vault.lines(writer, scope, number - 1, number)]
        if not before <= number <= (tips[scope].n if scope in tips else 0) or len(ids) != 1:
            raise EndNotHeldError(writer=writer, scope=scope, number=number)
        ended[scope] = [number, ids[0]]
    _write(vault, writer, {"ended": ended})
    vault.log("enrol", writer, {"extended": dict(upto)})


def late(vault: Vault) -> list[Late]:
    """Work of ended keys that came after their end: an officer may move the end, or leave it."""
    found = []
    for writer, entry in sorted(vault.roster().writers.items()):
        for scope, tip in sorted(vault.chains().get(writer, {}).items() if entry.ended else ()):
            number = entry.ended.get(scope, (0, ""))[0]
            if tip.n > number:
                found.append(Late(writer, entry.person, scope, number, tip.n - number, tip))
    return found


def _write(vault: Vault, writer: str, fields: dict[str, object]) -> None:
    if vault.office is None:
        raise NotAnOfficeError(what="ended")
    entry = vault.roster().writers.get(writer)
    if entry is None or entry.office:
        raise NotFoundError(what="writer", name=writer)
    if vault.record(writer, COMMON) is None:
        raise NotFoundError(what="writer", name=writer)
    vault.write([NewChange("writer", writer, COMMON, fields, as_office=True)])
