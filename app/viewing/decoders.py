"""Decoding of files of others. Only the worker imports this module; its libraries never come into the vault's process.

Every decoder answers ``sheets`` and ``draw``; what cannot be drawn raises `TroubleError`.
"""

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.viewing.limits import Limits
from app.viewing.sorts import Sort

if TYPE_CHECKING:
    from PIL.Image import Image

NAMES = {
    Sort.JPEG: "JPEG",
    Sort.PNG: "PNG",
    Sort.TIFF: "TIFF",
    Sort.GIF: "GIF",
    Sort.BMP: "BMP",
    Sort.WEBP: "WEBP",
}
ORIENTATION = 0x0112  # of Exif: how the camera was held
ON_ITS_SIDE = frozenset({5, 6, 7, 8})
TURNS = {2: 0, 3: 3, 4: 1, 5: 5, 6: 4, 7: 6, 8: 2}  # by Exif's number: that of Pillow's Transpose
REDUCIBLE = frozenset({"L", "LA", "RGB", "RGBA", "CMYK", "YCbCr", "I", "F"})
PRINT = 300 / 72  # a sheet of a PDF is as large as a scan of it at 300 dpi
WHITE = (255, 255, 255, 255)
PASSWORD, SECURITY = 4, 5  # FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY


class TroubleError(Exception):
    """A file that cannot be drawn; the first argument names why."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture: its size, its RGB bytes, the size it could have, and whether the file was cut short."""

    width: int
    height: int
    pixels: bytes
    full: tuple[int, int]
    cut: bool = False


class Pictures:
    """A picture file; a TIFF may hold several sheets."""

    def __init__(self, data: bytearray, sort: Sort, limits: Limits) -> None:
        from PIL import Image

        self._data, self._sort, self._limits = data, sort, limits
        Image.MAX_IMAGE_PIXELS = None  # our own bound below counts bytes
        with self._open() as image:
            self.sheets = self._count(image) if sort is Sort.TIFF else 1

    def _open(self) -> "Image":
        from PIL import Image

        return Image.open(io.BytesIO(self._data), formats=[NAMES[self._sort]])

    def _count(self, image: "Image") -> int:
        """Count sheets up to the bound: the file may promise them in a ring."""
        for sheet in range(self._limits.sheets):
            try:
                image.seek(sheet)
            except EOFError:
                return max(1, sheet)
        return self._limits.sheets

    def draw(self, sheet: int, width: int, height: int) -> Drawn:
        """Draw one sheet so that it fits into a box, never larger than it is."""
        from PIL import ImageFile

        try:
            ImageFile.LOAD_TRUNCATED_IMAGES = False
            return self._draw(sheet, width, height, cut=False)
        except (OSError, SyntaxError, ValueError, EOFError, IndexError):
            # half a photo may still prove something; what is missing stays grey
            ImageFile.LOAD_TRUNCATED_IMAGES = True
            return self._draw(sheet, width, height, cut=True)

    def _draw(self, sheet: int, width: int, height: int, *, cut: bool) -> Drawn:
        from PIL import Image

        image = self._open()
        if self._sort is Sort.TIFF:
            image.seek(sheet)
        whole = image.size
        orientation = image.getexif().get(ORIENTATION, 1)
        box = (height, width) if orientation in ON_ITS_SIDE else (width, height)
        self._weigh(image, box)
        image.load()
        if self._sort is Sort.TIFF:  # its own reader has turned it by now
            whole, orientation = image.size, image.getexif().get(ORIENTATION, 1)
        small = _plain(_reduced(image, box))
        small.thumbnail(box, Image.Resampling.LANCZOS)
        if orientation in TURNS:
            small = small.transpose(Image.Transpose(TURNS[orientation]))
        full = (whole[1], whole[0]) if orientation in ON_ITS_SIDE else whole
        return Drawn(*small.size, small.tobytes(), full, cut)

    def _weigh(self, image: "Image", box: tuple[int, int]) -> None:
        """Refuse what would not fit into memory; a JPEG is decoded no larger than it is shown."""
        if image.width * image.height > self._limits.claimed:
            raise TroubleError("too-large")
        if self._sort is Sort.JPEG:
            image.draft("RGB", box)
        deep = 4 if image.mode in {"I", "F"} else 2 if image.mode.startswith("I;16") else 1
        if image.width * image.height * max(3, len(image.getbands())) * deep > self._limits.decoded:
            raise TroubleError("too-large")


