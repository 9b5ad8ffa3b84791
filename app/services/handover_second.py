"""Confirmed by two (两人核对): a second person compares recipient and digest of what was written with its slip."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.errors import NotFoundError
from app.services import witnesses
from app.services.witnesses import Witness

if TYPE_CHECKING:
    from app.services.session import Session, Touched
    from app.storage.types import PackageRecord

CHOSEN = "second"  # setting: who was chosen last, for each person
PASSPHRASE, SIGNATURE = "passphrase", "signature"


@dataclass(frozen=True, slots=True)
class Checked:
    """Who checked a package (核对人), when (ms), and whether by passphrase; else they sign its slip."""

    person: str
    name: str
    by_passphrase: bool
    at: int


class SecondPersonService:
    """The verbs of the second person. Nothing waits for them: a package that nobody checked says so, and goes."""

    def __init__(self, session: "Session") -> None:
        self._session, self._vault = session, session.vault

    def witnesses(self) -> list[Witness]:
        """Who can be the second person, the one chosen last first."""
        last = self.last
        return sorted(witnesses.witnesses(self._session), key=lambda one: one.person != last)

    @property
    def last(self) -> str:
        """Record id of the second person I chose last, or ''."""
        return str(self._vault.setting(f"{CHOSEN}.{self._session.person}", ""))

    def confirm(self, packages: Sequence[str], second: str, passphrase: str = "") -> "Touched":
        """Note that a second person checked these packages, and log it.

        Who unlocks this vault gives their passphrase; anybody else signs the slip.

        Raises:
            NotFoundError: this vault wrote no such package; nothing was noted.
            SecondPersonError, WrongPassphraseError, TooManyAsksError: nothing was noted.
        """
        found = [written(self._session, package) for package in packages]
        person = witnesses.witness(self._session, second)
        witnesses.demand_word(self._session, person, passphrase)
        by = PASSPHRASE if person.resident else SIGNATURE
        told = {"person": person.person, "by": by, "at": self._vault.clock()}
        for one in found:
            self._vault.update_package(one.row, one.state, {**one.details, "second": told})
            self._vault.log("pack", one.id, {"second": person.person, "by": by})
        self._vault.put_setting(f"{CHOSEN}.{self._session.person}", person.person)
        return self._session.touched(frozenset({"event"}))

    def checked(self, package: str) -> Checked | None:
        """Who checked a package, None while nobody did.

        Raises:
            NotFoundError: this vault wrote no such package.
        """
        return checked(self._session, written(self._session, package))


def written(session: "Session", package: str) -> "PackageRecord":
    """Return what is noted of a package written here, by its id.

    Raises:
        NotFoundError: this vault wrote no such package.
    """
    found = next((one for one in session.vault.packages("out") if one.id == package), None)
    if found is None:
        raise NotFoundError(what="package", name=package)
    return found


def checked(session: "Session", package: "PackageRecord") -> Checked | None:
    """Who checked a package, from what is noted of it."""
    told = package.details.get("second")
    if not isinstance(told, dict):
        return None
    person = str(told.get("person", ""))
    return Checked(person, session.name_of(person), told.get("by") == PASSPHRASE, int(told.get("at") or 0))
