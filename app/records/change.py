"""A change v1 (docs/change-format.md): its body, its line, its id. Signing is `app.security.signing`'s."""

import hashlib
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from app.errors import AppError
from app.records import canonical

HEX32 = re.compile(r"[0-9a-f]{32}\Z")
HEX64 = re.compile(r"[0-9a-f]{64}\Z")
SCOPE = re.compile(r"(common|clues|log|village-[0-9a-f]{32})\Z")
COMMON, CLUES, LOG = "common", "clues", "log"
BODY_KEYS = {"v", "w", "scope", "n", "prev", "t", "kind", "rec", "rules", "fields"}
OPTIONAL_KEYS = {"in", "rests", "step", "redact"}
NAME = re.compile(r"~?[a-z][a-z0-9_]{0,63}\Z")

type_body = dict[str, Any]


class MalformedChangeError(AppError):
    """A change that no version of this format would write. Data: ``why``."""


@dataclass(frozen=True, slots=True)
class Change:
    """One save by one writer. ``values`` maps field → (salt hex, value); redacted fields are absent from it."""

    id: str
    body: Mapping[str, Any]
    sig: bytes
    values: Mapping[str, tuple[str, Any]] = field(repr=False)

    @property
    def writer(self) -> str:
        """Writer id, 32 hex."""
        return str(self.body["w"])

    @property
    def scope(self) -> str:
        """Scope it stands in."""
        return str(self.body["scope"])

    @property
    def n(self) -> int:
        """Number in its chain, from 1."""
        return int(self.body["n"])

    @property
    def rec(self) -> str:
        """Record id."""
        return str(self.body["rec"])

    @property
    def kind(self) -> str:
        """Code of the record's kind."""
        return str(self.body["kind"])

    @property
    def parent(self) -> str:
        """Record id of the parent, or ''."""
        return str(self.body.get("in", ""))

    @property
    def clock(self) -> tuple[int, int, str]:
        """Key of the display order: milliseconds, counter, id."""
        ms, counter = self.body["t"]
        return (ms, counter, self.id)

    @property
    def supersedes(self) -> Mapping[str, list[str]]:
        """Field → ids it replaces."""
        return {name: list(entry["sup"]) for name, entry in self.body["fields"].items()}

    @property
    def step(self) -> Mapping[str, Any] | None:
        """``{"name", "on"}`` or None."""
        return self.body.get("step")

    def cited(self) -> set[str]:
        """Every change id it names, without ``prev``."""
        ids = {i for entry in self.body["fields"].values() for i in entry["sup"]}
        ids.update(self.body.get("rests", ()))
        ids.update(self.body.get("redact", {}))
        if self.step is not None:
            ids.update(self.step["on"])
        return ids

    def value(self, field: str) -> Any:
        """Value it gives a field, or None when redacted."""
        held = self.values.get(field)
        return held[1] if held else None

    def line(self) -> bytes:
        """The line that travels, with its newline."""
        return line(canonical.write(self.body), self.sig, self.values)


def new_record_id() -> str:
    """A random record id, 32 hex."""
    return secrets.token_hex(16)


def change_id(body: bytes) -> str:
    """Id of a change: SHA-256 of its canonical body, 64 hex."""
    return hashlib.sha256(body).hexdigest()


def commitment(salt: str, value: Any) -> str:
    """Hex SHA-256 of the 16 salt bytes and the canonical value."""
    return hashlib.sha256(bytes.fromhex(salt) + canonical.write(value)).hexdigest()


def line(body: bytes, sig: bytes, values: Mapping[str, tuple[str, Any]]) -> bytes:
    """Join canonical body bytes, signature and values to one canonical line."""
    import base64

    tail = canonical.write({"sig": base64.b64encode(sig).decode(), "values": {k: list(v) for k, v in values.items()}})
    return b'{"body":' + body + b"," + tail[1:] + b"\n"


