"""Two texts beside each other, and several edits of one text joined: what a person needs in order to decide. Pure.

Texts are cut into tokens (a Chinese character, a number, a Latin word, a sign). Anchors are runs of tokens that occur
once in both texts (patience); what lies between them is compared by Myers' greedy algorithm, within a budget of steps
that keeps the worst pair of texts fast. Joining works on whole clauses: what two people made of one clause is never
mixed, because half of one sentence and half of another would be words nobody wrote.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, Literal

Sort = Literal["same", "gone", "new"]
SAME: Sort = "same"
GONE: Sort = "gone"
NEW: Sort = "new"
BETWEEN = "\n————\n"  # the line between two texts that are both kept

TOKEN = re.compile(r"\d+(?:[.,:/-]\d+)*|[A-Za-z\u00c0-\u024f]+|(?s:.)[\u0300-\u036f\u200d\ufe0f]*")
CLAUSE = re.compile(r"(?s:.)*?(?:[。！？；，、：!?;\n]+[”’」』）)]*|(?<!\d)[,:]|[,:](?!\d)|\Z)")
ENDS = frozenset("。！？；!?;\n")
STOPS = ENDS | frozenset("，、：,: ")

STEPS = 40_000  # of Myers, for one comparison: about 20 ms
DEEPEST = 240
ANCHORS = (24, 8, 3)  # tokens of a run that makes an anchor, tried in this order
CLAUSE_ANCHORS = (2, 1)
ISLAND = 2  # fewer letters than a word usually has: an equal run as short as this between two changes is no help
FIRST = 0xE000  # tokens are numbered with characters, from here on: past the surrogates

Edit = tuple[int, int, int, int]  # [from, to) of the first text becomes [from, to) of the second
Block = tuple[int, int, int]  # place in the first text, place in the second, length


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a comparison: in both texts (``same``), in the first alone (``gone``), or the second (``new``)."""

    kind: Sort
    text: str


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of several edits of one text: what stood there, and what each side has there."""

    base: str
    texts: tuple[str, ...]

    @property
    def chosen(self) -> str | None:
        """What joining takes; None when two sides changed it differently: a person has to choose."""
        said = dict.fromkeys(self.texts)
        if len(said) == 1:
            return self.texts[0]
        changed = [text for text in said if text != self.base]
        return changed[0] if len(changed) == 1 else None


def compare(old: str, new: str) -> tuple[Run, ...]:
    """Return how ``old`` became ``new``, in runs a person can read.

    The runs that are not ``new`` make up the first text, those that are not ``gone`` the second.
    """
    ours, theirs = TOKEN.findall(old), TOKEN.findall(new)
    first, second = _numbered(ours, theirs)
    blocks = _blocks(first, second, ANCHORS)
    edits = _settled(_islands_drowned(_edits(blocks, len(ours), len(theirs)), ours), ours, theirs)
    return tuple(_runs(edits, ours, theirs))


def merge(base: str, sides: Sequence[str]) -> tuple[Part, ...]:
    """Join several edits of ``base``: the parts in order, clause by clause.

    For each side the texts of all parts make up that side; ``base`` of all parts makes up the base.
    """
    clauses, *others = ([c for c in CLAUSE.findall(text) if c] for text in (base, *sides))
    first, *rest = _numbered(clauses, *others)
    changes = [_edits(_blocks(first, other, CLAUSE_ANCHORS), len(first), len(other)) for other in rest]
    found: list[Part] = []
    at = 0
    for begin, end, touching in _chunks(changes):
        found += _stable(clauses[at:begin], len(sides))
        texts = [_side(edits, begin, end, of, clauses) for edits, of in zip(touching, others, strict=True)]
        found += _trimmed("".join(clauses[begin:end]), texts)
        at = end
    return (*found, *_stable(clauses[at:], len(sides)))


def joined(parts: Iterable[Part]) -> str | None:
    """Return the text of a join without an open question, else None."""
    chosen = [part.chosen for part in parts]
    return None if None in chosen else "".join(text or "" for text in chosen)


def both(texts: Iterable[str]) -> str:
    """Return every text, each once, one after the other with a line between."""
    return BETWEEN.join(dict.fromkeys(text for text in texts if text))


def union(lists: Iterable[Sequence[Any]]) -> list[Any]:
    """Return every member of several sets, each once, in the order first met."""
    return list(dict.fromkeys(one for members in lists for one in members))


def merged_set(base: Sequence[Any], sides: Sequence[Sequence[Any]]) -> list[Any]:
    """Join several edits of one set: what anybody took out is out, what anybody put in is in."""
    kept = [one for one in base if all(one in side for side in sides)]
    return kept + sorted({one for side in sides for one in side} - set(base))


# -- comparing sequences ----------------------------------------------------------------------------------------------


def _numbered(*texts: Sequence[str]) -> list[str]:
    """Write each token as one character, the same for equal tokens: slices of text are compared fastest."""
    number = {token: chr(FIRST + place) for place, token in enumerate(dict.fromkeys(chain.from_iterable(texts)))}
    return ["".join(map(number.__getitem__, text)) for text in texts]


def _blocks(a: str, b: str, sizes: Sequence[int]) -> list[Block]:
    """Equal stretches of two sequences, in order in both."""
    head = _common(a, b)
    tail = _common(a[head:][::-1], b[head:][::-1])
    found = [(0, 0, head)] if head else []
    budget = [STEPS]
    found += _between(a, b, (head, len(a) - tail, head, len(b) - tail), sizes, budget)
    if tail:
        found.append((len(a) - tail, len(b) - tail, tail))
    return found


def _between(a: str, b: str, gap: Edit, sizes: Sequence[int], budget: list[int]) -> Iterator[Block]:
    """Equal stretches inside a gap: by anchors of falling size, then step by step."""
    i0, i1, j0, j1 = gap
    if i0 == i1 or j0 == j1:
        return
    if not sizes:
        yield from _myers(a, b, gap, budget)
        return
    for i, j, length in _anchors(a, b, gap, sizes[0]):
        yield from _between(a, b, (i0, i, j0, j), sizes[1:], budget)
        yield (i, j, length)
        i0, j0 = i + length, j + length
    yield from _between(a, b, (i0, i1, j0, j1), sizes[1:], budget)


def _anchors(a: str, b: str, gap: Edit, size: int) -> list[Block]:
    """The longest chain of runs of ``size`` tokens that occur once on each side, grown as far as they are equal."""
    i0, i1, j0, j1 = gap
    ours, theirs = _once(a, i0, i1, size), _once(b, j0, j1, size)
    pairs = sorted((ours[run], theirs[run]) for run in ours.keys() & theirs.keys())
    found: list[Block] = []
    for i, j in _rising(pairs):
        skip = max(i0 - i, j0 - j, 0)
        if skip >= size:
            continue
        at, there = i + skip, j + skip
        back = _common(a[i0:at][::-1], b[j0:there][::-1])
        ahead = _common(a[at:i1], b[there:j1])
        found.append((at - back, there - back, back + ahead))
        i0, j0 = at + ahead, there + ahead
    return found


def _once(text: str, start: int, end: int, size: int) -> dict[str, int]:
    """Run of tokens → where it begins, for runs that occur once."""
    places = range(start, end - size + 1)
    runs = [text[i : i + size] for i in places]
    last = dict(zip(runs, places, strict=True))
    first = dict(zip(reversed(runs), reversed(places), strict=True))
    return {run: i for run, i in last.items() if first[run] == i}


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest chain of pairs that rises in both places (pairs come in order of the first)."""
    tails: list[int] = []
    piles: list[int] = []
    before: list[int] = []
    for place, (_, j) in enumerate(pairs):
        pile = bisect_left(tails, j)
        tails[pile : pile + 1] = [j]
        piles[pile : pile + 1] = [place]
        before.append(piles[pile - 1] if pile else -1)
    found = []
    place = piles[-1] if piles else -1
    while place >= 0:
        found.append(pairs[place])
        place = before[place]
    return found[::-1]


