"""Sheets filled in flat, as a perfect scanner would give them: quick to make, for tests of what comes after reading."""

import numpy as np
from PIL import Image

from app.forms import builtin
from app.reports.forms_paper import Look
from app.reports.forms_paper_print import print_sheets
from app.services.paper_forms import layout
from tests.app.scan import simulation


def sheets(folder, code, marks, look=None, style="cross"):
    """Picture files of one sheet for each (serial, reference → values), page by page."""
    look = look or Look()
    laid = layout(builtin.form(code).form, look)
    found = []
    for place, (serial, chosen) in enumerate(marks):
        chance = np.random.default_rng(place)
        pages = simulation.plain(print_sheets(laid, (serial,)).pdf)
        filled = simulation.Filled(style, {name: tuple(values) for name, values in chosen.items()})
        for number, page in enumerate(laid.pages):
            path = folder / f"{code}-{serial}-{place}-{number + 1}.png"
            Image.fromarray(simulation.write(pages[number], page, filled, chance, 1)).save(path, compress_level=1)
            found.append(path)
    return found


def everything(code, pick=0, **more):
    """Every ticked question of a built-in form answered with one choice, some with others."""
    laid = layout(builtin.form(code).form, Look())
    chosen = {}
    for page in laid.pages:
        for box in page.boxes():
            chosen.setdefault(box.reference, []).append(box.value)
    answers = {name: (values[pick % len(values)],) for name, values in chosen.items()}
    return answers | {f"/data/{name}": values for name, values in more.items()}
