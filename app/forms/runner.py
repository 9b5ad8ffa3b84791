"""Filling in a response one page at a time: what a window needs, and nothing of a window."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from app.forms import answers
from app.forms.audit import Event, Trail
from app.forms.birth import Surroundings
from app.forms.choices import Offer
from app.forms.definition import Control, Form
from app.forms.engine import Engine
from app.forms.instance import acceptable, state_of
from app.forms.shown import Given, Line, Page, Problem, Question, encoded
from app.forms.trouble import NoSuchQuestionError
from app.forms.walk import Kind, Place, places, readonly, required_open
from app.forms.xpath.nodes import Node

HEADING = "label"  # the appearance of a question that only shows its choices above those of others


class Runner:
    """One response being filled in.

    ``hand_on`` is given each event of the trail once it is complete, ``on_answer`` each stored value (reference, value)
    at once, so that nothing is lost. A response that must stay anonymous is run with ``timed=False``: then no event is
    kept, and neither a time of day nor a name gets into it. ``before`` is the trail of an earlier sitting;
    ``fresh``: what is ``saved`` begins a response of its own.
    """

    def __init__(  # noqa: PLR0913 - all but the form have defaults
        self,
        form: Form,
        around: Surroundings | None = None,
        *,
        saved: Mapping[str, str | int] | None = None,
        hand_on: Callable[[Event], None] | None = None,
        on_answer: Callable[[str, str], None] | None = None,
        timed: bool = True,
        before: Iterable[Event] = (),
        fresh: bool = False,
    ) -> None:
        self.form = form
        around = replace(around or Surroundings(), anonymous=not timed)
        self.engine = answers.load(form, saved, around) if saved else Engine(form, around)
        self.trail = Trail(lambda: int(around.now().timestamp() * 1000), hand_on, before) if timed else None
        self.engine.on_change = self._changed
        self.on_answer = on_answer
        self.final = False
        self._note("form resume" if saved and not fresh else "form start")
        self._pages: list[Page] | None = None
        self._place = 0

    # where one is

    @property
    def page(self) -> Page:
        """The page shown."""
        pages = self.pages()
        self._place = min(self._place, len(pages) - 1)
        return pages[self._place]

    def pages(self) -> list[Page]:
        """Every page there is now; it changes as answers are given."""
        if self._pages is None:
            self._pages = list(self._made(places(self.engine)))
        return self._pages

    def _made(self, found: list[Place]) -> list[Page]:
        pages: list[Page] = []
        for place in found:
            if place.kind is Kind.START:
                continue
            if place.kind is Kind.QUESTION and pages and place.page == pages[-1].reference != place.reference:
                last = pages[-1]
                pages[-1] = Page(Kind.QUESTION, last.reference, (*last.questions, place.reference), last.groups)
                continue
            questions = (place.reference,) if place.kind is Kind.QUESTION else ()
            pages.append(Page(place.kind, place.page, questions, self._groups(place)))
        return pages

    def _groups(self, place: Place) -> tuple[str, ...]:
        titles = []
        for control, node in place.inside:
            words = "".join(piece.plain() for piece in self.engine.texts.marked(control.label, node))
            if words:
                titles.append(words)
        return tuple(titles)

    def next(self, *, force: bool = False) -> tuple[Problem, ...]:
        """Go on, unless an answer of this page is wrong or missing; ``force`` goes on all the same."""
        found = self.page_problems()
        if found and not force:
            for problem in found:
                self._note("constraint error", problem.reference)
            return found
        self._go(self._place + 1)
        return found

    def previous(self) -> None:
        """Go back; nothing is checked."""
        self._go(self._place - 1)

    def jump(self, reference: str) -> None:
        """Go to the page that shows ``reference`` (``""`` is the end).

        Raises:
            NoSuchQuestionError: it is on no page now.
        """
        for number, page in enumerate(self.pages()):
            if reference in page.questions or page.reference == reference:
                self._note("jump")
                self._go(number)
                return
        raise NoSuchQuestionError(reference=reference)

    def _go(self, number: int) -> None:
        if self.trail is not None:
            self.trail.leave_all(self.value)
        self._place = max(0, min(number, len(self.pages()) - 1))
        self.show()

    def show(self) -> None:
        """Tell the trail that the page is before somebody's eyes; moving does it by itself."""
        if self.trail is None:
            return
        page = self.page
        if page.kind is Kind.END:
            self.trail.enter("end screen", "")
        elif len(page.questions) > 1:
            self.trail.enter("group questions", page.reference)
        for reference in page.questions:
            self.trail.enter("question", reference, self.value(reference))

    # what is shown

    def question(self, reference: str) -> Question:
        """A question as it is to be shown now.

        Raises:
            NoSuchQuestionError: there is none.
        """
        node = self.engine.instance.at(reference)
        control = self._control(node)
        texts, state = self.engine.texts, state_of(node)
        return Question(
            reference=reference,
            kind=control.kind,
            type=state.bind.type,
            label=texts.marked(control.label, node),
            hint=texts.marked(control.hint, node),
            guidance=texts.guidance(control.hint, node),
            media=texts.media(control.label, node),
            appearance=control.appearance,
            settings=control.settings,
            value=node.value,
            required=state.required,
            readonly=readonly(self.engine, node),
        )

    def choices(self, reference: str) -> list[Offer]:
        """What a question offers now."""
        node = self.engine.instance.at(reference)
        return self.engine.chooser.offers(self._control(node), node)

    def value(self, reference: str) -> str:
        """The answer as it is stored; choices are separated by blanks."""
        node = self.engine.instance.find(reference) if reference else None
        return node.value if node is not None else ""

    @property
    def language(self) -> str:
        """The language shown; empty in a form of one language."""
        return self.engine.texts.language

    @language.setter
    def language(self, language: str) -> None:
        if language in self.form.languages:
            self.engine.texts.language = language
            self._pages = None

    def _control(self, node: Node) -> Control:
        path = state_of(node).path
        found = self.form.control(path)
        if found is None or not found.is_question:
            raise NoSuchQuestionError(reference=self.engine.instance.reference(node))
        return found

    # answering

    def answer(self, reference: str, value: Given) -> tuple[Problem, ...]:
        """Store an answer at once and say what is wrong with it; a wrong one is stored too, to be put right.

        Raises:
            NoSuchQuestionError: there is no such question.
        """
        node = self.engine.instance.at(reference)
        if self.trail is not None:
            self.trail.answering(reference, node.value)
        self.engine.answer(reference, encoded(value))
        self._pages = None
        return tuple(self.problems_of(node))

    def _changed(self, node: Node, _: str, value: str) -> None:
        if self.on_answer is not None:
            self.on_answer(self.engine.instance.reference(node), value)

    def problems_of(self, node: Node) -> list[Problem]:
        """What is wrong with one answer: missing, of the wrong type, or against its constraint."""
        if not node.relevant:
            return []
        state, reference = state_of(node), self.engine.instance.reference(node)
        words = self.engine.texts.words
        if not node.value:
            missing = required_open(self.engine, node)
            return [Problem(reference, "required", words(state.bind.required_message, node))] if missing else []
        kind = acceptable(node.value, state.bind, self.form.control(state.path))
        if kind:
            return [Problem(reference, kind)]
        constraint = state.bind.constraint
        if constraint is not None and not self.engine.holds(constraint, node):
            return [Problem(reference, "constraint", words(state.bind.constraint_message, node))]
        return []

    def page_problems(self) -> tuple[Problem, ...]:
        """What is wrong on this page."""
        found = []
        for reference in self.page.questions:
            found.extend(self.problems_of(self.engine.instance.at(reference)))
        return tuple(found)

    def problems(self) -> tuple[Problem, ...]:
        """What is wrong anywhere, in the order of the form."""
        found = []
        for place in places(self.engine):
            if place.kind is Kind.QUESTION and place.node is not None:
                found.extend(self.problems_of(place.node))
        return tuple(found)

    # repeats

    def add_row(self, reference: str) -> str:
        """Add a row to the repeat ``reference`` (as a prompt page names it: ``/data/person``); return the row's own."""
        parent_reference, _, name = reference.rpartition("/")
        parent = self.engine.instance.at(parent_reference)
        made = self.engine.add_repeat(f"{state_of(parent).path}/{name}", parent)
        self._pages = None
        found = self.engine.instance.reference(made)
        self._note("add repeat", found)
        return found

    def remove_row(self, reference: str) -> None:
        """Remove a row."""
        self.engine.remove_repeat(self.engine.instance.at(reference))
        self._pages = None
        self._note("delete repeat", reference)

    def may_remove(self, reference: str) -> bool:
        """Whether a person may remove a row: not where the form says how many there are."""
        control = self.engine.plan.repeats.get(state_of(self.engine.instance.at(reference)).path)
        return control is not None and control.count is None and not control.fixed

    def answered_within(self, reference: str) -> bool:
        """Whether anything was answered in a row."""
        return any(node.value for node in self.engine.instance.at(reference).walk() if not node.children)

    # the whole

    def outline(self) -> list[Line]:
        """The jump list: every question and row there is now, with its answer or the lack of it."""
        found = []
        for place in places(self.engine):
            if place.kind in {Kind.QUESTION, Kind.ROW} and place.control is not None and place.node is not None:
                if HEADING in place.control.appearance:
                    continue
                title = "".join(piece.plain() for piece in self.engine.texts.marked(place.control.label, place.node))
                row = place.kind is Kind.ROW
                found.append(
                    Line(
                        reference=place.reference,
                        kind=place.kind,
                        title=title.strip() or place.reference.rpartition("/")[2],
                        answered=row or bool(place.node.value),
                        required=not row and state_of(place.node).required,
                        depth=len({control.path for control, _ in place.inside}),
                    )
                )
        return found

    def unanswered(self) -> list[str]:
        """Questions without an answer that could have one."""
        return [
            place.reference
            for place in places(self.engine)
            if place.kind is Kind.QUESTION
            and place.node is not None
            and place.control is not None
            and HEADING not in place.control.appearance
            and not place.node.value
            and not readonly(self.engine, place.node)
        ]

    def save(self) -> answers.Answers:
        """The response as it stands, because somebody asked to keep it."""
        self._note("form save")
        return self.kept()

    def kept(self) -> answers.Answers:
        """The response as it stands; called at each answer, it is no event of its own."""
        return answers.save(self.engine)

    def events(self) -> list[Event]:
        """The trail as it stands; nothing of a response that must stay anonymous."""
        return self.trail.so_far(self.value) if self.trail is not None else []

    def save_failed(self) -> None:
        """Note that what was answered could not be kept."""
        self._note("save error")

    def leave(self) -> None:
        """Close what is open in the trail; the response can be taken up again."""
        if self.trail is not None:
            self.trail.leave_all(self.value)
        self._note("form exit")

    def finalise(self) -> tuple[Problem, ...]:
        """Close the response. It stays open while anything is wrong: then that is returned."""
        found = self.problems()
        if found:
            self._note("finalize error")
            return found
        if self.trail is not None:
            self.trail.leave_all(self.value)
        self.engine.birth.finish()
        self.final = True
        self._note("form finalize")
        return ()

    @classmethod
    def correcting(
        cls,
        form: Form,
        sealed: Mapping[str, str | int],
        around: Surroundings | None = None,
        *,
        reason: str = "",
        **kept: Any,
    ) -> "Runner":
        """A correction of a finalised response: a response of its own that names the one it replaces, and why."""
        runner = cls(form, around, saved=sealed, fresh=True, **kept)
        runner.engine.birth.correct()
        if runner.trail is not None:
            runner.trail.note("change reason", reason=reason)
        return runner

    @property
    def instance_name(self) -> str:
        """What the form calls this response, or nothing."""
        meta = self.engine.instance.top.first("meta")
        name = meta.first("instanceName") if meta is not None else None
        return name.value if name is not None else ""

    def sealed(self) -> answers.Answers:
        """The values of a finalised response: only what is relevant."""
        return answers.save(self.engine, final=True)

    def _note(self, event: str, node: str = "") -> None:
        if self.trail is not None:
            self.trail.note(event, node)
