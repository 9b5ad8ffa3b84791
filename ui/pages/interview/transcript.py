"""The transcript of a talk: a text in which every line is a record of its own, asked or answered."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import (
    QInputMethodEvent,
    QKeyEvent,
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QTextEdit
from typing_extensions import override

from app.records import ordering
from app.records.change import new_record_id
from app.services.interviews import LINE, speakers
from app.services.record_pages import Part
from ui.pages.interview import keys, pasting
from ui.pages.interview.margin import ANSWER, ASK, NOTE, Ink, Line, Margin, line_of
from ui.widgets.record_saving import Typed
from ui.widgets.record_words import words

NEXT = {ASK: ANSWER, ANSWER: ASK, NOTE: ASK}
TURN = {ASK: ANSWER, ANSWER: NOTE, NOTE: ASK}
BREAK = "\u2028"  # a line end inside one answer (Shift+Enter)
GAP = 8
READ = Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
Marks = Mapping[str, Mapping[str, Sequence[str]]]
EDGE = 8


class Transcript(QTextEdit):
    """The line editor. Enter goes on with the other speaker, Tab turns the speaker, Backspace takes an empty line out.

    Signals:
        edited: something was typed.
        next_question_wanted: Ctrl+Enter.
        tag_wanted: ``tags`` (Ctrl+T) or ``persons`` (Ctrl+Shift+T), also on a signed record.
        phrase_wanted: the number of a phrase (Ctrl+1 to 9).
        finding_wanted: Ctrl+G, also on a signed record.
    """

    edited = Signal()
    next_question_wanted = Signal()
    tag_wanted = Signal(str)
    phrase_wanted = Signal(int)
    finding_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAcceptRichText(False)
        self.setTabChangesFocus(False)
        self._lines: dict[int, Line] = {}
        self._next_id = 1
        self._gone: list[Line] = []
        self._parent = ""
        self.marks: Marks = {}  # of a signed talk: line → field → values
        self.composing = False
        self._loading = False
        self.margin = Margin(self)
        self._ink = Ink(self)
        self.textChanged.connect(self._on_changed)
        self.cursorPositionChanged.connect(self.margin.update)
        self.verticalScrollBar().valueChanged.connect(lambda _: self.margin.update())
        self.document().documentLayout().documentSizeChanged.connect(lambda _: self.margin.update())
        self._place_margin()

    # -- lines ---------------------------------------------------------------------------------------------------

    def line_of(self, block: QTextBlock) -> Line:
        """Return the line a block is; a block that came by pasting or undoing becomes a line of its own."""
        found = self._lines.get(block.userState())
        if found is None:
            before = self._lines.get(block.previous().userState()) if block.previous().isValid() else None
            speaker = NEXT[before.speaker] if before else ASK
            found = self._note(block, Line(new_record_id(), "", speaker))
        return found

    def _note(self, block: QTextBlock, line: Line) -> Line:
        block.setUserState(self._next_id)
        self._lines[self._next_id] = line
        self._next_id += 1
        return line

    def load(self, parts: Sequence[Part], parent: str, *, writable: bool) -> None:
        """Show the lines of a talk; when they stand here already, cursor and scroll bar stay where they are."""
        if parent == self._parent and self._holds(parts):
            self._admit(writable=writable)
            return
        self._loading = True
        place = self.textCursor().position() if self._parent == parent else 0
        self._lines, self._gone, self._parent = {}, [], parent
        texts = [str(part.values.get("text") or "").replace("\n", BREAK) for part in parts]
        self.setPlainText("\n".join(texts))
        self._space()
        block = self.document().begin()
        for part in parts:
            self._note(block, line_of(part))
            block = block.next()
        self._admit(writable=writable)
        self._ink.rehighlight()
        cursor = self.textCursor()
        cursor.setPosition(min(place, self.document().characterCount() - 1))
        self.setTextCursor(cursor)
        self.document().clearUndoRedoStacks()
        self._loading = False
        self.margin.update()

    def _admit(self, *, writable: bool) -> None:
        """Let it be written in, or only read; the cursor still goes from line to line by keyboard."""
        self.setReadOnly(not writable)
        if not writable:
            self.setTextInteractionFlags(READ)

    def forget(self) -> None:
        """Another talk comes."""
        self._parent = ""

    def _holds(self, parts: Sequence[Part]) -> bool:
        """Whether exactly these lines are on the screen."""
        block, shown = self.document().begin(), []
        while block.isValid():
            line = self._lines.get(block.userState())
            if line is None:
                return False
            if line.known:
                shown.append((line.rec, line.speaker, block.text().replace(BREAK, "\n"), bool(line.extra.get("doubt"))))
            elif block.text():
                return False
            block = block.next()
        wanted = [
            (p.rec, p.values.get("speaker"), p.values.get("text") or "", bool(p.values.get("doubt"))) for p in parts
        ]
        return shown == wanted

    def collect(self) -> list[Typed]:
        """Return every line that differs from what is kept, new ones with their place."""
        found: list[Typed] = []
        seen: set[str] = set()
        last = ""
        block = self.document().begin()
        while block.isValid():
            line = self.line_of(block)
            if line.rec in seen:  # a block split by the text engine took its number along
                line = self._note(block, Line(new_record_id(), "", line.speaker))
            seen.add(line.rec)
            text = block.text().replace(BREAK, "\n")
            values = {"speaker": line.speaker, "text": text or None, **line.extra}
            if not line.order or line.order <= last:
                line.order = ordering.between(last or None, self._order_after(block, last))
                line.kept.pop("text", None)
            last = line.order
            if (text or line.known) and values != line.kept:
                line.kept, line.known = values, True
                found.append(Typed(line.rec, LINE, values, {}, self._parent, line.order))
            block = block.next()
        found += self._taken_out(seen)
        return found

    def _taken_out(self, seen: set[str]) -> list[Typed]:
        gone = [line for line in self._lines.values() if line.known and line.rec not in seen]
        self._lines = {number: line for number, line in self._lines.items() if line.rec in seen}
        return [Typed(line.rec, LINE, {}, {}, self._parent, line.order, gone=True) for line in gone]

    def _order_after(self, block: QTextBlock, last: str) -> str | None:
        following = block.next()
        while following.isValid():
            line = self._lines.get(following.userState())
            if line is not None and line.order > last:
                return line.order
            following = following.next()
        return None

    # -- place ---------------------------------------------------------------------------------------------------

    def place(self) -> dict[str, Any]:
        """Return which line the cursor stands in and where."""
        cursor = self.textCursor()
        return {"field": "~line", "line": self.line_of(cursor.block()).rec, "place": cursor.positionInBlock()}

    def here(self) -> tuple[str, str]:
        """Return record and text of the line the cursor stands in."""
        block = self.textCursor().block()
        return self.line_of(block).rec, block.text().replace(BREAK, "\n").strip()

    def go_to(self, rec: str, place: int) -> bool:
        """Put the cursor into a line."""
        block = self.document().begin()
        while block.isValid():
            if self.line_of(block).rec == rec:
                cursor = QTextCursor(block)
                cursor.setPosition(block.position() + min(place, block.length() - 1))
                self.setTextCursor(cursor)
                self.setFocus()
                return True
            block = block.next()
        return False

    def ask(self, text: str, code: str) -> None:
        """Write a question of the outline as the next line, and go to its answer."""
        if self.isReadOnly():
            return
        cursor = self.textCursor()
        cursor.beginEditBlock()
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        if cursor.block().text():
            cursor.insertBlock(_spacing())
            self._note(cursor.block(), Line(new_record_id(), "", ASK))
        line = self.line_of(cursor.block())
        line.speaker, line.extra = ASK, {**line.extra, "question": code}
        cursor.insertText(text.replace("\n", BREAK))
        cursor.insertBlock(_spacing())
        self._note(cursor.block(), Line(new_record_id(), "", ANSWER))
        cursor.endEditBlock()
        self.setTextCursor(cursor)
        self._ink.rehighlight()
        self.setFocus()
        self.ensureCursorVisible()

    def asked(self) -> set[str]:
        """Return codes of the outline's questions that stand in the record."""
        return {str(line.extra["question"]) for line in self._lines.values() if line.extra.get("question")}

    def turn(self, block: QTextBlock | None = None) -> None:
        """Give a line to the next speaker: question, answer, note."""
        if self.isReadOnly():
            return
        block = block or self.textCursor().block()
        line = self.line_of(block)
        line.speaker = TURN[line.speaker]
        self._ink.rehighlightBlock(block)
        self.margin.update()
        self.edited.emit()

    def doubt(self) -> None:
        """Mark a line as doubtful, or take the mark off. It is internal and never printed."""
        if not self.isReadOnly():
            line = self.line_of(self.textCursor().block())
            line.extra["doubt"] = not line.extra.get("doubt")
            self.margin.update()
            self.edited.emit()

    def tag(self, value: str, field: str = "tags") -> None:
        """Tag the line the cursor stands in with a problem of the tree or a person, or take that tag off."""
        if self.isReadOnly():
            return
        line = self.line_of(self.textCursor().block())
        held = list(line.extra.get(field) or [])
        line.extra[field] = [one for one in held if one != value] if value in held else [*held, value]
        self.margin.update()
        self.edited.emit()

    def tags(self, field: str = "tags", line: Line | None = None) -> list[str]:
        """Return the tags of a line, the cursor's own by default: those written with it and those marked later."""
        line = line or self.line_of(self.textCursor().block())
        later = self.marks.get(line.rec, {}).get(field, ())
        return list(dict.fromkeys([*(line.extra.get(field) or ()), *later]))

    def say(self, phrase: str) -> None:
        """Write a phrase where the cursor stands."""
        if not self.isReadOnly():
            self.textCursor().insertText(phrase)
            self.setFocus()
            self.ensureCursorVisible()

    # -- keys ----------------------------------------------------------------------------------------------------

    @override
    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self.composing = bool(event.preeditString())
        with self._first_line_stays():
            super().inputMethodEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        asked = keys.meaning(event)
        if self.composing:
            event.ignore()  # while pinyin is being composed every key belongs to the input method
        elif asked in keys.ALWAYS:
            self._always(asked)
        elif self.isReadOnly():
            super().keyPressEvent(event)
        elif asked:
            self._own_key(asked)
        else:
            with self._first_line_stays():
                super().keyPressEvent(event)

    @contextmanager
    def _first_line_stays(self) -> Iterator[None]:
        """Where lines run together the first one goes on; the text engine alone would keep the last."""
        cursor = self.textCursor()
        at = cursor.selectionStart() - (0 if cursor.hasSelection() else 1)
        block, count = self.document().findBlock(max(0, at)), self.document().blockCount()
        number, state = block.blockNumber(), block.userState()
        yield
        if self.document().blockCount() < count:
            self.document().findBlockByNumber(number).setUserState(state)
            self.margin.update()

    def _always(self, asked: str) -> None:
        if asked == "finding":
            self.finding_wanted.emit()
        else:
            self.tag_wanted.emit("persons" if asked == "person" else "tags")

    def _own_key(self, asked: str) -> None:
        if asked.startswith(keys.PHRASE):
            self.phrase_wanted.emit(int(asked.removeprefix(keys.PHRASE)))
            return
        {
            "next question": self.next_question_wanted.emit,
            "same line": lambda: self.insertPlainText(BREAK),
            "new line": self._new_line,
            "turn": self.turn,
            "doubt": self.doubt,
        }[asked]()

    def _new_line(self) -> None:
        cursor = self.textCursor()
        before = self.line_of(cursor.block())
        cursor.beginEditBlock()
        cursor.removeSelectedText()
        whole = cursor.atBlockEnd()
        cursor.insertBlock(_spacing())
        speaker = NEXT[before.speaker] if whole else before.speaker
        self._note(cursor.block(), Line(new_record_id(), "", speaker))
        cursor.endEditBlock()
        self.setTextCursor(cursor)
        self._ink.rehighlightBlock(cursor.block())
        self.ensureCursorVisible()

    @override
    def insertFromMimeData(self, source: QMimeData) -> None:
        """Take pasted paragraphs as lines; formats and pictures stay behind."""
        cursor, told = self.textCursor(), pasting.lines(source)
        cursor.beginEditBlock()
        cursor.removeSelectedText()
        for place, (speaker, texts) in enumerate(told):
            before = self.line_of(cursor.block())
            if place:
                cursor.insertBlock(_spacing())
                self._note(cursor.block(), Line(new_record_id(), "", speaker or NEXT[before.speaker]))
            elif speaker and not cursor.block().text():
                before.speaker = speaker
            cursor.insertText(BREAK.join(texts))
        cursor.endEditBlock()
        self.setTextCursor(cursor)
        self._ink.rehighlight()

    @override
    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return pasting.can_read(source)

    # -- drawing -------------------------------------------------------------------------------------------------

    def margin_width(self) -> int:
        """Return how wide the names of the speakers are."""
        names = [words(choice.words) for choice in speakers()]
        return max(self.fontMetrics().horizontalAdvance(f"{name} ?") for name in names) + 22

    def _place_margin(self) -> None:
        width = self.margin_width()
        self.setViewportMargins(width + EDGE, 4, 4, 0)
        inside = self.contentsRect()
        self.margin.setGeometry(inside.left(), inside.top(), width, inside.height())

    def _space(self) -> None:
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(_spacing())

    def _on_changed(self) -> None:
        self.margin.update()
        if not self._loading:
            self.edited.emit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_margin()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._place_margin()


def _spacing() -> QTextBlockFormat:
    shape = QTextBlockFormat()
    shape.setBottomMargin(GAP)
    return shape
