"""Files of parts that nothing stands behind: half-written ones, and whole ones that no attachment came to name.

A power cut or a gone disk leaves them. They are looked for once a day, after unlocking, when nobody brings anything in.
"""

from contextlib import suppress
from typing import TYPE_CHECKING

from app.storage import busy
from app.storage.types import ListQuery

if TYPE_CHECKING:
    from app.storage.vault import Vault

DAY = 24 * 60 * 60 * 1000
SWEPT = "parts swept"  # setting: when, milliseconds
CAME_BACK = ("new_writer", "office_elsewhere")  # lines of the log of a vault that was put back, moved or copied


def sweep(vault: "Vault") -> int:
    """Delete what is left over, once a day; returns how many files went.

    A vault that was put back to an older state keeps whole parts: changes that name them are still on their way here,
    and who sent the parts was told that they had come.
    """
    if abs(vault.clock() - int(vault.setting(SWEPT, 0))) < DAY:
        return 0
    with busy.alone(vault.folder) as nobody_else:
        if not nobody_else:
            return 0
        with vault.database.write():  # nor does anybody write of a part meanwhile
            keep = {sha256 for sha256, _ in vault.blobs()}
            with suppress(OSError):  # what a disk does not let go of is in nobody's way
                gone = vault.blobs_folder.sweep(keep, whole=not _came_back(vault))
                vault.put_setting(SWEPT, vault.clock())
                return gone
    return 0


def _came_back(vault: "Vault") -> bool:
    return any(vault.count(ListQuery("event", filters={"what": what})) for what in CAME_BACK)
