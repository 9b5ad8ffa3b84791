"""Filled-in sheets as scanners and telephones see them, from fixed seeds. It knows nothing of how they are read."""

import io
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

DPI = 200
DOT = DPI / 25.4
STYLES = ("tick", "cross", "fill", "circle")
DARK = {"pen": (15, 60), "blue": (50, 100), "pencil": (90, 135)}


@dataclass(frozen=True)
class Filled:
    """What somebody wrote: question → choices really meant, and in which style."""

    style: str
    chosen: dict


def plain(pdf):
    """Pages of a PDF as grey pictures."""
    import pypdfium2

    file = pypdfium2.PdfDocument(pdf)
    pages = [file[n].render(scale=DPI / 72, grayscale=True).to_numpy() for n in range(len(file))]
    return [np.array(page.reshape(page.shape[0], page.shape[1])) for page in pages]


def answer(layout, kinds, chance, style):
    """Choose answers for every question of a layout: some left blank, some with two ticks where one is asked."""
    boxes = {}
    for page in layout.pages:
        for box in page.boxes():
            boxes.setdefault(box.reference, []).append(box)
    chosen = {}
    for reference, held in boxes.items():
        draw = chance.random()
        if draw < 0.04:
            chosen[reference] = ()
        elif kinds[reference] == "many":
            count = int(chance.integers(1, max(2, len(held) // 2) + 1))
            chosen[reference] = tuple(sorted(chance.choice(len(held), count, replace=False).tolist()))
        elif draw < 0.08:
            chosen[reference] = tuple(sorted(chance.choice(len(held), 2, replace=False).tolist()))
        else:
            chosen[reference] = (int(chance.integers(len(held))),)
    return Filled(
        style, {reference: tuple(boxes[reference][n].value for n in ticks) for reference, ticks in chosen.items()}
    )


def write(picture, page, filled, chance, double=2):
    """Write marks on one page, drawn ``double`` as large and made small again."""
    ink = Image.new("L", (picture.shape[1] * double, picture.shape[0] * double), 255)
    pen = ImageDraw.Draw(ink)
    low, high = DARK[str(chance.choice(list(DARK)))]
    tone, wide = int(chance.integers(low, high)), chance.uniform(0.35, 0.8)
    for box in page.boxes():
        if box.value in filled.chosen.get(box.reference, ()):
            for stroke in _strokes(filled.style, box, chance):
                pen.line(
                    [(x * DOT * double, y * DOT * double) for x, y in stroke],
                    fill=tone,
                    width=max(2, round(wide * DOT * double)),
                    joint="curve",
                )
    small = np.asarray(ink.resize((picture.shape[1], picture.shape[0]), Image.Resampling.BOX))
    return np.minimum(picture, small)


def _strokes(style, box, chance):
    side = box.side
    x, y = box.x + side / 2 + chance.normal(0, 0.3), box.y + side / 2 + chance.normal(0, 0.3)
    size = side * chance.uniform(0.7, 1.35) / 2
    shaky = lambda points: [(a + chance.normal(0, 0.08), b + chance.normal(0, 0.08)) for a, b in points]  # noqa: E731
    if style == "tick":
        return [
            shaky(
                [(x - size, y), (x - size * 0.3, y + size * 0.8), (x + size * 1.1, y - size * chance.uniform(0.8, 1.3))]
            )
        ]
    if style == "cross":
        return [
            shaky([(x - size, y - size), (x + size, y + size)]),
            shaky([(x + size, y - size), (x - size, y + size)]),
        ]
    if style == "fill":
        reach = side / 2 * chance.uniform(0.75, 1.1)
        rows = np.arange(-reach, reach, 0.45)
        return [
            shaky([(x + (reach if n % 2 else -reach), y + row) for n, row in enumerate(rows)]),
            shaky([(x + row, y + (reach if n % 2 else -reach)) for n, row in enumerate(rows)]),
        ]
    radius = chance.uniform(3.0, 4.6) * side / 4
    turn = np.linspace(0, 2 * np.pi * chance.uniform(0.92, 1.05), 40) + chance.uniform(0, 6)
    return [[(x + radius * np.cos(a) * 1.1, y + radius * np.sin(a)) for a in turn]]


def seen(picture, chance, kind, bow):
    """A page as a scanner (``scan``) or a telephone (``phone``) sees it; ``bow`` is how far the paper bends, in mm."""
    high, wide = (2339, 1654) if kind == "scan" and chance.random() < 0.5 else (1754, 1240)
    if kind == "phone":
        high, wide = 2400, 1800
    matrix = _view(chance, kind, wide, high)
    v, u = np.mgrid[0:high, 0:wide].astype(np.float32)
    back = np.linalg.inv(matrix)
    depth = back[2, 0] * u + back[2, 1] * v + back[2, 2]
    x = (back[0, 0] * u + back[0, 1] * v + back[0, 2]) / depth
    y = (back[1, 0] * u + back[1, 1] * v + back[1, 2]) / depth
    if bow:
        along, lean = chance.random() < 0.5, chance.uniform(-0.5, 0.5)
        phase = chance.uniform(-0.3, 0.3)
        wave = bow * np.sin(np.pi * ((y / 297) if along else (x / 210)) + phase)
        x, y = (x + wave, y + lean * wave) if along else (x + lean * wave, y + wave)
    page = _taken(picture, x * DOT, y * DOT, float(chance.integers(40, 110)) if kind == "phone" else 235.0)
    page = page * _light(chance, kind, u / wide, v / high)
    return _developed(page, chance, kind)


def _view(chance, kind, wide, high):
    if kind == "scan":
        scale = wide / 214
        angle = np.radians(chance.uniform(-4, 4) + (180 if chance.random() < 0.2 else 0))
        corners = np.array([(-105, -148.5), (105, -148.5), (105, 148.5), (-105, 148.5)]) * scale
    else:
        scale = min(wide / 240, high / 335)
        angle = np.radians(chance.uniform(-4, 4))
        corners = np.array([(-105, -148.5), (105, -148.5), (105, 148.5), (-105, 148.5)]) * scale
        corners = corners * (1 + chance.uniform(-0.07, 0.07, (4, 1))) + chance.uniform(-0.03, 0.03, (4, 2)) * wide * 0.3
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    corners = corners @ turn.T + np.array([wide / 2, high / 2]) + chance.uniform(-8, 8, 2)
    rows = []
    for (x, y), (u, v) in zip([(0, 0), (210, 0), (210, 297), (0, 297)], corners, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y, -u], [0, 0, 0, x, y, 1, -v * x, -v * y, -v]]
    return np.linalg.svd(np.array(rows))[2][-1].reshape(3, 3)


def _taken(picture, x, y, table):
    high, wide = picture.shape
    left, top = np.floor(x).astype(np.int32), np.floor(y).astype(np.int32)
    out = (left < 0) | (top < 0) | (left > wide - 2) | (top > high - 2)
    left, top = left.clip(0, wide - 2), top.clip(0, high - 2)
    across, down = (x - left).clip(0, 1), (y - top).clip(0, 1)
    flat, at = picture.reshape(-1).astype(np.float32), top * wide + left
    found = (flat[at] * (1 - across) + flat[at + 1] * across) * (1 - down) + (
        flat[at + wide] * (1 - across) + flat[at + wide + 1] * across
    ) * down
    found[out] = table
    return found


def _light(chance, kind, across, down):
    if kind == "scan":
        return 1 - chance.uniform(0, 0.12) * across - chance.uniform(0, 0.08) * down
    lamp = chance.uniform(0, 1, 2)
    far = np.sqrt((across - lamp[0]) ** 2 + (down - lamp[1]) ** 2)
    light = 1 - chance.uniform(0.2, 0.5) * far / 1.4
    if chance.random() < 0.5:  # somebody's hand stands in the light
        edge = chance.uniform(0.3, 0.9)
        light *= 1 - chance.uniform(0.1, 0.35) / (1 + np.exp(-(across * chance.uniform(-1, 1) + down - edge) * 25))
    return light


def _developed(page, chance, kind):
    page = page + chance.normal(0, chance.uniform(3, 8), page.shape).astype(np.float32)
    image = Image.fromarray(page.clip(0, 255).astype(np.uint8))
    image = image.filter(ImageFilter.GaussianBlur(chance.uniform(0.4, 1.2 if kind == "phone" else 0.8)))
    out = io.BytesIO()
    image.save(out, "JPEG", quality=60)
    return out.getvalue()


def opened(data):
    """A picture file as grey pixels; the tests made it themselves."""
    return np.array(Image.open(io.BytesIO(data)))
