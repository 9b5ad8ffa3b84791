"""The vault's header (docs/vault-format.md): who can open the vault, and with what."""

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from app.errors import AppError
from app.records import canonical
from app.security import kdf, keys, sealing
from app.security.header_form import (
    FORMAT,
    MOST_COSTS,
    NAME,
    VERSION,
    DamagedHeaderError,
    ForeignFileError,
    Header,
    NewerFormatError,
    Slot,
    bound,
    forget_previous,
    parse,
    person_bound,
    previous_of,
    read,
    to_bytes,
    write,
)

__all__ = [
    "FORMAT",
    "NAME",
    "VERSION",
    "Admission",
    "AlreadyOpensError",
    "DamagedHeaderError",
    "ForeignFileError",
    "Header",
    "Inside",
    "LastPersonError",
    "NewerFormatError",
    "Opened",
    "PersonKeys",
    "Resident",
    "Slot",
    "WrongPassphraseError",
    "add_person",
    "change_passphrase",
    "create",
    "forget_previous",
    "inside",
    "open_with_passphrase",
    "open_with_recovery",
    "parse",
    "pin_office",
    "previous_of",
    "read",
    "remove_person",
    "to_bytes",
    "write",
]
DATA_KEY_BYTES = 32
INSIDE_PURPOSE = "satchel header v1"
_NONCE = 24


class WrongPassphraseError(AppError):
    """The header is sound and no slot opens: passphrase or staff number is wrong."""


class AlreadyOpensError(AppError):
    """A slot for this staff number and passphrase exists already."""


class LastPersonError(AppError):
    """Nobody would be left who can open the vault."""


@dataclass(frozen=True, slots=True)
class PersonKeys:
    """What a person holds on one installation: record id, signing seed, age identity."""

    person: str
    seed: bytes = field(repr=False)
    identity: keys.Identity

    @classmethod
    def generate(cls, person: str) -> "PersonKeys":
        """Make new keys for the person with this record id."""
        return cls(person, os.urandom(keys.SEED_BYTES), keys.Identity.generate())

    @property
    def writer(self) -> keys.WriterKey:
        """The signing key."""
        return keys.WriterKey.from_seed(self.seed)


@dataclass(frozen=True, slots=True)
class Admission:
    """A person about to get a slot, or a new passphrase."""

    person: PersonKeys
    passphrase: str = field(repr=False)
    staff_number: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Resident:
    """Whose slot it is: the person's record id and age recipient. Known only with the data key."""

    person: str
    recipient: str


@dataclass(frozen=True, slots=True)
class Inside:
    """What the header keeps under the data key: residents by slot id, and the office's recovery recipients."""

    residents: Mapping[str, Resident]
    recover: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Opened:
    """An opened header. Call `wipe` when the vault closes."""

    data_key: bytearray = field(repr=False)
    person: PersonKeys
    slot_id: str

    def wipe(self) -> None:
        """Overwrite the data key."""
        keys.wipe(self.data_key)


def create(
    who: Admission, *, cost: kdf.KdfCost, office: str = "", recover: Sequence[str] = (), practice: bool = False
) -> tuple[Header, Opened]:
    """Make the header of a new vault with its first person.

    ``office`` is the pinned card's fingerprint, ``recover`` its recovery recipients.

    Raises:
        BadRecipientError: a recovery recipient is not a plain X25519 one.
        NotEnoughMemoryError: the machine cannot follow ``cost``.
    """
    data_key = bytearray(os.urandom(DATA_KEY_BYTES))
    bare = Header(os.urandom(16).hex(), os.urandom(16).hex(), 0, practice, office, (), b"", b"")
    slot = _new_slot(bare, who, data_key, cost)
    inside = Inside({slot.id: _resident(who)}, tuple(recover))
    return _sealed(replace(bare, slots=(slot,)), inside, data_key), Opened(data_key, who.person, slot.id)


def open_with_passphrase(header: Header, passphrase: str, staff_number: str) -> Opened:
    """Open a header as one of its persons; one derivation for each distinct cost.

    Raises:
        WrongPassphraseError: no slot opens.
        DamagedHeaderError: a slot opens and its content, or anything else in the header, was altered.
        NotEnoughMemoryError: the machine cannot follow the header's costs.
    """
    found = _unlock(header, passphrase, staff_number)
    if found is None:
        raise WrongPassphraseError
    slot, person = found
    try:
        data_key = _data_key(header, slot.data, [person.identity])
    except sealing.NotForMeError as error:
        raise DamagedHeaderError(why="data key") from error
    residents = inside(header, data_key).residents
    if residents[slot.id] != Resident(person.person, person.identity.recipient):
        raise DamagedHeaderError(why="resident")
    return Opened(data_key, person, slot.id)


