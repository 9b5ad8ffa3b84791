"""Pictures that belong to questions and choices are shown; a file that is no picture leaves its question as it is."""

import pytest
from PIL import Image
from PySide6.QtCore import Qt

from tests.ui.pages.records.bench import bench as make_bench
from tests.ui.pages.records.test_page import focus, key
from ui.pages.questionnaires import QuestionnairesPage

FORM = """| survey | | | | | |
| | type | name | label | media::image | media::audio |
| | select_one f | fruit | Which one | tree.png | tree.mp3 |
| | select_one f | again | Once more | bad.png | |
| choices | | | | |
| | list_name | name | label | media::image |
| | f | apple | Apple | apple.png |
| | f | pear | Pear | |
"""


@pytest.fixture
def bench(qtbot, tmp_path):
    with make_bench(qtbot, tmp_path) as made:
        yield made


def test_pictures_are_shown_beside_questions_and_choices(bench, qtbot, tmp_path):
    folder = tmp_path / "media"
    folder.mkdir()
    for name, colour in (("tree.png", "green"), ("apple.png", "red")):
        Image.new("RGB", (64, 32), colour).save(folder / name)
    (folder / "bad.png").write_bytes(b"no picture at all")
    (folder / "tree.mp3").write_bytes(b"ID3")
    (tmp_path / "fruit.md").write_text(FORM, encoding="utf-8")
    page = bench.show(QuestionnairesPage(bench.desk))
    page.service.now = bench.world.clock.local
    bench.ask.next(tmp_path / "fruit.md")
    page.bring_in()
    bench.settle()
    page.use.click()
    bench.settle()
    page.start("face_to_face")
    bench.settle()
    box = page.filling.boxes[0]
    qtbot.waitUntil(lambda: not box.picture.pixmap().isNull(), timeout=30_000)
    qtbot.waitUntil(lambda: not box.editor.buttons[0].icon().isNull(), timeout=30_000)
    assert box.editor.buttons[1].icon().isNull()
    assert any("tree.mp3" in label.text() for label in box.findChildren(type(box.picture)))
    key(focus(), Qt.Key.Key_1)
    key(focus(), Qt.Key.Key_Return)
    bench.settle()
    again = page.filling.boxes[0]
    assert again.picture.isHidden(), "what cannot be shown is left out, and no banner stands in the way"
    assert not page.filling.banner.isVisible()
    key(focus(), Qt.Key.Key_F7)
    assert not page.filling.boxes[0].picture.pixmap().isNull(), "shown before, it is there at once"
