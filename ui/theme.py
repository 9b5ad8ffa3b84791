"""The look: Fusion, one accent, light and dark, three text sizes; every colour has a name and a tested contrast."""

from dataclasses import dataclass, fields
from string import Template

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from app.paths import resource

FAMILIES = ["Microsoft YaHei UI", "Noto Sans CJK SC", "WenQuanYi Micro Hei", "PingFang SC", "sans-serif"]
POINTS = {1: 10.5, 2: 12.0, 3: 14.0}


@dataclass(frozen=True, slots=True)
class Tokens:
    """Colours by use. ``*_soft`` are the grounds that the colour of the same name is read on."""

    back: str
    surface: str
    side: str
    line: str
    edge: str
    text: str
    quiet: str
    accent: str
    accent_deep: str
    accent_soft: str
    on_accent: str
    ok: str
    ok_soft: str
    warn: str
    warn_soft: str
    bad: str
    bad_soft: str
    practice: str
    practice_soft: str


LIGHT = Tokens(
    back="#f5f7f9",
    surface="#ffffff",
    side="#e9edf2",
    line="#dce2e8",
    edge="#8593a3",
    text="#1a2330",
    quiet="#56626f",
    accent="#24578f",
    accent_deep="#1a426e",
    accent_soft="#dbe7f4",
    on_accent="#ffffff",
    ok="#1d6440",
    ok_soft="#deefe5",
    warn="#80460a",
    warn_soft="#fbeed8",
    bad="#a02323",
    bad_soft="#fae4e2",
    practice="#65399a",
    practice_soft="#ece3f7",
)
DARK = Tokens(
    back="#151a20",
    surface="#1d242c",
    side="#11161b",
    line="#303a45",
    edge="#74828f",
    text="#e5eaf0",
    quiet="#a3afbb",
    accent="#8dbaec",
    accent_deep="#b0d0f3",
    accent_soft="#23384f",
    on_accent="#0d1a28",
    ok="#82cfa1",
    ok_soft="#1b3427",
    warn="#efbb70",
    warn_soft="#3a2d18",
    bad="#f4a09a",
    bad_soft="#432423",
    practice="#cbadf4",
    practice_soft="#33284c",
)


class _Now:
    """The tokens in use, and whether Qt has the style."""

    tokens: Tokens = LIGHT
    styled = False


def words_for_qt() -> list[str]:
    """What Qt is started with to have the style from the beginning: to ask for it costs the first window 10 ms."""
    _Now.styled = True
    return ["-style", "Fusion"]


def tokens() -> Tokens:
    """The colours now in use."""
    return _Now.tokens


def colour(name: str) -> QColor:
    """One colour now in use, by its name in `Tokens`."""
    return QColor(getattr(_Now.tokens, name))


def is_dark() -> bool:
    """Whether the dark colours are in use."""
    return _Now.tokens is DARK


def system_is_dark() -> bool:
    """Whether the desktop asks for dark."""
    return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark


def apply(application: QApplication, theme: str = "system", text_size: int = 1) -> None:
    """Put on a theme (``light``, ``dark``, ``system``) and a text size (1 to 3)."""
    _Now.tokens = DARK if theme == "dark" or (theme == "system" and system_is_dark()) else LIGHT
    if not _Now.styled:
        _Now.styled = True  # once: Qt deletes the style before, and every widget is dressed anew
        application.setStyle(QStyleFactory.create("Fusion"))
    application.setPalette(_palette(_Now.tokens))
    application.setFont(font(POINTS[text_size]))
    sheet = style_sheet(_Now.tokens, POINTS[text_size])
    if application.styleSheet() != sheet:  # putting on the same again dresses every widget anew
        application.setStyleSheet(sheet)


def font(points: float) -> QFont:
    """The program's font, with families for both systems."""
    made = QFont()
    made.setFamilies(FAMILIES)
    made.setPointSizeF(points)
    return made


def style_sheet(tokens: Tokens, points: float) -> str:
    """The rules of ``resources/style/window.qss`` with colours and sizes filled in."""
    values = {field.name: getattr(tokens, field.name) for field in fields(tokens)}
    values["folder"] = resource("style").as_posix()
    for name, factor in (("small", 0.9), ("base", 1.0), ("large", 1.2), ("title", 1.5), ("huge", 1.9)):
        values[name] = f"{points * factor:.1f}pt"
    return Template(resource("style", "window.qss").read_text("utf-8")).substitute(values)


def _palette(tokens: Tokens) -> QPalette:
    roles = QPalette.ColorRole
    palette = QPalette()
    for role, name in (
        (roles.Window, tokens.back),
        (roles.WindowText, tokens.text),
        (roles.Base, tokens.surface),
        (roles.AlternateBase, tokens.back),
        (roles.Text, tokens.text),
        (roles.PlaceholderText, tokens.quiet),
        (roles.Button, tokens.surface),
        (roles.ButtonText, tokens.text),
        (roles.BrightText, tokens.bad),
        (roles.Highlight, tokens.accent_soft),
        (roles.HighlightedText, tokens.text),
        (roles.Link, tokens.accent),
        (roles.LinkVisited, tokens.accent),
        (roles.ToolTipBase, tokens.surface),
        (roles.ToolTipText, tokens.text),
        (roles.Light, tokens.surface),
        (roles.Midlight, tokens.line),
        (roles.Mid, tokens.edge),
        (roles.Dark, tokens.edge),
        (roles.Shadow, tokens.line),
        (roles.Accent, tokens.accent),
    ):
        palette.setColor(role, QColor(name))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(tokens.edge))
    return palette
