"""``satchel card``: the office card (办公室名片) and the eight words that two people compare."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from app.cli import entering
from app.cli.voice import Answer, Voice
from app.errors import NotFoundError

if TYPE_CHECKING:
    from app.security.card import OfficeCard


def show(args: argparse.Namespace, voice: Voice) -> Answer:
    """Show a card: one lying on a stick with ``--card``, else the one the vault has pinned."""
    if args.card:
        from app.services.setup import SetupService

        return _shown(SetupService().read_card(Path(args.card)), voice)
    with entering.entered(args, voice) as session:
        return _shown(_pinned(session.vault.card), voice)


def export(args: argparse.Namespace, voice: Voice) -> Answer:
    """Write the office's card and its signature into a folder."""
    from app.security import card as cards

    with entering.entered(args, voice) as session:
        card, signature = _pinned(session.vault.card), session.vault.secret("card signature")
    if signature is None:
        raise NotFoundError(what="card signature", name=card.name)
    folder = Path(args.to)
    folder.mkdir(parents=True, exist_ok=True)
    path = cards.write(folder, card, signature)
    answer = _shown(card, voice)
    return Answer({**answer.data, "file": str(path)}, [*answer.lines, voice.say("written", path=path)])


def _pinned(card: "OfficeCard | None") -> "OfficeCard":
    if card is None:
        from app.sync.refusals import NoOfficeCardError

        raise NoOfficeCardError
    return card


def _shown(card: "OfficeCard", voice: Voice) -> Answer:
    data = {
        "name": card.name,
        "fingerprint": card.fingerprint,
        "words": list(card.words),
        "practice": card.practice,
        "writer": card.writer_id,
        "receive": list(card.receive),
        "recover": list(card.recover),
        "made": card.made,
    }
    lines = voice.pairs(
        [
            ("office", card.name),
            ("practice", voice.say("yes") if card.practice else ""),
            ("card-words", " ".join(card.words)),
            ("fingerprint", card.fingerprint),
        ]
    )
    return Answer(data, lines)
