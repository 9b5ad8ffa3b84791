"""The first start as plain data: which steps, what has been answered, what is still missing. Pages only draw it."""

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from app.security import kdf
from app.security.card import OfficeCard


class Road(StrEnum):
    """What this computer is."""

    LAPTOP = "laptop"
    OFFICE = "office"


class Step(StrEnum):
    """One page of the first start."""

    CARD = "card"  # laptop: the office card, and its eight words compared with paper
    OFFICE = "office"  # office: its name, and where the card is written
    ME = "me"  # name, staff number
    PASSPHRASE = "passphrase"  # noqa: S105 - the name of a page
    PLACE = "place"  # the folder, and everything once more before it is made
    DONE = "done"  # what to do next: enrolment or the words to print


STEPS: dict[Road, tuple[Step, ...]] = {
    Road.LAPTOP: (Step.CARD, Step.ME, Step.PASSPHRASE, Step.PLACE, Step.DONE),
    Road.OFFICE: (Step.OFFICE, Step.ME, Step.PASSPHRASE, Step.PLACE, Step.DONE),
}


@dataclass(frozen=True, slots=True)
class Answers:
    """What has been answered so far; change it with ``dataclasses.replace``."""

    road: Road = Road.LAPTOP
    card: OfficeCard | None = None
    compared: bool = False
    office_name: str = ""
    card_folder: Path | None = None
    name: str = ""
    staff: str = ""
    passphrase: str = field(default="", repr=False)
    again: str = field(default="", repr=False)
    folder: Path | None = None


@dataclass(frozen=True, slots=True)
class Suggested:
    """A random passphrase: the words to remember and the letters to type."""

    words: tuple[str, ...]
    typed: str


def weakness(passphrase: str, staff: str) -> str:
    """Why a passphrase is refused: short, repeated, sequence, common, personal; '' when it is good."""
    strength = kdf.passphrase_strength(passphrase, staff)
    return "" if strength.good else str(strength.weaknesses[0])


def suggest() -> Suggested:
    """A random passphrase of five words."""
    made = kdf.suggest_passphrase()
    return Suggested(made.words, made.typed)


def tidy_staff(staff: str) -> str:
    """A staff number as it is meant, whatever width or case it was typed in."""
    return kdf.tidy_staff_number(staff)


def missing(step: Step, answers: Answers) -> tuple[str, ...]:
    """Codes of what keeps a step from being done; the page has the words."""
    return tuple(code for code, lacks in _demands(step, answers) if lacks)


def _demands(step: Step, answers: Answers) -> tuple[tuple[str, bool], ...]:
    if step is Step.CARD:
        return (("card", answers.card is None), ("compare", answers.card is not None and not answers.compared))
    if step is Step.OFFICE:
        return (("office_name", not answers.office_name.strip()), ("card_folder", answers.card_folder is None))
    if step is Step.ME:
        return (("name", not answers.name.strip()), ("staff", not tidy_staff(answers.staff)))
    if step is Step.PASSPHRASE:
        good = not weakness(answers.passphrase, answers.staff)
        return (("weak", not good), ("again", good and answers.passphrase != answers.again))
    if step is Step.PLACE:
        return (("folder", answers.folder is None), ("in_use", in_use(answers.folder)))
    return ()


def in_use(folder: Path | None) -> bool:
    """Whether a folder holds something already; one that cannot be looked into is told when the vault is made."""
    try:
        return folder is not None and folder.exists() and any(folder.iterdir())
    except OSError:
        return False


def after(road: Road, step: Step) -> Step:
    """The step that follows."""
    steps = STEPS[road]
    return steps[min(steps.index(step) + 1, len(steps) - 1)]


def before(road: Road, step: Step) -> Step | None:
    """The step before, or None at the first and at the last, which cannot be undone."""
    steps = STEPS[road]
    place = steps.index(step)
    return steps[place - 1] if place > 0 and step is not Step.DONE else None