def _common(a: str, b: str) -> int:
    """How many characters two texts share at their beginning; halving, so that long equal texts cost little."""
    low, high = 0, min(len(a), len(b))
    if a[:high] == b[:high]:
        return high
    while high - low > 1:
        middle = (low + high) // 2
        if a[low:middle] == b[low:middle]:
            low = middle
        else:
            high = middle
    return low


def _myers(a: str, b: str, gap: Edit, budget: list[int]) -> list[Block]:
    """Myers' shortest edit of a gap; nothing in common when it would take too many steps."""
    i0, i1, j0, j1 = gap
    a, b = a[i0:i1], b[j0:j1]
    reach = {1: 0}
    trace: list[dict[int, int]] = []
    for depth in range(min(len(a) + len(b), DEEPEST) + 1):
        trace.append(dict(reach))
        budget[0] -= depth + 1
        if budget[0] < 0:
            return []
        for k in range(-depth, depth + 1, 2):
            down = k == -depth or (k != depth and reach[k - 1] < reach[k + 1])
            x = reach[k + 1] if down else reach[k - 1] + 1
            y = x - k
            while x < len(a) and y < len(b) and a[x] == b[y]:
                x, y = x + 1, y + 1
            reach[k] = x
            if x >= len(a) and y >= len(b):
                return [(i0 + i, j0 + j, n) for i, j, n in _walked_back(trace, len(a), len(b))]
    return []


