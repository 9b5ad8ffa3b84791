"""The register of sticks (F11): which may carry packages, and what happens to one that is not in it."""

from dataclasses import dataclass
from enum import StrEnum

from app.storage.types import ListQuery
from app.storage.vault import Vault
from app.sync.drives import Drive
from app.sync.refusals import UnregisteredStickError

SETTING = "unregistered sticks"  # name of the office's setting; its value is a `Policy`
CARRIERS = ("stick", "disk")


class Policy(StrEnum):
    """What happens to a stick that is not in the register."""

    ADMIT = "admit"
    WARN = "warn"
    REFUSE = "refuse"


@dataclass(frozen=True, slots=True)
class Standing:
    """A stick before the register. ``number`` and ``holder`` (record id) are '' when it is not in it."""

    serial: str
    registered: bool
    number: str
    holder: str
    policy: Policy

    @property
    def is_warned_of(self) -> bool:
        """Whether a person should be told before using it."""
        return not self.registered and self.policy is not Policy.ADMIT


def policy(vault: Vault) -> Policy:
    """The office's rule. Without one, unregistered sticks are warned of as soon as the register has any stick."""
    rows = vault.rows("setting", vault.list(ListQuery("setting", filters={"name": SETTING})))
    told = next((row.values.get("value") for row in rows if row.values.get("name") == SETTING), None)
    if isinstance(told, str) and told in set(Policy):
        return Policy(told)
    return Policy.WARN if _carriers(vault) else Policy.ADMIT


def standing(vault: Vault, drive: Drive) -> Standing:
    """Look a stick up by its serial number. One given back, lost or without a serial is not registered."""
    held = _carriers(vault).get(_plain(drive.serial)) if drive.serial else None
    number, holder = held or ("", "")
    return Standing(drive.serial, held is not None, number, holder, policy(vault))


def admit(vault: Vault, drive: Drive) -> Standing:
    """Look a stick up and demand that it may be used.

    Raises:
        UnregisteredStickError: it is not in the register, and the office's rule is to refuse such.
    """
    found = standing(vault, drive)
    if not found.registered and found.policy is Policy.REFUSE:
        vault.log("refuse", detail={"stick": drive.serial})
        raise UnregisteredStickError(folder=drive.label, serial=drive.serial)
    return found


def _carriers(vault: Vault) -> dict[str, tuple[str, str]]:
    """Serial → number and holder of every stick and disk that is out."""
    found = {}
    for row in vault.rows("media", vault.list(ListQuery("media"))):
        values = row.values
        out = not values.get("returned_on") and values.get("check") != "lost"
        if values.get("sort") in CARRIERS and values.get("serial") and out:
            found[_plain(str(values["serial"]))] = (str(values.get("number") or ""), str(values.get("holder") or ""))
    return found


def _plain(serial: str) -> str:
    return "".join(c for c in serial if c.isalnum()).upper()
