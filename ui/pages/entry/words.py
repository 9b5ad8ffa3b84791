"""Sentences of the page: what a wrong key means, where a batch stands, how often two typings differed."""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from app.records import kinds
from app.services.entry import COMPARE, FIRST, SECOND, Batch, Rate
from app.services.entry_keys import CHOOSING, Sort
from ui.widgets.record_words import words as of_words

ORDER = ("number", "key", "typed", "serial", "most")  # which datum fills %1, %2
MANY_WRONG = 0.01  # of the answers: then the whole batch is better typed a second time


def said(code: str, blanks: Mapping[str, str]) -> str:
    """What was wrong with a key, where, and what to do."""
    translate = QCoreApplication.translate
    sentences = {
        "no-such-choice": translate("Entry", "There is no choice %1 here: the digits are 1 to %2, 0 is none."),
        "choice-keys": translate("Entry", "“%1” means nothing here: press a digit from 1 to %2, 0 for no answer."),
        "no-choices": translate("Entry", "After the answers before, nothing is to be chosen here. Enter goes on."),
        "tick-keys": translate("Entry", "“%1” means nothing here: 1 is ticked, 0 is not."),
        "prompt-keys": translate("Entry", "“%1” means nothing here: 1 adds one more, Enter goes on."),
        "needs-answer": translate("Entry", "This question needs an answer. If the paper has none, press 0 or *."),
        "no-last": translate("Entry", "No sheet before this one to repeat from. Type the answer."),
        "last-empty": translate("Entry", "The sheet before has no answer here to repeat. Type the answer."),
        "last-not-offered": translate("Entry", "The answer of the sheet before is not offered here. Press a digit."),
        "not-a-number": translate("Entry", "This is not a number. Correct it with Backspace."),
        "number-keys": translate("Entry", "“%1” does not belong into a number: digits, a point, Enter goes on."),
        "no-such-day": translate("Entry", "There is no day “%1”. Type it as 20260703, or 0703 for this year."),
        "date-keys": translate("Entry", "“%1” does not belong into a day. Type it as 20260703, or 0703."),
        "no-such-time": translate("Entry", "There is no time “%1”. Type it as 0930."),
        "time-keys": translate("Entry", "“%1” does not belong into a time. Type it as 0930."),
        "text-too-long": translate("Entry", "This answer is too long. Shorten it."),
        "no-serial": translate("Entry", "Type the number printed on the sheet, such as A-0012, then Enter."),
        "serial-keys": translate(
            "Entry", "“%1” does not belong into the number of a sheet: letters A to Z, digits, a hyphen. Never a name."
        ),
        "already-read": translate(
            "Entry", "Sheet %1 was kept before, typed or read from a picture. It would count twice: take the next."
        ),
        "in-other-batch": translate("Entry", "Sheet %1 lies in another batch already. Take the next sheet."),
        "not-drawn": translate("Entry", "Sheet %1 was not drawn for the second typing. Take the one named."),
        "typed-before": translate("Entry", "Sheet %1 is typed already: you are changing it. Esc leaves it as it was."),
        "nothing-before": translate("Entry", "This is the beginning: there is no sheet before."),
        "problem-constraint": translate(
            "Entry", "The questionnaire does not admit this answer. Look at the paper again; unreadable is *."
        ),
        "problem-required": translate("Entry", "This question needs an answer. If the paper has none, press 0 or *."),
        "problem-not-offered": translate(
            "Entry", "After the answers before, this choice is not offered. Take another."
        ),
        "problem-range": translate("Entry", "This number is out of the range. Look at the paper again."),
    }
    own = blanks.get("message", "")
    text = own or sentences.get(code) or translate("Entry", "This answer does not have the form that is asked for.")
    given = [blanks[name] for name in ORDER if name in blanks]
    for place, value in enumerate(given, 1):
        text = text.replace(f"%{place}", value)
    return text


def keys(sort: Sort, turn: int = 1) -> str:
    """Which keys do what on a field of this sort."""
    translate = QCoreApplication.translate
    if sort is Sort.SERIAL and turn == 2:
        return translate("Entry", "Enter agrees, or type another number that was drawn · F7 last sheet · Esc later")
    if sort is Sort.SERIAL:
        return translate("Entry", "Enter agrees, or type another number · F7 last sheet · F12 all typed · Esc later")
    if sort is Sort.PROMPT:
        return translate("Entry", "1 one more · Backspace takes the last away · Enter goes on · F7 back · Esc later")
    back = translate("Entry", "F7 back · + as the sheet before · Esc later")
    return f"{answer_keys(sort)} · {back}"


def answer_keys(sort: Sort) -> str:
    """Which keys answer a question of this sort."""
    translate = QCoreApplication.translate
    if sort is Sort.ONE:
        return translate("Entry", "Digit chooses and goes on · 0 no answer · Enter leaves empty")
    if sort in CHOOSING:
        return translate("Entry", "Digits choose · 0 no answer · Enter goes on")
    if sort is Sort.TICK:
        return translate("Entry", "1 ticked · 0 not · Enter leaves empty")
    if sort is Sort.TEXT:
        return translate("Entry", "Type, Enter goes on · Shift+Enter new line · * unreadable")
    return translate("Entry", "Type, Enter goes on · * no answer or unreadable")


def stage(one: Batch) -> str:
    """Where a batch stands, and what is to be done next."""
    translate = QCoreApplication.translate
    text = {
        FIRST: translate("Entry", "First typing"),
        SECOND: translate("Entry", "Second typing: %1 of %2"),
        COMPARE: translate("Entry", "To be decided and entered"),
    }[one.stage]
    return text.replace("%1", str(one.again)).replace("%2", str(one.drawn))


def way(code: str) -> str:
    """How papers were handed out."""
    declared = kinds.kind("entry_batch").field("way")
    found = next((one for one in declared.choices if one.code == code), None) if declared else None
    return of_words(found.words) if found else code


def percent(rate: Rate) -> str:
    """The share of answers that differed, or a dash."""
    return f"{100 * rate.share:.1f}%" if rate.compared else "—"


def quality(rate: Rate) -> str:
    """How often two typings differed, in a sentence."""
    translate = QCoreApplication.translate
    if not rate.drawn:
        return translate("Entry", "%1 sheets. None was typed a second time: nothing is known of wrong keys.").replace(
            "%1", str(rate.sheets)
        )
    text = translate(
        "Entry",
        "%1 of %2 sheets were typed a second time. Of %3 answers compared %4 differed (%5), on %6 sheets;"
        " in %7 the first typing was wrong.",
    )
    values = (rate.drawn, rate.sheets, rate.compared, rate.differing, percent(rate), rate.differing_sheets)
    for place, value in enumerate((*values, rate.first_wrong), 1):
        text = text.replace(f"%{place}", str(value))
    if rate.same_person:
        same = translate("Entry", "%1 of them were typed twice by the same person.").replace(
            "%1", str(rate.same_person)
        )
        text = f"{text} {same}"
    return text


def advice(rate: Rate) -> str:
    """What to do about many differences, or ''."""
    if rate.share <= MANY_WRONG or rate.drawn >= rate.sheets:
        return ""
    return QCoreApplication.translate(
        "Entry", "More than one in a hundred differ: it is wise to have all sheets typed a second time (F9)."
    )
