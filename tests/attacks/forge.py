"""The attacker's tools: changes and packages made by hand, with a key that is really on the roster."""

import hashlib
import itertools
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from app.records import canonical
from app.records.change import Change, change_id, new_record_id
from app.security.keys import WriterKey
from app.storage.types import NewChange
from app.storage.vault import Vault
from app.sync import enrolment, package, places, receive
from app.sync.enrolment import Registration
from app.sync.manifest import Addressee, Manifest, Member
from app.sync.package import Source, Written
from tests.app.sync.circle import Table

NOW = 1_767_600_000_000


@dataclass
class Forger:
    """One key and where its chains stand; writes whatever it likes."""

    key: WriterKey
    tips: dict[str, tuple[int, str]] = field(default_factory=dict)

    @classmethod
    def of(cls, vault: Vault) -> "Forger":
        """A program of the attacker's own, with the key of a laptop on the roster."""
        mine = vault.chains().get(vault.me.writer_id, {})
        return cls(vault.me.key, {scope: (chain.n, chain.id) for scope, chain in mine.items()})

    def change(
        self,
        kind: str,
        rec: str,
        scope: str,
        fields: Mapping[str, Any] | None = None,
        *,
        sup: Mapping[str, Sequence[str]] | None = None,
        **body: Any,
    ) -> Change:
        """Sign one change; ``body`` overrides any key of its body, ``parent`` stands for ``in``."""
        n, prev = self.tips.get(scope, (0, ""))
        given, replaced = dict(fields or {}), dict(sup or {})
        salts = {name: secrets.token_hex(16) for name in given}
        whole: dict[str, Any] = {
            "v": 1,
            "w": self.key.writer_id,
            "scope": scope,
            "n": n + 1,
            "prev": prev,
            "t": [NOW, 0],
            "kind": kind,
            "rec": rec,
            "rules": 1,
            "fields": {
                f: {"c": _commitment(salts[f], v), "sup": sorted(replaced.get(f, ()))} for f, v in given.items()
            },
        }
        if "parent" in body:
            whole["in"] = body.pop("parent")
        whole |= body
        raw = canonical._dump(whole)
        made = Change(change_id(raw), whole, self.key.sign(raw), {f: (salts[f], v) for f, v in given.items()}, raw)
        self.tips[scope] = (whole["n"], made.id)
        return made


def _commitment(salt: str, value: Any) -> str:
    return hashlib.sha256(bytes.fromhex(salt) + canonical._dump(value)).hexdigest()


def line(change: Change) -> bytes:
    """A line, canonical but otherwise unasked."""
    import base64

    whole = {"sig": base64.b64encode(change.sig).decode(), "values": {k: list(v) for k, v in change.values.items()}}
    return b'{"body":' + change.body_bytes + b"," + canonical._dump(whole)[1:] + b"\n"


def stripped(change: Change, *names: str) -> Change:
    """The same change without some of its values: id and signature hold."""
    return replace(change, values={n: v for n, v in change.values.items() if n not in names})


def member(writer: str, scope: str, data: bytes, first: int = 1) -> Source:
    """A member of lines under any number."""
    name = f"changes/{writer}/{scope}/{first:012}-{first:012}.jsonl"
    digest = hashlib.sha256(data).hexdigest()
    return Source(Member(name, len(data), digest), lambda: [data], (writer, scope, first, first, digest))


def members(changes: Iterable[Change]) -> list[Source]:
    """One member for each chain."""
    by_chain: dict[tuple[str, str], list[bytes]] = {}
    for change in changes:
        by_chain.setdefault((change.writer, change.scope), []).append(line(change))
    return [member(*chain, b"".join(lines)) for chain, lines in sorted(by_chain.items())]


_counter = itertools.count(1)


def pack(
    folder: Path, to: Vault, signer: Vault | Forger, sources: Sequence[Source], keys: Iterable[str] = (), **more: Any
) -> Written:
    """A package that holds in every point, whatever it carries. ``keys`` are public keys of the writers inside."""
    key = signer.key if isinstance(signer, Forger) else signer.me.key
    identity = to.office.receive if to.office else to.me.identity
    assert to.card is not None
    known = [key.public.hex(), *keys]
    manifest = Manifest(
        kind="return",
        package=secrets.token_hex(16),
        created=NOW,
        key=key.public.hex(),
        writer=key.writer_id,
        sender="ab" * 16,
        made_for=places.mine(to) or "office",
        counter=next(_counter),
        to=(Addressee(identity.recipient),),
        office=to.card.fingerprint,
        practice=to.practice,
        keys={hashlib.sha256(bytes.fromhex(k)).hexdigest()[:32]: k for k in known},
        series=("34" * 16, 1, 1),
    )
    return package.write(folder, replace(manifest, **more), sources, key)


def send(folder: Path, to: Vault, signer: Vault | Forger, changes: Iterable[Change], **more: Any) -> receive.Received:
    """Let a vault take in what was made by hand."""
    return receive.receive(to, pack(folder, to, signer, members(changes), **more).path)


@dataclass
class Scene:
    """An office, an honest laptop of one village, and a laptop of another village that has turned."""

    table: Table
    office: Vault
    honest: Vault
    bad: Vault
    village: str
    other: str

    @property
    def stick(self) -> Path:
        """One stick for all."""
        return self.table.stick()

    @property
    def scope(self) -> str:
        """The scope both villages' laptops are not: that of the honest one."""
        return f"village-{self.village}"

    def forger(self) -> Forger:
        """The attacker's own program."""
        return Forger.of(self.bad)

    def hit(self, *changes: Change, at: Vault | None = None, **more: Any) -> receive.Received:
        """Send hand-made changes of the attacker to the office, or to ``at``."""
        return send(self.stick, at or self.office, self.bad, changes, **more)

    def handed(self, frm: Vault) -> None:
        """The honest round trip: a return to the office."""
        from app.sync import returning

        for made in returning.write(frm, self.stick):
            receive.receive(self.office, made.path)


def scene(folder: Path) -> Scene:
    """Everybody enrolled and with the roster in hand."""
    table = Table(folder)
    office = table.office()
    recs = []
    for name in ("石桥村", "王庄村"):
        recs.append(new_record_id())
        office.write([NewChange("village", recs[-1], f"village-{recs[-1]}", {"name": name, "town": "清河镇"})])
    honest, bad = table.laptop("honest", "李守正", "X001"), table.laptop("bad", "钱有得", "X002")
    for laptop, rec in ((honest, recs[0]), (bad, recs[1])):
        receive.receive(office, enrolment.write(laptop, table.stick()).path)
        waiting = enrolment.enrolments(office)
        enrolment.confirm(office, waiting[-1].row, Registration(villages=[rec]))
    for laptop in (honest, bad):
        assigned(office, laptop, table.stick())
    return Scene(table, office, honest, bad, recs[0], recs[1])


def assigned(office: Vault, laptop: Vault, folder: Path) -> Written:
    """The office's assignment for a laptop, taken in there."""
    from app.sync import assignment

    roster = office.roster().writers[laptop.me.writer_id]
    made = assignment.write(office, folder, places.laptops(office)[roster.laptop])
    for one in made:
        receive.receive(laptop, one.path)
    return made[0]
