"""What the handover page says to `HandoverService.confirm_enrolment`, and the code of the office as a place."""

from collections.abc import Sequence

from app.sync import manifest
from app.sync.enrolment import Registration

OFFICE: str = manifest.OFFICE


def registration(role: str, villages: Sequence[str]) -> Registration:
    """What an officer adds to an enrolment: role code and record ids of villages."""
    return Registration(role=role, villages=tuple(villages))
