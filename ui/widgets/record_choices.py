"""Editors of choices: in a box, side by side, or as boxes to tick."""

from typing import Any

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QGridLayout,
    QRadioButton,
    QWidget,
)
from typing_extensions import override

from app.records.kinds import Field, Type
from ui.widgets.record_fields import Editor, row
from ui.widgets.record_words import words


class _StillBox(QComboBox):
    """A box that the wheel does not change by accident."""

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class OneEditor(Editor):
    """One of several choices, kept as soon as it is taken."""

    _value: Any = None

    def _take(self, value: Any) -> None:
        self.show_value(value)
        self.edited.emit()
        self.left.emit()

    @override
    def value(self) -> Any:
        return self._value


class BoxEditor(OneEditor):
    """One of many choices, in a box; letters typed jump to a choice."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.box = _StillBox()
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.setMinimumContentsLength(4)
        row(self).addWidget(self.box)
        self.setFocusProxy(self.box)
        self.retranslate()
        self.box.activated.connect(lambda _: self._take(self.box.currentData()))

    @override
    def show_value(self, value: Any, raw: str = "") -> None:
        self._value = value
        if value is not None and self.box.findData(value) < 0:
            self.box.addItem(str(value), value)  # a code of a newer release is kept as it is
        self.box.setCurrentIndex(max(0, self.box.findData(value)))
        self.box.setToolTip(self.box.currentText())

    @override
    def set_writable(self, *, on: bool) -> None:
        self.box.setEnabled(on)

    @override
    def retranslate(self) -> None:
        self.box.clear()
        self.box.addItem("—", None)
        for choice in self.field.choices:
            self.box.addItem(words(choice.words), choice.code)
        self.show_value(self._value)


class FewEditor(OneEditor):
    """One of a few choices, or yes and no, all in sight; clicking the chosen one again clears it."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        layout = row(self)
        layout.setSpacing(14)
        self.setMinimumHeight(self.fontMetrics().height() + 14)  # level with the lines beside it
        self.group = QButtonGroup(self)
        self.group.setExclusive(False)
        self._codes: list[Any] = [c.code for c in field.choices] if field.type is Type.CHOICE else [True, False]
        for place, _ in enumerate(self._codes):
            button = QRadioButton()
            button.setAutoExclusive(False)
            self.group.addButton(button, place)
            layout.addWidget(button)
        layout.addStretch(1)
        self.group.idClicked.connect(self._on_clicked)
        self.setFocusProxy(self.group.button(0))
        self.retranslate()

    def _on_clicked(self, place: int) -> None:
        code = self._codes[place]
        self._take(None if code == self._value else code)

    @override
    def show_value(self, value: Any, raw: str = "") -> None:
        self._value = value
        for place, code in enumerate(self._codes):
            self.group.button(place).setChecked(value is not None and code == value)

    @override
    def retranslate(self) -> None:
        yes_no = [self.tr("Yes"), self.tr("No")]
        names = [words(choice.words) for choice in self.field.choices] if self.field.choices else yes_no
        for place, name in enumerate(names):
            self.group.button(place).setText(name)


BETWEEN = 18  # pixels between two boxes


class ManyEditor(Editor):
    """Any of the choices, as boxes in as many columns as have room."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 2, 0, 2)
        self._grid.setHorizontalSpacing(BETWEEN)
        self._grid.setVerticalSpacing(6)
        self.boxes: list[QCheckBox] = []
        self._most = 4 if max((len(c.words.zh) for c in field.choices), default=0) <= 8 else 2
        self._columns = 0
        for _ in field.choices:
            box = QCheckBox()
            box.clicked.connect(self._on_clicked)
            self.boxes.append(box)
        self._arrange(self._most)
        if self.boxes:
            self.setFocusProxy(self.boxes[0])
        self._others: list[str] = []
        self.retranslate()

    def _arrange(self, columns: int) -> None:
        if columns != self._columns:
            self._columns = columns
            for place, box in enumerate(self.boxes):
                self._grid.addWidget(box, place // columns, place % columns)
            self.updateGeometry()

    def _widest(self) -> int:
        return max((box.sizeHint().width() for box in self.boxes), default=0)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._widest(), super().minimumSizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(max(1, min(self._most, (self.width() + BETWEEN) // (self._widest() + BETWEEN))))

    def _on_clicked(self) -> None:
        self.edited.emit()
        self.left.emit()

    @override
    def value(self) -> Any:
        pairs = zip(self.boxes, self.field.choices, strict=True)
        return [choice.code for box, choice in pairs if box.isChecked()] + self._others or None

    @override
    def show_value(self, value: Any, raw: str = "") -> None:
        codes = list(value or [])
        for box, choice in zip(self.boxes, self.field.choices, strict=True):
            box.setChecked(choice.code in codes)
        known = {choice.code for choice in self.field.choices}
        self._others = [code for code in codes if code not in known]  # of a newer release: kept

    @override
    def retranslate(self) -> None:
        for box, choice in zip(self.boxes, self.field.choices, strict=True):
            box.setText(words(choice.words))
