"""One paper questionnaire being typed: which question the cursor is on, what is held, where a key leads.

Choices have the digits they have on paper, whatever a filter leaves of them on a screen. Which question comes next is
what the form's engine says. Nothing here knows a vault or a window.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from app.forms.birth import Surroundings
from app.forms.choices import Offer
from app.forms.definition import Form
from app.forms.instance import acceptable, state_of
from app.forms.runner import Runner
from app.forms.shown import Page, Problem, Question
from app.forms.walk import Kind, readonly
from app.reports.forms_paper import Asked, Look
from app.services import entry_keys
from app.services.entry_keys import CHOOSING, Field, Outcome, Sort
from app.services.paper_form_parts import on_paper
from app.services.scan_sheets import questions

ROW = re.compile(r"\[\d+\]")
PROMPT = "+"  # after the reference of a repeat: the question whether there is one more row
SORTS = {"select1": Sort.ONE, "select": Sort.MANY, "rank": Sort.RANK, "trigger": Sort.TICK, "range": Sort.NUMBER}
TYPES = {"int": Sort.NUMBER, "integer": Sort.NUMBER, "decimal": Sort.NUMBER, "date": Sort.DATE, "time": Sort.TIME}
LABELS = frozenset({"label"})  # rows that only carry the words of columns
DIGITS = "0123456789"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Everything that tells two moments of a sheet apart: for tests and for going back."""

    place: str
    answers: tuple[tuple[str, str | int], ...]
    none: frozenset[str]


def path_of(reference: str) -> str:
    """The path of a reference: without the numbers of rows."""
    return ROW.sub("", reference)


class _Keyed:
    def __init__(self, form: Form) -> None:
        self.form = form

    def __hash__(self) -> int:
        return hash(self.form.digest)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Keyed) and other.form.digest == self.form.digest


@lru_cache(maxsize=16)
def _printed(keyed: _Keyed) -> Mapping[str, Asked]:
    asked = questions(on_paper(keyed.form, Look(rows=1)))
    return {path_of(one.reference): one for one in asked}


def printed(form: Form) -> Mapping[str, Asked]:
    """Every question as it stands on paper, by path, in order."""
    return _printed(_Keyed(form))


