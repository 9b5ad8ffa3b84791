import hashlib
import json
import shutil
import subprocess

import docx
import pytest

from app.reports import papers
from app.reports.papers import FORMS
from tests.app.cli.conftest import play

TOOLS = ("age", "tar", "ssh-keygen", "sha256sum")
CHECK = """
set -e
age -d -i "$KEYS/office.age" "$FILE" | tar -x
writer=$(python3 -c 'import json; print(json.load(open("package.json"))["from"]["writer"])')
ssh-keygen -Y verify -f "$KEYS/allowed_signers" -I "$writer" -n satchel-package -s package.json.sig < package.json
sha256sum --strict -c SHA256SUMS
"""


def test_it_leaves_vaults_stick_keys_and_a_summary(played):
    assert {p.name for p in played.out.iterdir()} == {
        *("office", "laptop-1", "laptop-2", "usb", "keys", "documents", "summary.json", ".installations")
    }
    assert {"office.age", "allowed_signers", "passphrases.json"} <= {p.name for p in (played.out / "keys").iterdir()}
    assert set(played.opens) == {"office", "laptop-1", "laptop-2"}


def test_the_summary_counts_and_times(played):
    summary = played.summary
    assert summary["changes"] > 300
    assert summary["records"] > 200
    assert summary["packages"] == len(list((played.out / "usb").glob("*.satchel")))
    assert summary["conflicts"] == 3
    assert summary["conflicts_open"] == 1
    assert summary["irregular"] == 1
    assert summary["drafts"] == 1
    assert set(summary["seconds"]) >= {"office", "field", "return", "receive", "all"}


def test_every_paper_is_left_as_a_document_that_opens(played):
    found = sorted((played.out / "documents").iterdir())
    assert played.summary["documents"] == {
        "docx": sum(p.suffix == ".docx" for p in found),
        "pdf": sum(p.suffix == ".pdf" for p in found),
    }
    blanks = {form.code: f"{papers.blank_words(form).zh}.{form.makes}" for form in FORMS if papers.writable(form)}
    for name in blanks.values():
        assert [p.name for p in found].count(f"演练-{name}") == 1, name
    assert len(found) == len(FORMS) + len(blanks)  # two villages, two reports; the blank talk is a form of its own
    for form in FORMS:
        written = [p for p in found if "空白" not in p.name or form.code == "blank_talk"]
        named = [p for p in written if form.words.zh in p.name and p.suffix == f".{form.makes}"]
        assert len(named) == (2 if form.code == "village_report" else 1), form.code
    for path in found:
        if path.suffix == ".docx":
            text = "".join(node.text or "" for node in docx.Document(path).element.iter() if node.tag.endswith("}t"))
            assert "{{" not in text
            assert len(text) > 100
        else:
            assert path.read_bytes().startswith(b"%PDF-")


def test_each_paper_was_logged_before_it_left(played, at):
    told = {f["sha256"] for folder in ("office", "laptop-1") for f in at(folder, "in-clear").json["files"]}
    left = {hashlib.sha256(p.read_bytes()).hexdigest() for p in (played.out / "documents").iterdir()}
    assert left == told


def test_the_reports_tell_only_what_the_leader_approved(played):
    told = [
        "\n".join(p.text for p in docx.Document(path).paragraphs)
        for path in (played.out / "documents").glob("*巡察情况报告*")
    ]
    assert sorted("超合同价结算" in text for text in told) == [False, True]
    assert not any("现金短少" in text for text in told)


def test_four_people_share_the_first_laptop(played, at, satchel):
    assert len(played.opens["laptop-1"]) == 4
    people = at("laptop-1", "person", "list").json["people"]
    assert [one["registered"] for one in people] == [True] * 4
    roles = set()
    for staff, secret in played.opens["laptop-1"].items():
        line = ("vault", "info", "--vault", played.out / "laptop-1", "--staff", staff, "--json")
        roles.add(satchel(*line, secret=secret).json["role"])
    assert roles == {"member", "liaison", "deputy", "leader"}


