"""Two persons confirm a package: by passphrase or on paper, never somebody else's word, and nothing waits for it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.errors import NotFoundError
from app.reports.pdf.slip import print_slip
from app.security.header import WrongPassphraseError
from app.services.handover import HandoverService
from app.services.handover_packages import PackageService
from app.services.handover_second import SecondPersonService
from app.services.paper_slip import slip_of
from app.services.session import Session
from app.services.witnesses import SecondPersonError
from app.storage import persons
from app.storage.asking import TooManyAsksError
from app.storage.types import Founder, ListQuery
from app.storage.vault import Vault
from tests.app.reports import samples
from tests.app.reports.samples import ISSUE
from tests.app.sync.circle import PASSPHRASE, Table, add_person
from tests.app.sync.test_circle import over, two_laptops

OTHER = "山路 云海 松林 桥头"


@pytest.fixture
def table(tmp_path: Path) -> Iterator[Table]:
    found = Table(tmp_path)
    yield found
    found.close()


def handed_over(table: Table) -> tuple[Vault, Vault, Vault, str]:
    """Office, a laptop that wrote something, another laptop, and the package written."""
    office, one, two, where = two_laptops(table)
    add_person(one, where, "陈大山")
    (sent,) = HandoverService(Session(one)).hand_over(table.stick("usb")).written
    return office, one, two, sent.package


def printed(vault: Vault, package: str) -> str:
    return samples.words(print_slip(slip_of(Session(vault), package), ISSUE).pdf)


def told(vault: Vault, package: str) -> list[object]:
    """What the log says of a second person."""
    events = vault.rows("event", vault.list(ListQuery("event")))
    found = [row.values for row in events if row.values.get("subject") == package]
    return [one["detail"]["by"] for one in found if "second" in one.get("detail", {})]


def test_what_nobody_checked_says_so_and_goes_all_the_same(table: Table) -> None:
    office, one, _, package = handed_over(table)
    assert SecondPersonService(Session(one)).checked(package) is None
    assert "尚未经第二人核对" in printed(one, package)
    assert "核对人签名：" in printed(one, package)
    for vault in (office, one):
        over(vault, table.stick("usb"))
    line = next(line for line in PackageService(Session(one)).lines() if line.package == package)
    assert (line.stage, line.second) == ("office", None)


def test_who_does_not_unlock_this_vault_signs_the_slip(table: Table) -> None:
    office, one, two, package = handed_over(table)
    service, other = SecondPersonService(Session(one)), Session(two)
    assert other.person in {witness.person for witness in service.witnesses() if not witness.resident}
    service.confirm([package], other.person)
    checked = service.checked(package)
    assert checked is not None
    assert (checked.person, checked.name, checked.by_passphrase) == (other.person, other.me_name, False)
    assert f"{other.me_name}，在本单签字，" in printed(one, package)
    assert "核对人签名：" in printed(one, package)
    assert told(one, package) == ["signature"]
    assert service.witnesses()[0].person == service.last == other.person  # proposed the next time
    for vault in (office, one):
        over(vault, table.stick("usb"))
    line = next(line for line in PackageService(Session(one)).lines() if line.package == package)
    assert (line.stage, line.second) == ("office", checked)  # the receipt leaves it as it was


def test_who_unlocks_this_vault_gives_their_own_passphrase(table: Table) -> None:
    _, one, two, package = handed_over(table)
    other = Session(two)
    persons.add_person(one, Founder(other.person, other.me_name, other.staff), OTHER)
    service = SecondPersonService(Session(one))
    for wrong in ("", PASSPHRASE, "另外一句 口令 不对"):
        with pytest.raises(WrongPassphraseError):
            service.confirm([package], other.person, wrong)
        with pytest.raises(TooManyAsksError):  # tried as often as at the door, and no more
            service.confirm([package], other.person, OTHER)
        table.now += 60_000
    assert service.checked(package) is None
    assert told(one, package) == []
    service.confirm([package], other.person, OTHER)
    checked = service.checked(package)
    assert checked is not None
    assert checked.by_passphrase
    assert f"{other.me_name}，口令确认，" in printed(one, package)
    assert "核对人签名：" not in printed(one, package)
    assert told(one, package) == ["passphrase"]
    failed = one.rows("event", one.list(ListQuery("event", filters={"what": "unlock_failed"})))
    assert [row.values["detail"]["count"] for row in failed] == [3]


def test_nobody_is_their_own_second_person_and_a_package_must_be_known(table: Table) -> None:
    _, one, two, package = handed_over(table)
    service = SecondPersonService(Session(one))
    for person in (Session(one).person, "0" * 32):
        with pytest.raises(SecondPersonError):
            service.confirm([package], person)
    with pytest.raises(NotFoundError):
        service.confirm([package, "0" * 32], Session(two).person)
    assert service.checked(package) is None
