"""Is the vault whole? Every page, every change with its signature and its place in the chain, every attachment part."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from app.jobs import Progress
from app.records import canonical
from app.records.change import commitment
from app.security import header as headers
from app.security import keys
from app.storage.blobs import DamagedBlobError, MissingBlobError

if TYPE_CHECKING:
    from app.storage.vault import Vault

SLICE = 500  # changes judged together
READ = """
SELECT h.row, h.id, h.n, h.rec, h.body, h.sig, h.vals, c.row, c.writer, c.scope
  FROM change h
  JOIN chain c ON c.row = h.chain
 WHERE h.row > ?
   AND h.package NOT IN (SELECT row FROM package WHERE state = 'staging')
 ORDER BY h.row
 LIMIT ?
"""
LINKS = """
SELECT c.writer, c.scope, h.n, h.id, h.body
  FROM change h
  JOIN chain c ON c.row = h.chain
 WHERE h.package NOT IN (SELECT row FROM package WHERE state = 'staging')
 ORDER BY c.row, h.n, h.id
"""
TIPS = "SELECT c.writer, c.scope, t.n, t.id FROM tip t JOIN chain c ON c.row = t.chain"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not right. ``grave`` ones are damage; the others want to be known (a gap, an unknown key).

    Codes: page, header, row, id, commitment, signature, unknown-key, gap, link, fork, tip, blob-missing,
    blob-damaged.
    """

    code: str
    subject: str = ""
    details: Mapping[str, Any] = field(default_factory=dict)
    grave: bool = True


@dataclass(frozen=True, slots=True)
class Verified:
    """What was looked at, and what was found."""

    changes: int
    chains: int
    signatures: int
    blobs: int
    blob_bytes: int
    findings: tuple[Finding, ...]

    @property
    def sound(self) -> bool:
        """Whether nothing is damaged."""
        return not any(one.grave for one in self.findings)


def verify(vault: "Vault", known: Mapping[str, str], progress: Progress | None = None) -> Verified:
    """Check the whole vault; nothing is changed or mended.

    Args:
        vault: an open vault.
        known: writer id → signing key in hex of writers that are not on the roster (yet).
        progress: counts changes, then attachment parts.

    Raises:
        CancelledError: stopped on the way.
    """
    steps = progress or Progress()
    found: list[Finding] = [Finding("page", details={"what": text}) for text in vault.database.check()]
    found += _header(vault)
    keys_of = {**known, **{w: entry.key for w, entry in vault.roster().writers.items()}}
    keys_of[vault.me.writer_id] = vault.me.key.public.hex()
    changes, signed = 0, 0
    for part in _slices(vault):
        wrong, checked = _judge(part, keys_of)
        found += wrong
        changes, signed = changes + len(part), signed + checked
        steps.step(changes)
    chains, wrong = _chains(vault)
    found += wrong
    blobs, size, wrong = _blobs(vault, steps)
    return Verified(changes, chains, signed, blobs, size, (*found, *wrong))


def _header(vault: "Vault") -> Iterator[Finding]:
    kept = vault.secret("header")
    if kept is not None and kept != headers.to_bytes(vault.header):
        yield Finding("header")


def _slices(vault: "Vault") -> Iterator[list[Any]]:
    at = 0
    while True:
        with vault.database.read() as connection:
            part = connection.execute(READ, (at, SLICE)).fetchall()
        if not part:
            return
        yield part
        at = part[-1][0]


def _judge(rows: list[Any], keys_of: Mapping[str, str]) -> tuple[list[Finding], int]:
    """Findings of some rows, and how many signatures could be checked."""
    found: list[Finding] = []
    signed: list[tuple[str, tuple[bytes, bytes, bytes]]] = []
    for _, raw_id, n, rec, body, sig, vals, _, writer, scope in rows:
        cid = raw_id.hex()
        if hashlib.sha256(body).hexdigest() != cid:
            found.append(Finding("id", cid))
        try:
            whole, values = canonical.read(body), json.loads(vals)
        except (canonical.NotCanonicalError, ValueError):
            found.append(Finding("row", cid))
            continue
        if (whole.get("w"), whole.get("scope"), whole.get("n"), whole.get("rec")) != (writer, scope, n, rec):
            found.append(Finding("row", cid, {"writer": writer, "scope": scope, "n": n}))
        found += _commitments(cid, whole, values)
        if writer in keys_of:
            signed.append((cid, (bytes.fromhex(keys_of[writer]), body, sig)))
        else:
            found.append(Finding("unknown-key", cid, {"writer": writer}, grave=False))
    holds = keys.verify_many([one for _, one in signed])
    found += [Finding("signature", cid) for (cid, _), good in zip(signed, holds, strict=True) if not good]
    return found, len(signed)


def _commitments(cid: str, body: Mapping[str, Any], values: Mapping[str, Any]) -> Iterator[Finding]:
    """Values that are held must be the ones that were signed; redacted ones are absent and that is right."""
    entries = body.get("fields", {})
    for name, (salt, value) in values.items():
        if name not in entries or commitment(salt, value) != entries[name].get("c"):
            yield Finding("commitment", cid, {"field": name})


@dataclass(slots=True)
class _Walked:
    """How far a chain was followed: the last number, its ids, and those of the number before."""

    number: int = 0
    ids: set[str] = field(default_factory=set)
    before: set[str] = field(default_factory=lambda: {""})


def _chains(vault: "Vault") -> tuple[int, list[Finding]]:
    """Follow every chain by its numbers; each change names one before it, and each tip a change that is held."""
    walked: dict[tuple[str, str], _Walked] = {}
    found: list[Finding] = []
    with vault.database.read() as connection:
        tips = {(writer, scope): (n, cid) for writer, scope, n, cid in connection.execute(TIPS)}
        for writer, scope, n, raw_id, body in connection.execute(LINKS):
            chain, cid = (writer, scope), raw_id.hex()
            found += _follow(walked.setdefault(chain, _Walked()), chain, n, cid, str(json.loads(body).get("prev")))
            if tips.get(chain) == (n, cid):
                del tips[chain]
    found += [Finding("tip", writer, {"scope": scope, "n": n}) for (writer, scope), (n, _) in tips.items() if n]
    return len(walked), found


def _follow(at: _Walked, chain: tuple[str, str], n: int, cid: str, prev: str) -> Iterator[Finding]:
    where = {"scope": chain[1], "n": n}
    if n == at.number:
        yield Finding("fork", chain[0], where, grave=False)
    else:
        if n != at.number + 1:
            yield Finding("gap", chain[0], {**where, "from": at.number + 1, "to": n - 1}, grave=False)
        at.before = at.ids if n == at.number + 1 and at.number else set() if n > 1 else {""}
        at.number, at.ids = n, set()
    if at.before and prev not in at.before:
        yield Finding("link", cid, where)
    at.ids.add(cid)


def _blobs(vault: "Vault", progress: Progress) -> tuple[int, int, list[Finding]]:
    found: list[Finding] = []
    count = size = 0
    for sha256, stated in vault.blobs():
        progress.step(count)
        count, size = count + 1, size + stated
        try:
            with vault.open_blob(sha256) as reader:
                if reader.seek(0, 2) != stated:
                    found.append(Finding("blob-damaged", sha256))
        except MissingBlobError:
            found.append(Finding("blob-missing", sha256))
        except DamagedBlobError:
            found.append(Finding("blob-damaged", sha256))
    return count, size, found
