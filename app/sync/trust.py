"""Whom a vault trusts when it reads a package: its office, its roster, and a new key an old one vouches for."""

from collections.abc import Iterator
from typing import Any

from app.records import canonical
from app.records.change import HEX64, Change, MalformedChangeError, parse
from app.security import keys
from app.storage.vault import Vault
from app.sync.desk import Desk
from app.sync.manifest import Manifest
from app.sync.refusals import NoOfficeCardError


def desk(vault: Vault) -> Desk:
    """Return who is reading.

    Raises:
        NoOfficeCardError: without a pinned office card nothing can be trusted.
    """
    if vault.card is None:
        raise NoOfficeCardError
    office, writers = vault.office, vault.roster().writers
    return Desk(
        identities=[vault.me.identity, *([office.receive] if office else [])],
        practice=vault.practice,
        office=vault.card.fingerprint,
        office_key=vault.card.key.hex(),
        key_of=lambda writer: writers[writer].key if writer in writers else "",
        ended=lambda writer: writer in writers and bool(writers[writer].ended),
        vouched=lambda manifest: vouched(vault, manifest),
    )


def vouchers(vault: Vault) -> list[str]:
    """Lines that vouch for my key, oldest first: for an office that has not seen them yet."""
    lines: list[str] = []
    roster, writer = vault.roster(), vault.me.writer_id
    while (entry := roster.writers.get(writer)) is not None and entry.vouched_by:
        made = [item.change for item in vault.history(writer) if item.change.writer == entry.vouched_by]
        lines[:0] = [change.line().decode() for change in made]
        writer = entry.vouched_by
    return lines


def vouched(vault: Vault, manifest: Manifest) -> bool:
    """Whether the lines in a manifest lead from a registered key to its signer, within one person."""
    roster = vault.roster()
    known = {writer: (entry.key, entry.person) for writer, entry in roster.writers.items() if not entry.ended}
    for change in _changes(manifest.body.get("vouch")):
        key, person = known.get(change.writer, ("", ""))
        new = change.value("key")
        sound = (
            change.kind == "writer"
            and bool(person)
            and change.value("person") == person
            and change.value("vouched_by") == change.writer
            and isinstance(new, str)
            and HEX64.match(new) is not None  # the next line may be said to be signed with it
            and keys.verify(bytes.fromhex(key), canonical.write(dict(change.body)), change.sig)
        )
        if sound:
            known.setdefault(change.rec, (new, person))
    return known.get(manifest.writer, ("", ""))[0] == manifest.key


def _changes(lines: Any) -> Iterator[Change]:
    for line in lines if isinstance(lines, list) else ():
        try:
            yield parse(line.encode())
        except (MalformedChangeError, AttributeError):
            continue
