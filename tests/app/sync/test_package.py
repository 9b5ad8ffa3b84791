"""A package comes out as it went in, and in no other way."""

import hashlib
import os
import random
from dataclasses import replace
from pathlib import Path

import pytest

from app.errors import CancelledError
from app.jobs import Progress
from app.security import keys
from app.sync import manifest as manifests
from app.sync import package, stick, ustar
from app.sync.refusals import (
    EndedSignerError,
    NotAddressedHereError,
    NotAPackageError,
    PackageDamagedError,
    PackageRefusedError,
    PackageTooNewError,
    PracticeMismatchError,
    SignatureWrongError,
    StickUnreliableError,
    UnknownSignerError,
    WrongOfficeError,
)
from tests.app.sync.world import World, blob_source, lines_source

FLIPS = int(os.environ.get("SATCHEL_FLIPS", "20000" if "SATCHEL_SOAK" in os.environ else "2000"))


def everything(checked: package.Checked, world: World) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    package.contents(checked, world.desk, lambda member, data: found.update({member.name: bytes(data)}))
    return found


def test_a_package_comes_out_as_it_went_in(world: World, tmp_path: Path) -> None:
    written = world.write(tmp_path)
    copy = tmp_path / "copy"
    checked = package.check(written.path, world.desk, copy=copy)
    assert checked.manifest == written.manifest
    assert checked.sha256 == written.sha256 == hashlib.sha256(copy.read_bytes()).hexdigest()
    assert everything(checked, world) == {s.member.name: b"".join(s.chunks()) for s in world.sources}
    assert not checked.sum_differs


def test_its_digest_lies_beside_it_and_nothing_else_does(world: World, tmp_path: Path) -> None:
    written = world.write(tmp_path)
    assert stick.stated(written.path) == written.sha256
    assert {p.name for p in tmp_path.iterdir()} == {written.path.name, written.path.name + ".sha256"}


def test_a_wrong_digest_beside_an_intact_package_is_told_but_no_refusal(world: World, tmp_path: Path) -> None:
    written = world.write(tmp_path)
    stick_sum = written.path.with_name(written.path.name + ".sha256")
    stick_sum.write_text(f"{'0' * 64}  {written.path.name}\n")
    assert package.check(written.path, world.desk).sum_differs


def test_a_series_puts_text_first_and_keeps_every_package_small(world: World, tmp_path: Path) -> None:
    blobs = [blob_source(os.urandom(300_000)) for _ in range(8)]
    texts = [lines_source(world.signer.writer_id, "common", 1 + i, b"x" * 200_000 + b"\n") for i in range(4)]
    cut = package.series([*blobs, *texts], limit=1_000_000)
    assert [s.chain is not None for part in cut for s in part] == [True] * 4 + [False] * 8
    for number, part in enumerate(cut, 1):
        made = package.write(
            tmp_path, world.manifest(series=("34" * 16, number, len(cut)), counter=number), part, world.signer
        )
        assert made.size <= 1_000_000
    assert package.series([]) == [[]]


