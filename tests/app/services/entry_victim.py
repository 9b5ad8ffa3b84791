"""A program that types a sheet and is killed: it says on its output which answer is safe by now.

``python -m tests.app.services.entry_victim FOLDER MEMORY BATCH``.
"""

import itertools
import sys
from pathlib import Path

from app.services.entry import EntryService
from app.services.entry_keys import ENTER
from app.services.session import Session
from app.storage import opening
from app.storage.memory import InstallationMemory
from tests.app.services.records_world import PASSPHRASE, STAFF, Clock


def main(folder: str, memory: str, batch: str) -> None:
    clock = Clock()
    vault = opening.open_vault(
        Path(folder), STAFF, PASSPHRASE, memory=InstallationMemory(Path(memory)), clock=clock.milliseconds
    )
    typing = EntryService(Session(vault), clock.local).typing(batch)
    for digit in itertools.cycle("121"):
        if typing.sheet is None:
            typing.press(ENTER)
        serial, place = typing.serial, typing.sheet.place
        if place.endswith("q09"):
            typing.press(ENTER)
            continue
        typing.press(digit)
        sys.stdout.write(f"{serial} {place} {digit}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
