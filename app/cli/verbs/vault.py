"""``satchel vault``: make one, look at one, check it, copy it, bring it back through the office."""

import argparse
import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.cli import entering
from app.cli.troubles import FileTroubleError, MissingOptionError, VaultUnsoundError
from app.cli.voice import Answer, Voice

if TYPE_CHECKING:
    from app.security.keys import Identity
    from app.services.session import Session
    from app.storage.verifying import Finding


def create(args: argparse.Namespace, voice: Voice) -> Answer:
    """Make a vault: an office's with ``--office``, a laptop's with ``--card``."""
    from app.services.first_start import Answers, Road
    from app.services.setup import SetupService

    folder, number = entering.vault_folder(args), entering.staff(args, voice)
    if not args.name:
        raise MissingOptionError(option="--name")
    if not (args.office or args.card):
        raise MissingOptionError(option="--card / --office")
    setup = SetupService(entering.home(folder))
    card = None
    if not args.office:
        card = setup.read_card(Path(args.card))
        entering.compared(card.words, args.words, voice)
    secret = entering.new_passphrase(args, voice)
    if args.office and args.practice:
        session = _practice_office(setup, folder, args, secret)
    else:
        session = setup.make(
            Answers(
                road=Road.OFFICE if args.office else Road.LAPTOP,
                card=card,
                compared=True,
                office_name=args.office or "",
                card_folder=Path(args.card_to) if args.card_to else None,
                name=args.name,
                staff=number,
                passphrase=secret,
                again=secret,
                folder=folder,
            )
        )
    with session.vault:
        return _about(session, voice)


def _practice_office(setup: Any, folder: Path, args: argparse.Namespace, secret: str) -> "Session":
    """An office for practice: everything made with its card is marked 演练."""
    from app.records.change import new_record_id
    from app.security import card as cards
    from app.security import kdf
    from app.services.session import Session
    from app.services.setup import found_office
    from app.storage.types import Founder

    who = Founder(new_record_id(), args.name.strip(), kdf.tidy_staff_number(args.staff))
    vault, card, signature = found_office(folder, args.office, who, secret, memory=setup.memory, practice=True)
    if args.card_to:
        Path(args.card_to).mkdir(parents=True, exist_ok=True)
        cards.write(Path(args.card_to), card, signature)
    return Session(vault)


def info(args: argparse.Namespace, voice: Voice) -> Answer:
    """What the header says of a vault, and when a passphrase is given what is inside."""
    from app.security import header as headers

    folder = entering.vault_folder(args)
    if args.staff:
        with entering.entered(args, voice) as session:
            return _about(session, voice)
    header = headers.read(folder / headers.NAME)
    data: dict[str, Any] = {
        "folder": str(folder),
        "vault": header.vault,
        "practice": header.practice,
        "office": header.office,
        "slots": len(header.slots),
        "kdf": [{"m": s.cost.m, "t": s.cost.t, "p": s.cost.p} for s in header.slots],
        "recoverable": bool(header.recovery),
        "locked": True,
    }
    lines = voice.pairs(
        [
            ("vault", header.vault),
            ("practice", voice.say("yes") if header.practice else ""),
            ("office", header.office[:16]),
            ("slots", len(header.slots)),
            ("more", voice.say("with-passphrase")),
        ]
    )
    return Answer(data, lines)


def _about(session: "Session", voice: Voice) -> Answer:
    from app.records.kinds import kinds
    from app.storage.types import ListQuery

    vault = session.vault
    counts = {code: vault.count(ListQuery(code)) for code in kinds()}
    data = {
        "folder": str(vault.folder),
        "vault": vault.vault_id,
        "practice": vault.practice,
        "locked": False,
        "office": vault.card.fingerprint if vault.card else "",
        "office_name": vault.card.name if vault.card else "",
        "card_words": list(vault.card.words) if vault.card else [],
        "is_office": session.is_office,
        "person": session.person,
        "name": session.me_name,
        "role": session.role,
        "writer": vault.me.writer_id,
        "registered": session.registered,
        "laptop": session.laptop,
        "changes": sum(tip[0] for chains in vault.ledger.held().values() for tip in chains.values()),
        "records": {code: count for code, count in counts.items() if count},
        "conflicts": sum(vault.count(ListQuery(code, only="conflicts")) for code in kinds()),
        "irregular": sum(vault.count(ListQuery(code, only="irregular")) for code in kinds()),
        "waiting": len(vault.waiting()),
        "set_aside": len(vault.set_aside()),
        "forks": len(vault.forks()),
        "drafts": len(vault.drafts()),
        "packages": len(vault.packages()),
    }
    shown = [
        ("vault", vault.vault_id),
        ("practice", voice.say("yes") if vault.practice else ""),
        ("office", data["office_name"]),
        ("card-words", " ".join(vault.card.words) if vault.card else ""),
        ("person", session.me_name),
        ("writer", vault.me.writer_id if session.registered else voice.say("unregistered")),
        ("laptop", session.laptop),
        ("changes", data["changes"]),
        *((code, data[code]) for code in ("conflicts", "irregular", "waiting", "set_aside", "forks", "drafts")),
        ("packages", data["packages"]),
    ]
    lines = voice.pairs((code, value) for code, value in shown if value != 0)
    lines += ["", *_counted(counts, voice)]
    return Answer(data, lines)


