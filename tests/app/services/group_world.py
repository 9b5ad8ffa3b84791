"""A group in one vault: each of them writes with a key of their own, as if the laptops had been merged."""

from app.records.change import COMMON, new_record_id
from app.security.keys import Identity, WriterKey
from app.storage.composing import Me
from app.storage.types import NewChange
from tests.app.services.records_world import World

ROLES = {"li": "member", "wang": "member", "zhao": "deputy", "qian": "leader"}


class Group:
    """``act`` makes somebody the person before the vault; the office's own officer is ``world.vault.me`` at first."""

    def __init__(self, world: World) -> None:
        self.world, vault = world, world.vault
        self.office = vault.me
        self.people = {name: Me(new_record_id(), WriterKey.generate(), Identity.generate()) for name in ROLES}
        changes = []
        for name, me in self.people.items():
            person = {"name": name, "staff": name, "role": ROLES[name]}
            key = {
                "person": me.person,
                "laptop": name[0].upper(),
                "key": me.key.public.hex(),
                "recipient": me.identity.recipient,
            }
            changes.append(NewChange("inspector", me.person, COMMON, person, as_office=True))
            changes.append(NewChange("writer", me.writer_id, COMMON, key, as_office=True))
        vault.write(changes)

    def act(self, name: str) -> None:
        self.world.vault._me = self.people[name]

    def person(self, name: str) -> str:
        return self.people[name].person
