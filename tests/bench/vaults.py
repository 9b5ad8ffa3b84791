"""Vaults of any size for measuring: made by receiving signed lines, as an office gets them."""

import gc
import itertools
import json
import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from app.jobs import Progress
from app.records.change import COMMON, Change, new_record_id, parse
from app.security import kdf, keys
from app.security.card import OfficeCard
from app.security.keys import Identity, WriterKey
from app.storage import opening
from app.storage.composing import OfficeKeys
from app.storage.memory import InstallationMemory
from app.storage.types import Draft, Founder, ListQuery, NewChange, PackageRecord
from app.storage.vault import Vault
from tests.bench.figures import Figure, best, p50, p95, seconds, tell
from tests.bench.journals import SCOPE, Pen, name

SECRET, STAFF = "量一量 口令 8642", "B001"
PIECE = 2000  # lines read, verified and staged together, as a package is


def make(home: Path, pens: list[Pen], cost: kdf.KdfCost) -> Vault:
    """An office's vault with these writers on its roster."""
    office = OfficeKeys(WriterKey.generate(), Identity.generate(), Identity.generate())
    card = OfficeCard("办", office.key.public, (office.receive.recipient,), (office.recover.recipient,), True, 1)  # noqa: FBT003
    me = Founder(new_record_id(), "周办", STAFF)
    vault = opening.create(
        home / "vault", me, SECRET, memory=InstallationMemory(home / "own"), card=card, office=office, cost=cost
    )
    entry = {"person": me.person, "recipient": vault.me.identity.recipient}
    people = NewChange("inspector", me.person, COMMON, {"name": "周办", "staff": STAFF}, as_office=True)
    writers = [
        NewChange("writer", key.writer_id, COMMON, {**entry, "key": key.public.hex()}, as_office=True)
        for key in (vault.me.key, *(pen.key for pen in pens))
    ]
    vault.write([people, *writers])
    return vault


def write_lines(path: Path, changes: Iterator[Change]) -> int:
    """Put lines into a file, so that none of this is in memory while it is measured."""
    count = 0
    with path.open("wb") as file:
        for change in changes:
            file.write(change.line())
            count += 1
    return count


def pieces(path: Path) -> Iterator[list[bytes]]:
    with path.open("rb") as file:
        while part := list(itertools.islice(file, PIECE)):
            yield part


def receive(vault: Vault, path: Path, public: dict[str, bytes], number: int) -> None:
    """Parse, verify every signature, stage, let appear, fold: what a package's lines go through."""
    package = PackageRecord(f"{number:032x}", "in", "return", "", "", number, "", 0, "staging", b"")
    staging = vault.staging(package)
    with keys.Verifier() as verifier:
        before: tuple[list[Change], Callable[[], list[bool]]] | None = None
        for lines in itertools.chain(pieces(path), ([],)):
            changes = []
            for line in lines:
                staging.give_way()
                changes.append(parse(line))
            now = verifier.begin([(public[c.writer], c.body_bytes, c.sig) for c in changes])
            if before is not None:
                assert all(before[1]())
                staging.add_lines(before[0])
            before = (changes, now)
    staging.finish()


def receiving(vault: Vault, path: Path, count: int, public: dict[str, bytes]) -> None:
    """Receive ``count`` changes of four fields each."""

    def verify() -> None:
        for lines in pieces(path):
            changes = [parse(line) for line in lines]
            keys.verify_many([(public[c.writer], c.body_bytes, c.sig) for c in changes])

    quiet(vault)
    alone = count / seconds(verify)
    ours = count / seconds(lambda: receive(vault, path, public, 1))
    label = "parse and verify alone"
    tell([Figure("receive changes", ours, label, alone, "/s", ">= 7,000/s", ours >= 7000, f"{count:,} changes")])


def rebuilding(vault: Vault, count: int) -> None:
    """Fold all views anew."""

    def read() -> None:
        with vault.database.read() as connection:
            for body, values in connection.execute("SELECT body, vals FROM change"):
                json.loads(body)
                json.loads(values)

    quiet(vault)
    gc.collect()
    alone, ours = count / seconds(read), count / seconds(lambda: vault.ledger.rebuild(Progress()))
    label = "read and parse the journal alone"
    tell([Figure("rebuild views", ours, label, alone, "/s", ">= 20,000/s", ours >= 20000, f"{count:,} changes")])


def quiet(vault: Vault) -> None:
    """As if nobody had typed for a while: background work may then take longer steps."""
    vault.database.turn.forget()


def unlocking(home: Path, vault: Vault, count: int) -> None:
    """Unlock with a real cost, against the key derivation alone."""
    cost = vault.header.slots[0].cost
    vault.close()
    ours = []
    for _ in range(3):
        begun = time.perf_counter()
        opened = opening.open_vault(home / "vault", STAFF, SECRET, memory=InstallationMemory(home / "own"))
        ours.append(time.perf_counter() - begun)
        opened.close()
    alone = best(lambda: kdf.derive(SECRET, STAFF, bytes(16), cost))
    more = min(ours) - alone
    limit = 0.15 if count <= 100_000 else 0.3
    at = f"+{more * 1000:.0f} ms, {count:,} changes"
    reach = f"<= Argon2id + {limit * 1000:.0f} ms"
    tell([Figure("unlock", min(ours) * 1000, "Argon2id alone", alone * 1000, "ms", reach, more <= limit, at)])


