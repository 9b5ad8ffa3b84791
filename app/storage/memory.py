"""What the program remembers outside every vault: which installation this is, and how far each chain had come.

A vault that is behind this memory was restored from a copy; one whose path or installation differs was moved or cloned.
Either way its old keys must not write again (docs/vault-format.md).
"""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.security import durable

FILE = "installations.json"


@dataclass(frozen=True, slots=True)
class Remembered:
    """Where a vault stood when it was last seen: path, and writer/scope → (number, id).

    ``home`` names the writers that have written at this very place: each person of a copied vault needs a new key, not
    only the first one to unlock it.
    """

    path: str
    chains: Mapping[str, tuple[int, str]]
    home: frozenset[str] = frozenset()


class InstallationMemory:
    """The file ``installations.json`` in the program's own folder. No names, only ids and numbers."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / FILE
        self._data = self._read()
        if not self._data.get("installation"):
            self._data = {"installation": secrets.token_hex(16), "vaults": {}, "v": 1}
            self._write()

    @property
    def installation(self) -> str:
        """Random id of this installation, 32 hex."""
        return str(self._data["installation"])

    def vault(self, vault_id: str) -> Remembered | None:
        """What is remembered of a vault, or None."""
        found = self._data["vaults"].get(vault_id)
        if found is None:
            return None
        chains = {k: (int(v[0]), str(v[1])) for k, v in found["chains"].items()}
        return Remembered(found["path"], chains, frozenset(found.get("home", ())))

    def remember(self, vault_id: str, path: Path, chains: Mapping[str, tuple[int, str]], writer: str) -> None:
        """Note how far the chains written here have come, and that ``writer`` writes here; a chain never goes back."""
        self._look_again()
        before = self.vault(vault_id)
        merged = dict(before.chains) if before else {}
        at_home = before.home if before and before.path == str(path.resolve()) else frozenset[str]()
        for name, tip in chains.items():
            if tip[0] >= merged.get(name, (0, ""))[0]:
                merged[name] = tip
        entry = {
            "path": str(path.resolve()),
            "chains": {k: list(v) for k, v in sorted(merged.items())},
            "home": sorted({*at_home, writer}),
        }
        if self._data["vaults"].get(vault_id) != entry:
            self._data["vaults"][vault_id] = entry
            self._write()

    def forget_writer(self, vault_id: str, writer: str) -> None:
        """Forget the chains of a key that writes no more: what it lost must not be missed at every unlock."""
        self._look_again()
        found = self._data["vaults"].get(vault_id)
        if found is not None:
            found["chains"] = {k: v for k, v in found["chains"].items() if not k.startswith(f"{writer}/")}
            found["home"] = [w for w in found.get("home", ()) if w != writer]
            self._write()

    def scatter(self, vault_id: str) -> None:
        """Note that nobody is at home any more: the vault is a copy that was put back."""
        self._look_again()
        if vault_id in self._data["vaults"]:
            self._data["vaults"][vault_id]["home"] = []
            self._write()

    def _look_again(self) -> None:
        """Take in what another window or the command line has noted since."""
        found = self._read()
        if found.get("installation") == self._data["installation"]:
            self._data = found

    def _read(self) -> dict[str, Any]:
        try:
            data = json.loads(self._file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}  # a missing memory is treated as "elsewhere": new writers, nothing lost
        return data if isinstance(data, dict) and isinstance(data.get("vaults"), dict) else {}

    def _write(self) -> None:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        durable.write_bytes(self._file, json.dumps(self._data, indent=1, sort_keys=True).encode())