def test_every_package_has_its_digest_beside_it(played):
    for path in (played.out / "usb").glob("*.satchel"):
        stated = path.with_name(path.name + ".sha256").read_text()
        assert stated == f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n"


def test_every_vault_opens_and_is_sound(at):
    for folder in ("office", "laptop-1", "laptop-2"):
        said = at(folder, "vault", "verify")
        assert said.code == 0
        assert said.json["sound"]
        assert said.json["findings"] == []
        assert said.json["signatures"] == said.json["changes"]


def test_every_laptop_is_an_installation_of_its_own(played):
    found = {json.loads(p.read_text())["installation"] for p in played.out.glob(".installations/*/installations.json")}
    assert len(found) == 3


def test_opening_a_vault_of_the_round_again_keeps_its_keys(at):
    assert at("laptop-1", "vault", "info").json["writer"] == at("laptop-1", "vault", "info").json["writer"]


def test_a_person_the_office_had_entered_before_is_that_person_on_the_laptop(at):
    facts = at("laptop-1", "vault", "info").json
    assert facts["role"] == "member"
    assert facts["name"]
    assert facts["person"] in {row["rec"] for row in at("laptop-1", "list", "inspector").json["records"]}


def test_a_laptop_copied_elsewhere_opens_with_a_new_key_of_the_same_person(played, at, satchel, tmp_path):
    before = at("laptop-2", "vault", "info").json
    shutil.copytree(played.out / "laptop-2", tmp_path / "laptop-2")
    ((staff, secret),) = played.opens["laptop-2"].items()
    line = ("vault", "info", "--vault", tmp_path / "laptop-2", "--staff", staff, "--json")
    after = satchel(*line, secret=secret).json
    assert after["person"] == before["person"]
    assert after["writer"] != before["writer"]
    assert after["registered"]


def test_the_choice_of_the_office_has_come_back_to_both_laptops(at):
    chosen = {}
    for folder in ("office", "laptop-1", "laptop-2"):
        rows = at(folder, "list", "village", "--sort", "code").json["records"]
        chosen[folder] = (rows[0]["values"]["population"], rows[0]["conflicts"])
    assert len(set(chosen.values())) == 1
    assert chosen["laptop-2"][1] == 0


def test_one_conflict_is_left_for_whoever_practises(at):
    rows = at("office", "list", "interview", "--only", "conflicts").json["records"]
    assert len(rows) == 1
    assert set(at("office", "show", rows[0]["rec"]).json["conflicts"]) == {"others"}


def test_nothing_waits_and_nothing_was_set_aside(at):
    for folder in ("office", "laptop-1", "laptop-2"):
        facts = at(folder, "vault", "info").json
        assert (facts["waiting"], facts["set_aside"], facts["forks"]) == (0, 0, 0)


def test_a_folder_that_holds_something_is_refused(satchel, tmp_path):
    (tmp_path / "mine.txt").write_text("x")
    said = satchel("demo", "--out", tmp_path, "--json")
    assert (said.code, said.json["error"]["code"]) == (1, "folder-in-use")
    assert [p.name for p in tmp_path.iterdir()] == ["mine.txt"]


def test_the_verb_says_its_summary_as_one_object(satchel, tmp_path):
    said = satchel(
        "demo",
        "--out",
        tmp_path / "out",
        "--villages",
        1,
        "--laptops",
        1,
        "--attachment-mb",
        0,
        "--json",
        "--date",
        "2026-03-09",
    )
    assert said.code == 0
    assert said.json["date"] == "2026-03-09"
    assert said.json["laptops"] == 1
    assert (tmp_path / "out" / "summary.json").is_file()


@pytest.mark.slow
def test_the_same_seed_makes_the_same_round(played, satchel, tmp_path):
    again, other = play(tmp_path / "again"), play(tmp_path / "other", seed=2)
    for folder in ("office", "laptop-1", "laptop-2"):
        assert values(again, folder, satchel) == values(played, folder, satchel)
    assert values(other, "office", satchel) != values(played, "office", satchel)


