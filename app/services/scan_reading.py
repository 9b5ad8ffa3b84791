"""From pictures to sheets: which page of which sheet lies in each, and what its questions seem to say."""

import importlib.util
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import AppError
from app.forms.definition import Form
from app.jobs import Progress
from app.reports.forms_paper import Look, PageCode
from app.reports.forms_paper_places import HEIGHT, LEFT, MARK, MARKS, QR, RIGHT, WIDTH, Box, Layout, Space
from app.services import scan_whites
from app.services.paper_forms import layout
from app.services.scan_sheets import Item, Seen, Sheet, Ticked, questions
from app.viewing.showing import CannotShowError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from app.scan.reading import PageReading
    from app.scan.target import Code, Found, Target

PARTS = ("numpy", "zxingcpp")  # the extra `scan`
LONGEST = 3000  # pixels of the longer side that are asked for: ten a millimetre
OVERVIEW = 3.2  # pixels a millimetre of a page shown as a whole
ABOVE, BELOW = 3.5, 3.5  # millimetres of a strip beside its boxes
WRITTEN = 0.004  # of the room for writing: so much ink is a word


class NoScanPartsError(AppError):
    """Reading sheets needs parts that are not installed. Data: ``missing``."""


@dataclass(frozen=True, slots=True)
class Unread:
    """A page that was not read, and why: no-code, other-form, other-print, not-flat, twice, or why it is not shown."""

    file: str
    page: int
    why: str


@dataclass(slots=True)
class Batch:
    """What was read at one go."""

    rec: str
    title: str
    form: Form
    sheets: list[Sheet] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)

    def sheet(self, code: PageCode) -> Sheet:
        """The sheet a page belongs to; pages without a number belong together as long as they go on."""
        if code.serial:
            found = next((one for one in self.sheets if one.serial == code.serial), None)
        else:
            last = self.sheets[-1] if self.sheets and not self.sheets[-1].serial else None
            found = last if last is not None and code.page not in last.seen and code.page > 1 else None
        if found is None:
            found = Sheet(code.serial, code.pages)
            self.sheets.append(found)
        return found


def lacking() -> tuple[str, ...]:
    """Return the parts that are not installed; () when sheets can be read."""
    return tuple(name for name in PARTS if importlib.util.find_spec(name) is None)


class ScanReader:
    """Reads pages of one form; needs no vault."""

    def __init__(self, rec: str, title: str, form: Form) -> None:
        if missing := lacking():
            raise NoScanPartsError(missing="、".join(missing))
        self.batch = Batch(rec, title, form)

    def read(self, paths: Iterable[Path], progress: Progress | None = None) -> Batch:
        """Read every page of every file; what cannot be read is named, and the rest goes on."""
        progress, files = progress or Progress(), list(paths)
        for done, path in enumerate(files):
            progress.step(done, len(files))
            try:
                self._file(path, progress)
            except CannotShowError as error:
                self.batch.unread.append(Unread(path.name, 0, str(error.data.get("rule", ""))))
            except OSError:
                self.batch.unread.append(Unread(path.name, 0, "unreadable"))
        for sheet in self.batch.sheets:
            sheet.judge()
        return self.batch

    def _file(self, path: Path, progress: Progress) -> None:
        """Draw a file's pages in a process that can do nothing else, and read the pixels."""
        from app.scan.reading import grey
        from app.viewing.limits import STANDARD
        from app.viewing.showing import Shown
        from app.viewing.sorts import HEAD, sort_of

        with path.open("rb") as file:
            data = file.read(STANDARD.file + 1)  # one byte more than is shown: a larger file is refused as such
        shown = Shown(sort_of(data[:HEAD]), len(data), [data], progress=progress)
        try:
            for number in range(shown.sheets):
                drawn = shown.draw(number, LONGEST, LONGEST, progress)
                self.page(grey(drawn.width, drawn.height, drawn.pixels), path.name, number + 1)
        finally:
            shown.close()

    def page(self, picture: "NDArray[np.uint8]", file: str = "", number: int = 1) -> None:
        """Read what lies in one picture."""
        from app.scan import codes

        ours = [(one, code) for one in codes.find(picture) if (code := PageCode.read(one.text)) is not None]
        if not ours:
            self.batch.unread.append(Unread(file, number, "no-code"))
        for one, code in ours:
            why = self._one(picture, one, code, file)
            if why:
                self.batch.unread.append(Unread(file, number, why))

    def _one(self, picture: "NDArray[np.uint8]", one: "Code", code: PageCode, file: str) -> str:
        from app.scan.reading import PageReading

        look = Look.of(code.look)
        if code.form != self.batch.form.digest[:16]:
            return "other-form"
        laid = layout(self.batch.form, look) if look is not None else None
        if laid is None or laid.key != code.layout or len(laid.pages) != code.pages:
            return "other-print"
        reading = PageReading(picture, one, _target(laid, code.page))
        if not reading.lies:
            return "not-flat"
        sheet = self.batch.sheet(code)
        if code.page in sheet.seen:
            return "twice"
        whole = reading.crop(0, 0, 210, 297, OVERVIEW)
        sheet.seen[code.page] = Seen(whole, OVERVIEW, file)
        sheet.items.extend(_items(laid, code.page, reading))
        sheet.order(questions(laid.questionnaire))
        return ""


def _target(laid: Layout, page: int) -> "Target":
    from app.scan.target import Square, Target

    printed = laid.pages[page - 1]
    whites = scan_whites.whites(printed)
    squares = [Square(box.x, box.y, box.side, white) for box, white in zip(printed.boxes(), whites, strict=True)]
    return Target(WIDTH, HEIGHT, MARKS, MARK, QR, tuple(squares))


def _items(laid: Layout, number: int, reading: "PageReading") -> Iterator[Item]:
    """What stands on one page, question by question."""
    page, asked = laid.pages[number - 1], {one.reference: one for one in questions(laid.questionnaire)}
    ticked: dict[str, list[tuple[Box, Found]]] = {}
    for box, found in zip(page.boxes(), reading.found, strict=True):
        ticked.setdefault(box.reference, []).append((box, found))
    for reference, held in ticked.items():
        top, height = _strip([(box.y, box.side) for box, _ in held])
        boxes = [Ticked(box.value, number, found, box.x, box.y, box.side) for box, found in held]
        item = Item(asked[reference], number, boxes, top, height)
        item.crop = reading.crop(LEFT - 2, top, RIGHT - LEFT + 4, height)
        yield item
    spaces: dict[str, list[Space]] = {}
    for space in page.spaces():
        spaces.setdefault(space.reference.partition("#")[0], []).append(space)
    for reference, rooms in spaces.items():
        top, height = _strip([(room.y, room.height) for room in rooms])
        item = Item(asked[reference], number, top=top, height=height)
        item.written = any(_written(reading, room) for room in rooms)
        item.crop = reading.crop(LEFT - 2, top, RIGHT - LEFT + 4, height) if item.written else None
        yield item


def _strip(spans: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """Top and height of a strip of the sheet, a little above and below what is meant."""
    top = min(y for y, _ in spans) - ABOVE
    return top, max(y + high for y, high in spans) + BELOW - top


def _written(reading: "PageReading", room: Space) -> bool:
    """Whether somebody wrote into a room; the lines of its cells are no words."""
    cells = max(1, room.cells)
    each, inset = room.width / cells, 1.0
    return any(
        reading.inked(room.x + cell * each + inset, room.y + inset, each - 2 * inset, room.height - 2 * inset) > WRITTEN
        for cell in range(cells)
    )


__all__ = ["Batch", "NoScanPartsError", "ScanReader", "Unread", "lacking"]
