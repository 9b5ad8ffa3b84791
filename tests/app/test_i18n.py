import pytest

from app import i18n


@pytest.fixture(autouse=True)
def give_back():
    yield
    i18n.lend(None)


def test_a_marked_literal_stays_as_it_is():
    assert i18n.QT_TRANSLATE_NOOP("Report", "Findings") == "Findings"


def test_without_a_window_the_source_is_shown():
    assert i18n.translate("Report", "Findings") == "Findings"


def test_a_lent_translator_is_asked_and_can_be_taken_back():
    i18n.lend(lambda context, text: f"{context}/{text}")
    assert i18n.translate("Report", "Findings") == "Report/Findings"
    i18n.lend(None)
    assert i18n.translate("Report", "Findings") == "Findings"
