"""Evidence (F24): many files become one piece, page by page; turned and put in order, the originals untouched."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.errors import NotFoundError
from app.jobs import Progress
from app.records import ordering
from app.records.change import new_record_id
from app.services import record_attachments
from app.services.evidence_showing import ShowingService, sheets_or_one
from app.services.records import RecordService, Touched
from app.storage.types import NewChange, Record

EVIDENCE, PAGE, FILE = "evidence", "evidence_page", "attachment"
TURNS = ("0", "90", "180", "270")


@dataclass(frozen=True, slots=True)
class Taken:
    """What taking files in did: ``known`` names files whose very bytes are pages here already."""

    touched: Touched
    pages: tuple[str, ...]
    known: tuple[str, ...] = ()


class EvidenceService(RecordService):
    """The user's verbs on evidence. A piece that was signed for takes no more pages (G06)."""

    def pages(self, rec: str) -> list[Record]:
        """Return the pages of a piece of evidence in their order."""
        return [page for page in self._vault.children(rec, PAGE) if not page.deleted]

    def begin(self, rec: str, title: str) -> Touched:
        """Write a piece of which nothing was written yet, so that it can have pages; what was typed goes first."""
        touched = self.commit(rec)
        if self._vault.record(rec) is None:
            self.save_draft(rec, EVIDENCE, {"title": title}, {})
            touched |= self.commit(rec)
        return touched

    def take_pages(self, rec: str, paths: Sequence[Path], progress: Progress | None = None) -> Taken:
        """Make pages of files (scanner, phone, camera card), after those there are; all of them or none.

        Nothing is opened or turned into another form: bytes are encrypted as they are, and their digest is noted.

        Raises:
            NotAllowedError: the evidence is signed for (rule ``G06``).
            CancelledError: stopped; no page was made.
        """
        record, held, now = self._record(rec), self.pages(rec), self.now()
        digests = {str(page.values.get("sha256")) for page in held}
        kept: list[dict[str, Any]] = []
        known: list[str] = []
        for done, path in enumerate(paths):
            (progress or Progress()).step(done, len(paths))
            fields = record_attachments.keep(self._vault, path, progress or Progress(), now)
            if fields["sha256"] in digests:
                known.append(path.name)
                continue
            digests.add(fields["sha256"])
            kept.append(fields)
        made = self._made(record, kept, held[-1].order if held else None)
        pages = [new.rec for new in made if new.kind == PAGE]
        if made:
            order = [str(p.values.get("sha256")) for p in held] + [fields["sha256"] for fields in kept]
            self._vault.write([*made, self._summed(record, order)])
            self._after(rec, EVIDENCE)
        return Taken(frozenset({EVIDENCE, PAGE, FILE}) if made else frozenset(), tuple(pages), tuple(known))

    def spread(self, pages: Sequence[str], showing: ShowingService, progress: Progress | None = None) -> Touched:
        """Make a page of each sheet of the PDFs and TIFFs among these pages; others stay as they are.

        Raises:
            CancelledError: stopped; the files that were not reached stay one page each.
        """
        touched: Touched = frozenset()
        for done, page in enumerate(pages):
            (progress or Progress()).step(done, len(pages))
            file = str(self._record(page).values.get("file") or "")
            count = sheets_or_one(showing, file, progress or Progress())
            if count > 1:
                touched |= self.split(page, count)
        return touched

    def split(self, page: str, count: int) -> Touched:
        """Make one page for each of ``count`` sheets of a file of several sheets, such as a PDF."""
        first = self._record(page)
        siblings = self.pages(first.parent)
        place = [p.rec for p in siblings].index(page)
        after = siblings[place + 1].order if place + 1 < len(siblings) else None
        keys = ordering.spread(first.order, after, count - 1)
        copied = {n: first.values.get(n) for n in ("file", "sha256", "original_name", "original_size", "turn")}
        sheets = [(first.rec, 1, ""), *((new_record_id(), 2 + n, key) for n, key in enumerate(keys))]
        changes = [
            NewChange(
                PAGE,
                rec,
                first.scope,
                {**(copied if key else {}), "sheet": n, "label": _label(first, n)},
                first.parent,
                key,
            )
            for rec, n, key in sheets
        ]
        self._vault.write(changes)
        return self._settle(first.parent)

    def turn(self, page: str, quarters: int = 1) -> Touched:
        """Turn a page by quarters to the right for showing and printing; the original stays as it is."""
        record = self._record(page)
        held = str(record.values.get("turn") or "0")
        now = TURNS.index(held) if held in TURNS else 0
        return self._page(record, {"turn": TURNS[(now + quarters) % 4]})

    def write_note(self, page: str, note: str) -> Touched:
        """Write what is to be seen on a page."""
        return self._page(self._record(page), {"note": note})

    def reorder(self, rec: str, pages: Sequence[str]) -> Touched:
        """Put the pages into this order; pages left out keep theirs, behind."""
        held = {page.rec: page for page in self.pages(rec)}
        if not set(pages) <= held.keys():
            raise NotFoundError(what="page", name=next(one for one in pages if one not in held))
        order = [*pages, *(one for one in held if one not in set(pages))]
        keys = ordering.spread(None, None, len(order))
        changes = [
            NewChange(PAGE, one, held[one].scope, {}, rec, order=key)
            for one, key in zip(order, keys, strict=True)
            if held[one].order != key
        ]
        self._vault.write(changes)
        return self._settle(rec)

    def shift(self, page: str, places: int) -> Touched:
        """Move a page so many places on (or back, below zero), no further than the ends."""
        here = [one.rec for one in self.pages(self._record(page).parent)].index(page)
        return self.put(page, here + places)

    def put(self, page: str, place: int) -> Touched:
        """Put a page at a place, counted from 0; only this page is written, however many there are."""
        record = self._record(page)
        held = self.pages(record.parent)
        others = [one for one in held if one.rec != page]
        place = max(0, min(len(others), place))
        if held[place].rec == page:
            return frozenset()
        after = others[place - 1].order if place else None
        before = others[place].order if place < len(others) else None
        if after is not None and before is not None and after >= before:  # two laptops gave one key: no room between
            order = [one.rec for one in others]
            return self.reorder(record.parent, [*order[:place], page, *order[place:]])
        key = ordering.between(after, before)
        self._vault.write([NewChange(PAGE, page, record.scope, {}, record.parent, order=key)])
        return self._settle(record.parent)

    def take_out(self, page: str) -> Touched:
        """Take a page out of the piece; its file stays with the record and the page can be brought back."""
        record = self._record(page)
        self._page(record, {"~deleted": True})
        return self._settle(record.parent)

    def altered(self, rec: str) -> list[str]:
        """Return pages whose file is missing here or does not have the digest the page was taken in with."""
        wrong = []
        for page in self.pages(rec):
            file = self._vault.record(str(page.values.get("file") or ""))
            if file is None or not self._same(file, str(page.values.get("sha256"))):
                wrong.append(page.rec)
        return wrong

    def _same(self, file: Record, digest: str) -> bool:
        found = hashlib.sha256()
        for part, _size in file.values.get("parts") or ():
            if not self._vault.has_blob(part):
                return False
            with self._vault.open_blob(part) as reader:
                while data := reader.read(record_attachments.BLOCK):
                    found.update(data)
        return found.hexdigest() == digest

    def _made(self, record: Record, kept: Sequence[dict[str, Any]], after: str | None) -> list[NewChange]:
        made = []
        for fields, key in zip(kept, ordering.spread(after, None, len(kept)), strict=True):
            file, page = new_record_id(), new_record_id()
            told = {
                "label": Path(fields["name"]).stem,
                "turn": "0",
                "file": file,
                "sha256": fields["sha256"],
                "original_name": fields["name"],
                "original_size": fields["size"],
            }
            whole = {
                **fields,
                "sort": "photo" if fields["media_type"].startswith("image/") else "copy",
                "taken_by": self._me,
            }
            made.append(NewChange(FILE, file, record.scope, whole, parent=record.rec))
            made.append(NewChange(PAGE, page, record.scope, told, parent=record.rec, order=key))
        return made

    def _page(self, record: Record, fields: dict[str, Any]) -> Touched:
        self._vault.write([NewChange(PAGE, record.rec, record.scope, fields, parent=record.parent)])
        return self._after(record.parent, PAGE)

    def _settle(self, rec: str) -> Touched:
        """Note number and digest of the pages as they stand now."""
        digests = [str(page.values.get("sha256")) for page in self.pages(rec)]
        self._vault.write([self._summed(self._record(rec), digests)])
        return self._after(rec, EVIDENCE) | {PAGE}

    @staticmethod
    def _summed(record: Record, digests: Sequence[str]) -> NewChange:
        whole = {"page_count": len(digests), "digest": digest_of(digests)}
        return NewChange(EVIDENCE, record.rec, record.scope, whole)


def digest_of(digests: Sequence[str]) -> str:
    """Return the digest over the pages' digests in order, 64 hex, as the paper quotes it."""
    return hashlib.sha256("".join(f"{one}\n" for one in digests).encode()).hexdigest()


def _label(page: Record, sheet: int) -> str:
    return f"{Path(str(page.values.get('original_name') or '')).stem}-{sheet}"
