"""The same changes give the same vault: any order, any cut, twice or once, folded at once or anew (P1 to P11)."""

import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.jobs import Progress
from tests.app.storage.nodes import Node, packages, shown
from tests.app.storage.oracle import Expected
from tests.app.storage.worlds import OFFICE, World, play, scripts

SOAK = int(os.environ.get("SATCHEL_SOAK", "1"))
seeds = st.integers(0, 2**20)


def check(world: World, seed: int) -> None:
    """One world, delivered three ways, against what is worked out by hand."""
    changes = list(world.changes.values())
    expected = Expected(OFFICE.public.hex(), changes)
    wanted = expected.dump()
    dumps = []
    for way, count in ((0, 1), (seed, 3), (seed + 1, 7)):
        with Node() as node:
            for package in packages(changes, way, count, twice=count == 7) if way else [changes]:
                node.receive(package)
            assert node.count() == len(changes)
            assert shown(node.dump()) == wanted
            assert node.forks() == expected.forks()
            dumps.append(node.dump())
            if count == 7:
                node.ledger.rebuild(Progress())
                dumps.append(node.dump())
    assert dumps[1] == dumps[0]
    assert dumps[2] == dumps[0]
    assert dumps[3] == dumps[2]


@pytest.mark.slow
@settings(max_examples=60 * SOAK)
@given(scripts, seeds)
def test_any_order_any_cut_and_a_rebuild_give_what_the_plain_fold_gives(script, seed):
    check(play(script), seed)
