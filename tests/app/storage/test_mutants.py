"""The tests of convergence can fail: each of these mistakes, made on purpose, is found by them."""

import random

import pytest

from app.records import heads
from app.records import judge as judging
from app.records.kinds import kinds
from app.storage import citing, journal
from app.storage.fold import Fold
from app.storage.refolding import Refolding
from app.storage.short_way import ShortWay
from tests.app.storage import test_convergence as convergence
from tests.app.storage.worlds import MOVES, WHO, play

WORLDS = 150


def worlds_notice() -> bool:
    """Whether some made-up world shows that something is wrong; an exception counts, as it would in a test run."""
    dice = random.Random(11)  # noqa: S311 - the same worlds each time
    for _ in range(WORLDS):
        size = dice.randrange(6, 34)
        script = [
            (dice.randrange(len(MOVES)), dice.randrange(len(WHO)), dice.randrange(64), dice.randrange(64))
            for _ in range(size)
        ]
        if fails(lambda script=script: convergence.check(play(script), dice.randrange(1, 10**6))):
            return True
    return False


def fails(check) -> bool:
    try:
        check()
    except Exception:  # noqa: BLE001 - a mistake may show in any way
        return True
    except AssertionError:
        return True
    return False


def no_waiting(self, change, outside):
    """Skip the causal wait: only the writer must be known."""
    return "" if change.writer in self.roster.writers else f"writer:{change.writer}"


def freed_at_once(self, missing):
    """What is released counts as folded before it is."""
    rows = [r[0] for r in self._sql("SELECT row FROM waiting{s} WHERE missing = ? ORDER BY row", missing)]
    freed = []
    for row in rows:
        self._sql("DELETE FROM waiting{s} WHERE row = ?", row)
        line = self._sql("SELECT row, id, body, sig, vals, package FROM change WHERE row = ?", row).fetchone()
        freed.append(journal.stored(line))
    return freed


def kind_of_the_first_to_come(connection, change, standing, outside):
    """A verdict by order of arrival: whichever change under an id came first says what it is."""
    second = not standing.row and not standing.plain and change.kind in kinds()
    return "kind" if second else WRONG(connection, change, standing, outside)


def in_any_order(work, code, name):
    """Heads as they happen to lie."""
    found = SORTED(work, code, name)
    return tuple(sorted(found, key=lambda head: head.id))


SORTED = heads._heads
WRONG = citing.wrong

MUTANTS = {
    "skip the causal wait": (Fold, "_missing", no_waiting),
    "count what is released as folded": (Fold, "_release", freed_at_once),
    "verdict by order of arrival": (citing, "wrong", kind_of_the_first_to_come),
    "overwrite without looking at the heads": (ShortWay, "_replaces_all", staticmethod(lambda _c, _s: True)),
    "drop forks": (journal, "note_forks", lambda _connection, _package: 0),
    "a signature covers parts it had not seen": (Refolding, "_unseen_children", lambda _self, _state: 0),
    "a signature does not reach the parts": (
        Fold,
        "_long",
        lambda self, change: self._redact(change) if change.body.get("redact") else None,
    ),
    "an old verdict outlives its roster": (Fold, "_reaches_back", lambda _self, _before: False),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", MUTANTS)
def test_a_mistake_in_the_fold_is_noticed(name, monkeypatch):
    where, what, mistake = MUTANTS[name]
    monkeypatch.setattr(where, what, mistake)
    assert worlds_notice()


def test_heads_in_any_order_are_noticed(monkeypatch):
    monkeypatch.setattr(heads, "_heads", in_any_order)
    assert any(fails(lambda lates=lates: convergence.check_order_of_heads(lates)) for lates in ([0, 1, 2], [2, 1, 0]))


def test_a_signature_that_covers_what_it_had_not_seen_is_noticed(monkeypatch):
    def all_pinned(work, name, lock, writes):
        return set(writes)

    monkeypatch.setattr(heads, "_pinned", all_pinned)
    assert fails(convergence.check_unseen_edits)


def test_a_clock_that_decides_is_noticed(monkeypatch):
    def latest(work, code, name):
        found = SORTED(work, code, name)
        every = [work.regular[cid] for cid in work.writes[name]]
        last = max(every, key=lambda change: change.clock)
        return tuple(h for h in found if h.id == last.id) or (
            heads.Head(last.id, last.value(name), last.writer, last.clock),
        )

    monkeypatch.setattr(heads, "_heads", latest)
    monkeypatch.setattr(ShortWay, "take", lambda _self, _change, _standing: False)
    assert fails(lambda: convergence.check_informed([(1, 1000), (2, -1000)]))


def test_a_redaction_that_leaves_verdicts_that_read_the_value_is_noticed(monkeypatch):
    monkeypatch.setattr(Fold, "_under_lock", lambda _self, _change: False)
    assert fails(convergence.check_redaction_under_a_signature)


def test_a_step_that_outlives_the_role_it_was_taken_by_is_noticed(monkeypatch):
    monkeypatch.setattr(judging, "leans_on_roles", lambda _change, _cited, _roster: False)
    assert fails(convergence.check_role_taken_back)


def test_the_checks_themselves_hold():
    convergence.check_order_of_heads([0, 1, 2])
    convergence.check_unseen_edits()
    convergence.check_informed([(1, 1000), (2, -1000)])
