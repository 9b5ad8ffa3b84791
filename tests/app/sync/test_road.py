"""How far a record has come is decided by number and hash, never by a number alone."""

import pytest

from app.sync.road import At, Evidence, RoadState, road_state

W, S = "a" * 32, "common"
IDS = {(W, S, n): f"{n:064x}" for n in range(1, 10)}


def id_at(writer: str, scope: str, number: int) -> str:
    return IDS.get((writer, scope, number), "")


def at(n: int) -> At:
    return At(W, S, n, IDS[W, S, n])


def proof(state: RoadState, last: int, named: str = "", first: int = 1, parts: tuple[str, ...] = ()) -> Evidence:
    return Evidence(state, {(W, S): (first, last, named or IDS[W, S, last])}, frozenset(parts))


def test_nothing_written_is_here() -> None:
    assert road_state([at(1)], [], [], id_at, {}) is RoadState.HERE
    assert road_state([], [], [proof(RoadState.OFFICE, 9)], id_at, {}) is RoadState.HERE


def test_a_record_has_come_as_far_as_its_last_change() -> None:
    told = [proof(RoadState.ON_STICK, 5), proof(RoadState.OFFICE, 3)]
    assert road_state([at(2), at(3)], [], told, id_at, {}) is RoadState.OFFICE
    assert road_state([at(2), at(4)], [], told, id_at, {}) is RoadState.ON_STICK
    assert road_state([at(2), at(6)], [], told, id_at, {}) is RoadState.HERE


def test_a_number_with_another_hash_proves_nothing() -> None:
    assert road_state([at(2)], [], [proof(RoadState.OFFICE, 3, "f" * 64)], id_at, {}) is RoadState.HERE


def test_a_stretch_begins_somewhere() -> None:
    told = [proof(RoadState.ON_STICK, 5, first=4)]
    assert road_state([at(3)], [], told, id_at, {}) is RoadState.HERE
    assert road_state([at(4)], [], told, id_at, {}) is RoadState.ON_STICK


def test_behind_a_fork_only_the_named_change_counts() -> None:
    told = [proof(RoadState.OFFICE, 5)]
    assert road_state([at(5)], [], told, id_at, {(W, S): 4}) is RoadState.OFFICE
    assert road_state([at(4)], [], told, id_at, {(W, S): 4}) is RoadState.HERE
    assert road_state([at(4)], [], told, id_at, {(W, S): 6}) is RoadState.OFFICE


@pytest.mark.parametrize(("parts", "expected"), [(("x",), RoadState.LEADER), (("x", "y"), RoadState.HERE)])
def test_an_attachment_needs_every_part(parts: tuple[str, ...], expected: RoadState) -> None:
    told = [proof(RoadState.LEADER, 5, parts=("x",))]
    assert road_state([at(1)], parts, told, id_at, {}) is expected
