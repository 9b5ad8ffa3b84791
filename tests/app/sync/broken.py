"""Broken packages, made by code: each broken in one way, everything else as sound as a forger could make it."""

import base64
import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import pyrage

from app.records import canonical
from app.security import keys, sealing, sshsig
from app.sync import manifest as manifests
from app.sync import package, ustar
from app.sync.desk import Desk
from app.sync.manifest import Addressee, Manifest
from tests.app.sync.test_package import inner_with
from tests.app.sync.world import World

DAMAGED, SIGNATURE, NEWER = "package-damaged", "signature-wrong", "package-too-new"


@dataclass(frozen=True, slots=True)
class Broken:
    """One broken package: what is on the stick, and the refusal it must meet: code and reason ('' = none given)."""

    name: str
    data: bytes
    code: str
    why: str = ""
    desk: Callable[[World], Desk] = lambda world: world.desk


def corpus(world: World) -> Iterator[Broken]:
    """Every broken package."""
    yield from _outside(world)
    yield from _archives(world)
    yield from _signatures(world)
    yield from _shapes(world)
    yield from _addresses(world)
    yield from _signers(world)


def _sealed(world: World, inner: bytes) -> bytes:
    return sealing.seal_bytes(inner, [world.receive.recipient])


def _outside(world: World) -> Iterator[Broken]:
    world.sources = [*world.sources[:2], _big()]
    whole = _sealed(world, world.inner())
    end = whole.index(b"\n---") + 48
    chunk = 65552
    first = end + 16
    yield Broken("empty", b"", "not-a-package")
    yield Broken("photo", b"\x89PNG\r\n\x1a\n" * 99, "not-a-package")
    yield Broken("zip", b"PK\x03\x04" + bytes(200), "not-a-package")
    yield Broken("gzip", b"\x1f\x8b\x08" + bytes(200), "not-a-package")
    yield Broken("sealed by a later age", whole.replace(b"org/v1", b"org/v2", 1), "not-a-package")
    to = [keys.recipient_key(world.receive.recipient)]
    yield Broken("armoured", pyrage.encrypt(world.inner(), to, armored=True), "not-a-package")
    passphrase = pyrage.passphrase.encrypt(b"x", "x")
    yield Broken("behind a passphrase", passphrase, DAMAGED, "seal")
    for name, at in (
        ("cut in the header", 60),
        ("cut before the nonce", end),
        ("cut in the nonce", end + 8),
        ("cut in the first chunk", first + 100),
        ("cut between chunks", first + chunk),
        ("cut by one byte", len(whole) - 1),
    ):
        yield Broken(name, whole[:at], DAMAGED, "seal")
    yield Broken("something behind", whole + b"\0", DAMAGED, "seal")
    yield Broken("two packages in one", whole + whole, DAMAGED, "seal")
    swapped = whole[:first] + whole[first + chunk : first + 2 * chunk] + whole[first : first + chunk]
    yield Broken("chunks in another order", swapped + whole[first + 2 * chunk :], DAMAGED, "seal")
    dropped = whole[:first] + whole[first + chunk :]
    yield Broken("a chunk taken out", dropped, DAMAGED, "seal")
    for name, at in (("header", 60), ("mac", end - 10), ("nonce", end + 3), ("content", first + 70_000)):
        flipped = whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :]
        yield Broken(f"a bit of the {name} flipped", flipped, "", "")
    thief = keys.Identity.generate()
    yield Broken("for somebody else", sealing.seal_bytes(b"x", [thief.recipient]), "not-addressed-here", "sealed")


def _big() -> package.Source:
    from tests.app.sync.world import blob_source

    return blob_source(hashlib.sha256(b"seed").digest() * 8000)


ARCHIVES = {
    "traversal": "members",
    "link": "header",
    "mode": "header",
    "owner": "header",
    "base256 size": "header",
    "duplicate": "members",
    "missing": "members",
    "extra": "members",
    "trailing": "trailing",
    "one zero block": "cut",
    "no end": "cut",
    "padding": "padding",
    "not zero end": "end",
    "swapped": "members",
    "other name": "members",
    "other size": "members",
    "other content": "digest",
    "huge manifest": "too-big",
    "empty": "cut",
}


