"""A forger for simulated rounds: a stranger with a key of his own, and an insider who writes in another's name."""

import hashlib
import secrets
from collections.abc import Iterable
from pathlib import Path

from app.records import canonical
from app.records.change import COMMON, LOG, new_record_id, parse
from app.records.change import line as join_line
from app.security.keys import WriterKey
from app.storage.vault import Vault
from app.sync import cargo, package, places, sending
from app.sync.cargo import Cargo
from app.sync.manifest import Kind, Manifest, Member
from app.sync.package import Source
from app.sync.sending import Letter


def stranger(vault: Vault, folder: Path) -> Path:
    """A package for the office by a key that nobody knows, in every other point as it should be."""
    card = vault.card
    if card is None:
        raise ValueError("a registered laptop is wanted")
    key = WriterKey.generate()
    manifest = Manifest(
        kind=str(Kind.RETURN),
        package=secrets.token_hex(16),
        created=vault.clock(),
        key=key.public.hex(),
        writer=key.writer_id,
        sender=places.sender_id(vault),
        made_for="office",
        counter=1,
        to=places.office(vault).to,
        office=card.fingerprint,
        practice=vault.practice,
        series=(secrets.token_hex(16), 1, 1),
    )
    return package.write(folder, manifest, [], key).path


def insider(vault: Vault, folder: Path) -> tuple[Path, int]:
    """A package of this laptop, properly signed, with lines in a colleague's name that the colleague never wrote.

    Returns it and the number of forged lines; none when there is no colleague's work to imitate.
    """
    lines = [forged for line in _colleagues(vault) if (forged := _forged(line, vault.me.key)) is not None][:2]
    sources = [_source(line) for line in lines[:1]]
    writers = {parse(line).writer for line in lines[:1]}
    load = Cargo(tuple(sources), cargo.keys_of(vault, writers), cargo.have(vault, places.office(vault)))
    made = sending.send(vault, folder, Letter(Kind.RETURN, places.office(vault), vault.me.key, {}), load)
    return made[0].path, len(sources)


def _colleagues(vault: Vault) -> Iterable[bytes]:
    for writer, chains in sorted(vault.chains().items()):
        for scope in chains:
            if writer != vault.me.writer_id and scope not in (COMMON, LOG):
                yield from (line for _, _, line in vault.lines(writer, scope, 0, 1))


def _forged(line: bytes, key: WriterKey) -> bytes | None:
    honest = parse(line)
    if honest.kind != "person":
        return None
    body = canonical.write(dict(honest.body) | {"rec": new_record_id()})
    return join_line(body, key.sign(body), honest.values)


def _source(line: bytes) -> Source:
    change, digest = parse(line), hashlib.sha256(line).hexdigest()
    name = f"changes/{change.writer}/{change.scope}/{change.n:012}-{change.n:012}.jsonl"
    chain = (change.writer, change.scope, change.n, change.n, change.id)
    return Source(Member(name, len(line), digest), lambda: (line,), chain)
