"""Where things lie: the program's own data, and the resources it ships with."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

HOME_VARIABLE = "SATCHEL_HOME"


def data_folder(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> Path:
    r"""Return the folder of settings, logs and the installation's memory (never of a vault). It may not exist yet.

    ``SATCHEL_HOME`` decides when it is set; else ``%LOCALAPPDATA%\Satchel``, ``~/Library/Application Support/Satchel``,
    or ``$XDG_DATA_HOME/satchel`` (``~/.local/share/satchel``).
    """
    if chosen := environment.get(HOME_VARIABLE):
        return Path(chosen)
    if platform == "win32":
        local = environment.get("LOCALAPPDATA")
        return (Path(local) if local else Path.home() / "AppData" / "Local") / "Satchel"
    if platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "Satchel"
    shared = environment.get("XDG_DATA_HOME")
    return (Path(shared) if shared else Path.home() / ".local" / "share") / "satchel"


def resources_folder() -> Path:
    """Return the folder ``resources``, in the source tree as in a frozen program."""
    unpacked: str | None = getattr(sys, "_MEIPASS", None)  # set by PyInstaller's start-up code
    root = Path(unpacked) if unpacked else Path(__file__).resolve().parents[1]
    return root / "resources"


def resource(*parts: str) -> Path:
    """Return one file or folder under ``resources``."""
    return resources_folder().joinpath(*parts)


def settings_file() -> Path:
    """Return where `app.settings` are kept."""
    return data_folder() / "settings.json"


def log_folder() -> Path:
    """Return where `app.log` writes."""
    return data_folder() / "logs"
