"""What the editors of one record ask of the service: names, references, masked and sealed values."""

import re
from collections.abc import Callable, Iterable
from typing import Any

from PySide6.QtCore import QObject

from app.records import kinds, vocabularies
from app.records.kinds import Field
from app.services.records import RecordService
from ui.desk import Desk
from ui.widgets.record_links import Hits
from ui.widgets.record_words import language

NO_WORD = re.compile(r"[\W_]")


class RecordLookup(QObject):
    """Answers in the background; ``record`` gives the id of the record the editors stand in."""

    def __init__(self, desk: Desk, service: RecordService, record: Callable[[], str], parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._service, self._record = desk, service, record
        self._names: dict[str, str] = {}

    def learn(self, names: dict[str, str]) -> None:
        """Remember titles that came with a record."""
        self._names.update(names)

    def find(self, field: Field, text: str, then: Callable[[Hits], None]) -> None:
        """Find what a reference, or a code of a vocabulary, may be."""
        if field.vocabulary or field.choices:
            found = self._codes(field, text)
            self._names.update(found)
            then(found)
            return

        def told(hits: Iterable[tuple[str, str]]) -> None:
            found = list(hits)
            self._names.update(found)
            then(found)

        self._desk.jobs.job(self, lambda _: self._service.references(field.of, text)).then(told).start()

    def add(self, field: Field, text: str, then: Callable[[str, str], None]) -> None:
        """Make a record by its name alone and answer it."""
        answer = self._for_this_one(then)

        def told(rec: str) -> None:
            self._names[rec] = text
            answer(rec, text)
            self._desk.notices.changed.emit(frozenset({field.of}))

        self._desk.jobs.job(self, lambda _: self._service.quick_add(field.of, text)).then(told).start()

    def may_add(self, field: Field) -> bool:
        """Whether a new record may be made from here."""
        return bool(field.of) and not field.name.startswith("~") and self._service.may_add(field.of)

    def name(self, of: str) -> str:
        """Return the title of a record, or the words of a code."""
        return self._names.get(of, "")

    def code_name(self, field: Field, code: str) -> str:
        """Return the words of a code of a choice or vocabulary."""
        return dict(_all_codes(field)).get(code, code)

    def go(self, field: Field, of: str) -> None:
        """Open the record a reference points to."""
        self._desk.go(f"records:{field.of}", of)

    def reveal(self, field: Field, then: Callable[[Any], None]) -> None:
        """Answer a masked value; the log says who asked."""
        rec, answer = self._record(), self._for_this_one(then)
        self._desk.jobs.job(self, lambda _: self._service.reveal(rec, field.name)).then(answer).start()

    def open_sealed(self, field: Field, then: Callable[[Any], None], refused: Callable[[], None]) -> None:
        """Answer a sealed value, or that it is sealed to others."""
        rec, answer, closed = self._record(), self._for_this_one(then), self._for_this_one(refused)
        job = self._desk.jobs.job(self, lambda _: self._service.open_sealed(rec, field.name))
        job.then(answer).otherwise(lambda error: self._not_for_me(error, closed)).start()

    def _for_this_one(self, answer: Callable[..., None]) -> Callable[..., None]:
        """Answer only while the record stays: the next one has the same editors."""
        rec = self._record()
        return lambda *what: answer(*what) if self._record() == rec else None

    def _not_for_me(self, error: Exception, refused: Callable[[], None]) -> None:
        if type(error).__name__ == "NotForMeError":
            refused()
        else:
            self._desk.notices.trouble.emit(error)

    def _codes(self, field: Field, text: str) -> list[tuple[str, str]]:
        lines, wanted = _all_codes(field), text.strip().lower()
        if not wanted:
            return lines
        held = [line for line in lines if wanted in line[1].lower()]
        if held or not wanted.isascii():
            return held
        # letters that stand nowhere: pinyin or its initials
        from app.services.finding import matches

        # marks between the words are not typed
        ranked = [(matches(wanted, NO_WORD.sub("", line[1].partition(" ")[2])), line) for line in lines]
        return [line for score, line in sorted(ranked, key=lambda one: -one[0]) if score]


def _all_codes(field: Field) -> list[tuple[str, str]]:
    if field.vocabulary:
        codes = vocabularies.words_of(field.vocabulary)
        leaves = "-" if field.vocabulary == "taxonomy" else ""  # levels 1 and 2 are headings
        return [(code, f"{code} {found.get(language())}") for code, found in codes.items() if leaves in code]
    return [(choice.code, choice.words.get(language())) for choice in field.choices]


def parts_of(code: str) -> list[kinds.Kind]:
    """Return the kinds whose records stand as a table in a form of ``code``."""
    return [kind for kind in kinds.children_of(code) if kind.code != "attachment"]
