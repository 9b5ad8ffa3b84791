"""What several pages are tried over: vaults that know each other, and benches over any of them."""

import pytest

from tests.app.sync.circle import Table
from tests.ui.pages.packages.bench import benches as make_benches


@pytest.fixture
def table(tmp_path):
    """Laptops and an office that exchange packages, closed at the end."""
    found = Table(tmp_path)
    yield found
    found.close()


@pytest.fixture
def benches(qtbot):
    """A maker of benches, each over a vault that is open already."""
    with make_benches(qtbot) as make:
        yield make
