"""The one expression for usual bodies admits nothing that the long way would refuse, and the same comes of both."""

import json

import pytest

from app.records import canonical, change, usual
from app.records.change import COMMON, MalformedChangeError

ID, OTHER, HALF = "ab" * 32, "cd" * 32, "12" * 16


def body(**more):
    entry = {"c": ID, "sup": []}
    whole = {
        "fields": {"name": entry, "note": {"c": OTHER, "sup": [ID]}},
        "kind": "person",
        "n": 1,
        "prev": "",
        "rec": HALF,
        "rules": 1,
        "scope": COMMON,
        "t": [1_790_000_000_000, 0],
        "v": 1,
        "w": HALF,
    }
    return {**whole, **more}


USUAL = [
    body(),
    body(n=2, prev=OTHER),
    body(n=10**12 - 1, prev=OTHER, scope=f"village-{HALF}"),
    body(scope="log", t=[0, 0], fields={}),
    body(**{"in": HALF, "scope": "clues"}),
    body(fields={"sup": {"c": ID, "sup": []}, "~order": {"c": ID, "sup": []}}),
]


def long_way(raw):
    found = canonical.read_unchecked(raw)
    change._check_body(found)
    return found


@pytest.mark.parametrize("one", USUAL)
def test_a_usual_body_takes_the_short_way_and_reads_the_same(one):
    raw = canonical.write(one)
    assert usual.fields_of(raw) == len(one["fields"])
    assert change._body(raw) == long_way(raw) == one


@pytest.mark.parametrize(
    "one",
    [
        body(fields={"name": {"c": ID, "sup": [ID, OTHER]}}),
        body(rests=[ID]),
        body(step={"name": "sign", "on": [ID]}),
        body(redact={ID: ["name"]}),
        body(rules=2**53),
        body(t=[32_503_000_000_000, 2**31]),
    ],
)
def test_what_is_rare_is_read_the_long_way(one):
    raw = canonical.write(one)
    assert usual.fields_of(raw) is None
    assert change._body(raw) == one


@pytest.mark.parametrize("one", USUAL)
def test_no_changed_byte_gets_past_that_the_long_way_refuses(one):
    raw = canonical.write(one)
    for at in range(len(raw)):
        for byte in b'09aFz~_"{}[],: \n\\\x00\xff':
            same_answer(raw[:at] + bytes([byte]) + raw[at + 1 :])
        same_answer(raw[:at] + raw[at + 1 :])
        same_answer(raw[: at + 1] + raw[at:])


def same_answer(raw):
    try:
        wanted = long_way(raw)
    except (canonical.NotCanonicalError, MalformedChangeError) as error:
        if usual.fields_of(raw) is not None:  # at most the names are wrong, which are looked at besides
            with pytest.raises(type(error)):
                change._body(raw)
        return
    assert change._body(raw) == wanted


@pytest.mark.parametrize(
    "text",
    [
        '"note":{E},"name":{E}',  # not in order
        '"name":{E},"name":{E}',  # twice
        '"name":{E},"Name":{E}',
        '"~~name":{E}',
        '"name":{E},',
        ' "name":{E}',
        '"n\\u0061me":{E}',
    ],
)
def test_names_out_of_order_twice_or_otherwise_spelt_are_refused(text):
    entry = json.dumps({"c": ID, "sup": []}, separators=(",", ":"))
    written = canonical.write(body(fields={"name": {"c": ID, "sup": []}}))
    raw = written.replace(f'"name":{entry}'.encode(), text.replace("{E}", entry).encode())
    assert raw != written
    with pytest.raises((canonical.NotCanonicalError, MalformedChangeError)):
        change._body(raw)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"n":1,"prev":""', f'"n":1,"prev":"{ID}"'),
        ('"n":1,"prev":""', '"n":2,"prev":""'),
        ('"n":1,"prev":""', f'"n":02,"prev":"{ID}"'),
        ('"n":1,"prev":""', f'"n":{10**12},"prev":"{ID}"'),
        ('"rules":1', '"rules":0'),
        ('"rules":1', '"rules":1.0'),
        ('"t":[1790000000000,0]', '"t":[01,0]'),
        ('"t":[1790000000000,0]', '"t":[1,-0]'),
        ('"t":[1790000000000,0]', f'"t":[{10**14},0]'),
        ('"v":1', '"v":true'),
        ('"v":1', '"v":2'),
        ('"scope":"common"', '"scope":"village"'),
    ],
)
def test_numbers_and_places_that_do_not_fit_are_refused(old, new):
    raw = canonical.write(body()).replace(old.encode(), new.encode())
    assert raw != canonical.write(body())
    with pytest.raises((canonical.NotCanonicalError, MalformedChangeError)):
        change._body(raw)
    with pytest.raises((canonical.NotCanonicalError, MalformedChangeError)):
        change._body(raw + b"\n")
