"""The practice round (演练): made-up villages and people, the same for the same seed, marked as practice everywhere."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.storage.memory import InstallationMemory

SEED = 1
HOMES = ".installations"


def start(folder: Path, memory: "InstallationMemory", *, seed: int = SEED) -> tuple[Path, str, str]:
    """Make a practice vault on this laptop, filled, and close it again.

    Args:
        folder: where it goes; a free name beside it is taken when it holds something already.
        memory: what the program remembers outside every vault.
        seed: another seed makes other villages and people.

    Returns:
        The folder, the staff number and the passphrase to unlock it with; both are no secret.
    """
    from app.practice import laptop

    return laptop.start(folder, memory, seed=seed)


def home_of(vault: Path) -> Path | None:
    """Return the program's folder a practice round made for one of its vaults, or None for any other vault.

    A round by stick plays several installations on one machine; each vault must find its own again, or it would be
    taken for a copy and given new keys.
    """
    home = vault.resolve().parent / HOMES / vault.resolve().name
    return home if (home / "installations.json").is_file() else None
