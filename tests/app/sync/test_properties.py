"""Every property of the road names tests that exist."""

import re
from pathlib import Path


def test_each_property_is_shown_by_tests_that_exist(root: Path) -> None:
    text = (root / "docs" / "package-format.md").read_text("utf-8")
    rows = dict(re.findall(r"^\| (P\d+) \|(.*)$", text, re.MULTILINE))
    assert list(rows) == [f"P{number}" for number in range(1, 15)]
    for row in rows.values():
        named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", row)
        assert named
        assert [one for one in named if f"def {one[1]}(" not in (root / one[0]).read_text("utf-8")] == []
