"""The log of what left the vault in clear (F50): written before anything leaves, counted for the numbers of copies."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.reports.issue import Issue
from app.reports.papers import FORMS, Form
from app.storage.types import ListQuery, Row

if TYPE_CHECKING:
    from app.services.session import Session

PRINT, EXPORT = "print", "export"


@dataclass(frozen=True, slots=True)
class Leaving:
    """One copy about to leave: how, of which record, as what."""

    what: str  # PRINT or EXPORT
    subject: str
    form: Form
    issue: Issue
    data: bytes
    pages: int = 0
    file: str = ""
    blank: bool = False  # an empty form: nothing of the work is on it


@dataclass(frozen=True, slots=True)
class InClear:
    """One thing that left the vault in clear, as the log tells it. ``at`` is milliseconds, ``what`` print or export."""

    at: int
    person: str
    what: str
    form: str
    subject: str
    file: str
    copy: str
    mark: str
    sha256: str
    blank: bool = False


class PaperLog:
    """Reads and writes the lines of the log that are about paper."""

    def __init__(self, session: "Session") -> None:
        self._session, self._vault = session, session.vault

    def write(self, leaving: Leaving) -> str:
        """Write the line of one copy and return the digest of its bytes."""
        issue, digest = leaving.issue, hashlib.sha256(leaving.data).hexdigest()
        told = {
            "form": leaving.form.code,
            "copy": issue.copy,
            "mark": issue.mark,
            "watermark": issue.watermark,
            "earlier": issue.earlier,
            "pages": leaving.pages,
            "size": len(leaving.data),
            "sha256": digest,
            "file": leaving.file,
            "blank": leaving.blank,
        }
        self._vault.log(leaving.what, leaving.subject, {name: value for name, value in told.items() if value})
        self._session.touched(frozenset({"event"}))
        return digest

    def next_copy(self, subject: str, form: Form) -> tuple[str, int]:
        """Number of the next copy of a paper on this laptop, and how many copies the log knows of.

        Two laptops count apart, so the number begins with the laptop's code.
        """
        prefix = self._session.laptop or self._vault.me.writer_id[:2].upper()
        copies = [copy for _, copy in self._copies(subject, form)]
        numbers = [copy.rpartition("-") for copy in copies]  # the office also reads what other laptops wrote there
        mine = [int(number) for before, _, number in numbers if before == prefix and number.isdecimal()]
        return f"{prefix}-{max(mine, default=0) + 1:06}", len(copies)

    def last_copy(self, subject: str, form: Form, until: int | None = None) -> str:
        """Number of the newest copy of a paper, of those made up to a moment (milliseconds); '' when there is none."""
        made = [(at, copy) for at, copy in self._copies(subject, form) if until is None or at <= until]
        return max(made, default=(0, ""))[1]

    def _copies(self, subject: str, form: Form) -> list[tuple[int, str]]:
        """Moment and number of each copy of a paper."""
        # printed here or from Word, it is one paper
        same = {form.code, *(one.code for one in FORMS if one.number == form.number)}
        held = [(row.created, detail_of(row.values)) for row in self._events({"subject": subject})]
        return [(at, str(detail["copy"])) for at, detail in held if detail.get("copy") and detail.get("form") in same]

    def in_clear(self) -> list[InClear]:
        """Everything that left in clear, newest first."""
        rows = [row for what in (PRINT, EXPORT) for row in self._events({"what": what})]
        return [self._told(row) for row in sorted(rows, key=lambda row: (-row.created, row.rec))]

    def _events(self, filters: Mapping[str, Any]) -> list[Row]:
        return self._vault.rows("event", self._vault.list(ListQuery("event", filters=filters)))

    def _told(self, row: Row) -> InClear:
        detail, values = detail_of(row.values), row.values
        return InClear(
            at=row.created,
            person=self._session.name_of(str(values.get("person") or "")),
            what=str(values["what"]),
            form=str(detail.get("form") or detail.get("kind") or ""),
            subject=str(values.get("subject") or ""),
            file=str(detail.get("file") or ""),
            copy=str(detail.get("copy") or ""),
            mark=str(detail.get("mark") or ""),
            sha256=str(detail.get("sha256") or ""),
            blank=bool(detail.get("blank")),
        )


def detail_of(values: Mapping[str, Any]) -> Mapping[str, Any]:
    """What a line of the log says beside its columns."""
    detail = values.get("detail")
    return detail if isinstance(detail, Mapping) else {}
