"""An unlocked vault and the person before it: who, in which role, looking at which village."""

from collections.abc import Callable
from dataclasses import dataclass

from app.records.change import CLUES, COMMON, LOG
from app.storage.types import ListQuery, Row
from app.storage.vault import Vault

Touched = frozenset[str]


@dataclass(frozen=True, slots=True)
class Village:
    """A village (村/居) this vault holds: record id, scope, name, town."""

    rec: str
    scope: str
    name: str
    town: str


class Session:
    """What every service is handed. Cheap: it asks the vault each time."""

    def __init__(self, vault: Vault) -> None:
        self.vault = vault
        self._listeners: list[Callable[[Touched], None]] = []

    @property
    def person(self) -> str:
        """Record id of the person who unlocked, as the roster knows them (an office may have listed them before)."""
        return self.vault.person_of(self.vault.me.writer_id) or self.vault.me.person

    @property
    def practice(self) -> bool:
        """Whether everything here is practice (演练)."""
        return self.vault.practice

    @property
    def registered(self) -> bool:
        """Whether this writer is on the roster (else 待登记: nothing but the log may be written)."""
        return self.vault.me.writer_id in self.vault.roster().writers

    @property
    def is_office(self) -> bool:
        """Whether this vault holds the office's keys."""
        return self.vault.secret("office key") is not None

    @property
    def me_name(self) -> str:
        """Name of the person, from the roster or as given when the vault was made."""
        entry = self.vault.roster().inspectors.get(self.person)
        return entry.name if entry and entry.name else str(self.vault.setting("names", {}).get(self.person, ""))

    @property
    def staff(self) -> str:
        """Staff number, once registered."""
        entry = self.vault.roster().inspectors.get(self.person)
        return entry.staff if entry else ""

    @property
    def unlocks_with(self) -> str:
        """The staff number my passphrase goes with: the one it was made with, though the office has corrected it."""
        numbers = self.vault.setting("staff", {})
        return str(numbers.get(self.vault.opened.person.person) or self.staff)

    @property
    def role(self) -> str:
        """Role on the roster: office, leader, deputy, member, liaison, or ''."""
        entry = self.vault.roster().inspectors.get(self.person)
        return entry.role if entry else ""

    @property
    def leads(self) -> bool:
        """Whether this person looks after a whole group (leader, deputy, liaison), or all of them at the office."""
        return self.is_office or self.role in ("leader", "deputy", "liaison")

    @property
    def laptop(self) -> str:
        """Code of this laptop in human numbers."""
        entry = self.vault.roster().writers.get(self.vault.me.writer_id)
        return entry.laptop if entry else ""

    def name_of(self, person: str) -> str:
        """Name of a person of the roster, or ''."""
        entry = self.vault.roster().inspectors.get(person)
        if entry:
            return entry.name
        return self.me_name if person == self.person else ""

    # ---- where the person is looking

    @property
    def round(self) -> str:
        """Record id of the chosen round, or '' for all."""
        return str(self.vault.setting("round", ""))

    @property
    def village(self) -> str:
        """Record id of the chosen village, or '' for all; remembered for each person from one day to the next."""
        own = self.vault.setting(f"village.{self.person}")
        return str(own if own is not None else self.vault.setting("village", ""))

    @property
    def has_chosen(self) -> bool:
        """Whether this person ever chose a village, or all of them."""
        return any(self.vault.setting(name) is not None for name in (f"village.{self.person}", "village"))

    def choose(self, *, village: str | None = None, round_: str | None = None) -> None:
        """Look at another village or round; '' means all."""
        if village is not None:
            self.vault.put_setting(f"village.{self.person}", village)
        if round_ is not None:
            self.vault.put_setting("round", round_)

    def villages(self) -> list[Village]:
        """Every village held, by name."""
        numbers = self.vault.list(ListQuery("village", sort=("name", False)))
        return [village_of(row) for row in self.vault.rows("village", numbers)]

    @property
    def own_words(self) -> tuple[str, ...]:
        """Eight words of this person's key, read to the officer at enrolment."""
        from app.sync import enrolment

        return enrolment.words_of(self.vault.me.key.public.hex())

    def scopes(self) -> tuple[str, ...] | None:
        """Scopes the chosen village limits lists to; None without a choice."""
        chosen = self.village
        return (f"village-{chosen}", COMMON, CLUES, LOG) if chosen else None

    # ---- what changed

    def listen(self, listener: Callable[[Touched], None]) -> None:
        """Be told which kinds a verb touched."""
        self._listeners.append(listener)

    def touched(self, kinds: Touched) -> Touched:
        """Tell every listener; returns the same set for the verb to return."""
        for listener in self._listeners:
            listener(kinds)
        return kinds


def village_of(row: Row) -> Village:
    """A village from its list row."""
    values = row.values
    return Village(row.rec, row.scope, str(values.get("name") or ""), str(values.get("town") or ""))


def village_scope(village: str) -> str:
    """Scope of a village's records."""
    return f"village-{village}"
