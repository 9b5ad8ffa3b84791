"""Files as answers: their bytes are encrypted as they come, they become attachments when the response is finished."""

from collections.abc import Collection, Mapping
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from app.errors import AppError
from app.records.change import new_record_id
from app.storage.types import NewChange

if TYPE_CHECKING:
    from app.storage.types import Draft

Files = dict[str, Any]  # name → fields of an attachment to be, or the id of one that is there


class AnonymousFileError(AppError):
    """An anonymous response takes no files: a picture or a recording could tell who answered."""


def free_name(path: Path, taken: Collection[str]) -> str:
    """The name a file gets as an answer: its own, numbered if another answer of the response has it already."""
    name = path.name.replace(" ", "_")
    parts, number = PurePath(name), 1
    while name in taken:
        number += 1
        name = f"{parts.stem}-{number}{parts.suffix}"
    return name


def named(files: Files, answers: Mapping[str, str | int]) -> Files:
    """The files that are still answers."""
    given = {str(value) for value in answers.values()}
    return {name: held for name, held in files.items() if name in given}


def attachments(draft: "Draft") -> tuple[Files, list[NewChange]]:
    """What a finished response says of its files (name → attachment), and the attachments that are to be written."""
    told, made = Files(), []
    for name, held in (draft.fields.get("files") or {}).items():
        if isinstance(held, str):
            told[name] = held
            continue
        told[name] = new_record_id()
        made.append(NewChange("attachment", told[name], draft.scope, held, parent=draft.rec))
    return told, made