def _archives(world: World) -> Iterator[Broken]:
    fresh = World(world.office_key, world.signer, world.receive, world.card)
    for name, why in ARCHIVES.items():
        yield Broken(f"archive: {name}", _sealed(world, inner_with(fresh, name)), DAMAGED, why)
    yield Broken("archive: no manifest", _sealed(world, inner_with(fresh, "no manifest")), "not-a-package")
    yield Broken("archive: a text file", _sealed(world, b"hello" * 200), DAMAGED, "header")
    whole = package.filled(fresh.manifest(), fresh.sources)
    raw = manifests.write(whole)
    for name, why, change in (
        ("sums of others", "sums", lambda text: text.replace(b"a", b"b")),
        ("no sums", "sums", lambda _: b""),
        ("sums with a comment", "sums", lambda text: text + b"# checked\n"),
    ):
        parts = _parts(fresh, raw, whole)
        parts[2] = (manifests.SUMS, change(parts[2][1]))
        yield Broken(f"archive: {name}", _sealed(world, _joined(parts)), DAMAGED, why)


def _parts(world: World, raw: bytes, whole: Manifest, signature: bytes | None = None) -> list[tuple[str, bytes]]:
    return [
        (manifests.MANIFEST, raw),
        (manifests.SIGNATURE, signature or sshsig.sign(world.signer, raw, sshsig.PACKAGE)),
        (manifests.SUMS, manifests.sums(raw, whole.members)),
        *((s.member.name, b"".join(s.chunks())) for s in world.sources),
    ]


def _joined(parts: list[tuple[str, bytes]]) -> bytes:
    return b"".join(ustar.archive((name, len(data), lambda data=data: [data]) for name, data in parts))  # type: ignore[misc]


def _signatures(world: World) -> Iterator[Broken]:
    fresh = World(world.office_key, world.signer, world.receive, world.card)
    whole = package.filled(fresh.manifest(), fresh.sources)
    raw = manifests.write(whole)
    mallory = keys.WriterKey.generate()
    good = sshsig.sign(fresh.signer, raw, sshsig.PACKAGE)
    lines = good.split(b"\n")
    body = base64.b64decode(b"".join(lines[1:-2]))
    flipped = base64.b64encode(body[:-1] + bytes([body[-1] ^ 1]))
    wrapped = b"\n".join([lines[0], *(flipped[i : i + 70] for i in range(0, len(flipped), 70)), *lines[-2:]])
    cases = {
        "over other bytes": (sshsig.sign(fresh.signer, raw + b" ", sshsig.PACKAGE), ""),
        "for another purpose": (sshsig.sign(fresh.signer, raw, sshsig.CARD), ""),
        "a bit flipped": (wrapped, ""),
        "none": (b"-----BEGIN SSH SIGNATURE-----\n-----END SSH SIGNATURE-----\n", ""),
        "text behind it": (good + b"x\n", ""),
        "other line ends": (good.replace(b"\n", b"\r\n"), ""),
        "in one line": (b"\n".join([lines[0], b"".join(lines[1:-2]), *lines[-2:]]), ""),
        "by somebody else": (sshsig.sign(mallory, raw, sshsig.PACKAGE), "other-key"),
    }
    for name, (signature, why) in cases.items():
        inner = _joined(_parts(fresh, raw, whole, signature))
        yield Broken(f"signature: {name}", _sealed(world, inner), SIGNATURE, why)
    order = bytes([1]) + bytes(31)  # a point of low order: signatures under it fit many messages
    bad = body.replace(fresh.signer.public, order)
    armoured = base64.b64encode(bad)
    text = b"\n".join([lines[0], *(armoured[i : i + 70] for i in range(0, len(armoured), 70)), *lines[-2:]])
    yield Broken(
        "signature: a key of low order", _sealed(world, _joined(_parts(fresh, raw, whole, text))), SIGNATURE, "key"
    )


SHAPES: dict[str, tuple[str, object]] = {
    "package": ("package", "x"),
    "round": ("round", "../x"),
    "created": ("created", -1),
    "from": ("from", {"key": "00", "writer": ""}),
    "sender": ("sender", None),
    "for": ("for", "../x"),
    "counter": ("counter", 0),
    "previous": ("previous", "x"),
    "to": ("to", []),
    "series": ("series", {"id": "34" * 16, "index": 3, "of": 2}),
    "office": ("office", "ab"),
    "practice": ("practice", 0),
    "members": ("members", [{"name": "../../evil", "size": 1, "sha256": "0" * 64}]),
    "chains": ("chains", {}),
    "keys": ("keys", {"0" * 32: "1" * 64}),
    "have": ("have", {"0" * 32: {"common": [1]}}),
    "blobs": ("blobs", {}),
    "elsewhere": ("elsewhere", ["b", "a"]),
    "drafts": ("drafts", [{"person": "x", "count": 1}]),
    "void": ("void", [2, 1]),
    "header": ("header", 1),
    "body": ("body", []),
    "satchel": ("satchel", None),
}


