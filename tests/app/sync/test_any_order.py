"""Many hops, late, twice, in any order, from an old copy: whole views come out the same, not only some rows."""

import json
import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.storage import opening
from app.storage.memory import InstallationMemory
from app.storage.vault import Vault
from app.sync import places, receive, returning
from tests.app.sync.circle import PASSPHRASE, Table, add_person, change
from tests.app.sync.test_circle import attach, two_laptops


@pytest.fixture
def table(tmp_path: Path) -> Iterator[Table]:
    found = Table(tmp_path)
    yield found
    found.close()


def views(vault: Vault, officer: str) -> list[str]:
    """Every line of every view, but the log's, which say who received what when, and those of the copies' own keys."""
    own = {"event", "writer", "log", officer, vault.me.writer_id}
    return [line for line in vault.dump() if not own & {each for each in json.loads(line)[:4] if isinstance(each, str)}]


def second_office(table: Table, name: str, source: Path) -> Vault:
    folder = table.folder / name
    shutil.copytree(source, folder)
    memory = InstallationMemory(table.folder / f"{name}-home")
    vault = opening.open_vault(folder, "B001", PASSPHRASE, memory=memory, clock=table.clock)
    table.vaults.append(vault)
    return vault


def a_week(table: Table, one: Vault, two: Vault, where: str) -> list[Path]:
    """Packages to the office from both laptops, some of one's work relayed by the other, written day by day."""
    sticks, rec = [], add_person(one, where, "陈大山")
    attach(one, rec, where, b"picture" * 5000)
    for day in range(4):
        change(one, "person", rec, where, phone=f"1380000{day:04}")
        sticks.append(table.stick(f"day-{day}"))
        returning.write(one, sticks[-1])
        if day == 1:
            evening = table.stick("evening")
            for written in returning.write(one, evening, places.laptops(one)["2"]):
                receive.receive(two, written.path)
            change(two, "person", rec, where, phone="13900000000", note="另一台电脑改的")
        add_person(two, where, f"王{day}")
        returning.write(two, sticks[-1], None, returning.Packing(whole=day == 3))
    return sorted(path for stick in sticks for path in stick.glob("*.satchel"))


def test_the_same_week_in_any_order_twice_or_broken_off(table: Table) -> None:
    office, one, two, where = two_laptops(table)
    files = a_week(table, one, two, where)
    officer = office.me.writer_id
    office.close()
    table.vaults.remove(office)
    dumps = []
    for seed in range(4):
        dice, vault = random.Random(seed), second_office(table, f"office-{seed}", office.folder)  # noqa: S311 - a sample
        order = [*files, *dice.sample(files, 3)]
        if seed:
            dice.shuffle(order)
        for path in order:
            receive.receive(vault, path)
        vault.index_postponed()
        dumps.append(views(vault, officer))
        vault.rebuild()
        assert views(vault, officer) == dumps[-1]
    assert len(dumps[0]) > 20
    assert any("王3" in line for line in dumps[0])
    for dump in dumps[1:]:
        assert [x for x in dump if x not in dumps[0]] == [x for x in dumps[0] if x not in dump]
