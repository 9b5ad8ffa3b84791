"""Our own small icons (resources/icons), drawn in the colours of the theme and drawn again when it changes."""

import weakref
from functools import cache
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

import shiboken6
from PySide6.QtCore import QBuffer, QIODevice, QSize
from PySide6.QtGui import QGuiApplication, QIcon, QImageReader, QPixmap

from app.paths import resource
from ui.theme import colour

if TYPE_CHECKING:
    from collections.abc import Callable

SIZES = (16, 32)  # a button's, and the same on a screen of double density; each costs a rendering at the start
_worn: "WeakKeyDictionary[Any, Callable[[], None]]" = WeakKeyDictionary()


def icon(name: str, tone: str = "text") -> QIcon:
    """An icon by name in a colour of `ui.theme.Tokens`."""
    made = QIcon()
    ratio = QGuiApplication.instance().devicePixelRatio()  # type: ignore[union-attr] # there is one
    for size in SIZES if ratio > 1 else SIZES[:1]:
        made.addPixmap(pixmap(name, size, tone))  # the style draws the disabled one from it, when there is one
        if tone == "on_accent":  # white made grey is still white, on a button that is no longer blue
            made.addPixmap(pixmap(name, size, "edge"), QIcon.Mode.Disabled)
    return made


def pixmap(name: str, size: int, tone: str = "text", ratio: float = 1.0) -> QPixmap:
    """A square picture of an icon, ``size`` logical pixels wide."""
    return _drawn(name, size, colour(tone).name(), ratio)


@cache
def _drawn(name: str, size: int, hex_colour: str, ratio: float) -> QPixmap:
    # through Qt's image plug-in: importing QtSvg itself takes 18 ms of the start
    buffer = QBuffer()
    buffer.setData(_source(name).replace("currentColor", hex_colour).encode())
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, b"svg")
    reader.setScaledSize(QSize(round(size * ratio), round(size * ratio)))
    picture = QPixmap.fromImage(reader.read())
    picture.setDevicePixelRatio(ratio)
    return picture


@cache
def _source(name: str) -> str:
    return resource("icons", f"{name}.svg").read_text("utf-8")


def put(widget: Any, name: str, tone: str = "text") -> None:
    """Give a button (anything with ``setIcon``) an icon that follows the theme."""

    def draw() -> None:
        widget_now = reference()
        if widget_now is not None and shiboken6.isValid(widget_now):
            widget_now.setIcon(icon(name, tone))

    reference = weakref.ref(widget)
    _worn[widget] = draw
    draw()


def put_picture(label: Any, name: str, size: int, tone: str = "text") -> None:
    """Give a label a picture that follows the theme."""
    reference = weakref.ref(label)

    def draw() -> None:
        label_now = reference()
        if label_now is not None and shiboken6.isValid(label_now):
            label_now.setPixmap(pixmap(name, size, tone, label_now.devicePixelRatioF()))

    _worn[label] = draw
    draw()


def draw_again() -> None:
    """Draw every icon in the colours now in use."""
    for draw in list(_worn.values()):
        draw()
