"""A change v1 (docs/change-format.md): its body, its line, its id. Signing is `app.security.signing`'s."""

import hashlib
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from app.errors import AppError
from app.records import canonical, usual

HEX32 = re.compile(r"[0-9a-f]{32}\Z")
HEX64 = re.compile(r"[0-9a-f]{64}\Z")
SCOPE = re.compile(r"(common|clues|log|village-[0-9a-f]{32})\Z")
COMMON, CLUES, LOG = "common", "clues", "log"
BODY_KEYS = {"v", "w", "scope", "n", "prev", "t", "kind", "rec", "rules", "fields"}
OPTIONAL_KEYS = {"in", "rests", "step", "redact"}
ALL_KEYS = BODY_KEYS | OPTIONAL_KEYS
ENTRY_KEYS = {"c", "sup"}
NAME = re.compile(r"~?[a-z][a-z0-9_]{0,63}\Z")

LAST_NUMBER = 10**12 - 1  # a package writes numbers with twelve digits; a longer one would stop whoever relays it
LAST_MOMENT = 32_503_000_000_000  # milliseconds, just before the year 3000: later ones not every system can show
LAST_COUNT = 2**31
MOST_FIELDS = 1000  # no form has a tenth of that; every field costs whoever folds it
SIG_LENGTH = 88  # 64 bytes in base64
_BODY, _SIG, _VALUES = b'{"body":', b',"sig":"', b'","values":'

type_body = dict[str, Any]


class MalformedChangeError(AppError):
    """A change that no version of this format would write. Data: ``why``."""


class Read(dict[str, tuple[str, Any]]):
    """Values as they were read, never changed, with their canonical bytes: those need not be made again."""

    __slots__ = ("raw",)
    raw: bytes


@dataclass(frozen=True, slots=True)
class Change:
    """One save by one writer. ``values`` maps field → (salt hex, value); redacted fields are absent from it."""

    id: str
    body: Mapping[str, Any]
    sig: bytes
    values: Mapping[str, tuple[str, Any]] = field(repr=False)
    raw: bytes = field(default=b"", repr=False, compare=False)  # the body as it came, when it came from elsewhere

    @property
    def body_bytes(self) -> bytes:
        """Canonical bytes of the body: what is hashed and signed."""
        return self.raw or canonical.dump_checked(self.body)

    @property
    def value_bytes(self) -> bytes:
        """Canonical bytes of the values, each with its salt."""
        if isinstance(self.values, Read):
            return self.values.raw
        return canonical.dump_checked({name: list(pair) for name, pair in self.values.items()})

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
        return joined(self.body_bytes, self.sig, self.value_bytes)


def new_record_id() -> str:
    """A random record id, 32 hex."""
    return secrets.token_hex(16)


def change_id(body: bytes) -> str:
    """Id of a change: SHA-256 of its canonical body, 64 hex."""
    return hashlib.sha256(body).hexdigest()


def commitment(salt: str, value: Any) -> str:
    """Hex SHA-256 of the 16 salt bytes and the canonical value."""
    return _commitment(salt, canonical.write(value))


def _commitment(salt: str, written: bytes) -> str:
    return hashlib.sha256(bytes.fromhex(salt) + written).hexdigest()


def line(body: bytes, sig: bytes, values: Mapping[str, tuple[str, Any]]) -> bytes:
    """Join canonical body bytes, signature and values to one canonical line."""
    return joined(body, sig, canonical.write({name: list(pair) for name, pair in values.items()}))


def joined(body: bytes, sig: bytes, values: bytes) -> bytes:
    """Join canonical bytes of body and values with the signature to one canonical line."""
    import base64

    return b"".join((_BODY, body, _SIG, base64.b64encode(sig), _VALUES, values, b"}\n"))


def parse(raw: bytes) -> Change:
    """Read one line (with or without its newline) and check everything but the signature.

    Raises:
        MalformedChangeError: with the reason.
    """
    body_bytes, sig, value_bytes = _parts(raw.removesuffix(b"\n"))
    try:
        body = _body(body_bytes)
        values = _values(body["fields"], value_bytes)
    except canonical.NotCanonicalError as error:
        raise MalformedChangeError(why=str(error.data["why"])) from error
    return Change(change_id(body_bytes), body, _signature(sig), values, body_bytes)


def _body(raw: bytes) -> type_body:
    """Read a body and check it: most have the usual form, and nothing is left to be checked but their names."""
    fields = usual.fields_of(raw)
    if fields is not None:
        body: type_body = canonical.load(raw)
        names = list(body["fields"])
        if len(names) == fields <= MOST_FIELDS and names == sorted(names):
            return body
    body = canonical.read_unchecked(raw)
    _check_body(body)
    return body


