"""Asking for a passphrase again while the vault is open, such as when a villager hands the laptop back."""

from collections.abc import Iterable
from contextlib import suppress
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

    Raises:
        TooManyAsksError: wait before the next try.
    """
    return is_slot(vault, (staff,), passphrase)


def is_slot(vault: "Vault", numbers: Iterable[str], passphrase: str, *, mine: bool = True) -> bool:
    """Whether a passphrase opens this vault with one of these staff numbers, through my slot or (else) another's.

    Wrong tries count as failed unlocks: each makes the next wait longer, and the log tells of them.

    Raises:
        TooManyAsksError: wait before the next try.
    """
    tries = vault.folder / throttle.NAME
    wait = throttle.delay(tries, vault.clock)
    if wait > 0:
        raise TooManyAsksError(seconds=int(wait) + 1)
    if not any(_opens(vault, number, passphrase, mine=mine) for number in numbers):
        throttle.append_failure(tries, vault.clock)
        return False
    if (failures := throttle.failures(tries)).count:
        details = {"count": failures.count, "sound": failures.sound, "times": list(failures.times)}
        vault.log("unlock_failed", detail=details)
        throttle.clear(tries)
    return True


def _opens(vault: "Vault", number: str, passphrase: str, *, mine: bool) -> bool:
    with suppress(headers.WrongPassphraseError):
        opened = headers.open_with_passphrase(vault.header, passphrase, number)
        opened.wipe()
        return (opened.slot_id == vault.opened.slot_id) is mine
    return False