def test_a_source_that_changed_since_it_was_hashed_leaves_nothing(world: World, tmp_path: Path) -> None:
    good = world.sources[0]
    world.sources[0] = replace(good, chunks=lambda: [b"y" * good.member.size])
    with pytest.raises(ustar.BrokenArchiveError):
        world.write(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_stopping_a_write_leaves_nothing(world: World, tmp_path: Path) -> None:
    world.sources = [blob_source(os.urandom(4 << 20))]
    progress = Progress()
    progress.stop()
    with pytest.raises(CancelledError):
        package.write(tmp_path, world.manifest(), world.sources, world.signer, progress)
    assert list(tmp_path.iterdir()) == []


def test_a_stick_that_gives_back_other_bytes_is_told(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stick, "digest", lambda *_: "0" * 64)
    with pytest.raises(StickUnreliableError):
        world.write(tmp_path)
    assert list(tmp_path.iterdir()) == []


def refused(world: World, path: Path, desk: package.Desk | None = None) -> PackageRefusedError:
    copy = path.with_name("copy")
    with pytest.raises(PackageRefusedError) as caught:
        package.check(path, desk or world.desk, copy=copy)
    assert not copy.exists()
    assert caught.value.data["file"] == path.name
    return caught.value


def test_a_cut_package_is_refused_wherever_it_was_cut(world: World, tmp_path: Path) -> None:
    world.sources = [*world.sources[:2], blob_source(os.urandom(600_000))]
    written = world.write(tmp_path)
    package.check(written.path, world.desk)  # the harness accepts what is whole
    whole = written.path.read_bytes()
    for at in [0, 1, 10, 100, 200, 300, *range(4096, len(whole), 4096), len(whole) - 1]:
        path = tmp_path / "cut.satchel"
        path.write_bytes(whole[:at])
        assert isinstance(refused(world, path), NotAPackageError if at < 22 else PackageDamagedError)


def test_an_inner_archive_that_was_cut_and_sealed_again_is_refused(world: World, tmp_path: Path) -> None:
    world.sources = [*world.sources[:2], blob_source(os.urandom(300_000))]
    inner, path = world.inner(), tmp_path / "cut.satchel"
    package.check(world.seal(path, inner), world.desk)
    for at in [0, 1, 511, 512, *range(4096, len(inner), 4096), len(inner) - 512, len(inner) - 1]:
        assert isinstance(refused(world, world.seal(path, inner[:at])), PackageDamagedError | NotAPackageError)


def test_a_flipped_bit_of_the_sealed_file_is_refused(world: World, tmp_path: Path) -> None:
    whole = world.write(tmp_path).path.read_bytes()
    for at in random.Random(1).sample(range(len(whole)), 200):  # noqa: S311 - a sample
        path = tmp_path / "flip.satchel"
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1 << at % 8]) + whole[at + 1 :])
        refused(world, path)


def test_something_behind_the_package_is_refused(world: World, tmp_path: Path) -> None:
    path = world.write(tmp_path).path
    path.write_bytes(path.read_bytes() + b"\0")
    assert isinstance(refused(world, path), PackageDamagedError)


def test_a_flipped_bit_of_the_inner_archive_sealed_again_is_refused(world: World, tmp_path: Path) -> None:
    inner = world.inner()
    path = tmp_path / "flip.satchel"
    chance = random.Random(20260105)  # noqa: S311 - a sample
    package.check(world.seal(path, inner), world.desk)  # the harness accepts what is sound
    why = set()
    for _ in range(FLIPS):
        at, bit = chance.randrange(len(inner)), chance.randrange(8)
        flipped = bytearray(inner)
        flipped[at] ^= 1 << bit
        error = refused(world, world.seal(path, bytes(flipped)))
        why.add((error.code, error.data.get("why")))
    assert len(why) >= 5


def header_with(name: str, size: int, **places: tuple[int, bytes]) -> bytes:
    block = bytearray(ustar.header(name, size))
    for at, data in places.values():
        block[at : at + len(data)] = data
    block[148:156] = b"        "
    block[148:156] = b"%06o\0 " % sum(block)
    return bytes(block)


