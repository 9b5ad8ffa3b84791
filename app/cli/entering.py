"""Unlocking a vault from a terminal: the passphrase comes from a file or is typed unseen."""

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from app import paths, practice
from app.cli.troubles import (
    DifferentPassphrasesError,
    FileTroubleError,
    MissingOptionError,
    NotComparedError,
    WeakPassphraseError,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.cli.voice import Voice
    from app.services.session import Session

LONGEST = 4096  # bytes of a passphrase file that are looked at


@contextmanager
def entered(args: argparse.Namespace, voice: "Voice", secret: str | None = None) -> Iterator["Session"]:
    """Unlock the vault that was named, with a passphrase that is asked for unless it is known already.

    The vault is closed at the end, whatever happens.

    Raises:
        MissingOptionError: vault, staff number or passphrase are missing and nobody can be asked.
        WrongPassphraseError and the other refusals of `app.storage.opening.open_vault`.
    """
    from app.services.setup import SetupService

    folder = vault_folder(args)
    number = staff(args, voice)
    given = passphrase(args.passphrase_file, voice) if secret is None else secret
    session = SetupService(home(folder)).unlock(folder, number, given)
    try:
        yield session
    finally:
        session.vault.close()


def home(folder: Path) -> Path:
    """Return the program's own folder for a vault: a practice round keeps one for each of its vaults."""
    return practice.home_of(folder) or paths.data_folder()


def vault_folder(args: argparse.Namespace) -> Path:
    """Return the folder named by ``--vault``."""
    if not args.vault:
        raise MissingOptionError(option="--vault")
    return Path(args.vault)


def staff(args: argparse.Namespace, voice: "Voice") -> str:
    """Return the staff number, asked for at a terminal when it was not given."""
    if args.staff:
        return str(args.staff)
    if not sys.stdin.isatty() or voice.json:
        raise MissingOptionError(option="--staff")
    voice.err.write(voice.say("ask-staff"))
    voice.err.flush()
    return sys.stdin.readline().strip()


def passphrase(
    source: str | None, voice: "Voice", option: str = "--passphrase-file", asked: str = "ask-passphrase"
) -> str:
    """Return the passphrase: first line of a file, of the standard input (``-``), or typed unseen.

    Raises:
        MissingOptionError: nothing was given and there is no terminal.
        FileTroubleError: the file cannot be read.
    """
    if source == "-":
        return _first_line(sys.stdin.buffer.readline(LONGEST))
    if source:
        try:
            with Path(source).open("rb") as file:
                return _first_line(file.readline(LONGEST))
        except OSError as error:
            raise FileTroubleError(path=source, why=error.strerror or "") from error
    if not sys.stdin.isatty() or voice.json:
        raise MissingOptionError(option=option)
    import getpass

    return getpass.getpass(voice.say(asked), stream=voice.err)


def new_passphrase(args: argparse.Namespace, voice: "Voice") -> str:
    """Return the passphrase of a new vault's first slot.

    Raises:
        WeakPassphraseError: too easy to guess.
    """
    return _good(passphrase(args.passphrase_file, voice), args.staff or "")


def another_passphrase(args: argparse.Namespace, voice: "Voice", number: str) -> str:
    """Return the passphrase of ``--new-passphrase-file``; a typed one is typed twice, for nobody sees it.

    Raises:
        WeakPassphraseError: too easy to guess. DifferentPassphrasesError: the two are not the same.
    """
    source = args.new_passphrase_file
    found = _good(passphrase(source, voice, "--new-passphrase-file", "ask-new-passphrase"), number)
    if not source and passphrase(None, voice, "--new-passphrase-file", "ask-again") != found:
        raise DifferentPassphrasesError
    return found


def _good(found: str, number: str) -> str:
    from app.security import kdf

    strength = kdf.passphrase_strength(found, number)
    if not strength.good:
        raise WeakPassphraseError(why=", ".join(strength.weaknesses))
    return found


def compared(expected: "Sequence[str]", given: str | None, voice: "Voice") -> None:
    """Demand that somebody compared eight words: given with ``--words``, or answered at the terminal.

    Raises:
        NotComparedError: the words differ, or nobody compared them.
    """
    if given is not None:
        if given.split() != list(expected):
            raise NotComparedError(words=" ".join(expected))
        return
    if sys.stdin.isatty() and not voice.json:
        voice.err.write(voice.say("ask-compare", words=" ".join(expected)))
        voice.err.flush()
        if sys.stdin.readline().strip().lower() in {"y", "yes", "是", "一致"}:
            return
    raise NotComparedError(words=" ".join(expected))


def _first_line(raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig").rstrip("\r\n")
    except UnicodeDecodeError as error:
        raise FileTroubleError(path="--passphrase-file", why="UTF-8") from error
