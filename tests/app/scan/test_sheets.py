"""Simulated sheets: what is read without help is right, and what is not plain is shown."""

import os
from collections import Counter
from dataclasses import dataclass, field

import numpy as np
import pytest

from app.forms import builtin
from app.reports.forms_paper import Look
from app.reports.forms_paper_print import print_sheets
from app.services.paper_forms import layout
from app.services.scan_reading import ScanReader
from app.services.scan_sheets import questions
from tests.app.scan import simulation

SOAK = int(os.environ.get("SATCHEL_SOAK", "1")) > 1
SHEETS = range(120) if SOAK else (4, 13, 22, 31)  # one of each style; seen flat and bent, scanned and photographed
FORMS = ("QV-TEAM", "QV-SAT", "QV-DEM", "QV-MASS")
PLAIN = frozenset({"tick", "cross", "fill"})


@dataclass
class Tally:
    """What became of the questions, by style of the mark; and the answers that were wrong without being shown."""

    counts: Counter = field(default_factory=Counter)
    wrong: list = field(default_factory=list)
    unread: list = field(default_factory=list)


@pytest.fixture(scope="module")
def printed():
    made = {}

    def of(code, look):
        if (code, look) not in made:
            laid = layout(builtin.form(code).form, look)
            made[code, look] = (laid, simulation.plain(print_sheets(laid, ("T-0001",)).pdf))
        return made[code, look]

    return of


def one_sheet(seed, printed, tally):
    """Fill in, photograph and read one sheet."""
    chance = np.random.default_rng(seed)
    style = simulation.STYLES[seed % 4]
    kind = "phone" if seed // 4 % 2 else "scan"
    bow = float(chance.uniform(1, 3)) if seed // 8 % 2 else 0.0
    code = FORMS[seed // 16 % 4] if SOAK else "QV-TEAM"
    look = Look(big=bool(seed // 64 % 2))
    laid, pages = printed(code, look)
    kinds = {asked.reference: asked.kind for asked in questions(laid.questionnaire)}
    filled = simulation.answer(laid, kinds, chance, style)
    form = builtin.form(code).form
    reader = ScanReader("rec", code, form)
    for number, page in enumerate(laid.pages):
        picture = simulation.seen(simulation.write(pages[number], page, filled, chance), chance, kind, bow)
        reader.page(simulation.opened(picture))
    tally.unread.extend((seed, one.why) for one in reader.batch.unread)
    for sheet in reader.batch.sheets:
        sheet.judge()
        shown = {item.asked.reference for item in sheet.doubts(form)}
        judge(seed, kinds, filled, shown, sheet.answers(), tally)


def judge(seed, kinds, filled, shown, read, tally):  # noqa: PLR0913, PLR0917 - what was meant, shown and read
    for reference, meant in filled.chosen.items():
        what = "blank" if not meant else "double" if len(meant) > 1 and kinds[reference] == "one" else filled.style
        tally.counts[what, reference in shown] += 1
        if reference not in shown and read.get(reference, "") != " ".join(meant):
            tally.wrong.append((seed, filled.style, reference, meant, read.get(reference)))


@pytest.fixture(scope="module")
def tally(printed):
    made = Tally()
    for seed in SHEETS:
        one_sheet(seed, printed, made)
    return made


def test_every_page_is_found_in_its_picture(tally):
    assert tally.unread == []
    assert tally.counts.total() >= 8 * len(SHEETS)


def test_no_wrong_value_goes_by_without_being_shown(tally):
    assert tally.wrong == []


def test_nearly_all_that_is_ticked_crossed_or_filled_is_read_without_help(tally):
    alone = sum(count for (what, shown), count in tally.counts.items() if what in PLAIN and not shown)
    asked = sum(count for (what, shown), count in tally.counts.items() if what in PLAIN and shown)
    assert alone >= 0.95 * (alone + asked), f"{alone} of {alone + asked}: {tally.counts}"


def test_what_is_circled_or_ticked_twice_is_shown(tally):
    assert tally.counts["double", False] == 0
    assert tally.counts["circle", False] == 0
    assert tally.counts["circle", True] > 0
