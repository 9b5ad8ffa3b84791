"""Files shown from the vault's memory: what each is, its sheets, one process for a file of many sheets."""

from dataclasses import replace

import pytest

from app.errors import CancelledError, NotFoundError
from app.jobs import Progress
from app.services.evidence_showing import ShowingService
from app.storage.types import NewChange
from app.viewing.limits import STANDARD
from app.viewing.showing import CannotShowError
from app.viewing.sorts import Sort
from tests.app.services import records_world
from tests.app.viewing import samples


@pytest.fixture
def world(tmp_path):
    made = records_world.make(tmp_path)
    made.showing = ShowingService(made.session)
    yield made
    made.showing.close()
    made.vault.close()


def kept(world, tmp_path, name, data):
    path = tmp_path / name
    path.write_bytes(data)
    world.service.attach(world.village, path)
    return next(one.rec for one in world.service.attachments(world.village) if one.values["name"] == name)


def test_a_file_is_known_by_its_bytes_and_a_false_name_is_noticed(world, tmp_path):
    true = world.showing.facts(kept(world, tmp_path, "a.PNG", samples.picture("PNG")))
    false = world.showing.facts(kept(world, tmp_path, "b.jpg", samples.office_zip("xl", macro=True)))
    other = world.showing.facts(kept(world, tmp_path, "c.xlsm", samples.office_zip("xl", macro=True)))
    assert (true.sort, true.misnamed, true.shown) == (Sort.PNG, False, True)
    assert (false.sort, false.misnamed, false.shown) == (Sort.EXCEL, True, False)
    assert (other.sort, other.misnamed) == (Sort.EXCEL, False)


def test_a_picture_has_one_sheet_and_its_process_ends_with_it(world, tmp_path):
    file = kept(world, tmp_path, "a.png", samples.picture("PNG"))
    assert world.showing.sheets(file) == 1
    assert world.showing.draw(file, 0, 100, 100).height == 100
    assert world.showing._kept is None


def test_a_pdf_is_drawn_by_one_process_until_another_is_looked_at(world, tmp_path):
    first = kept(world, tmp_path, "a.pdf", samples.page_pdf())
    second = kept(world, tmp_path, "b.pdf", samples.boxed(b"0 0 100 100"))
    assert world.showing.sheets(first) == 1
    process = world.showing._kept[1]._process
    world.showing.draw(first, 0, 50, 50)
    assert world.showing._kept[1]._process is process
    world.showing.draw(second, 0, 50, 50)
    assert process.poll() is not None
    with pytest.raises(CannotShowError):
        world.showing.draw(second, 5, 50, 50)
    world.showing.close()
    assert world.showing._kept is None


def test_a_file_whose_bytes_are_elsewhere_is_said_to_be(world):
    lost = world.put("attachment", {"name": "a.jpg", "size": 3, "parts": [["f" * 64, 3]]}, parent=world.village)
    with pytest.raises(CannotShowError) as told:
        world.showing.facts(lost)
    assert told.value.data["rule"] == "missing"
    with pytest.raises(NotFoundError):
        world.showing.facts("0" * 32)


def test_stopping_leaves_no_process(world, tmp_path):
    file = kept(world, tmp_path, "a.pdf", samples.laughing())
    progress = Progress()
    progress.stop()
    with pytest.raises(CancelledError):
        world.showing.draw(file, 0, 500, 500, progress)
    assert world.showing._kept is None


@pytest.mark.parametrize("parts", ["x", 5, [["zz", 3]], [[5, 3]], [5], [[]], {"a": 1}, [["f" * 64, 3], "x"]])
def test_parts_that_make_no_sense_are_damage_and_no_crash(world, parts):
    made = world.put("attachment", {"name": "a.jpg", "size": 3, "parts": parts}, parent=world.village)
    with pytest.raises(CannotShowError) as told:
        world.showing.draw(made, 0, 10, 10)
    assert told.value.data["rule"] in {"damaged", "missing"}


@pytest.mark.parametrize(
    ("told", "rule"), [(5, {"gave-up", "damaged", "slow"}), (10**6, {"slow"}), (10**12, {"too-large"})]
)
def test_a_size_that_lies_ends_in_a_sentence(world, tmp_path, told, rule):
    file = kept(world, tmp_path, "a.png", samples.picture("PNG"))
    record = world.vault.record(file)
    world.vault.write([NewChange("attachment", file, record.scope, {"size": told}, record.parent)])
    quick = ShowingService(world.session, replace(STANDARD, seconds=1.5))
    with pytest.raises(CannotShowError) as refused:
        quick.draw(file, 0, 10, 10)
    assert refused.value.data["rule"] in rule


def test_a_process_that_has_used_up_its_time_is_followed_by_another(world, tmp_path):
    file = kept(world, tmp_path, "a.pdf", samples.page_pdf())
    world.showing.draw(file, 0, 50, 50)
    world.showing._kept[1]._process.kill()
    assert world.showing.draw(file, 0, 50, 50).height == 50
