"""The SQLCipher file: opening, refusing, migrating, and taking turns at writing."""

import logging
import sqlite3 as plain
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlcipher3 import dbapi2 as sql

from app.errors import AppError
from app.jobs import Progress
from app.storage import disk
from app.storage.turns import Turn

_LOG = logging.getLogger(__name__)
MIGRATIONS = Path(__file__).with_name("migrations")
PLAIN_MAGIC = b"SQLite format 3\x00"
LOG_SIZE = 16 << 20  # bytes of the write-ahead log after which it is folded into the file, beside other work
# Seconds that a thread may keep the interpreter while another wants it. A save asks for it at each statement and every
# signature check when it ends; Python's own 0.005 would make both wait behind a package being read.
SWITCH = 0.0005


class DamagedDatabaseError(AppError):
    """The key is right and the database cannot be read. Data: ``path``, ``details``."""


class DatabaseTooNewError(AppError):
    """Written by a newer Satchel. Data: ``found``, ``known``."""


class ForeignDatabaseError(AppError):
    """Something that is not an encrypted vault stands in its place. Data: ``path``."""


Connection = sql.Connection


def connect(path: Path, key: bytes | bytearray, *, read_only: bool = False) -> Connection:
    """Open one connection with the raw 32-byte ``key``; nothing is read before the pragmas stand.

    Raises:
        ForeignDatabaseError: the file is a plain SQLite database.
        DamagedDatabaseError: the first page cannot be read with this key.
    """
    if path.exists() and path.stat().st_size >= len(PLAIN_MAGIC):
        with path.open("rb") as file:
            if file.read(len(PLAIN_MAGIC)) == PLAIN_MAGIC:
                raise ForeignDatabaseError(path=str(path))
    with disk.told(path):
        connection = sql.connect(str(path), check_same_thread=False, isolation_level=None, timeout=30)
    raw = bytearray(b"x'" + bytes(key).hex().encode() + b"'")
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.set_key(raw)
    finally:
        raw[:] = bytes(len(raw))
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        _settle(connection, read_only=read_only)
    except sql.DatabaseError as error:
        connection.close()
        damage = DamagedDatabaseError(path=str(path), details=type(error).__name__)
        raise _trouble(error, path) or damage from error
    return connection


def _settle(connection: Connection, *, read_only: bool) -> None:
    for line in (
        "PRAGMA journal_mode = WAL",
        "PRAGMA synchronous = FULL",
        "PRAGMA foreign_keys = ON",
        "PRAGMA recursive_triggers = OFF",
        "PRAGMA cache_size = -16000",
        "PRAGMA trusted_schema = OFF",
        "PRAGMA wal_autocheckpoint = 0",  # never inside a save: `Database.tidy` does it
        f"PRAGMA journal_size_limit = {LOG_SIZE}",
    ):
        connection.execute(line)
    if read_only:
        connection.execute("PRAGMA query_only = ON")
    options = {row[0] for row in connection.execute("PRAGMA compile_options")}
    temporary = connection.execute("PRAGMA temp_store").fetchone()[0]
    # Sorting on disk would leave 40 MB of clear text in the temporary folder.
    if not options & {"TEMP_STORE=2", "TEMP_STORE=3"} or int(temporary) not in {0, 2}:
        raise sql.DatabaseError("temporary store is not in memory")


def statements(script: str) -> Iterator[str]:
    """Cut a script into statements: ``executescript`` would commit the open transaction."""
    text = ""
    for line in script.splitlines(keepends=True):
        text += line
        if plain.complete_statement(text):
            if text.strip():
                yield text
            text = ""


def known_version() -> int:
    """Number of the newest migration."""
    return max(int(path.name[:4]) for path in MIGRATIONS.glob("[0-9]*.sql"))


