"""Before a vault is open: which vaults this computer knows, making one, unlocking one."""

import datetime as dt
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app import paths
from app.errors import AppError
from app.jobs import Progress
from app.records.change import COMMON, new_record_id
from app.security import card as cards
from app.security import header as headers
from app.security import kdf, throttle
from app.security.card import OfficeCard
from app.security.keys import Identity, WriterKey
from app.services.first_start import Answers, Road
from app.services.session import Session
from app.storage import disk, opening
from app.storage.composing import OfficeKeys
from app.storage.database import now
from app.storage.memory import InstallationMemory
from app.storage.types import Founder, NewChange
from app.storage.vault import Vault

if TYPE_CHECKING:
    from app.services.recovering import Owner

Clock = Callable[[], int]


@dataclass(frozen=True, slots=True)
class KnownVault:
    """A folder that should hold a vault. ``trouble`` is what its header says about itself, or None."""

    folder: Path
    practice: bool = False
    trouble: AppError | None = None

    @property
    def name(self) -> str:
        """How the chooser calls it: the folder's name, never a person's."""
        return self.folder.name


class SetupService:
    """The verbs of the unlock page and of the first start.

    ``home`` is the program's own folder. ``homes`` names another one for some vaults: a practice round by stick plays
    several installations on one machine.
    """

    def __init__(
        self, home: Path | None = None, clock: Clock = now, homes: Callable[[Path], Path | None] = lambda _: None
    ) -> None:
        self.home, self._clock, self._homes = home or paths.data_folder(), clock, homes

    @property
    def memory(self) -> InstallationMemory:
        """What the program remembers outside every vault, read anew."""
        return InstallationMemory(self.home)

    def look(self, folder: Path) -> KnownVault:
        """Read the header of a folder, which needs no passphrase."""
        try:
            with disk.told(folder):  # a stick that does not answer, a folder of somebody else's
                header = headers.read(folder / headers.NAME)
        except AppError as error:
            return KnownVault(folder, trouble=error)
        return KnownVault(folder, practice=header.practice)

    def pause(self, folder: Path) -> int:
        """Whole seconds until the next try is taken."""
        wait = throttle.delay(folder / throttle.NAME, self._clock)
        return int(wait) + 1 if wait > 0 else 0

    def unlock(self, folder: Path, staff: str, passphrase: str, progress: Progress | None = None) -> Session:
        """Open a vault as one of its persons.

        Raises:
            WrongPassphraseError, DamagedHeaderError, DamagedDatabaseError, ForeignFileError, NewerFormatError: the
                five refusals; TooManyTriesError: wait first.
        """
        vault = opening.open_vault(
            folder,
            staff,
            passphrase,
            memory=InstallationMemory(self._homes(folder) or self.home),
            clock=self._clock,
            progress=progress or Progress(),
        )
        return Session(vault)

    def recover(self, folder: Path, key: Path, owner: "Owner", progress: Progress | None = None) -> Session:
        """Open a vault with the office's recovery key, read from a file, and give a person a new passphrase.

        Raises:
            NotFoundError, BadIdentityError: no key in the file. NotForMeError: it is another office's key.
        """
        from app.services import recovering

        return recovering.recover(folder, recovering.read_key(key), owner, self.memory, progress)

    def use_previous_header(self, folder: Path) -> None:
        """Put the header before the last one back in place of a damaged one, which is kept beside it.

        Raises:
            ForeignFileError, DamagedHeaderError: the previous one is missing or damaged as well.
        """
        path = folder / headers.NAME
        previous = path.with_name(path.name + ".previous")
        header = headers.read(previous)
        if path.exists():
            path.replace(path.with_name(path.name + ".damaged"))
        headers.write(header, path)

    def read_card(self, path: Path) -> OfficeCard:
        """Read an office card from a file, or from the folder or stick that holds one.

        Raises:
            ForeignFileError, BrokenCardError, NewerFormatError: nothing that could be used.
        """
        return cards.read(path / cards.NAME if path.is_dir() else path)[0]

    def free_folder(self, road: Road) -> Path:
        """A folder for a new vault that does not exist yet; it says nothing about anybody."""
        base = Path.home() / "Satchel"
        names = [road.value, *(f"{road.value}-{number}" for number in range(2, 100))]
        return next((base / name for name in names if not (base / name).exists()), base / new_record_id())

    def make(self, answers: Answers, progress: Progress | None = None) -> Session:
        """Make the vault that the first start described, and open it.

        Raises:
            FolderInUseError: the folder holds something.
        """
        progress = progress or Progress()
        progress.step(0, 2)
        cost = kdf.cost_for_new_slot()
        progress.step(1, 2)
        made = self._make_office if answers.road is Road.OFFICE else self._make_laptop
        return Session(made(answers, cost))

    def _make_laptop(self, answers: Answers, cost: kdf.KdfCost) -> Vault:
        folder = _folder(answers)
        who = Founder(new_record_id(), answers.name.strip(), kdf.tidy_staff_number(answers.staff))
        practice = bool(answers.card and answers.card.practice)
        vault = opening.create(
            folder,
            who,
            answers.passphrase,
            memory=self.memory,
            card=answers.card,
            cost=cost,
            practice=practice,
            clock=self._clock,
        )
        vault.put_setting("staff", {who.person: who.staff})  # the office asks for it at enrolment
        return vault

    def _make_office(self, answers: Answers, cost: kdf.KdfCost) -> Vault:
        who = Founder(new_record_id(), answers.name.strip(), kdf.tidy_staff_number(answers.staff))
        vault, card, signature = found_office(
            _folder(answers),
            answers.office_name.strip(),
            who,
            answers.passphrase,
            memory=self.memory,
            cost=cost,
            clock=self._clock,
        )
        if answers.card_folder is not None:
            try:
                answers.card_folder.mkdir(parents=True, exist_ok=True)
                cards.write(answers.card_folder, card, signature)
            except OSError:  # an office without its card could let nobody in, and its folder would stop the next try
                vault.close()
                shutil.rmtree(vault.folder, ignore_errors=True)
                raise
        return vault


