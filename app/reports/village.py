"""A village report (F34) as it goes to paper: every statement carries the numbers it rests on."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence or paragraph, and the numbers of the records it rests on."""

    text: str
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportFinding:
    """One finding: number, title, facts, causes, duty; ``heading`` is the part of the report it stands in."""

    number: str
    title: str
    heading: str
    facts: tuple[Statement, ...] = ()
    causes: str = ""
    duty: str = ""
    proposal: str = ""


@dataclass(frozen=True, slots=True)
class VillageReport:
    """Everything the report says. ``headings`` orders the parts of the findings; an empty text is to be written."""

    town: str
    village: str
    group: str
    round: str
    facts: tuple[Statement, ...]
    work: tuple[Statement, ...]
    judgement: tuple[Statement, ...]
    headings: tuple[str, ...] = ()
    findings: tuple[ReportFinding, ...] = ()
    advice: tuple[Statement, ...] = ()
    sources: tuple[tuple[str, str], ...] = ()  # number → what it is
    date: str = ""

    @property
    def title(self) -> tuple[str, ...]:
        """Title, broken where the sense allows, the longer line above."""
        return (f"关于对{self.town}{self.village}", "党组织开展巡察情况的报告")
