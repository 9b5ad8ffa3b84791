"""A vault with surveys to count: a copy of one made once, and ways to fill it."""

import shutil
from contextlib import contextmanager
from functools import cache

from app.forms import xlsform
from app.records.change import COMMON, new_record_id
from app.services.comparing import ComparingService
from app.storage import opening
from app.storage.memory import InstallationMemory
from app.storage.types import NewChange
from tests.app.services import records_world

SHEET = """
| survey | | | |
| | type | name | label |
| | select_one v | view | 总体评价 |
| | select_one w | who | 您是 |
| | select_multiple k | kinds | 哪些问题 |
| | integer | age | 年龄 |
| | text | wish | 建议 |
| choices | | | |
| | list_name | name | label |
| | v | 1 | 好 |
| | v | 2 | 较好 |
| | v | 3 | 一般 |
| | v | 4 | 差 |
| | v | 9 | 不了解 |
| | w | 1 | 村民 |
| | w | 2 | 党员 |
| | k | a | 账目 |
| | k | b | 公开 |
"""


EARLIER = "e" * 32


def founded(base):
    """An office with a round that is over; its vault is closed, to be copied."""
    world = records_world.make(base)
    world.vault.write([NewChange("round", EARLIER, COMMON, {"name": "第一轮", "starts": "2025-03-01"}, as_office=True)])
    world.vault.close()
    return world


@contextmanager
def copied(office, base):
    """A copy of the office, open, with the service that counts."""
    shutil.copytree(office.folder, base / "vault")
    shutil.copytree(office.memory, base / "memory")
    clock = records_world.Clock(office.clock.now)
    memory, staff, secret = InstallationMemory(base / "memory"), records_world.STAFF, records_world.PASSPHRASE
    vault = opening.open_vault(base / "vault", staff, secret, memory=memory, clock=clock.milliseconds)
    villages = office.village, office.other_village, office.inspectors
    made = records_world.World(base / "vault", base / "memory", clock, vault, *villages)
    made.session.choose(village=made.village)
    made.service = ComparingService(made.session, clock.local)
    try:
        yield made
    finally:
        vault.close()


@cache
def form():
    return xlsform.read(SHEET.encode())


def survey(world, village="", *, anonymous=True, code="OWN"):
    """A questionnaire in use."""
    made, rec = form(), new_record_id()
    scope = f"village-{village or world.village}"
    fields = {
        "title": "问卷",
        "code": code,
        "anonymous": anonymous,
        "least": 5,
        "digest": made.form.digest,
        "questions": 5,
        "xform": made.xform.decode(),
    }
    world.vault.write([NewChange("questionnaire", rec, scope, fields)])
    world.vault.write([NewChange("questionnaire", rec, scope, {}, step="use")])
    return rec


def answer(view="1", who="1", kinds="a", age="40", wish=""):
    given = {"/data/view": view, "/data/who": who, "/data/kinds": kinds, "/data/age": age, "/data/wish": wish}
    return {"~form": form().form.digest, **{name: value for name, value in given.items() if value}}


def batch(world, rec, answers):
    record = world.vault.record(rec)
    made = new_record_id()
    fields = {"day": "2026-07-09", "count": len(answers), "digest": form().form.digest, "answers": list(answers)}
    world.vault.write([NewChange("response_batch", made, record.scope, fields, parent=rec)])
    return made


def close(world, rec):
    record = world.vault.record(rec)
    world.vault.write([NewChange("questionnaire", rec, record.scope, {}, step="close")])


def votes(*groups):
    return [answer(view=view) for how_many, view in groups for _ in range(how_many)]


def table(results, name):
    return next(one for one in results.counts.tables if one.path == f"/data/{name}")


def told(world, rec, name="view"):
    results = world.service.results(rec)
    return [(cell.label, cell.count) for cell in table(results, name).cells]
