"""Finds each printed square by its outline, wherever the bend of the paper has moved it, and measures its ink."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.scan.marks import View
from app.scan.plane import Bend, Floats, Grey, sample
from app.scan.target import Found, Square

FINE = 8  # samples a millimetre
REACH, CLOSE = 3.6, 0.9  # millimetres to look: at first, and once the bend is known
SEEN = 0.42  # an outline this plain tells of the bend
INSET = 0.75  # of the outline, which is not ink
NEAR, WIDEST = 0.6, 4.0  # the white around a square: from here, and never looked at farther than there
LEAST, MOST = 0.22, 0.5  # darkness that begins to count as ink, and that counts wholly


@dataclass(frozen=True, slots=True)
class Seen:
    """Squares with the places they were found at (upper left, mm on the flat sheet)."""

    at: Floats
    scores: Floats


def read(view: View, squares: tuple[Square, ...]) -> list[Found]:
    """Return what each square holds; the view learns the bend of the paper."""
    if not squares:
        return []
    sides = sorted({one.side for one in squares})
    corners = np.array([(one.x, one.y) for one in squares])
    first = Seen(corners + 0.0, np.zeros(len(squares)))
    for side in sides:
        _search(view, squares, side, REACH, first)
    view.bend = _bend(view, squares, corners, first)
    second = Seen(corners + 0.0, np.zeros(len(squares)))
    for side in sides:
        _search(view, squares, side, CLOSE, second)
    return _measured(view, squares, second)


def _bend(view: View, squares: tuple[Square, ...], corners: Floats, first: Seen) -> Bend:
    half = np.array([[one.side / 2] for one in squares])
    plain = first.scores > SEEN
    mm, off = view.known()
    places = np.vstack([mm, (corners + half)[plain]])
    moved = np.vstack([off, (first.at - corners)[plain]])
    weights = np.concatenate([np.full(len(mm), 1.0), first.scores[plain]])
    return Bend.fitted(places, moved, weights) if len(places) else Bend()


def _patches(view: View, corners: Floats, size: float) -> Grey:
    """Darkness (0 to 1) of a square piece of the sheet at each corner (its upper left, mm)."""
    steps = (np.arange(round(size * FINE)) + 0.5) / FINE
    grid = np.stack(np.meshgrid(steps, steps), axis=-1)
    patch = sample(view.picture, view.px(corners[:, None, None, :] + grid))
    light = np.percentile(patch, 85, axis=(1, 2))[:, None, None]
    return np.asarray(np.clip((light - patch) / (0.75 * np.maximum(light, 20)), 0, 1), dtype=np.float32)


def _search(view: View, squares: tuple[Square, ...], side: float, reach: float, seen: Seen) -> None:
    """Look for the outline of each square of one size around where it should be."""
    mine = np.array([place for place, one in enumerate(squares) if one.side == side])
    edge = 0.5
    corners = np.array([(squares[place].x, squares[place].y) for place in mine]) - reach - edge
    dark = _patches(view, corners, side + 2 * (reach + edge))
    score = _outline(dark, round(side * FINE))
    middle = (np.array(score.shape[1:]) - 1) / 2
    rows, columns = np.indices(score.shape[1:])
    away = np.hypot(rows - middle[0], columns - middle[1]) / FINE
    best = (score - 0.02 * away).reshape(len(mine), -1).argmax(axis=1)
    y, x = np.unravel_index(best, score.shape[1:])
    shift = np.stack([x - middle[1], y - middle[0]], axis=1) / FINE
    seen.scores[mine] = score.reshape(len(mine), -1)[np.arange(len(mine)), best]
    seen.at[mine] += shift


def _outline(dark: Grey, side: int) -> Grey:
    """How plain an outline of ``side`` samples stands at each place: by its weakest edge and by all four."""
    level = _thick(_runs(dark, side, 2), 1)
    upright = _thick(_runs(dark, side, 1), 2)
    high, wide = dark.shape[1] - side, dark.shape[2] - side
    edges = np.stack(
        [level[:, :high, :wide], level[:, side:, :wide], upright[:, :high, :wide], upright[:, :high, side:]]
    )
    return np.asarray(0.5 * edges.min(axis=0) + 0.5 * edges.mean(axis=0), dtype=np.float32)


def _runs(dark: Grey, side: int, axis: int) -> Grey:
    """Mean darkness of each run of ``side`` samples along an axis."""
    total = np.cumsum(dark, axis=axis)
    ahead = np.take(total, range(side, total.shape[axis]), axis=axis)
    return np.asarray((ahead - np.take(total, range(total.shape[axis] - side), axis=axis)) / side, dtype=np.float32)


def _thick(runs: Grey, axis: int) -> Grey:
    """The darkest of three neighbours: a line may lie a little askew."""
    return np.maximum(runs, np.maximum(np.roll(runs, 1, axis=axis), np.roll(runs, -1, axis=axis)))


def _measured(view: View, squares: tuple[Square, ...], seen: Seen) -> list[Found]:
    found: dict[int, Found] = {}
    margin = WIDEST
    for side in sorted({one.side for one in squares}):
        mine = [place for place, one in enumerate(squares) if one.side == side]
        dark = _patches(view, seen.at[mine] - margin, side + 2 * margin)
        ink = np.clip((dark - LEAST) / (MOST - LEAST), 0, 1)
        low, high = round((margin + INSET) * FINE), round((margin + side - INSET) * FINE)
        rings = {squares[place].white: _ring(side, margin, squares[place].white) for place in mine}
        for at, place in enumerate(mine):
            inside = ink[at, low:high, low:high]
            score = float(seen.scores[place])
            found[place] = Found(score, float(inside.mean()), float(ink[at][rings[squares[place].white]].mean()))
    return [found[place] for place in range(len(squares))]


def _ring(side: float, margin: float, white: tuple[float, float, float, float]) -> NDArray[np.bool_]:
    """Which samples of a piece lie in the white around a square."""
    count = round((side + 2 * margin) * FINE)
    place = (np.arange(count) + 0.5) / FINE - margin
    left, above, right, below = white
    x, y = np.meshgrid(place, place)
    around = (x > -left) & (x < side + right) & (y > -above) & (y < side + below)
    within = (x > -NEAR) & (x < side + NEAR) & (y > -NEAR) & (y < side + NEAR)
    return np.asarray(around & ~within)
