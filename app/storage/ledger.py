"""The journal with its fold: the one door through which changes enter and views are kept true."""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from app.errors import NotAllowedError
from app.jobs import Progress
from app.records.change import Change
from app.records.judge import Roster
from app.security.keys import WriterKey
from app.storage import composing, journal, search
from app.storage.composing import HybridClock
from app.storage.database import Connection, Database
from app.storage.fold import Fold, Outcome
from app.storage.rostering import read_roster
from app.storage.types import Chain, NewChange

INDEXED, FEW_INDEXED = 10, 3  # records indexed between two looks at the clock; few while a person is typing
CHAINS = "SELECT c.writer, c.scope, t.n, t.id FROM tip t JOIN chain c ON c.row = t.chain ORDER BY c.writer, c.scope"
HELD = """
SELECT c.writer, c.scope, h.n, h.id
  FROM chain c JOIN change h ON h.row = (SELECT row FROM change WHERE chain = c.row ORDER BY n DESC LIMIT 1)
"""


@dataclass(frozen=True, slots=True)
class Shared:
    """What a package being staged has in common with others being staged, which brought it first."""

    changes: set[bytes] = field(default_factory=set)  # ids
    blobs: set[str] = field(default_factory=set)  # digests


class Ledger:
    """Writes changes, takes in others', keeps the views; every method may be called from any thread."""

    def __init__(
        self,
        database: Database,
        office_key: str,
        clock: Callable[[], int],
        rebuild: Callable[["Ledger", Progress], None],
    ) -> None:
        """``rebuild`` folds every view anew: what a change may call for that reaches back into verdicts given."""
        self.database = database
        self.office_key = office_key
        self.clock = HybridClock(clock)
        self.unfinished: dict[int, int] = {}
        self.shared: dict[int, Shared] = {}  # by package
        self._roster: Roster | None = None
        self._standing_roster: Roster | None = None  # the same, as whoever has the turn to write finds it
        self._rebuild = rebuild
        self.rebuilds = 0  # begun so far: one that finds another begun after it must begin again
        self._rebuilding = threading.Lock()

    # ---- writing

    def write(
        self, changes: Sequence[NewChange], key: WriterKey, recipients: list[str], *, force: bool
    ) -> list[Change]:
        """Write changes in one transaction; all or none.

        Raises:
            NotAllowedError: one of them would be irregular, or its writer is not registered yet (unless ``force``).
        """
        with self.database.write() as connection:
            made, outcome = self._write(connection, changes, key, recipients, force=force)
        self.after(outcome)
        return made

    def _write(
        self,
        connection: Connection,
        changes: Sequence[NewChange],
        key: WriterKey,
        recipients: list[str],
        *,
        force: bool,
    ) -> tuple[list[Change], Outcome]:
        with self.folding(connection) as fold:
            made = []
            for new in changes:
                change, chain = composing.compose(connection, new, key, self.clock, recipients)
                stored = journal.insert(connection, change, 0, chain)
                if connection.execute("SELECT 1 FROM fork WHERE chain = ?", (chain,)).fetchone() is None:
                    journal.put_tip(connection, chain, change.n, change.id)
                fold.absorb([stored])
                if not force:
                    self._demand_regular(connection, stored.row)
                made.append(change)
            return made, fold.outcome

    @staticmethod
    def _demand_regular(connection: Connection, row: int) -> None:
        wrong = connection.execute("SELECT rule, details FROM irregular WHERE row = ?", (row,)).fetchone()
        if wrong:
            raise NotAllowedError(rule=wrong[0], details=wrong[1])
        waits = connection.execute("SELECT missing FROM waiting WHERE row = ?", (row,)).fetchone()
        if waits:
            raise NotAllowedError(
                rule="unregistered" if waits[0].startswith("writer:") else "waiting", details=waits[0]
            )

    @contextmanager
    def folding(self, connection: Connection, *, index: bool = True) -> Iterator[Fold]:
        """A fold over the views in use; what it learns of the roster is kept when the block ends well."""
        known, self._standing_roster = self._standing_roster, None
        unfinished, see = self.unfinished, self.clock.see
        fold = Fold(connection, self.office_key, known=known, unfinished=unfinished, index=index, see=see)
        yield fold
        if fold.outcome.roster_changed:  # until it is committed it may be taken back: the next one reads it
            self._roster = None
        else:
            self._standing_roster = fold.roster
        if fold.outcome.rebuild:  # kept with the change itself: a power cut before the rebuild must not forget it
            connection.execute("UPDATE setting SET value = 'stale' WHERE name = 'views'")

    def after(self, outcome: Outcome) -> None:
        """What must follow a committed fold: a roster change that reaches back folds everything anew."""
        if outcome.roster_changed:
            self._roster = None  # again: somebody may have read the old one before the commit
        if outcome.rebuild:
            self.rebuild(Progress())

    # ---- reading

    @property
    def roster(self) -> Roster:
        """The newest roster held."""
        if self._roster is None:
            with self.database.read() as connection:
                self._roster = read_roster(connection, self.office_key)
        return self._roster

    def chains(self) -> dict[str, dict[str, Chain]]:
        """Per writer and scope the last change up to which nothing is missing."""
        found: dict[str, dict[str, Chain]] = {}
        with self.database.read() as connection:
            for writer, scope, n, cid in connection.execute(CHAINS):
                found.setdefault(writer, {})[scope] = Chain(writer, scope, n, cid)
        return found

    def held(self) -> dict[str, dict[str, tuple[int, str]]]:
        """Per writer and scope the highest number held, gaps or not."""
        found: dict[str, dict[str, tuple[int, str]]] = {}
        with self.database.read() as connection:
            for writer, scope, n, cid in connection.execute(HELD):
                found.setdefault(writer, {})[scope] = (n, cid.hex())
        return found

    def lines(self, writer: str, scope: str, after: int, upto: int | None = None) -> Iterator[tuple[int, str, bytes]]:
        """Lines of a chain as they travel, a thousand at a time so that nobody waits for the connection."""
        at, end = after, upto if upto is not None else 2**53
        while True:
            with self.database.read() as connection:
                part: list[tuple[int, str, bytes]] = []
                for item in journal.lines(connection, writer, scope, at, end):
                    if len(part) >= 1000 and item[0] != part[-1][0]:
                        break
                    part.append(item)
            if not part:
                return
            yield from part
            at = part[-1][0]

    # ---- upkeep

    def rebuild(self, progress: Progress) -> None:
        """Fold every view anew beside the old ones, which serve until the new ones take their place."""
        if self.database.turn.mine:  # inside a transaction: nobody else can write before it ends
            self._rebuild(self, progress)
        else:
            with self._rebuilding:  # two would build into the same tables
                self._rebuild(self, progress)
        self._roster = None

    def forget_roster(self) -> None:
        """Say, with the turn held, that other views take the place of those in use."""
        self._roster = self._standing_roster = None

    def index_postponed(self, progress: Progress) -> int:
        """Index what came without being indexed, in slices that never hold the turn for long; returns how many."""
        done, part = 0, INDEXED
        while part:
            with self.database.write(background=True) as connection:
                over = self.database.turn.slice()
                while part:
                    part = search.catch_up(connection, FEW_INDEXED if self.database.turn.typing else INDEXED)
                    done += part
                    if over():
                        break
            progress.step(done)
        return done
