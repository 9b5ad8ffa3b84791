"""Search is exact: for every pair of characters it finds what ``in`` finds, and nothing that was taken back."""

from itertools import pairwise

import pytest

from app.records.change import new_record_id
from app.storage import opening, search
from app.storage.types import Draft, NewChange
from tests.app.storage.conftest import SCOPE, VILLAGE

TEXTS = [
    "王庄村东街三号，低保户。电话13800005678",
    "李四说：修路款没有公示。𠮷田㐂寿家",
    "王 庄不是王庄；庄王也不是",
    "会议记录（2026-03-18）第12页，共128元",
    "😀笑脸和👨‍👩‍👧家庭，Ａ全角ＡＢＣ与abc",
    "ß strasse STRASSE Straße é e\u0301",
    "身份证尾号567X，账号尾号0018",
    "䶮山、龘家湾、𪚥；〇〇七",
    "同一天里两人说法不一。不一。",
    "नमस्ते مرحبا 안녕하세요 ひらがな",
    "line\nbreak\tand 制表",
    "“引号”与'quote'和\"double\"以及AND OR NOT NEAR*",
]


@pytest.fixture
def vault(closed):
    with closed.unlock() as opened:
        people = [
            NewChange("person", f"{at:032x}", SCOPE, {"name": f"人{at}", "note": t}) for at, t in enumerate(TEXTS)
        ]
        opened.write(people)
        yield opened


def hits(vault, question):
    return sorted(hit.rec for hit in vault.search(question, kinds=["person"], limit=1000))


def truth(question):
    words = search.normal(question).split()
    bodies = {f"{at:032x}": search.normal(f"人{at}\n{text}") for at, text in enumerate(TEXTS)}
    return sorted(rec for rec, body in bodies.items() if all(word in body for word in words))


def questions():
    """Every pair of neighbouring letters or digits, and every one of them alone."""
    found = set()
    for text in map(search.normal, TEXTS):
        for one, two in pairwise(text):
            if search._letter(one) and search._letter(two):
                found.add(one + two)
            if search._letter(one):
                found.add(one)
    return sorted(found)


def test_every_pair_and_every_character_is_found_exactly_where_it_stands(vault):
    wrong = [question for question in questions() if hits(vault, question) != truth(question)]
    assert wrong == []


def test_words_together_and_words_with_signs_between_are_exact(vault):
    for question in (
        "王庄 低保",
        "三号，低保",
        "2026-03-18",
        "567x",
        "5678",
        "strasse",
        "AND OR",
        "修路款没有",
        "庄王 王庄",
        "不在这里",
    ):
        assert hits(vault, question) == truth(question), question


def test_a_rebuild_finds_the_same(vault):
    before = {question: hits(vault, question) for question in questions()}
    vault.rebuild()
    with vault.database.write() as connection:
        search.rebuild(connection)
    vault.index_postponed()
    assert {question: hits(vault, question) for question in questions()} == before


def test_what_was_changed_or_deleted_is_not_found_any_more(vault):
    vault.write([NewChange("person", f"{0:032x}", SCOPE, {"note": "改过了"})])
    vault.write([NewChange("person", f"{1:032x}", SCOPE, {"~deleted": True})])
    assert hits(vault, "低保户") == []
    assert hits(vault, "修路款") == []
    assert hits(vault, "改过") == [f"{0:032x}"]


def test_a_redaction_leaves_search_views_drafts_and_the_next_backup(vault, closed):
    rec, secret = new_record_id(), "绝不能留下的一句话"
    made = vault.write([NewChange("person", rec, SCOPE, {"name": "某人", "note": secret})])[0]
    vault.save_draft(Draft(vault.me.person, rec, SCOPE, "person", {"note": secret, "post": "会计"}))
    vault.write([NewChange("person", rec, SCOPE, {}, redact={made.id: ["note"]})])
    assert hits(vault, "绝不能") == []
    assert vault.record(rec).values["note"] is None
    assert vault.find_row(rec).values["note"] is None
    assert vault.draft(rec).fields == {"post": "会计"}
    assert vault.change(made.id).values.keys() == {"name"}
    backup = opening.backup(vault)
    for database in (vault.folder / "vault.db", backup / "vault.db"):
        text = all_text(vault, database)
        assert "某人" in text
        assert secret not in text


def all_text(vault, path):
    """Every value of every table of a database."""
    from app.storage.database import connect

    connection = connect(path, vault.opened.data_key)
    tables = [r[0] for r in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT NULL")]
    found = []
    for table in tables:
        if table.startswith("search") and table not in {"search_doc", "search_due"}:
            continue
        for row in connection.execute(f"SELECT * FROM {table}"):  # noqa: S608 - names come from the database itself
            found += [v.decode("utf-8", "replace") if isinstance(v, bytes) else str(v) for v in row]
    connection.close()
    return "\n".join(found)


def test_the_village_is_found_by_its_name_as_it_is_typed(vault):
    for question in ("王", "王庄", "王庄村"):
        assert VILLAGE in [hit.rec for hit in vault.search(question)]
