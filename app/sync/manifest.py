"""The signed manifest of a package (docs/package-format.md): facts, canonical bytes, and what may stand in them."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

from app.records import canonical, roster
from app.records.change import HEX32, HEX64, LAST_MOMENT, SCOPE

FORMAT, READS = "satchel-package", 1
LARGEST = 8 << 20  # bytes of a manifest
LINES_CUT = 4 << 20  # changes are cut here; one longer line stands alone
LARGEST_LINES = 64 << 20
LARGEST_BLOB = 64 << 20
MANIFEST, SIGNATURE, SUMS = "package.json", "package.json.sig", "SHA256SUMS"
OFFICE = "office"
RECIPIENT = re.compile(r"age1[02-9ac-hj-np-z]{58}\Z")
LAPTOP = re.compile(r"(office|[0-9A-Za-z][0-9A-Za-z-]{0,15})\Z")
LINES = re.compile(
    r"changes/(?P<writer>[0-9a-f]{32})/(?P<scope>common|clues|log|village-[0-9a-f]{32})/"
    r"(?P<first>[0-9]{12})-(?P<last>[0-9]{12})\.jsonl\Z"
)
BLOB = re.compile(r"blobs/(?P<sha256>[0-9a-f]{64})\Z")


class BadManifestError(Exception):
    """Canonical JSON, but no manifest. ``why`` names the key."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class NewerManifestError(Exception):
    """A manifest that asks for a newer reader, ``needs``."""

    def __init__(self, needs: str) -> None:
        super().__init__(needs)
        self.needs = needs


class Kind(StrEnum):
    """What a package is for."""

    ENROLMENT = "enrolment"
    ASSIGNMENT = "assignment"
    RETURN = "return"
    RECEIPT = "receipt"
    DECISIONS = "decisions"


