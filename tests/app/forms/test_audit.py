from app.forms.audit import Event, Trail, as_csv, entered


def test_an_event_has_old_and_new_only_when_the_answer_changed():
    times = iter(range(100, 200))
    trail = Trail(lambda: next(times))
    trail.note("form start")
    trail.enter("question", "/data/a", "1")
    trail.leave("/data/a", "2")
    trail.enter("question", "/data/a", "2")
    trail.leave("/data/a", "2")
    assert as_csv(trail.events).splitlines() == [
        "event,node,start,end,old-value,new-value,user,change-reason",
        "form start,,100,,,,,",
        "question,/data/a,101,102,1,2,,",
        "question,/data/a,103,104,,,,",
    ]


def test_leaving_what_was_never_shown_is_no_event():
    trail = Trail(lambda: 1)
    trail.leave("/data/a", "x")
    assert trail.events == []


def test_what_is_still_open_is_told_as_if_it_were_left_now_and_stays_open():
    times = iter(range(100, 200))
    trail = Trail(lambda: next(times))
    trail.answering("/data/a", "")
    assert trail.so_far(lambda _: "7") == [Event("question", "/data/a", 100, 101, "", "7")]
    trail.answering("/data/a", "7")  # it is open already
    trail.leave("/data/a", "8")
    assert trail.events == [Event("question", "/data/a", 100, 102, "", "8")]


def test_events_are_kept_short_and_read_back_whole():
    trail = Trail(lambda: 5, before=[Event("form start", "", 1)])
    trail.note("change reason", reason="misheard")
    kept = [event.kept() for event in trail.events]
    assert kept == [["form start", "", 1], ["change reason", "", 5, 0, "", "", "misheard"]]
    assert [Event.of(one) for one in kept] == trail.events
    assert Event.of([*kept[1], "of a later release"]) == trail.events[1]
    assert as_csv(trail.events, "0017").splitlines()[2] == "change reason,,5,,,,0017,misheard"


def test_what_came_as_a_whole_has_an_event_for_each_answer():
    answers = {"~form": "ab", "/data/a": "1", "/data/row#": 1, "/data/row[1]/b": "2", "/data/meta/instanceID": "uuid:1"}
    assert entered(answers, 7) == [
        ["form start", "", 7],
        ["question", "/data/a", 7, 7, "", "1"],
        ["question", "/data/row[1]/b", 7, 7, "", "2"],
        ["form finalize", "", 7],
    ]
