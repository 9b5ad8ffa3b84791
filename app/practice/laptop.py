"""One practice vault on this laptop, as it stands in the middle of a round: the window's one click."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from dataclasses import field as of
from pathlib import Path

from app.practice import answers, field, matters, names
from app.practice import team as teams
from app.practice import village as villages
from app.practice.dice import Dice
from app.practice.team import Inspector, Team
from app.practice.village import Village
from app.records.change import COMMON
from app.security import card as cards
from app.security import kdf
from app.security.card import OfficeCard
from app.security.keys import Identity, WriterKey
from app.storage import opening
from app.storage.composing import OfficeKeys
from app.storage.database import now
from app.storage.memory import InstallationMemory
from app.storage.types import Founder, NewChange
from app.storage.vault import Vault

PASSPHRASE = "lianxi yong de kouling 2468"  # noqa: S105 - for practice, printed in the manual; it protects nothing
VILLAGES, MEGABYTES = 2, 20
LAPTOP, OTHER = "1", "2"
Write = Callable[[Sequence[NewChange]], object]


@dataclass(frozen=True, slots=True)
class Hands:
    """Who writes in the practice vault besides me: the office, a colleague at another laptop, and who signs here."""

    office: WriterKey
    colleague: WriterKey
    recipient: str  # the colleague's; that laptop is not here, so nobody opens what is sealed to it alone
    signers: Mapping[str, WriterKey] = of(default_factory=dict)  # by record id of the person


def start(
    folder: Path,
    memory: InstallationMemory,
    *,
    seed: int = 1,
    megabytes: int = MEGABYTES,
    clock: Callable[[], int] = now,
) -> tuple[Path, str, str]:
    """Make a filled practice vault; see `app.practice.start`."""
    free = _free(folder)
    dice = Dice(seed, teams.today_of(clock()))
    team = teams.team(dice, laptops=2)
    me = team.people[0]
    keys = OfficeKeys(WriterKey.generate(), Identity.generate(), Identity.generate())
    card = OfficeCard(
        names.OFFICE,
        keys.key.public,
        receive=(keys.receive.recipient,),
        recover=(keys.recover.recipient,),
        practice=True,
        made=clock(),
    )
    vault = opening.create(
        free,
        Founder(me.rec, me.name, me.staff),
        PASSPHRASE,
        memory=memory,
        card=card,
        cost=cost(),
        practice=True,
        clock=clock,
    )
    with vault:
        vault.put_secret("card signature", cards.sign(card, keys.key))
        signers = {p.rec: WriterKey.generate() for p in matters.signers(team)}
        hands = Hands(keys.key, WriterKey.generate(), Identity.generate().recipient, signers)
        build(vault, team, dice, hands, megabytes=megabytes)
    return free, me.staff, PASSPHRASE


def cost() -> kdf.KdfCost:
    """Costs for a passphrase that is no secret: the least that the format admits."""
    return kdf.testing_cost() if kdf.testing() else kdf.KdfCost(kdf.LEAST, kdf.DEFAULT.t, kdf.DEFAULT.p)


def build(vault: Vault, team: Team, dice: Dice, hands: Hands, *, megabytes: int = MEGABYTES) -> tuple[Village, ...]:
    """Fill a laptop's practice vault: what the office sent, field work, a conflict, an irregular talk, a draft."""
    made = tuple(villages.village(dice, number) for number in range(VILLAGES))
    me, colleague = team.people[0], team.people[1]
    readers = vault.card.receive if vault.card else ()
    office = _as(vault, hands.office, readers)
    theirs = _as(vault, hands.colleague, (hands.recipient, *readers))
    office(_roster(vault, team, dice, made, hands))
    for village in made:
        office(field.prepared(village, team, team.people[village.number % 2]))
        write = theirs if village.number % 2 else vault.write
        for piece in field.work(vault, village):
            write(piece)
        for piece in matters.work(vault, village, team, team.people[village.number % 2]):
            write(piece)
    by = {rec: _as(vault, key, (hands.recipient, *readers)) for rec, key in hands.signers.items()}
    for who, signed in matters.hands(vault.record, made[0], team, me):
        by.get(who.rec, vault.write)(signed)
    for village in made:
        write = theirs if village.number % 2 else vault.write
        for piece in answers.surveyed(village, [who.rec for who in team.people]):
            write(piece)
    _collide(vault, made[0], theirs)
    vault.write([field.recording(vault, made[0], megabytes)])
    allowed, signing = field.irregular(made[0], team, colleague)
    theirs(allowed)
    vault.ledger.write([signing], hands.colleague, [hands.recipient, *readers], force=True)
    vault.save_draft(field.draft(made[0], me.rec))
    vault.put_setting("village", made[0].rec)
    vault.put_setting("round", team.round)
    return made


def _as(vault: Vault, key: WriterKey, readers: Sequence[str]) -> Write:
    """Write with another's key, sealing to that person's readers, as if what they wrote had come by stick."""
    return lambda changes: vault.ledger.write(changes, key, list(readers), force=False)


def _roster(vault: Vault, team: Team, dice: Dice, made: tuple[Village, ...], hands: Hands) -> list[NewChange]:
    card = vault.card
    office = {"name": names.OFFICE, "region": names.COUNTY, "fingerprint": card.fingerprint if card else ""}
    mine = _writer(team.people[0], vault.me.key, vault.me.identity.recipient, LAPTOP, vault.memory.installation)
    other = _writer(team.people[1], hands.colleague, hands.recipient, OTHER, "")
    signers = [
        _writer(who, hands.signers[who.rec], hands.recipient, LAPTOP, "")
        for who in team.people
        if who.rec in hands.signers
    ]
    records = teams.records(dice, team, tuple(v.rec for v in made))
    office_rec = (card.fingerprint if card else dice.rec("office"))[:32]
    officer = NewChange("inspector", team.officer.rec, COMMON, teams.entry(dice, team, team.officer))
    first = [NewChange("office", office_rec, COMMON, office), *records, officer, mine, other, *signers]
    return [replace(change, as_office=False) for change in first]  # the key says who writes


def _writer(person: Inspector, key: WriterKey, recipient: str, laptop: str, installation: str) -> NewChange:
    fields = {"person": person.rec, "laptop": laptop, "key": key.public.hex(), "recipient": recipient}
    if installation:
        fields["installation"] = installation
    return NewChange("writer", key.writer_id, COMMON, fields)


def _collide(vault: Vault, village: Village, colleague: Write) -> None:
    theirs, mine = field.edits(vault, village, 1), field.edits(vault, village, 0)
    before = field.held_before(vault, mine)
    colleague(theirs)
    vault.write([replace(change, sup={n: before[change.rec, n] for n in change.fields}) for change in mine])


def _free(folder: Path) -> Path:
    if not folder.exists() or not any(folder.iterdir()):
        return folder
    numbered = (folder.with_name(f"{folder.name}-{number}") for number in range(2, 10_000))
    return next(path for path in numbered if not path.exists())
