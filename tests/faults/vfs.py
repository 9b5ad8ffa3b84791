"""Standing between SQLite and the disk: each write, sync, cut and deletion of the vault's database is told first.

The functions of SQLite's own file layer are exchanged in memory, for the files of one folder and for one block; nothing
of the program is replaced. Where the library does not show that layer (Windows), `available` says no.
"""

import ctypes
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

from sqlcipher3 import dbapi2

CREATE, NEW_LOG = 0x4, 0x80000 | 0x800 | 0x4000  # a log made anew: its first sync also syncs the folder
METHODS = (
    *("close", "read", "write", "truncate", "sync", "size", "lock", "unlock", "reserved", "control", "sector"),
    *("device", "shm_map", "shm_lock", "shm_barrier", "shm_unmap", "fetch", "unfetch"),
)
FULL, CANNOT_OPEN, WRITE, SYNC, SHORTEN, DELETE, READ = 13, 14, 778, 1034, 1546, 2570, 266

Pointer, Int, Long = ctypes.c_void_p, ctypes.c_int, ctypes.c_int64
OPEN = ctypes.CFUNCTYPE(Int, Pointer, Pointer, Pointer, Int, Pointer)
REMOVE = ctypes.CFUNCTYPE(Int, Pointer, ctypes.c_char_p, Int)
TRANSFER = ctypes.CFUNCTYPE(Int, Pointer, Pointer, Int, Long)
CUT = ctypes.CFUNCTYPE(Int, Pointer, Long)
PUSH = ctypes.CFUNCTYPE(Int, Pointer, Int)


class Methods(ctypes.Structure):
    _fields_ = (("version", Int), *((name, Pointer) for name in METHODS))


class Layer(ctypes.Structure):
    _fields_ = (
        *(("version", Int), ("file_size", Int), ("longest", Int), ("next", Pointer), ("name", Pointer)),
        *(("data", Pointer), ("open", Pointer), ("delete", Pointer)),
    )


class Witness(Protocol):
    """Who is told. Each may return an error code of SQLite, and then the thing is not done."""

    folder: Path

    def opening(self, path: Path, *, new: bool) -> int:
        """A file is about to be opened."""

    def reading(self, path: Path) -> int:
        """Something is about to be read."""

    def writing(self, path: Path, at: int, data: bytes) -> int:
        """Something is about to be written."""

    def shortening(self, path: Path, size: int) -> int:
        """A file is about to be cut."""

    def syncing(self, path: Path) -> int:
        """A file is about to be pushed to the medium."""

    def synced(self, path: Path, upto: int, *, names: bool) -> None:
        """It was; ``upto`` is what `reached` said before, ``names`` whether its folder was too."""

    def deleting(self, path: Path) -> int:
        """A file is about to be deleted."""

    def deleted(self, path: Path, *, names: bool) -> None:
        """It was."""

    def reached(self) -> int:
        """How many things have been done by now."""


def _library() -> Any:
    import sqlcipher3._sqlite3 as module

    return ctypes.CDLL(module.__file__)


def available() -> bool:
    """Whether SQLite's file layer can be reached from here."""
    return os.name != "nt" and hasattr(_library(), "sqlite3_vfs_find")


