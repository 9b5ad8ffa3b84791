"""What is pasted from Word or WPS into a talk's record: clean lines, each with who speaks where that is written."""

import re

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QTextDocumentFragment

from ui.pages.interview.margin import ANSWER, ASK, NOTE

SPEAKERS = {"问": ASK, "答": ANSWER, "记": NOTE, "Q": ASK, "A": ANSWER}
SPOKEN = re.compile(r"^\s*(问|答|记|Q|A)\s*[：:]\s*")
LINE_ENDS = re.compile(r"\r\n|[\r\v\f\u2028\u2029]")
UNSEEN = re.compile(r"[\u200b\u200c\u2060\ufeff\ufffc\x00-\x08\x0e-\x1f]")  # marks of a word processor, pictures
BLANKS = re.compile(r"[\t\u00a0]+")


def can_read(source: QMimeData) -> bool:
    """Whether there are words to take."""
    return source.hasText() or source.hasHtml()


def lines(source: QMimeData) -> list[tuple[str, list[str]]]:
    """Return what was copied as lines: (speaker or '', paragraphs).

    Where speakers are written (问：, 答：), a paragraph without one goes on with the line before it.
    """
    told = list(filter(None, map(_clean, _text(source).split("\n"))))
    spoken = any(SPOKEN.match(one) for one in told)
    found: list[tuple[str, list[str]]] = []
    for one in told:
        match = SPOKEN.match(one)
        if match:
            found.append((SPEAKERS[match[1]], [one[match.end() :]]))
        elif spoken and found:
            found[-1][1].append(one)
        else:
            found.append(("", [one]))
    return found


def _text(source: QMimeData) -> str:
    if source.hasText():
        return LINE_ENDS.sub("\n", source.text())
    return LINE_ENDS.sub("\n", QTextDocumentFragment.fromHtml(source.html()).toPlainText())


def _clean(line: str) -> str:
    return BLANKS.sub(" ", UNSEEN.sub("", line)).strip()
