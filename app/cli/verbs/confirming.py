"""``satchel confirm``: a second person has compared what was written with its slip."""

import argparse

from app.cli import entering
from app.cli.second import second_person
from app.cli.voice import Answer, Voice


def confirm(args: argparse.Namespace, voice: Voice) -> Answer:
    """Note who checked a package that was written here; who unlocks this vault gives their passphrase."""
    from app.reports.slip import fours
    from app.services.handover_second import SecondPersonService, written

    with entering.entered(args, voice) as session:
        service = SecondPersonService(session)
        package = written(session, args.package)
        second, theirs = second_person(args, voice, service.witnesses())
        service.confirm([package.id], second.person, theirs)
    by = "passphrase" if second.resident else "signature"
    data = {"package": package.id, "second": second.person, "name": second.name, "by": by}
    told = {"name": second.name, "for": package.recipient, "digest": fours(package.sha256[:8])}
    return Answer(data, [voice.say(f"confirmed-{by}", **told)])
