"""The practice round (演练): made-up villages and people, the same for the same seed, marked as practice everywhere."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.storage.memory import InstallationMemory

SEED = 1


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
