"""Rule of rule set 1 about documents asked of a village (F12): G24, as far as it can be cited.

Source of the gate: the forms' field dictionary §2.4. The way out for who refuses even the statement follows 拒签 of a
talk: two inspectors who were present are named.
"""

from app.records.change import Change
from app.records.decided import Cited, persons, present, said
from app.records.kinds import Kind
from app.records.roster import Roster
from app.records.verdicts import Verdict, irregular

STATEMENT_FIELDS = ("statement", "statement_kind", "witnesses")
REFUSED = "refused"  # the code of `statement_kind` that says: not even a statement
WITNESSES = 2


def gate_24(change: Change, kind: Kind, cited: Cited, roster: Roster) -> Verdict | None:
    """Refuse “does not exist” and “refused” without a statement, or two of the roster who saw it refused too."""
    step = kind.step(change.step["name"]) if change.step else None
    if step is None or "G24" not in step.gates:
        return None
    if said(change, "statement_kind", cited) != REFUSED:
        return None if present(change, "statement", cited) else irregular("G24", why="statement")
    there = {one for one in persons(change, "witnesses", cited) if one in roster.inspectors}
    return None if len(there) >= WITNESSES else irregular("G24", why="witnesses", persons=sorted(there))


RULES = (gate_24,)
