"""The page of the soak says of each part what is true of it, and nothing of what was not run."""

from pathlib import Path

from tests.soak import __main__ as soak
from tests.soak import results
from tests.soak.results import Part, Result

OLD = Result(
    "7 passed", 80.4, good=True, size="examples × 3", commit="abc1234", when="2026-01-01 08:00", machine="here"
)
PARTS = (Part("One", ("a",), "examples × 20"), Part("Two", ("b",)))


def test_a_part_that_was_not_run_again_keeps_its_commit_and_date(tmp_path: Path) -> None:
    results.keep(tmp_path, {"One": OLD}, PARTS)
    page = (tmp_path / "soak.md").read_text("utf-8")
    assert "| One | examples × 3 | 7 passed | 80 | abc1234 | 2026-01-01 08:00 | yes |" in page
    assert "| Two |  | not run | - | - | - | - |" in page
    assert "Not run." in page
    assert results.load(tmp_path) == {"One": OLD}


def test_what_went_wrong_is_told(tmp_path: Path) -> None:
    now = results.at_this_commit(soak.ROOT, "1 failed", 3, "", good=False)
    assert now.commit
    assert "| 1 failed | 3 |" in results.page({"Two": now}, PARTS)
    assert results.page({"Two": now}, PARTS).count("NO") == 1


def test_every_part_names_tests_that_exist() -> None:
    assert len({part.name for part in soak.PARTS}) == len(soak.PARTS)
    assert [path for part in soak.PARTS for path in part.paths if not (soak.ROOT / path).exists()] == []
