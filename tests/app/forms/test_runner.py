import pytest

from app.forms.runner import Runner
from app.forms.trouble import NoSuchQuestionError
from app.forms.walk import Kind

VISIT = """
| survey | | | | | | | | |
| | type | name | label::中文 (zh) | label::English (en) | required | relevant | constraint | constraint_message |
| | note | hello | 您好 | Hello | | | | |
| | text | name | 姓名 | Name | yes | | | |
| | integer | age | **${name}** 的年龄 | Age of ${name} | | | . < 130 | 年龄不对 |
| | select_one yn | school | 上学吗 | At school? | | ${age} < 18 | | |
| | begin group | home | 住处 | Home | | | | |
| | text | street | 街道 | Street | | | | |
| | begin repeat | room | 房间 | Room | | | | |
| | text | use | 用途 | Use | | | | |
| | end repeat | | | | | | | |
| | end group | | | | | | | |
| choices | | | | |
| | list_name | name | label::中文 (zh) | label::English (en) |
| | yn | y | 是 | Yes |
| | yn | n | 否 | No |
"""


def walked(runner):
    found = []
    for _ in range(50):
        found.append((runner.page.kind, runner.page.reference))
        if runner.page.kind is Kind.END:
            return found
        runner.next(force=True)
    return found


def test_a_form_is_gone_through_question_by_question(run):
    assert walked(run(VISIT)) == [
        (Kind.QUESTION, "/data/hello"),
        (Kind.QUESTION, "/data/name"),
        (Kind.QUESTION, "/data/age"),
        (Kind.QUESTION, "/data/home/street"),
        (Kind.ROW, "/data/home/room[1]"),
        (Kind.QUESTION, "/data/home/room[1]/use"),
        (Kind.PROMPT, "/data/home/room"),
        (Kind.END, ""),
    ]


def test_going_on_is_held_up_by_what_is_missing_or_wrong(run):
    runner = run(VISIT)
    assert runner.next() == ()
    assert [problem.rule for problem in runner.next()] == ["required"]
    runner.answer("/data/name", "李梅")
    assert runner.next() == ()
    problems = runner.answer("/data/age", 200)
    assert [(p.rule, p.message) for p in problems] == [("constraint", "年龄不对")]
    assert runner.value("/data/age") == "200"
    assert runner.next() == problems
    runner.previous()
    assert runner.page.reference == "/data/name"


def test_an_answer_of_the_wrong_type_is_kept_and_said(run):
    runner = run(VISIT)
    assert [p.rule for p in runner.answer("/data/age", "三十")] == ["int"]
    assert runner.value("/data/age") == "三十"
    assert runner.answer("/data/age", "30") == ()


def test_labels_speak_the_language_chosen_and_quote_answers(run):
    runner = run(VISIT)
    runner.answer("/data/name", "李梅")
    assert runner.form.languages == ("中文 (zh)", "English (en)")
    assert runner.question("/data/age").title() == "李梅 的年龄"
    assert runner.question("/data/age").label[0].element == "strong"
    runner.language = "English (en)"
    assert runner.question("/data/age").title() == "Age of 李梅"
    assert [o.label for o in runner.choices("/data/school")] == ["Yes", "No"]
    runner.language = "Klingon"
    assert runner.language == "English (en)"


def test_a_page_appears_when_an_answer_asks_for_it(run):
    runner = run(VISIT)
    runner.answer("/data/age", 12)
    runner.jump("/data/school")
    assert runner.page.questions == ("/data/school",)
    runner.answer("/data/age", 50)
    with pytest.raises(NoSuchQuestionError):
        runner.jump("/data/school")


def test_rows_are_added_and_removed(run):
    runner = run(VISIT)
    assert runner.add_row("/data/home/room") == "/data/home/room[2]"
    runner.answer("/data/home/room[1]/use", "厨房")
    runner.answer("/data/home/room[2]/use", "卧室")
    runner.remove_row("/data/home/room[1]")
    assert runner.value("/data/home/room[1]/use") == "卧室"


def test_the_jump_list_knows_what_is_answered(run):
    runner = run(VISIT)
    runner.answer("/data/name", "李梅")
    lines = {line.reference: line for line in runner.outline()}
    assert lines["/data/name"].answered
    assert lines["/data/name"].required
    assert not lines["/data/age"].answered
    assert lines["/data/age"].title == "李梅 的年龄"
    assert lines["/data/home/room[1]/use"].depth == 2
    assert runner.unanswered() == ["/data/age", "/data/home/street", "/data/home/room[1]/use"]


