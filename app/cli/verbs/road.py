"""The road by stick: assignment, return, receipt and decisions, receiving, and the one button."""

import argparse
import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app import words
from app.cli import entering
from app.cli.voice import Answer, Voice, table
from app.errors import AppError, NotFoundError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from app.services.handover_facts import Outcome, Refused
    from app.services.session import Session
    from app.storage.vault import Vault
    from app.sync.package import Written
    from app.sync.places import Place
    from app.sync.receive import Received


def assign(args: argparse.Namespace, voice: Voice) -> Answer:
    """Write the assignment (任务包) of each laptop, or of those named."""
    from app.sync import assignment

    with entering.entered(args, voice) as session:
        _admit(session.vault, Path(args.to))
        made = []
        for place in _laptops(session.vault, args.laptop):
            made += assignment.write(session.vault, Path(args.to), place)
    return _sent(made, voice)


def pack(args: argparse.Namespace, voice: Voice) -> Answer:
    """Write a return (上交包) for the office, or for another laptop of the group."""
    from app.sync import places, returning
    from app.sync.returning import Packing

    with entering.entered(args, voice) as session:
        vault = session.vault
        _admit(vault, Path(args.to))
        place = places.office(vault) if args.place == "office" else _laptops(vault, [args.place])[0]
        made = returning.write(vault, Path(args.to), place, Packing(whole=args.whole))
        left = _drafts(session)
    answer = _sent(made, voice)
    lines = [*answer.lines, *(voice.say("drafts-left", **d) for d in left if not d["mine"])]
    return Answer({**answer.data, "drafts": left}, lines)


def acknowledge(args: argparse.Namespace, voice: Voice) -> Answer:
    """Write receipts (回执) for what has none yet and, at the office, decisions the laptops lack."""
    from app.sync import decisions, receipts, sending

    with entering.entered(args, voice) as session:
        vault, folder, made = session.vault, Path(args.to), []
        _admit(vault, folder)
        for place in _laptops(vault, args.laptop):
            if receipts.unanswered(vault, place):
                made += receipts.write(vault, folder, place)
            if vault.office is not None and sending.is_due(vault, folder, decisions.gather(vault, place), place):
                made += decisions.write(vault, folder, place)
    return _sent(made, voice)


def receive(args: argparse.Namespace, voice: Voice) -> Answer:
    """Take packages in: files, or every one in a folder. What came before is “already here”."""
    from app.services.handover_facts import Refused
    from app.sync import receive as receiving
    from app.sync import unreadable
    from app.sync.refusals import NotAddressedHereError, PackageRefusedError

    files, in_folders = _files(args.path)
    taken: list[Received] = []
    refused: dict[str, Refused] = {}
    others: list[str] = []
    with entering.entered(args, voice) as session:
        for folder in dict.fromkeys(path.parent for path in files):
            _admit(session.vault, folder)
        mine = {str(p.details.get("file")) for p in session.vault.packages("out")}
        waiting = [p for p in files if not (p in in_folders and p.name in mine)]
        while waiting:
            before, again = len(taken), []
            for path in waiting:
                refused.pop(path.name, None)
                try:
                    with unreadable.told_apart(path):
                        taken.append(receiving.receive(session.vault, path))
                except PackageRefusedError as error:
                    if path in in_folders and isinstance(error, NotAddressedHereError):
                        others.append(path.name)  # a stick carries packages for several places
                        continue
                    refused[path.name] = Refused(path.name, error)
                    again += [path] if error.code == "unknown-signer" else []
            # an assignment that was read after it may have registered a signer unknown a moment ago
            waiting = again if len(taken) > before else []
        for one in refused.values():
            session.vault.log("refuse", detail={"file": one.file, "why": one.error.code})
    return _received(taken, list(refused.values()), others, voice)


def hand_over(args: argparse.Namespace, voice: Voice) -> Answer:
    """The one button of the window: read what came, write what has to go, and read it back."""
    from app.services.handover import HandoverService

    with entering.entered(args, voice) as session:
        outcome = HandoverService(session).hand_over(Path(args.stick), to=args.place)
        return _outcome(outcome, voice)


# ---- parts


def _admit(vault: "Vault", folder: Path) -> None:
    """Demand that the office's rule lets this stick be used; in the window `HandoverService` does.

    Raises:
        UnregisteredStickError: it refuses sticks that are not in the register.
    """
    from app.sync import drives, register, stick

    with stick.told(folder):
        register.admit(vault, drives.folder(folder))


