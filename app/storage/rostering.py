"""The newest roster held, gathered from the views of its kinds and the office card."""

from typing import TYPE_CHECKING, Any

from app.records import judge as judging
from app.records.change import COMMON
from app.records.judge import Roster
from app.records.kinds import kinds
from app.storage import views
from app.storage.database import Connection

if TYPE_CHECKING:
    from collections.abc import Mapping


def read_roster(connection: Connection, office_key: str, suffix: str = "") -> Roster:
    """Gather the roster from its views; who was taken off a list stays, or old signatures would turn irregular."""
    people: dict[str, Mapping[str, Any]] = {}
    writers: dict[str, Mapping[str, Any]] = {}
    for code, found in (("inspector", people), ("writer", writers)):
        kind = kinds()[code]
        names = [f.name for f in kind.fields]
        columns = ", ".join(["rec", *(views.column(n) for n in names)])
        # nobody of the roster is a part of anything; what says so is somebody's mischief under the same id
        query = f"SELECT {columns} FROM {views.table(code, suffix)} WHERE scope = ? AND parent = '' ORDER BY rec"
        for row in connection.execute(query, (COMMON,)):
            values = {f.name: views.from_column(f, v) for f, v in zip(kind.fields, row[1:], strict=True)}
            found[row[0]] = values
    return judging.roster_from(office_key, people, writers)
