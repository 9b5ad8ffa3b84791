"""The evening (晚间合并): who of the group has come to this place today, and who has not. Reads only."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from app.records.roster import InspectorEntry
from app.services.session import Session
from app.storage import survey
from app.sync import cargo, places
from app.sync.manifest import Kind

TARGET = "handover.to"  # setting of this vault
ROLES = ("leader", "deputy", "liaison", "member")


@dataclass(frozen=True, slots=True)
class Comer:
    """One person of the group.

    ``last`` is when the newest of what came from them was written or packed, milliseconds since 1970, 0 for never.
    ``left`` counts half-typed records their laptop left behind then; ``laptops`` are the codes of their laptops.
    """

    person: str
    name: str
    role: str
    laptops: tuple[str, ...]
    last: int = 0
    today: bool = False
    left: int = 0


@dataclass(frozen=True, slots=True)
class Evening:
    """Everybody who has to come to this place; ``meant`` is false where nobody brings a stick, at a member's laptop."""

    comers: tuple[Comer, ...] = ()
    meant: bool = False

    @property
    def missing(self) -> tuple[Comer, ...]:
        """Who has not merged today and could: who has no laptop cannot."""
        return tuple(comer for comer in self.comers if comer.laptops and not comer.today)


@dataclass(frozen=True, slots=True)
class Target:
    """A laptop of the group to hand over to directly: its code, who uses it, whether one who leads does."""

    code: str
    names: tuple[str, ...]
    leading: bool


class EveningService:
    """Who came and who did not. ``now`` gives the local wall time."""

    def __init__(self, session: Session, now: Callable[[], dt.datetime] = dt.datetime.now) -> None:
        self._session, self._vault, self._now = session, session.vault, now

    def look(self) -> Evening:
        """Everybody of the group, or at the office of every group; who has not come first. Meant for a job."""
        packed, left = self._packed()
        words = survey.last_words(self._vault)
        morning = int(self._now().replace(hour=0, minute=0, second=0, microsecond=0).timestamp() * 1000)
        found = []
        for entry in self._people():
            writers = [w for w in self._vault.roster().writers.values() if w.person == entry.person and not w.ended]
            laptops = tuple(sorted({w.laptop for w in writers if w.laptop}))
            last = max([words.get(w.writer, 0) for w in writers] + [packed.get(code, 0) for code in laptops], default=0)
            behind = sum(left.get(code, {}).get(entry.person, 0) for code in laptops)
            found.append(Comer(entry.person, entry.name, entry.role, laptops, last, last >= morning, behind))
        rank = {role: place for place, role in enumerate(ROLES)}
        found.sort(key=lambda one: (one.today, not one.laptops, rank.get(one.role, 9), one.name))
        return Evening(tuple(found), self._session.leads)

    def targets(self) -> list[Target]:
        """Laptops of my group other than this one, those of who leads it first; none at the office."""
        if self._session.is_office or not self._session.registered:
            return []
        group, here = {entry.person: entry for entry in self._people()}, places.mine(self._vault)
        found = []
        for code, place in places.laptops(self._vault).items():
            people = [group[person] for person in place.persons if person in group]
            if people and code != here:
                leading = any(entry.role in places.LEADING for entry in people)
                found.append(Target(code, tuple(entry.name for entry in people), leading))
        return sorted(found, key=lambda one: (not one.leading, one.code))

    def target(self) -> str:
        """Code of the laptop last handed over to, while it is still there; '' for the office."""
        kept = str(self._vault.setting(TARGET, ""))
        return kept if any(one.code == kept for one in self.targets()) else ""

    def remember_target(self, code: str) -> None:
        """Offer this laptop, or with '' the office, first the next time."""
        self._vault.put_setting(TARGET, code)

    def _people(self) -> list[InspectorEntry]:
        """The group without those who sit at this very laptop: what they write is here already."""
        roster, here = self._vault.roster(), places.mine(self._vault)
        mine = roster.inspectors.get(self._session.person)
        at_home = {w.person for w in roster.writers.values() if w.laptop == here and not w.ended}
        day = self._now().date().isoformat()
        return [
            entry
            for entry in roster.inspectors.values()
            if entry.role != "office"
            and entry.active(day)
            and entry.person not in at_home
            and (self._session.is_office or (mine is not None and entry.group == mine.group))
        ]

    def _packed(self) -> tuple[dict[str, int], dict[str, dict[str, int]]]:
        """Laptop code → when its newest package was made, and whose records stayed behind half typed."""
        when: dict[str, int] = {}
        left: dict[str, dict[str, int]] = {}
        for package in cargo.arrived(self._vault):
            told = cargo.manifest_of(package.manifest)
            place = places.place_of(self._vault, told.writer)
            if told.kind == Kind.ENROLMENT or told.created < when.get(place, 0):
                continue
            when[place] = told.created
            left[place] = dict(told.drafts)
        return when, left
