import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QToolTip, QWidget

from ui.theme import DARK, LIGHT, POINTS, style_sheet

PAIRS = [
    ("text", "back"), ("text", "surface"), ("text", "side"), ("quiet", "back"), ("quiet", "surface"), ("quiet", "side"),
    ("accent", "surface"), ("accent", "back"), ("on_accent", "accent"), ("accent_deep", "accent_soft"),
    ("text", "accent_soft"), ("ok", "ok_soft"), ("warn", "warn_soft"), ("bad", "bad_soft"),
    ("practice", "practice_soft"), ("ok", "surface"), ("warn", "surface"), ("bad", "surface"), ("bad", "back"),
]  # fmt: skip


def light_of(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    brighter, darker = sorted((light_of(one), light_of(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("front", "ground"), PAIRS)
def test_words_can_be_read(tokens, front, ground):
    """WCAG 2.2, 1.4.3 (AA): 4.5 to 1."""
    assert contrast(getattr(tokens, front), getattr(tokens, ground)) >= 4.5


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_edges_of_fields_can_be_seen(tokens):
    """WCAG 2.2, 1.4.11: 3 to 1."""
    assert contrast(tokens.edge, tokens.surface) >= 3


def test_every_blank_of_the_style_sheet_is_filled():
    for points in POINTS.values():
        assert "$" not in style_sheet(LIGHT, points)


def test_a_tool_tip_is_never_markup(qapp, qtbot):
    before = qapp.styleSheet()
    qapp.setStyleSheet(style_sheet(LIGHT, 10))
    owner = QWidget()
    qtbot.addWidget(owner)
    owner.show()
    try:
        QToolTip.showText(QPoint(10, 10), '<img src="//192.0.2.1/share/x.png">', owner)
        (tip,) = (one for one in QApplication.topLevelWidgets() if one.metaObject().className() == "QTipLabel")
        assert isinstance(tip, QLabel)
        assert tip.textFormat() is Qt.TextFormat.PlainText
    finally:
        QToolTip.hideText()
        qapp.setStyleSheet(before)
