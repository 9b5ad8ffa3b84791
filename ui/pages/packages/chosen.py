"""The package chosen in the list: its file and fingerprint, what was set aside, its slip, declaring it void."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.services.handover_packages import PackageLine
from ui.pages.packages.words import aside_words
from ui.speaking import SpeakingWidget
from ui.widgets import parts
from ui.widgets.road_words import checked_words, fours, kind_words, place_words

MOST = 20  # things set aside that are told one by one
HEIGHT = 150


class ChosenPackage(SpeakingWidget):
    """Hidden while nothing is chosen.

    Signals:
        slip_wanted: package id.
        void_wanted: the line to declare void.
    """

    slip_wanted = Signal(str)
    void_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line: PackageLine | None = None
        frame, inside = parts.card(margin=14, spacing=8)
        self.title, self.detail = parts.label("heading"), parts.label("quiet", wrap=True)
        self.detail.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.slip, self.void = parts.button("", "print"), parts.button("danger")
        head = parts.row(spacing=10)
        parts.add(head, (self.title, None, self.slip, self.void))
        self.aside = parts.label("warn", wrap=True)
        holder = QWidget()
        parts.add(parts.column(holder), (self.aside, None))
        self.area = parts.scrolled(holder)
        self.area.setMaximumHeight(HEIGHT)
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # the keyboard must reach what is further down
        parts.add(inside, (head, self.detail, self.area))
        parts.column(self).addWidget(frame)
        self.slip.clicked.connect(self._want_slip)
        self.void.clicked.connect(lambda: self.void_wanted.emit(self.line))
        self.say(self.slip.setText, lambda: self.tr("Print slip"))
        self.say(self.void.setText, lambda: self.tr("Declare void…"))
        self.show_line(None)

    def show_line(self, line: PackageLine | None) -> None:
        """Show a package, or nothing."""
        self.line = line
        self.setVisible(line is not None)
        if line is None:
            return
        direction = self.tr("%1 no. %2 to %3") if line.outgoing else self.tr("%1 no. %2 from %3")
        title = direction.replace("%1", kind_words(line.kind)).replace("%2", str(line.counter))
        self.title.setText(title.replace("%3", place_words(line.place)))
        self.detail.setText(self._detail(line))
        self.slip.setVisible(line.outgoing)
        self.void.setVisible(line.can_be_voided)
        self.area.setVisible(bool(line.aside))
        told = [self.tr("Set aside for checking, everything else of it was taken:")]
        told += [aside_words(one) for one in line.aside[:MOST]]
        if len(line.aside) > MOST:
            told.append(self.tr("and %1 more").replace("%1", str(len(line.aside) - MOST)))
        self.aside.setText("\n".join(told))

    def _want_slip(self) -> None:
        if self.line is not None:
            self.slip_wanted.emit(self.line.package)

    def _detail(self, line: PackageLine) -> str:
        told = [
            self.tr("File %1").replace("%1", line.file or "—"),
            self.tr("digest %1").replace("%1", fours(line.sha256)) if line.sha256 else "",
            self.tr("on its way for %1 days").replace("%1", str(line.days)) if line.waits_for_receipt else "",
            checked_words(line.second) if line.second else "",
            self.tr("reason: %1").replace("%1", line.why) if line.why else "",
        ]
        return " · ".join(part for part in told if part)

    def retranslate(self) -> None:
        """Say every word again."""
        super().retranslate()
        self.show_line(self.line)
