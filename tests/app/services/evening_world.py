"""A group of two laptops and their office, on one table: the leader's laptop 1 and a member's laptop 2."""

from app.records.change import COMMON, new_record_id
from app.services.handover import HandoverService
from app.services.session import Session
from app.storage.types import NewChange
from app.storage.vault import Vault
from app.sync.enrolment import Registration
from tests.app.sync.circle import Table, village


def service(vault: Vault) -> HandoverService:
    return HandoverService(Session(vault))


def made(table: Table) -> tuple[Vault, Vault, Vault, str]:
    """The office, the leader's vault, the member's, and their village."""
    office = table.office()
    where, team = village(office), new_record_id()
    fields = {"name": "第一巡察组", "villages": [where]}
    office.write([NewChange("group", team, COMMON, fields, as_office=True)])
    stick = table.stick()
    laptops = []
    for name, person, staff, role in (("one", "王组长", "X1", "leader"), ("two", "李组员", "X2", "member")):
        vault = table.laptop(name, person, staff)
        laptops.append(vault)
        service(vault).hand_over(stick)
        service(office).hand_over(stick)
        row = service(office).enrolments()[0].row
        service(office).confirm_enrolment(row, Registration(role=role, villages=[where]))
        rec = office.roster().writers[vault.me.writer_id].person
        office.write([NewChange("inspector", rec, COMMON, {"group": team}, as_office=True)])
    for _ in range(2):
        service(office).hand_over(stick)
        for vault in laptops:
            service(vault).hand_over(stick)
    return office, laptops[0], laptops[1], where
