"""Files as answers, and files a questionnaire needs besides its workbook."""

import pytest

from app.forms.lists import BadListError
from app.forms.walk import Kind
from app.services.response_files import AnonymousFileError, free_name
from app.storage.types import NewChange
from tests.app.services import records_world
from tests.app.services.test_questionnaires import service_of

PHOTO = """| survey | | | |
| | type | name | label |
| | image | photo | Photo |
| | file | paper | Paper |
| | text | said | Said |
"""
WITH_LIST = """| survey | | | | |
| | type | name | label | media::image |
| | select_one_from_file villages.csv | village | Which village | map.png |
"""


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    made = records_world.make(tmp_path_factory.mktemp("files"))
    made.service = service_of(made)
    yield made
    made.vault.close()


def brought(world, folder, text, *, anonymous=False):
    path = folder / "form.md"
    path.write_text(text, encoding="utf-8")
    found = world.service.bring_in(path)
    world.service.use(found.rec)
    world.vault.write([NewChange("questionnaire", found.rec, world.scope, {"anonymous": anonymous})])
    return found


def file(folder, name, content=b"a picture"):
    (folder / name).write_bytes(content)
    return folder / name


def test_a_file_becomes_an_attachment_when_its_response_is_finished(world, tmp_path):
    rec = brought(world, tmp_path, PHOTO).rec
    run = world.service.run(rec, "face_to_face")
    name = world.service.keep_file(run, file(tmp_path, "the wall.jpg"))
    assert name == "the_wall.jpg"
    run.runner.answer("/data/photo", name)
    again = world.service.keep_file(run, file(tmp_path, "the wall.jpg", b"another"))
    assert again == "the_wall-2.jpg"
    unwanted = world.service.keep_file(run, file(tmp_path, "blurred.jpg"))
    run.runner.answer("/data/paper", unwanted)
    run.runner.answer("/data/paper", again)
    world.service.save(run)
    resumed = world.service.run(rec, "face_to_face", run.key)
    assert resumed.files.keys() == {name, again}, "a file that is no answer any more is forgotten"
    assert world.service.finish(resumed) == ()
    attached = {one.values["name"]: one for one in world.service.attachments(run.key)}
    assert attached.keys() == {name, again}
    assert world.vault.record(run.key).values["files"] == {n: one.rec for n, one in attached.items()}
    out = tmp_path / "out.jpg"
    world.service.save_attachment(attached[name].rec, out)
    assert out.read_bytes() == b"a picture"


def test_a_correction_keeps_the_files_of_what_it_corrects(world, tmp_path):
    rec = brought(world, tmp_path, PHOTO).rec
    run = world.service.run(rec, "face_to_face")
    run.runner.answer("/data/photo", world.service.keep_file(run, file(tmp_path, "wall.jpg")))
    assert world.service.finish(run) == ()
    correction = world.service.correct(run.key, "Misheard.")
    correction.runner.answer("/data/said", "no")
    assert world.service.finish(correction) == ()
    held = world.vault.record(correction.key).values["files"]
    assert held == world.vault.record(run.key).values["files"]
    assert world.service.attachments(correction.key) == []


def test_an_anonymous_response_takes_no_file(world, tmp_path):
    rec = brought(world, tmp_path, PHOTO, anonymous=True).rec
    with pytest.raises(AnonymousFileError):
        world.service.keep_file(world.service.run(rec, "kiosk"), file(tmp_path, "wall.jpg"))


def test_a_list_beside_the_workbook_becomes_part_of_the_form_and_of_its_digest(world, tmp_path):
    file(tmp_path, "villages.csv", "name,label\nv1,柳树屯\nv2,<石桥>&\n".encode())
    (tmp_path / "media").mkdir()
    file(tmp_path / "media", "map.png")
    found = brought(world, tmp_path, WITH_LIST)
    assert found.warnings == ()
    assert world.service.media(found.rec).keys() == {"form.md", "map.png"}
    form = world.service.form(found.rec)
    assert form.missing_lists == {}
    runner = world.service.run(found.rec, "paper").runner
    assert [one.label for one in runner.choices("/data/village")] == ["柳树屯", "<石桥>&"]
    file(tmp_path, "villages.csv", b"name,label\nv1,Elsewhere\n")
    other = brought(world, tmp_path, WITH_LIST)
    assert world.service.form(other.rec).digest != form.digest, "another list is another questionnaire"


def test_what_is_missing_beside_the_workbook_is_told(world, tmp_path):
    found = brought(world, tmp_path, WITH_LIST)
    assert any("villages.csv" in one for one in found.warnings)
    assert any("map.png" in one for one in found.warnings)
    assert world.service.run(found.rec, "paper").runner.page.kind is Kind.QUESTION


def test_a_list_that_cannot_be_read_brings_nothing_in(world, tmp_path):
    before = len(world.service.surveys())
    file(tmp_path, "villages.xml", b"<not xml")
    with pytest.raises(BadListError):
        brought(world, tmp_path, WITH_LIST.replace("villages.csv", "villages.xml"))
    assert len(world.service.surveys()) == before


def test_a_name_is_numbered_only_when_it_is_taken(tmp_path):
    assert free_name(tmp_path / "a.jpg", ()) == "a.jpg"
    assert free_name(tmp_path / "a.jpg", {"a.jpg", "a-2.jpg"}) == "a-3.jpg"
