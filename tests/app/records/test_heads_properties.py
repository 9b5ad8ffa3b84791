"""What holds for every history of a talk on three laptops: order, loss, decisions, signatures."""

from hypothesis import given, settings
from hypothesis import strategies as st

from app.records.heads import fold
from app.records.judge import is_lock
from tests.app.records.world import Book, talk

NAMES = ("li", "wang", "zhao")
HOT = ("place", "others")


@st.composite
def scripts(draw, *, signing=True):
    """What three people do on one talk, each on a laptop of their own."""
    acts = ["write", "write", "write", "undo", "exchange", "exchange"] + (["sign", "delete"] if signing else [])
    count = draw(st.integers(2, 14))
    who = st.sampled_from(NAMES)
    return [
        (draw(st.sampled_from(acts)), draw(who), draw(who), draw(st.sampled_from(HOT)), draw(st.integers(0, 2)))
        for _ in range(count)
    ]


def play(script):
    """Play a script; returns the book, what each person holds, and what each signer saw."""
    book = Book()
    record = talk(book)
    start = list(book.changes.values())
    held = {name: list(start) for name in NAMES}
    for act, name, other, field, value in script:
        if act == "exchange":
            both = {c.id: c for c in (*held[name], *held[other])}
            held[name], held[other] = list(both.values()), list(both.values())
            continue
        kinds = {"write": {field: str(value)}, "undo": {field: None}, "delete": {"~deleted": bool(value)}, "sign": {}}
        step = "sign" if act == "sign" else ""
        # A clock that says anything at all.
        held[name].append(book.write(name, record, kinds[act], seen=held[name], step=step, t=1 + value * 5000))
    return book, record, held


@settings(max_examples=150)
@given(scripts(), st.randoms(use_true_random=False))
def test_the_fold_does_not_depend_on_order_or_repetition(script, chance):
    book, record, _ = play(script)
    judged = list(book.judged().values())
    wanted = fold(judged)
    again = judged + chance.choices(judged, k=4)
    chance.shuffle(again)
    assert fold(again) == wanted
    assert book.state(record) == wanted


@settings(max_examples=150)
@given(scripts())
def test_nothing_is_lost(script):
    book, record, _ = play(script)
    judged = book.judged()
    state = book.state(record)
    regular = {cid: j.change for cid, j in judged.items() if j.verdict.regular}
    for cid, change in regular.items():
        for name in change.body["fields"]:
            stands = any(h.id == cid for h in state.heads[name])
            replaced = any(cid in c.supersedes.get(name, ()) for c in regular.values())
            assert stands or replaced
    told = {cid for cid, _ in state.irregular} | set(state.newer)
    assert told == judged.keys() - regular.keys()


@settings(max_examples=150)
@given(scripts(signing=False))
def test_without_locks_heads_are_what_nobody_replaced_the_greatest_clock_first(script):
    book, record, _ = play(script)
    state = book.state(record)
    changes = book.changes.values()
    for name, heads in state.heads.items():
        writes = {c.id for c in changes if name in c.body["fields"]}
        gone = {i for c in changes for i in c.supersedes.get(name, ())}
        assert {h.id for h in heads} == writes - gone
        assert [h.clock for h in heads] == sorted((h.clock for h in heads), reverse=True)
        assert state.values[name] == heads[0].value
        assert (name in state.conflicts) == (len({repr(h.value) for h in heads}) > 1)


@settings(max_examples=150)
@given(scripts(signing=False), st.sampled_from(HOT))
def test_who_has_seen_everything_decides(script, field):
    book, record, _ = play(script)
    book.write("zhao", record, {field: "decided"}, t=1)
    state = book.state(record)
    assert (state.values[field], len(state.heads[field]), field in state.conflicts) == ("decided", 1, False)


@settings(max_examples=200)
@given(scripts())
def test_what_was_signed_stays_shown_whatever_comes_later(script):
    book, record, held = play(script)
    judged = book.judged()
    signings = [j for j in judged.values() if is_lock(j)]
    if len(signings) != 1:
        return
    lock = signings[0].change
    past = {c.id: c for c in book.changes.values() if c.id in lock.cited() or c.id == lock.id}
    ahead = list(past.values())
    while ahead:
        for cid in ahead.pop().cited():
            if cid not in past:
                past[cid] = book.changes[cid]
                ahead.append(past[cid])
    then = fold(judged[cid] for cid in past)
    now = book.state(record)
    for name in HOT:
        if name not in then.conflicts:
            assert now.values.get(name) == then.values.get(name)
            assert (name in now.conflicts) == any(not h.signed for h in now.heads.get(name, ()))
    assert now.state == "signed"
    assert held
