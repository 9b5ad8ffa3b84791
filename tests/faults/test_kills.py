"""``kill -9`` at any moment: whatever was acknowledged is there, nothing stands half."""

import os

import pytest

from tests.faults import victim
from tests.faults.kills import Field

KILLS = 100 if int(os.environ.get("SATCHEL_SOAK", "1")) > 1 else 6
REBUILD = KILLS // 10 or 3  # what a kill leaves half stays half until somebody looks: the last one is among them


@pytest.mark.slow
@pytest.mark.parametrize("verb", ["typing", "receiving", "packing"])
def test_what_was_acknowledged_survives_being_killed(verb, room):
    field = Field.make(room, verb, KILLS)
    for number in range(1, KILLS + 1):
        field.kill()
        assert field.lost(rebuild=number % REBUILD == 0) == []
    assert len(field.acknowledged) >= KILLS


@pytest.mark.slow
@pytest.mark.parametrize("verb", ["typing", "receiving", "packing"])
def test_a_program_that_acknowledges_too_early_is_noticed(verb, room):
    field = Field.make(room, verb, 40)
    for _ in range(40):
        field.kill(early=True)
        if field.lost():
            return
    pytest.fail("forty kills, and nothing was missed")


def test_the_typed_line_and_its_cursor_come_back(room):
    field = Field.make(room, "typing")
    field.number = 0
    with victim.unlock(field.home) as vault:
        victim.type_on(vault, 0, early=False)
        vault.database.close()  # as a power cut would: nothing else is said goodbye to
        vault.closed = True
    with victim.unlock(field.home) as vault:
        draft = vault.draft(victim.record(0))
        assert draft is not None
        assert (draft.fields, draft.cursor) == ({"name": "王0"}, {"field": "name", "at": 0})
