"""Gates of findings as the window asks them: G07 to G11, and what the text itself does not say (soft)."""

import re
from collections.abc import Iterator, Mapping

from app.records import checks, kinds
from app.records.check_patterns import Point
from app.records.gates import Gate, Situation, Unmet, Values
from app.records.rules_finding import EXACT, HANDLING, SEEN, SOURCE, SOURCE_FIELDS
from app.records.values import is_empty

# The step a state leads to on the way of signatures.
NEXT = {"draft": "sign", "one_signed": "countersign", "signed": "review", "reviewed": "approve"}
TELLS_SOURCE = re.compile("举报|反映人|反映称|来信|来访|来电|信访|匿名|线索|群众反映|村民反映|据谈话|谈话对象|被谈话人")


def pointing(at: Situation) -> list[Values]:
    """Return the sources that point to something kept here."""
    sources = at.children.get(SOURCE, ())
    return [one for one in sources if any(not is_empty(one.get(name)) for name in SOURCE_FIELDS)]


def independent(sources: list[Values]) -> int:
    """Count sources that do not come from one person or paper: by their mark of origin, else by what they point to."""
    order = ("origin", "interview", "evidence", "document", "line")
    return len({next(str(one[name]) for name in order if not is_empty(one.get(name))) for one in sources})


def _gate_07(at: Situation) -> Iterator[Unmet]:
    """A finding rests on a source (hard), better on two that do not come from one mouth (soft)."""
    sources = pointing(at)
    if not sources:
        yield Unmet("G07")
    elif independent(sources) < 2:
        yield Unmet("G07-two", {"count": independent(sources)}, hard=False)


def _gate_08(at: Situation) -> Iterator[Unmet]:
    """Two handlers, deputy, leader: four persons, each on the same text."""
    step = NEXT.get(at.state or "draft", "")
    if at.signer not in at.roster.inspectors:
        yield Unmet("G08-person")
        return
    roles = next((s.roles for s in kinds.kind("finding").steps if s.name == step), ())
    if roles and at.roster.inspectors[at.signer].role not in roles:
        yield Unmet(f"G08-{roles[0]}")
        return
    if any(not signature.whole for signature in at.signatures):
        yield Unmet("G08-stale")
        return
    handlers = {s.person for s in at.signatures if s.step in HANDLING}
    if step == "countersign" and handlers == {at.signer}:
        yield Unmet("G08-handlers")
    if step in {"review", "approve"}:
        earlier = {s.person for s in at.signatures}
        if len(handlers) < 2:
            yield Unmet("G08-handlers")
        if at.signer in earlier:
            yield Unmet("G08-same")


def _gate_09(at: Situation) -> Iterator[Unmet]:
    """Four exact points (四准确), each in a field of its own."""
    for point in _empty(at, EXACT):
        yield Unmet(f"G09-{point}")


def _gate_10(at: Situation) -> Iterator[Unmet]:
    """Person, act, time, place, figure and source (见人见事见数据), each in a field of its own."""
    for point in _empty(at, SEEN):
        yield Unmet(f"G10-{point}")
    if not pointing(at):
        yield Unmet("G10-evidence")


def _gate_11(at: Situation) -> Iterator[Unmet]:
    """Only what the leader approved is put forward."""
    if is_empty(at.values.get("findings")):
        yield Unmet("G11-none")
    elif at.unapproved:
        yield Unmet("G11", {"names": "、".join(at.unapproved)})


def _exact(at: Situation) -> Iterator[Unmet]:
    return _gaps(at, checks.EXACT)


def _seen(at: Situation) -> Iterator[Unmet]:
    # when and where are among the four exact points, which the same step asks
    return _gaps(at, tuple(point for point in checks.SEEN if point not in checks.EXACT))


def _gaps(at: Situation, points: tuple[Point, ...]) -> Iterator[Unmet]:
    for gap in checks.look(at.values, points, len(pointing(at))):
        yield Unmet(gap.rule, {"said": gap.said} if gap.said else {}, hard=False)


def _no_source(at: Situation) -> Iterator[Unmet]:
    """Facts shown to the village name neither a source nor anybody who told (soft: words are only a hint)."""
    told = TELLS_SOURCE.search(f"{at.values.get('facts') or ''} {at.values.get('summary') or ''}")
    if told:
        yield Unmet("no-source", {"said": told[0]}, hard=False)


def _empty(at: Situation, points: Mapping[str, tuple[str, ...]]) -> list[str]:
    clear = {name for name, value in at.values.items() if not is_empty(value)} - set(at.conflicts)
    return [point for point, names in points.items() if not clear & set(names)]


GATES: Mapping[str, Gate] = {
    "G07": _gate_07,
    "G08": _gate_08,
    "G09": _gate_09,
    "G10": _gate_10,
    "G11": _gate_11,
    "exact": _exact,
    "seen": _seen,
    "no-source": _no_source,
}
