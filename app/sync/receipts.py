"""Receipt (回执): what was stored, by number and hash, and each part of an attachment by digest."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from app.jobs import Progress
from app.storage import whole_parts
from app.storage.types import PackageRecord
from app.storage.vault import Vault
from app.sync import cargo as cargos
from app.sync import manifest, places, sending
from app.sync.manifest import Kind, Manifest
from app.sync.package import Written
from app.sync.places import Place
from app.sync.sending import RECEIPTED, Letter

ARRIVED = "arrived"
NAMED = 1000  # things set aside that one receipt names
COVERING = "backup that receipts rest on"  # setting: its name, and what had come when it was begun
_ANSWERED = {Kind.RETURN}


def unanswered(vault: Vault, place: Place) -> list[PackageRecord]:
    """Packages of a place that were taken in and have no receipt yet."""
    return [p for p, told in cargos.came_from(vault, place.code) if told.kind in _ANSWERED and p.state == ARRIVED]


def write(vault: Vault, folder: Path, place: Place, progress: Progress | None = None) -> list[Written]:
    """Write a receipt for everything of a place that has none. At the office a backup is made and checked first.

    Raises:
        DamagedDatabaseError: the vault does not check; no receipt is given for what may be lost.
    """
    packages = unanswered(vault, place)
    backed_up = _backed_up(vault, progress)
    body = _body(vault, place, packages, _parts(vault, place, packages, progress), backed_up=backed_up)
    key = vault.office.key if vault.office else vault.me.key
    written = sending.send(vault, folder, Letter(Kind.RECEIPT, place, key, body), None, progress)
    for package in packages:
        vault.update_package(package.row, RECEIPTED, package.details)
    return written


def take(vault: Vault, receipt: Manifest) -> int:
    """Note which of my packages a receipt answers. Returns how many."""
    answered = {(p.get("id"), p.get("sha256")) for p in receipt.body.get("packages", ()) if isinstance(p, dict)}
    place = places.place_of(vault, receipt.writer)  # nobody else can say that the office has it
    count = 0
    for package in vault.packages("out"):
        meant = (package.id, package.sha256) in answered and package.recipient == place
        if meant and package.state == sending.WRITTEN:
            vault.update_package(package.row, RECEIPTED, {**package.details, "receipt": receipt.package})
            count += 1
    return count


def demand_body(receipt: Manifest) -> None:
    """Check the shape of a receipt.

    Raises:
        BadManifestError: ``body``.
    """
    body = receipt.body
    stored, blobs = body.get("stored"), body.get("blobs")
    sound = (
        isinstance(stored, dict)
        and all(isinstance(chains, dict) and all(map(manifest.held, chains.values())) for chains in stored.values())
        and isinstance(blobs, list)
        and all(isinstance(b, str) for b in blobs)
        and isinstance(body.get("packages"), list)
        and all(_is_answer(p) for p in body["packages"])
    )
    if not sound:
        raise manifest.BadManifestError("body")


def _is_answer(value: object) -> bool:
    return isinstance(value, dict) and isinstance(value.get("id"), str) and isinstance(value.get("sha256"), str)


def _parts(vault: Vault, place: Place, packages: list[PackageRecord], progress: Progress | None) -> list[str]:
    """Parts that are here whole: those just brought are opened and hashed, the others must have their length."""
    rows, fresh, spoken_of = {p.row for p in packages}, set[str](), set[str]()
    for package, told in cargos.came_from(vault, place.code):
        spoken_of.update(told.blobs, told.elsewhere)
        if package.row in rows:
            fresh.update(told.blobs)
    sizes = {sha256: size for sha256, size in vault.blobs() if sha256 in spoken_of}
    return sorted(
        sha256
        for sha256, size in sizes.items()
        if whole_parts.has_size(vault, sha256, size)
        and (sha256 not in fresh or whole_parts.opens(vault, sha256, progress))
    )


def _body(
    vault: Vault, place: Place, packages: list[PackageRecord], parts: list[str], *, backed_up: bool
) -> Mapping[str, Any]:
    rows = {p.row: p for p in packages}
    stored = cargos.have(vault, place)
    return {
        "packages": [{"id": p.id, "sha256": p.sha256} for p in packages],
        "stored": {w: {s: list(tip) for s, tip in chains.items()} for w, chains in sending.most(stored).items()},
        "blobs": parts,
        "set aside": [{"item": s.item, "reason": s.reason} for s in vault.set_aside() if s.package in rows][:NAMED],
        "backed up": backed_up,
    }


def _backed_up(vault: Vault, progress: Progress | None) -> bool:
    """Make a backup at the office, and say whether all that came is in one.

    One made since the last package came serves every receipt of an evening: else those of eleven laptops would push
    all older backups out.
    """
    if vault.office is None:
        return False
    from app.storage import opening

    rows = [p.row for p in vault.packages("in")]
    came = [max(rows, default=0), sum(p.state in cargos.UNREAD for p in vault.packages("in"))]
    made = vault.setting(COVERING, {})
    if made.get("came") != came or not opening.is_backup(vault, str(made.get("name", ""))):
        vault.put_setting(COVERING, {"name": opening.backup(vault, progress).name, "came": came})
    return True
