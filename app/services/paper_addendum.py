"""The sheet of an addendum (F15 补充记录): what was added to a signed talk, and which signed copy it belongs to."""

from typing import TYPE_CHECKING

from app.records.change import Change
from app.reports import papers
from app.reports.talk import Addendum, Signing
from app.services.paper_facts import PaperFacts
from app.services.paper_log import PaperLog
from app.storage.types import Record

if TYPE_CHECKING:
    from app.services.session import Session

DIGEST = 16  # hex digits of the signed record's change, enough to tell it from every other
NOT_PRINTED = "（签字件不是本机印制）"


def addendum_of(session: "Session", facts: PaperFacts, log: PaperLog, record: Record) -> Addendum:
    """Return what the sheet of one addendum says.

    Raises:
        NotFoundError: the talk it belongs to is not here.
    """
    talk = facts.record(record.parent)
    words, about = facts.words(record), facts.talk(talk)
    locked = session.vault.change(talk.lock) if talk.lock else None
    signed = str(record.values.get("signed_change") or talk.lock)
    return Addendum(
        number=facts.number(record),
        talk=about.number or talk.rec[:8],
        name=about.name,
        when=about.when,
        copy=_copy(log, talk, locked),
        digest=signed[:DIGEST],
        sort=words["sort"],
        at=words["at"],
        author=words["author"],
        witness=words["witness"],
        reason=words["reason"],
        text=words["text"],
        signing=_signing(about.signing),
    )


def _copy(log: PaperLog, talk: Record, locked: Change | None) -> str:
    """Number of the last copy printed before the signature: the one that was signed."""
    until = locked.clock[0] if locked else None
    return log.last_copy(talk.rec, papers.form("talk_sheet"), until) or NOT_PRINTED


def _signing(of_talk: Signing) -> Signing:
    """As the talk was signed; whoever refused then may sign now."""
    return Signing.SIGNED if of_talk is Signing.REFUSED else of_talk
