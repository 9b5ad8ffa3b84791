"""Assignment (任务包): what a laptop's people need from the office, issued again when their villages change."""

from pathlib import Path

from app.jobs import Progress
from app.records.change import COMMON
from app.storage.vault import Vault
from app.sync import cargo as cargos
from app.sync import manifest, places, sending
from app.sync.cargo import Cargo
from app.sync.manifest import Kind
from app.sync.package import Written
from app.sync.places import Place
from app.sync.refusals import NotAnOfficeError
from app.sync.sending import Letter


def is_due(vault: Vault, place: Place) -> bool:
    """Whether a laptop never had an assignment, or its people or villages have changed since."""
    last = next(
        (p for p in reversed(vault.packages("out")) if p.kind == Kind.ASSIGNMENT and p.recipient == place.code), None
    )
    return last is None or manifest.read(last.manifest).body != _body(vault, place)


def write(
    vault: Vault, folder: Path, place: Place, progress: Progress | None = None, load: Cargo | None = None
) -> list[Written]:
    """Write the assignment of one laptop: the common scope and the villages of its people.

    ``load`` is what `decisions.gather` found just now: the same goes with either.

    Raises:
        NotAnOfficeError: only the office assigns.
    """
    if vault.office is None:
        raise NotAnOfficeError(what="assignment")
    cargo = load or cargos.gather(vault, place, blobs=frozenset({COMMON}))
    letter = Letter(Kind.ASSIGNMENT, place, vault.office.key, _body(vault, place))
    return sending.send(vault, folder, letter, cargo, progress)


def _body(vault: Vault, place: Place) -> dict[str, list[str]]:
    return {"for": sorted(place.persons), "scopes": sorted(places.scopes(vault, place))}
