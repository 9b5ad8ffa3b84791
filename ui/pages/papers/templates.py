"""The office's Word templates: take the one in use out, check an edited one, use it, go back."""

from pathlib import Path

from PySide6.QtWidgets import QComboBox, QListWidget
from typing_extensions import override

from app.reports.papers import FORMS, Form
from app.services.paper_templates import PaperTemplates
from ui.desk import Desk
from ui.speaking import SpeakingFrame
from ui.widgets import parts
from ui.widgets.banner import Banner
from ui.widgets.record_words import language, words

PATTERN = "Word (*.docx)"


class TemplateCard(SpeakingFrame):
    """One form at a time; problems of a checked template are listed with their places."""

    def __init__(self, desk: Desk, templates: PaperTemplates, banner: Banner) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._desk, self._templates, self._banner = desk, templates, banner
        self._checked: tuple[Path, str] | None = None  # a template without problems, and its form
        self._build()
        self.form.currentIndexChanged.connect(lambda _: self._on_form())
        self.check_button.clicked.connect(self.check)
        self.use_button.clicked.connect(self.use)
        self.drop_button.clicked.connect(self.drop)
        self.save_button.clicked.connect(self.save)
        self.names_button.clicked.connect(self.show_names)

    def _build(self) -> None:
        column = parts.column(self, margin=14, spacing=8)
        head = parts.label("strong")
        self.say(head.setText, lambda: self.tr("Word templates"))
        self.form = QComboBox()
        self.say(lambda _: self._fill(), str)
        self.in_use = parts.label("small")
        self.check_button = parts.button("", "check")
        self.save_button, self.names_button = parts.button("link"), parts.button("link")
        self.use_button, self.drop_button = parts.button("primary"), parts.button("link")
        self.found = QListWidget()
        self.found.setMaximumHeight(132)
        self.found.setWordWrap(True)
        self.found.hide()
        self.say(self.check_button.setText, lambda: self.tr("Check a template…"))
        self.say(self.save_button.setText, lambda: self.tr("Take out the one in use…"))
        self.say(self.names_button.setText, lambda: self.tr("Fields it may use"))
        self.say(self.use_button.setText, lambda: self.tr("Use it from now on"))
        self.say(self.drop_button.setText, lambda: self.tr("Back to the one that ships"))
        line = parts.row(spacing=10)
        parts.add(line, (head, self.form, self.in_use, None))
        tools = parts.row(spacing=8)
        parts.add(
            tools, (self.check_button, self.use_button, self.save_button, self.names_button, self.drop_button, None)
        )
        parts.add(column, (line, tools, self.found, None))
        self.use_button.hide()
        self.drop_button.hide()

    def _fill(self) -> None:
        held = self.form.currentIndex()
        self.form.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        self.form.clear()
        for form in _forms():
            self.form.addItem(f"{form.number} {words(form.words)}", form.code)
        self.form.setCurrentIndex(max(0, held))
        self.form.blockSignals(False)  # noqa: FBT003 - Qt's own signature
        self.form.setAccessibleName(self.tr("Form"))

    @property
    def code(self) -> str:
        """Code of the form now chosen."""
        return str(self.form.currentData())

    def refresh(self) -> None:
        """Say which template is in use."""
        code = self.code
        self._desk.jobs.job(self, lambda _: self._templates.in_use(code)[0]).then(self._show_name).start()

    def _show_name(self, name: str) -> None:
        shipped = any(f"{form.template}.docx" == name for form in _forms())
        self.in_use.setText(
            self.tr("in use: the one that ships") if shipped else self.tr("in use: %1").replace("%1", name)
        )
        self.drop_button.setVisible(not shipped and self._desk.session.is_office)

    def _on_form(self) -> None:
        self._checked = None
        self.use_button.hide()
        self.found.hide()
        self.refresh()

    # -- verbs ---------------------------------------------------------------------------------------------------

    def check(self) -> None:
        """Ask for a template, look for everything wrong with it, and say where."""
        path = self._desk.ask.open_path(self, self.tr("Which template?"), PATTERN)
        if path is None:
            return
        code, spoken = self.code, language()

        def work(_: object) -> list[str]:
            return [problem.words(spoken) for problem in self._templates.check(path, code)]

        job = self._desk.jobs.free(self, work)
        job.then(lambda found: self._show_found(path, code, found)).otherwise(self._banner.trouble).start()

    def _show_found(self, path: Path, code: str, problems: list[str]) -> None:
        self._list(problems)
        if problems:
            self._checked = None
            count = str(len(problems))
            self._banner.tell(
                "warn",
                lambda: (
                    self.tr("%1: %2 to correct, listed below. Correct it in Word and check again.")
                    .replace("%1", path.name)
                    .replace("%2", count)
                ),
            )
        else:
            self._checked = (path, code)
            self._banner.tell("ok", lambda: self.tr("%1 can be used as it is.").replace("%1", path.name))
        self.use_button.setVisible(not problems and self._desk.session.is_office)

    def _list(self, lines: list[str]) -> None:
        self.found.clear()
        self.found.addItems(lines)
        self.found.setVisible(bool(lines))

    def use(self) -> None:
        """Use the template just checked; it travels to the laptops with the next task package."""
        if self._checked is None:
            return
        path, code = self._checked
        job = self._desk.jobs.job(self, lambda _: self._templates.use(path, code))
        job.then(lambda touched: self._used(touched, path.name)).otherwise(self._banner.trouble).start()

    def _used(self, touched: frozenset[str], name: str) -> None:
        self.use_button.hide()
        self._banner.tell(
            "ok",
            lambda: self.tr("%1 is in use from now on; laptops get it with the next assignment.").replace("%1", name),
        )
        self._desk.notices.changed.emit(touched)
        self.refresh()

    def drop(self) -> None:
        """Go back to the template that ships."""
        code = self.code

        def told(touched: frozenset[str]) -> None:
            self._desk.notices.changed.emit(touched)
            self.refresh()

        self._desk.jobs.job(self, lambda _: self._templates.drop(code)).then(told).otherwise(
            self._banner.trouble
        ).start()

    def save(self) -> None:
        """Write the template in use where Word can edit it; a template holds nothing of the work."""
        code = self.code
        path = self._desk.ask.save_path(self, self.tr("Take out the template"), f"{code}.docx", PATTERN)
        if path is None:
            return

        def work(_: object) -> None:
            path.write_bytes(self._templates.in_use(code)[1])

        job = self._desk.jobs.job(self, work)
        job.then(
            lambda _: self._banner.tell("ok", lambda: self.tr("Template saved to %1.").replace("%1", str(path)))
        ).otherwise(self._banner.trouble).start()

    def show_names(self) -> None:
        """List the names a template of this form may use, with what they stand for."""
        if not self.found.isHidden() and self.found.count() and self.found.item(0).text().startswith("{{"):
            self.found.hide()
            return
        lines = []
        for value in self._templates.values(self.code):
            if value.inner:
                lines.append(f"{{%tr for 行 in {value.name} %}}   {value.label}")
                lines += [f"{{{{ 行.{inner.name} }}}}   {inner.code}" for inner in value.inner]
            else:
                lines.append(f"{{{{ {value.name} }}}}   {value.code}")
        self._list(lines)

    @override
    def retranslate(self) -> None:
        super().retranslate()
        self.refresh()


def _forms() -> list[Form]:
    return [form for form in FORMS if form.template]