def open_with_recovery(header: Header, identities: Sequence[keys.Identity]) -> bytearray:
    """Return the data key by the office's recovery identities. Nobody's signing key comes with it.

    Raises:
        NotForMeError: the header has no recovery slot, or it is another office's.
        DamagedHeaderError: the header was altered.
    """
    if not header.recovery:
        raise sealing.NotForMeError
    data_key = _data_key(header, header.recovery, identities)
    inside(header, data_key)
    return data_key


def inside(header: Header, data_key: bytes | bytearray) -> Inside:
    """Return what the header keeps under the data key; with it the whole header is proved unaltered.

    Raises:
        DamagedHeaderError: anything in the header was altered, or the key is another vault's.
    """
    key = keys.derived_key(data_key, INSIDE_PURPOSE)
    plain = _aead_open(key, header.inside, bound(header))
    if plain is None:
        raise DamagedHeaderError(why="altered")
    whole = canonical.read(plain)
    residents = {slot: Resident(*pair) for slot, pair in whole["slots"].items()}
    if set(residents) != {slot.id for slot in header.slots}:
        raise DamagedHeaderError(why="slots")
    return Inside(residents, tuple(whole["recover"]))


def add_person(
    header: Header, data_key: bytes | bytearray, who: Admission, *, cost: kdf.KdfCost | None = None
) -> tuple[Header, str]:
    """Give one more person a slot; return the header and the slot's id.

    Without ``cost`` the slot costs what the strongest one here does, so that an unlock needs no further derivation.

    Raises:
        AlreadyOpensError: the same staff number and passphrase open a slot already.
    """
    old = inside(header, data_key)
    if _unlock(header, who.passphrase, who.staff_number) is not None:
        raise AlreadyOpensError
    slot = _new_slot(header, who, data_key, _shared_cost(header, cost))
    slots = tuple(sorted((*header.slots, slot), key=lambda one: one.id))  # an order that tells nothing
    residents = {**old.residents, slot.id: _resident(who)}
    return _sealed(replace(header, slots=slots), replace(old, residents=residents), data_key), slot.id


def remove_person(header: Header, slot_ids: Iterable[str], data_key: bytes | bytearray) -> tuple[Header, bytearray]:
    """Take slots away and return the header under a new data key, sealed anew to everyone who stays.

    The database must be re-encrypted with that key, else the removed person's memory of the old one still opens it.

    Raises:
        NotFoundError: no such slot.
        LastPersonError: nobody would be left.
    """
    old = inside(header, data_key)
    gone = {header.slot(slot_id).id for slot_id in slot_ids}
    stay = {slot: resident for slot, resident in old.residents.items() if slot not in gone}
    if not stay:
        raise LastPersonError
    new_key = bytearray(os.urandom(DATA_KEY_BYTES))
    slots = tuple(
        replace(slot, data=_sealed_key(header.vault, new_key, [stay[slot.id].recipient]))
        for slot in header.slots
        if slot.id in stay
    )
    return _sealed(replace(header, slots=slots), replace(old, residents=stay), new_key), new_key


def change_passphrase(
    header: Header, opened: Opened, passphrase: str, staff_number: str, *, cost: kdf.KdfCost | None = None
) -> Header:
    """Wrap the opened person's keys under a new passphrase (or staff number). The data key stays; ``cost`` as above.

    Raises:
        AlreadyOpensError: another person's slot opens with these.
    """
    old = inside(header, opened.data_key)
    other = _unlock(header, passphrase, staff_number)
    if other is not None and other[0].id != opened.slot_id:
        raise AlreadyOpensError
    before = header.slot(opened.slot_id)
    cost = _shared_cost(header, cost)
    who = Admission(opened.person, passphrase, staff_number)
    after = replace(before, cost=cost, person=_wrapped_person(header, before.id, who, cost))
    slots = tuple(after if slot.id == before.id else slot for slot in header.slots)
    return _sealed(replace(header, slots=slots), old, opened.data_key)


def pin_office(header: Header, data_key: bytes | bytearray, office: str, recover: Sequence[str]) -> Header:
    """Pin a card's fingerprint and recovery recipients in place of those before.

    Raises:
        BadRecipientError: a recovery recipient is not a plain X25519 one.
    """
    old = inside(header, data_key)
    return _sealed(replace(header, office=office), replace(old, recover=tuple(recover)), data_key)


