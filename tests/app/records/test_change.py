"""A change: its line, what is refused before any rule looks at it, and the golden file every release opens."""

import base64
import copy
import json

import pytest

from app.records import canonical
from app.records.change import MalformedChangeError, change_id, commitment, joined, new_record_id, parse
from app.records.judge import judge_all, roster_from
from app.security.keys import verify
from tests.app.records.world import Book, rec, talk, writer

SALT = "0" * 32
C = commitment(SALT, "x")
BODY = {
    "v": 1,
    "w": "a" * 32,
    "scope": "common",
    "n": 1,
    "prev": "",
    "t": [5, 0],
    "kind": "person",
    "rec": "b" * 32,
    "rules": 1,
    "fields": {"name": {"c": C, "sup": []}},
}
WHOLE = {"body": BODY, "sig": base64.b64encode(bytes(64)).decode(), "values": {"name": [SALT, "x"]}}
ID = "c" * 64


def put(path, value):
    whole = copy.deepcopy(WHOLE)
    *way, last = path.split(".")
    at = whole
    for step in way:
        at = at[step]
    at[last] = value
    return canonical.write(whole) + b"\n"


def test_a_line_is_read_and_made_again_byte_for_byte():
    raw = canonical.write(WHOLE) + b"\n"
    change = parse(raw)
    assert change.line() == raw
    assert change.id == change_id(canonical.write(BODY))
    assert parse(raw.removesuffix(b"\n")) == change
    assert (change.writer, change.n, change.rec, change.kind, change.parent) == ("a" * 32, 1, "b" * 32, "person", "")
    assert (change.value("name"), change.value("nothing"), change.clock) == ("x", None, (5, 0, change.id))


def test_every_change_of_a_book_goes_through_its_line():
    book = Book()
    record = talk(book)
    book.write("li", record, {}, step="sign")
    target = book.write("li", rec("p"), {"name": "王五"}, kind="person")
    book.write("li", rec("p"), {}, kind="person", redact={target.id: ["name"]})
    for change in book.changes.values():
        assert parse(change.line()) == change


def test_what_a_change_cites_is_gathered():
    body = {
        **BODY,
        "fields": {"name": {"c": C, "sup": ["1" * 64]}},
        "rests": ["2" * 64],
        "step": {"name": "sign", "on": ["3" * 64]},
        "redact": {"4" * 64: ["name"]},
        "in": "d" * 32,
    }
    change = parse(canonical.write({**WHOLE, "body": body}))
    assert change.cited() == {digit * 64 for digit in "1234"}
    assert change.supersedes == {"name": ["1" * 64]}
    assert change.parent == "d" * 32


def test_a_redacted_value_leaves_a_change_that_still_holds():
    change = parse(canonical.write({**WHOLE, "values": {}}))
    assert change.values == {}
    assert change.id == parse(canonical.write(WHOLE)).id


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"null",
        b'{"body":{}}',
        canonical.write({**WHOLE, "more": 1}),
        b" " + canonical.write(WHOLE),
        put("body", []),
        put("body.v", 2),
        put("body.v", value=True),
        put("body.w", "A" * 32),
        put("body.rec", "b" * 31),
        put("body.scope", "village-x"),
        put("body.scope", "everywhere"),
        put("body.n", 0),
        put("body.n", value=True),
        put("body.n", 2),
        put("body.prev", ID),
        put("body.rules", 0),
        put("body.kind", "Person"),
        put("body.kind", "~person"),
        put("body.in", ""),
        put("body.t", [5]),
        put("body.t", [5, -1]),
        put("body.t", [5, True]),
        put("body.extra", 1),
        put("body.fields", []),
        put("body.fields.Name", {"c": C, "sup": []}),
        put("body.fields.name", {"c": C}),
        put("body.fields.name", {"c": "x", "sup": []}),
        put("body.fields.name", {"c": C, "sup": [ID, ID]}),
        put("body.fields.name", {"c": C, "sup": ["d" * 64, ID]}),
        put("body.fields.name", {"c": C, "sup": "x"}),
        put("body.rests", ["x"]),
        put("body.step", "sign"),
        put("body.step", {"name": "sign"}),
        put("body.step", {"name": "Sign", "on": []}),
        put("body.step", {"name": "sign", "on": [5]}),
        put("body.redact", []),
        put("body.redact", {"x": ["name"]}),
        put("body.redact", {ID: "name"}),
        put("body.redact", {ID: ["b", "a"]}),
        put("body.redact", {ID: [5]}),
        put("sig", "%%%"),
        put("sig", 5),
        put("sig", base64.b64encode(bytes(63)).decode()),
        put("values", []),
        put("values.other", [SALT, "x"]),
        put("values.name", [SALT]),
        put("values.name", ["salt", "x"]),
        put("values.name", [SALT, "y"]),
        put("values.name", ["1" * 32, "x"]),
    ],
)
def test_what_no_release_would_write_is_refused(raw):
    with pytest.raises(MalformedChangeError) as caught:
        parse(raw)
    assert caught.value.data["why"]


