"""Long because every part of the header is altered once."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.errors import NotFoundError
from app.records import canonical
from app.security import header, header_form, kdf, keys, sealing

Admit = Callable[..., header.Admission]
OFFICE, RECOVERY = "ef" * 32, keys.Identity.generate()
GOLDEN = Path(__file__).resolve().parents[2] / "golden" / "vault-v1"


@pytest.fixture
def made(admit: Admit, cost: kdf.KdfCost) -> tuple[header.Header, header.Opened]:
    return header.create(admit(), cost=cost, office=OFFICE, recover=[RECOVERY.recipient])


def _again(given: header.Header) -> header.Header:
    return header.parse(header.to_bytes(given))


def _open(given: header.Header, passphrase: str = "青山绿水红瓦白墙", staff: str = "X0103") -> header.Opened:
    return header.open_with_passphrase(_again(given), passphrase, staff)


def test_the_header_of_the_first_release_opens():
    expected = json.loads((GOLDEN / "expected.json").read_text(encoding="utf-8"))
    whole = header.read(GOLDEN / header.NAME)
    assert header.to_bytes(whole) == (GOLDEN / header.NAME).read_bytes()
    assert whole.vault == expected["vault"]
    for person in expected["people"]:
        opened = header.open_with_passphrase(whole, person["passphrase"], person["staff"])
        assert opened.data_key.hex() == expected["data key"]
        assert opened.slot_id == person["slot"]
        assert opened.person.person == person["person"]
        assert opened.person.writer.writer_id == person["writer"]
        assert opened.person.identity.recipient == person["recipient"]
    recovery = keys.Identity.from_text(expected["recovery"])
    assert header.open_with_recovery(whole, [recovery]).hex() == expected["data key"]


def test_a_person_opens_what_was_made_and_gets_the_own_keys_back(made: tuple[header.Header, header.Opened]):
    whole, first = made
    opened = _open(whole)
    assert opened == first
    assert len(opened.data_key) == 32
    assert (whole.generation, whole.office, whole.practice) == (1, OFFICE, False)
    residents = header.inside(whole, opened.data_key).residents
    assert residents == {opened.slot_id: header.Resident("ab" * 16, opened.person.identity.recipient)}
    opened.wipe()
    assert opened.data_key == bytes(32)


@given(st.text(min_size=1, max_size=40), st.text(min_size=1, max_size=20), st.booleans())
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_passphrase_and_staff_number_open_again(passphrase: str, staff: str, practice: bool):  # noqa: FBT001 - drawn
    who = header.Admission(header.PersonKeys.generate("cd" * 16), passphrase, staff)
    whole, opened = header.create(who, cost=kdf.testing_cost(), practice=practice)
    assert _open(whole, passphrase, staff) == opened
    assert _again(whole) == whole


def test_a_wrong_passphrase_or_staff_number_says_so(made: tuple[header.Header, header.Opened]):
    for passphrase, staff in (("青山绿水红瓦白", "X0103"), ("青山绿水红瓦白墙", "X0104"), ("", "")):
        with pytest.raises(header.WrongPassphraseError) as caught:
            _open(made[0], passphrase, staff)
        assert caught.value.data == {}


def test_every_changed_byte_is_damage_or_a_foreign_file_never_a_wrong_passphrase(
    made: tuple[header.Header, header.Opened],
):
    data = header.to_bytes(made[0])
    for at in range(len(data)):
        with pytest.raises((header.DamagedHeaderError, header.ForeignFileError)):
            header.parse(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])


def test_every_cut_and_what_a_power_cut_leaves_is_damage(made: tuple[header.Header, header.Opened]):
    data = header.to_bytes(made[0])
    for part in (*(data[:size] for size in range(10, len(data))), b"", bytes(4096), data + b"\n", b'{"check":"ab'):
        with pytest.raises(header.DamagedHeaderError):
            header.parse(part)
    with pytest.raises(header.DamagedHeaderError):
        header.parse(b'{"format":"satchel-vault"}' + b" " * header_form.LONGEST + b"\n")


def test_a_foreign_file_says_so(tmp_path: Path):
    for data in (b"SQLite format 3\0" + bytes(100), b'{"a":1}', b"[]\n", b"x"):
        with pytest.raises(header.ForeignFileError):
            header.parse(data)
    for missing in (tmp_path / header.NAME, tmp_path, tmp_path / "a" / "b"):
        with pytest.raises(header.ForeignFileError) as caught:
            header.read(missing)
        assert caught.value.data == {"path": str(missing), "why": "missing"}


def _rewritten(given: header.Header, **change: Any) -> bytes:
    """Bytes of an altered header whose checksum is right again."""
    body = canonical.read(header.to_bytes(given)[:-1])
    del body["check"]
    body.update(change)
    return canonical.write({**body, "check": header_form._check(body)}) + b"\n"


def test_a_sound_header_of_another_format_is_foreign(made: tuple[header.Header, header.Opened]):
    with pytest.raises(header.ForeignFileError):
        header.parse(_rewritten(made[0], format="satchel-vault-copy"))


def test_a_later_version_is_told_with_both_numbers(made: tuple[header.Header, header.Opened]):
    with pytest.raises(header.NewerFormatError) as caught:
        header.parse(_rewritten(made[0], v=3, more="x"))
    assert caught.value.data == {"found": 3, "known": 1}


SLOT = {"data": "", "id": "ab" * 16, "kdf": {"m": 8, "p": 1, "t": 1}, "person": ""}


@pytest.mark.parametrize(
    "change",
    [
        {"v": 0},
        {"v": True},
        {"v": "1"},
        {"more": 1},
        {"vault": "AB" * 16},
        {"salt": "ab"},
        {"salt": 1},
        {"office": "ab"},
        {"practice": 1},
        {"generation": 0},
        {"generation": True},
        {"slots": []},
        {"slots": {}},
        {"slots": [SLOT] * 2},
        {"slots": [{**SLOT, "id": f"{n:032x}"} for n in range(257)]},
        {"slots": [{**SLOT, "id": f"{n:032x}", "kdf": {"m": 8 + n, "p": 1, "t": 1}} for n in range(9)]},
        {"slots": ["x"]},
        {"slots": [{**SLOT, "more": 1}]},
        {"slots": [{**SLOT, "id": "x"}]},
        {"slots": [{**SLOT, "kdf": 1}]},
        {"slots": [{**SLOT, "kdf": {"m": 8}}]},
        {"slots": [{**SLOT, "kdf": {"m": "8", "p": 1, "t": 1}}]},
        {"slots": [{**SLOT, "kdf": {"m": 100 << 20, "p": 1, "t": 1}}]},
        {"slots": [{**SLOT, "data": 1}]},
        {"slots": [{**SLOT, "data": "é"}]},
        {"slots": [{**SLOT, "data": "QR=="}]},
        {"recovery": None},
        {"inside": "?"},
    ],
)
def test_a_header_that_cannot_be_is_damage_though_its_checksum_holds(
    made: tuple[header.Header, header.Opened], change: dict[str, Any]
):
    with pytest.raises(header.DamagedHeaderError):
        header.parse(_rewritten(made[0], **change))


def test_asking_for_too_much_memory_is_refused_before_any_derivation(
    made: tuple[header.Header, header.Opened], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(kdf, "derive", lambda *_: pytest.fail("derived"))
    slot = {**SLOT, "kdf": {"m": 1 << 27, "p": 1, "t": 1}}
    with pytest.raises(header.DamagedHeaderError) as caught:
        header.parse(_rewritten(made[0], slots=[slot]))
    assert caught.value.data == {"why": "costs"}


def test_altered_costs_open_nothing(made: tuple[header.Header, header.Opened]):
    whole, _ = made
    slots = (replace(whole.slots[0], cost=kdf.KdfCost(16, 1, 1)),)
    with pytest.raises(header.WrongPassphraseError):
        _open(replace(whole, slots=slots))


def test_anything_altered_with_a_right_checksum_is_found_by_whoever_opens_it(
    made: tuple[header.Header, header.Opened], admit: Admit, cost: kdf.KdfCost
):
    whole, opened = made
    stranger, _ = header.create(admit(passphrase="x"), cost=cost)
    for altered in (
        replace(whole, practice=True),
        replace(whole, office="cd" * 32),
        replace(whole, generation=7),
        replace(whole, recovery=b""),
        replace(whole, recovery=stranger.inside),
        replace(whole, inside=b"short"),
        replace(whole, slots=tuple(sorted((*whole.slots, *stranger.slots), key=lambda one: one.id))),
    ):
        with pytest.raises(header.DamagedHeaderError):
            _open(altered)
        with pytest.raises(header.DamagedHeaderError):
            header.inside(altered, opened.data_key)


def test_swapped_slots_open_nothing_or_are_found(
    made: tuple[header.Header, header.Opened], admit: Admit, cost: kdf.KdfCost
):
    whole, opened = made
    whole, _ = header.add_person(whole, opened.data_key, admit("cd" * 16, "另一个人的长口令啊", "X0200"), cost=cost)
    a, b = whole.slots
    swapped_people = replace(whole, slots=(replace(a, person=b.person), replace(b, person=a.person)))
    with pytest.raises(header.WrongPassphraseError):
        _open(swapped_people)
    swapped_data = replace(whole, slots=(replace(a, data=b.data), replace(b, data=a.data)))
    with pytest.raises(header.DamagedHeaderError) as caught:
        _open(swapped_data)
    assert caught.value.data == {"why": "data key"}


def test_a_slot_put_back_from_an_older_header_is_found(made: tuple[header.Header, header.Opened], cost: kdf.KdfCost):
    old, opened = made
    new = header.change_passphrase(old, opened, "新的口令也足够长了", "X0103", cost=cost)
    with pytest.raises(header.DamagedHeaderError):
        _open(replace(new, slots=old.slots))


@pytest.mark.parametrize(
    "plain",
    [
        b"x",
        b"[]",
        b"{}",
        b'{"data key":1,"vault":"v"}',
        b'{"data key":"zz","vault":"v"}',
        b'{"data key":"00","vault":"V"}',
    ],
)
def test_a_data_key_that_someone_else_sealed_is_found(made: tuple[header.Header, header.Opened], plain: bytes):
    whole, opened = made
    forged = sealing.seal_bytes(plain.replace(b"V", whole.vault.encode()), [opened.person.identity.recipient])
    with pytest.raises(header.DamagedHeaderError):
        _open(replace(whole, slots=(replace(whole.slots[0], data=forged),)))


def test_a_data_key_of_another_vault_is_found(made: tuple[header.Header, header.Opened], cost: kdf.KdfCost):
    whole, opened = made
    who = header.Admission(opened.person, "x", "y")
    other, _ = header.create(who, cost=cost)
    with pytest.raises(header.DamagedHeaderError) as caught:
        _open(replace(whole, slots=(replace(whole.slots[0], data=other.slots[0].data),)))
    assert caught.value.data == {"why": "data key"}


def test_each_of_several_people_opens_the_same_vault_as_themselves(
    made: tuple[header.Header, header.Opened], admit: Admit, cost: kdf.KdfCost
):
    whole, opened = made
    second = admit("cd" * 16, "另一个人的长口令啊", "X0200")
    whole, slot_id = header.add_person(whole, opened.data_key, second, cost=kdf.KdfCost(32, 2, 1))
    assert whole.generation == 2
    assert [slot.id for slot in whole.slots] == sorted(slot.id for slot in whole.slots)
    other = _open(whole, second.passphrase, " x0200")
    assert (other.data_key, other.slot_id, other.person) == (opened.data_key, slot_id, second.person)
    assert _open(whole) == opened
    with pytest.raises(header.AlreadyOpensError):
        header.add_person(whole, opened.data_key, second, cost=cost)


def test_slots_share_their_costs_so_that_an_unlock_stays_one_derivation(
    made: tuple[header.Header, header.Opened], admit: Admit, monkeypatch: pytest.MonkeyPatch
):
    whole, opened = made
    for n in range(3):
        whole, _ = header.add_person(whole, opened.data_key, admit(f"{n}" * 32, "另一个人的长口令啊", f"X020{n}"))
    derived: list[kdf.KdfCost] = []
    real = kdf.derive

    def derive(passphrase: str, staff: str, salt: bytes, cost: kdf.KdfCost) -> bytearray:
        derived.append(cost)
        return real(passphrase, staff, salt, cost)

    monkeypatch.setattr(kdf, "derive", derive)
    _open(whole, "另一个人的长口令啊", "X0202")
    assert len(derived) == 1


def test_a_header_never_holds_more_costs_than_it_may(made: tuple[header.Header, header.Opened], admit: Admit):
    whole, opened = made
    for n in range(9):
        who = admit(f"{n}" * 32, "另一个人的长口令啊", f"X020{n}")
        whole, _ = header.add_person(whole, opened.data_key, who, cost=kdf.KdfCost(16 + n, 1, 1))
    assert len({slot.cost for slot in _again(whole).slots}) == header_form.MOST_COSTS
    assert header.change_passphrase(whole, opened, "x", "y").slot(opened.slot_id).cost == kdf.KdfCost(22, 1, 1)


def test_a_removed_person_opens_nothing_and_those_who_stay_need_no_passphrase(
    made: tuple[header.Header, header.Opened], admit: Admit, cost: kdf.KdfCost
):
    whole, opened = made
    second = admit("cd" * 16, "另一个人的长口令啊", "X0200")
    whole, slot_id = header.add_person(whole, opened.data_key, second, cost=cost)
    after, new_key = header.remove_person(whole, [opened.slot_id], opened.data_key)
    assert new_key != opened.data_key
    with pytest.raises(header.WrongPassphraseError):
        _open(after)
    with pytest.raises(sealing.NotForMeError):
        sealing.open_bytes(after.slots[0].data, [opened.person.identity])
    assert _open(after, second.passphrase, second.staff_number).data_key == new_key
    assert header.open_with_recovery(after, [RECOVERY]) == new_key
    with pytest.raises(header.DamagedHeaderError):
        header.inside(after, opened.data_key)
    with pytest.raises(header.LastPersonError):
        header.remove_person(after, [slot_id], new_key)
    with pytest.raises(NotFoundError):
        header.remove_person(after, [opened.slot_id], new_key)
    # their old slot put back opens with their passphrase, and is found before it gives anything
    put_back = replace(after, slots=tuple(sorted((*after.slots, whole.slot(opened.slot_id)), key=lambda one: one.id)))
    with pytest.raises(header.DamagedHeaderError):
        _open(put_back)


def test_a_changed_passphrase_opens_and_the_old_one_no_longer(
    made: tuple[header.Header, header.Opened], admit: Admit, cost: kdf.KdfCost
):
    whole, opened = made
    second = admit("cd" * 16, "另一个人的长口令啊", "X0200")
    whole, _ = header.add_person(whole, opened.data_key, second, cost=cost)
    changed = header.change_passphrase(whole, opened, "新的口令也足够长了", "X0999", cost=kdf.KdfCost(16, 1, 1))
    assert _open(changed, "新的口令也足够长了", "X0999") == opened
    with pytest.raises(header.WrongPassphraseError):
        _open(changed)
    assert _open(changed, second.passphrase, second.staff_number).data_key == opened.data_key
    same = header.change_passphrase(changed, opened, "新的口令也足够长了", "X0999", cost=cost)
    assert _open(same, "新的口令也足够长了", "X0999") == opened
    with pytest.raises(header.AlreadyOpensError):
        header.change_passphrase(whole, opened, second.passphrase, second.staff_number, cost=cost)


def test_the_office_recovers_the_data_and_no_other_office_does(
    made: tuple[header.Header, header.Opened], admit: Admit, cost: kdf.KdfCost
):
    whole, opened = made
    data_key = header.open_with_recovery(_again(whole), [RECOVERY])
    assert data_key == opened.data_key
    new = admit("cd" * 16, "恢复以后的新口令呀", "X0103")
    back, _ = header.add_person(whole, data_key, new, cost=cost)
    assert _open(back, new.passphrase).person.writer != opened.person.writer
    with pytest.raises(sealing.NotForMeError):
        header.open_with_recovery(whole, [keys.Identity.generate()])
    alone, _ = header.create(admit(), cost=cost)
    with pytest.raises(sealing.NotForMeError):
        header.open_with_recovery(alone, [RECOVERY])


def test_pinning_an_office_gives_it_the_recovery(made: tuple[header.Header, header.Opened]):
    whole, opened = made
    other = keys.Identity.generate()
    after = header.pin_office(whole, opened.data_key, "cd" * 32, [other.recipient])
    assert header.open_with_recovery(_again(after), [other]) == opened.data_key
    assert _open(after) == opened
    assert header.inside(after, opened.data_key).recover == (other.recipient,)
    with pytest.raises(sealing.NotForMeError):
        header.open_with_recovery(after, [RECOVERY])


def test_a_slot_that_names_another_resident_is_found(made: tuple[header.Header, header.Opened]):
    whole, opened = made
    within = header.inside(whole, opened.data_key)
    wrong = replace(within, residents={opened.slot_id: header.Resident("cd" * 16, RECOVERY.recipient)})
    with pytest.raises(header.DamagedHeaderError) as caught:
        _open(header._sealed(whole, wrong, opened.data_key))
    assert caught.value.data == {"why": "resident"}
    missing = header._sealed(whole, replace(within, residents={}), opened.data_key)
    with pytest.raises(header.DamagedHeaderError):
        _open(missing)


def test_the_header_names_nobody(made: tuple[header.Header, header.Opened]):
    whole, opened = made
    data = header.to_bytes(whole).decode()
    for secret in ("X0103", "ab" * 16 + '"', opened.person.identity.recipient, opened.person.writer.writer_id):
        assert secret not in data


def test_nothing_secret_prints(made: tuple[header.Header, header.Opened], admit: Admit):
    whole, opened = made
    shown = f"{whole!r}{opened!r}{admit()!r}{opened}"
    for secret in (opened.data_key.hex(), opened.person.seed.hex(), opened.person.identity.text, "青山绿水", "X0103"):
        assert secret not in shown
    for secret_bytes in (opened.data_key, opened.person.seed):
        assert repr(bytes(secret_bytes))[2:-1] not in shown


def test_writing_keeps_the_header_before_until_it_is_forgotten(
    tmp_path: Path, made: tuple[header.Header, header.Opened], cost: kdf.KdfCost
):
    path = tmp_path / header.NAME
    whole, opened = made
    header.write(whole, path)
    assert [one.name for one in tmp_path.iterdir()] == ["vault.json"]
    changed = header.change_passphrase(whole, opened, "新的口令也足够长了", "X0103", cost=cost)
    header.write(changed, path)
    assert header.read(path) == changed
    assert header.read(header.previous_of(path)) == whole
    path.write_bytes(b"damaged satchel-vault")
    header.write(changed, path)
    assert header.read(header.previous_of(path)) == whole, "a damaged header must not displace a good previous one"
    header.forget_previous(path)
    assert [one.name for one in tmp_path.iterdir()] == ["vault.json"]


def test_a_write_that_fails_leaves_the_header_that_was(
    tmp_path: Path, made: tuple[header.Header, header.Opened], monkeypatch: pytest.MonkeyPatch
):
    path = tmp_path / header.NAME
    whole, opened = made
    header.write(whole, path)
    changed = header.pin_office(whole, opened.data_key, "", [])
    real = Path.replace
    for fails_at in (1, 2):
        calls = iter(range(1, 9))

        def replace_(source: Path, target: Path, calls: Any = calls, fails_at: int = fails_at) -> Path:
            if next(calls) == fails_at:
                raise OSError(28, "No space left on device")
            return real(source, target)

        monkeypatch.setattr(Path, "replace", replace_)
        with pytest.raises(OSError, match="No space"):
            header.write(changed, path)
        assert header.read(path) == whole
        assert not list(tmp_path.glob("*.part"))
