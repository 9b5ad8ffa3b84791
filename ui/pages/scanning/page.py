"""Ticked sheets: choose pictures, decide what is in doubt, compare each sheet, keep it as an unfinished response."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QListWidget, QListWidgetItem, QWidget
from typing_extensions import override

from app.services.questionnaires import Survey
from app.services.records import Touched
from app.services.scanning import Batch, Item, NoScanPartsError, ScanningService, Sheet, lacking
from ui.desk import Desk, Page
from ui.pages.scanning import words
from ui.pages.scanning.doubt import Doubt
from ui.pages.scanning.picture import page_picture
from ui.widgets import parts
from ui.widgets.banner import Banner
from ui.widgets.record_words import language

PATTERN = "(*.jpg *.jpeg *.png *.tif *.tiff *.bmp *.webp *.pdf)"


class ScanningPage(Page):
    """The sheets on the left, on the right what is to be looked at."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk, self.service = desk, ScanningService(desk.session)
        self.service.questionnaires.language = language()
        self.batch: Batch | None = None
        self.doubt: Doubt | None = None
        self._decided: list[tuple[Sheet, Item]] = []
        self._surveys: Sequence[Survey] = ()
        self._wanted = ""
        self._build()
        self._wire()
        self.refresh()

    # -- building ------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        whole = parts.column(self, spacing=10)
        whole.setContentsMargins(18, 14, 18, 12)
        title = parts.label("title")
        self.survey = QComboBox()
        self.survey.setMinimumWidth(220)
        self.choose = parts.button("primary", "add")
        self.back_to = parts.button("quiet", "back")
        head = parts.row()
        parts.add(head, (title, None, self.survey, self.choose, self.back_to))
        self.banner, self.hint = Banner(), parts.label("quiet", wrap=True)
        self.list = QListWidget()
        self.list.setFixedWidth(270)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.hide()
        self.inside = QWidget()
        self._column = parts.column(self.inside, spacing=10)
        self.area = parts.scrolled(parts.narrow(self.inside, 900))
        middle = parts.row(spacing=16)
        middle.addWidget(self.list)
        middle.addWidget(self.area, 1)
        parts.add(whole, (head, self.banner, self.hint))
        whole.addLayout(middle, 1)
        whole.addWidget(self._foot())
        self.say(title.setText, lambda: self.tr("Read ticked sheets"))
        self.say(self.choose.setText, lambda: self.tr("Choose pictures…"))
        self.say(self.back_to.setText, lambda: self.tr("Questionnaires"))
        self.say(self.survey.setAccessibleName, lambda: self.tr("Questionnaire"))
        self.say(self.list.setAccessibleName, lambda: self.tr("Sheets"))

    def _foot(self) -> QWidget:
        self.foot = QWidget()
        self.back, self.next, self.keys = parts.button("", "back"), parts.button("primary"), parts.label("small")
        for button in (self.back, self.next):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.say(self.back.setText, lambda: self.tr("Back (F7)"))
        parts.add(parts.row(self.foot, spacing=12), (self.back, None, self.keys, None, self.next))
        self.foot.hide()
        return self.foot

    def _wire(self) -> None:
        self.choose.clicked.connect(self.choose_pictures)
        self.back_to.clicked.connect(lambda: self.desk.go("records:questionnaire", self.survey.currentData() or ""))
        self.list.currentRowChanged.connect(lambda _: self.show_sheet())
        self.back.clicked.connect(self.take_back)
        self.next.clicked.connect(self.go_on)
        shortcut = QShortcut(QKeySequence("F7"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.take_back)
        self.desk.notices.scope_changed.connect(self._other_village)

    # -- which questionnaire -------------------------------------------------------------------------------------

    @override
    def refresh(self) -> None:
        self.desk.jobs.job(self, lambda _: self.service.surveys()).then(self._show).otherwise(
            self.banner.trouble
        ).start()

    def _show(self, surveys: Sequence[Survey]) -> None:
        wanted = self._wanted or self.survey.currentData() or ""
        self._surveys, self._wanted = surveys, ""
        self.survey.clear()
        for one in surveys:
            self.survey.addItem(one.title, one.rec)
        self.survey.setCurrentIndex(max(0, self.survey.findData(wanted)))
        self._say_hint()

    def _say_hint(self) -> None:
        missing = lacking()
        ready = bool(self._surveys) and not missing
        self.choose.setEnabled(ready and self.batch is None)
        self.survey.setEnabled(self.batch is None)
        self.hint.setVisible(self.batch is None)
        if missing:
            self.banner.trouble(NoScanPartsError(missing="、".join(missing)))
        elif not self._surveys:
            self.hint.setText(self.tr("No questionnaire of this village is in use. Begin to use one first."))
        else:
            self.hint.setText(
                self.tr(
                    "Print blank sheets under Questionnaires, have them ticked, then scan or photograph each page:"
                    " whole, flat, from above, in even light. What is not plain is shown, and every sheet is kept"
                    " only after you have compared it. It then waits as an unfinished response, to be confirmed."
                )
            )

    @override
    def show_argument(self, argument: str) -> None:
        self._wanted = argument
        self.refresh()

    def _other_village(self) -> None:
        self._close()
        self.refresh()

    # -- reading -------------------------------------------------------------------------------------------------

    def choose_pictures(self) -> None:
        """Choose pictures and read them."""
        rec = self.survey.currentData()
        if not rec:
            return
        title = self.tr("Pictures of ticked sheets")
        paths = self.desk.ask.open_paths(self, title, self.tr("Pictures and PDF") + " " + PATTERN)
        if not paths:
            return
        self.banner.clear()
        self.choose.setEnabled(False)
        job = self.desk.jobs.long(self, lambda progress: self.service.read(rec, paths, progress))
        job.then(self._read).otherwise(self._failed).start()

    def _failed(self, error: Exception) -> None:
        self._say_hint()
        self.banner.trouble(error)

    def _read(self, batch: Batch) -> None:
        if not batch.sheets:
            self._say_hint()
        else:
            self.batch = batch
            self._say_hint()
            self._list_sheets()
        if batch.unread:
            self.banner.tell("warn", lambda: self._said_unread(batch))

    def _said_unread(self, batch: Batch) -> str:
        head = self.tr("Not read: %1").replace("%1", str(len(batch.unread)))
        return "\n".join([head, *(words.unread(one) for one in batch.unread[:8])])

    # -- the sheets ----------------------------------------------------------------------------------------------

    def _list_sheets(self) -> None:
        self.list.blockSignals(True)  # noqa: FBT003 - Qt's own word
        self.list.clear()
        for _ in self.batch.sheets if self.batch else ():
            self.list.addItem(QListWidgetItem())
        self.list.blockSignals(False)  # noqa: FBT003 - Qt's own word
        self.list.setVisible(True)
        self._mark_sheets()
        self.foot.show()
        self.list.setCurrentRow(self._open() or 0)
        self.show_sheet()

    def _mark_sheets(self, only: Sheet | None = None) -> None:
        for place, sheet in enumerate(self.batch.sheets if self.batch else ()):
            if only is None or sheet is only:
                self.list.item(place).setText(self._state(place, sheet))

    def _state(self, place: int, sheet: Sheet) -> str:
        name = sheet.serial or self.tr("Sheet %1").replace("%1", str(place + 1))
        if sheet.kept:
            return "✓ " + self.tr("%1: kept").replace("%1", name)
        if sheet.before:
            return "! " + self.tr("%1: kept before").replace("%1", name)
        if sheet.missing():
            return "! " + self.tr("%1: a page is missing").replace("%1", name)
        waiting = len(sheet.doubts(self.batch.form)) if self.batch else 0
        if waiting:
            return "? " + self.tr("%1: %2 to decide").replace("%1", name).replace("%2", str(waiting))
        return "○ " + self.tr("%1: to be compared").replace("%1", name)

    def sheet(self) -> Sheet | None:
        """The sheet the cursor is on."""
        row = self.list.currentRow()
        return self.batch.sheets[row] if self.batch and 0 <= row < len(self.batch.sheets) else None

    def _open(self) -> int | None:
        """The first sheet that is neither kept nor was kept before."""
        sheets = self.batch.sheets if self.batch else []
        return next((place for place, one in enumerate(sheets) if not one.kept and not one.before), None)

    # -- one sheet -----------------------------------------------------------------------------------------------

    def show_sheet(self) -> None:
        """Show what is next to be decided on this sheet, or the whole of it."""
        parts.clear(self._column)
        self.doubt = None
        sheet = self.sheet()
        if sheet is None or self.batch is None:
            return
        waiting = [] if sheet.kept else sheet.doubts(self.batch.form)
        if waiting:
            self.doubt = Doubt(sheet, waiting[0])
            self.doubt.decided.connect(self.decide)
            self._column.addWidget(self.doubt)
            self.doubt.show()
            self.doubt.take()
        else:
            self._show_whole(sheet)
            self.setFocus()
        self._column.addStretch(1)
        self._name_keys(sheet)
        self.area.verticalScrollBar().setValue(0)

    def _show_whole(self, sheet: Sheet) -> None:
        text = parts.label("heading", self._said_whole(sheet), wrap=True)
        self._column.addWidget(text)
        for page in sorted(sheet.seen):
            self._column.addWidget(page_picture(sheet.seen[page], sheet.items, page))

    def _said_whole(self, sheet: Sheet) -> str:
        if sheet.kept:
            return self.tr("Kept. Confirm it under Questionnaires: go on with an unfinished one.")
        if sheet.before:
            return self.tr("A sheet of this number was kept before. Keep it only if it is another one.")
        if missing := sheet.missing():
            said = self.tr("Page %1 was not read. Kept now, its questions stay without an answer.")
            return said.replace("%1", "、".join(map(str, missing)))
        return self.tr("Compare: what counts as ticked has a ring.")

    def _name_keys(self, sheet: Sheet) -> None:
        asked = self.doubt is not None
        self.back.setEnabled(any(one is sheet for one, _ in self._decided) and not sheet.kept)
        if asked:
            ticked = self.doubt is not None and self.doubt.item.ticked
            self.keys.setText(self.tr("Digits choose · 0 none · Enter goes on") if ticked else self.tr("Enter goes on"))
            self.next.setText(self.tr("Next (Enter)"))
        else:
            self.keys.setText(self.tr("Enter keeps this sheet and goes to the next") if not sheet.kept else "")
            self.next.setText(self.tr("Next (Enter)") if sheet.kept else self.tr("Agreed, keep it (Enter)"))

    def decide(self, answer: str) -> None:
        """Take down what a person says, and go on."""
        sheet = self.sheet()
        if sheet is None or self.doubt is None:
            return
        self.doubt.item.answer = answer
        self._decided.append((sheet, self.doubt.item))
        self._mark_sheets(sheet)
        self.show_sheet()

    def take_back(self) -> None:
        """Ask again what was decided last on this sheet."""
        sheet = self.sheet()
        mine = [pair for pair in self._decided if pair[0] is sheet]
        if sheet is None or sheet.kept or not mine:
            return
        self._decided.remove(mine[-1])
        mine[-1][1].answer = None
        self._mark_sheets(sheet)
        self.show_sheet()

    def go_on(self) -> None:
        """Decide, or keep the sheet, or go to the next."""
        sheet, batch = self.sheet(), self.batch
        if self.doubt is not None:
            self.doubt.go_on()
        elif sheet is not None and batch is not None and not sheet.kept:
            self.next.setEnabled(False)
            job = self.desk.jobs.job(self, lambda _: self.service.keep(batch, sheet))
            job.then(lambda done: self._kept(*done)).otherwise(self._not_kept).start()
        else:
            self._next_sheet()

    def _not_kept(self, error: Exception) -> None:
        self.next.setEnabled(True)
        self.banner.trouble(error)

    def _kept(self, touched: Touched, lost: tuple[str, ...]) -> None:
        self.next.setEnabled(True)
        self.banner.clear()
        self.desk.notices.changed.emit(touched)
        if lost:
            names = "、".join(one.rpartition("/")[2] for one in lost)
            said = self.tr("Found no place in the response, type them when you confirm it: %1")
            self.banner.tell("warn", lambda: said.replace("%1", names))
        self._mark_sheets(self.sheet())
        self._next_sheet()

    def _next_sheet(self) -> None:
        place = self._open()
        if place is None:
            count = str(sum(one.kept for one in self.batch.sheets)) if self.batch else "0"
            said = self.tr("%1 sheets kept as unfinished responses. Confirm them under Questionnaires.")
            self._close()
            self.banner.tell("ok", lambda: said.replace("%1", count))
        elif place == self.list.currentRow():
            self.show_sheet()
        else:
            self.list.setCurrentRow(place)

    def _close(self) -> None:
        """Let the pictures go."""
        self.batch, self.doubt = None, None
        self._decided.clear()
        parts.clear(self._column)
        self.list.hide()
        self.foot.hide()
        self._say_hint()

    # -- as a page -----------------------------------------------------------------------------------------------

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.batch is not None:
            self.go_on()
        else:
            super().keyPressEvent(event)

    @override
    def retranslate(self) -> None:
        self.service.questionnaires.language = language()
        super().retranslate()
        self._say_hint()
        self._mark_sheets()
        self.show_sheet()
