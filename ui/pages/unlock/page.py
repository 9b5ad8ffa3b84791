"""Unlocking (开锁): staff number, passphrase, and for each refusal its own sentence and next step."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QLineEdit, QProgressBar, QWidget

from ui import icons, language
from ui.ask import Ask
from ui.jobs import JobRunner
from ui.speaking import SpeakingWidget
from ui.widgets import parts
from ui.widgets.banner import Banner
from ui.widgets.brand import Brand, language_choice
from ui.widgets.passphrase import PassphraseField

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.jobs import Progress
    from app.services.session import Session
    from app.services.setup import KnownVault, SetupService

ELSEWHERE = "elsewhere"
LOOK_AFTER = 80  # milliseconds


class UnlockPage(SpeakingWidget):
    """Asks who and the passphrase; deriving the key runs in a job, the window stays alive.

    Signals:
        unlocked: the open session.
        set_up: the person wants the first start.
        practise: the person wants the practice round.
        language_chosen: a language code.
    """

    unlocked = Signal(object)
    set_up = Signal()
    practise = Signal()
    language_chosen = Signal(str)

    def __init__(
        self, setup: "Callable[[], SetupService]", jobs: JobRunner, ask: Ask, recent: tuple[str, ...] = ()
    ) -> None:
        super().__init__()
        self.setObjectName("page")
        self._setup, self._jobs, self._ask = setup, jobs, ask
        self._wait_left, self._busy = 0, False
        self._clock = QTimer(self)
        self._clock.setInterval(1000)
        self._clock.timeout.connect(self._tick)
        self._build()
        self._wire()
        self.offer(recent)
        self.setFocusProxy(self.staff)

    # -- what is on it -------------------------------------------------------------------------------------------

    def _build(self) -> None:
        whole = parts.row(self, spacing=0)
        self.brand = Brand()
        self.practise_button = parts.button("", "practice")
        self.practise_hint = parts.label("small", wrap=True)
        parts.add(self.brand.below, (self.practise_button, self.practise_hint))
        inside = QWidget()
        right = parts.column(inside, spacing=0)
        right.setContentsMargins(24, 16, 24, 24)
        top = parts.row()
        self.language = language_choice()
        parts.add(top, (None, self.language))
        parts.add(right, (top, None))
        middle = parts.row()
        parts.add(middle, (None, self._form(), None))
        parts.add(right, (middle, None))
        whole.addWidget(self.brand)
        self._area = parts.scrolled(inside)
        whole.addWidget(self._area, 1)

    def _form(self) -> QWidget:
        frame, inside = parts.card(margin=32, spacing=6)
        frame.setFixedWidth(480)
        self.title = parts.label("title")
        self.banner = Banner()
        self.vault_label, self.vault = parts.label("label"), QComboBox()
        self.staff_label, self.staff = parts.label("label"), QLineEdit()
        self.passphrase_label, self.passphrase = parts.label("label"), PassphraseField()
        self.staff.setProperty("role", "big")
        self.passphrase.edit.setProperty("role", "big")
        self.unlock_button = parts.button("primary", "unlock")
        self.unlock_button.setProperty("size", "big")
        self.unlock_button.setDefault(True)
        self.working = QProgressBar()
        self.working.setRange(0, 0)
        self.working.setTextVisible(False)
        keep = self.working.sizePolicy()
        keep.setRetainSizeWhenHidden(True)  # nothing moves when it begins to run
        self.working.setSizePolicy(keep)
        self.working.hide()
        self.forgot, self.set_up_button = parts.button("link", "key"), parts.button("link", "laptop")
        self.guidance = self._guidance()
        for label, field in (
            (self.vault_label, self.vault),
            (self.staff_label, self.staff),
            (self.passphrase_label, self.passphrase),
        ):
            label.setBuddy(field)
        links = parts.row(spacing=16)
        parts.add(links, (self.forgot, None, self.set_up_button))
        parts.add(
            inside,
            (
                self.title, 4, self.banner, 8, self.vault_label, self.vault, 8, self.staff_label, self.staff, 8,
                self.passphrase_label, self.passphrase, 12, self.unlock_button, 4, self.working, 6, links,
                self.guidance,
            ),
        )  # fmt: skip
        return frame

    def _guidance(self) -> QFrame:
        well = QFrame()
        well.setProperty("role", "well")
        inside = parts.column(well, margin=14, spacing=6)
        heading, body = parts.label("strong"), parts.label(wrap=True)
        self.recover_button = parts.button("", "key")
        line = parts.row()
        parts.add(line, (self.recover_button, None))
        parts.add(inside, (heading, body, line))
        well.hide()
        self.recover_button.clicked.connect(self.recover)
        self.say(self.recover_button.setText, lambda: self.tr("The office's key is here…"))
        self.say(heading.setText, lambda: self.tr("Recover through the office"))
        self.say(
            body.setText,
            lambda: self.tr(
                "Nobody can look a passphrase up. Take this computer to the inspection office: its recovery key opens "
                "the data and gives you a new passphrase. Nothing that was saved is lost; your digital signature "
                "starts anew."
            ),
        )
        return well

    def _wire(self) -> None:
        self.unlock_button.clicked.connect(self.unlock)
        self.staff.returnPressed.connect(self.passphrase.setFocus)
        self.passphrase.accepted.connect(self.unlock)
        self.practise_button.clicked.connect(self.practise)
        self.set_up_button.clicked.connect(self.set_up)
        self.forgot.clicked.connect(self._turn_guidance)
        self.language.activated.connect(lambda _: self.language_chosen.emit(self.language.currentData()))
        self.vault.activated.connect(self._on_vault)
        self.say(self.title.setText, lambda: self.tr("Unlock"))
        self.say(self.vault_label.setText, lambda: self.tr("Work kept in"))
        self.say(self.staff_label.setText, lambda: self.tr("Staff number"))
        self.say(self.passphrase_label.setText, lambda: self.tr("Passphrase"))
        self.say(self.staff.setAccessibleName, lambda: self.tr("Staff number"))
        self.say(self.passphrase.edit.setAccessibleName, lambda: self.tr("Passphrase"))
        self.say(self.forgot.setText, lambda: self.tr("Passphrase forgotten?"))
        self.say(self.set_up_button.setText, lambda: self.tr("Set up this computer"))
        self.say(self.practise_button.setText, lambda: self.tr("Practise first"))
        self.say(
            self.practise_hint.setText,
            lambda: self.tr("Made-up villages and people; about 15 minutes. Real data cannot get in."),
        )
        self._say_button()

    def _turn_guidance(self) -> None:
        self.guidance.setVisible(self.guidance.isHidden())
        # it may lie below the edge of a small screen; seen only once the layout has placed it
        QTimer.singleShot(0, self.guidance, lambda: self._area.ensureWidgetVisible(self.guidance))

    def retranslate(self) -> None:
        """Say every word again."""
        super().retranslate()
        self.language.setCurrentIndex(self.language.findData(language.current()))
        self._say_button()
        self.vault.setItemText(self.vault.findData(ELSEWHERE), self.tr("Another folder…"))

    # -- which vault ---------------------------------------------------------------------------------------------

    def offer(self, recent: tuple[str, ...]) -> None:
        """Offer these folders, the newest first, and a way to another one."""
        self.vault.clear()
        for folder in recent:
            self.vault.addItem(Path(folder).name, folder)
            self.vault.setItemData(self.vault.count() - 1, folder, Qt.ItemDataRole.ToolTipRole)
        self.vault.addItem(self.tr("Another folder…"), ELSEWHERE)
        self.vault.setCurrentIndex(0 if recent else -1)
        if recent:
            # after the window is painted: reading a header imports half of the program
            QTimer.singleShot(LOOK_AFTER, self, self._look_first)

    def expect(self, staff: str) -> None:
        """Somebody changed over: this staff number comes, only the passphrase is left to type."""
        self.staff.setText(staff)
        self.setFocusProxy(self.passphrase)
        self.passphrase.setFocus()

    @property
    def folder(self) -> Path | None:
        """The folder chosen."""
        chosen = self.vault.currentData()
        return Path(chosen) if chosen and chosen != ELSEWHERE else None

    def choose(self, folder: Path) -> None:
        """Choose a folder, adding it to the list if it is new."""
        place = self.vault.findData(str(folder))
        if place < 0:
            self.vault.insertItem(0, folder.name, str(folder))
            self.vault.setItemData(0, str(folder), Qt.ItemDataRole.ToolTipRole)
            place = 0
        self.vault.setCurrentIndex(place)
        self._look()

    def _on_vault(self, _: int) -> None:
        if self.vault.currentData() != ELSEWHERE:
            self._look()
            return
        folder = self._ask.folder(self, self.tr("Where is the work kept?"))
        if folder is None:
            self.vault.setCurrentIndex(0 if self.vault.count() > 1 else -1)
        else:
            self.choose(folder)

    def _look(self) -> None:
        folder = self.folder
        if folder is None:
            return
        self.banner.clear()
        self._jobs.free(self, lambda _: (self._setup().look(folder), self._setup().pause(folder))).then(
            self._on_look
        ).start()

    def _look_first(self) -> None:
        if not self._busy and self.banner.isHidden():  # nothing said since may be wiped away
            self._look()

    def _on_look(self, seen: "tuple[KnownVault, int]") -> None:
        vault, pause = seen
        if vault.folder != self.folder:
            return
        if vault.trouble is not None:
            self._refuse(vault.trouble)
        self._wait(pause)

    # -- unlocking -----------------------------------------------------------------------------------------------

    def unlock(self) -> None:
        """Try what was typed."""
        folder, staff, passphrase = self.folder, self.staff.text(), self.passphrase.text()
        if self._busy or self._wait_left > 0:
            return
        if folder is None or not staff.strip() or not passphrase:
            self._point_at_what_is_missing(folder)
            return
        self._set_busy(busy=True)

        def work(progress: "Progress") -> "Session":
            return self._setup().unlock(folder, staff, passphrase, progress)

        self._jobs.free(self, work).at_the_end(lambda: self._set_busy(busy=False)).then(self._on_unlocked).otherwise(
            self._refuse
        ).start()

    def recover(self) -> None:
        """Open with the office's recovery key, from a file, and let a person choose a new passphrase."""
        folder = self.folder
        if folder is None:
            self._point_at_what_is_missing(folder)
            return
        key = self._ask.open_path(self, self.tr("Choose the recovery key of the office"), "*.txt")
        if key is None:
            return
        from ui.widgets.asking import RecoverDialog

        dialog = RecoverDialog(self)
        if not dialog.exec():
            return
        owner = dialog.owner()
        self._set_busy(busy=True)

        def work(progress: "Progress") -> "Session":
            return self._setup().recover(folder, key, owner, progress)

        self._jobs.free(self, work).at_the_end(lambda: self._set_busy(busy=False)).then(self._on_unlocked).otherwise(
            self._refuse
        ).start()

    def _point_at_what_is_missing(self, folder: Path | None) -> None:
        if folder is None:
            self.banner.tell("warn", lambda: self.tr("Choose the folder, or set up this computer first."))
            self.vault.setFocus()
        elif not self.staff.text().strip():
            self.staff.setFocus()
        else:
            self.passphrase.setFocus()

    def _on_unlocked(self, session: "Session") -> None:
        self.banner.clear()
        self.staff.clear()
        self.passphrase.clear()
        self.unlocked.emit(session)

    def _refuse(self, error: Exception) -> None:
        code = getattr(error, "code", "")
        if code == "damaged-header":
            self.banner.trouble(error, self.tr("Use the previous one"), self._use_previous)
        elif code in ("foreign-file", "foreign-database"):
            self.banner.trouble(error, self.tr("Choose again"), self._choose_again)
        else:
            self.banner.trouble(error)
        if code == "wrong-passphrase":
            self.passphrase.clear()
            self.passphrase.setFocus()
        self._update_pause()

    def _choose_again(self) -> None:
        self.vault.setCurrentIndex(self.vault.findData(ELSEWHERE))
        self._on_vault(self.vault.currentIndex())

    def _use_previous(self) -> None:
        folder = self.folder
        if folder is not None:
            self._jobs.free(self, lambda _: self._setup().use_previous_header(folder)).then(
                lambda _: self._look()
            ).otherwise(self.banner.trouble).start()

    def _update_pause(self) -> None:
        folder = self.folder
        if folder is not None:
            self._jobs.free(self, lambda _: self._setup().pause(folder)).then(self._wait).start()

    def _wait(self, seconds: int) -> None:
        self._wait_left = seconds
        self._say_button()
        if seconds > 0:
            self._clock.start()

    def _tick(self) -> None:
        self._wait_left = max(self._wait_left - 1, 0)
        if not self._wait_left:
            self._clock.stop()
        self._say_button()

    def _set_busy(self, *, busy: bool) -> None:
        self._busy = busy
        self.working.setVisible(busy)
        for widget in (self.staff, self.passphrase, self.vault, self.practise_button, self.set_up_button):
            widget.setEnabled(not busy)
        self._say_button()

    def _say_button(self) -> None:
        if self._busy:
            words = self.tr("Checking the passphrase…")
        elif self._wait_left:
            words = self.tr("Next try in %1 s").replace("%1", str(self._wait_left))
        else:
            words = self.tr("Unlock")
        self.unlock_button.setText(words)
        self.unlock_button.setEnabled(not self._busy and not self._wait_left)
        icons.put(self.unlock_button, "clock" if self._wait_left else "unlock", "on_accent")
