"""A ledger over a real encrypted database, made once and copied: no passphrase, no header, no waiting for the disk."""

import hashlib
import itertools
import random
import shutil
import tempfile
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Self

from app.jobs import Progress
from app.records.change import Change
from app.records.heads import RecordState
from app.storage import rebuilding, starting, views
from app.storage.blobs import Blobs
from app.storage.database import Database
from app.storage.fold import Fold
from app.storage.ledger import Ledger
from app.storage.receiving import Staging
from app.storage.types import Arrived, PackageRecord
from tests.app.storage.worlds import DAY, OFFICE

KEY = hashlib.sha256(b"database").digest()
SHM = Path("/dev/shm")  # noqa: S108 - only where it is there: the many small databases need no disk
_numbers = itertools.count()


@cache
def _room() -> Path:
    base = SHM if SHM.is_dir() else None
    room = tempfile.mkdtemp(prefix="satchel-nodes-", dir=base)
    import atexit

    atexit.register(shutil.rmtree, room, ignore_errors=True)
    return Path(room)


@cache
def _template(office: bytes) -> Path:
    path = _room() / f"template-{office.hex()[:8]}.db"
    database = Database(path, KEY)
    starting.start(Ledger(database, office.hex(), lambda: DAY, rebuilding.rebuild), Progress())
    database.close()
    return path


class Node:
    """One vault's ledger and nothing around it."""

    def __init__(self, office: bytes = OFFICE.public) -> None:
        self.path = _room() / f"node-{next(_numbers)}.db"
        shutil.copyfile(_template(office), self.path)
        self.office = office
        self.packages = 0
        self.open()

    def open(self) -> None:
        self.database = Database(self.path, KEY)
        self.database.writer.execute("PRAGMA synchronous = OFF")
        self.ledger = Ledger(self.database, self.office.hex(), lambda: DAY, rebuilding.rebuild)
        starting.start(self.ledger, Progress())

    def close(self) -> None:
        self.database.close()
        for path in self.path.parent.glob(self.path.name + "*"):
            path.unlink()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def staging(self) -> Staging:
        self.packages += 1
        number = self.packages
        package = PackageRecord(f"{number:032x}", "in", "return", "", "", number, "", DAY, "staging", b"")
        return Staging(self.ledger, Blobs(self.path.with_suffix(".blobs"), KEY, None), package)  # type: ignore[arg-type]

    def receive(self, changes: Sequence[Change]) -> Arrived:
        """Take in one package of changes, in this order."""
        staging = self.staging()
        staging.add_lines(changes)
        return staging.finish()

    def dump(self) -> list[str]:
        with self.database.read() as connection:
            return views.dump(connection)

    def record(self, rec: str, scope: str) -> RecordState:
        """One record with every head, folded from all its changes."""
        with self.database.read() as connection:
            return Fold(connection, self.office.hex(), index=False).long_way.record(rec, scope)

    def forks(self) -> set[tuple[str, str, int]]:
        query = "SELECT c.writer, c.scope, f.n FROM fork f JOIN chain c ON c.row = f.chain"
        with self.database.read() as connection:
            return set(connection.execute(query))

    def count(self) -> int:
        with self.database.read() as connection:
            return int(connection.execute("SELECT count(*) FROM change").fetchone()[0])


def shown(lines: Iterable[str]) -> list[str]:
    """A dump without the tips of chains, sorted: what the oracle writes too."""
    return sorted(line for line in lines if not line.startswith('["tip"'))


def packages(changes: Sequence[Change], seed: int, count: int, *, twice: bool = False) -> list[list[Change]]:
    """The changes in some order, cut into packages; with ``twice`` every third one comes again."""
    dice = random.Random(seed)  # noqa: S311 - an order, not a secret
    mixed = list(changes)
    dice.shuffle(mixed)
    if twice:
        mixed += mixed[::3]
    cuts = sorted(dice.randrange(len(mixed) + 1) for _ in range(count - 1))
    return [mixed[a:b] for a, b in itertools.pairwise([0, *cuts, len(mixed)])]
