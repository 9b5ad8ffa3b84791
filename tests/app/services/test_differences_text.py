"""Comparing and joining texts: what must hold for any texts, and what a person should see for some."""

import random
import time

from hypothesis import given
from hypothesis import strategies as st

from app.services import differences_text as texts

WORDS = [
    "王某",
    "称",
    "每月",
    "少发",
    "一百元",
    "二百元",
    "，",
    "。",
    "\n",
    "2026-03-05",
    "1,200",
    "补贴",
    "ok",
    " ",
    "、",
]
TEXT = st.lists(st.sampled_from(WORDS), max_size=30).map("".join) | st.text(max_size=40)


def split(runs):
    return (
        "".join(run.text for run in runs if run.kind != "new"),
        "".join(run.text for run in runs if run.kind != "gone"),
    )


def marked(old, new):
    signs = {"same": "{}", "gone": "[-{}]", "new": "[+{}]"}
    return "".join(signs[run.kind].format(run.text) for run in texts.compare(old, new))


@given(TEXT, TEXT)
def test_a_comparison_holds_both_texts_to_the_letter(old, new):
    assert split(texts.compare(old, new)) == (old, new)


@given(TEXT)
def test_equal_texts_show_no_difference(text):
    assert all(run.kind == "same" for run in texts.compare(text, text))


@given(TEXT, st.lists(TEXT, min_size=2, max_size=4))
def test_the_parts_of_a_join_hold_every_side_to_the_letter(base, sides):
    parts = texts.merge(base, sides)
    assert "".join(part.base for part in parts) == base
    for place, side in enumerate(sides):
        assert "".join(part.texts[place] for part in parts) == side


@given(TEXT, TEXT)
def test_one_edit_alone_is_taken(base, edit):
    assert texts.joined(texts.merge(base, [base, edit])) == edit
    assert texts.joined(texts.merge(base, [edit, base])) == edit


@given(TEXT, TEXT)
def test_the_same_edit_twice_is_taken_once(base, edit):
    assert texts.joined(texts.merge(base, [edit, edit])) == edit


@given(TEXT, TEXT, TEXT)
def test_joining_does_not_care_who_is_first(base, left, right):
    one, other = texts.merge(base, [left, right]), texts.merge(base, [right, left])
    assert [(p.base, p.texts, p.chosen) for p in one] == [(p.base, p.texts[::-1], p.chosen) for p in other]


@given(TEXT, TEXT, TEXT)
def test_what_was_changed_differently_is_never_chosen_for_the_person(base, left, right):
    for part in texts.merge(base, [left, right]):
        changed = {text for text in part.texts if text != part.base}
        assert (part.chosen is None) == (len(changed) > 1)


@given(st.lists(TEXT, min_size=1, max_size=4))
def test_keeping_both_loses_nothing_of_any(sides):
    kept = texts.both(sides)
    assert all(side in kept for side in sides)


@given(st.lists(st.lists(st.sampled_from("abcdef"), unique=True), min_size=2, max_size=3))
def test_a_union_holds_every_member_once(sides):
    found = texts.union(sides)
    assert sorted(found) == sorted({one for side in sides for one in side})


@given(*[st.lists(st.sampled_from("abcdef"), unique=True)] * 3)
def test_a_joined_set_follows_every_edit(base, left, right):
    found = set(texts.merged_set(base, [left, right]))
    out = (set(base) - set(left)) | (set(base) - set(right))
    assert found == (set(base) | set(left) | set(right)) - out
    assert texts.merged_set(base, [right, left]) == texts.merged_set(base, [left, right])


def test_edits_of_different_clauses_are_joined():
    base = "三月五日到村，共谈三人。村账由王会计保管，未见公示。"
    left = "三月六日到村，共谈三人。村账由王会计保管，未见公示。"
    right = "三月五日到村，共谈三人。村账由王会计保管，公示栏未见公示。附照片二张。"
    assert texts.joined(texts.merge(base, [left, right])) == (
        "三月六日到村，共谈三人。村账由王会计保管，公示栏未见公示。附照片二张。"
    )


def test_two_edits_of_one_clause_are_left_to_the_person():
    parts = texts.merge("每月发补贴100元，按时到账。", ["每月发补贴150元，按时到账。", "每年发补贴100元，按时到账。"])
    assert texts.joined(parts) is None
    assert [part.texts for part in parts if part.chosen is None] == [("每月发补贴150元，", "每年发补贴100元，")]


def test_two_rewritten_testimonies_are_never_glued_together():
    parts = texts.merge("", ["王某称每月少发一百元", "王某称每月少发二百元"])
    assert [part.chosen for part in parts] == [None]


def test_insertions_at_one_place_are_left_to_the_person():
    assert texts.joined(texts.merge("甲。乙。", ["甲。丙。乙。", "甲。丁。乙。"])) is None


def test_a_difference_reads_by_words():
    assert marked("每月少发一百元", "每月少发二百元") == "每月少发[-一][+二]百元"
    assert marked("共1,200元", "共1,250元") == "共[-1,200][+1,250]元"
    assert marked("到村三人。", "到村三人。附照片。") == "到村三人。[+附照片。]"
    assert marked("附照片。到村三人。", "到村三人。") == "[-附照片。]到村三人。"
    assert marked("甲说，乙说。", "甲说，丙说，乙说。") == "甲说，[+丙说，]乙说。"


def test_no_single_character_is_left_standing_between_changes():
    assert marked("张三丰在家", "李三思在家") == "[-张三丰][+李三思]在家"


def test_a_clause_does_not_end_inside_a_number():
    assert texts.CLAUSE.findall("共1,200元,12:30到, 完")[:3] == ["共1,200元,", "12:30到,", " 完"]


def long_texts():
    draw = random.Random(7)  # noqa: S311 - texts to compare
    base = "".join(
        draw.choice("的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动，。")
        for _ in range(20_000)
    )
    scattered = list(base)
    for _ in range(400):
        scattered[draw.randrange(len(scattered))] = draw.choice("甲乙丙丁戊，")
    return {
        "scattered": (base, "".join(scattered)),
        "other": (base, "".join(draw.sample(base, len(base)))),
        "commas": (base, base.replace("，", ",")),
        "monotone": ("字" * 20_000, "字" * 9_000 + "人" + "字" * 10_999),
        "moved": (base, base[10_000:] + base[:10_000]),
        "periodic": ("甲乙" * 10_000, "乙甲" * 10_000),
    }


def test_texts_of_twenty_thousand_characters_are_compared_while_nobody_waits():
    for name, (old, new) in long_texts().items():
        began = time.thread_time()
        runs = texts.compare(old, new)
        took = time.thread_time() - began
        assert split(runs) == (old, new)
        assert took < 0.5, name  # of its own thread; a fifth of that was measured alone
        began = time.thread_time()
        texts.merge(old, [new, old[:5000] + "甲。" + old[5000:]])
        assert time.thread_time() - began < 0.5, name