def found_office(  # noqa: PLR0913 - each is something the founder decides
    folder: Path,
    name: str,
    who: Founder,
    passphrase: str,
    *,
    memory: InstallationMemory,
    cost: kdf.KdfCost | None = None,
    practice: bool = False,
    clock: Clock = now,
) -> tuple[Vault, OfficeCard, bytes]:
    """Make an office: its keys, its card, its vault, and the first lines of its roster.

    Returns:
        The open vault, the card and the card's signature.
    """
    keys = OfficeKeys(WriterKey.generate(), Identity.generate(), Identity.generate())
    card = OfficeCard(name, keys.key.public, (keys.receive.recipient,), (keys.recover.recipient,), practice, clock())
    signature = cards.sign(card, keys.key)
    vault = opening.create(
        folder,
        who,
        passphrase,
        memory=memory,
        card=card,
        office=keys,
        cost=cost,
        practice=practice,
        clock=clock,
    )
    vault.put_secret("card signature", signature)
    vault.write(_founding(vault, card, who))
    return vault, card, signature


def _founding(vault: Vault, card: OfficeCard, who: Founder) -> list[NewChange]:
    """The office, its first officer and the officer's key, signed by the office."""
    made = dt.datetime.fromtimestamp(card.made / 1000).astimezone().strftime("%Y-%m-%dT%H:%M")
    office = {
        "name": card.name,
        "fingerprint": card.fingerprint,
        "key": card.key.hex(),
        "receive": list(card.receive),
        "recover": list(card.recover),
        "made": made,
    }
    officer = {"name": who.name, "staff": who.staff, "role": "office"}
    writer = {
        "person": who.person,
        "laptop": "00",
        "key": vault.me.key.public.hex(),
        "recipient": vault.me.identity.recipient,
        "installation": vault.memory.installation,
    }
    return [
        NewChange("office", card.fingerprint[:32], COMMON, office, as_office=True),
        NewChange("inspector", who.person, COMMON, officer, as_office=True),
        NewChange("writer", vault.me.writer_id, COMMON, writer, as_office=True),
    ]


def _folder(answers: Answers) -> Path:
    if answers.folder is None:
        raise ValueError("the step before has not been done")
    return answers.folder