def inner_with(world: World, change: str) -> bytes:
    """One sound archive, broken in one way, digests and signature made to fit where a forger could."""
    inner = world.inner()
    name = world.sources[2].member.name
    blob = inner.index(ustar.header(name, world.sources[2].member.size))
    size = ustar.padded(world.sources[2].member.size)
    lines = inner.index(ustar.header(world.sources[0].member.name, world.sources[0].member.size))
    before, member, after = inner[:blob], inner[blob : blob + size], inner[blob + size :]
    changed = {
        "traversal": before + header_with("../../evil", 1400) + member[512:] + after,
        "link": before + header_with(name, 1400, link=(156, b"2"), to=(157, b"/etc/passwd")) + member[512:] + after,
        "mode": before + header_with(name, 1400, mode=(100, b"0000755\0")) + member[512:] + after,
        "owner": before + header_with(name, 1400, owner=(265, b"root")) + member[512:] + after,
        "base256 size": before + header_with(name, 1400, octal=(124, b"\x80" + bytes(11))) + member[512:] + after,
        "duplicate": before + member + member + after,
        "missing": before + after,
        "extra": before + member + ustar.header("blobs/" + "0" * 64, 0) + after,
        "trailing": inner + bytes(512),
        "one zero block": inner[:-512],
        "no end": inner[:-1024],
        "padding": before + member[:-1] + b"x" + after,
        "not zero end": inner[:-1] + b"x",
        "swapped": before[:lines] + member + before[lines:] + after,
        "other name": before + ustar.header("blobs/" + "0" * 64, 1400) + member[512:] + after,
        "other size": before + ustar.header(name, 1399) + member[512:] + after,
        "other content": before + member[:512] + b"Picture" + member[519:] + after,
        "no manifest": inner[ustar.padded(int(inner[124:135], 8)) :],
        "huge manifest": ustar.header("package.json", 9 << 20) + inner[512:],
        "empty": b"",
        "only zeros": bytes(1024),
    }
    return changed[change]


@pytest.mark.parametrize(
    "change",
    [
        *("traversal", "link", "mode", "owner", "base256 size", "duplicate", "missing", "extra", "trailing"),
        *("one zero block", "no end", "padding", "not zero end", "swapped", "other name", "other size"),
        *("other content", "no manifest", "huge manifest", "empty", "only zeros"),
    ],
)
def test_an_archive_that_is_not_the_one_archive_is_refused(world: World, tmp_path: Path, change: str) -> None:
    error = refused(world, world.seal(tmp_path / "bad.satchel", inner_with(world, change)))
    assert isinstance(error, PackageDamagedError | NotAPackageError)


def test_a_file_of_another_program_is_refused(world: World, tmp_path: Path) -> None:
    path = tmp_path / "photo.satchel"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" * 100)
    assert isinstance(refused(world, path), NotAPackageError)


def test_a_package_for_somebody_else_is_refused(world: World, tmp_path: Path) -> None:
    path = world.write(tmp_path).path
    other = World(signer=world.signer, card=world.card)
    assert refused(world, path, other.desk).data["why"] == "sealed"


def test_a_copy_sealed_anew_to_somebody_its_signer_did_not_name_is_refused(world: World, tmp_path: Path) -> None:
    inner = world.inner()
    thief = World(signer=world.signer, card=world.card)
    error = refused(thief, thief.seal(tmp_path / "again.satchel", inner))
    assert isinstance(error, NotAddressedHereError)
    assert error.data["why"] == "not-named"


def test_an_unknown_signer_is_refused_but_may_enrol(world: World, tmp_path: Path) -> None:
    stranger = keys.WriterKey.generate()
    named = {"key": stranger.public.hex(), "writer": stranger.writer_id}
    path = world.write(tmp_path, stranger, **named).path
    assert isinstance(refused(world, path), UnknownSignerError)
    world.sources = []
    path = world.write(tmp_path, stranger, kind="enrolment", **named).path
    assert package.check(path, world.desk).manifest.kind == "enrolment"


def test_an_ended_key_is_refused(world: World, tmp_path: Path) -> None:
    desk = replace(world.desk, ended=lambda writer: writer == world.signer.writer_id)
    assert isinstance(refused(world, world.write(tmp_path).path, desk), EndedSignerError)


def test_only_the_office_assigns_and_decides(world: World, tmp_path: Path) -> None:
    for kind in ("assignment", "decisions"):
        error = refused(world, world.write(tmp_path, kind=kind).path)
        assert isinstance(error, SignatureWrongError)
        named = {"key": world.office_key.public.hex(), "writer": world.office_key.writer_id}
        package.check(world.write(tmp_path, world.office_key, kind=kind, **named).path, world.desk)


