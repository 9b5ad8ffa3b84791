"""Pages as pictures for the window: asked of the process apart, kept while they are looked at, forgotten after."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage, QTransform

from app.errors import AppError
from app.jobs import Progress
from app.services.evidence_showing import FileFacts, ShowingService
from ui.desk import Desk

if TYPE_CHECKING:
    from ui.jobs import Job

THUMB = (150, 190)  # pixels of a box a small picture fits into
THUMBS, PAGES = 160, 4  # how many are kept
WAITING = 24  # small pictures waited for: more are not in sight

Key = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page to be shown: which sheet of which attachment, turned how many degrees to the right, and its name."""

    file: str
    sheet: int = 0
    turn: int = 0
    label: str = ""
    rec: str = ""

    @property
    def key(self) -> Key:
        """What tells its picture from others, however it is turned."""
        return (self.file, self.sheet)


@dataclass(frozen=True, slots=True)
class Seen:
    """A page as it came: its picture, the size it could have, whether the file was cut short, and what the file is."""

    image: QImage
    full: tuple[int, int]
    cut: bool
    facts: FileFacts
    sheets: int = 1


class Pictures(QObject):
    """Asks for pages one at a time and for small pictures one at a time; the newest wish comes first.

    Signals:
        thumb_came: (attachment, sheet) of a small picture that can be had now, or cannot be had at all.
    """

    thumb_came = Signal(str, int)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.service = ShowingService(desk.session)
        self._thumbs: OrderedDict[Key, QImage | None] = OrderedDict()
        self._pages: OrderedDict[tuple[Key, int, int], Seen] = OrderedDict()
        self._wished: OrderedDict[Key, Leaf] = OrderedDict()
        self._page: Job[Any] | None = None
        self._ahead: tuple[tuple[Key, int, int], Job[Any]] | None = None
        self._awaited: tuple[Callable[[Any], object], Callable[[Any], object]] | None = None
        self._thumb: Job[Any] | None = None

    # -- pages -------------------------------------------------------------------------------------------------------

    def page(
        self,
        leaf: Leaf,
        box: tuple[int, int],
        then: Callable[[Seen], object],
        otherwise: Callable[[Exception], object],
    ) -> None:
        """Bring one page that fits into a box of pixels; whatever was asked before is no longer wanted."""
        self.forget_page()
        kept = self._pages.get((leaf.key, *box))
        if kept is not None:
            self._pages.move_to_end((leaf.key, *box))
            then(kept)
            return
        if self._ahead is not None and self._ahead[0] == (leaf.key, *box):  # it is on its way already
            self._awaited = (then, otherwise)
            return
        job = self._job(leaf, box)
        self._page = job.then(then).otherwise(lambda error: _unless_stopped(job, error, otherwise)).start()

    def ahead(self, leaf: Leaf, box: tuple[int, int]) -> None:
        """Bring a page that will be asked for next, if nothing else is under way."""
        key = (leaf.key, *box)
        if self._ahead is not None or key in self._pages:
            return
        job = self._job(leaf, box)
        self._ahead = (key, job)
        job.then(lambda seen: self._ended_ahead(job, seen)).otherwise(
            lambda error: self._ended_ahead(job, error)
        ).start()

    def _job(self, leaf: Leaf, box: tuple[int, int]) -> "Job[Seen]":
        service = self.service

        def work(progress: Progress) -> Seen:
            progress.step(0)
            facts = service.facts(leaf.file)
            picture = service.draw(leaf.file, leaf.sheet, *box, progress)
            sheets = service.sheets(leaf.file, progress)
            return Seen(image_of(picture), picture.full, picture.cut, facts, sheets)

        return self._desk.jobs.free(self, work).then(lambda seen: self._keep((leaf.key, *box), seen))

    def _keep(self, key: tuple[Key, int, int], seen: Seen) -> None:
        self._pages[key] = seen
        while len(self._pages) > PAGES:
            self._pages.popitem(last=False)

    def _ended_ahead(self, job: "Job[Seen]", came: Seen | Exception) -> None:
        """Tell who has asked for the page meanwhile; of one nobody asked for yet no trouble is told."""
        if self._ahead is None or self._ahead[1] is not job:
            return
        awaited, self._awaited, self._ahead = self._awaited, None, None
        if awaited is not None and not job.progress.stopped:
            awaited[isinstance(came, Exception)](came)

    def forget_page(self) -> None:
        """Stop asking for a page."""
        self._awaited = None
        if self._page is not None:
            self._page.stop()
            self._page = None

    # -- small pictures ----------------------------------------------------------------------------------------------

    def thumb(self, leaf: Leaf) -> QImage | None:
        """Return the small picture of a page if it is here; else wish for it and return None."""
        if leaf.key in self._thumbs:
            self._thumbs.move_to_end(leaf.key)
            return self._thumbs[leaf.key]
        self._wished[leaf.key] = leaf
        self._wished.move_to_end(leaf.key)
        while len(self._wished) > WAITING:
            self._wished.popitem(last=False)
        self._next_thumb()
        return None

    def has_no_thumb(self, leaf: Leaf) -> bool:
        """Whether it is known that there is no small picture."""
        return leaf.key in self._thumbs and self._thumbs[leaf.key] is None

    def _next_thumb(self) -> None:
        if self._thumb is not None or not self._wished:
            return
        key, leaf = self._wished.popitem()
        service = self.service

        def work(progress: Progress) -> QImage:
            progress.step(0)
            return image_of(service.draw(leaf.file, leaf.sheet, *THUMB, progress))

        job = self._desk.jobs.free(self, work)
        job.then(lambda image: self._keep_thumb(key, image))
        self._thumb = job.otherwise(lambda error: self._no_thumb(key, error)).start()

    def _no_thumb(self, key: Key, error: Exception) -> None:
        if self._thumb is not None and not self._thumb.progress.stopped:
            self._keep_thumb(key, None)
        if not isinstance(error, AppError | OSError):
            self._desk.notices.trouble.emit(error)

    def _keep_thumb(self, key: Key, image: QImage | None) -> None:
        self._thumb = None
        self._thumbs[key] = image
        while len(self._thumbs) > THUMBS:
            self._thumbs.popitem(last=False)
        self.thumb_came.emit(*key)
        self._next_thumb()

    # -- the end -----------------------------------------------------------------------------------------------------

    def close(self) -> None:
        """Forget every picture and end the process apart: nobody looks any more."""
        self.forget_page()
        if self._ahead is not None:
            self._ahead[1].stop()
            self._ahead = None
        self._wished.clear()
        if self._thumb is not None:
            self._thumb.stop()
            self._thumb = None
        self._thumbs.clear()
        self._pages.clear()
        self.service.close()


def image_of(picture: Any) -> QImage:
    """Plain pixels as an image of Qt; nothing is decoded."""
    width, height = picture.width, picture.height
    return QImage(bytes(picture.pixels), width, height, width * 3, QImage.Format.Format_RGB888).copy()


def turned(image: QImage, turn: int) -> QImage:
    """An image turned to the right by 0, 90, 180 or 270 degrees."""
    return image.transformed(QTransform().rotate(turn)) if turn % 360 else image


def _unless_stopped(job: "Job[Any]", error: Exception, otherwise: Callable[[Exception], object]) -> None:
    if not job.progress.stopped:
        otherwise(error)
