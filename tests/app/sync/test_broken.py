"""A corpus of broken packages: each is refused for its own reason, and the sound one is taken by the same harness."""

from pathlib import Path

import pytest

from app.sync import package
from app.sync.refusals import PackageRefusedError
from tests.app.sync.broken import Broken, corpus
from tests.app.sync.world import World

WORLD = World()
CORPUS = list(corpus(WORLD))


class Nowhere:
    """Takes parts and forgets them."""

    def __init__(self) -> None:
        self.begun = self.settled = 0

    def has(self, sha256: str) -> bool:
        return False

    def begin(self, sha256: str) -> "Nowhere":
        self.begun += 1
        return self

    def write(self, data: bytes, /) -> int:
        return len(data)

    def flush(self) -> None:
        pass

    def end(self) -> None:
        pass

    def settle(self) -> None:
        self.settled += 1


@pytest.mark.parametrize("broken", CORPUS, ids=lambda b: b.name)
def test_a_broken_package_is_refused_for_its_reason(broken: Broken, tmp_path: Path) -> None:
    path = tmp_path / "broken.satchel"
    path.write_bytes(broken.data)
    with pytest.raises(PackageRefusedError) as caught:
        package.check(path, broken.desk(WORLD), copy=tmp_path / "copy")
    assert not (tmp_path / "copy").exists()
    assert caught.value.data["file"] == path.name
    if broken.code:
        assert caught.value.code == broken.code
    if broken.why:
        assert caught.value.data["why"] == broken.why


def test_the_sound_package_is_taken(tmp_path: Path) -> None:
    fresh = World(WORLD.office_key, WORLD.signer, WORLD.receive, WORLD.card)
    path = fresh.seal(tmp_path / "sound.satchel", fresh.inner())
    keep = Nowhere()
    assert package.check(path, WORLD.desk, keep=keep).manifest.members
    assert (keep.begun, keep.settled) == (1, 1)


def test_nothing_is_kept_of_a_package_whose_signature_or_address_is_wrong(tmp_path: Path) -> None:
    early = [b for b in CORPUS if b.code in {"signature-wrong", "unknown-signer", "wrong-office", "ended-signer"}]
    assert len(early) > 10
    for broken in early:
        keep = Nowhere()
        path = tmp_path / "early.satchel"
        path.write_bytes(broken.data)
        with pytest.raises(PackageRefusedError):
            package.check(path, broken.desk(WORLD), keep=keep)
        assert keep.begun == 0


def test_the_corpus_is_large_and_its_reasons_are_many(tmp_path: Path) -> None:
    assert len({b.name for b in CORPUS}) == len(CORPUS) >= 60
    found = set()
    path = tmp_path / "broken.satchel"
    for broken in CORPUS:
        path.write_bytes(broken.data)
        with pytest.raises(PackageRefusedError) as caught:
            package.check(path, broken.desk(WORLD))
        found.add((caught.value.code, caught.value.data.get("why")))
    assert len(found) >= 20
