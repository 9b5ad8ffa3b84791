"""Numbers of paper sheets whose answers this laptop holds already, read by scanning or typed: none counts twice."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from app.services.entry_keys import following
from app.services.paper_forms import COUNTER
from app.storage import entry_sheets

if TYPE_CHECKING:
    from app.services.session import Session
    from app.storage.vault import Vault

KEPT = "scanned sheets"  # a setting: questionnaire → numbers of sheets kept on this laptop
MOST = 5000  # numbers tried until one is free


def kept(vault: "Vault", rec: str) -> set[str]:
    """Numbers of sheets whose answers were kept and are in no open batch."""
    return set(vault.setting(KEPT, {}).get(rec, ()))


def staged(vault: "Vault", rec: str, without: str = "") -> set[str]:
    """Numbers of sheets of a questionnaire that lie in batches which are still being typed."""
    keys = [key for key, (questionnaire, _) in entry_sheets.batches(vault).items() if questionnaire == rec]
    return {one.serial for key in keys if key != without for one in entry_sheets.sheets(vault, key)}


def keep(vault: "Vault", rec: str, serials: Iterable[str]) -> None:
    """Remember that the answers of these sheets are kept."""
    held = dict(vault.setting(KEPT, {}))
    # sorted: the order in which sheets came would tell more than their numbers
    held[rec] = sorted({*held.get(rec, ()), *serials})
    vault.put_setting(KEPT, held)


def first_free(session: "Session", rec: str) -> str:
    """The first printed number nobody has kept yet; ``1``, to be written on the sheet, where none was printed here."""
    vault, taken = session.vault, kept(session.vault, rec) | staged(session.vault, rec)
    if not dict(vault.setting(COUNTER, {})).get(rec):
        return after("0", taken)
    code = session.laptop
    prefix = code if code.isascii() and code.isalnum() else vault.me.writer_id[:4]
    return after(f"{prefix.upper()}-0000", taken)


def after(serial: str, taken: Iterable[str]) -> str:
    """The next number that is not taken; '' where the number does not count on."""
    held, serial = set(taken), following(serial)
    for _ in range(MOST):
        if serial not in held:
            return serial
        serial = following(serial)
    return ""
