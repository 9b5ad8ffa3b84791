"""Keeping a vault in order: who may unlock it, its passphrases, backup, checking, rebuilding."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import NotFoundError
from app.jobs import Progress
from app.records.change import new_record_id
from app.security import kdf
from app.services.session import Session
from app.storage import opening, persons
from app.storage.types import Founder

if TYPE_CHECKING:
    from app.storage.verifying import Verified


@dataclass(frozen=True, slots=True)
class Resident:
    """Somebody who can unlock this vault. ``rec`` is who they are on the roster, or ''; this vault may say another."""

    person: str
    name: str
    me: bool
    rec: str = ""


class UpkeepService:
    """The verbs of the settings page."""

    def __init__(self, session: Session) -> None:
        self._session, self._vault = session, session.vault

    @property
    def folder(self) -> Path:
        """Where this vault lies."""
        return self._vault.folder

    def auto_lock(self) -> int:
        """Minutes without anybody until it locks; 0 never."""
        return int(self._vault.setting("auto lock", 5))

    def set_auto_lock(self, minutes: int) -> None:
        """Lock after so many minutes without anybody."""
        self._vault.put_setting("auto lock", minutes)

    def office_rests(self) -> str:
        """Why the office's key signs nothing here until somebody confirms (a copy was put back or moved), or ''."""
        return self._vault.office_elsewhere

    def confirm_office(self) -> None:
        """Say that this is the office from now on, and the one it was copied from is not; the log notes it."""
        self._vault.confirm_office()

    def residents(self) -> list[Resident]:
        """Everybody who can unlock this vault, me first."""
        names, mine = self._vault.setting("names", {}), self._vault.me.identity.recipient
        # the office may have entered them before this vault knew them: then the roster has another record id
        known = {e.recipient: e.person for e in self._vault.roster().writers.values() if e.recipient}
        residents = []
        for person, recipient in persons.recipients(self._vault).items():
            rec = known.get(recipient, "")
            name = (self._session.name_of(rec) if rec else "") or str(names.get(person, ""))
            residents.append(Resident(person, name, recipient == mine, rec))
        return sorted(residents, key=lambda resident: (not resident.me, resident.name))

    def change_passphrase(self, staff: str, old: str, new: str) -> None:
        """Change my passphrase.

        Raises:
            WrongPassphraseError: staff number or old passphrase.
        """
        persons.change_passphrase(self._vault, staff, old, new)

    def add_person(self, name: str, staff: str, passphrase: str) -> None:
        """Let a second person of this laptop in, with keys of their own.

        Raises:
            AlreadyOpensError: staff number and passphrase open it already.
        """
        person = self._on_roster(staff) or new_record_id()
        persons.add_person(self._vault, Founder(person, name.strip(), kdf.tidy_staff_number(staff)), passphrase)
        known = self._vault.setting("staff", {})
        self._vault.put_setting("staff", {**known, person: kdf.tidy_staff_number(staff)})
        self._session.touched(frozenset({"event"}))

    def remove_person(self, person: str) -> None:
        """Let somebody out: the vault is encrypted anew.

        Raises:
            LastPersonError: nobody would be left. NotFoundError: it is me; somebody else has to do it.
        """
        if any(one.me and person in {one.person, one.rec} for one in self.residents()):
            raise NotFoundError(what="other person", name=self._session.me_name)
        persons.remove_person(self._vault, person)
        self._session.touched(frozenset({"event"}))

    def backup(self, progress: Progress | None = None) -> Path:
        """Make a verified copy.

        Raises:
            DamagedDatabaseError: the vault or the copy does not check.
        """
        return opening.backup(self._vault, progress)

    def check(self, progress: Progress | None = None) -> "Verified":
        """Check every page, every change with its signature and place in its chain, every attachment.

        Nothing is changed or mended.

        Raises:
            CancelledError: stopped on the way.
        """
        from app.storage import verifying
        from app.sync import cargo

        return verifying.verify(self._vault, cargo.keys_of(self._vault, self._vault.ledger.held()), progress)

    def rebuild(self, progress: Progress | None = None) -> None:
        """Fold every view and index anew from the journal."""
        self._vault.rebuild(progress)

    def _on_roster(self, staff: str) -> str:
        wanted = kdf.tidy_staff_number(staff)
        entries = self._vault.roster().inspectors.values()
        return next((e.person for e in entries if kdf.tidy_staff_number(e.staff) == wanted and wanted), "")
