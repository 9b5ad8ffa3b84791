"""Asking for the passphrase again while the vault is open, such as when a villager hands the laptop back."""

from typing import TYPE_CHECKING

from app.errors import AppError
from app.security import header as headers
from app.security import throttle

if TYPE_CHECKING:
    from app.storage.vault import Vault


class TooManyAsksError(AppError):
    """Too many wrong passphrases while the vault is open. Data: ``seconds`` to wait."""


def is_mine(vault: "Vault", staff: str, passphrase: str) -> bool:
    """Whether a passphrase opens this vault as the person who unlocked it; takes as long as an unlock.

    Wrong tries count as failed unlocks: each makes the next wait longer, and the log tells of them.

    Raises:
        TooManyAsksError: wait before the next try.
    """
    tries = vault.folder / throttle.NAME
    wait = throttle.delay(tries, vault.clock)
    if wait > 0:
        raise TooManyAsksError(seconds=int(wait) + 1)
    try:
        opened = headers.open_with_passphrase(vault.header, passphrase, staff)
    except headers.WrongPassphraseError:
        throttle.append_failure(tries, vault.clock)
        return False
    mine = opened.slot_id == vault.opened.slot_id
    opened.wipe()
    if mine and (failures := throttle.failures(tries)).count:
        details = {"count": failures.count, "sound": failures.sound, "times": list(failures.times)}
        vault.log("unlock_failed", detail=details)
        throttle.clear(tries)
    return mine
