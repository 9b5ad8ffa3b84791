from app.forms.audit import Trail, as_csv


def test_an_event_has_old_and_new_only_when_the_answer_changed():
    times = iter(range(100, 200))
    trail = Trail(lambda: next(times))
    trail.note("form start")
    trail.enter("question", "/data/a", "1")
    trail.leave("/data/a", "2")
    trail.enter("question", "/data/a", "2")
    trail.leave("/data/a", "2")
    assert as_csv(trail.events).splitlines() == [
        "event,node,start,end,old-value,new-value",
        "form start,,100,,,",
        "question,/data/a,101,102,1,2",
        "question,/data/a,103,104,,",
    ]


def test_leaving_what_was_never_shown_is_no_event():
    trail = Trail(lambda: 1)
    trail.leave("/data/a", "x")
    assert trail.events == []
