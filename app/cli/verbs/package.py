"""``satchel package``: look into one without taking it in."""

import argparse
from pathlib import Path

from app.cli import entering
from app.cli.voice import Answer, Voice
from app.errors import NotFoundError


def inspect(args: argparse.Namespace, voice: Voice) -> Answer:
    """Check a package to its last byte and show what its signed manifest says; nothing is taken in."""
    from app.sync import manifest as manifests
    from app.sync import package, places, trust

    path = Path(args.file)
    if not path.is_file():
        raise NotFoundError(what="file", name=args.file)
    with entering.entered(args, voice) as session:
        checked = package.check(path, trust.desk(session.vault))
        found = checked.manifest
        place, person = places.place_of(session.vault, found.writer), session.vault.person_of(found.writer)
        name = places.names(session.vault).get(person, "")
    from app.records import canonical

    data = {
        "file": str(path),
        "sha256": checked.sha256,
        "size": checked.size,
        "sum_differs": checked.sum_differs,
        "from_place": place,
        "from_person": person,
        "manifest": canonical.read(manifests.write(found)),
    }
    chains = [(w, s, c) for w, scopes in found.chains.items() for s, c in scopes.items()]
    lines = voice.pairs(
        [
            ("sort", voice.say(f"kind-{found.kind}")),
            ("from", f"{place} {name}".strip() or found.writer),
            ("for", found.made_for),
            ("counter", found.counter),
            ("practice", voice.say("yes") if found.practice else ""),
            ("changes", sum(c["to"] - c["from"] + 1 for _, _, c in chains)),
            ("chains", len(chains)),
            ("blobs", len(found.blobs)),
            ("bytes", checked.size),
            ("sha256", checked.sha256),
        ]
    )
    lines += [f"  {w}  {s}  {c['from']}-{c['to']}" for w, s, c in chains]
    lines.append(voice.say("intact") if not checked.sum_differs else voice.say("sum-differs"))
    return Answer(data, lines)