def _counted(counts: dict[str, int], voice: Voice) -> list[str]:
    from app.cli.voice import table
    from app.records.kinds import kinds

    return table([[kinds()[code].plural.get(voice.language), str(count)] for code, count in counts.items() if count])


def verify(args: argparse.Namespace, voice: Voice) -> Answer:
    """Check every page, change, chain and attachment, and say what is wrong."""
    from app.storage import verifying
    from app.sync import cargo

    with entering.entered(args, voice) as session:
        vault = session.vault
        found = verifying.verify(vault, cargo.keys_of(vault, vault.ledger.held()))
    grave = sum(one.grave for one in found.findings)
    data = {
        "sound": found.sound,
        "changes": found.changes,
        "chains": found.chains,
        "signatures": found.signatures,
        "blobs": found.blobs,
        "blob_bytes": found.blob_bytes,
        "findings": [
            {**dataclasses.asdict(one), "details": dict(one.details), "message": _said(one, voice)}
            for one in found.findings
        ],
    }
    lines = [_said(one, voice) for one in found.findings]
    lines += voice.pairs((code, data[code]) for code in ("changes", "chains", "signatures", "blobs"))
    lines += [voice.say("sound")] if found.sound else []
    return Answer(data, lines, None if found.sound else VaultUnsoundError(count=grave))


def _said(finding: "Finding", voice: Voice) -> str:
    return voice.say(f"verify-{finding.code}", subject=finding.subject[:16], **finding.details)


def backup(args: argparse.Namespace, voice: Voice) -> Answer:
    """Make a checked copy inside the vault's own folder."""
    from app.storage import opening

    with entering.entered(args, voice) as session:
        folder = opening.backup(session.vault)
    return Answer({"backup": str(folder)}, [voice.say("backed-up", folder=folder)])


def confirm_office(args: argparse.Namespace, voice: Voice) -> Answer:
    """Say that this vault is the office's from now on, after it was restored or moved."""
    with entering.entered(args, voice) as session:
        why = session.vault.office_elsewhere
        session.vault.confirm_office()
    return Answer({"confirmed": bool(why), "why": why}, [voice.say("office-confirmed" if why else "office-here")])


def recover(args: argparse.Namespace, voice: Voice) -> Answer:
    """Open a vault with the office's recovery key and give a person a new slot."""
    from app.records.change import new_record_id
    from app.security import kdf
    from app.services.session import Session
    from app.storage import opening
    from app.storage.memory import InstallationMemory
    from app.storage.types import Founder

    folder, number = entering.vault_folder(args), entering.staff(args, voice)
    if not args.name:
        raise MissingOptionError(option="--name")
    identities, person = _recovery(args, voice, kdf.tidy_staff_number(number))
    who = Founder(person or new_record_id(), args.name.strip(), kdf.tidy_staff_number(number))
    secret = entering.new_passphrase(args, voice)
    with opening.recover(folder, identities, who, secret, memory=InstallationMemory(entering.home(folder))) as vault:
        answer = _about(Session(vault), voice)
    return Answer({**answer.data, "recovered": True}, [voice.say("recovered"), *answer.lines])


def _recovery(args: argparse.Namespace, voice: Voice, number: str) -> "tuple[list[Identity], str]":
    """The recovery identities, from a file or from the office's own vault; and who has that staff number there."""
    from app.security.keys import Identity

    if args.identity:
        try:
            text = Path(args.identity).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise FileTroubleError(path=args.identity, why=type(error).__name__) from error
        lines = (line.strip() for line in text.splitlines())
        return [Identity.from_text(line) for line in lines if line and not line.startswith("#")], ""
    if not args.office_vault:
        raise MissingOptionError(option="--identity / --office-vault")
    office = argparse.Namespace(
        vault=args.office_vault, staff=args.office_staff, passphrase_file=args.office_passphrase_file
    )
    with entering.entered(office, voice) as session:
        keys = session.vault.office
        roster = session.vault.roster().inspectors
        person = next((rec for rec, entry in roster.items() if entry.staff == number), "")
        return ([keys.recover] if keys else []), person