def _shapes(world: World) -> Iterator[Broken]:
    fresh = World(world.office_key, world.signer, world.receive, world.card)
    whole = package.filled(fresh.manifest(), fresh.sources)
    value = canonical.read(manifests.write(whole))

    def made(name: str, raw: bytes, code: str = DAMAGED, why: str = "") -> Broken:
        return Broken(f"manifest: {name}", _sealed(world, _joined(_parts(fresh, raw, whole))), code, why)

    for key, bent in SHAPES.values():
        yield made(f"{key} of another shape", canonical.write({**value, key: bent}), why=key)
        yield made(f"without {key}", canonical.write({k: v for k, v in value.items() if k != key}), why=key)
    raw = canonical.write(value)
    yield made("another format", raw.replace(b"satchel-package", b"satchel-office"), why="format")
    yield made("not an object", b"[]", why="format")
    for name, data in (
        ("a blank behind", raw + b" "),
        ("a number twice", raw.replace(b'"counter":1', b'"counter":1,"counter":1')),
        ("a fraction", raw.replace(b'"counter":1', b'"counter":1.0')),
        ("no JSON", b"{"),
        ("another encoding", raw.decode().encode("utf-16")),
    ):
        yield made(name, data, why="canonical")
    yield made("a later version", canonical.write({**value, "v": 2}), NEWER)
    yield made("a later reader", canonical.write({**value, "reads": 2}), NEWER)
    yield made("a later kind", canonical.write({**value, "kind": "album"}), NEWER)
    doubled = [*value["members"], value["members"][-1]]
    yield made("a member twice", canonical.write({**value, "members": doubled}), why="members")
    turned = list(reversed(value["members"]))
    yield made("members in another order", canonical.write({**value, "members": turned}), why="members")
    huge = [{**m, "size": 1 << 40} for m in value["members"]]
    yield made("a member of a terabyte", canonical.write({**value, "members": huge}), why="members")


def _addresses(world: World) -> Iterator[Broken]:
    fresh = World(world.office_key, world.signer, world.receive, world.card)
    thief = keys.Identity.generate()

    def by_thief(w: World) -> Desk:
        return replace(w.desk, identities=[thief])

    again = sealing.seal_bytes(fresh.inner(), [thief.recipient])
    yield Broken("a copy sealed again", again, "not-addressed-here", "not-named", by_thief)
    elsewhere = fresh.inner(to=(Addressee(thief.recipient),))
    yield Broken("sealed to me, meant for others", _sealed(world, elsewhere), "not-addressed-here", "not-named")
    yield Broken("of practice", _sealed(world, fresh.inner(practice=True)), "practice-mismatch")
    yield Broken("of another office", _sealed(world, fresh.inner(office="cd" * 32)), "wrong-office")


def _signers(world: World) -> Iterator[Broken]:
    fresh = World(world.office_key, world.signer, world.receive, world.card)
    stranger = keys.WriterKey.generate()

    def inner(by: keys.WriterKey, **more: object) -> bytes:
        whole = package.filled(fresh.manifest(**more), fresh.sources)
        raw = manifests.write(whole)
        return _joined(_parts(fresh, raw, whole, sshsig.sign(by, raw, sshsig.PACKAGE)))

    named = {"key": stranger.public.hex(), "writer": stranger.writer_id}
    yield Broken("by a stranger", _sealed(world, inner(stranger, **named)), "unknown-signer")
    claimed = {"key": stranger.public.hex(), "writer": fresh.signer.writer_id}
    yield Broken("by a stranger under another's id", _sealed(world, inner(stranger, **claimed)), SIGNATURE, "other-key")

    def ended(w: World) -> Desk:
        return replace(w.desk, ended=lambda _: True)

    yield Broken("by an ended key", _sealed(world, inner(fresh.signer)), "ended-signer", "", ended)
    for kind in ("assignment", "decisions"):
        yield Broken(f"a laptop's {kind}", _sealed(world, inner(fresh.signer, kind=kind)), SIGNATURE, "office-only")
    for kind in ("receipt", "enrolment"):
        yield Broken(f"a {kind} with cargo", _sealed(world, inner(fresh.signer, kind=kind)), DAMAGED, "members")
