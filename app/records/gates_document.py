"""Gates of documents and evidence as the window asks them: G24, loans that are out, copies without their statement."""

from collections.abc import Iterator, Mapping

from app.records.gates import Gate, Situation, Unmet
from app.records.values import is_empty

COPIES = ("copy", "photo")


def _gate_24(at: Situation) -> Iterator[Unmet]:
    """Who has no such document, or refuses it, says so in writing (soft)."""
    if is_empty(at.values.get("statement")):
        yield Unmet("G24", hard=False)


def _loans(at: Situation) -> Iterator[Unmet]:
    """A document is back only when every loan of it is back and both sides signed."""
    loans = at.children.get("document_loan", ())
    out = [loan for loan in loans if is_empty(loan.get("returned_on")) or not loan.get("return_signed")]
    if out:
        yield Unmet("loans", {"count": len(out)})


def _copy(at: Situation) -> Iterator[Unmet]:
    """A copy carries the statement that it agrees with the original, and the signature of who provided it (F24)."""
    if at.values.get("sort") in COPIES and not (at.values.get("agrees") and at.values.get("provider_signed")):
        yield Unmet("copy", hard=False)
    if "evidence_page" in at.children and not at.children["evidence_page"]:
        yield Unmet("no-pages", hard=False)


GATES: Mapping[str, Gate] = {"G24": _gate_24, "loans": _loans, "copy": _copy}
