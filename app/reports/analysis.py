"""What the analysis of a questionnaire says: plain words and numbers, small groups taken out before they come here."""

from dataclasses import dataclass

HIDDEN = "不足5份不显示"


@dataclass(frozen=True, slots=True)
class Line:
    """One answer: ``count`` None where it is hidden, ``share`` per mille or None."""

    label: str
    count: int | None
    share: int | None


@dataclass(frozen=True, slots=True)
class Question:
    """One question counted. ``remark`` says how many answered; ``told`` are sentences below: mean, score, words."""

    label: str
    remark: str
    lines: tuple[Line, ...] = ()
    told: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of its own: heads across, then a name and its cells a line; shares by column, if it has a chart.

    ``shares[column][answer]`` are per mille, None where hidden.
    """

    title: str
    heads: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]
    answers: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    shares: tuple[tuple[int | None, ...], ...] = ()
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Analysis:
    """The whole paper. ``hints`` are what somebody should look at; ``rates`` the table of F20."""

    title: tuple[str, ...]
    rates: Grid | None
    basis: tuple[str, ...]
    hints: tuple[str, ...]
    questions: tuple[Question, ...]
    rated: tuple[Grid, ...] = ()
    crossed: tuple[Grid, ...] = ()
    compared: tuple[Grid, ...] = ()
