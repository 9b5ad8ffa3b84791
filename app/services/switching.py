"""Changing over (换人): who else uses this laptop, by the staff number they unlock with."""

from dataclasses import dataclass

from app.services.session import Session
from app.services.upkeep import UpkeepService


@dataclass(frozen=True, slots=True)
class Other:
    """Somebody else who can unlock this vault. ``staff`` is '' where this vault never learned the number."""

    name: str
    staff: str


def others(session: Session) -> list[Other]:
    """Everybody else who can unlock this vault, by name."""
    numbers = session.vault.setting("staff", {})
    roster = session.vault.roster().inspectors
    found = []
    for resident in UpkeepService(session).residents():
        if resident.me:
            continue
        entry = roster.get(resident.rec) or roster.get(resident.person)
        # a number that the office has corrected since opens nothing here
        staff = str(numbers.get(resident.person) or (entry.staff if entry else ""))
        found.append(Other(resident.name, staff))
    return found