def _walked_back(trace: Sequence[dict[int, int]], x: int, y: int) -> list[Block]:
    found: list[Block] = []
    for depth in range(len(trace) - 1, -1, -1):
        reach, k = trace[depth], x - y
        down = k == -depth or (k != depth and reach[k - 1] < reach[k + 1])
        k += 1 if down else -1
        from_x = reach[k] if depth else 0
        from_y = from_x - k if depth else 0
        start = max(from_x + (not down), 0) if depth else 0
        if x > start:
            found.append((start, y - (x - start), x - start))
        x, y = from_x, from_y
    return found[::-1]


def _edits(blocks: Iterable[Block], length: int, other: int) -> list[Edit]:
    """What lies between equal stretches."""
    found: list[Edit] = []
    i = j = 0
    for at, there, size in (*blocks, (length, other, 0)):
        if (i, j) != (at, there):
            found.append((i, at, j, there))
        i, j = at + size, there + size
    return found


# -- for people to read -----------------------------------------------------------------------------------------------


def _islands_drowned(edits: Sequence[Edit], tokens: Sequence[str]) -> list[Edit]:
    """Join changes between which hardly anything is equal: single characters left standing make no sense."""
    found: list[Edit] = []
    for edit in edits:
        if found and _is_island(tokens[found[-1][1] : edit[0]], found[-1], edit):
            before = found.pop()
            found.append((before[0], edit[1], before[2], edit[3]))
        else:
            found.append(edit)
    return found


def _is_island(between: Sequence[str], before: Edit, after: Edit) -> bool:
    text = "".join(between)
    if ENDS & set(text):
        return False
    letters = sum(1 for one in text if one not in STOPS)
    least = min(max(e[1] - e[0], e[3] - e[2]) for e in (before, after))
    return letters < ISLAND or 2 * len(between) <= least


def _settled(edits: Sequence[Edit], ours: Sequence[str], theirs: Sequence[str]) -> list[Edit]:
    """Slide what was only put in, or only taken out, to where a clause begins, as far as the text allows."""
    found: list[Edit] = []
    for place, (i0, i1, j0, j1) in enumerate(edits):
        # something equal stays between two changes
        room = i0 - found[-1][1] - 1 if found else i0
        ahead = edits[place + 1][0] - i1 - 1 if place + 1 < len(edits) else len(ours) - i1
        if i0 == i1:
            shift = _shift(theirs, j0, j1, room, ahead)
        elif j0 == j1:
            shift = _shift(ours, i0, i1, room, ahead)
        else:
            shift = 0
        found.append((i0 + shift, i1 + shift, j0 + shift, j1 + shift))
    return found