def version(connection: Connection) -> int:
    """``user_version`` of the file."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def migrate(connection: Connection) -> list[int]:
    """Bring the journal's own tables up to date, all or nothing; returns the numbers that ran.

    Raises:
        DatabaseTooNewError: the file is newer than this release.
    """
    found, known = version(connection), known_version()
    if found > known:
        raise DatabaseTooNewError(found=found, known=known)
    ran = []
    for path in sorted(MIGRATIONS.glob("[0-9]*.sql")):
        number = int(path.name[:4])
        if number <= found:
            continue
        connection.execute("PRAGMA foreign_keys = OFF")  # with keys on, rebuilding a parent deletes its children
        connection.execute("BEGIN IMMEDIATE")
        try:
            for statement in statements(path.read_text(encoding="utf-8")):
                connection.execute(statement)
            if connection.execute("PRAGMA foreign_key_check").fetchone():
                raise sql.IntegrityError("foreign keys broken by a migration")  # noqa: TRY301 - rolled back just below
            connection.execute(f"PRAGMA user_version = {number}")
            connection.execute("COMMIT")
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        finally:
            connection.execute("PRAGMA foreign_keys = ON")
        ran.append(number)
    return ran


class Database:
    """One vault's file: a writing connection whose turn is shared out, and a reading connection of its own."""

    def __init__(self, path: Path, key: bytes | bytearray) -> None:
        sys.setswitchinterval(min(SWITCH, sys.getswitchinterval()))
        self.path = path
        self.turn = Turn()
        self.writer = connect(path, key)
        try:
            migrate(self.writer)
            self.reader = connect(path, key, read_only=True)
            self._keeper = connect(path, key)  # folds the log in
        except BaseException:
            self.writer.close()
            raise
        self._reading = threading.RLock()
        self._log = path.with_name(path.name + "-wal")
        self._tidying = threading.Lock()
        self._full = True  # whether a commit waits for the disk

    @contextmanager
    def write(self, *, background: bool = False, durable: bool = False) -> Iterator[Connection]:
        """One transaction, committed at the end or rolled back; nested uses join the outer one.

        A person's is on the disk when this ends. A background one, unless ``durable``, is so after the next of those:
        until then a power cut takes it back, and all that came after it.

        Raises:
            DiskFullError, DiskReadOnlyError, DiskFailedError: the disk did not take it; nothing was changed.
            DamagedDatabaseError: a page that was asked for is broken; nothing was changed.
        """
        with self.turn.take(background=background):
            if self.writer.in_transaction:
                yield self.writer
                return
            try:
                self._wait_for_disk(not background or durable)
                self.writer.execute("BEGIN IMMEDIATE")
                yield self.writer
                self.writer.execute("COMMIT")
            except BaseException as error:
                self._roll_back()
                trouble = _trouble(error, self.path)
                if trouble is not None:
                    raise trouble from error
                raise
        if self._log_size() > LOG_SIZE:
            if background:  # who fills the log empties it
                self.tidy()
            elif not self._tidying.locked():
                threading.Thread(target=self.tidy, name="vault log", daemon=True).start()

    def _wait_for_disk(self, full: bool) -> None:  # noqa: FBT001 - yes or no is what it asks
        if self._full != full:
            self.writer.execute(f"PRAGMA synchronous = {'FULL' if full else 'NORMAL'}")
            self._full = full

    def _log_size(self) -> int:
        try:
            return self._log.stat().st_size
        except OSError:
            return 0

    def tidy(self, *, wait: bool = False) -> None:
        """Fold the write-ahead log into the file, on a connection of its own: nobody waits for it."""
        if not self._tidying.acquire(blocking=wait):
            return
        try:
            self._keeper.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
        except sql.DatabaseError:
            _LOG.info("the write-ahead log was not folded in")  # closed meanwhile, or no room: closing does it
        finally:
            self._tidying.release()

    def _roll_back(self) -> None:
        if self.writer.in_transaction:  # SQLite itself has rolled back when the disk was full
            self.writer.execute("ROLLBACK")

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """The reading connection; a thread inside its own write reads what it wrote.

        Raises:
            DamagedDatabaseError, DiskFailedError: a page that was asked for is broken, or the disk did not give it.
        """
        if self.turn.mine and self.writer.in_transaction:  # in this order: a writer being replaced answers nobody else
            yield self.writer
            return
        with self._reading:
            try:
                yield self.reader
            except sql.DatabaseError as error:
                trouble = _trouble(error, self.path)
                if trouble is not None:
                    raise trouble from error
                raise

    def check(self) -> list[str]:
        """Every page's HMAC and the structure; an empty list means sound."""
        with self._reading:
            # WORKAROUND FTS5: its check trusts a structure cached before another connection wrote; a query refreshes it
            if self.reader.execute("SELECT 1 FROM sqlite_master WHERE name = 'search'").fetchone():
                self.reader.execute("SELECT 1 FROM search WHERE search MATCH 'x' LIMIT 1").fetchone()
            bad = self._broken_pages()
            if bad:  # it reads the file alone: a page torn while the log was folded in stands whole in the log
                self.tidy(wait=True)
                bad = self._broken_pages()
            try:
                bad += [row[0] for row in self.reader.execute("PRAGMA quick_check") if row[0] != "ok"]
            except sql.DatabaseError as error:  # a page that fails its HMAC ends the check itself
                bad.append(str(error))
        return bad

    def _broken_pages(self) -> list[str]:
        return [str(row[0]) for row in self.reader.execute("PRAGMA cipher_integrity_check")]

    def copy_to(self, path: Path, key: bytes | bytearray, progress: Progress) -> None:
        """Copy the whole database to ``path`` under the same key, page by page, while work goes on."""
        target = sql.connect(str(path), isolation_level=None)
        raw = bytearray(b"x'" + bytes(key).hex().encode() + b"'")
        try:
            target.set_key(raw)
            with self._reading, self.reader as connection:
                connection.execute("BEGIN")  # or the copy would begin anew at each save
                connection.execute("SELECT 1 FROM sqlite_master").fetchone()
                connection.backup(target, pages=2048, progress=lambda _, left, all_: progress.step(all_ - left, all_))
        finally:
            raw[:] = bytes(len(raw))
            target.close()

    @contextmanager
    def alone(self, before: bytes | bytearray, after: bytes | bytearray) -> Iterator[Connection]:
        """Give the only connection; then open all anew under the key ``after``, or ``before`` if the block failed.

        What the file says itself decides: a failing disk may take all of it and then report a trouble, or keep silent
        about what it did not take.

        Raises:
            DiskFailedError: the block ended well, and the file is not under ``after`` all the same.
        """
        failed: BaseException | None = None
        with self.turn.take(), self._reading, self._tidying:
            self.reader.close()
            self._keeper.close()
            try:
                yield self.writer
            except BaseException as error:  # noqa: BLE001 - raised again below, unless what was to be done is done
                failed = error
            self.writer.close()
            if (failed is None or isinstance(failed, sql.DatabaseError)) and self._opens(after):
                self._open_anew(after)
                return
            with suppress(AppError):  # what went wrong first is what is told
                self._open_anew(before)
        raise failed or disk.DiskFailedError(path=str(self.path))

    def _opens(self, key: bytes | bytearray) -> bool:
        """Whether the file reads under a key now."""
        try:
            connect(self.path, key).close()
        except AppError:
            return False
        return True

    def _open_anew(self, key: bytes | bytearray) -> None:
        self.writer, self._full = connect(self.path, key), True
        self.reader = connect(self.path, key, read_only=True)
        self._keeper = connect(self.path, key)

    def close(self) -> None:
        """Fold the write-ahead log into the file and close every connection."""
        with self.turn.take(), self._reading, self._tidying:
            self.reader.close()
            self._keeper.close()
            try:
                self.writer.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            except (sql.OperationalError, sql.ProgrammingError):
                _LOG.info("the write-ahead log was not folded in")  # no room: it is read at the next opening
            finally:
                self.writer.close()


def _trouble(error: BaseException, path: Path) -> AppError | None:
    """What stands behind an error of SQLite: the disk, or the file itself is broken."""
    if found := disk.of_database(error):
        return found(path=str(path))
    # errors of corruption come as the bare base class
    return DamagedDatabaseError(path=str(path), details=str(error)) if type(error) is sql.DatabaseError else None


def now() -> int:
    """Milliseconds since 1970, UTC; the default clock of a vault."""
    return time.time_ns() // 1_000_000