def written(made: "Iterable[Written]") -> list[dict[str, Any]]:
    """Facts of packages that were written."""
    return [
        {
            "file": str(one.path),
            "sha256": one.sha256,
            "size": one.size,
            "kind": str(one.manifest.kind),
            "package": one.manifest.package,
            "for": one.manifest.made_for,
            "counter": one.manifest.counter,
            "changes": sum(c["to"] - c["from"] + 1 for chains in one.manifest.chains.values() for c in chains.values()),
            "blobs": len(one.manifest.blobs),
        }
        for one in made
    ]


def _sent(made: "Iterable[Written]", voice: Voice) -> Answer:
    packages = written(made)
    if not packages:
        return Answer({"packages": []}, [voice.say("nothing-to-send")])
    rows = [
        [
            Path(p["file"]).name,
            voice.say(f"kind-{p['kind']}"),
            str(p["for"]),
            str(p["changes"]),
            str(p["blobs"]),
            str(p["size"]),
        ]
        for p in packages
    ]
    head = [voice.say(code) for code in ("file", "sort", "for", "changes", "blobs", "bytes")]
    return Answer({"packages": packages}, table([head, *rows]))


def _received(taken: "Sequence[Received]", refused: "Sequence[Refused]", others: list[str], voice: Voice) -> Answer:
    data = {
        "received": [dataclasses.asdict(one) for one in taken],
        "refused": [_trouble(one.file, one.error, voice) for one in refused],
        "others": others,
    }
    lines = [*_taken(taken, voice), *(f"{one.file}: {words.words(one.error, voice.language)}" for one in refused)]
    lines += [voice.say("others", count=len(others))] if others else []
    return Answer(data, lines or [voice.say("nothing-new")], refused[0].error if refused else None)


def _taken(taken: "Sequence[Received]", voice: Voice) -> list[str]:
    if not taken:
        return []
    head = [voice.say(code) for code in ("file", "sort", "from", "state", "new", "blobs", "waiting", "conflicts")]
    rows = [
        [
            one.file,
            voice.say(f"kind-{one.kind}"),
            one.place,
            voice.say(f"state-{one.state}"),
            str(one.arrived.changes_new),
            str(one.arrived.blobs_new),
            str(one.arrived.waiting),
            str(one.arrived.conflicts),
        ]
        for one in taken
    ]
    aside = sum(one.set_aside for one in taken)
    return [*table([head, *rows]), *([voice.say("aside", count=aside)] if aside else [])]


def _outcome(outcome: "Outcome", voice: Voice) -> Answer:
    read = _received(outcome.read, outcome.refused, [""] * outcome.others, voice)
    sent = [dataclasses.asdict(one) for one in outcome.written]
    gaps = [dataclasses.asdict(one) for one in outcome.gaps]
    data = {**read.data, "others": outcome.others, "packages": sent, "gaps": gaps}
    rows = [
        [one.file, voice.say(f"kind-{one.kind}"), one.place, str(one.changes), str(one.blobs), str(one.size)]
        for one in outcome.written
    ]
    head = [voice.say(code) for code in ("file", "sort", "for", "changes", "blobs", "bytes")]
    lines = [*read.lines, *(table([head, *rows]) if rows else [])]
    lines += [
        voice.say("gap", place=g.place, counters=", ".join(map(str, g.counters)), changes=g.changes, blobs=g.blobs)
        for g in outcome.gaps
    ]
    return Answer(data, lines, read.trouble)


def _trouble(file: str, error: AppError, voice: Voice) -> dict[str, str]:
    return {"file": file, "code": error.code, "message": words.words(error, voice.language)}


def _drafts(session: "Session") -> list[dict[str, Any]]:
    from app.services.handover import HandoverService

    return [dataclasses.asdict(one) for one in HandoverService(session).drafts()]


def _laptops(vault: "Vault", codes: list[str] | None) -> "list[Place]":
    from app.sync import places

    known = places.laptops(vault)
    for code in codes or ():
        if code not in known:
            raise NotFoundError(what="laptop", name=code)
    mine = places.mine(vault)
    return [place for code, place in known.items() if (code in codes if codes else code != mine)]


def _files(given: list[str]) -> tuple[list[Path], set[Path]]:
    """Files to read, and which of them were found in a folder rather than named."""
    found: list[Path] = []
    in_folders: set[Path] = set()
    for text in given:
        path = Path(text)
        if path.is_dir():
            inside = sorted(p for p in path.iterdir() if p.name.endswith(".satchel") and p.is_file())
            in_folders.update(inside)
            found += inside
        elif path.is_file():
            found.append(path)
        else:
            raise NotFoundError(what="file", name=text)
    return found, in_folders
