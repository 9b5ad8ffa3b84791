"""Decisions: what the office holds and a laptop lacks, above all choices in conflicts and settings."""

from pathlib import Path

from app.jobs import Progress
from app.records.change import COMMON
from app.storage.vault import Vault
from app.sync import cargo as cargos
from app.sync import sending
from app.sync.manifest import Kind
from app.sync.package import Written
from app.sync.places import Place
from app.sync.refusals import NotAnOfficeError
from app.sync.sending import Letter


def is_due(vault: Vault, place: Place) -> bool:
    """Whether the office holds a change that a laptop may hold and lacks."""
    return cargos.gather(vault, place, blobs=frozenset({COMMON})).is_new


def write(vault: Vault, folder: Path, place: Place, progress: Progress | None = None) -> list[Written]:
    """Write what one laptop lacks. A choice travels with what it chose between, or it could not be read there.

    Raises:
        NotAnOfficeError: only the office decides for laptops.
    """
    if vault.office is None:
        raise NotAnOfficeError(what="decisions")
    cargo = cargos.gather(vault, place, blobs=frozenset({COMMON}))
    return sending.send(vault, folder, Letter(Kind.DECISIONS, place, vault.office.key, {}), cargo, progress)
