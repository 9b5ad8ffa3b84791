"""``satchel passphrase`` and ``person``: who may unlock this vault, and with what."""

import argparse
import dataclasses
from typing import TYPE_CHECKING

from app.cli import entering
from app.cli.troubles import AmbiguousError, MissingOptionError
from app.cli.voice import Answer, Voice, table
from app.errors import NotFoundError

if TYPE_CHECKING:
    from app.services.session import Session
    from app.services.upkeep import Resident


def passphrase(args: argparse.Namespace, voice: Voice) -> Answer:
    """Change my passphrase; the data stay as they are."""
    from app.services.upkeep import UpkeepService

    number = entering.staff(args, voice)
    old = entering.passphrase(args.passphrase_file, voice)
    args.staff = number
    with entering.entered(args, voice, old) as session:
        new = entering.another_passphrase(args, voice, number)
        UpkeepService(session).change_passphrase(number, old, new)
    return Answer({"changed": True}, [voice.say("passphrase-changed")])


def listing(args: argparse.Namespace, voice: Voice) -> Answer:
    """Show everybody who can unlock this vault."""
    with entering.entered(args, voice) as session:
        found = _residents(session)
    rows = [
        [one.name, voice.say("me") if one.me else "", "" if one.rec else voice.say("unregistered"), one.person]
        for one in found
    ]
    data = [{**dataclasses.asdict(one), "registered": bool(one.rec)} for one in found]
    return Answer({"people": data}, table(rows))


def add(args: argparse.Namespace, voice: Voice) -> Answer:
    """Let a second person of this laptop in, with keys of their own."""
    from app.services.upkeep import UpkeepService

    if not args.name:
        raise MissingOptionError(option="--name")
    with entering.entered(args, voice) as session:
        secret = entering.another_passphrase(args, voice, args.number)
        before = {one.person for one in _residents(session)}
        UpkeepService(session).add_person(args.name, args.number, secret)
        person = next((one.person for one in _residents(session) if one.person not in before), "")
    return Answer({"person": person, "name": args.name}, [voice.say("person-added", name=args.name)])


def remove(args: argparse.Namespace, voice: Voice) -> Answer:
    """Let somebody out; the database is encrypted anew."""
    from app.services.upkeep import UpkeepService

    with entering.entered(args, voice) as session:
        one = _resident(session, args.person)
        UpkeepService(session).remove_person(one.person)
    return Answer({"person": one.person, "name": one.name}, [voice.say("person-removed", name=one.name)])


def _residents(session: "Session") -> "list[Resident]":
    from app.services.upkeep import UpkeepService

    return UpkeepService(session).residents()


def _resident(session: "Session", text: str) -> "Resident":
    """Whom a text names: record id, staff number or name.

    Raises:
        NotFoundError: nobody here. AmbiguousError: several have that name.
    """
    from app.security import kdf

    wanted, staff = text.strip(), kdf.tidy_staff_number(text)
    numbers = {rec: str(number) for rec, number in session.vault.setting("staff", {}).items()}
    numbers |= {rec: kdf.tidy_staff_number(entry.staff) for rec, entry in session.vault.roster().inspectors.items()}
    found = [
        one
        for one in _residents(session)
        if wanted in (one.person, one.rec, one.name)
        or (staff and staff in (numbers.get(one.person), numbers.get(one.rec)))
    ]
    if not found:
        raise NotFoundError(what="person", name=text)
    if len(found) > 1:
        raise AmbiguousError(name=text, count=len(found))
    return found[0]