def test_a_response_is_closed_only_when_nothing_is_wrong(run):
    runner = run(VISIT)
    assert [p.reference for p in runner.finalise()] == ["/data/name"]
    assert not runner.final
    runner.answer("/data/name", "李梅")
    assert runner.finalise() == ()
    assert runner.final


def test_every_answer_is_handed_on_at_once(form, around):
    stored = []
    runner = Runner(form(VISIT), around, on_answer=lambda reference, value: stored.append((reference, value)))
    runner.answer("/data/name", "李")
    runner.answer("/data/name", "李梅")
    runner.answer("/data/name", "李梅")
    assert stored == [("/data/name", "李"), ("/data/name", "李梅")]


def test_the_trail_uses_the_words_of_odk(form, around):
    events = []
    runner = Runner(form(VISIT), around, hand_on=events.append)
    runner.show()
    runner.next()
    runner.next()
    runner.answer("/data/name", "李梅")
    runner.next()
    runner.add_row("/data/home/room")
    runner.remove_row("/data/home/room[2]")
    runner.jump("/data/home/street")
    runner.save()
    runner.finalise()
    assert [(e.event, e.node) for e in events] == [
        ("form start", ""),
        ("question", "/data/hello"),
        ("constraint error", "/data/name"),
        ("question", "/data/name"),
        ("add repeat", "/data/home/room[2]"),
        ("delete repeat", "/data/home/room[2]"),
        ("jump", ""),
        ("question", "/data/age"),
        ("form save", ""),
        ("question", "/data/home/street"),
        ("form finalize", ""),
    ]
    assert (events[3].old, events[3].new) == ("", "李梅")


def test_an_anonymous_response_leaves_no_trail(form, around):
    runner = Runner(form(VISIT), around, timed=False)
    runner.answer("/data/name", "x")
    runner.next(force=True)
    runner.finalise()
    assert runner.trail is None


def test_an_anonymous_response_knows_neither_the_hour_nor_who_held_the_laptop(form, around):
    table = (
        "| survey | | | |\n| | type | name | calculation |\n| | start | began | |\n"
        "| | end | ended | |\n| | today | day | |\n| | username | who | |\n| | deviceid | machine | |\n"
        "| | calculate | at | now() |\n"
        "| | calculate | held | property('deviceid') |\n"
    )
    runner = Runner(form(table), around, timed=False)
    runner.finalise()
    sealed = {key: value for key, value in runner.sealed().items() if not key.startswith(("~", "/data/meta"))}
    assert sealed == {"/data/at": "2026-03-02T00:00:00.000+08:00"}


def test_a_field_list_is_one_page(run):
    runner = run(
        "| survey | | | | |\n| | type | name | label | appearance |\n| | begin group | g | 组 | field-list |\n"
        "| | text | a | A | |\n| | text | b | B | |\n| | end group | | | |\n| | text | c | C | |\n"
    )
    assert runner.page.questions == ("/data/g/a", "/data/g/b")
    assert runner.page.groups == ("组",)
    runner.next()
    assert runner.page.questions == ("/data/c",)


def test_read_only_around_a_question_makes_it_read_only(run):
    runner = run(
        "| survey | | | | | |\n| | type | name | label | readonly | required |\n| | text | lock | L | | |\n"
        "| | text | a | A | ${lock} = '1' | yes |\n"
    )
    assert not runner.question("/data/a").readonly
    runner.answer("/data/lock", "1")
    assert runner.question("/data/a").readonly
    assert runner.problems() == ()


def test_a_range_refuses_what_lies_outside(run):
    runner = run(
        "| survey | | | | |\n| | type | name | label | parameters |\n| | range | r | R | start=1 end=5 step=1 |\n"
    )
    assert [p.rule for p in runner.answer("/data/r", 9)] == ["range"]
    assert runner.answer("/data/r", 3) == ()


def test_a_correction_is_a_response_of_its_own_that_names_the_first(form, around):
    first = Runner(form(VISIT), around)
    first.answer("/data/name", "李")
    first.finalise()
    sealed = first.sealed()
    second = Runner.correcting(form(VISIT), sealed, around)
    assert second.value("/data/meta/deprecatedID") == sealed["/data/meta/instanceID"]
    assert second.value("/data/meta/instanceID") != sealed["/data/meta/instanceID"]
    assert second.value("/data/name") == "李"
    again = Runner(form(VISIT), around, saved=second.save())
    assert again.value("/data/meta/deprecatedID") == sealed["/data/meta/instanceID"]
