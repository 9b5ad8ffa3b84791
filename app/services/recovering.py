"""Recovery through the office (恢复): its key opens the work of somebody whose passphrase is lost.

The data come back, the old signing keys do not: the person gets a new passphrase and a new writer, which the office
registers like any other. Nothing that was saved is lost, and the log of the vault says that it happened.
"""

import datetime as dt
from dataclasses import dataclass, field, replace
from pathlib import Path

from app.errors import NotFoundError
from app.jobs import Progress
from app.records.change import new_record_id
from app.security import durable, kdf
from app.security.keys import Identity
from app.services.session import Session
from app.storage import opening
from app.storage.memory import InstallationMemory
from app.storage.types import Founder

KEY_FILE = "satchel-recovery-key.txt"  # in age's own form, so that `age` reads it as well


@dataclass(frozen=True, slots=True)
class Owner:
    """Who gets in again: name, staff number, the new passphrase, and the record id on the roster where it is known."""

    name: str
    staff: str
    passphrase: str = field(repr=False)
    person: str = ""


class RecoveryService:
    """What an office does for a colleague. ``session`` is the office's own."""

    def __init__(self, session: Session) -> None:
        self._session, self._vault = session, session.vault

    def recover(self, folder: Path, owner: Owner, progress: Progress | None = None) -> None:
        """Give a person a new passphrase for the work in ``folder``, which stays where it lies.

        Raises:
            NotFoundError: this is no office. NotForMeError: the work belongs to another office.
            ForeignFileError, DamagedHeaderError, DamagedDatabaseError: nothing that could be opened.
        """
        staff = kdf.tidy_staff_number(owner.staff)
        entries = self._vault.roster().inspectors.values()
        person = next((entry.person for entry in entries if kdf.tidy_staff_number(entry.staff) == staff), "")
        owner = replace(owner, person=person)
        recover(folder, [self._identity()], owner, self._vault.memory, progress).vault.close()
        self._vault.log("recovery", detail={"staff": staff})

    def write_key(self, folder: Path) -> Path:
        """Write the recovery key in clear, for a computer that cannot be brought here; the log says so first.

        Raises:
            NotFoundError: this is no office. OSError: it could not be written.
        """
        identity = self._identity()
        self._vault.log("export", detail={"kind": "recovery key"})
        made = dt.datetime.now().astimezone().strftime("%Y-%m-%d")
        lines = (
            "# Satchel recovery key 恢复密钥",
            f"# made: {made}",
            f"# public key: {identity.recipient}",
            identity.text,
        )
        path = folder / KEY_FILE
        durable.write_bytes(path, "\n".join((*lines, "")).encode())
        return path

    def _identity(self) -> Identity:
        office = self._vault.office
        if office is None:
            raise NotFoundError(what="office key", name="")
        return office.recover


def read_key(path: Path) -> list[Identity]:
    """Read a recovery key from its file, or from the folder or stick that holds one.

    Raises:
        NotFoundError: there is no key in it. BadIdentityError: a line that is no key. OSError: not readable.
    """
    file = path / KEY_FILE if path.is_dir() else path
    lines = (line.strip() for line in file.read_bytes().decode("utf-8", errors="replace").splitlines())
    found = [Identity.from_text(line) for line in lines if line and not line.startswith("#")]
    if not found:
        raise NotFoundError(what="recovery key", name=file.name)
    return found


def recover(
    folder: Path, identities: list[Identity], owner: Owner, memory: InstallationMemory, progress: Progress | None = None
) -> Session:
    """Open the work in ``folder`` with a recovery key and let its owner in with a new passphrase."""
    steps = progress or Progress()
    steps.step(0, 2)
    cost = kdf.cost_for_new_slot()
    steps.step(1, 2)
    who = Founder(owner.person or new_record_id(), owner.name.strip(), kdf.tidy_staff_number(owner.staff))
    return Session(opening.recover(folder, identities, who, owner.passphrase, memory=memory, cost=cost))
