"""Clearing a laptop: refused with what has not arrived, confirmed by two, and nothing can be read afterwards."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.errors import AppError
from app.security.header import ForeignFileError, WrongPassphraseError
from app.services.clearing import (
    ClearingService,
    Confirmed,
    NotClearableError,
    OfficeNotClearableError,
    SlipInsideError,
)
from app.services.session import Session
from app.services.witnesses import SecondPersonError
from app.storage import destroying, opening, persons
from app.storage.asking import TooManyAsksError
from app.storage.disk import DiskFailedError
from app.storage.memory import InstallationMemory
from app.storage.types import Founder
from app.storage.vault import Vault
from tests.app.sync.circle import PASSPHRASE, Table, add_person
from tests.app.sync.test_circle import attach, over, two_laptops

OTHER = "山路 云海 松林 桥头"


@pytest.fixture
def table(tmp_path: Path) -> Iterator[Table]:
    found = Table(tmp_path)
    yield found
    found.close()


def handed_in(table: Table) -> tuple[Vault, Vault, Vault]:
    """A laptop with a record, an attachment and a backup, all of it confirmed by the office."""
    office, one, two, where = two_laptops(table)
    rec = add_person(one, where, "陈大山")
    attach(one, rec, where, os.urandom(9000))
    for vault in (one, office, one):
        over(vault, table.stick("round"))
    opening.backup(one)
    return office, one, two


def second(vault: Vault) -> str:
    return next(one.person for one in ClearingService(Session(vault)).witnesses() if not one.resident)


def test_a_cleared_laptop_leaves_a_slip_and_nothing_that_opens(table: Table, tmp_path: Path) -> None:
    office, one, _ = handed_in(table)
    ends = {chain.id for scopes in one.chains().values() for scope, chain in scopes.items() if scope != "log"}
    kept = tmp_path / "kept"
    staff = Session(one).staff
    key = bytes(one.opened.data_key)
    left = ClearingService(Session(one)).clear(Confirmed(PASSPHRASE, second(one)), kept.with_suffix(".pdf"))
    assert left == ()
    assert kept.with_suffix(".pdf").read_bytes().startswith(b"%PDF")
    assert not one.folder.exists()
    assert bytes(one.opened.data_key) != key  # also out of memory
    with pytest.raises(ForeignFileError):
        opening.open_vault(one.folder, staff, PASSPHRASE, memory=InstallationMemory(tmp_path / "home"))
    assert ends <= {cid for w, c in office.chains().items() for s in c for _, cid, _ in office.lines(w, s, 0)}


def test_what_has_not_arrived_is_listed_and_nothing_is_cleared(table: Table, tmp_path: Path) -> None:
    office, one, _ = handed_in(table)
    where = next(scope for scope in one.scopes() if scope.startswith("village-")).removeprefix("village-")
    late = add_person(one, where, "李后写")
    service = ClearingService(Session(one))
    assert [paper.rec for paper in service.not_arrived()] == [late]
    with pytest.raises(NotClearableError) as told:
        service.clear(Confirmed(PASSPHRASE, second(one)), tmp_path / "slip.pdf")
    assert told.value.data["unsent"] == 1
    assert not (tmp_path / "slip.pdf").exists()
    for vault in (one, office):
        over(vault, table.stick("late"))
    assert [paper.rec for paper in service.not_arrived()] == [late]  # the office has it, and nobody here knows
    over(one, table.stick("late"))
    assert service.not_arrived() == []
    assert service.facts().allowed


def test_two_persons_confirm_or_nothing_happens(table: Table, tmp_path: Path) -> None:
    _, one, _ = handed_in(table)
    service, slip = ClearingService(Session(one)), tmp_path / "slip.pdf"
    for confirmed, slip_at, trouble in (
        (Confirmed("另外一句 口令 不对", second(one)), slip, WrongPassphraseError),
        (Confirmed(PASSPHRASE, Session(one).person), slip, SecondPersonError),
        (Confirmed(PASSPHRASE, "0" * 32), slip, SecondPersonError),
        (Confirmed(PASSPHRASE, second(one)), one.folder / "slip.pdf", SlipInsideError),
        (Confirmed(PASSPHRASE, second(one)), tmp_path / "no such folder" / "slip.pdf", AppError),
    ):
        with pytest.raises(trouble):
            service.clear(confirmed, slip_at)
        table.now += 60_000
    assert not slip.exists()
    assert one.find_row(next(iter(one.roster().inspectors))) is not None  # open, and whole


def test_a_second_person_who_unlocks_this_vault_gives_their_passphrase(table: Table, tmp_path: Path) -> None:
    _, one, two = handed_in(table)
    other = Session(two)
    persons.add_person(one, Founder(other.person, other.me_name, other.staff), OTHER)
    service, slip = ClearingService(Session(one)), tmp_path / "slip.pdf"
    (witness,) = [one for one in service.witnesses() if one.resident]
    for wrong in ("", PASSPHRASE, "另外一句 口令 不对"):
        with pytest.raises(WrongPassphraseError):
            service.clear(Confirmed(PASSPHRASE, witness.person, wrong), slip)
        with pytest.raises(TooManyAsksError):  # tried as often as at the door, and no more
            service.clear(Confirmed(PASSPHRASE, witness.person, OTHER), slip)
        table.now += 60_000
    assert service.clear(Confirmed(PASSPHRASE, witness.person, OTHER), slip) == ()
    assert not one.folder.exists()


def test_the_office_is_not_cleared(table: Table, tmp_path: Path) -> None:
    office, _, _ = handed_in(table)
    with pytest.raises(OfficeNotClearableError):
        ClearingService(Session(office)).clear(Confirmed(PASSPHRASE, second(office)), tmp_path / "slip.pdf")
    assert office.find_row(next(iter(office.roster().inspectors))) is not None


def test_no_header_is_left_to_open_what_a_failing_disk_keeps(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    _, one, _ = handed_in(table)
    one.close()
    assert len(list(one.folder.rglob("vault.json"))) == 2  # its own, and the backup's
    written: list[str] = []
    monkeypatch.setattr(destroying, "_overwrite", lambda path: written.append(path.relative_to(one.folder).as_posix()))
    real = Path.unlink

    def stubborn(path: Path, *, missing_ok: bool = False) -> None:
        if path.name == "vault.db":
            raise PermissionError
        real(path, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", stubborn)
    left = destroying.destroy(one.folder)
    assert {path.name for path in left} == {"vault.db"}
    assert [name.endswith("vault.json") for name in written[:2]] == [True, True]  # keys before anything else
    assert written[1] == "vault.json"  # its own last: until then it opens


def test_a_header_that_cannot_be_destroyed_leaves_the_vault_as_it_was(
    table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, one, _ = handed_in(table)
    staff = Session(one).staff
    one.close()

    def refused(_: Path) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(destroying, "_overwrite", refused)
    with pytest.raises(DiskFailedError):
        destroying.destroy(one.folder)
    memory = InstallationMemory(table.folder / f"{one.folder.name}-home")
    with opening.open_vault(one.folder, staff, PASSPHRASE, memory=memory, clock=table.clock) as vault:
        assert vault.scopes()
