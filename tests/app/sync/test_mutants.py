"""Faults planted in the road, each of which a named test must notice: a guard nobody tests is no guard."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from app.records.roster import Roster
from app.security import keys, sshsig
from app.storage import journal
from app.sync import cargo as cargos
from app.sync import package, road, ustar
from app.sync.desk import Desk, judge
from app.sync.manifest import Addressee, Manifest
from app.sync.ustar import Steps
from tests.app.services import test_handover_road as road_tests
from tests.app.sync import test_broken, test_package, test_receive, test_road
from tests.app.sync.circle import Table
from tests.app.sync.world import World

Plant = Callable[[pytest.MonkeyPatch], None]


@dataclass
class Bench:
    """What a killing test is handed."""

    folder: Path
    world: World
    table: Table


def drop_fork(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(journal, "note_forks", lambda *_: 0)


def accept_unsigned_changes(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(keys.Verifier, "begin", lambda _self, signed: lambda: [True] * len(signed))


def accept_unsigned_packages(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(keys, "verify", lambda *_: True)


def accept_ended_key(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Roster, "past_end", lambda *_: False)


def accept_ended_signer(patch: pytest.MonkeyPatch) -> None:
    def blind(manifest: Manifest, signer: bytes, desk: Desk) -> None:
        judge(manifest, signer, replace(desk, ended=lambda _: False))

    patch.setattr(package, "judge", blind)


def receipt_by_number_only(patch: pytest.MonkeyPatch) -> None:
    def by_number(one: road.Evidence, at: road.At, *_: object) -> bool:
        first, last, _id = one.chains.get((at.writer, at.scope), (0, -1, ""))
        return first <= at.n <= last

    patch.setattr(road, "_covers", by_number)


def have_by_number_only(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(cargos, "_agreed", lambda _v, w, s, theirs: theirs.get(w, {}).get(s, (0, ""))[0])


def accept_resealed_copy(patch: pytest.MonkeyPatch) -> None:
    def blind(manifest: Manifest, signer: bytes, desk: Desk) -> None:
        judge(replace(manifest, to=(*manifest.to, Addressee(desk.identities[0].recipient))), signer, desk)

    patch.setattr(package, "judge", blind)


def skip_padding_check(patch: pytest.MonkeyPatch) -> None:
    def finish(self: ustar.Reader) -> Steps[None]:
        while self._left:
            yield from self.piece()
        yield from self._exactly(self._pad)
        self._pad = 0

    patch.setattr(ustar.Reader, "_finish", finish)


def skip_member_digest(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(package, "_demand_digest", lambda *_: None)


def broken(name: str) -> Callable[[Bench], None]:
    """The corpus test of one broken package."""
    one = next(b for b in test_broken.CORPUS if b.name == name)
    return lambda bench: test_broken.test_a_broken_package_is_refused_for_its_reason(one, bench.folder)


MUTANTS: list[tuple[Plant, Callable[[Bench], None]]] = [
    (drop_fork, lambda b: road_tests.test_a_laptop_that_went_back_to_an_older_state_is_shown(b.table)),
    (
        accept_unsigned_changes,
        lambda b: test_receive.test_a_forged_change_in_somebody_elses_name_changes_nothing(b.table),
    ),
    (accept_unsigned_packages, broken("signature: over other bytes")),
    (accept_ended_key, lambda b: road_tests.test_an_ended_key_counts_to_its_end_and_late_work_can_be_let_in(b.table)),
    (accept_ended_signer, broken("by an ended key")),
    (receipt_by_number_only, lambda _: test_road.test_a_number_with_another_hash_proves_nothing()),
    (
        have_by_number_only,
        lambda b: road_tests.test_a_place_that_holds_another_chain_is_sent_it_from_its_start(b.table),
    ),
    (
        accept_resealed_copy,
        lambda b: test_package.test_a_copy_sealed_anew_to_somebody_its_signer_did_not_name_is_refused(
            b.world, b.folder
        ),
    ),
    (skip_padding_check, broken("archive: padding")),
    (skip_member_digest, broken("archive: other content")),
]


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    folder = tmp_path / "one"
    folder.mkdir()
    found = Bench(folder, World(), Table(tmp_path))
    yield found
    found.table.close()


@pytest.mark.parametrize(("plant", "killer"), MUTANTS, ids=lambda each: getattr(each, "__name__", "test"))
def test_a_planted_fault_is_noticed(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, plant: Plant, killer: Callable[[Bench], None]
) -> None:
    assert sshsig.PACKAGE  # the module is loaded before anything is planted in it
    plant(monkeypatch)
    with pytest.raises((AssertionError, pytest.fail.Exception)):
        killer(bench)
    monkeypatch.undo()
