"""What ought to stand where, worked out from what people did: the measure of a simulated round.

It knows sets of edits and nothing of vaults, packages or signatures, and imports nothing that it judges.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

View = Mapping[tuple[str, str], frozenset[str]]  # (record, field) → values that stand side by side
ERASED = "(erased)"


@dataclass(frozen=True, slots=True)
class Edit:
    """Somebody wrote some fields of a record, in sight of the edits it replaces. ``area`` is who may read it.

    Deleting is writing a mark, a step is writing a state. ``erases``: edits and fields whose words are gone for good.
    """

    id: str
    area: str
    record: str
    values: Mapping[str, str]
    replaces: Mapping[str, frozenset[str]]
    erases: frozenset[tuple[str, str]] = frozenset()


@dataclass(slots=True)
class Oracle:
    """Sets of edits by place. ``allowed``: place → areas it may hold (None = all)."""

    allowed: Mapping[str, frozenset[str] | None]
    edits: dict[str, Edit] = field(default_factory=dict)
    held: dict[str, set[str]] = field(default_factory=dict)
    letters: dict[str, frozenset[str]] = field(default_factory=dict)
    copies: dict[str, frozenset[str]] = field(default_factory=dict)
    surprises: list[str] = field(default_factory=list)

    def wrote(self, place: str, edit: Edit, *, sure: bool = True) -> None:
        """Somebody at a place wrote an edit. What it replaces must be what stood there.

        ``sure`` False: the place was put back to an older state and may wait for something; no judgement.
        """
        if edit.id in self.edits:
            self.surprises.append(f"written twice: {edit.id}")
        for name, replaced in edit.replaces.items():
            stood = self._standing(place, edit.record, name)
            if sure and stood != replaced:
                self.surprises.append(f"{place} replaced {sorted(replaced)}, {sorted(stood)} stood")
        self.edits[edit.id] = edit
        self.held.setdefault(place, set()).add(edit.id)

    def packed(self, letter: str, place: str) -> None:
        """A place wrote a letter: all it holds is in it, or has been said to be there already."""
        self.letters[letter] = frozenset(self.held.get(place, ()))

    def delivered(self, letter: str, place: str) -> None:
        """A place read a letter; twice is as good as once, late as good as early."""
        areas = self.allowed[place]
        inside = (self.edits[one] for one in self.letters.get(letter, ()))
        self.held.setdefault(place, set()).update(e.id for e in inside if areas is None or e.area in areas)

    def copied(self, place: str) -> None:
        """Somebody made a copy of everything at a place."""
        self.copies[place] = frozenset(self.held.get(place, ()))

    def restored(self, place: str) -> None:
        """The copy was put back: what came after it is known only where it had been sent."""
        self.held[place] = set(self.copies[place])

    def view(self, place: str) -> View:
        """What stands at a place."""
        here = [self.edits[one] for one in self.held.get(place, ())]
        erased = {pair for edit in here for pair in edit.erases}
        return {
            (record, name): frozenset(
                ERASED if (one, name) in erased else self.edits[one].values[name]
                for one in self._standing(place, record, name)
            )
            for record, name in {(edit.record, name) for edit in here for name in edit.values}
        }

    def _standing(self, place: str, record: str, name: str) -> frozenset[str]:
        """Edits of a field that no other edit held there replaces."""
        mine = [self.edits[one] for one in self.held.get(place, ()) if self.edits[one].record == record]
        mine = [edit for edit in mine if name in edit.values]
        gone = {one for edit in mine for one in edit.replaces.get(name, ())}
        return frozenset(edit.id for edit in mine) - gone