def _reduced(image: "Image", box: tuple[int, int]) -> "Image":
    """Make a much too large picture small before its colours are changed: that takes several times its memory."""
    if image.mode == "1":
        image = image.convert("L")
    factor = min(image.width // box[0], image.height // box[1])
    return image.reduce(factor) if factor > 1 and image.mode in REDUCIBLE else image


def _plain(image: "Image") -> "Image":
    """Any mode as RGB on white."""
    from PIL import Image

    if image.mode.startswith("I;16"):
        image = image.convert("I")
    if image.mode in {"I", "F"}:
        image = image.point(lambda value: value * (1 / 256)).convert("L")
    if image.mode in {"RGBA", "LA", "PA", "La", "RGBa"} or "transparency" in image.info:
        clear = image.convert("RGBA")
        ground = Image.new("RGBA", clear.size, WHITE)
        ground.alpha_composite(clear)
        image = ground
    return image.convert("RGB")


class Sheets:
    """A PDF. Scripts, forms and actions in it are never started: the library is built without a script engine."""

    def __init__(self, data: bytearray, limits: Limits) -> None:
        import pypdfium2

        self._limits = limits
        try:
            self._file = pypdfium2.PdfDocument(bytes(data))
        except pypdfium2.PdfiumError as error:
            code = getattr(error, "err_code", None)
            raise TroubleError("encrypted" if code in {PASSWORD, SECURITY} else "damaged") from error
        self.sheets = len(self._file)
        if self.sheets < 1:
            raise TroubleError("damaged")
        self.sheets = min(self.sheets, limits.sheets)

    def draw(self, sheet: int, width: int, height: int) -> Drawn:
        """Draw one sheet so that it fills a box, whatever size it claims."""
        page = self._file[sheet]
        wide, high = page.get_size()
        if not (0 < wide < 1e7 and 0 < high < 1e7):
            raise TroubleError("damaged")
        scale = min(width / wide, height / high)
        size = (max(1, round(wide * scale)), max(1, round(high * scale)))
        bitmap = self._bitmap(page, size)
        full = tuple(min(self._limits.side, max(1, round(side * PRINT))) for side in (wide, high))
        return Drawn(*size, _rows(bitmap, *size), (full[0], full[1]))

    @staticmethod
    def _bitmap(page: Any, size: tuple[int, int]) -> Any:
        """A bitmap of our own size, white, drawn over: the page decides nothing about memory."""
        import pypdfium2

        raw = pypdfium2.raw

        bitmap = pypdfium2.PdfBitmap.new_native(*size, raw.FPDFBitmap_BGR)
        bitmap.fill_rect(WHITE, 0, 0, *size)
        flags = raw.FPDF_ANNOT | raw.FPDF_REVERSE_BYTE_ORDER | raw.FPDF_RENDER_LIMITEDIMAGECACHE
        raw.FPDF_RenderPageBitmap(bitmap, page, 0, 0, *size, 0, flags)
        return bitmap


def _rows(bitmap: Any, width: int, height: int) -> bytes:
    """The pixels without what pads each row."""
    whole, stride = memoryview(bitmap.buffer).cast("B"), bitmap.stride
    if stride == width * 3:
        return bytes(whole[: stride * height])
    return b"".join(bytes(whole[row * stride : row * stride + width * 3]) for row in range(height))


def load(sort: Sort) -> None:
    """Import all that decoding one sort of file needs: once the fences stand, nothing more can be read."""
    if sort is Sort.PDF:
        import pypdfium2  # noqa: F401
    else:
        from PIL import ImageFile, TiffImagePlugin, WebPImagePlugin  # noqa: F401
        from PIL.Image import preinit

        preinit()  # BMP, GIF, JPEG, PNG, and what they lean on


def decoder(data: bytearray, sort: Sort, limits: Limits) -> Pictures | Sheets:
    """Return what draws a file.

    Raises:
        TroubleError: it cannot be drawn.
    """
    return Sheets(data, limits) if sort is Sort.PDF else Pictures(data, sort, limits)
