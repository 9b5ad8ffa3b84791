"""The pool of anonymous responses: what it keeps, what it forgets, and that it keeps no order."""

import pytest

from app.storage import pool
from tests.app.services import records_world

RESPONSE = {"/data/q1": "1"}
SURVEY, OTHER = "a" * 32, "b" * 32


@pytest.fixture
def vault(tmp_path):
    world = records_world.make(tmp_path)
    yield world.vault
    world.vault.close()


def test_a_response_is_replaced_under_its_key_and_dropped_only_while_it_is_open(vault):
    key = pool.new_key()
    pool.put(vault, key, SURVEY, RESPONSE, finished=False)
    pool.put(vault, key, SURVEY, {"/data/q1": "2"}, finished=False)
    assert pool.answers(vault, key) == {"/data/q1": "2"}
    assert pool.unfinished(vault, SURVEY) == [key]
    pool.put(vault, key, SURVEY, RESPONSE, finished=True)
    pool.drop(vault, key)
    assert pool.answers(vault, key) == RESPONSE
    assert pool.waiting(vault) == pool.waiting(vault, SURVEY) == 1
    assert pool.waiting(vault, OTHER) == 0
    assert pool.answers(vault, pool.new_key()) == {}


def test_only_finished_ones_of_the_same_questionnaire_are_marked_and_forgotten(vault):
    for survey, finished in ((SURVEY, True), (SURVEY, False), (OTHER, True)):
        pool.put(vault, pool.new_key(), survey, RESPONSE, finished=finished)
    pool.mark(vault, SURVEY, "batch")
    assert pool.marked(vault, SURVEY) == {"batch": [RESPONSE]}
    assert pool.marked(vault, OTHER) == {}
    pool.mark(vault, SURVEY, "another")
    assert set(pool.marked(vault, SURVEY)) == {"batch"}, "what is marked stays with its batch"
    pool.forget(vault, "batch")
    assert pool.waiting(vault, SURVEY) == 0
    assert len(pool.unfinished(vault, SURVEY)) == pool.waiting(vault, OTHER) == 1


def test_the_rows_lie_in_the_order_of_their_random_keys(vault):
    keys = [pool.new_key() for _ in range(40)]
    for key in keys:
        pool.put(vault, key, SURVEY, RESPONSE, finished=True)
    with vault.database.read() as connection:
        lying = [row[0].hex() for row in connection.execute("SELECT key FROM pool NOT INDEXED")]
        with pytest.raises(Exception, match="rowid"):
            connection.execute("SELECT rowid FROM pool")
    assert lying == sorted(keys) != keys