def saving(vault: Vault, path: Path, public: dict[str, bytes]) -> None:
    """Save drafts and changes while a package is received in another thread, against one bare durable insert."""
    import threading

    with vault.database.write() as connection:
        connection.execute("CREATE TABLE bare (row INTEGER PRIMARY KEY, text TEXT)")

    def bare() -> None:
        with vault.database.write() as connection:
            connection.execute("INSERT INTO bare (text) VALUES (?)", ("王庄" * 100,))

    alone = [seconds(bare) for _ in range(100)]
    person, at = vault.me.person, 0
    drafts: list[float] = []
    changes: list[float] = []
    for receiving_too in (False, True):
        taken: list[BaseException] = []

        def take(taken: list[BaseException] = taken) -> None:
            try:
                receive(vault, path, public, 2)
            except BaseException as error:  # noqa: BLE001 - told below
                taken.append(error)

        thread = threading.Thread(target=take)
        drafts, changes = [], []
        if receiving_too:
            thread.start()
        until = time.monotonic() + (60 if receiving_too else 2)
        while time.monotonic() < until and (thread.is_alive() or not receiving_too):
            rec = f"{at:032x}"
            fields = {"name": name(at), "note": "座谈时说起修路的钱" * 20}
            drafts.append(seconds(lambda r=rec, f=fields: vault.save_draft(Draft(person, r, SCOPE, "person", f))))
            changes.append(seconds(lambda r=rec: vault.commit_draft(r)))
            at += 1
            time.sleep(0.02)
        if receiving_too:
            thread.join()
            assert not taken, taken
        for what, found in (("draft", drafts), ("change", changes)):
            where = " while receiving" if receiving_too else ""
            for label, middle, reach in (("p50", p50, 5), ("p95", p95, 20)):
                ours, bare_one = middle(found) * 1000, middle(alone) * 1000
                tell(
                    [
                        Figure(
                            f"save a {what}{where} {label}",
                            ours,
                            "one bare durable insert",
                            bare_one,
                            "ms",
                            f"<= {reach} ms",
                            ours <= reach,
                            f"{len(found)} saves",
                        )
                    ]
                )


def notes(pens: list[Pen], count: int) -> Iterator[Change]:
    """Long notes: villagers with a memorandum of some 320 characters each."""
    dice = random.Random(4)  # noqa: S311 - text, not a secret
    words = [
        "低保",
        "修路",
        "承包",
        "账目",
        "书记",
        "补助",
        "会议",
        "危房",
        "水渠",
        "合同",
        "签字",
        "集体",
        "公示",
        "土地",
    ]
    words += [name(at) for at in range(400)]
    for at in range(count):
        text = "，".join("".join(dice.choices(words, k=5)) for _ in range(26)) + f"{dice.randrange(10**8):08d}"
        rec = f"{at + 10**9:032x}"
        values: dict[str, object] = {"name": name(at), "note": text, "post": "村民", "phone": f"139{at:08d}"}
        yield pens[at % len(pens)].write("person", rec, SCOPE, values, {})


def searching(vault: Vault, count: int) -> None:
    """Search long notes for pairs of words, names, digits, against a plain scan of the same text."""
    dice = random.Random(5)  # noqa: S311 - questions, not a secret
    questions = [name(dice.randrange(400)) for _ in range(30)] + [f"{dice.randrange(10**4):04d}" for _ in range(20)]
    questions += [f"{name(dice.randrange(400))} 低保" for _ in range(20)] + ["危房公示", "土地", "修路承包"]
    scan = "SELECT row FROM view_person WHERE scope = ? AND instr(f_note, ?) > 0 LIMIT 50"
    with vault.database.read() as connection:
        plain = [seconds(lambda q=q: connection.execute(scan, (SCOPE, q)).fetchall()) for q in questions[:20]]
    found = [seconds(lambda q=q: vault.search(q, scopes=[SCOPE])) for q in questions]
    ours, theirs = p95(found) * 1000, p95(plain) * 1000
    label = "a plain scan"
    tell([Figure("search p95", ours, label, theirs, "ms", "<= 20 ms", ours <= 20, f"{count:,} long notes, exact")])
    single = p95([seconds(lambda q=q: vault.search(q, scopes=[SCOPE])) for q in "王李张村钱人水"]) * 1000
    tell([Figure("search p95, one frequent character", single, label, theirs, "ms", "<= 50 ms", single <= 50)])


def listing(vault: Vault) -> None:
    """Ids of a long list and its first page, sorted and filtered."""
    count = vault.count(ListQuery("person"))
    with vault.database.read() as connection:
        alone = best(lambda: connection.execute("SELECT row FROM view_person").fetchall()) * 1000
    for what, query in (
        ("list, first page", ListQuery("person")),
        ("list sorted by name, first page", ListQuery("person", sort=("name", False))),
        ("list of one scope, filtered", ListQuery("person", scopes=(SCOPE,), filters={"post": "村民"})),
    ):
        ours = best(lambda q=query: vault.rows("person", vault.list(q)[:50])) * 1000
        label = "all row numbers, unsorted"
        tell([Figure(what, ours, label, alone, "ms", "<= 200 ms", ours <= 200, f"{count:,} rows")])
    ids = vault.list(ListQuery("person"))
    page = best(lambda: vault.rows("person", ids[len(ids) // 2 :][:50])) * 1000
    tell([Figure("one more page while scrolling", page, "all row numbers", alone, "ms", "<= 20 ms", page <= 20)])
