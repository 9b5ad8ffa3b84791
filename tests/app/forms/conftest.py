"""Forms written as Markdown tables, and a runner over them in China's time zone."""

import datetime as dt
import random
from zoneinfo import ZoneInfo

import pytest

from app.forms import xlsform
from app.forms.birth import Surroundings
from app.forms.runner import Runner

CHINA = ZoneInfo("Asia/Shanghai")


@pytest.fixture
def china():
    return CHINA


@pytest.fixture
def around():
    """Half past seven in the morning of 2 March in China, when it is still 1 March in Greenwich."""
    return Surroundings(
        now=lambda: dt.datetime(2026, 3, 1, 23, 30, tzinfo=dt.UTC),
        zone=CHINA,
        properties={"username": "0017", "deviceid": "laptop-1"},
        chance=random.Random(1),  # noqa: S311 - the same in every run
    )


@pytest.fixture
def form():
    return lambda table: xlsform.read(table.encode()).form


@pytest.fixture
def run(form, around):
    return lambda table, **kept: Runner(form(table), around, **kept)


@pytest.fixture
def conformance(root):
    """Cases nobody here wrote; they are read where they lie."""
    folder = root.parent / "shared" / "conformance"
    if not folder.is_dir():
        pytest.skip("the shared cases are not on this machine")
    return folder
