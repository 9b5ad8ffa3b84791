"""Beside the finding: what it does not say yet of 四准确 and 见人见事见数据, in words, while one types."""

from collections.abc import Container, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.records import checks
from app.records.check_patterns import Point
from app.records.checks import EXACT, SEEN, Gap
from app.words import sentence
from ui.speaking import SpeakingWidget
from ui.widgets import parts
from ui.widgets.record_words import language

ONE = (Point.WHEN, Point.WHERE)


def counted(points: Sequence[Point], gaps: Container[Point]) -> str:
    """How many points are said, as “3/4”: of the four exact points, when and where are one (G09)."""
    joined: list[tuple[Point, ...]] = [(point,) for point in points]
    if points == EXACT:
        joined = [(point,) for point in points if point not in ONE] + [ONE]
    return f"{sum(not any(point in gaps for point in one) for one in joined)}/{len(joined)}"


class CheckPanel(SpeakingWidget):
    """Two groups of points. A hint, not a gate: patterns err both ways, and nobody is stopped by them."""

    def __init__(self) -> None:
        super().__init__()
        inside = QWidget()
        self._inside = parts.column(inside, spacing=6)
        self._inside.setContentsMargins(2, 10, 6, 10)
        parts.column(self).addWidget(parts.scrolled(inside))
        self.gaps: tuple[Gap, ...] | None = None

    def look(self, values: Mapping[str, Any], sources: int) -> tuple[Gap, ...]:
        """Read the finding and show what is missing; ``sources`` counts those that point to something."""
        gaps = checks.look(values, dict.fromkeys((*EXACT, *SEEN)), sources)
        if gaps != self.gaps:
            self.gaps = gaps
            self._draw()
        return gaps

    def _draw(self) -> None:
        parts.clear(self._inside)
        gaps = {gap.point: gap for gap in self.gaps or ()}
        told: set[Point] = set()
        self._group(self.tr("Four exact points"), EXACT, gaps, told)
        self._inside.addSpacing(6)
        self._group(self.tr("Person, act, figure"), SEEN, gaps, told)
        self._inside.addSpacing(6)
        note = self.tr("Read from fields and text. A hint only: it may err, and it stops nobody.")
        self._inside.addWidget(parts.label("small", note, wrap=True))
        self._inside.addStretch(1)

    def _group(self, title: str, points: Sequence[Point], gaps: Mapping[Point, Gap], told: set[Point]) -> None:
        """Show one group; a point both groups ask for is said in full in the first."""
        there = [point for point in points if point not in gaps]
        head = parts.row(spacing=8)
        role = "chip-ok" if len(there) == len(points) else "chip-warn"
        parts.add(head, (parts.label("strong", title), parts.label(role, counted(points, gaps)), None))
        self._inside.addLayout(head)
        if there:
            joint = "  ".join(f"✓\u00a0{self._name(point)}".replace(" ", "\u00a0") for point in there)
            self._inside.addWidget(parts.label("ok", joint, wrap=True))
        for point in points:
            if point in gaps:
                self._inside.addWidget(self._gap(gaps[point], short=point in told))
                told.add(point)

    def _gap(self, gap: Gap, *, short: bool) -> QWidget:
        said = sentence(gap.words, language(), {"said": gap.said})
        above = self.tr("%1: see above").replace("%1", self._name(gap.point))
        label = parts.label("", f"○ {above if short else said}", wrap=True)
        label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        label.setProperty("point", str(gap.point))
        return label

    def _name(self, point: Point) -> str:
        names = {
            Point.KNOWN: self.tr("how known"),
            Point.RESPONSIBLE: self.tr("whose duty"),
            Point.WHEN: self.tr("when"),
            Point.WHERE: self.tr("where"),
            Point.BASIS: self.tr("basis"),
            Point.PERSON: self.tr("person"),
            Point.ACT: self.tr("act"),
            Point.FIGURE: self.tr("figure"),
            Point.EVIDENCE: self.tr("evidence"),
        }
        return names[point]

    def retranslate(self) -> None:
        """Say every word again."""
        super().retranslate()
        if self.gaps is not None:
            self._draw()
