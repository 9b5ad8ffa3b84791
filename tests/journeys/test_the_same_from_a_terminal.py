"""Every paper of the day by ``satchel report KIND --village … --out``, and what the practice round leaves behind."""

from pathlib import Path

import docx
import pytest

from app.reports import papers
from tests.app.reports import samples


@pytest.fixture
def at(satchel, round_):
    """Run a verb on a vault of the round, with --json."""

    def run(folder, *line):
        who, secret = round_.who(folder)
        return satchel(*line, *who, "--json", secret=secret)

    return run


def test_the_papers_of_a_village_are_written_from_a_terminal_as_from_the_window(at, tmp_path):
    rows = at("laptop-1", "list", "village", "--sort", "code").json["records"]
    village = rows[0]["values"]["name"]
    written = {}
    for form in papers.FORMS:
        folder = tmp_path / form.code
        line = ("--village", village) if form.kind else ()
        said = at("laptop-1", "report", form.code, *line, "--out", folder)
        assert said.code == 0, said.out
        written[form.code] = [Path(one["path"]) for one in said.json["documents"]]
        assert set(written[form.code]) == set(folder.iterdir())
    for form in papers.FORMS:
        for path in written[form.code]:
            data = path.read_bytes()
            if form.makes == papers.PDF:
                assert data.startswith(b"%PDF-")
            else:
                assert docx.Document(path).paragraphs
                assert samples.in_order(data) == []
    told = {one["file"] for one in at("laptop-1", "in-clear").json["files"]}
    assert {str(path) for paths in written.values() for path in paths} <= told


def test_the_round_leaves_every_paper_as_a_document(round_):
    names = [path.name for path in (round_.out / "documents").iterdir()]
    for form in papers.FORMS:
        assert any(form.words.zh in name and name.endswith(form.makes) for name in names), form.code
        if papers.writable(form):
            assert any(papers.blank_words(form).zh in name for name in names), form.code
