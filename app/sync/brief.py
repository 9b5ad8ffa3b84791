"""What is asked again and again of the packages that came: kept by package, small enough to keep thousands of."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from app.sync import manifest as manifests
from app.sync import package
from app.sync.manifest import Kind

Chain = tuple[str, str]  # writer, scope


@dataclass(frozen=True, slots=True)
class Brief:
    """A manifest in short. ``said``: how far its sender held each chain. ``digest`` is what the next one must name.

    ``confirmed`` are parts a receipt names, and only then.
    """

    kind: str
    writer: str
    counter: int
    previous: str
    digest: str
    void: tuple[int, ...]
    blobs: tuple[str, ...]
    elsewhere: tuple[str, ...]
    confirmed: tuple[str, ...]
    said: Mapping[Chain, int]


@lru_cache(4096)
def brief_of(raw: bytes) -> Brief:
    """Read a manifest that was checked when it came."""
    told = manifests.read(raw)
    return Brief(
        kind=told.kind,
        writer=told.writer,
        counter=told.counter,
        previous=told.previous,
        digest=package.digest_of(raw),
        void=told.void,
        blobs=tuple(told.blobs),
        elsewhere=told.elsewhere,
        confirmed=tuple(told.body.get("blobs", ())) if told.kind == Kind.RECEIPT else (),
        said={_one(w, s): at[0] for w, scopes in told.have.items() for s, at in scopes.items()},
    )


@lru_cache(65536)
def _one(writer: str, scope: str) -> Chain:
    """The same chain is named by every package: one object for all of them."""
    return writer, scope
