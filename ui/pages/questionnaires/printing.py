"""How blank questionnaires are to be printed: how many, numbered, in which language, in large type."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QCheckBox, QComboBox, QSpinBox, QWidget

from app.reports.forms_paper import Look
from app.services.paper_forms import MOST, Run, Size
from ui.widgets import parts
from ui.widgets.asking import AskingDialog

MOST_ROWS = 12


class PrintDialog(AskingDialog):
    """Asks for the look and the number of sheets. ``size`` tells what one sheet takes in a look."""

    def __init__(
        self, parent: QWidget, title: str, languages: Sequence[str], size: Callable[[Look], Size], *, repeats: bool
    ) -> None:
        super().__init__(parent)
        self._languages, self._size = languages, size
        self.inside.addWidget(parts.label("quiet", title, wrap=True))
        self.copies = self._number(1, MOST, 30, lambda: self.tr("How many sheets"))
        self.numbered = self._tick(lambda: self.tr("A number on each sheet, so that its pages stay together"), on=True)
        self.big = self._tick(lambda: self.tr("Large type, for older people"), on=False)
        self.rows = self._number(1, MOST_ROWS, 3, lambda: self.tr("Blocks of each part that repeats"))
        self.rows.setVisible(repeats)
        self._labels[self.rows].setVisible(repeats)
        self.language = QComboBox()
        self._name_languages()
        self.told = parts.label("quiet", wrap=True)
        self.inside.addWidget(self.told)
        self._finish(lambda: self.tr("Print…"))
        self.say(self.heading.setText, lambda: self.tr("Print blank questionnaires"))
        self.say(self.setWindowTitle, lambda: self.tr("Print blank questionnaires"))
        self.say(self.told.setText, self._told)
        for changed in (self.copies.valueChanged, self.rows.valueChanged, self.big.toggled):
            changed.connect(lambda _: self.told.setText(self._told()))
        self.language.currentIndexChanged.connect(lambda _: self.told.setText(self._told()))

    _labels: dict[QWidget, QWidget]

    def _number(self, least: int, most: int, now: int, words: Callable[[], str]) -> QSpinBox:
        label, box = parts.label("label"), QSpinBox()
        box.setRange(least, most)
        box.setValue(now)
        label.setBuddy(box)
        parts.add(self.inside, (label, box))
        self.say(label.setText, words)
        self.say(box.setAccessibleName, words)
        if not hasattr(self, "_labels"):
            self._labels = {}
        self._labels[box] = label
        return box

    def _tick(self, words: Callable[[], str], *, on: bool) -> QCheckBox:
        box = QCheckBox()
        box.setChecked(on)
        self.inside.addWidget(box)
        self.say(box.setText, words)
        return box

    def _name_languages(self) -> None:
        """Every language of the form, and two of them side by side where there are two."""
        if len(self._languages) < 2:
            return
        label = parts.label("label")
        parts.add(self.inside, (label, self.language))
        self.say(label.setText, lambda: self.tr("Language of the sheets"))
        self.say(self.language.setAccessibleName, lambda: self.tr("Language of the sheets"))
        for place, name in enumerate(self._languages):
            self.language.addItem(name, (place,))
        self.language.addItem(" + ".join(self._languages[:2]), (0, 1))

    def look(self) -> Look:
        """The look chosen."""
        chosen = self.language.currentData() if len(self._languages) > 1 else (0,)
        return Look(tuple(chosen), self.big.isChecked(), self.rows.value())

    def run(self) -> Run:
        """Everything chosen."""
        return Run(self.look(), self.copies.value(), self.numbered.isChecked())

    def _told(self) -> str:
        pages = self._size(self.look()).pages
        said = self.tr("%1 pages a sheet, %2 pages in all")
        return said.replace("%1", str(pages)).replace("%2", str(pages * self.copies.value()))

    def lacks(self) -> str:
        """Nothing can be missing."""
        return ""
