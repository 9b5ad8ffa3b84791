"""Gates of documents and evidence as the window asks them: G24, loans that are out, copies without their statement."""

from collections.abc import Collection, Iterator, Mapping

from app.records.gates import Gate, Situation, Unmet, Values
from app.records.rules_document import REFUSED, WITNESSES
from app.records.values import is_empty

COPIES = ("copy", "photo")


def accounted_for(values: Values, known: Collection[str] | None = None) -> bool:
    """Whether a document that is not there is accounted for: by a statement, or by two who saw it refused.

    ``known`` are the persons who count as witnesses; None takes whoever is named.
    """
    if values.get("statement_kind") != REFUSED:
        return not is_empty(values.get("statement"))
    named = set(values.get("witnesses") or ())
    return len(named if known is None else named & set(known)) >= WITNESSES


def _gate_24(at: Situation) -> Iterator[Unmet]:
    """Who has no such document, or refuses it, says so in writing; who refuses that too does so before two of us."""
    if accounted_for(at.values, at.roster.inspectors):
        return
    yield Unmet("G24-witnesses" if at.values.get("statement_kind") == REFUSED else "G24")


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
