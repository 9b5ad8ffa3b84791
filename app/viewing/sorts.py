"""What a file is by its first bytes, whatever its name says. Bytes are compared here, never decoded."""

from enum import StrEnum

HEAD = 4096  # bytes that are looked at


class Sort(StrEnum):
    """What a file is. The first seven can be shown."""

    JPEG = "jpeg"
    PNG = "png"
    TIFF = "tiff"
    GIF = "gif"
    BMP = "bmp"
    WEBP = "webp"
    PDF = "pdf"
    HEIC = "heic"
    AVIF = "avif"
    SVG = "svg"
    WORD = "word"
    EXCEL = "excel"
    SLIDES = "slides"
    OFD = "ofd"
    OFFICE = "office"  # doc, xls, ppt, wps, et: an OLE file, which may hold macros
    RTF = "rtf"
    ZIP = "zip"
    ARCHIVE = "archive"
    PROGRAM = "program"
    PAGE = "page"  # HTML or XML
    SOUND = "sound"
    FILM = "film"
    TEXT = "text"
    EMPTY = "empty"
    UNKNOWN = "unknown"


SHOWN = frozenset({Sort.JPEG, Sort.PNG, Sort.TIFF, Sort.GIF, Sort.BMP, Sort.WEBP, Sort.PDF})
SHEETED = frozenset({Sort.PDF, Sort.TIFF})  # one file may hold many sheets
SUFFIXES = frozenset(
    {".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".tif", ".tiff", ".gif", ".bmp", ".webp", ".pdf", ".heic", ".heif"}
)
STARTS = (
    (b"\xff\xd8\xff", Sort.JPEG),
    (b"\x89PNG\r\n\x1a\n", Sort.PNG),
    (b"II*\0", Sort.TIFF),
    (b"MM\0*", Sort.TIFF),
    (b"GIF87a", Sort.GIF),
    (b"GIF89a", Sort.GIF),
    (b"BM", Sort.BMP),
    (b"%PDF-", Sort.PDF),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Sort.OFFICE),
    (b"{\\rtf", Sort.RTF),
    (b"Rar!\x1a\x07", Sort.ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", Sort.ARCHIVE),
    (b"\x1f\x8b", Sort.ARCHIVE),
    (b"BZh", Sort.ARCHIVE),
    (b"\xfd7zXZ\0", Sort.ARCHIVE),
    (b"(\xb5/\xfd", Sort.ARCHIVE),
    (b"MZ", Sort.PROGRAM),
    (b"\x7fELF", Sort.PROGRAM),
    (b"\xca\xfe\xba\xbe", Sort.PROGRAM),
    (b"#!AMR", Sort.SOUND),  # before the next, which it begins with too
    (b"#!", Sort.PROGRAM),
    (b"ID3", Sort.SOUND),
    (b"\xff\xfb", Sort.SOUND),
    (b"OggS", Sort.SOUND),
    (b"fLaC", Sort.SOUND),
    (b"\x1aE\xdf\xa3", Sort.FILM),
    (b"FLV\x01", Sort.FILM),
)
INSIDE_ZIP = (
    (b"word/", Sort.WORD),
    (b"xl/", Sort.EXCEL),
    (b"ppt/", Sort.SLIDES),
    (b"OFD.xml", Sort.OFD),
)
RIFF = {b"WEBP": Sort.WEBP, b"WAVE": Sort.SOUND, b"AVI ": Sort.FILM}
HEIC_BRANDS = frozenset({b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1"})
PDF_WITHIN = 1024  # bytes before which a PDF's own mark must stand, as its readers allow


def sort_of(head: bytes) -> Sort:
    """Return what a file is, from its first `HEAD` bytes (all of a shorter file)."""
    if not head:
        return Sort.EMPTY
    head = head[:HEAD]
    for start, sort in STARTS:
        if head.startswith(start):
            return sort
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return next((sort for name, sort in INSIDE_ZIP if name in head), Sort.ZIP)
    return _framed(head) or _told(head)


def _framed(head: bytes) -> Sort | None:
    """Files whose mark stands a few bytes in."""
    if head.startswith(b"RIFF"):
        return RIFF.get(head[8:12], Sort.UNKNOWN)
    if head[4:8] != b"ftyp":
        return None
    brand = head[8:12]
    if brand in HEIC_BRANDS:
        return Sort.HEIC
    if brand in {b"avif", b"avis"}:
        return Sort.AVIF
    return Sort.SOUND if brand.startswith(b"M4A") else Sort.FILM


def _told(head: bytes) -> Sort:
    """Files that are text, or hold a PDF behind some bytes of their own."""
    if b"%PDF-" in head[:PDF_WITHIN]:
        return Sort.PDF
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(b"<") and b"<svg" in start:
        return Sort.SVG
    if start.startswith((b"<?xml", b"<!doctype", b"<html")):
        return Sort.PAGE
    return Sort.UNKNOWN if b"\0" in head else Sort.TEXT
