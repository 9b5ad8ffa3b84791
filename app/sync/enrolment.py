"""Enrolment (本机登记): a person on a laptop asks the office to be registered; an officer compares eight words."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.jobs import Progress
from app.records.change import COMMON, HEX32, new_record_id
from app.security import keys, spoken
from app.storage.types import ListQuery, NewChange, PackageRecord
from app.storage.vault import Vault
from app.sync import cargo, manifest, places, sending
from app.sync.manifest import LAPTOP, Kind, Manifest
from app.sync.package import Checked, Written
from app.sync.refusals import LaptopTakenError, NoEnrolmentError, NotAnOfficeError
from app.sync.sending import Letter

WAITING, CONFIRMED, DECLINED = "waiting", "confirmed", "declined"
_TEXTS = ("name", "staff", "recipient", "installation", "laptop", "person")


@dataclass(frozen=True, slots=True)
class Enrolment:
    """One enrolment at the office. ``words`` are of the enrolling key; ``known`` the person with that staff number."""

    row: int
    name: str
    staff: str
    writer: str
    words: tuple[str, ...]
    laptop: str
    known: str
    at: int
    state: str


@dataclass(frozen=True, slots=True)
class Registration:
    """What an officer adds: role code, laptop code ('' = the proposed one), group and villages by record id."""

    role: str = "member"
    laptop: str = ""
    group: str = ""
    villages: Sequence[str] = ()


def words_of(key: str) -> tuple[str, ...]:
    """Return the eight words of a signing key given in hex, which two people compare."""
    return spoken.eight_words(hashlib.sha256(bytes.fromhex(key)).digest())


def is_registered(vault: Vault) -> bool:
    """Whether my key is on the roster held here."""
    return vault.me.writer_id in vault.roster().writers


def write(
    vault: Vault, folder: Path, *, staff: str = "", laptop: str = "", progress: Progress | None = None
) -> Written:
    """Write my enrolment for the office.

    Raises:
        NoOfficeCardError: the vault belongs to no office yet.
    """
    me = vault.me
    body = {
        "name": places.names(vault).get(me.person, ""),
        "staff": staff or str(vault.setting("staff", {}).get(me.person, "")),
        "key": me.key.public.hex(),
        "recipient": me.identity.recipient,
        "installation": vault.memory.installation,
        "laptop": laptop,
        "person": me.person,
    }
    letter = Letter(Kind.ENROLMENT, places.office(vault), me.key, body)
    return sending.send(vault, folder, letter, cargo.Cargo((), {}, {}), progress)[0]


def take(vault: Vault, checked: Checked) -> int:
    """Note an enrolment that came; it grants nothing. Returns the row of its package.

    Raises:
        BadManifestError: its body is not an enrolment's, or speaks of another key than the one that signed.
    """
    _demand_body(checked.manifest)
    found = checked.manifest
    record = PackageRecord(
        id=found.package,
        direction="in",
        kind=found.kind,
        sender=found.sender,
        recipient=found.made_for,
        counter=found.counter,
        sha256=checked.sha256,
        at=vault.clock(),
        state=WAITING,
        manifest=checked.raw,
        details={"place": "", "file": checked.name},
    )
    return vault.note_package(record)


def enrolments(vault: Vault, *, every: bool = False) -> list[Enrolment]:
    """Enrolments that wait for an officer, oldest first; ``every`` lists the decided ones too. One per key."""
    found: dict[str, Enrolment] = {}
    for package in vault.packages("in"):
        if package.kind == Kind.ENROLMENT and (every or package.state == WAITING):
            one = _shown(vault, package)
            if every or one.writer not in vault.roster().writers:
                found[one.writer] = one
    return sorted(found.values(), key=lambda e: e.row)


def confirm(vault: Vault, row: int, registration: Registration | None = None) -> str:
    """Put a person's key on the roster, after its eight words were compared. Returns the person's record id.

    A person of that staff number already on the roster keeps role, group and villages.

    Raises:
        NotAnOfficeError: this vault cannot sign the roster.
        NoEnrolmentError: no such enrolment waits.
        LaptopTakenError: the laptop code belongs to another machine.
        BadKeyError: a key that nobody honest has.
    """
    if vault.office is None:
        raise NotAnOfficeError(what="enrolment")
    package = next((p for p in vault.packages("in") if p.row == row and p.kind == Kind.ENROLMENT), None)
    if package is None or package.state != WAITING:
        raise NoEnrolmentError(name=str(row))
    chosen = registration or Registration()
    told = manifest.read(package.manifest)
    keys.check_public_key(bytes.fromhex(told.key))
    body, code = told.body, _laptop(vault, told, chosen.laptop)
    person = _known(vault, body["staff"])
    changes = []
    if not person:
        # an id that is taken would write the newcomer over somebody else's name
        free = HEX32.match(body["person"]) and not vault.kind_of(body["person"])
        person = body["person"] if free else new_record_id()
        fields = {"name": body["name"], "staff": body["staff"], "role": chosen.role, "group": chosen.group}
        fields["villages"] = list(chosen.villages)
        filled = {name: value for name, value in fields.items() if value}
        changes.append(NewChange("inspector", person, COMMON, filled, as_office=True))
    fields = {"person": person, "laptop": code, "key": told.key, "recipient": body["recipient"]}
    fields["installation"] = body["installation"]
    changes.append(NewChange("writer", told.writer, COMMON, fields, as_office=True))
    vault.write(changes)
    vault.update_package(row, CONFIRMED, {**package.details, "place": code, "person": person})
    vault.log("enrol", told.writer, {"person": person, "laptop": code})
    return person


def decline(vault: Vault, row: int) -> None:
    """Set an enrolment aside for good: the words did not agree, or nobody knows the person.

    Raises:
        NoEnrolmentError: no such enrolment waits.
    """
    package = next((p for p in vault.packages("in") if p.row == row and p.kind == Kind.ENROLMENT), None)
    if package is None or package.state != WAITING:
        raise NoEnrolmentError(name=str(row))
    vault.update_package(row, DECLINED, package.details)
    vault.log("refuse", package.id, {"kind": "enrolment"})


def _demand_body(found: Manifest) -> None:
    body = found.body
    sound = all(isinstance(body.get(name), str) and len(body[name]) <= 200 for name in _TEXTS)
    if not sound or body.get("key") != found.key or not manifest.RECIPIENT.match(body["recipient"]):
        raise manifest.BadManifestError("body")
    if body["laptop"] and not LAPTOP.match(body["laptop"]):
        raise manifest.BadManifestError("body")


def _shown(vault: Vault, package: PackageRecord) -> Enrolment:
    told = manifest.read(package.manifest)
    body = told.body
    return Enrolment(
        row=package.row,
        name=body["name"],
        staff=body["staff"],
        writer=told.writer,
        words=words_of(told.key),
        laptop=_proposed(vault, told),
        known=_known(vault, body["staff"]),
        at=package.at,
        state=package.state,
    )


def _known(vault: Vault, staff: str) -> str:
    """Record id of the person with a staff number, or ''."""
    numbers = vault.list(ListQuery("inspector", filters={"staff": staff})) if staff else []
    rows = vault.rows("inspector", numbers)
    return rows[0].rec if rows else ""


def _owners(vault: Vault) -> dict[str, set[str]]:
    """Laptop code → senders that were registered under it."""
    found: dict[str, set[str]] = {}
    for package in vault.packages("in"):
        if package.kind == Kind.ENROLMENT and package.state == CONFIRMED:
            found.setdefault(str(package.details.get("place")), set()).add(package.sender)
    return found


def _proposed(vault: Vault, told: Manifest) -> str:
    """The code of this machine if another of its people is registered, else what it asks for, else the next number."""
    owners = _owners(vault)
    own = next((code for code, senders in owners.items() if told.sender in senders), "")
    taken = {*owners, *places.laptops(vault), *places.OFFICERS, ""}
    asked = told.body["laptop"]
    return own or (asked if asked not in taken else "") or next(str(n) for n in range(1, 10_000) if str(n) not in taken)


def _laptop(vault: Vault, told: Manifest, wanted: str) -> str:
    code = wanted or _proposed(vault, told)
    owners = _owners(vault).get(code)
    taken = owners is not None and told.sender not in owners
    unowned = owners is None and code in places.laptops(vault)
    if taken or unowned or code in places.OFFICERS or not LAPTOP.match(code):
        raise LaptopTakenError(laptop=code)
    return code