def _shift(text: Sequence[str], start: int, end: int, room: int, ahead: int) -> int:
    """How far to slide [start, end) of ``text``, which says the same anywhere it can be slid to."""
    back = 0
    while back < room and text[start - back - 1] == text[end - back - 1]:
        back += 1
    on = 0
    while on < ahead and text[start + on] == text[end + on]:
        on += 1
    return max(range(-back, on + 1), key=lambda by: (_weight(text, start + by), -abs(by)))


def _weight(text: Sequence[str], place: int) -> int:
    """How good a place is to cut before."""
    before = text[place - 1] if place else "\n"
    return 2 if before in ENDS else 1 if before in STOPS else 0


def _runs(edits: Iterable[Edit], ours: Sequence[str], theirs: Sequence[str]) -> Iterator[Run]:
    at = 0
    for i0, i1, j0, j1 in edits:
        if i0 > at:
            yield Run(SAME, "".join(ours[at:i0]))
        if i1 > i0:
            yield Run(GONE, "".join(ours[i0:i1]))
        if j1 > j0:
            yield Run(NEW, "".join(theirs[j0:j1]))
        at = i1
    if at < len(ours):
        yield Run(SAME, "".join(ours[at:]))


# -- joining ----------------------------------------------------------------------------------------------------------


def _chunks(changes: Sequence[Sequence[Edit]]) -> Iterator[tuple[int, int, list[list[Edit]]]]:
    """Stretches of the base that somebody changed; edits that touch where their order would be a guess are one."""
    every = sorted((edit[0], edit[1], side, edit) for side, edits in enumerate(changes) for edit in edits)
    touching: list[list[Edit]] = [[] for _ in changes]
    begin = end = -1
    for b0, b1, side, edit in every:
        if begin >= 0 and not (b0 < end or (b0 == end and (b0 == b1 or begin == end))):
            yield begin, end, touching
            touching, begin = [[] for _ in changes], -1
        begin, end = (b0, b1) if begin < 0 else (begin, max(end, b1))
        touching[side].append(edit)
    if begin >= 0:
        yield begin, end, touching


def _side(edits: Sequence[Edit], begin: int, end: int, clauses: Sequence[str], base: Sequence[str]) -> str:
    """What one side has for the clauses [begin, end) of the base."""
    if not edits:
        return "".join(base[begin:end])
    first, last = edits[0], edits[-1]
    return "".join(clauses[first[2] - (first[0] - begin) : last[3] + (end - last[1])])


def _stable(clauses: Sequence[str], sides: int) -> list[Part]:
    text = "".join(clauses)
    return [Part(text, (text,) * sides)] if text else []


def _trimmed(base: str, texts: Sequence[str]) -> list[Part]:
    """One stretch, without the clauses at its ends that everybody has alike."""
    whole = Part(base, tuple(texts))
    if whole.chosen is not None:
        return [whole]
    cut = [[c for c in CLAUSE.findall(text) if c] for text in texts]
    head = _alike(cut)
    tail = _alike([clauses[head:][::-1] for clauses in cut])
    front = "".join(cut[0][:head])
    back = "".join(cut[0][len(cut[0]) - tail :])
    middle = tuple("".join(clauses[head : len(clauses) - tail]) for clauses in cut)
    parts = (Part("", (front,) * len(texts)), Part(base, middle), Part("", (back,) * len(texts)))
    return [part for part in parts if any(part.texts) or part.base]


def _alike(lists: Sequence[Sequence[str]]) -> int:
    count = 0
    for members in zip(*lists, strict=False):
        if len(set(members)) > 1:
            break
        count += 1
    return count
