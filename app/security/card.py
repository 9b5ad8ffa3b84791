"""The office card (办公室名片, docs/package-format.md): who the office is, and with what it signs and opens."""

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.errors import AppError
from app.records import canonical
from app.security import durable, keys, spoken, sshsig
from app.security.header_form import ForeignFileError, NewerFormatError

FORMAT, VERSION = "satchel-office-card", 1
NAME, SIGNATURE = "office-card.json", ".sig"
LONGEST, LONGEST_NAME, MOST_RECIPIENTS = 1 << 16, 200, 16
_KEYS = {"format", "v", "name", "key", "receive", "recover", "practice", "made"}
_HEX64 = re.compile(r"[0-9a-f]{64}\Z")
_UNSEEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}  # control and direction marks could make one name look like another


class BrokenCardError(AppError):
    """An office card that does not hold. Data: ``why`` (``signature``, ``signer``, ``form``, ``name``, ``key``…)."""


@dataclass(frozen=True, slots=True)
class OfficeCard:
    """An office: name, 32-byte signing key, age recipients for packages and for recovery, time in ms since 1970.

    Raises:
        BrokenCardError: on making one that no office should have.
    """

    name: str
    key: bytes
    receive: tuple[str, ...]
    recover: tuple[str, ...]
    practice: bool
    made: int

    def __post_init__(self) -> None:
        name = self.name
        _demand(0 < len(name) <= LONGEST_NAME and name == name.strip(), "name")
        _demand(not any(unicodedata.category(character) in _UNSEEN for character in name), "name")
        _demand(0 <= self.made <= canonical.LIMIT, "made")
        try:
            keys.check_public_key(self.key)
            for recipients in (self.receive, self.recover):
                _demand(1 <= len(recipients) <= MOST_RECIPIENTS, "recipients")
                _demand(len(set(recipients)) == len(recipients), "recipients")
                for recipient in recipients:
                    keys.check_recipient(recipient)
        except keys.BadKeyError as error:
            raise BrokenCardError(why="key") from error
        except keys.BadRecipientError as error:
            raise BrokenCardError(why="recipients") from error

    @property
    def writer_id(self) -> str:
        """Writer id of the office's key."""
        return keys.writer_id(self.key)

    def to_bytes(self) -> bytes:
        """Return the canonical bytes, which are signed and whose digest is the fingerprint."""
        whole = {"format": FORMAT, "v": VERSION, "name": self.name, "key": self.key.hex(), "made": self.made}
        lists = {"receive": list(self.receive), "recover": list(self.recover), "practice": self.practice}
        return canonical.write({**whole, **lists})

    @property
    def fingerprint(self) -> str:
        """Hex SHA-256 of the card's bytes; this is what a vault pins."""
        return hashlib.sha256(self.to_bytes()).hexdigest()

    @property
    def words(self) -> tuple[str, ...]:
        """Eight words that two people compare with paper."""
        return spoken.eight_words(bytes.fromhex(self.fingerprint))


def sign(card: OfficeCard, key: keys.WriterKey) -> bytes:
    """Return the armoured signature of a card by its own key.

    Raises:
        BrokenCardError: ``key`` is not the card's.
    """
    _demand(key.public == card.key, "signer")
    return sshsig.sign(key, card.to_bytes(), sshsig.CARD)


def verify(data: bytes, signature: bytes) -> OfficeCard:
    """Read a card and check that its own key signed it. Whether it is *our* office, its eight words tell.

    Raises:
        BrokenCardError: the signature does not hold, it is another key's, or the content cannot be.
        ForeignFileError: sound, and not an office card.
        NewerFormatError: sound, and of a later version.
    """
    _demand(len(data) <= LONGEST, "size")
    try:
        signer = sshsig.verify(data, signature, sshsig.CARD)
        whole = canonical.read(data)
    except sshsig.SignatureBrokenError as error:
        raise BrokenCardError(why="signature") from error
    except canonical.NotCanonicalError as error:
        raise BrokenCardError(why="form") from error
    if not isinstance(whole, dict) or whole.get("format") != FORMAT:
        raise ForeignFileError(path=NAME, why="format")
    version = whole.get("v")
    if type(version) is int and version > VERSION:
        raise NewerFormatError(found=version, known=VERSION)
    card = _from_whole(whole)
    _demand(signer == card.key, "signer")
    return card


def pinned(data: bytes) -> OfficeCard:
    """Read the card that a vault pinned: its signature was checked when it was, the vault guards it since."""
    return _from_whole(canonical.read(data))


def write(folder: Path, card: OfficeCard, signature: bytes) -> Path:
    """Put ``office-card.json`` and its ``.sig`` into ``folder``; return the card's path.

    Raises:
        BrokenCardError: the signature is not this card's.
    """
    data = card.to_bytes()
    verify(data, signature)
    path = folder / NAME
    durable.write_bytes(signature_of(path), signature)
    durable.write_bytes(path, data)  # last: a card without its signature is never seen
    return path


def read(path: Path) -> tuple[OfficeCard, bytes]:
    """Read a card and the signature beside it.

    Raises:
        ForeignFileError: one of the two is missing, or it is no card.
        BrokenCardError: as `verify`.
        NewerFormatError: as `verify`.
    """
    for part in (path, signature_of(path)):
        if not part.is_file():
            raise ForeignFileError(path=str(part), why="missing")
    with path.open("rb") as file, signature_of(path).open("rb") as beside:
        data, signature = file.read(LONGEST + 1), beside.read(sshsig.LONGEST + 1)
    return verify(data, signature), signature


def signature_of(path: Path) -> Path:
    """Return where the signature of the card at ``path`` lies."""
    return path.with_name(path.name + SIGNATURE)


def _from_whole(whole: Mapping[str, Any]) -> OfficeCard:
    _demand(set(whole) == _KEYS and type(whole["v"]) is int and whole["v"] == VERSION, "form")
    _demand(isinstance(whole["name"], str) and type(whole["practice"]) is bool, "form")
    _demand(type(whole["made"]) is int and isinstance(whole["key"], str) and _HEX64.match(whole["key"]), "form")
    for name in ("receive", "recover"):
        listed = whole[name]
        _demand(isinstance(listed, list) and all(isinstance(one, str) for one in listed), "form")
    return OfficeCard(
        whole["name"],
        bytes.fromhex(whole["key"]),
        tuple(whole["receive"]),
        tuple(whole["recover"]),
        whole["practice"],
        whole["made"],
    )


def _demand(holds: object, why: str) -> None:
    if not holds:
        raise BrokenCardError(why=why)
