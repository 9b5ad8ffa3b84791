"""A list without rows: what it says, and the one thing to do about it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QWidget

from app.records.kinds import Kind, Place
from ui.widgets import parts
from ui.widgets.record_words import words

if TYPE_CHECKING:
    from app.services.session import Session

Said = tuple[str, str, str]


class EmptyPage(QWidget):
    """Title, text and a button, in the middle."""

    def __init__(self) -> None:
        super().__init__()
        self.title, self.text = parts.label("heading", wrap=True), parts.label("quiet", wrap=True)
        self.button = parts.button("primary")
        column = parts.column(self, spacing=12)
        column.addStretch(2)
        for widget in (self.title, self.text):
            widget.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(widget)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def show_words(self, said: Said, kind: Kind) -> None:
        """Show title and text; the third of ``said`` names what the button does."""
        plural, does = words(kind.plural), said[2]
        self.title.setText(said[0].replace("%1", plural))
        self.text.setText(said[1].replace("%1", plural))
        buttons = {
            "clear": QCoreApplication.translate("RecordList", "Show everything"),
            "new": QCoreApplication.translate("RecordList", "New: %1").replace("%1", words(kind.words)),
            "handover": QCoreApplication.translate("RecordList", "Open handover"),
        }
        self.button.setText(buttons.get(does, ""))
        self.button.setVisible(bool(does))


def said_when_empty(kind: Kind, session: "Session", *, filtered: bool, writable: bool) -> Said:
    """Why there is nothing, in words, and what helps: ``clear``, ``new``, ``handover`` or nothing."""
    translate = QCoreApplication.translate
    nothing = translate("RecordList", "%1: nothing here yet")
    if filtered:
        return (
            translate("RecordList", "Nothing matches"),
            translate("RecordList", "Nothing fits this filter. Esc shows everything again."),
            "clear",
        )
    if writable:
        return (
            nothing,
            translate("RecordList", "Begin with the first: press Ctrl+N. It is saved while you type."),
            "new",
        )
    if not session.is_office and not session.villages():
        return (
            translate("RecordList", "No village has come yet"),
            translate(
                "RecordList",
                "The villages come with the assignment of the office, on a stick. Open the handover page.",
            ),
            "handover",
        )
    if kind.place is Place.VILLAGE and kind.code != "village" and not session.village:
        return (
            translate("RecordList", "No village chosen"),
            translate("RecordList", "Choose a village at the top of the window; then this list can be added to."),
            "",
        )
    return (
        nothing,
        translate("RecordList", "This list comes from the office. Receive the newest assignment at Handover."),
        "",
    )
