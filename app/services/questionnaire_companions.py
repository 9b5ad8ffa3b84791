"""Files beside a workbook: lists are taken into the form, pictures and sounds are kept with the questionnaire."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from app.forms import companions
from app.forms.lint import Problem
from app.forms.xlsform import Imported


def with_companions(made: Imported, path: Path, largest: int) -> tuple[Imported, Sequence[Path], Sequence[Problem]]:
    """Return the form with the lists found beside its workbook, its media files, and what to say of missing ones.

    Files larger than ``largest`` bytes are left where they are, and told as missing.

    Raises:
        BadListError: a list cannot be read.
    """
    beside = _beside(path, largest)
    lists = {name: beside[name].read_bytes() for name in companions.lists_wanted(made) if name in beside}
    whole, wanted = companions.with_lists(made, lists), companions.media_wanted(made)
    missing = companions.missing_media([name for name in wanted if name not in beside])
    return whole, [beside[name] for name in wanted if name in beside], missing


def _beside(path: Path, largest: int) -> Mapping[str, Path]:
    """Files in the folder of a workbook, and in ``media`` or ``<name>-media`` there; the nearest name counts."""
    folders = (path.parent / f"{path.stem}-media", path.parent / "media", path.parent)
    found = [file for folder in folders if folder.is_dir() for file in sorted(folder.iterdir())]
    small = [file for file in found if file.is_file() and file.stat().st_size <= largest]
    return {file.name: file for file in reversed(small)}
