"""The glossary's table of kinds is that of the declarations."""

from app.records.glossary import BEGIN, END, table
from app.records.kinds import kinds


def test_the_file_says_what_is_declared(root):
    text = (root / "docs" / "glossary.md").read_text("utf-8")
    held = text[text.index(BEGIN) : text.index(END) + len(END)]
    assert held == table(), "run python -m app.records.glossary and put its table into docs/glossary.md"


def test_every_field_and_state_has_its_line():
    lines = table()
    for kind in kinds().values():
        assert f"`{kind.code}`" in lines
        assert all(f"| {f.words.zh} | `{f.name}` | {f.words.en} |" in lines for f in kind.fields)
        assert all(f"{s.words.zh} `{s.code}`" in lines for s in kind.states)