def _unlock(header: Header, passphrase: str, staff_number: str) -> tuple[Slot, PersonKeys] | None:
    salt = bytes.fromhex(header.salt)
    for cost in dict.fromkeys(slot.cost for slot in header.slots):
        key = kdf.derive(passphrase, staff_number, salt, cost)
        try:
            for slot in header.slots:
                if slot.cost == cost and (person := _unwrapped_person(header, slot, key)) is not None:
                    return slot, person
        finally:
            keys.wipe(key)
    return None


def _unwrapped_person(header: Header, slot: Slot, key: bytearray) -> PersonKeys | None:
    plain = _aead_open(bytes(key), slot.person, person_bound(header, slot.id, slot.cost))
    if plain is None:
        return None
    whole = canonical.read(plain)
    return PersonKeys(whole["person"], bytes.fromhex(whole["seed"]), keys.Identity.from_text(whole["identity"]))


def _wrapped_person(header: Header, slot_id: str, who: Admission, cost: kdf.KdfCost) -> bytes:
    key = kdf.derive(who.passphrase, who.staff_number, bytes.fromhex(header.salt), cost)
    person = who.person
    plain = {"identity": person.identity.text, "person": person.person, "seed": person.seed.hex()}
    try:
        return _aead_seal(bytes(key), canonical.write(plain), person_bound(header, slot_id, cost))
    finally:
        keys.wipe(key)


def _new_slot(header: Header, who: Admission, data_key: bytes | bytearray, cost: kdf.KdfCost) -> Slot:
    slot_id = os.urandom(16).hex()
    data = _sealed_key(header.vault, data_key, [who.person.identity.recipient])
    return Slot(slot_id, cost, _wrapped_person(header, slot_id, who, cost), data)


def _shared_cost(header: Header, wanted: kdf.KdfCost | None) -> kdf.KdfCost:
    """Return ``wanted`` while the header may hold it; else the strongest cost it holds."""
    held = {slot.cost for slot in header.slots}
    if wanted in held or (wanted is not None and len(held) < MOST_COSTS):
        return wanted
    return max(held, key=lambda cost: (cost.m * cost.t, cost.m, cost.p))


def _resident(who: Admission) -> Resident:
    return Resident(who.person.person, who.person.identity.recipient)


def _sealed_key(vault: str, data_key: bytes | bytearray, recipients: Sequence[str]) -> bytes:
    return sealing.seal_bytes(canonical.write({"data key": data_key.hex(), "vault": vault}), recipients)


def _data_key(header: Header, sealed: bytes, identities: Sequence[keys.Identity]) -> bytearray:
    try:
        whole = canonical.read(sealing.open_bytes(sealed, identities))
        vault, data_key = whole["vault"], bytearray.fromhex(whole["data key"])
    except (sealing.SealBrokenError, canonical.NotCanonicalError, TypeError, KeyError, ValueError) as error:
        # anyone who knows the recipient can seal to it, so what is inside is not trusted yet
        raise DamagedHeaderError(why="data key") from error
    if vault != header.vault or len(data_key) != DATA_KEY_BYTES:
        raise DamagedHeaderError(why="data key")
    return data_key


def _sealed(header: Header, within: Inside, data_key: bytes | bytearray) -> Header:
    """Return ``header`` as the next generation, its recovery sealed to ``within.recover`` and bound to the key."""
    recovery = _sealed_key(header.vault, data_key, within.recover) if within.recover else b""
    after = replace(header, generation=header.generation + 1, recovery=recovery)
    slots = {slot: [one.person, one.recipient] for slot, one in within.residents.items()}
    plain = canonical.write({"recover": list(within.recover), "slots": slots})
    key = keys.derived_key(data_key, INSIDE_PURPOSE)
    return replace(after, inside=_aead_seal(key, plain, bound(after)))


def _aead_seal(key: bytes, plain: bytes, associated: bytes) -> bytes:
    from nacl import bindings

    nonce = os.urandom(_NONCE)
    return nonce + bindings.crypto_aead_xchacha20poly1305_ietf_encrypt(plain, associated, nonce, key)


def _aead_open(key: bytes, sealed: bytes, associated: bytes) -> bytes | None:
    """Return the plaintext, or None when the key is wrong or anything was altered."""
    from nacl import bindings
    from nacl.exceptions import CryptoError

    try:
        return bindings.crypto_aead_xchacha20poly1305_ietf_decrypt(sealed[_NONCE:], associated, sealed[:_NONCE], key)
    except (CryptoError, ValueError):  # shorter than a nonce and a tag
        return None
