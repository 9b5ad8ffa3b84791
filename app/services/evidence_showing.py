"""Files kept with records, shown from memory: what each is, and its sheets as pixels from a process apart."""

import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import PurePath
from re import compile as pattern

from app.errors import AppError, NotFoundError
from app.jobs import Progress
from app.services.session import Session
from app.storage.types import Record
from app.viewing.limits import STANDARD, Limits
from app.viewing.showing import CannotShowError, Picture, Shown
from app.viewing.sorts import HEAD, SHEETED, SHOWN, Sort, sort_of

DIGEST = pattern(r"[0-9a-f]{64}")
NAMED = {
    ".jpg": Sort.JPEG, ".jpeg": Sort.JPEG, ".jpe": Sort.JPEG, ".jfif": Sort.JPEG, ".png": Sort.PNG, ".tif": Sort.TIFF,
    ".tiff": Sort.TIFF, ".gif": Sort.GIF, ".bmp": Sort.BMP, ".webp": Sort.WEBP, ".pdf": Sort.PDF, ".heic": Sort.HEIC,
    ".docx": Sort.WORD, ".xlsx": Sort.EXCEL, ".pptx": Sort.SLIDES, ".ofd": Sort.OFD, ".doc": Sort.OFFICE,
    ".xls": Sort.OFFICE, ".ppt": Sort.OFFICE, ".wps": Sort.OFFICE, ".et": Sort.OFFICE, ".svg": Sort.SVG,
    ".zip": Sort.ZIP, ".rtf": Sort.RTF, ".txt": Sort.TEXT, ".csv": Sort.TEXT,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What is known of a file without opening it. ``misnamed``: its bytes are not what its name says."""

    attachment: str
    name: str
    sort: Sort
    size: int
    sha256: str
    misnamed: bool = False

    @property
    def shown(self) -> bool:
        """Whether files of this sort can be shown at all."""
        return self.sort in SHOWN


class ShowingService:
    """Shows attachments. One worker is kept for the file of several sheets looked at last; `close` ends it."""

    def __init__(self, session: Session, limits: Limits = STANDARD) -> None:
        self._vault, self._limits = session.vault, limits
        self._facts: dict[str, FileFacts] = {}
        self._kept: tuple[str, Shown] | None = None
        self._lock = threading.Lock()

    def facts(self, attachment: str) -> FileFacts:
        """Return what a file is by its first bytes.

        Raises:
            NotFoundError: no such attachment.
            CannotShowError: its bytes are not on this laptop (rule ``missing``).
        """
        if attachment not in self._facts:
            record = self._record(attachment)
            parts, size = self._parts(record), int(record.values.get("size") or 0)
            head = bytearray()
            for piece in self._pieces(parts):
                head += piece
                if len(head) >= HEAD:
                    break
            sort, name = sort_of(bytes(head)), str(record.values.get("name") or "")
            said = NAMED.get(PurePath(name).suffix.lower())
            misnamed = said is not None and sort is not said and sort is not Sort.EMPTY
            whole = str(record.values.get("sha256") or "")
            self._facts[attachment] = FileFacts(attachment, name, sort, size, whole, misnamed)
        return self._facts[attachment]

    def sheets(self, attachment: str, progress: Progress | None = None) -> int:
        """Return how many sheets a file has; only PDF and TIFF have more than one.

        Raises:
            CannotShowError: it cannot be shown.
            CancelledError: stopped.
        """
        if self.facts(attachment).sort not in SHEETED:
            return 1
        with self._lock:
            return self._held(attachment, progress).sheets

    def draw(self, attachment: str, sheet: int, width: int, height: int, progress: Progress | None = None) -> Picture:
        """Return one sheet of a file (from 0), so that it fits into a box of pixels.

        Raises:
            CannotShowError: it cannot be shown.
            CancelledError: stopped.
        """
        if self.facts(attachment).sort not in SHEETED:
            shown = self._shown(attachment, progress)
            try:
                return shown.draw(0, width, height, progress)
            finally:
                shown.close()
        with self._lock:
            used = self._kept is not None and self._kept[0] == attachment
            try:
                return self._draw(attachment, sheet, width, height, progress)
            except CannotShowError as error:
                if not used or error.data["rule"] != "gave-up":
                    raise
            # it had drawn before, and has used up its time by now: another one goes on
            return self._draw(attachment, sheet, width, height, progress)

    def _draw(self, attachment: str, sheet: int, width: int, height: int, progress: Progress | None) -> Picture:
        held = self._held(attachment, progress)
        if not 0 <= sheet < held.sheets:
            raise CannotShowError(rule="damaged", sort=held.sort.value)
        try:
            return held.draw(sheet, width, height, progress)
        except AppError:
            self._let_go()
            raise

    def close(self) -> None:
        """End the worker that is kept: nobody looks any more."""
        with self._lock:
            self._let_go()

    def _held(self, attachment: str, progress: Progress | None) -> Shown:
        if self._kept is None or self._kept[0] != attachment:
            self._let_go()
            self._kept = (attachment, self._shown(attachment, progress))
        return self._kept[1]

    def _let_go(self) -> None:
        if self._kept is not None:
            self._kept[1].close()
            self._kept = None

    def _shown(self, attachment: str, progress: Progress | None) -> Shown:
        facts = self.facts(attachment)
        parts = self._parts(self._record(attachment))
        return Shown(facts.sort, facts.size, self._pieces(parts), self._limits, progress)

    def _pieces(self, parts: list[str]) -> Iterator[bytes]:
        """The bytes of a file, a piece at a time: the whole is never in this process."""
        for part in parts:
            yield from self._vault.blobs_folder.pieces(part)

    def _parts(self, record: Record) -> list[str]:
        """Digests of the parts; what stands in the record may have been written by another program."""
        told = record.values.get("parts") or []
        parts = [one[0] if isinstance(one, list) and one else "" for one in told] if isinstance(told, list) else [""]
        if not all(isinstance(part, str) and DIGEST.fullmatch(part) for part in parts):
            raise CannotShowError(rule="damaged", sort="")
        if not all(self._vault.has_blob(part) for part in parts):
            raise CannotShowError(rule="missing", sort="")
        return parts

    def _record(self, attachment: str) -> Record:
        record = self._vault.record(attachment)
        if record is None:
            raise NotFoundError(what="file", name=attachment)
        return record


def sheets_or_one(showing: ShowingService, attachment: str, progress: Progress) -> int:
    """Count the sheets of a file that was just taken in; one that cannot be shown stays one page."""
    with suppress(CannotShowError):
        return showing.sheets(attachment, progress)
    return 1
