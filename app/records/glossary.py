"""The table of kinds, fields and states in docs/glossary.md, made from the declarations.

``python -m app.records.glossary`` prints it; a test compares the file with what it prints.
"""

import sys
from collections.abc import Iterator

from app.records.kinds import Kind, kinds

BEGIN = "<!-- kinds: made by python -m app.records.glossary -->"
END = "<!-- /kinds -->"


def table() -> str:
    """Return the section between its two marks, without a last line break."""
    return "\n".join([BEGIN, *(line for kind in kinds().values() for line in _kind(kind)), "", END])


def _kind(kind: Kind) -> Iterator[str]:
    form = f" · {kind.form}" if kind.form else ""
    yield from ("", f"### {kind.words.zh} `{kind.code}` {kind.words.en}{form}", "")
    yield from ("| 中文 | code | English |", "| --- | --- | --- |")
    for field in kind.fields:
        yield f"| {field.words.zh} | `{field.name}` | {field.words.en} |"
    if kind.states:
        yield from ("", "状态 states: " + " · ".join(f"{s.words.zh} `{s.code}`" for s in kind.states))
        yield from ("", "步骤 steps: " + " · ".join(f"{s.words.zh} `{s.name}`" for s in kind.steps))


if __name__ == "__main__":  # pragma: no cover - one line that prints what is tested
    sys.stdout.write(table() + "\n")