def test_a_signer_who_names_another_is_refused(world: World, tmp_path: Path) -> None:
    mallory = keys.WriterKey.generate()
    error = refused(world, world.write(tmp_path, mallory).path)
    assert isinstance(error, SignatureWrongError)


def test_another_office_is_named(world: World, tmp_path: Path) -> None:
    error = refused(world, world.write(tmp_path, office="cd" * 32).path)
    assert isinstance(error, WrongOfficeError)
    assert error.data["office"] == "cdcdcdcd"


@pytest.mark.parametrize("practice", [True, False])
def test_practice_and_real_never_mix(world: World, tmp_path: Path, practice: bool) -> None:  # noqa: FBT001
    desk = replace(world.desk, practice=not practice)
    assert isinstance(refused(world, world.write(tmp_path, practice=practice).path, desk), PracticeMismatchError)


@pytest.mark.parametrize(("old", "new"), [(b'"reads":1', b'"reads":2'), (b'"v":1', b'"v":2'), (b'"return"', b'"zzz"')])
def test_a_newer_package_asks_for_a_newer_release(world: World, tmp_path: Path, old: bytes, new: bytes) -> None:
    whole = package.filled(world.manifest(), world.sources)
    raw = manifests.write(whole).replace(old, new)
    error = refused(world, world.seal(tmp_path / "new.satchel", world.archive(raw, whole)))
    assert isinstance(error, PackageTooNewError)


def test_keys_of_a_later_release_are_passed_over(world: World, tmp_path: Path) -> None:
    whole = package.filled(world.manifest(), world.sources)
    raw = manifests.write(whole)[:-1] + b',"zz":{"later":true}}'
    checked = package.check(world.seal(tmp_path / "more.satchel", world.archive(raw, whole)), world.desk)
    assert checked.manifest == whole


def test_a_manifest_of_another_shape_is_refused(world: World, tmp_path: Path) -> None:
    whole = package.filled(world.manifest(), world.sources)
    raw = manifests.write(whole)
    bent = [
        raw.replace(b'"counter":1', b'"counter":0'),
        raw.replace(b'"counter":1', b'"counter":"1"'),
        raw.replace(b'"practice":false', b'"practice":0'),
        raw.replace(b'"previous":""', b'"previous":"x"'),
        raw.replace(b'"for":"office"', b'"for":"../x"'),
        raw.replace(b'"void":[]', b'"void":[2,1]'),
        raw.replace(b'"size":1400', b'"size":1400.0'),
        raw.replace(b'"drafts":[]', b'"drafts":{}'),
        raw + b" ",
        b"[]",
    ]
    for number, data in enumerate(bent):
        path = world.seal(tmp_path / f"{number}.satchel", world.archive(data, whole))
        assert isinstance(refused(world, path), PackageDamagedError), data


def test_a_copy_that_changes_between_the_two_passes_is_refused(world: World, tmp_path: Path) -> None:
    checked = package.check(world.write(tmp_path).path, world.desk, copy=tmp_path / "copy")
    other = world.write(tmp_path, counter=2)
    checked.path.write_bytes(other.path.read_bytes())
    with pytest.raises(PackageDamagedError):
        everything(checked, world)


def test_a_peek_sees_who_sent_what_and_nothing_behind_it(world: World, tmp_path: Path) -> None:
    world.sources = [blob_source(os.urandom(500_000))]
    written = world.write(tmp_path)
    assert package.peek(written.path, world.desk) == written.manifest
    written.path.write_bytes(written.path.read_bytes()[:-100_000])
    assert package.peek(written.path, world.desk) == written.manifest
    (tmp_path / "photo.satchel").write_bytes(b"a photo")
    with pytest.raises(NotAPackageError):
        package.peek(tmp_path / "photo.satchel", world.desk)
    with pytest.raises(WrongOfficeError):
        package.peek(written.path, replace(world.desk, office="cd" * 32))
