"""Sending a PDF of ours to a printer: each page is drawn at the printer's own size, in grey, at 300 dots an inch.

Qt's own PDF module is not in Essentials, so PDFium draws. The pages stay in memory; nothing is written to a disk here.
"""

from typing import TYPE_CHECKING

from app.errors import AppError

if TYPE_CHECKING:
    from pypdfium2 import PdfPage
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtPrintSupport import QPrinter

DPI = 300  # a 16-point character is 66 dots high: as sharp as office printers print


class PaperNotPrintedError(AppError):
    """A printer did not take a paper; the log keeps the attempt. Data: ``printer``."""


def printers() -> list[str]:
    """Names of the printers of this computer, the usual one first; empty where there is none."""
    from PySide6.QtPrintSupport import QPrinterInfo

    names = QPrinterInfo.availablePrinterNames()
    usual = QPrinterInfo.defaultPrinterName()
    return sorted(names, key=lambda name: name != usual)


def printer(name: str) -> "QPrinter":
    """A printer by its name, set to A4."""
    from PySide6.QtGui import QPageSize
    from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

    made = QPrinter(QPrinterInfo.printerInfo(name), QPrinter.PrinterMode.HighResolution)
    made.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    made.setFullPage(True)
    return made


def send(pdf: bytes, to: "QPrinter", name: str) -> int:
    """Print every page and return how many there were. May run on any thread.

    Raises:
        PaperNotPrintedError: the printer does not take it.
    """
    from pypdfium2 import PdfDocument
    from PySide6.QtGui import QPainter

    to.setDocName(name)
    to.setResolution(DPI)
    document, painter = PdfDocument(pdf), QPainter()
    try:
        if not painter.begin(to):
            raise PaperNotPrintedError(printer=to.printerName())
        for place, page in enumerate(document):
            if place and not to.newPage():
                raise PaperNotPrintedError(printer=to.printerName())
            _draw(page, painter, to)
        count = len(document)
    finally:
        painter.end()
        document.close()
    return count


def _draw(page: "PdfPage", painter: "QPainter", to: "QPrinter") -> None:
    from PySide6.QtPrintSupport import QPrinter

    sheet = to.paperRect(QPrinter.Unit.DevicePixel)
    painter.drawImage(sheet.translated(-sheet.topLeft()), _image(page))
    page.close()


def _image(page: "PdfPage") -> "QImage":
    from PySide6.QtGui import QImage

    drawn = page.render(scale=DPI / 72, grayscale=True)
    shape = QImage.Format.Format_Grayscale8
    image = QImage(bytes(drawn.buffer), drawn.width, drawn.height, drawn.stride, shape).copy()
    drawn.close()
    return image


__all__ = ["PaperNotPrintedError", "printer", "printers", "send"]
