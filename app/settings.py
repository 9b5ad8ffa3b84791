"""The program's own settings on this machine; what belongs to the work lies in the vault, encrypted."""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Literal, cast

VERSION = 1
Theme = Literal["light", "dark", "system"]
THEMES: tuple[Theme, ...] = ("light", "dark", "system")
RECENT_KEPT = 8


@dataclass(frozen=True, slots=True)
class Settings:
    """What a person chose. Change with ``dataclasses.replace``, then ``save``.

    ``language`` is ``zh_CN``, ``en`` or ``""`` (follow the system); ``recent`` holds folders of vaults, newest first;
    ``geometry`` is opaque text of the window; ``text_size`` is 1 (normal) to 3 (largest).
    ``unknown`` keeps what a newer release wrote.
    """

    language: str = ""
    recent: tuple[str, ...] = ()
    geometry: str = ""
    text_size: int = 1
    theme: Theme = "system"
    unknown: Mapping[str, Any] = field(default_factory=dict, repr=False)

    def with_recent(self, vault: Path) -> tuple[str, ...]:
        """Return ``recent`` with one vault moved to its front."""
        own = str(vault)
        return (own, *(other for other in self.recent if other != own))[:RECENT_KEPT]


@dataclass(frozen=True, slots=True)
class Loaded:
    """Settings as read. ``set_aside`` names where a broken file was moved, or is None."""

    settings: Settings
    set_aside: Path | None = None


def load(path: Path) -> Loaded:
    """Read settings; missing or unusable values take their defaults, a broken file is moved aside and named."""
    try:
        whole = json.loads(path.read_bytes())
    except FileNotFoundError:
        return Loaded(Settings())
    except (ValueError, RecursionError):
        return Loaded(Settings(), _set_aside(path))
    if not isinstance(whole, dict):
        return Loaded(Settings(), _set_aside(path))
    return Loaded(_from(whole))


def save(settings: Settings, path: Path) -> None:
    """Write settings whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    own = {f.name: getattr(settings, f.name) for f in fields(settings) if f.name != "unknown"}
    text = json.dumps({**settings.unknown, **own, "version": VERSION}, ensure_ascii=False, indent=1, sort_keys=True)
    part = path.with_name(path.name + ".part")
    with part.open("w", encoding="utf-8", newline="\n") as file:
        file.write(text + "\n")
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)


def _from(whole: dict[str, Any]) -> Settings:
    known = {f.name for f in fields(Settings)} - {"unknown"} | {"version"}
    language, geometry = whole.get("language"), whole.get("geometry")
    recent, size, theme = whole.get("recent"), whole.get("text_size"), whole.get("theme")
    return Settings(
        language=language if isinstance(language, str) else "",
        recent=tuple(r for r in recent if isinstance(r, str)) if isinstance(recent, list) else (),
        geometry=geometry if isinstance(geometry, str) else "",
        text_size=size if type(size) is int and 1 <= size <= 3 else 1,
        theme=cast("Theme", theme) if theme in THEMES else "system",
        unknown={name: value for name, value in whole.items() if name not in known},
    )


def _set_aside(path: Path) -> Path:
    number = 1
    while (aside := path.with_name(f"{path.stem}.broken-{number}{path.suffix}")).exists():
        number += 1
    path.replace(aside)
    return aside
