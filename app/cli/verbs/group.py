"""``satchel look``, ``evening`` and ``pocket-card``: what waits in every village, who has not come, the card."""

import argparse
import dataclasses
from pathlib import Path

from app.cli import entering, naming
from app.cli.voice import Answer, Voice, table
from app.errors import NotFoundError


def look(args: argparse.Namespace, voice: Voice) -> Answer:
    """Show the numbers of every village, or the records behind one of them."""
    from app.services.group import CODES, GroupService

    if args.number and args.number not in CODES:
        raise NotFoundError(what="number", name=args.number)
    with entering.entered(args, voice) as session:
        service = GroupService(session)
        if args.number:
            village = naming.village_of(session, args.village) if args.village else ""
            found = service.read(service.pick(args.number, village).keys)
            records = [dataclasses.asdict(one) for one in found]
            return Answer({"records": records}, table([[one.title, one.village, one.state, one.rec] for one in found]))
        seen = service.look()
    codes = list(seen.total)
    heads = [voice.say("look-village"), *(voice.say(f"look-{code}") for code in codes)]
    rows = [[line.name, *(f"{line.counts[code]}" for code in codes)] for line in seen.lines]
    total = [voice.say("look-together"), *(f"{seen.total[code]}" for code in codes)]
    villages = [dataclasses.asdict(line) for line in seen.lines]
    lines = table([heads, *rows, total]) if rows else [voice.say("look-empty")]
    return Answer({"villages": villages, "together": seen.total}, lines)


def evening(args: argparse.Namespace, voice: Voice) -> Answer:
    """Show who of the group has come to this place today, who has not first."""
    from app.services.evening import EveningService

    with entering.entered(args, voice) as session:
        seen = EveningService(session).look()
    rows = [
        [one.name, " ".join(one.laptops) or "—", voice.say("evening-today" if one.today else "evening-missing")]
        for one in seen.comers
    ]
    missing = [one.person for one in seen.missing]
    data = {"comers": [dataclasses.asdict(one) for one in seen.comers], "missing": missing}
    return Answer(data, table(rows) or [voice.say("evening-nobody")])


def card(args: argparse.Namespace, voice: Voice) -> Answer:
    """Write the pocket card as a PDF; nothing of any vault is on it."""
    from app.services import pocket_card

    folder = Path(args.out)
    folder.mkdir(parents=True, exist_ok=True)
    path = pocket_card.save(folder / f"{pocket_card.NAME}.pdf")
    return Answer({"path": str(path)}, [voice.say("card-written", path=path)])
