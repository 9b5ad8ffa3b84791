"""The one window: unlock page, first start, or the work; settings, language and look are changed here."""

import base64
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget
from typing_extensions import override

from app import paths, settings
from app.errors import AppError
from ui import icons, locking, theme
from ui.ask import Ask
from ui.jobs import JobRunner
from ui.language import Languages
from ui.pages.unlock import UnlockPage

if TYPE_CHECKING:
    from app.services.session import Session
    from app.services.setup import SetupService
    from ui.away import AwayWatch
    from ui.idleness import ClockWatch, IdleWatch
    from ui.main_window import MainWindow
    from ui.pages.first_start import FirstStartPage

AUTO_LOCK = "auto lock"  # setting of the vault: minutes, 0 = never
AUTO_LOCK_MINUTES = 5


class Shell(QMainWindow):
    """Shows one of three things and carries what outlives them.

    ``locked`` is called when the vault has been closed; by default the program begins anew, so that the system empties
    its memory. Tests give their own and stay in one process.
    """

    def __init__(self, application: QApplication, locked: Callable[[], None] | None = None) -> None:
        super().__init__()
        self._application = application
        loaded = settings.load(paths.settings_file())
        self._settings = loaded.settings
        self.restart_wanted = False
        self._told = False  # that something typed could not be saved
        self._locked = locked or self._begin_anew
        self.ask, self.jobs = Ask(), JobRunner(self)
        self._setup_made: SetupService | None = None
        self.session: Session | None = None
        self.main: MainWindow | None = None
        self.unlock: UnlockPage | None = None
        self.first_start: FirstStartPage | None = None
        self._idle: IdleWatch | None = None
        self._clock: ClockWatch | None = None
        self._away: AwayWatch | None = None
        self._languages = Languages(application)
        self._languages.switch(self._settings.language)
        theme.apply(application, self._settings.theme, self._settings.text_size)
        application.styleHints().colorSchemeChanged.connect(self._on_system_theme)
        self.setObjectName("shell")
        self.setWindowTitle(self.tr("Satchel"))
        self.setWindowIcon(icons.icon("satchel", "accent"))
        self.stack = QStackedWidget()
        self.setCentralWidget(self.stack)
        self.resize(1180, 700)
        if self._settings.geometry:
            self.restoreGeometry(QByteArray(base64.b64decode(self._settings.geometry)))
        self.show_unlock()

    # -- settings ------------------------------------------------------------------------------------------------

    def settings(self) -> settings.Settings:
        """The settings now in force."""
        return self._settings

    def change_settings(self, **changes: object) -> None:
        """Change settings, keep them, and let the window follow."""
        before = self._settings
        self._settings = replace(before, **changes)  # type: ignore[arg-type]
        with suppress(OSError):  # a full disk forgets them with this run, and keeps nobody from opening or closing
            settings.save(self._settings, paths.settings_file())
        if self._settings.language != before.language:
            self._languages.switch(self._settings.language)
            self.setWindowTitle(self.tr("Satchel"))
        if (self._settings.theme, self._settings.text_size) != (before.theme, before.text_size):
            self._dress()

    def _dress(self) -> None:
        theme.apply(self._application, self._settings.theme, self._settings.text_size)
        icons.draw_again()

    def _on_system_theme(self) -> None:
        if self._settings.theme == "system" and theme.system_is_dark() != theme.is_dark():
            self._dress()

    def setup(self) -> "SetupService":
        """The verbs before a vault is open; imported when first asked for, so that the window is there first."""
        if self._setup_made is None:
            from app import practice
            from app.services.setup import SetupService

            self._setup_made = SetupService(homes=practice.home_of)
        return self._setup_made

    # -- before the vault is open --------------------------------------------------------------------------------

    def show_unlock(self) -> None:
        """Show the unlock page, or the first start when this computer knows no vault."""
        self._empty()
        self.unlock = UnlockPage(self.setup, self.jobs, self.ask, self._settings.recent)
        self.unlock.unlocked.connect(self.open)
        self.unlock.set_up.connect(self.show_first_start)
        self.unlock.practise.connect(self.practise)
        self.unlock.language_chosen.connect(lambda code: self.change_settings(language=code))
        self._put(self.unlock)
        self._expect_next()
        if not self._settings.recent:
            self.show_first_start()

    def _expect_next(self) -> None:
        """Somebody changed over: fill in who comes."""
        staff = locking.expected()
        if staff and self.unlock is not None:
            self.unlock.expect(staff)

    def show_first_start(self) -> None:
        """Show the first start."""
        from ui.pages.first_start import FirstStartPage

        page = FirstStartPage(self.setup, self.jobs, self.ask, can_leave=True)
        page.left.connect(self._leave_first_start)
        page.practise.connect(self.practise)
        page.language_chosen.connect(lambda code: self.change_settings(language=code))
        page.made.connect(self.open)
        self.first_start = page
        self._put(page)

    def _leave_first_start(self) -> None:
        page, self.first_start = self.first_start, None
        if page is not None:
            self.stack.removeWidget(page)
            page.deleteLater()
        if self.unlock is not None:
            self.stack.setCurrentWidget(self.unlock)
            self.unlock.setFocus()

    def practise(self) -> None:
        """Open the practice round, making it when it is not there yet."""
        from ui.practising import open_practice

        page = self.first_start or self.unlock
        if page is not None:
            page.setEnabled(False)
            self.jobs.free(self, open_practice).at_the_end(lambda: page.setEnabled(True)).then(self.open).otherwise(
                page.banner.trouble
            ).start()

    # -- the work ------------------------------------------------------------------------------------------------

    def open(self, session: "Session") -> None:
        """Show the work of an open vault."""
        from ui.main_window import MainWindow

        self._empty()
        self.session = session
        if not session.practice:
            self.change_settings(recent=self._settings.with_recent(session.vault.folder))
        main = MainWindow(session, self.jobs, self.ask, self.settings, self.change_settings)
        main.lock_wanted.connect(self.lock_by_hand)
        main.switch_wanted.connect(self.switch)
        self.main = main
        self._put(main)
        self._watch_idleness(session)
        self._watch_system()
        main.desk.extra.update(auto_lock=self._watch_idleness, lock=self.lock)

    def _watch_idleness(self, session: "Session") -> None:
        from ui.idleness import IdleWatch

        if self._idle is not None:
            self._idle.stop()
        self._idle = IdleWatch(self._application, int(session.vault.setting(AUTO_LOCK, AUTO_LOCK_MINUTES)))
        self._idle.idle.connect(self.lock)

    def _watch_system(self) -> None:
        """Lock when the machine sleeps, its session is locked or its lid closed."""
        from ui.away import AwayWatch
        from ui.idleness import ClockWatch

        self._clock = ClockWatch(self)
        self._away = AwayWatch(self._application, lambda: int(self.winId()))
        self._clock.jumped.connect(self.lock)
        self._away.away.connect(self.lock)

    def lock(self) -> None:
        """Save what is being typed, close the vault, forget everything; nothing keeps an unwatched vault open."""
        if self.session is None:
            return
        self._close_vault()
        self._locked()

    def lock_by_hand(self) -> None:
        """Lock, unless something typed could not be saved: that is told once, and the next time it locks."""
        if self._is_saved():
            self.lock()

    def switch(self, staff: str) -> None:
        """Lock, and ask for the passphrase of the person with this staff number next."""
        if self._is_saved():
            locking.leave_for_next(staff)
            self.lock()

    def _is_saved(self) -> bool:
        """Save what is being typed; False, once, when that did not work and the person has just been told."""
        if self.main is None:
            return True
        try:
            self.main.flush()
        except (AppError, OSError) as error:
            told, self._told = self._told, True
            if not told:
                self.main.banner.trouble(error)
            return told
        return True

    def _close_vault(self) -> None:
        session, main = self.session, self.main
        if session is None or main is None:
            return
        with suppress(AppError, OSError):  # a disk that takes nothing more leaves what was saved before
            main.flush()  # on this thread: after it returns, what was typed is in the vault
        self.session = self.main = None
        self._told = False
        self.jobs.close()
        self.stack.removeWidget(main)
        main.deleteLater()
        try:
            session.vault.close()
        finally:
            for watch in (self._idle, self._clock, self._away):  # last: a machine about to sleep waits for this
                if watch is not None:
                    watch.stop()
            self._idle = self._clock = self._away = None

    def _begin_anew(self) -> None:
        self.restart_wanted = True
        self.close()
        self._application.quit()

    def show_locked(self) -> None:
        """Go back to the unlock page in this process (tests, and where a program may not start another)."""
        self.jobs = JobRunner(self)
        self.show_unlock()

    # -- the window itself ---------------------------------------------------------------------------------------

    def _empty(self) -> None:
        for page in (self.unlock, self.first_start):
            if page is not None:
                self.stack.removeWidget(page)
                page.deleteLater()
        self.unlock = self.first_start = None

    def _put(self, page: "UnlockPage | FirstStartPage | MainWindow") -> None:
        self.stack.addWidget(page)
        self.stack.setCurrentWidget(page)
        page.setFocus()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._is_saved():
            event.ignore()
            return
        geometry = base64.b64encode(self.saveGeometry().data()).decode()
        self.change_settings(geometry=geometry)
        self._close_vault()
        super().closeEvent(event)

    def shut(self) -> None:
        """Close what is still open; called once more when the application ends."""
        self._close_vault()
        self.jobs.close()