@dataclass(frozen=True, slots=True, order=True)
class Member:
    """One file inside: ``changes/…`` or ``blobs/…``, size in bytes, hex digest."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Addressee:
    """Whom it is sealed to. ``writer`` is '' for the recipients of the office card."""

    recipient: str
    writer: str = ""


@dataclass(frozen=True, slots=True)
class Manifest:
    """Everything a package says of itself. ``made_for`` is ``office`` or a laptop code."""

    kind: str
    package: str
    created: int
    key: str
    writer: str
    sender: str
    made_for: str
    counter: int
    to: tuple[Addressee, ...]
    office: str
    practice: bool
    round: str = ""
    previous: str = ""
    series: tuple[str, int, int] = ("", 1, 1)  # id, index, of
    members: tuple[Member, ...] = ()
    chains: Mapping[str, Mapping[str, Mapping[str, Any]]] = field(default_factory=dict)
    keys: Mapping[str, str] = field(default_factory=dict)  # writer → signing key in hex, for every writer in chains
    have: Mapping[str, Mapping[str, tuple[int, str]]] = field(default_factory=dict)
    blobs: Mapping[str, int] = field(default_factory=dict)
    elsewhere: tuple[str, ...] = ()
    drafts: tuple[tuple[str, int], ...] = ()  # person, count
    void: tuple[int, ...] = ()
    header: str = ""
    body: Mapping[str, Any] = field(default_factory=dict)
    satchel: str = ""


def write(manifest: Manifest) -> bytes:
    """Return the canonical bytes."""
    m = manifest
    return canonical.write(
        {
            "format": FORMAT,
            "v": 1,
            "reads": READS,
            "kind": m.kind,
            "package": m.package,
            "round": m.round,
            "created": m.created,
            "from": {"key": m.key, "writer": m.writer},
            "sender": m.sender,
            "for": m.made_for,
            "counter": m.counter,
            "previous": m.previous,
            "to": [asdict(a) for a in m.to],
            "series": dict(zip(("id", "index", "of"), m.series, strict=True)),
            "office": m.office,
            "practice": m.practice,
            "members": [asdict(x) for x in m.members],
            "chains": {w: {s: dict(c) for s, c in scopes.items()} for w, scopes in m.chains.items()},
            "keys": dict(m.keys),
            "have": {w: {s: list(c) for s, c in scopes.items()} for w, scopes in m.have.items()},
            "blobs": dict(m.blobs),
            "elsewhere": sorted(m.elsewhere),
            "void": sorted(m.void),
            "drafts": [{"person": person, "count": count} for person, count in m.drafts],
            "header": m.header,
            "body": dict(m.body),
            "satchel": m.satchel,
        }
    )


def sums(manifest: bytes, members: tuple[Member, ...]) -> bytes:
    """Return the text of SHA256SUMS that the bytes of a manifest and its members imply."""
    lines = [f"{hashlib.sha256(manifest).hexdigest()}  {MANIFEST}\n", *(f"{m.sha256}  {m.name}\n" for m in members)]
    return "".join(lines).encode()


def read(data: bytes) -> Manifest:
    """Parse canonical bytes. Keys this release does not know are passed over.

    Raises:
        BadManifestError: not canonical, a key missing, or a value of another shape.
        NewerManifestError: its version, least reader or kind is beyond this release.
    """
    try:
        value = canonical.read(data)
    except canonical.NotCanonicalError as error:
        raise BadManifestError("canonical") from error
    _demand(isinstance(value, dict) and value.get("format") == FORMAT, "format")
    for key in ("v", "reads"):
        _demand(_whole(value.get(key)) and value[key] >= 1, key)
        if value[key] > READS:
            raise NewerManifestError(f"{key} {value[key]}")
    _demand(isinstance(value.get("kind"), str), "kind")
    if value["kind"] not in set(Kind):
        raise NewerManifestError(value["kind"][:32])
    for key, holds in _SHAPES.items():
        _demand(key in value and holds(value[key]), key)
    return _built(value)


def _built(value: dict[str, Any]) -> Manifest:
    series = value["series"]
    manifest = Manifest(
        **{k: value[k] for k in ("kind", "package", "created", "sender", "counter", "office", "practice", "round")},
        **{k: value[k] for k in ("previous", "chains", "keys", "blobs", "header", "body", "satchel")},
        key=value["from"]["key"],
        writer=value["from"]["writer"],
        made_for=value["for"],
        to=tuple(Addressee(**a) for a in value["to"]),
        series=(series["id"], series["index"], series["of"]),
        members=tuple(Member(**m) for m in value["members"]),
        have={w: {s: (c[0], c[1]) for s, c in scopes.items()} for w, scopes in value["have"].items()},
        elsewhere=tuple(value["elsewhere"]),
        drafts=tuple((d["person"], d["count"]) for d in value["drafts"]),
        void=tuple(value["void"]),
    )
    check_members(manifest)
    return manifest


def check_members(manifest: Manifest) -> None:
    """Demand admitted names in their one order, sizes within bounds, and blobs and chains that say the same.

    Raises:
        BadManifestError: ``members``, ``blobs`` or ``chains``.
    """
    names = [m.name for m in manifest.members]
    _demand(names == sorted(set(names), key=_place), "members")
    inside = {(i["writer"], i["scope"]) for i in map(LINES.match, names) if i}
    _demand(inside == {(w, s) for w, scopes in manifest.chains.items() for s in scopes}, "chains")
    _demand(set(manifest.keys) == set(manifest.chains), "keys")
    blobs: dict[str, int] = {}
    for member in manifest.members:
        if found := BLOB.match(member.name):
            _demand(member.size <= LARGEST_BLOB and found["sha256"] == member.sha256, "members")
            blobs[member.sha256] = member.size
        else:
            _demand(0 < member.size <= LARGEST_LINES, "members")
    _demand(blobs == dict(manifest.blobs), "blobs")


def _place(name: str) -> tuple[bool, str]:
    # changes come before blobs; inside each the code points decide, as "/" sorts below every letter and digit used
    return (name.startswith("blobs/"), name)


def _demand(holds: object, why: str) -> None:
    if not holds:
        raise BadManifestError(why)


def _whole(value: object) -> bool:
    return type(value) is int and value >= 0


def _fits(pattern: re.Pattern[str], value: object) -> bool:
    return isinstance(value, str) and pattern.match(value) is not None


def _hex32(value: object) -> bool:
    return _fits(HEX32, value)


def _hex64(value: object) -> bool:
    return _fits(HEX64, value)


def _text(value: object) -> bool:
    return isinstance(value, str)


def _object(value: object, keys: set[str]) -> bool:
    return isinstance(value, dict) and set(value) == keys


def _to(value: object) -> bool:
    return (
        isinstance(value, list)
        and bool(value)
        and all(
            _object(a, {"recipient", "writer"})
            and _fits(RECIPIENT, a["recipient"])
            and (a["writer"] == "" or _hex32(a["writer"]))
            for a in value
        )
    )


def _series(value: Any) -> bool:
    return (
        _object(value, {"id", "index", "of"})
        and _hex32(value["id"])
        and _whole(value["index"])
        and _whole(value["of"])
        and 1 <= value["index"] <= value["of"]
    )


def _members(value: Any) -> bool:
    return isinstance(value, list) and all(
        _object(m, {"name", "size", "sha256"})
        and (_fits(LINES, m["name"]) or _fits(BLOB, m["name"]))
        and _whole(m["size"])
        and _hex64(m["sha256"])
        for m in value
    )


def _per_chain(value: Any, holds: Any) -> bool:
    return isinstance(value, dict) and all(
        _hex32(w) and isinstance(scopes, dict) and all(_fits(SCOPE, s) and holds(c) for s, c in scopes.items())
        for w, scopes in value.items()
    )


def _chain(c: Any) -> bool:
    return _object(c, {"from", "to", "head"}) and _whole(c["from"]) and _whole(c["to"]) and _hex64(c["head"])


def held(c: Any) -> bool:
    """Whether ``c`` is ``[number, id]`` of a change."""
    return isinstance(c, list) and len(c) == 2 and _whole(c[0]) and _hex64(c[1])


def _drafts(value: Any) -> bool:
    return isinstance(value, list) and all(
        _object(d, {"person", "count"}) and _hex32(d["person"]) and _whole(d["count"]) for d in value
    )


def _sorted(value: Any, holds: Any) -> bool:
    return isinstance(value, list) and all(map(holds, value)) and value == sorted(set(value))


_SHAPES: dict[str, Any] = {
    "package": _hex32,
    "created": lambda v: _whole(v) and v <= LAST_MOMENT,
    "from": lambda v: _object(v, {"key", "writer"}) and _hex64(v["key"]) and _hex32(v["writer"]),
    "sender": _hex32,
    "for": lambda v: _fits(LAPTOP, v),
    "counter": lambda v: _whole(v) and v >= 1,
    "to": _to,
    "office": _hex64,
    "practice": lambda v: type(v) is bool,
    "round": lambda v: v == "" or _hex32(v),
    "previous": lambda v: v == "" or _hex64(v),
    "series": _series,
    "members": _members,
    "chains": lambda v: _per_chain(v, _chain),
    "keys": lambda v: isinstance(v, dict) and all(_hex64(k) and roster.writer_id(k) == w for w, k in v.items()),
    "have": lambda v: _per_chain(v, held),
    "blobs": lambda v: isinstance(v, dict) and all(_hex64(k) and _whole(n) for k, n in v.items()),
    "elsewhere": lambda v: _sorted(v, _hex64),
    "drafts": _drafts,
    "void": lambda v: _sorted(v, _whole),
    "header": _text,
    "body": lambda v: isinstance(v, dict),
    "satchel": _text,
}