class SheetTyping:
    """One sheet. ``place`` is the reference under the cursor, '' when the last question is behind it.

    ``last`` holds the answers of the sheet before; ``year`` completes days typed without one. ``held`` is what
    `keep` gave when the sheet was left.
    """

    def __init__(
        self,
        form: Form,
        around: Surroundings,
        held: Mapping[str, Any] | None = None,
        last: Mapping[str, Any] | None = None,
        language: str = "",
    ) -> None:
        saved = (held or {}).get("answers")
        self.runner = Runner(form, around, saved=saved or None, timed=False)
        self.runner.language = language
        self.none: set[str] = set((held or {}).get("none", ()))
        self.last, self.year = last, around.now().year
        self.typed = ""
        self.said, self.blanks = "", dict[str, str]()
        self.skipped: tuple[str, ...] = ()
        self._printed = printed(form)
        self._pages: list[Page] | None = None
        self._sequence: list[str] = []
        sequence = self.sequence()
        wanted = str((held or {}).get("place", ""))
        self.place = wanted if wanted in sequence else sequence[0] if sequence else ""

    # -- where one is --------------------------------------------------------------------------------------------

    def sequence(self) -> list[str]:
        """What is asked now, in order; a prompt of a repeat is its reference and a plus sign."""
        pages = self.runner.pages()
        if pages is not self._pages:  # the runner makes them anew when an answer has changed something
            self._pages, self._sequence = pages, []
            for page in pages:
                if page.kind is Kind.PROMPT:
                    self._sequence.append(page.reference + PROMPT)
                self._sequence.extend(one for one in page.questions if self._typeable(one))
        return list(self._sequence)

    def _typeable(self, reference: str) -> bool:
        engine, control = self.runner.engine, self.runner.form.control(path_of(reference))
        if control is None or control.kind == "upload" or LABELS & set(control.appearance):
            return False
        return not readonly(engine, engine.instance.at(reference))

    def asked(self) -> list[str]:
        """References of the questions asked now, prompts left out."""
        return [one for one in self.sequence() if not one.endswith(PROMPT)]

    @property
    def is_prompt(self) -> bool:
        """Whether the cursor is on the question for one more row."""
        return self.place.endswith(PROMPT)

    def number(self, reference: str) -> str:
        """The number of a question on paper, or ''."""
        asked = self._printed.get(path_of(reference))
        return asked.number if asked else ""

    def question(self) -> Question | None:
        """The question under the cursor, None on a prompt and at the end."""
        return None if self.is_prompt or not self.place else self.runner.question(self.place)

    def offers(self, reference: str) -> list[Offer]:
        """Choices by their position on paper, in the words of the language shown."""
        now = {one.value: one for one in self.runner.choices(reference)}
        asked = self._printed.get(path_of(reference))
        if asked is None or not asked.choices:
            return list(now.values())
        return [now.get(tick.value) or Offer(tick.value, tick.words) for tick in asked.choices]

    def field(self) -> Field:
        """The field under the cursor."""
        if self.is_prompt:
            return Field(self.place, Sort.PROMPT)
        question = self.runner.question(self.place)
        return Field(
            reference=self.place,
            sort=sort_of(question),
            offers=tuple(one.value for one in self.offers(self.place)) if question.kind in SORTS else (),
            value=question.value,
            required=question.required,
            full=self._is_full,
            last=None if self.last is None else str(self.last.get(self.place, "")),
            year=self.year,
            none=self.place in self.none,
        )

    def _is_full(self, typed: str) -> bool:
        """Whether nothing longer than ``typed`` would be admitted here, while it is itself."""
        node, control = self.runner.engine.instance.at(self.place), self.runner.form.control(path_of(self.place))
        bind = state_of(node).bind
        if bind.constraint is None and (control is None or control.kind != "range"):
            return False

        def fits(text: str) -> bool:
            if acceptable(text, bind, control):
                return False
            kept, node.value = node.value, text
            try:
                return bind.constraint is None or self.runner.engine.holds(bind.constraint, node)
            finally:
                node.value = kept

        longer = [*DIGITS, *(one + other for one in DIGITS for other in DIGITS)]
        if bind.type == "decimal" and "." not in typed:
            longer.append(".1")
        return fits(typed) and not any(fits(typed + more) for more in longer)

    # -- keys ----------------------------------------------------------------------------------------------------

    def press(self, key: str) -> Outcome:
        """Let a key act; what was wrong with it is in ``said`` and ``blanks``. Returns what it meant."""
        self.skipped = ()
        if not self.place:
            return self._at_the_end(key)
        on = self.field()
        outcome = entry_keys.press(on, self.typed, key)
        if on.sort is Sort.PROMPT:
            outcome = self._prompted(outcome, key)
        elif outcome.value is not None:
            outcome = self._store(on, outcome, self.typed)
        self.typed = outcome.typed
        self.said, self.blanks = outcome.said, dict(outcome.blanks)
        if outcome.move:
            self._move(outcome.move)
        return outcome

    def type(self, text: str) -> None:
        """Take what stands in a box of its own (written answers) as typed."""
        self.typed = text

    def hold(self, text: str) -> None:
        """Store a written answer without going on."""
        self.typed = text
        if self.field().sort is Sort.TEXT:
            self.runner.answer(self.place, text.strip())

    def _at_the_end(self, key: str) -> Outcome:
        sequence = self.sequence()
        if key == entry_keys.BACK and sequence:
            self.place = sequence[-1]
            return Outcome(move=-1)
        return Outcome()

    def _store(self, on: Field, outcome: Outcome, typed: str) -> Outcome:
        before, value = on.value, outcome.value or ""
        found = [one for one in self.runner.answer(on.reference, value.strip()) if one.rule != "required"]
        if found or self._dropped(on, value):
            self.runner.answer(on.reference, before)
            problem = found[0] if found else Problem(on.reference, "not-offered")
            return Outcome(typed=typed, said=f"problem-{problem.rule}", blanks={"message": problem.message})
        # nothing is both answered and without an answer
        marked = outcome.none or (not value.strip() and on.reference in self.none)
        (self.none.add if marked else self.none.discard)(on.reference)
        return outcome

    def _dropped(self, on: Field, value: str) -> bool:
        """Whether a filter took the answer away at once: after the answers before it is not offered."""
        return on.sort in CHOOSING and bool(value) and self.runner.value(on.reference) != value

    def _prompted(self, outcome: Outcome, key: str) -> Outcome:
        base = self.place.removesuffix(PROMPT)
        if outcome.value:
            place = self.sequence().index(self.place)
            self.runner.add_row(base)
            self.place = self.sequence()[place]
        elif key == entry_keys.ERASE:
            pages = [page for page in self.runner.pages() if page.kind is Kind.ROW]
            rows = sum(page.reference.rpartition("[")[0] == base for page in pages)
            if rows:
                self.runner.remove_row(f"{base}[{rows}]")
            return Outcome()
        return outcome

    def _move(self, by: int) -> None:
        sequence, here = self.sequence(), self.place
        at = sequence.index(here) if here in sequence else len(sequence) - (by > 0)
        to = at + by
        if to < 0:
            return  # before the first question: whoever holds the sheet says what that means
        if to < len(sequence):
            self.place = sequence[to]
            self.skipped = self._left_out(here, self.place) if by > 0 else ()
        else:
            self._end()

    def _left_out(self, here: str, there: str) -> tuple[str, ...]:
        """Numbers of the questions on paper between two places that do not apply."""
        paths = list(self._printed)
        ends = [path_of(one.removesuffix(PROMPT)) for one in (here, there)]
        if any(one not in paths for one in ends) or ROW.search(here + there):
            return ()
        asked = {path_of(one) for one in self.sequence()}
        between = paths[paths.index(ends[0]) + 1 : paths.index(ends[1])]
        return tuple(self._printed[one].number for one in between if one not in asked)

    def _end(self) -> None:
        found = self.problems()
        if found:
            self.place = found[0].reference
            self.said, self.blanks = f"problem-{found[0].rule}", {"message": found[0].message}
        else:
            self.place = ""

    # -- the whole -----------------------------------------------------------------------------------------------

    def problems(self) -> list[Problem]:
        """What stands against the sheet; a required answer that the paper does not have is none."""
        found = self.runner.problems()
        return [one for one in found if not (one.rule == "required" and one.reference in self.none)]

    def answer(self, reference: str) -> str:
        """The answer held at a reference."""
        return self.runner.value(reference)

    def snapshot(self) -> Snapshot:
        """Everything that tells two moments apart."""
        held = tuple(sorted(self.runner.save().items()))
        return Snapshot(self.place, held, frozenset(self.none))

    def keep(self) -> dict[str, Any]:
        """What is to be kept of it."""
        return {"answers": self.runner.save(), "none": sorted(self.none), "place": self.place, "asked": self.asked()}

    def sealed(self) -> dict[str, str | int]:
        """The answers of a finished sheet: only what is relevant."""
        self.runner.engine.birth.finish()
        return self.runner.sealed()


def sort_of(question: Question) -> Sort:
    """How a question is typed."""
    if question.kind in SORTS:
        return SORTS[question.kind]
    if question.type in TYPES:
        return TYPES[question.type]
    return Sort.NUMBER if "numbers" in question.appearance else Sort.TEXT


def words_of(value: str, offers: Sequence[Offer]) -> str:
    """An answer in words: labels of what was chosen with their digits, or what was typed."""
    if not offers:
        return value
    places = {one.value: place for place, one in enumerate(offers, 1)}
    said = {one.value: "".join(piece.plain() for piece in one.marked()) for one in offers}
    return "、".join(f"{places[one]} {said[one]}" if one in places else one for one in value.split())


__all__ = ["PROMPT", "SheetTyping", "Snapshot", "path_of", "printed", "sort_of", "words_of"]
