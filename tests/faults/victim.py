"""A program that is about to be killed: it works on a vault and says on its output what is safe by now.

``python -m tests.faults.victim VERB HOME FROM [early]``; with ``early`` it says so before it is true, which the tests
must notice.
"""

import sys
from collections.abc import Callable
from pathlib import Path

from app.practice import laptop
from app.records.change import COMMON, new_record_id
from app.security import kdf
from app.security.card import OfficeCard
from app.security.keys import Identity, WriterKey
from app.storage import opening
from app.storage.composing import OfficeKeys
from app.storage.memory import InstallationMemory
from app.storage.types import Draft, Founder, NewChange, PackageRecord
from app.storage.vault import Vault
from app.sync import returning
from tests.bench.journals import Pen, villagers

BATCH = 120
SCOPE = "village-" + "cd" * 16


def prepare(home: Path, senders: int) -> str:
    """Make a vault with so many senders on its roster; returns the staff number that opens it."""
    if not senders:
        return laptop.start(home / "vault", InstallationMemory(home / "own"), megabytes=0)[1]
    keys = OfficeKeys(WriterKey.generate(), Identity.generate(), Identity.generate())
    card = OfficeCard("办", keys.key.public, (keys.receive.recipient,), (keys.recover.recipient,), True, 1)  # noqa: FBT003
    me = Founder(new_record_id(), "周办", "B001")
    memory, cost = InstallationMemory(home / "own"), kdf.testing_cost()
    with opening.create(
        home / "vault", me, laptop.PASSPHRASE, memory=memory, card=card, office=keys, cost=cost, practice=True
    ) as vault:
        entry = {"person": me.person, "recipient": vault.me.identity.recipient}
        mine = [vault.me.key, *(Pen(f"sender {number}").key for number in range(senders))]
        people = NewChange("inspector", me.person, COMMON, {"name": "周办", "staff": "B001"}, as_office=True)
        writers = [
            NewChange("writer", key.writer_id, COMMON, {**entry, "key": key.public.hex()}, as_office=True)
            for key in mine
        ]
        vault.write([people, *writers])
    return me.staff


def unlock(home: Path) -> Vault:
    (home / "vault" / "unlocks.log").unlink(missing_ok=True)
    staff = (home / "staff").read_text(encoding="utf-8")
    return opening.open_vault(home / "vault", staff, laptop.PASSPHRASE, memory=InstallationMemory(home / "own"))


def say(*words: object) -> None:
    sys.stdout.write(" ".join(str(word) for word in words) + "\n")
    sys.stdout.flush()


def record(number: int) -> str:
    """Record typed at when the count stands at ``number``; every third save leaves it."""
    return f"{number // 3:032x}"


def type_on(vault: Vault, number: int, *, early: bool, tell: Callable[[object], None] = say) -> None:
    """Type into one villager after another; every third save leaves the record."""
    rec, person = record(number), vault.me.person
    if early:
        tell(number)
    draft = Draft(person, rec, SCOPE, "person", {"name": f"王{number}"}, cursor={"field": "name", "at": number})
    vault.save_draft(draft)
    if number % 3 == 2:
        vault.commit_draft(rec)
    if not early:
        tell(number)


def take_in(vault: Vault, number: int, *, early: bool, tell: Callable[[object], None] = say) -> None:
    """Receive one package of changes by somebody registered."""
    if early:
        tell(number)
    package = PackageRecord(f"{number:032x}", "in", "return", "", "", number, "", 0, "staging", b"")
    staging = vault.staging(package)
    staging.add_lines(list(villagers([Pen(f"sender {number}")], BATCH)))
    staging.finish()
    if not early:
        tell(number)


def pack(vault: Vault, number: int, *, early: bool) -> None:
    """Write something and a package with it."""
    vault.write([NewChange("person", f"{number:032x}", SCOPE, {"name": f"李{number}"})])
    stick = vault.folder.parent / "stick"
    if early:
        say(number, f"{number}.satchel", "0" * 64)
    for made in returning.write(vault, stick, packing=returning.Packing(whole=True)):
        if not early:
            say(number, made.path.name, made.sha256)


VERBS = {"typing": type_on, "receiving": take_in, "packing": pack}


def main() -> None:
    verb, home, number = VERBS[sys.argv[1]], Path(sys.argv[2]), int(sys.argv[3])
    vault = unlock(home)
    say("ready")
    while True:
        verb(vault, number, early="early" in sys.argv[4:])
        number += 1


if __name__ == "__main__":
    main()
