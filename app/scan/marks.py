"""Finds the solid squares at the edges of a page, the nearest to its code first, and from them the view."""

import numpy as np

from app.scan import plane
from app.scan.plane import Bend, Floats, Grey
from app.scan.target import Place, Target

FINE = 5.0  # samples a millimetre
FLAT = 3  # squares that make a plane, with the code
REUSED = 6.0  # millimetres more for one that was not seen at first
NEAR, REACH = 3.5, 0.12  # how far to look: so many millimetres, and so much for each one from what is known
GAP, WHITE = 0.9, 1.0  # around a square, seen nearer or farther: what may be either, and then what must be white
ENOUGH = 0.7  # of a full black square on white: a painted box is smaller


class View:
    """How a page lies in a picture."""

    def __init__(self, picture: Grey, target: Target, corners: tuple[Place, Place, Place, Place]) -> None:
        self.picture, self.target = picture, target
        left, top, side = target.code
        self._mm: list[Place] = [(left, top), (left + side, top), (left + side, top + side), (left, top + side)]
        self._px: list[Place] = list(corners)
        self.matrix: Floats = plane.affine(np.array(self._mm, dtype=float), np.array(self._px, dtype=float))
        self.bend = Bend()
        self.found = 0
        self._look()

    def px(self, mm: Floats) -> Floats:
        """Pixels of places on the sheet (…, 2)."""
        return plane.apply(self.matrix, mm + self.bend.at(mm))

    def mm(self, px: Floats) -> Floats:
        """Places on a flat sheet of pixels (…, 2)."""
        return plane.apply(np.asarray(np.linalg.inv(self.matrix), dtype=np.float64), px)

    def patch(self, x: float, y: float, wide: float, tall: float, fine: float) -> Grey:
        """A rectangle of the sheet, ``fine`` samples a millimetre."""
        across = x + (np.arange(round(wide * fine)) + 0.5) / fine
        down = y + (np.arange(round(tall * fine)) + 0.5) / fine
        grid = np.stack(np.meshgrid(across, down), axis=-1)
        return plane.sample(self.picture, self.px(grid))

    def known(self) -> tuple[Floats, Floats]:
        """Places on the sheet whose pixels are known, and how far the flat view misses them (mm)."""
        mm, px = np.array(self._mm[4:]).reshape(-1, 2), np.array(self._px[4:]).reshape(-1, 2)
        return mm, self.mm(px) - mm if len(px) else mm

    def _look(self) -> None:
        """Look for the squares, the nearest to what is known first; then for each again, now that all is known."""
        seen: dict[Place, Place] = {}
        waiting = list(self.target.marks)
        while waiting:
            known = np.array(self._mm)
            far = {mark: float(np.hypot(*(known - np.array(mark)).T).min()) for mark in waiting}
            mark = min(waiting, key=far.__getitem__)
            waiting.remove(mark)
            middle = self._middle(mark, NEAR + REACH * far[mark])
            if middle is not None:
                seen[mark] = middle
                self._take(seen)
        if len(seen) >= FLAT:
            again = {mark: self._middle(mark, NEAR + (0 if mark in seen else REUSED)) for mark in self.target.marks}
            self._take({mark: middle for mark, middle in again.items() if middle is not None} or seen)

    def _take(self, marks: dict[Place, Place]) -> None:
        """Fit the view to the corners of the code and these squares."""
        del self._mm[4:], self._px[4:]
        self._mm.extend(marks)
        self._px.extend(marks.values())
        self.found = len(marks)
        mm, seen = np.array(self._mm, dtype=float), np.array(self._px, dtype=float)
        # a corner of a code is less exact than the middle of a square
        weights = np.array([0.5] * 4 + [1.0] * len(marks))
        # perspective is only worth reckoning once what is known lies well apart
        apart = self.found >= FLAT and np.ptp(mm, axis=0).min() > 100
        self.matrix = (plane.homography if apart else plane.affine)(mm, seen, weights)

    def _middle(self, mark: Place, reach: float) -> Place | None:
        """Pixels of the middle of a solid square near ``mark``, None when none is seen."""
        side, edge = self.target.mark, GAP + WHITE
        half = reach + side / 2 + edge
        patch = self.patch(mark[0] - half, mark[1] - half, 2 * half, 2 * half, FINE)
        light = float(np.percentile(patch, 75))
        if light < 30:
            return None
        dark = np.clip((light - patch) / (0.8 * light), 0, 1)
        inner, middle, outer = (round((side + 2 * more) * FINE) for more in (0.0, GAP, edge))
        inside, within, whole = (_sums(dark, count) for count in (inner, middle, outer))
        inside, within = (_cut(sums, whole.shape) for sums in (inside, within))
        around = (whole - within) / (outer**2 - middle**2)
        score = inside / inner**2 - 1.5 * around
        at = np.unravel_index(int(np.argmax(score)), score.shape)
        if score[at] < ENOUGH:
            return None
        y, x = _finer(score, int(at[0]), int(at[1]))
        place = np.array([mark[0] - half + (x + outer / 2) / FINE, mark[1] - half + (y + outer / 2) / FINE])
        found = self.px(place)
        return float(found[0]), float(found[1])


def _cut(sums: Floats, shape: tuple[int, ...]) -> Floats:
    """Sums over smaller squares, where they lie in the middle of larger ones."""
    down, across = (sums.shape[0] - shape[0]) // 2, (sums.shape[1] - shape[1]) // 2
    return sums[down : down + shape[0], across : across + shape[1]]


def _sums(values: Grey, side: int) -> Floats:
    """Sums over every square of ``side`` samples."""
    total = np.zeros((values.shape[0] + 1, values.shape[1] + 1))
    total[1:, 1:] = values.cumsum(axis=0, dtype=np.float64).cumsum(axis=1)
    return np.asarray(total[side:, side:] - total[:-side, side:] - total[side:, :-side] + total[:-side, :-side])


def _finer(score: Floats, y: int, x: int) -> tuple[float, float]:
    """The top of the hill around a sample, between samples."""
    top, left = max(0, y - 2), max(0, x - 2)
    part = score[top : y + 3, left : x + 3]
    heavy = np.clip(part - part.min(), 0, None) ** 2
    if heavy.sum() <= 0:
        return float(y), float(x)
    rows, columns = np.indices(part.shape)
    return float(top + (rows * heavy).sum() / heavy.sum()), float(left + (columns * heavy).sum() / heavy.sum())
