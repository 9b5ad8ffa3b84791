"""Counting further: one question by another, villages side by side and in sum, earlier rounds, who was assessed."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.errors import NotFoundError
from app.forms import crossing, standing_out
from app.forms.assessed import rated
from app.forms.crossing import Cross, Means
from app.forms.definition import Control, Form
from app.forms.scores import Score, scale_of, scored
from app.forms.standing_out import Word
from app.forms.tabulate import BLANK, COMMENTS_LEAST, INDEX, Labels, TooFewReturnsError, asked, is_number
from app.services.questionnaire_counts import QUESTIONNAIRE, Answers, QuestionnaireCounts, Results
from app.storage.types import ListQuery

SINGLE, MANY = frozenset({"select1"}), frozenset({"select", "rank"})
SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that can stand in a cross table: single, multiple or number."""

    path: str
    label: str
    kind: str


@dataclass(frozen=True, slots=True)
class Rated:
    """One aspect of an assessment, by whom or what was assessed (F21). A score is None where a vote is hidden."""

    label: str
    votes: Cross
    scores: tuple[Score | None, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """What stands out in the open answers of a question."""

    path: str
    label: str
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Like:
    """A questionnaire that asks the same: of another village, or of an earlier round."""

    rec: str
    scope: str
    village: str
    town: str
    round: str
    round_name: str
    digest: str
    state: str


class CountingService(QuestionnaireCounts):
    """The verbs that count further. Everything rests on the responses that results rest on."""

    # -- one question by another ---------------------------------------------------------------------------------

    def crossable(self, rec: str) -> Sequence[Asked]:
        """Return the questions that can stand in a cross table; those in repeated rows cannot."""
        form = self.form(rec)
        labels = Labels(form)
        repeats = tuple(f"{one.path}/" for one in form.controls() if one.kind == "repeat")
        found = [(one, _kind(form, one)) for one in asked(form) if not one.path.startswith(repeats or ("\0",))]
        return [Asked(one.path, labels.question(one), kind) for one, kind in found if kind]

    def question(self, rec: str, name: str) -> Asked:
        """Return a question by its path, its name in the workbook, or its label.

        Raises:
            NotFoundError: there is none that can stand in a cross table.
        """
        for one in self.crossable(rec):
            if name in {one.path, one.path.rpartition("/")[2], one.label}:
                return one
        raise NotFoundError(what="question", name=name)

    def cross(self, rec: str, row: str, column: str) -> Cross:
        """Return one choice question by another of a single answer; small groups hidden.

        Raises:
            TooFewReturnsError: too few responses may be counted.
        """
        return crossing.cross(self.form(rec), self._used(rec), row, column, least=self._least(self._record(rec)))

    def means(self, rec: str, number: str, column: str) -> Means:
        """Return mean and spread of a number by a question of a single answer.

        Raises:
            TooFewReturnsError: too few responses may be counted.
        """
        return crossing.means(self.form(rec), self._used(rec), number, column, least=self._least(self._record(rec)))

    def _used(self, rec: str) -> list[Answers]:
        used, least = self.counted(rec), self._least(self._record(rec))
        if len(used) < least:
            raise TooFewReturnsError(returned=len(used), least=least)
        return used

    # -- open answers --------------------------------------------------------------------------------------------

    def standing_out(self, results: Results, names: frozenset[str] = frozenset()) -> Sequence[Said]:
        """Return words that several wrote, for each open question, without these names; none below ten returns."""
        if results.counts is None or results.counts.counted < COMMENTS_LEAST:
            return []
        open_ = [table for table in results.counts.tables if table.comments]
        return [
            Said(one.path, one.label, standing_out.words([without(c, names) for c in one.comments], results.group))
            for one in open_
        ]

    # -- assessments (F21) ---------------------------------------------------------------------------------------

    def ratings(self, rec: str) -> Sequence[Rated]:
        """Return assessments row by row: each aspect by the name or matter that the row gives.

        Raises:
            TooFewReturnsError: too few responses may be counted.
        """
        form, least = self.form(rec), self._least(self._record(rec))
        used = self._used(rec)
        labels = Labels(form)
        found = []
        for who, aspect in rated(form):
            names = labels.choices(aspect)
            pairs = list(_pairs(used, who, aspect.path))
            if len(pairs) < least:
                continue
            answers = [{aspect.path: answer} for _, answer in pairs]
            votes = crossing.cross(form, answers, aspect.path, [name for name, _ in pairs], least=least)
            scores = tuple(_score(votes, column, names) for column in range(len(votes.columns)))
            found.append(Rated(labels.question(aspect), votes, scores))
        return found

    # -- the same questions elsewhere ----------------------------------------------------------------------------

    def alike(self, rec: str) -> Sequence[Like]:
        """Return questionnaires that ask the same, this one first: other villages of its round, then earlier rounds.

        The same is: the same form in the same round; the same code in another round of the same village.
        """
        mine = self._record(rec)
        query = ListQuery(QUESTIONNAIRE, filters={})
        held = [self._like(row.rec) for row in self.rows(QUESTIONNAIRE, self.list(query))]
        here = self._like(rec)
        beside = [one for one in held if one.rec != rec and one.digest == here.digest and one.round == here.round]
        code = str(mine.values.get("code") or "")
        before = [
            one
            for one in held
            if one.round != here.round
            and (one.village, one.town) == (here.village, here.town)
            and (one.digest == here.digest or (code and self._record(one.rec).values.get("code") == code))
        ]
        beside.sort(key=lambda one: (one.town, one.village, one.rec))
        before.sort(key=lambda one: (one.round_name, one.rec), reverse=True)
        return [here, *beside, *before]

    def _like(self, rec: str) -> Like:
        record = self._record(rec)
        village = self._vault.record(record.scope.removeprefix("village-"))
        values: Mapping[str, Any] = village.values if village else {}
        round_ = str(values.get("round") or "")
        return Like(
            rec=rec,
            scope=record.scope,
            village=str(values.get("name") or ""),
            town=str(values.get("town") or ""),
            round=round_,
            round_name=self.names({round_}).get(round_, "") if round_ else "",
            digest=str(record.values.get("digest") or ""),
            state=record.state or "draft",
        )


def _kind(form: Form, control: Control) -> str:
    if control.kind in SINGLE:
        return "single"
    if control.kind in MANY:
        return "multiple"
    return "number" if is_number(form, control) else ""


def _pairs(responses: Sequence[Answers], who: str, aspect: str) -> Iterator[tuple[str, str]]:
    """Name and vote of every row that has a vote; names as plainly written as can be."""
    name, tail = who.rpartition("/")[2], f"/{aspect.rpartition('/')[2]}"
    for response in responses:
        for reference, value in response.items():
            if reference.endswith(tail) and value and INDEX.sub("", reference) == aspect:
                row = reference.removesuffix(tail)
                yield plain(str(response.get(f"{row}/{name}") or BLANK)), str(value)


def plain(name: str) -> str:
    """A name without spaces and in ordinary signs, so that it is the same name however it was typed."""
    return SPACES.sub("", unicodedata.normalize("NFKC", name))


def _score(votes: Cross, column: int, names: Mapping[str, str]) -> Score | None:
    """The score of one who was assessed, only where every vote shows: then it tells nothing more."""
    scale = scale_of(list(names.values()))
    held = {value: votes.counts[row][column] for row, (value, _) in enumerate(votes.rows)}
    counts = [held.get(value) for value in names]
    if scale is None or any(count is None for count in counts):
        return None
    return scored(scale, list(names.values()), [count or 0 for count in counts], set(), 1)


def without(comment: str, names: frozenset[str]) -> str:
    """An open answer without known names; numbers long enough to be of a telephone or a card go too."""
    for name in sorted(names, key=len, reverse=True):
        comment = comment.replace(name, "某某")
    return re.sub(r"\d{7,}[\dXx]?", "（号码）", comment)