def values(played, folder, satchel):
    """Record id and values of everything but the log and the keys."""
    options, secret = played.who(folder)
    found = {}
    for kind in (
        "round",
        "group",
        "inspector",
        "village",
        "person",
        "interview",
        "interview_line",
        "attachment",
        "outline",
        "document_check",
        "document_loan",
        "evidence",
        "evidence_page",
        "finding",
        "finding_source",
        "fact_confirmation",
    ):
        said = satchel("list", kind, "--limit", 9999, *options, "--json", secret=secret).json
        for row in said["records"]:
            kept = {n: v for n, v in row["values"].items() if v != {"sealed": True}}
            found[row["rec"]] = (kept, row["state"], row["conflicts"], row["irregular"])
    return found


@pytest.fixture(scope="module")
def stock_tools():
    absent = [tool for tool in TOOLS if shutil.which(tool) is None]
    if absent:
        pytest.skip(f"not installed here: {', '.join(absent)}")


def opened_by_hand(path, keys, folder):
    import os

    folder.mkdir()
    environment = {**os.environ, "FILE": str(path), "KEYS": str(keys)}
    return subprocess.run(
        ["bash", "-o", "pipefail", "-c", CHECK], cwd=folder, env=environment, capture_output=True, check=False
    )


def test_stock_tools_alone_verify_every_package_sealed_to_the_office(played, stock_tools, tmp_path):
    held = 0
    for number, path in enumerate(sorted((played.out / "usb").glob("*.satchel"))):
        found = opened_by_hand(path, played.out / "keys", tmp_path / str(number))
        if found.returncode == 0:
            held += 1
        else:
            assert b"no identity matched" in found.stderr, found.stderr
        beside = subprocess.run(
            ["sha256sum", "-c", path.name + ".sha256"], cwd=path.parent, capture_output=True, check=False
        )
        assert beside.returncode == 0
    # two enrolments, what each laptop brought home, and what went from laptop to laptop
    assert held >= 5


def test_stock_tools_refuse_a_package_with_one_changed_byte(played, stock_tools, tmp_path):
    every = sorted((played.out / "usb").glob("*.satchel"), key=lambda p: p.stat().st_size)
    sound = next(
        p for n, p in enumerate(every) if not opened_by_hand(p, played.out / "keys", tmp_path / f"{n}").returncode
    )
    raw = bytearray(sound.read_bytes())
    raw[len(raw) * 3 // 4] ^= 1
    broken = tmp_path / "broken.satchel"
    broken.write_bytes(raw)
    assert opened_by_hand(broken, played.out / "keys", tmp_path / "inside").returncode != 0


def test_nothing_of_what_was_written_lies_anywhere_in_clear(played, at):
    found = at("office", "list", "person", "--limit", 500).json["records"]
    words = {row["values"]["name"] for row in found if len(row["values"]["name"]) > 2} | {
        "青石湾",
        "机耕道",
        "弦外之音",
    }
    sought = [word.encode(code) for word in words for code in ("utf-8", "utf-16-le", "unicode_escape")]
    # the documents are the papers: they left in clear on purpose, and the log says so
    places = [p for p in played.out.rglob("*") if p.is_file() and p.parent.name != "documents"]
    assert len(places) > 20
    assert [(p.name, s) for p in places for raw in [p.read_bytes()] for s in sought if s in raw] == []


def test_without_a_font_the_round_goes_on_and_says_which_sheets_it_left_out(satchel, tmp_path, monkeypatch):
    from app.reports.pdf import fonts

    monkeypatch.setattr(fonts, "_load", lambda _: None)
    said = satchel("demo", "--out", tmp_path / "out", "--villages", 1, "--attachment-mb", 0, "--lang", "zh")
    assert (said.code, said.err) == (0, "")
    assert "没有能嵌入的中文字体" in said.out
    assert {path.suffix for path in (tmp_path / "out" / "documents").iterdir()} == {".docx"}
