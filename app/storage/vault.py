"""The vault (加密柜): one folder, opened by one person; everything the services ask of storage."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Self

from app.errors import AppError, NotFoundError
from app.jobs import Progress
from app.records.change import LOG, Change, new_record_id
from app.records.judge import Roster
from app.security import card as cards
from app.security import header as headers
from app.security import sealing
from app.security.card import OfficeCard
from app.security.header import Header, Opened
from app.storage import blobs as parts
from app.storage import drafting, drafts, journal, keepsakes, packages, queries, rebuilding, search, standing, views
from app.storage.busy import bringing
from app.storage.composing import Me, OfficeKeys
from app.storage.database import Database, now
from app.storage.disk import CLOSING, TROUBLES, told
from app.storage.ledger import Ledger
from app.storage.memory import InstallationMemory
from app.storage.receiving import Staging
from app.storage.standing import Standing
from app.storage.types import Chain, Draft, HistoryItem, Hit, ListQuery, NewChange, PackageRecord, Record, Row, SetAside

if TYPE_CHECKING:
    import builtins

DATABASE = "vault.db"
FIRST = "FROM record WHERE rec = ? AND (scope = ? OR ? = '') ORDER BY hidden, scope, row LIMIT 1"
# a part that a package is just bringing is ours from now on, whatever becomes of that package
OWN_BLOB = "INSERT INTO blob (sha256, size, package) VALUES (?, ?, 0) ON CONFLICT (sha256) DO UPDATE SET package = 0"


class Vault:
    """An unlocked vault. Made by `app.storage.opening`; closed by ``close``."""

    def __init__(
        self,
        folder: Path,
        header: Header,
        opened: Opened,
        database: Database,
        memory: InstallationMemory,
        *,
        clock: Callable[[], int] = now,
    ) -> None:
        self.folder = folder
        self.header = header
        self.become(opened)
        self.database = database
        self.memory = memory
        self.clock = clock
        self._blobs: parts.Blobs | None = None
        self.card = self._read_card()
        self.ledger = Ledger(database, self.card.key.hex() if self.card else "", clock, rebuilding.rebuild)
        self._standing = Standing(self.ledger, self.person_of)
        self._noted = packages.Noted(database)
        self.closed = False

    @property
    def me(self) -> Me:
        """Who unlocked, under the record id the roster has: the office may have known them before this vault did."""
        entry = self.ledger.roster.writers.get(self._me.writer_id)
        return replace(self._me, person=entry.person) if entry is not None and entry.person else self._me

    def become(self, opened: Opened) -> None:
        """Go on with a new signing key of the same person."""
        self.opened = opened
        self._me = Me(opened.person.person, opened.person.writer, opened.person.identity)

    def _read_card(self) -> OfficeCard | None:
        raw = self.secret("card")
        return cards.pinned(raw) if raw else None

    @property
    def vault_id(self) -> str:
        """Id of this vault, 32 hex."""
        return self.header.vault

    @property
    def practice(self) -> bool:
        """Whether this is a practice vault (演练)."""
        return self.header.practice

    @property
    def office(self) -> OfficeKeys | None:
        """The office's keys when this vault is the office's."""
        return keepsakes.office_keys(self.database)

    @property
    def office_elsewhere(self) -> str:
        """Why the office's key rests until ``confirm_office`` (restored, behind, moved, unknown), or ''."""
        return str(self.setting(keepsakes.ELSEWHERE, ""))

    def confirm_office(self) -> None:
        """A person says that this vault is the office's from now on, and the one it was copied from is not."""
        why = self.office_elsewhere
        if why:
            self.put_setting(keepsakes.ELSEWHERE, "")
            self.log("office_confirmed", detail={"why": why})

    @property
    def recipients(self) -> list[str]:
        """Who can open what this person seals: the person and the office."""
        return [self.me.identity.recipient, *(self.card.receive if self.card else ())]

    def close(self) -> None:
        """Close the vault: what is remembered outside is brought up to date, the data key overwritten."""
        if self.closed:
            return
        self.closed = True
        try:
            with suppress(*CLOSING):  # no room: the memory stays where it was, which is no harm
                self.remember()
            self.database.close()
        finally:
            self.opened.wipe()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def remember(self) -> None:
        """Note outside the vault how far the chains written here have come."""
        with self.database.read() as connection:
            tips = journal.own_tips(connection)
        with told(self.folder):
            self.memory.remember(self.vault_id, self.folder, tips, self.me.writer_id)

    # ---- records

    def write(self, changes: Sequence[NewChange], *, force: bool = False) -> list[Change]:
        """Write changes: one transaction, durable, folded, indexed.

        Raises:
            NotAllowedError: a change would be irregular; nothing was written. With ``force`` (fault tests, the log)
                it is written all the same.
            NotFoundError, OfficeElsewhereError: ``as_office`` in another vault, or in a copy before ``confirm_office``.
        """
        as_office = {c.as_office for c in changes}
        if len(as_office) > 1:
            raise ValueError("one writer at a time")
        key = self.me.key
        if True in as_office:
            office = self.office
            if office is None:
                raise NotFoundError(what="office key", name=self.vault_id)
            keepsakes.demand_office_here(self.database)
            key = office.key
        return self.ledger.write(changes, key, self.recipients, force=force)

    def record(self, rec: str, scope: str = "", kind: str = "") -> Record | None:
        """A record with every head of every field, or None."""
        return self._standing.record(rec, scope, kind)

    def children(self, rec: str, kind: str = "", *, hidden: bool = False) -> list[Record]:
        """The parts of a record, in their order."""
        return self._standing.children(rec, kind, hidden=hidden)

    def history(self, rec: str) -> list[HistoryItem]:
        """Every change of a record, in display order, and what became of it."""
        return self._standing.history(rec)

    def change(self, change: str) -> Change | None:
        """One change of the journal."""
        with self.database.read() as connection:
            return found.change if (found := journal.get(connection, change)) else None

    def list(self, query: ListQuery) -> list[int]:
        """Row numbers of a list."""
        with self.database.read() as connection:
            return queries.ids(connection, query)

    def count(self, query: ListQuery) -> int:
        """Length of a list."""
        with self.database.read() as connection:
            return queries.count(connection, query)

    def rows(self, kind: str, numbers: Sequence[int]) -> "builtins.list[Row]":
        """Rows of a list."""
        with self.database.read() as connection:
            return queries.rows(connection, kind, numbers)

    def starting(self, kind: str, field: str, start: str) -> "builtins.list[str]":
        """Values of a text field that begin with ``start``, of deleted records too."""
        with self.database.read() as connection:
            return queries.starting(connection, kind, field, start)

    def find_row(self, rec: str, scope: str = "") -> Row | None:
        """The row of one record, or None; the copy that was not moved away when there are two."""
        with self.database.read() as connection:
            found = connection.execute(f"SELECT row, kind {FIRST}", (rec, scope, scope)).fetchone()
            rows = queries.rows(connection, found[1], [found[0]]) if found else []
        return rows[0] if rows else None

    def kind_of(self, rec: str) -> str:
        """Code of a record's kind, or ''."""
        with self.database.read() as connection:
            found = connection.execute(f"SELECT kind {FIRST}", (rec, "", "")).fetchone()
        return str(found[0]) if found else ""

    def scopes(self) -> "builtins.list[str]":
        """Every scope this vault holds something of."""
        with self.database.read() as connection:
            return [r[0] for r in connection.execute("SELECT DISTINCT scope FROM chain ORDER BY scope")]

    def search(
        self, text: str, kinds: Sequence[str] | None = None, scopes: Sequence[str] | None = None, limit: int = 50
    ) -> "builtins.list[Hit]":
        """Records that hold every word, newest first."""
        with self.database.read() as connection:
            found = search.find(connection, text, scopes=scopes, codes=kinds, limit=limit)
            return [standing.hit(connection, doc, text) for doc in found]

    # ---- drafts

    def save_draft(self, draft: Draft) -> Draft:
        """Keep a draft, durably; a draft opened without heads is opened on those held now."""
        return drafting.save(self.database, draft, self.recipients, self.clock())

    def draft(self, rec: str, person: str = "") -> Draft | None:
        """The draft of this person (me by default) for a record."""
        with self.database.read() as connection:
            return drafts.get(connection, person or self.me.person, rec)

    def drafts(self, person: str = "") -> "builtins.list[Draft]":
        """Drafts of a person, or everybody's."""
        with self.database.read() as connection:
            return drafts.every(connection, person)

    def drop_draft(self, rec: str) -> None:
        """Forget my draft of a record."""
        with self.database.write() as connection:
            drafts.drop(connection, self.me.person, rec)

    def commit_draft(self, rec: str) -> "builtins.list[Change]":
        """Turn my draft into one change that replaces exactly what it was opened on; equal values are left out."""
        with self.database.write() as connection:
            draft = drafts.get(connection, self.me.person, rec)
            if draft is None:
                return []
            new = drafting.change_of(connection, draft)
            made = self.write([new]) if new else []
            drafts.drop(connection, self.me.person, rec)
        return made

    def open_sealed(self, record: Record, field: str) -> Any:
        """Open a sealed value with my identity (or the office's).

        Raises:
            NotForMeError: it was sealed to others.
        """
        mine = [self.me.identity, *([office.receive] if (office := self.office) else [])]
        return sealing.open_value(record.rec, field, record.values[field], mine)

    # ---- attachments

    @property
    def blobs_folder(self) -> parts.Blobs:
        """The folder of attachment parts."""
        if self._blobs is None:
            name, identity = keepsakes.blob_name_key(self.database), keepsakes.blob_identity(self.database)
            self._blobs = parts.Blobs(self.folder / "blobs", name, identity)
        return self._blobs

    def put_blob(
        self, reader: BinaryIO, progress: Progress | None = None, total: int = 0
    ) -> "builtins.list[tuple[str, int]]":
        """Keep a file; returns digest and size of each part."""
        with bringing(self.folder):
            made = self.blobs_folder.put(reader, progress or Progress(), total)
            with self.database.write() as connection:
                connection.executemany(OWN_BLOB, made)
            return made

    @contextmanager
    def open_blob(self, sha256: str) -> Iterator[BinaryIO]:
        """Give the plain bytes of one part, from memory."""
        with self.blobs_folder.open(sha256) as reader:
            yield reader

    def has_blob(self, sha256: str) -> bool:
        """Whether a part is here."""
        return self.blobs_folder.path(sha256).exists()

    def blobs(self) -> Iterator[tuple[str, int]]:
        """Digest and size of every part held."""
        with self.database.read() as connection:
            yield from connection.execute("SELECT sha256, size FROM blob ORDER BY sha256").fetchall()

    # ---- the road

    def roster(self) -> Roster:
        """The newest roster held."""
        return self.ledger.roster

    def person_of(self, writer: str) -> str:
        """Record id of the person behind a writer, or ''."""
        entry = self.ledger.roster.writers.get(writer)
        return entry.person if entry else self.me.person if writer == self.me.writer_id else ""

    def chains(self) -> dict[str, dict[str, Chain]]:
        """Per writer and scope the last contiguous change."""
        return self.ledger.chains()

    def lines(self, writer: str, scope: str, after: int, upto: int | None = None) -> Iterator[tuple[int, str, bytes]]:
        """Lines of a chain after a number."""
        return self.ledger.lines(writer, scope, after, upto)

    def waiting(self) -> "builtins.list[tuple[str, str]]":
        """Changes that wait, each with what it waits for (a change id or ``writer:<id>``)."""
        with self.database.read() as connection:
            return connection.execute(journal.WAITING).fetchall()

    def forks(self) -> "builtins.list[tuple[str, str, int]]":
        """Writer, scope and number of which two changes exist: the alarm of a cloned laptop."""
        with self.database.read() as connection:
            return connection.execute(journal.FORKS).fetchall()

    def staging(self, package: PackageRecord) -> Staging:
        """Begin to take a package in."""
        return Staging(self.ledger, self.blobs_folder, package)

    def note_package(self, package: PackageRecord) -> int:
        """Note a package that went out, or one that was refused."""
        with self.database.write() as connection:
            return packages.put(connection, package, package.state)

    def packages(self, direction: str = "") -> "builtins.list[PackageRecord]":
        """Packages noted, oldest first."""
        return self._noted.packages(direction)

    def update_package(self, row: int, state: str, details: Mapping[str, Any]) -> None:
        """Change what is known of a package (receipted, void)."""
        with self.database.write() as connection:
            packages.update(connection, row, state, details)

    def set_aside(self) -> "builtins.list[SetAside]":
        """Bad things inside intact packages."""
        with self.database.read() as connection:
            return packages.set_aside(connection)

    # ---- this vault alone

    def secret(self, name: str) -> bytes | None:
        """A key or card kept in this vault."""
        return keepsakes.secret(self.database, name)

    def put_secret(self, name: str, value: bytes) -> None:
        """Keep a key or card."""
        keepsakes.put_secret(self.database, name, value)

    def setting(self, name: str, default: Any = None) -> Any:
        """A setting of this vault; it never travels."""
        return keepsakes.setting(self.database, name, default)

    def put_setting(self, name: str, value: Any) -> None:
        """Keep a setting."""
        keepsakes.put_setting(self.database, name, value)

    def log(self, what: str, subject: str = "", detail: Mapping[str, Any] | None = None) -> None:
        """Write a line of the operation log (操作日志); also while this writer waits for registration."""
        fields = {"what": what, "person": self.me.person, "subject": subject, "detail": dict(detail or {})}
        self.write([NewChange("event", new_record_id(), LOG, {k: v for k, v in fields.items() if v})], force=True)

    def rebuild(self, progress: Progress | None = None) -> None:
        """Fold every view anew."""
        self.ledger.rebuild(progress or Progress())
        self.ledger.index_postponed(progress or Progress())

    def index_postponed(self, progress: Progress | None = None) -> int:
        """Index what was received and not indexed yet; returns how many records."""
        return self.ledger.index_postponed(progress or Progress())

    def dump(self) -> "builtins.list[str]":
        """Every view row as text, ordered: equal for equal journals."""
        with self.database.read() as connection:
            return views.dump(connection)

    def save_header(self, header: Header, also: Callable[[], object] = lambda: None) -> None:
        """Put a new header in place and a copy of it in the database, with what ``also`` writes: all or nothing."""
        path = self.folder / headers.NAME
        try:
            with self.database.write(), told(self.folder):
                self.put_secret("header", headers.to_bytes(header))
                also()
                headers.write(header, path)  # last: what went before can be taken back
        except TROUBLES:
            with suppress(OSError, AppError):
                if headers.read(path) != self.header:
                    headers.write(self.header, path)
            raise
        self.header = header
