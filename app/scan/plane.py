"""From millimetres on the sheet to pixels of the picture: a view in perspective, and the bend of the paper on top."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Grey = NDArray[np.float32]


def affine(mm: Floats, px: Floats, weights: Floats | None = None) -> Floats:
    """The best view without perspective, as a 3 × 3 matrix; three points at least."""
    heavy = np.ones(len(mm)) if weights is None else weights
    rows = np.hstack([mm, np.ones((len(mm), 1))]) * heavy[:, None]
    found, *_ = np.linalg.lstsq(rows, px * heavy[:, None], rcond=None)
    return np.vstack([found.T, [0.0, 0.0, 1.0]])


def homography(mm: Floats, px: Floats, weights: Floats | None = None) -> Floats:
    """The best view in perspective; four points at least, not in a line."""
    heavy = np.ones(len(mm)) if weights is None else weights
    near, far = _even(mm), _even(px)
    a, b = apply(near, mm), apply(far, px)
    one, none = np.ones(len(a)), np.zeros(len(a))
    upper = np.stack([a[:, 0], a[:, 1], one, none, none, none, -b[:, 0] * a[:, 0], -b[:, 0] * a[:, 1], -b[:, 0]], 1)
    lower = np.stack([none, none, none, a[:, 0], a[:, 1], one, -b[:, 1] * a[:, 0], -b[:, 1] * a[:, 1], -b[:, 1]], 1)
    _, _, turned = np.linalg.svd(np.vstack([upper * heavy[:, None], lower * heavy[:, None]]))
    found = np.linalg.inv(far) @ turned[-1].reshape(3, 3) @ near
    return np.asarray(found / found[2, 2])


def _even(points: Floats) -> Floats:
    """Moves points around zero and to size one, so that the sums stay exact."""
    middle = points.mean(axis=0)
    size = np.sqrt(((points - middle) ** 2).sum(axis=1)).mean() or 1.0
    scale = np.sqrt(2) / size
    return np.array([[scale, 0, -scale * middle[0]], [0, scale, -scale * middle[1]], [0, 0, 1]])


def apply(matrix: Floats, points: Floats) -> Floats:
    """Points (…, 2) through a 3 × 3 matrix."""
    flat = points @ matrix[:2, :2].T + matrix[:2, 2]
    depth = points @ matrix[2, :2] + matrix[2, 2]
    return np.asarray(flat / depth[..., None])


@dataclass(slots=True)
class Bend:
    """Where the paper is not flat: how far a place lies from where the view says, a polynomial of its place (mm)."""

    degree: int = 0
    factors: Floats = field(default_factory=lambda: np.zeros((1, 2)))

    def at(self, mm: Floats) -> Floats:
        """How far off places (…, 2) lie."""
        across, down = np.zeros(mm.shape[:-1]), np.zeros(mm.shape[:-1])
        for term, (along, below) in zip(_terms(mm, self.degree), self.factors.tolist(), strict=True):
            across += term * along
            down += term * below
        return np.stack([across, down], axis=-1)

    @classmethod
    def fitted(cls, mm: Floats, off: Floats, weights: Floats) -> "Bend":
        """The smoothest bend through most of the points; what lies far from the others hardly counts."""
        degree = next((d for d, least in ((3, 20), (2, 10), (1, 5)) if len(mm) >= least), 0)
        rows, heavy = np.stack(list(_terms(mm, degree)), axis=-1), weights.copy()
        factors = np.zeros((rows.shape[1], 2))
        for _ in range(6):
            root = np.sqrt(heavy)[:, None]
            # a little stiffness: the higher powers must be worth their while
            stiff = np.diag([0.0, *[0.02] * (rows.shape[1] - 1)])
            factors, *_ = np.linalg.lstsq(
                np.vstack([rows * root, stiff]), np.vstack([off * root, np.zeros((rows.shape[1], 2))]), rcond=None
            )
            far = np.sqrt(((off - rows @ factors) ** 2).sum(axis=1))
            heavy = weights / (1 + (far / 0.35) ** 2)
        return cls(degree, factors)


def _terms(mm: Floats, degree: int) -> Iterator[Floats]:
    """1, x, y, x², xy, y² … of places; multiplied up, because a power of an array costs ten times as much."""
    x, y = (mm[..., 0] - 105) / 105, (mm[..., 1] - 148.5) / 148.5
    row = [np.ones_like(x)]
    yield row[0]
    for _ in range(degree):
        row = [row[0] * x, *(term * y for term in row)]
        yield from row


def sample(picture: Grey, px: Floats) -> Grey:
    """Brightness at places (…, 2) of a picture, between its pixels; outside of it is white."""
    high, wide = picture.shape
    x, y = px[..., 0].astype(np.float32), px[..., 1].astype(np.float32)
    left, top = np.floor(x).astype(np.int32), np.floor(y).astype(np.int32)
    out = (left < 0) | (top < 0) | (left > wide - 2) | (top > high - 2)
    left, top = np.clip(left, 0, wide - 2), np.clip(top, 0, high - 2)
    across, down = np.clip(x - left, 0, 1), np.clip(y - top, 0, 1)
    flat, at = picture.reshape(-1), top * wide + left
    above = flat[at] * (1 - across) + flat[at + 1] * across
    below = flat[at + wide] * (1 - across) + flat[at + wide + 1] * across
    found = above * (1 - down) + below * down
    found[out] = 255
    return np.asarray(found, dtype=np.float32)
