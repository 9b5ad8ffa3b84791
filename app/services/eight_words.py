"""The eight words on paper: of the office card, and of a laptop that asks to be registered; in both languages."""

from pathlib import Path

from app.security import durable
from app.services.session import Session

BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"  # the editor of older Windows takes UTF-8 without it for GBK


def of_card(session: Session) -> str:
    """The sheet an office gives to every inspector, apart from the stick; '' without a card."""
    card = session.vault.card
    if card is None:
        return ""
    return _sheet(
        f"办公室名片的八个词  Eight words of the office card\n{card.name}",
        card.words,
        "在笔记本上选好办公室名片后，与屏幕上的八个词逐一核对，一个都不能差。\n"
        "After choosing the office card on the laptop, compare all eight with the screen.",
    )


def of_enrolment(session: Session) -> str:
    """The sheet an inspector takes to the office with the stick."""
    return _sheet(
        f"本机登记的八个词  Eight words of this laptop\n{session.me_name}",
        session.own_words,
        "到巡察办交U盘时，念给登记的人听，与其屏幕上的逐一核对。\n"
        "Read them to the officer when you hand in the stick; they must match the officer's screen.",
    )


def write(text: str, path: Path) -> None:
    """Write a sheet as a text file that any computer can print. The words are no secret, only not to be swapped."""
    durable.write_bytes(path, (BOM + text).encode())


def _sheet(title: str, words: tuple[str, ...], what: str) -> str:
    numbered = "\n".join(f"    {number}   {word}" for number, word in enumerate(words, 1))
    return f"巡察工作本 Satchel\n\n{title}\n\n{numbered}\n\n{what}\n".replace("\n", "\r\n")