@pytest.mark.parametrize(
    "values",
    [
        '{"note":["S","x"],"name":["S","x"]}',
        '{"name":["S","x"],"name":["S","x"]}',
        '{"name":["S","\\u0078"]}',
        '{"name":["S", "x"]}',
        '{"name":["S","x",1]}',
        '{"name":["S","x"]} ',
        '{"name":["S",1.5]}',
        '{"name":["S",NaN]}',
        '{"name":["S","\\ud800"]}',
        "{",
        "[" * 5000,
    ],
)
def test_values_otherwise_written_are_refused(values):
    fields = {"name": {"c": C, "sup": []}, "note": {"c": C, "sup": []}}
    body = canonical.write({**BODY, "fields": fields})
    fine = b'{"name":["S","x"],"note":["S","x"]}'
    assert parse(joined(body, bytes(64), fine.replace(b"S", SALT.encode()))).value("note") == "x"
    with pytest.raises(MalformedChangeError):
        parse(joined(body, bytes(64), values.replace("S", SALT).encode()))


@pytest.mark.parametrize(("depth", "read"), [(62, True), (63, False)])
def test_a_line_is_at_most_so_deep(depth, read):
    value = "x"
    for _ in range(depth):
        value = [value]
    body = canonical.write({**BODY, "fields": {"name": {"c": commitment(SALT, value), "sup": []}}})
    line = joined(body, bytes(64), canonical.write({"name": [SALT, value]}, 99))
    if read:
        assert parse(line).value("name") == value
    else:
        with pytest.raises(MalformedChangeError, match="nested"):
            parse(line)


def test_a_missing_key_is_refused():
    for name in BODY:
        body = {k: v for k, v in BODY.items() if k != name}
        with pytest.raises(MalformedChangeError):
            parse(canonical.write({**WHOLE, "body": body}))


def test_record_ids_are_random():
    assert len({new_record_id() for _ in range(100)}) == 100


# ---- golden


def golden(root):
    return (root / "tests" / "golden" / "change-v1.jsonl").read_bytes().splitlines(keepends=True)


def test_the_golden_changes_are_read_verified_and_judged_as_ever(root):
    wanted = json.loads((root / "tests" / "golden" / "change-v1.json").read_text("utf-8"))
    changes = [parse(line) for line in golden(root)]
    assert [change.line() for change in changes] == golden(root)
    keys = {writer_id: bytes.fromhex(key) for writer_id, key in wanted["keys"].items()}
    for change in changes:
        assert verify(keys[change.writer], canonical.write(change.body), change.sig)
    people = {person: {"role": "member"} for person in wanted["people"]}
    writers = {w: {"person": wanted["writers"][w], "key": wanted["keys"][w]} for w in wanted["writers"]}
    judged = judge_all(changes, roster_from(wanted["office"], people, writers))
    told = [[c.id, judged[c.id].verdict.state, judged[c.id].verdict.rule] for c in changes]
    assert told == wanted["verdicts"]


def test_one_changed_bit_of_a_golden_change_is_noticed(root):
    wanted = json.loads((root / "tests" / "golden" / "change-v1.json").read_text("utf-8"))
    line = golden(root)[0]
    for at in range(0, len(line) - 1, 7):
        bad = bytearray(line)
        bad[at] ^= 1
        try:
            change = parse(bytes(bad))
        except MalformedChangeError:
            continue
        key = bytes.fromhex(wanted["keys"].get(change.writer, "00" * 32))
        assert not verify(key, canonical.write(change.body), change.sig)


def test_a_writer_id_is_that_of_its_key(root):
    wanted = json.loads((root / "tests" / "golden" / "change-v1.json").read_text("utf-8"))
    assert set(wanted["keys"]) > set(wanted["writers"])
    assert writer("office") not in wanted["keys"], "golden keys are real ones"
