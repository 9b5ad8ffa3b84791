"""Settings (设置): language and look, locking, who may unlock, keeping the data in order, what this program is."""

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QComboBox, QFormLayout, QFrame, QPushButton, QVBoxLayout, QWidget

import app
from app.services.upkeep import Resident, UpkeepService
from ui import language
from ui.desk import Desk, Page
from ui.pages.settings.checked import CheckedDialog, summary
from ui.pages.settings.dialogs import AddPersonDialog, ChangePassphraseDialog, NoticesDialog
from ui.pages.settings.office import OfficePart
from ui.widgets import parts
from ui.widgets.banner import Banner
from ui.widgets.progress import ProgressStrip

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.jobs import Progress
    from app.storage.verifying import Verified

MINUTES = (2, 5, 10, 20)


class SettingsPage(Page):
    """Cards of settings; each takes effect at once."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._service = UpkeepService(desk.session)
        self._residents: list[Resident] = []
        inside = QWidget()
        self.body = parts.column(inside, spacing=16)
        self.body.setContentsMargins(28, 20, 28, 28)
        self.title, self.banner, self.strip = parts.label("title"), Banner(), ProgressStrip()
        parts.add(self.body, (self.title, self.banner, self.strip))
        self._look_card()
        self._lock_card()
        self._people_card()
        self._data_card()
        if desk.session.is_office:
            self.office = OfficePart(desk, self._do)
            self.body.addWidget(self.office)
        self._about_card()
        self.body.addStretch(1)
        whole = parts.column(self)
        whole.addWidget(parts.scrolled(parts.narrow(inside, 860)))
        self.say(self.title.setText, lambda: self.tr("Settings"))
        self.setFocusProxy(self.language)
        self.refresh()

    def refresh(self) -> None:
        """Read again who may unlock."""
        self._desk.jobs.job(self, lambda _: self._service.residents()).then(self._show_residents).start()

    def retranslate(self) -> None:
        """Say every word again."""
        super().retranslate()
        self.language.setCurrentIndex(self.language.findData(language.current()))
        self._say_choices()
        self._show_residents(self._residents)

    # -- language and look ---------------------------------------------------------------------------------------

    def _look_card(self) -> None:
        _, inside = self._card(lambda: self.tr("Language and look"))
        form = _form(inside)
        self.language, self.theme, self.text_size = QComboBox(), QComboBox(), QComboBox()
        for code, name in language.NAMES.items():
            self.language.addItem(name, code)
        for code in ("system", "light", "dark"):
            self.theme.addItem("", code)
        for size in (1, 2, 3):
            self.text_size.addItem("", size)
        for words, box in (
            (lambda: self.tr("Language"), self.language),
            (lambda: self.tr("Light or dark"), self.theme),
            (lambda: self.tr("Text size"), self.text_size),
        ):
            self._row(form, words, box)
        settings = self._desk.settings()
        self.language.setCurrentIndex(self.language.findData(language.current()))
        self.theme.setCurrentIndex(self.theme.findData(settings.theme))
        self.text_size.setCurrentIndex(self.text_size.findData(settings.text_size))
        change = self._desk.change_settings
        self.language.activated.connect(lambda _: change(language=self.language.currentData()))
        self.theme.activated.connect(lambda _: change(theme=self.theme.currentData()))
        self.text_size.activated.connect(lambda _: change(text_size=self.text_size.currentData()))

    def _say_choices(self) -> None:
        for place, words in enumerate((self.tr("Like the system"), self.tr("Light"), self.tr("Dark"))):
            self.theme.setItemText(place, words)
        for place, words in enumerate((self.tr("Normal"), self.tr("Large"), self.tr("Largest"))):
            self.text_size.setItemText(place, words)
        for place, minutes in enumerate(MINUTES):
            self.minutes.setItemText(place, self.tr("after %1 minutes").replace("%1", str(minutes)))

    # -- locking -------------------------------------------------------------------------------------------------

    def _lock_card(self) -> None:
        _, inside = self._card(lambda: self.tr("Locking"))
        form = _form(inside)
        self.minutes = QComboBox()
        for minutes in MINUTES:
            self.minutes.addItem("", minutes)
        self._row(form, lambda: self.tr("Lock when idle"), self.minutes)
        self.minutes.setCurrentIndex(max(self.minutes.findData(self._service.auto_lock()), 0))
        self.minutes.activated.connect(self._on_minutes)
        self.passphrase_button = self._button(inside, "key", lambda: self.tr("Change my passphrase…"))
        self.passphrase_button.clicked.connect(self.change_passphrase)
        self._say_choices()

    def _on_minutes(self, _: int) -> None:
        self._service.set_auto_lock(self.minutes.currentData())
        watch = self._desk.extra.get("auto_lock")
        if watch is not None:
            watch(self._desk.session)

    def change_passphrase(self) -> None:
        """Ask for the old and the new passphrase."""
        dialog = ChangePassphraseDialog(self)
        if dialog.exec():
            staff, old, new = dialog.answers()
            self._do(
                lambda _: self._service.change_passphrase(staff, old, new),
                lambda: self.tr("Changing the passphrase…"),
                lambda _: self.tr("The passphrase was changed. The old one no longer opens anything here."),
            )

    # -- who may unlock ------------------------------------------------------------------------------------------

    def _people_card(self) -> None:
        _, inside = self._card(lambda: self.tr("Who may unlock this computer's work"))
        self.people = parts.column(spacing=4)
        inside.addLayout(self.people)
        self.add_button = self._button(inside, "add", lambda: self.tr("Add a person…"))
        self.add_button.clicked.connect(self.add_person)

    def _show_residents(self, residents: list[Resident]) -> None:
        self._residents = residents
        parts.clear(self.people)
        for resident in residents:
            self.people.addWidget(self._resident(resident))

    def _resident(self, resident: Resident) -> QWidget:
        holder = QWidget()
        line = parts.row(holder, spacing=10)
        parts.add(line, (parts.picture("person", 20, "quiet"), parts.label("strong", resident.name or "—")))
        if resident.me:
            parts.add(line, (parts.label("chip-quiet", self.tr("me")), None))
            return holder
        remove = parts.button("danger")
        remove.setText(self.tr("Remove"))
        remove.setAccessibleName(remove.text() + " " + resident.name)
        remove.clicked.connect(lambda: self.remove_person(resident))
        parts.add(line, (None, remove))
        return holder

    def add_person(self) -> None:
        """Ask who, and let that person choose a passphrase."""
        dialog = AddPersonDialog(self)
        if dialog.exec():
            name, staff, passphrase = dialog.answers()
            self._do(
                lambda _: self._service.add_person(name, staff, passphrase),
                lambda: self.tr("Adding the person…"),
                lambda _: self.tr("Added. The office still has to register the new key: hand over once."),
            )

    def remove_person(self, resident: Resident) -> None:
        """Let somebody out after asking."""
        sure = self._desk.ask.confirm(
            self,
            self.tr("Remove %1?").replace("%1", resident.name),
            self.tr("Everything is encrypted anew; what this person wrote stays. Older backups can still be opened."),
            self.tr("Remove"),
            danger=True,
        )
        if sure:
            self._do(
                lambda _: self._service.remove_person(resident.person),
                lambda: self.tr("Encrypting anew…"),
                lambda _: self.tr("Removed. The passphrase of that person no longer opens this computer's work."),
            )

    # -- the data ------------------------------------------------------------------------------------------------

    def _data_card(self) -> None:
        _, inside = self._card(lambda: self.tr("The data on this computer"))
        place = parts.label("quiet", str(self._service.folder), wrap=True)
        inside.addWidget(place)
        line = parts.row(spacing=10)
        for icon, words, run in (
            ("shield", lambda: self.tr("Back up now"), self.back_up),
            ("check", lambda: self.tr("Check everything"), self.check),
            ("follow", lambda: self.tr("Rebuild lists and search"), self.rebuild),
        ):
            button = parts.button("", icon)
            self.say(button.setText, words)
            button.clicked.connect(run)
            line.addWidget(button)
        line.addStretch(1)
        inside.addLayout(line)

    def back_up(self) -> None:
        """Make a verified copy beside the vault."""
        self._do(
            self._service.backup,
            lambda: self.tr("Copying and checking the copy…"),
            lambda path: self.tr("A checked copy lies in %1.").replace("%1", str(path)),
        )

    def check(self) -> None:
        """Check every page, every signature, every attachment; what is not right opens as a list."""
        self.banner.clear()
        job = self._desk.jobs.long(self, self._service.check)
        words = self.tr("Checking every page, signature and attachment…")
        self.strip.follow(job, words).then(self._on_checked).otherwise(self.banner.trouble).start()

    def _on_checked(self, found: "Verified") -> None:
        tone = "bad" if not found.sound else "warn" if found.findings else "ok"
        show = partial(self.show_findings, found) if found.findings else None
        self.banner.tell(tone, lambda: summary(found), self.tr("Show what was found") if show else "", show)

    def show_findings(self, found: "Verified") -> None:
        """Open the list."""
        CheckedDialog(self, found).exec()

    def rebuild(self) -> None:
        """Fold everything anew."""
        self._do(
            self._service.rebuild,
            lambda: self.tr("Rebuilding from the journal…"),
            lambda _: self.tr("Lists and search were rebuilt; nothing was lost or added."),
            lambda: self._desk.notices.changed.emit(frozenset()),  # every list holds row numbers that are old now
        )

    def _do(
        self,
        work: "Callable[[Progress], Any]",
        doing: "Callable[[], str]",
        done: "Callable[[Any], str]",
        after: "Callable[[], object]" = bool,
    ) -> None:
        """Run something long, say what came of it, and read again."""
        self.banner.clear()

        def finished(result: Any) -> None:
            self.banner.tell("ok", lambda: done(result))
            self.refresh()
            after()

        job = self._desk.jobs.long(self, work)
        self.strip.follow(job, doing()).then(finished).otherwise(self.banner.trouble).start()

    # -- about ---------------------------------------------------------------------------------------------------

    def _about_card(self) -> None:
        _, inside = self._card(lambda: self.tr("About"))
        text = parts.label("quiet", wrap=True)
        inside.addWidget(text)
        self.say(
            text.setText,
            lambda: self.tr(
                "Satchel %1. It uses no network and is not for state secrets. Free software under the MIT licence."
            ).replace("%1", app.VERSION),
        )
        button = self._button(inside, "document", lambda: self.tr("Licences of the parts used…"))
        button.clicked.connect(lambda: NoticesDialog(self).exec())

    # -- small parts ---------------------------------------------------------------------------------------------

    def _card(self, words: "Callable[[], str]") -> tuple[QFrame, QVBoxLayout]:
        frame, inside = parts.card(margin=20, spacing=12)
        heading = parts.label("heading")
        inside.addWidget(heading)
        self.say(heading.setText, words)
        self.body.addWidget(frame)
        return frame, inside

    def _row(self, form: QFormLayout, words: "Callable[[], str]", box: QComboBox) -> None:
        label = parts.label()
        label.setBuddy(box)
        label.setMinimumWidth(220)
        box.setMinimumWidth(220)
        form.addRow(label, box)
        self.say(label.setText, words)
        self.say(box.setAccessibleName, words)

    def _button(self, inside: QVBoxLayout, icon: str, words: "Callable[[], str]") -> QPushButton:
        button = parts.button("", icon)
        line = parts.row()
        parts.add(line, (button, None))
        inside.addLayout(line)
        self.say(button.setText, words)
        return button


def _form(inside: QVBoxLayout) -> QFormLayout:
    form = QFormLayout()
    form.setHorizontalSpacing(16)
    form.setVerticalSpacing(10)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.FieldsStayAtSizeHint)
    inside.addLayout(form)
    return form
