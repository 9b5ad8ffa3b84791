"""Killing: start the victim, kill it at any moment, unlock the vault again, and see what is there."""

import os
import random
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from app.storage.vault import Vault
from app.sync import stick
from tests.faults import victim

ROOT = Path(__file__).resolve().parents[2]
LONGEST = {"typing": 0.08, "receiving": 0.25, "packing": 0.3}


@dataclass
class Field:
    """One vault that is killed again and again."""

    home: Path
    verb: str
    dice: random.Random
    number: int = 0
    said: list[list[str]] = field(default_factory=list)  # words of the last run
    acknowledged: set[int] = field(default_factory=set)

    @classmethod
    def make(cls, home: Path, verb: str, kills: int = 10) -> "Field":
        home.mkdir(parents=True, exist_ok=True)
        (home / "stick").mkdir(exist_ok=True)
        staff = victim.prepare(home, 8 * kills if verb == "receiving" else 0)
        (home / "staff").write_text(staff, encoding="utf-8")
        return cls(home, verb, random.Random(kills))  # noqa: S311 - moments, not secrets

    def kill(self, *, early: bool = False) -> None:
        """Let the victim work, kill it at some moment after its first word, keep what it said was safe."""
        words = [sys.executable, "-m", "tests.faults.victim", self.verb, str(self.home), str(self.number)]
        words += ["early"] if early else []
        environment = {**os.environ, "SATCHEL_TEST_KDF": "1"}
        process = subprocess.Popen(words, stdout=subprocess.PIPE, cwd=ROOT, env=environment)
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        first = process.stdout.readline()
        time.sleep(self.dice.random() * LONGEST[self.verb])
        process.kill()
        rest = first + process.stdout.read()
        process.wait()
        lines = rest[: rest.rfind(b"\n") + 1].decode().split("\n")
        self.said = [line.split() for line in lines if line]
        process.stdout.close()
        self.acknowledged.update(int(words[0]) for words in self.said)
        self.number = max(self.acknowledged) + 1

    def lost(self, *, rebuild: bool = False) -> list[str]:
        """Unlock the vault; what was said to be safe and is not, or stands half.

        ``rebuild``: whether to compare the views with a rebuild too, whose cost grows with all that was written before.
        """
        with victim.unlock(self.home) as vault:
            found = [f"page: {bad}" for bad in vault.database.check()]
            found += CHECKS[self.verb](self, vault)
            if rebuild:
                before = vault.dump()
                vault.rebuild()
                if vault.dump() != before:
                    found.append("views differ from a rebuild")
        return found


def typed(self: Field, vault: Vault) -> list[str]:
    lost = []
    for number in sorted(self.acknowledged):
        rec = victim.record(number)
        row, draft = vault.find_row(rec), vault.draft(rec)
        name = draft.fields["name"] if draft else (row.values["name"] if row else "王-1")
        if int(name[1:]) < number:
            lost.append(f"typed {number}: {name}")
        if draft and draft.cursor != {"field": "name", "at": int(name[1:])}:
            lost.append(f"cursor {number}")
        if number % 3 == 2 and row is None:
            lost.append(f"change {number}")
    self.number += 3 - self.number % 3  # with a record of its own: the last one may have been left by then
    return lost


def taken_in(self: Field, vault: Vault) -> list[str]:
    lost = []
    with vault.database.read() as connection:
        for number in range(self.number + 2):
            query = "SELECT count(*) FROM change WHERE package IN (SELECT row FROM package WHERE id = ?)"
            held = connection.execute(query, (f"{number:032x}",)).fetchone()[0]
            if held not in {0, victim.BATCH} or (number in self.acknowledged and not held):
                lost.append(f"package {number}: {held}")
        if connection.execute("SELECT 1 FROM package WHERE state IN ('staging', 'folding')").fetchone():
            lost.append("a package is still on its way")
        if connection.execute("SELECT 1 FROM waiting").fetchone():
            lost.append("changes wait that need not")
    self.number += 2  # the last one may have come without a word
    return lost


def packed(self: Field, vault: Vault) -> list[str]:
    lost = []
    noted = {package.sha256 for package in vault.packages("out")}
    for _, name, sha256 in self.said:
        path = self.home / "stick" / name
        if not path.exists() or stick.digest(path, None) != sha256 or sha256 not in noted:
            lost.append(f"package {name}")
    self.number += 2
    return lost


CHECKS = {"typing": typed, "receiving": taken_in, "packing": packed}
