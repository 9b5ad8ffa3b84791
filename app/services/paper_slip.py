"""The handover slip of a package, from what the vault noted when it wrote it."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from app.reports import showing
from app.reports.slip import ChainEnd, Slip
from app.services import handover_second
from app.storage.types import Chain, PackageRecord
from app.sync.manifest import OFFICE, Manifest, read

if TYPE_CHECKING:
    from app.services.session import Session

KINDS = {
    "enrolment": "本机登记",
    "assignment": "任务包",
    "return": "上交包",
    "receipt": "回执",
    "decisions": "办公室决定",
}
SCOPES = {"common": "公共", "clues": "线索", "log": "操作日志"}


def slip_of(session: "Session", package: str) -> Slip:
    """Return the slip of a package by its id.

    Raises:
        NotFoundError: this vault wrote no such package.
    """
    found = handover_second.written(session, package)
    return _slip(session, found, read(found.manifest))


def _slip(session: "Session", package: PackageRecord, manifest: Manifest) -> Slip:
    chains = [chain for scopes in manifest.chains.values() for chain in scopes.values()]
    blobs = [member for member in manifest.members if member.name.startswith("blobs/")]
    laptop = f"（{session.laptop}）" if session.laptop else ""
    tips = {
        writer: {scope: Chain(writer, scope, int(one["to"]), str(one["head"])) for scope, one in scopes.items()}
        for writer, scopes in manifest.chains.items()
    }
    second = handover_second.checked(session, package)
    return Slip(
        package=package.id,
        kind=KINDS.get(manifest.kind, manifest.kind),
        file=str(package.details.get("file") or f"{package.id}.satchel"),
        sha256=package.sha256,
        counter=package.counter,
        sender=f"{session.name_of(session.person)}{laptop}",
        recipient="巡察办" if manifest.made_for == OFFICE else f"电脑 {manifest.made_for}",
        written=showing.milliseconds(manifest.created),
        changes=sum(int(chain["to"]) - int(chain["from"]) + 1 for chain in chains),
        attachments=len(blobs),
        size=int(package.details.get("size") or 0),
        part=(manifest.series[1], manifest.series[2]),
        chains=tuple(ends(session, tips)),
        drafts=tuple((session.name_of(person) or "未登记人员", count) for person, count in manifest.drafts),
        second=second.name or "未登记人员" if second else "",
        by_passphrase=second is not None and second.by_passphrase,
        checked=showing.milliseconds(second.at) if second else "",
    )


def ends(session: "Session", tips: Mapping[str, Mapping[str, Chain]]) -> list[ChainEnd]:
    """Last change of each chain, people by name, scopes by village."""
    found = []
    for writer, scopes in sorted(tips.items()):
        entry = session.vault.roster().writers.get(writer)
        name = session.name_of(session.vault.person_of(writer)) or writer[:8]
        for scope, chain in sorted(scopes.items()):
            laptop = f"（{entry.laptop}）" if entry and entry.laptop else ""
            found.append(ChainEnd(name + laptop, _scope(session, scope), chain.n, chain.id))
    return found


def _scope(session: "Session", scope: str) -> str:
    village = session.vault.record(scope.removeprefix("village-")) if scope.startswith("village-") else None
    return str(village.values.get("name")) if village else SCOPES.get(scope, scope)
