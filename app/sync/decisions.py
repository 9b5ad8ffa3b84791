"""Decisions: what the office holds and a laptop lacks, above all choices in conflicts and settings."""

from pathlib import Path

from app.jobs import Progress
from app.records.change import COMMON
from app.storage.vault import Vault
from app.sync import cargo as cargos
from app.sync import sending
from app.sync.cargo import Cargo
from app.sync.manifest import Kind
from app.sync.package import Written
from app.sync.places import Place
from app.sync.refusals import NotAnOfficeError
from app.sync.sending import Letter


def gather(vault: Vault, place: Place) -> Cargo:
    """Collect what one laptop may hold and lacks; of attachments only those of the common scope."""
    return cargos.gather(vault, place, blobs=frozenset({COMMON}))


def write(
    vault: Vault, folder: Path, place: Place, progress: Progress | None = None, load: Cargo | None = None
) -> list[Written]:
    """Write what one laptop lacks. A choice travels with what it chose between, or it could not be read there.

    ``load`` is what `gather` found just now.

    Raises:
        NotAnOfficeError: only the office decides for laptops.
    """
    if vault.office is None:
        raise NotAnOfficeError(what="decisions")
    cargo = load or gather(vault, place)
    return sending.send(vault, folder, Letter(Kind.DECISIONS, place, vault.office.key, {}), cargo, progress)
