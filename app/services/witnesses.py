"""The second person (核对人) of what two persons confirm: who can be one, and how they give their word."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.errors import AppError
from app.security.header import WrongPassphraseError
from app.storage import asking, persons

if TYPE_CHECKING:
    from app.services.session import Session


class SecondPersonError(AppError):
    """The second person is not on the roster, or is the first one. Data: ``name``."""


@dataclass(frozen=True, slots=True)
class Witness:
    """Somebody of the roster who can be the second person.

    ``resident``: unlocks this vault, so confirms by passphrase; anybody else signs the slip.
    """

    person: str
    name: str
    staff: str
    resident: bool


def witnesses(session: "Session") -> list[Witness]:
    """Who can be the second person: everybody of the roster but me, those who unlock this vault first."""
    roster = session.vault.roster()
    here = {entry.recipient: entry.person for entry in roster.writers.values()}
    resident = {here.get(recipient, person) for person, recipient in persons.recipients(session.vault).items()}
    found = [Witness(rec, e.name, e.staff, rec in resident) for rec, e in roster.inspectors.items()]
    others = (one for one in found if one.person != session.person)
    return sorted(others, key=lambda one: (not one.resident, one.name, one.person))


def witness(session: "Session", person: str) -> Witness:
    """Return the second person by record id.

    Raises:
        SecondPersonError: not on the roster, or me.
    """
    found = next((one for one in witnesses(session) if one.person == person), None)
    if found is None:
        raise SecondPersonError(name=person)
    return found


def demand_mine(session: "Session", passphrase: str) -> None:
    """Demand my own passphrase.

    Raises:
        WrongPassphraseError: it is not. TooManyAsksError: wait before the next try.
    """
    if not asking.is_slot(session.vault, _numbers(session, session.person), passphrase):
        raise WrongPassphraseError


def demand_word(session: "Session", second: Witness, passphrase: str) -> None:
    """Demand the passphrase of a second person who unlocks this vault; anybody else signs on paper.

    Raises:
        WrongPassphraseError: it is not theirs. TooManyAsksError: wait before the next try.
    """
    if second.resident and not asking.is_slot(session.vault, _numbers(session, second.person), passphrase, mine=False):
        raise WrongPassphraseError


def _numbers(session: "Session", person: str) -> list[str]:
    """Numbers a person may unlock with: the roster's, and the one given when the slot was made."""
    vault = session.vault
    entry, known = vault.roster().inspectors.get(person), vault.setting("staff", {})
    former = vault.opened.person.person if person == session.person else person
    return [n for n in dict.fromkeys((entry.staff if entry else "", str(known.get(former, "")))) if n]
