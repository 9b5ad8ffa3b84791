"""The pocket card (随身卡片): made from no vault, so nothing leaves one and the log has nothing to note."""

from pathlib import Path

from app.reports.issue import Issue
from app.reports.pdf.pocket_card import print_card

NAME = "随身卡片"


def pdf() -> bytes:
    """The card as a PDF of one page.

    Raises:
        NoUsableFontError: no font of this machine can be embedded.
    """
    return print_card(Issue()).pdf


def save(path: Path) -> Path:
    """Write the card, whole or not at all; returns where it lies."""
    part = path.with_name(path.name + ".part")
    try:
        part.write_bytes(pdf())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return path
