"""Return (上交包): everything a laptop holds and the office, or another laptop of the group, lacks."""

import base64
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from app.errors import NotAllowedError
from app.jobs import Progress
from app.security import header as headers
from app.storage.vault import Vault
from app.sync import cargo as cargos
from app.sync import package, places, sending, trust
from app.sync.cargo import Cargo
from app.sync.manifest import Kind
from app.sync.package import Written
from app.sync.places import Place
from app.sync.sending import Letter


@dataclass(frozen=True, slots=True)
class Packing:
    """How to pack: ``whole`` sends everything again, whatever the other place said it holds; ``limit`` in bytes.

    ``load`` is what `gather` found just now; it goes only if there was no draft left to become a change.
    """

    whole: bool = False
    limit: int = package.LIMIT
    load: Cargo | None = None


def commit_my_drafts(vault: Vault) -> int:
    """Turn my drafts into changes; one that a rule refuses stays a draft. Returns how many became changes."""
    done = 0
    for draft in vault.drafts(vault.me.person):
        try:
            vault.commit_draft(draft.rec)
        except NotAllowedError:
            continue
        done += 1
    return done


def drafts_left(vault: Vault) -> tuple[tuple[str, int], ...]:
    """Whose drafts do not travel: (person, count), by person."""
    return tuple(sorted(Counter(draft.person for draft in vault.drafts()).items()))


def gather(vault: Vault, place: Place, folder: Path | None = None, *, whole: bool = False) -> Cargo:
    """Collect what would go; what of a broken off series lies in ``folder`` already is not written again."""
    lying = sending.lying(vault, folder, place) if folder is not None else ()
    return cargos.gather(vault, place, whole=whole, lying=lying)


def write(
    vault: Vault,
    folder: Path,
    place: Place | None = None,
    packing: Packing | None = None,
    progress: Progress | None = None,
) -> list[Written]:
    """Commit my drafts and write a return for the office (or ``place``, and then always for the office too).

    Raises:
        NoOfficeCardError: the vault belongs to no office yet.
    """
    office = places.office(vault)
    target, how = place or office, packing or Packing()
    load = how.load
    if commit_my_drafts(vault) or load is None:
        load = gather(vault, target, folder, whole=how.whole)
    vouchers = trust.vouchers(vault)
    letter = Letter(
        Kind.RETURN,
        target,
        vault.me.key,
        {"vouch": vouchers} if vouchers else {},
        also=() if target.is_office else office.to,
        drafts=drafts_left(vault),
        # the header lets the office bring back a damaged laptop; another laptop has no business with it
        header=base64.b64encode(headers.to_bytes(vault.header)).decode() if target.is_office else "",
        limit=how.limit,
    )
    return sending.send(vault, folder, letter, load, progress)