def _parts(raw: bytes) -> tuple[bytes, bytes, bytes]:
    """Cut a line into body, signature and values; nothing in a body could hold the words that follow it."""
    at = raw.find(_SIG)
    start, end = at + len(_SIG), at + len(_SIG) + SIG_LENGTH
    if not raw.startswith(_BODY) or at < 0 or raw[end : end + len(_VALUES)] != _VALUES or not raw.endswith(b"}"):
        raise MalformedChangeError(why=_why_not(raw))
    return raw[len(_BODY) : at], raw[start:end], raw[end + len(_VALUES) : -1]


def _why_not(raw: bytes) -> str:
    try:
        whole = canonical.read(raw)
    except canonical.NotCanonicalError as error:
        return str(error.data["why"])
    if not isinstance(whole, dict) or set(whole) != {"body", "sig", "values"}:
        return "not body, sig, values"
    return "signature is not 64 bytes"


def _signature(text: bytes) -> bytes:
    import base64
    import binascii

    try:
        sig = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise MalformedChangeError(why="signature is not base64") from error
    _demand(len(sig) == 64 and base64.b64encode(sig) == text, "signature is not 64 bytes")
    return sig


def _demand(holds: object, why: str) -> None:
    if not holds:
        raise MalformedChangeError(why=why)


def _check_body(body: Any) -> None:
    """Every value of it, by type and form: canonical bytes were only parsed."""
    _demand(isinstance(body, dict), "body is not an object")
    _demand(body.get("v") == 1 and type(body.get("v")) is int, "not version 1")
    _demand(body.keys() >= BODY_KEYS and body.keys() <= ALL_KEYS, "wrong keys")
    _demand(_matches(HEX32, body["w"]) and _matches(HEX32, body["rec"]), "writer or record id")
    _demand(_matches(SCOPE, body["scope"]), "scope")
    _demand(_whole(body["n"], 1) and body["n"] <= LAST_NUMBER, "number")
    _demand(body["prev"] == "" if body["n"] == 1 else _matches(HEX64, body["prev"]), "prev")
    _demand(_whole(body["rules"], 1), "rules")
    _demand(_matches(NAME, body["kind"]) and body["kind"][0] != "~", "kind")
    _demand("in" not in body or _matches(HEX32, body["in"]), "parent")
    t = body["t"]
    _demand(isinstance(t, list) and len(t) == 2 and all(_whole(x, 0) for x in t), "clock")
    _demand(t[0] <= LAST_MOMENT and t[1] <= LAST_COUNT, "clock")
    _check_fields(body["fields"])
    _check_ids(body.get("rests", []))
    if "step" in body:
        step = body["step"]
        _demand(isinstance(step, dict) and set(step) == {"name", "on"} and _matches(NAME, step["name"]), "step")
        _check_ids(step["on"])
    _check_redact(body.get("redact", {}))


def _check_fields(fields: Any) -> None:
    _demand(isinstance(fields, dict) and len(fields) <= MOST_FIELDS, "fields")
    for name, entry in fields.items():
        _demand(NAME.match(name), "field name")
        _demand(isinstance(entry, dict) and entry.keys() == ENTRY_KEYS, "field entry")
        _demand(_matches(HEX64, entry["c"]), "commitment")
        _check_ids(entry["sup"])


def _check_redact(redact: Any) -> None:
    _demand(isinstance(redact, dict), "redact")
    for cid, names in redact.items():
        _demand(_matches(HEX64, cid) and isinstance(names, list), "redact")
        _demand(all(_matches(NAME, n) for n in names) and names == sorted(set(names)), "redact")


def _whole(value: Any, least: int) -> bool:
    return type(value) is int and least <= value <= canonical.LIMIT


def _matches(pattern: re.Pattern[str], value: Any) -> bool:
    return isinstance(value, str) and pattern.match(value) is not None


def _check_ids(ids: Any) -> None:
    _demand(isinstance(ids, list) and all(_matches(HEX64, i) for i in ids), "a list of change ids")
    _demand(len(ids) < 2 or all(a < b for a, b in pairwise(ids)), "ids are not sorted")


def _values(fields: Mapping[str, Any], raw: bytes) -> Read:
    """Read values and check each by its commitment; each is written again once, for that and to see its form."""
    values = canonical.load(raw)
    _demand(isinstance(values, dict), "values")
    held, written = Read(), []
    for name, pair in values.items():
        _demand(name in fields, "a value without its field")
        _demand(isinstance(pair, list) and len(pair) == 2 and _matches(HEX32, pair[0]), "a value without its salt")
        salt, value = pair
        again = canonical.write(value, canonical.DEEPEST - 2)  # two stand around it
        _demand(_commitment(salt, again) == fields[name]["c"], "commitment does not match")
        held[name] = (salt, value)
        written.append(f'"{name}":["{salt}",'.encode() + again)
    whole = b"{" + b"],".join(written) + (b"]}" if written else b"}")
    _demand(whole == raw and list(held) == sorted(held), "not in canonical form")
    held.raw = raw
    return held
