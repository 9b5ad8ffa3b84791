"""The window of the other UI tests, and a round played once: office, two laptops, four people at the first one."""

import pytest

from tests.app.cli.conftest import play, satchel  # noqa: F401 - a fixture
from tests.ui.conftest import _catalogue, _nothing_left, shell  # noqa: F401 - fixtures


@pytest.fixture(scope="module")
def round_(tmp_path_factory):
    """A practice round of this file's own."""
    return play(tmp_path_factory.mktemp("round") / "out")
