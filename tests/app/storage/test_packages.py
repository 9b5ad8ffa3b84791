"""Packages noted: read once, and anew as soon as one is added, altered or taken out, by whomever."""

from contextlib import closing, suppress

from app.storage import packages
from app.storage.database import connect
from app.storage.types import PackageRecord


def note(number: int, state: str = "written", direction: str = "out") -> PackageRecord:
    return PackageRecord(
        id=f"{number:032x}",
        direction=direction,
        kind="return",
        sender="",
        recipient="office",
        counter=number,
        sha256="",
        at=number,
        state=state,
        manifest=b"{}",
        details={},
    )


def test_what_another_program_notes_of_a_package_is_seen(closed):
    with closed.unlock() as vault:
        vault.note_package(note(1))
        assert [p.state for p in vault.packages("out")] == ["written"]
        with closing(connect(vault.database.path, vault.opened.data_key)) as other:
            packages.update(other, vault.packages()[0].row, "void", {"why": "lost"})
            packages.put(other, note(2), "written")
            assert [(p.state, p.details) for p in vault.packages()] == [("void", {"why": "lost"}), ("written", {})]
            other.execute("DELETE FROM package WHERE counter = 1")
        assert [p.counter for p in vault.packages()] == [2]


def test_what_was_rolled_back_is_not_remembered(closed):
    with closed.unlock() as vault:
        vault.note_package(note(1))
        assert len(vault.packages()) == 1
        with suppress(KeyError), vault.database.write():
            vault.note_package(note(2))
            assert len(vault.packages()) == 2  # whoever writes it sees it
            raise KeyError
        assert len(vault.packages()) == 1
        vault.note_package(note(3))
        assert [p.counter for p in vault.packages()] == [1, 3]
