"""Small packages without a vault: a desk, a signer, a few members."""

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from app.security import keys, sealing, sshsig
from app.sync import manifest as manifests
from app.sync import package, ustar
from app.sync.desk import Desk
from app.sync.manifest import Addressee, Manifest, Member
from app.sync.package import Source

VILLAGE = "village-" + "ab" * 16


def lines_source(writer: str, scope: str, first: int, data: bytes) -> Source:
    count = data.count(b"\n")
    digest = hashlib.sha256(data).hexdigest()
    name = f"changes/{writer}/{scope}/{first:012}-{first + count - 1:012}.jsonl"
    return Source(Member(name, len(data), digest), lambda: [data], (writer, scope, first, first + count - 1, digest))


def blob_source(data: bytes) -> Source:
    digest = hashlib.sha256(data).hexdigest()
    return Source(Member(f"blobs/{digest}", len(data), digest), lambda: [data])


@dataclass
class World:
    """One office that reads, one laptop that signs."""

    office_key: keys.WriterKey = field(default_factory=keys.WriterKey.generate)
    signer: keys.WriterKey = field(default_factory=keys.WriterKey.generate)
    receive: keys.Identity = field(default_factory=keys.Identity.generate)
    card: str = field(default_factory=lambda: secrets.token_hex(32))
    sources: list[Source] = field(default_factory=list)

    def __post_init__(self) -> None:
        writer = self.signer.writer_id
        self.sources = [
            lines_source(writer, "common", 1, b'{"a":1}\n{"a":2}\n'),
            lines_source(writer, VILLAGE, 1, b'{"b":1}\n'),
            blob_source(b"picture" * 200),
        ]

    @property
    def desk(self) -> Desk:
        known = {self.signer.writer_id: self.signer.public.hex()}
        return Desk(
            identities=[self.receive],
            practice=False,
            office=self.card,
            office_key=self.office_key.public.hex(),
            key_of=lambda writer: known.get(writer, ""),
        )

    def manifest(self, **more: object) -> Manifest:
        first = Manifest(
            kind="return",
            package=secrets.token_hex(16),
            created=1_700_000_000_000,
            key=self.signer.public.hex(),
            writer=self.signer.writer_id,
            sender="12" * 16,
            made_for="office",
            counter=1,
            to=(Addressee(self.receive.recipient),),
            office=self.card,
            practice=False,
            series=("34" * 16, 1, 1),
            satchel="0.1.0",
            keys={self.signer.writer_id: self.signer.public.hex()},
        )
        return replace(first, **more)  # type: ignore[arg-type]

    def write(self, folder: Path, by: keys.WriterKey | None = None, **more: object) -> package.Written:
        return package.write(folder, self.manifest(**more), self.sources, by or self.signer)

    def inner(self, **more: object) -> bytes:
        """The archive of one package, in clear."""
        whole = package.filled(self.manifest(**more), self.sources)
        raw = manifests.write(whole)
        return self.archive(raw, whole)

    def archive(self, raw: bytes, whole: Manifest, key: keys.WriterKey | None = None) -> bytes:
        parts = [
            (manifests.MANIFEST, raw),
            (manifests.SIGNATURE, sshsig.sign(key or self.signer, raw, sshsig.PACKAGE)),
            (manifests.SUMS, manifests.sums(raw, whole.members)),
            *((s.member.name, b"".join(s.chunks())) for s in self.sources),
        ]
        return b"".join(ustar.archive((name, len(data), _once(data)) for name, data in parts))

    def seal(self, path: Path, inner: bytes) -> Path:
        """Seal an archive, sound or not, as anybody can who knows the recipient."""
        path.write_bytes(sealing.seal_bytes(inner, [self.receive.recipient]))
        return path


def _once(data: bytes) -> Callable[[], list[bytes]]:
    return lambda: [data]
