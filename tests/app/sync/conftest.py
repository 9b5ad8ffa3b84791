"""Fixtures of the road."""

import pytest

from tests.app.sync.world import World


@pytest.fixture
def world() -> World:
    return World()