def parse(raw: bytes) -> Change:
    """Read one line (with or without its newline) and check everything but the signature.

    Raises:
        MalformedChangeError: with the reason.
    """
    import base64
    import binascii

    try:
        whole = canonical.read(raw.removesuffix(b"\n"))
    except canonical.NotCanonicalError as error:
        raise MalformedChangeError(why=str(error.data["why"])) from error
    _demand(isinstance(whole, dict) and set(whole) == {"body", "sig", "values"}, "not body, sig, values")
    body, values = whole["body"], whole["values"]
    _check_body(body)
    try:
        sig = base64.b64decode(whole["sig"], validate=True)
    except (binascii.Error, TypeError, ValueError) as error:
        raise MalformedChangeError(why="signature is not base64") from error
    _demand(len(sig) == 64 and base64.b64encode(sig).decode() == whole["sig"], "signature is not 64 bytes")
    return Change(change_id(canonical.write(body)), body, sig, _check_values(body, values))


def _demand(holds: object, why: str) -> None:
    if not holds:
        raise MalformedChangeError(why=why)


def _check_body(body: Any) -> None:
    _demand(isinstance(body, dict), "body is not an object")
    _demand(body.get("v") == 1 and type(body.get("v")) is int, "not version 1")
    _demand(set(body) >= BODY_KEYS and set(body) <= BODY_KEYS | OPTIONAL_KEYS, "wrong keys")
    _demand(_matches(HEX32, body["w"]) and _matches(HEX32, body["rec"]), "writer or record id")
    _demand(_matches(SCOPE, body["scope"]), "scope")
    _demand(type(body["n"]) is int and body["n"] >= 1, "number")
    _demand(body["prev"] == "" if body["n"] == 1 else _matches(HEX64, body["prev"]), "prev")
    _demand(type(body["rules"]) is int and body["rules"] >= 1, "rules")
    _demand(_matches(NAME, body["kind"]) and body["kind"][0] != "~", "kind")
    _demand("in" not in body or _matches(HEX32, body["in"]), "parent")
    t = body["t"]
    _demand(isinstance(t, list) and len(t) == 2 and all(type(x) is int and x >= 0 for x in t), "clock")
    fields = body["fields"]
    _demand(isinstance(fields, dict), "fields")
    for name, entry in fields.items():
        _demand(_matches(NAME, name), "field name")
        _demand(isinstance(entry, dict) and set(entry) == {"c", "sup"}, "field entry")
        _demand(_matches(HEX64, entry["c"]), "commitment")
        _check_ids(entry["sup"])
    _check_ids(body.get("rests", []))
    if "step" in body:
        step = body["step"]
        _demand(isinstance(step, dict) and set(step) == {"name", "on"} and _matches(NAME, step["name"]), "step")
        _check_ids(step["on"])
    redact = body.get("redact", {})
    _demand(isinstance(redact, dict), "redact")
    for cid, names in redact.items():
        _demand(_matches(HEX64, cid) and isinstance(names, list), "redact")
        _demand(all(_matches(NAME, n) for n in names) and names == sorted(set(names)), "redact")


def _matches(pattern: re.Pattern[str], value: Any) -> bool:
    return isinstance(value, str) and pattern.match(value) is not None


def _check_ids(ids: Any) -> None:
    _demand(isinstance(ids, list) and all(_matches(HEX64, i) for i in ids), "a list of change ids")
    _demand(all(a < b for a, b in pairwise(ids)), "ids are not sorted")


def _check_values(body: type_body, values: Any) -> dict[str, tuple[str, Any]]:
    _demand(isinstance(values, dict), "values")
    held: dict[str, tuple[str, Any]] = {}
    for name, pair in values.items():
        _demand(name in body["fields"], "a value without its field")
        _demand(isinstance(pair, list) and len(pair) == 2 and _matches(HEX32, pair[0]), "a value without its salt")
        _demand(commitment(pair[0], pair[1]) == body["fields"][name]["c"], "commitment does not match")
        held[name] = (pair[0], pair[1])
    return held
