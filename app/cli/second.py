"""The second person at the command line: found by name, staff number or id, and asked for a passphrase if theirs."""

import argparse
from typing import TYPE_CHECKING

from app.cli import entering
from app.cli.troubles import MissingOptionError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.cli.voice import Voice
    from app.services.witnesses import Witness


def second_person(args: argparse.Namespace, voice: "Voice", known: "Iterable[Witness]") -> "tuple[Witness, str]":
    """Return whom ``--second`` names, and their passphrase if they unlock this vault, else ''.

    Raises:
        MissingOptionError: nobody was named, or the passphrase was not given.
        SecondPersonError: nobody is called so, or several are.
    """
    from app.services.witnesses import SecondPersonError

    if not args.second:
        raise MissingOptionError(option="--second")
    found = [one for one in known if args.second in (one.person, one.name, one.staff)]
    if len(found) != 1:
        raise SecondPersonError(name=args.second)
    if not found[0].resident:
        return found[0], ""
    option = "--second-passphrase-file"
    return found[0], entering.passphrase(args.second_passphrase_file, voice, option, "ask-passphrase")
