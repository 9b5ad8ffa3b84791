"""Packages (交接记录): every one in and out and how far it came, what was set aside, sticks, the list of a village."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QStackedWidget, QWidget
from typing_extensions import override

from app.records import kinds
from app.services import looking
from app.services.handover_facts import Policy
from app.services.handover_packages import PackageLine, PackageService
from app.services.handover_road import OnPaper, RoadService
from ui.desk import Desk, Page
from ui.pages.packages.chosen import ChosenPackage
from ui.pages.packages.words import policy_words
from ui.tables import Column, RowTable, RowView
from ui.widgets import parts
from ui.widgets.banner import Banner
from ui.widgets.paper_slip import SlipDesk
from ui.widgets.record_words import moment, words
from ui.widgets.road_words import fours, kind_words, place_words, road_words, stage_tone, stage_words

if TYPE_CHECKING:
    from app.services.session import Touched


class PackagesPage(Page):
    """Reads the packages of this vault, newest first."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._service, self._road = desk, PackageService(desk.session), RoadService(desk.session)
        self._held: Sequence[PackageLine] = ()
        self._build()
        self._wire()
        self.refresh()

    # -- building ------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        layout = parts.column(self, spacing=10)
        layout.setContentsMargins(18, 14, 18, 12)
        self.banner = Banner()
        self.slips = SlipDesk(self._desk, self, lambda: self.banner)
        self.model: RowTable[PackageLine] = RowTable(self._columns(), lambda ids: [self._held[i] for i in ids], self)
        self.view = RowView(self.model)
        self.say(self.view.setAccessibleName, lambda: self.tr("Packages in and out"))
        self.stack = QStackedWidget()
        self.stack.addWidget(self.view)
        self.stack.addWidget(self._empty())
        self.chosen = ChosenPackage()
        layout.addLayout(self._head())
        layout.addWidget(self.banner)
        layout.addLayout(self._sticks())
        layout.addWidget(self.stack, 1)
        layout.addWidget(self.chosen)
        self.setFocusProxy(self.view)

    def _head(self) -> QHBoxLayout:
        title, self.count = parts.label("title"), parts.label("quiet")
        self.list_button = parts.button("", "list")
        self.say(title.setText, lambda: self.tr("Packages"))
        self.say(self.list_button.setText, lambda: self.tr("Handover progress list…"))
        self.say(
            self.list_button.setToolTip,
            lambda: self.tr("Every record and attachment of a village and how far it has come, as a table"),
        )
        row = parts.row(spacing=10)
        parts.add(row, (title, self.count, None, self.list_button))
        return row

    def _sticks(self) -> QHBoxLayout:
        """The rule for sticks, which the office sets, and the way to their register."""
        text, self.rule, self.register = parts.label("quiet"), QComboBox(), parts.button("link", "handover")
        self.say(text.setText, lambda: self.tr("Sticks not in the register:"))
        self.rule.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        for policy in Policy:
            self.rule.addItem("", policy)
        self.say(lambda _: self._fill_rule(), str)
        self.say(self.rule.setAccessibleName, lambda: self.tr("Rule for sticks not in the register"))
        self.say(self.register.setText, lambda: self.tr("Register of sticks"))
        self.rule.setEnabled(self._desk.session.is_office)
        row = parts.row(spacing=10)
        parts.add(row, (text, self.rule, self.register, None))
        return row

    def _fill_rule(self) -> None:
        for place, policy in enumerate(Policy):
            self.rule.setItemText(place, policy_words(policy))

    def _empty(self) -> QWidget:
        page, text = parts.empty_page()
        self.say(
            text.setText, lambda: self.tr("Nothing was handed over yet. Every package in and out will stand here.")
        )
        return page

    def _columns(self) -> Sequence[Column[PackageLine]]:
        return (
            Column(lambda: self.tr("When"), lambda one: moment(one.at), width=140),
            Column(lambda: self.tr("Way"), self._way, width=60),
            Column(lambda: self.tr("Kind"), lambda one: kind_words(one.kind), width=100),
            Column(lambda: self.tr("No."), lambda one: str(one.counter), right=True, width=60),
            Column(lambda: self.tr("From or to"), lambda one: place_words(one.place), width=110),
            Column(lambda: self.tr("Who"), lambda one: one.person),
            Column(
                lambda: self.tr("State"),
                lambda one: stage_words(one.stage),
                width=150,
                tone=lambda one: "quiet" if one.can_be_voided and not one.waits_for_receipt else stage_tone(one.stage),
            ),
            Column(
                lambda: self.tr("Set aside"),
                lambda one: str(len(one.aside)) if one.aside else "",
                right=True,
                width=80,
                tone=lambda _: "warn",
            ),
            Column(lambda: self.tr("Digest"), lambda one: fours(one.sha256), width=100, tone=lambda _: "quiet"),
        )

    def _way(self, one: PackageLine) -> str:
        return self.tr("out") if one.outgoing else self.tr("in")

    def _wire(self) -> None:
        self.view.selectionModel().currentRowChanged.connect(lambda now, _: self._choose(now.row()))
        self.chosen.slip_wanted.connect(self.slips.slip)
        self.chosen.void_wanted.connect(self.declare_void)
        self.list_button.clicked.connect(self.export_list)
        self.register.clicked.connect(lambda: self._desk.go("records:media", ""))
        self.rule.activated.connect(lambda _: self._set_rule())
        self._desk.notices.changed.connect(self._on_changed)

    # -- reading -------------------------------------------------------------------------------------------------

    @override
    def refresh(self) -> None:
        service = self._service
        job = self._desk.jobs.job(self, lambda _: (service.lines(), service.policy()))
        job.then(lambda found: self._show(*found)).start()

    def _show(self, held: Sequence[PackageLine], policy: Policy) -> None:
        before = self.chosen.line.package if self.chosen.line else ""
        self._held = held
        self.model.show(range(len(held)))
        self.count.setText(self.tr("%1 packages").replace("%1", f"{len(held):,}") if held else "")
        self.stack.setCurrentIndex(0 if held else 1)
        self.rule.setCurrentIndex(list(Policy).index(policy))
        place = next((n for n, line in enumerate(held) if line.package == before), 0)
        if held:
            self.view.setCurrentIndex(self.model.index(place, 0))
        self._choose(place)

    def _choose(self, place: int) -> None:
        self.chosen.show_line(self._held[place] if 0 <= place < len(self._held) else None)

    def _on_changed(self, touched: "Touched") -> None:
        if not touched or touched & {"event", "setting", "writer", "inspector", "media"}:
            self.refresh()

    @override
    def retranslate(self) -> None:
        super().retranslate()
        self.model.retranslate()
        self.count.setText(self.tr("%1 packages").replace("%1", f"{len(self._held):,}") if self._held else "")

    # -- doing ---------------------------------------------------------------------------------------------------

    def declare_void(self, line: PackageLine) -> None:
        """Ask why, and declare a package void."""
        reason = self._desk.ask.line(
            self,
            self.tr("Declare package no. %1 void").replace("%1", str(line.counter)),
            self.tr("Reason (stick lost, sent to the wrong person …). The next package announces it."),
        )
        if not reason or not reason.strip():
            return
        said = reason.strip()
        job = self._desk.jobs.job(self, lambda _: self._service.cancel(line.package, said))
        job.then(lambda touched: self._voided(line, touched)).otherwise(self.banner.trouble).start()

    def _voided(self, line: PackageLine, touched: "Touched") -> None:
        self.banner.tell(
            "ok",
            lambda: self.tr("Package no. %1 is void. Hand over again: what was in it goes along.").replace(
                "%1", str(line.counter)
            ),
        )
        self._desk.notices.changed.emit(touched)

    def _set_rule(self) -> None:
        policy = Policy(self.rule.currentData())
        job = self._desk.jobs.job(self, lambda _: self._service.set_policy(policy))
        job.then(self._desk.notices.changed.emit).otherwise(self._not_set).start()

    def _not_set(self, error: Exception) -> None:
        self.banner.trouble(error)
        self.refresh()

    # -- the list of a village -----------------------------------------------------------------------------------

    def export_list(self) -> None:
        """Ask for the village and a file, say that it leaves in clear, write the list."""
        session, ask = self._desk.session, self._desk.ask
        villages = looking.villages(session)
        if not villages:
            self.banner.tell("info", lambda: self.tr("No village is held here yet."))
            return
        here = next((village for village in villages if village.rec == session.village), None)
        if here is None:
            names = [village.name for village in villages]
            place = ask.choose(self, self.tr("Handover progress list…"), self.tr("Which village?"), names)
            if place is None:
                return
            here = villages[place]
        sure = ask.confirm(
            self,
            self.tr("The list leaves the encrypted vault"),
            self.tr("Whoever holds the file can read it. It bears its copy number, and the log notes where it went."),
            self.tr("Choose a file…"),
        )
        path = (
            ask.save_path(self, self.tr("Save the list"), f"{here.name}.pdf", "PDF (*.pdf);;CSV (*.csv)")
            if sure
            else None
        )
        if path is not None:
            self._export(here.rec, path)

    def _export(self, village: str, path: Path) -> None:
        header = [
            self.tr("State"), self.tr("Kind"), self.tr("What"), self.tr("Who"), self.tr("Saved"),
        ]  # fmt: skip
        name_of = self._desk.session.name_of

        def line(one: OnPaper) -> list[str]:
            kind = words(kinds.kind(one.kind).words)
            return [road_words(one.state), kind, one.title, name_of(one.person), moment(one.updated)]

        def work(_: object) -> tuple[str, "Touched"]:
            lines = [line(one) for one in self._road.state_list(village)]
            return self._service.export_list(village, path, header, lines)

        job = self._desk.jobs.long(self, work)
        job.then(lambda done: self._exported(path, *done)).otherwise(self.banner.trouble).start()

    def _exported(self, path: Path, copy: str, touched: "Touched") -> None:
        text = self.tr("Written in clear to %1 · copy %2")
        self.banner.tell("ok", lambda: text.replace("%1", str(path)).replace("%2", copy))
        self._desk.notices.changed.emit(touched)
