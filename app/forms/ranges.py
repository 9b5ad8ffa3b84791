"""What a reader can work out of hidden counts: for each, the least and the most that agree with every known sum.

Hidden counts that stand in two sums each (a row and a column, a part and its total) are flows between those sums, so
their ranges follow exactly, in whole numbers, from the largest flows: no guess, no rounding (Gusfield, *A graph
theoretic approach to statistical data security*, SIAM J. Comput. 17, 1988).
"""

from collections import deque
from collections.abc import Hashable
from dataclasses import dataclass

Node = Hashable
ENDLESS = 1 << 40  # more than anybody counts


@dataclass(frozen=True, slots=True)
class Count:
    """A hidden count: in the sum of ``into`` with a plus, in that of ``out_of`` with a minus."""

    out_of: Node
    into: Node
    value: int


class Ranges:
    """Hidden counts and the sums that tie them; every node is a sum the reader knows."""

    def __init__(self, counts: dict[Hashable, Count]) -> None:
        self._counts = counts

    def of(self, name: Hashable) -> tuple[int, int]:
        """Least and most a hidden count can be."""
        count = self._counts[name]
        # one more here must be balanced by a way back round, along counts that grow or shrink in turn
        more = self._flow(count.into, count.out_of, name)
        less = self._flow(count.out_of, count.into, name)
        return max(0, count.value - less), min(ENDLESS, count.value + more)

    def _flow(self, start: Node, goal: Node, without: Hashable) -> int:
        if start == goal:
            return ENDLESS
        room: dict[Node, dict[Node, int]] = {}
        for name, count in self._counts.items():
            if name != without:
                _add(room, count.out_of, count.into, ENDLESS)
                _add(room, count.into, count.out_of, count.value)
        total = 0
        while total < ENDLESS and (way := _way(room, start, goal)):
            amount = min(room[a][b] for a, b in way)
            for a, b in way:
                room[a][b] -= amount
                room[b][a] += amount
            total += amount
        return min(total, ENDLESS)


def _add(room: dict[Node, dict[Node, int]], start: Node, goal: Node, amount: int) -> None:
    room.setdefault(start, {}).setdefault(goal, 0)
    room.setdefault(goal, {}).setdefault(start, 0)
    room[start][goal] = min(ENDLESS, room[start][goal] + amount)


def _way(room: dict[Node, dict[Node, int]], start: Node, goal: Node) -> list[tuple[Node, Node]]:
    """A shortest way with room left, or nothing."""
    came: dict[Node, Node] = {start: start}
    waiting = deque([start])
    while waiting:
        here = waiting.popleft()
        for there, left in room.get(here, {}).items():
            if left and there not in came:
                came[there] = here
                if there == goal:
                    return _back(came, start, goal)
                waiting.append(there)
    return []


def _back(came: dict[Node, Node], start: Node, goal: Node) -> list[tuple[Node, Node]]:
    way = []
    while goal != start:
        way.append((came[goal], goal))
        goal = came[goal]
    return way


def told(range_: tuple[int, int], least: int) -> bool:
    """Whether a range gives a small group away: one number only, or nothing but one to ``least`` - 1."""
    low, high = range_
    return 0 < high < least and (low == high or low > 0)