class _Between:
    """The exchanged functions. They outlive the block: files opened in it may be closed after it."""

    def __init__(self) -> None:
        library = _library()
        library.sqlite3_vfs_find.restype = ctypes.POINTER(Layer)
        dbapi2.connect(":memory:").close()  # or the list of layers is empty
        self.layer = library.sqlite3_vfs_find(None).contents
        self.real_open, self.real_delete = OPEN(self.layer.open), REMOVE(self.layer.delete)
        self.mine = (OPEN(self.open), REMOVE(self.delete))
        self.witness: Witness | None = None
        self.files: dict[int, tuple[Path, bool]] = {}  # address → path, whether its first sync syncs the folder
        self.real: dict[int, Any] = {}  # address of a file → its real functions
        self.tables: dict[int, tuple[Methods, Any]] = {}

    def watched(self, name: bytes | None) -> Path | None:
        path = Path(os.fsdecode(name)) if name else None
        inside = path is not None and self.witness is not None and self.witness.folder in path.parents
        return path if inside and not str(path).endswith("-shm") else None

    def about(self, file: int) -> tuple[Witness, Path] | None:
        """Who is to be told of a file, and its path."""
        path = self.files[file][0] if file in self.files else None
        witness = self.witness
        return (witness, path) if witness is not None and path is not None and witness.folder in path.parents else None

    def open(self, layer: int, name: int, file: int, flags: int, out: int) -> int:
        path = self.watched(ctypes.string_at(name) if name else None)
        if path is None or self.witness is None:
            return int(self.real_open(layer, name, file, flags, out))
        new = bool(flags & CREATE) and not path.exists()
        if code := self.witness.opening(path, new=new):
            ctypes.c_void_p.from_address(file).value = None
            return code
        code = int(self.real_open(layer, name, file, flags, out))
        slot = ctypes.c_void_p.from_address(file)
        if code == 0 and slot.value:
            self.files[file] = (path, bool(flags & CREATE) and bool(flags & NEW_LOG))
            slot.value = ctypes.addressof(self._table(slot.value)[0])
        return code

    def _table(self, real: int) -> tuple[Methods, Any]:
        if real not in self.tables:
            found = Methods.from_address(real)
            copy = Methods()
            ctypes.memmove(ctypes.addressof(copy), real, ctypes.sizeof(Methods) if found.version >= 3 else 8 * 17)
            mine = _calls(self, found)
            for name, call in mine.items():
                setattr(copy, name, ctypes.cast(call, Pointer).value)
            self.tables[real] = (copy, mine)
        return self.tables[real]

    def delete(self, layer: int, name: bytes, folder: int) -> int:
        path = self.watched(name)
        if path is None or self.witness is None:
            return int(self.real_delete(layer, name, folder))
        there = path.exists()
        if there and (code := self.witness.deleting(path)):
            return code
        code = int(self.real_delete(layer, name, folder))
        if code == 0 and there:
            self.witness.deleted(path, names=bool(folder))
        return code


def _calls(between: _Between, found: Methods) -> dict[str, Any]:
    """The functions that are told before the real ones of one table are called."""
    read, write, cut, push = TRANSFER(found.read), TRANSFER(found.write), CUT(found.truncate), PUSH(found.sync)

    def about(file: int, tell: Callable[[Witness, Path], int]) -> int:
        found = between.about(file)
        return tell(*found) if found else 0

    def reading(file: int, data: int, size: int, at: int) -> int:
        return about(file, lambda w, path: w.reading(path)) or int(read(file, data, size, at))

    def writing(file: int, data: int, size: int, at: int) -> int:
        told = about(file, lambda w, path: w.writing(path, at, ctypes.string_at(data, size)))
        return told or int(write(file, data, size, at))

    def shortening(file: int, size: int) -> int:
        return about(file, lambda w, path: w.shortening(path, size)) or int(cut(file, size))

    def syncing(file: int, flags: int) -> int:
        upto = between.witness.reached() if between.witness else 0
        code = about(file, lambda w, path: w.syncing(path)) or int(push(file, flags))
        if code == 0 and (found := between.about(file)):
            found[0].synced(found[1], upto, names=between.files[file][1])
            between.files[file] = (found[1], False)
        return code

    return {
        "read": TRANSFER(reading),
        "write": TRANSFER(writing),
        "truncate": CUT(shortening),
        "sync": PUSH(syncing),
    }


_between: list[_Between] = []


@contextmanager
def watched(witness: Witness) -> Iterator[None]:
    """Tell ``witness`` of everything SQLite does in its folder, to databases opened in this block."""
    if not _between:
        _between.append(_Between())
    between = _between[0]
    before = (between.layer.open, between.layer.delete)
    between.layer.open, between.layer.delete = (ctypes.cast(one, Pointer).value for one in between.mine)
    between.witness = witness
    try:
        yield
    finally:
        between.layer.open, between.layer.delete = before
        between.witness = None
