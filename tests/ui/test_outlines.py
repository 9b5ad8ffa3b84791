import pytest

from app.services.first_start import Road
from tests.outline import outline
from tests.ui.conftest import settle

LANGUAGES = ("en", "zh_CN")
PAGES = (
    "today",
    "handover",
    "papers",
    "differences",
    "records:document_check",
    "records:finding",
    "settings",
    "manual",
)


@pytest.fixture(params=LANGUAGES)
def spoken(request, shell, qtbot):
    shell.change_settings(language=request.param)
    qtbot.wait(1)
    return shell


def test_the_unlock_page(spoken, snapshot, qtbot):
    spoken.unlock.offer(("/made-up/laptop",))
    settle(qtbot, spoken)
    spoken.unlock.banner.clear()
    assert outline(spoken.unlock) == snapshot


def test_the_first_start(spoken, snapshot):
    page = spoken.first_start
    assert outline(page) == snapshot(name="choice")
    for road in Road:
        page._take_road(road)
        for step in page._pages:
            if step in ("place", "done"):
                continue  # a folder of this machine
            page._go(step)
            assert outline(page) == snapshot(name=f"{road}-{step}")


@pytest.mark.parametrize("code", PAGES)
def test_a_page_of_an_office_without_anything(opened, spoken, snapshot, qtbot, code):
    opened.main.go(code, "")
    settle(qtbot, opened)
    qtbot.wait(1)
    text = outline(opened.main.page(code)).replace(str(opened.session.vault.folder.parent), "<folder>")
    text = text.replace("   ".join(opened.session.vault.card.words), "<eight words>")
    assert text == snapshot


def test_the_window_fits_a_village_laptop_at_125_percent(opened, spoken, qtbot):
    for spec in opened.main.specs:
        opened.main.go(spec.code, "")
        settle(qtbot, opened)
    assert opened.minimumSizeHint().width() <= 1366 / 1.25
    assert opened.minimumSizeHint().height() <= 768 / 1.25 - 40  # the task bar
