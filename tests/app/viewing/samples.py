"""Hostile and broken files, made here: bombs, lies about sizes, cut and scrambled files, PDFs that would act."""

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator

from PIL import Image

SHOWN, REFUSED, EITHER = "shown", "refused", "either"


def picture(form: str, size: tuple[int, int] = (320, 440), mode: str = "RGB", **more: object) -> bytes:
    """A picture of grey noise with a dark bar, in any format that Pillow writes."""
    seeded = random.Random(1)  # noqa: S311 - noise
    small = Image.frombytes("L", (40, 55), bytes(seeded.randrange(120, 255) for _ in range(40 * 55)))
    made = small.resize(size).convert(mode)
    out = io.BytesIO()
    made.save(out, form, **more)
    return out.getvalue()


def png(width: int, height: int, data: bytes, depth: int = 8, colour: int = 2) -> bytes:
    """A PNG that claims a size, whatever its data are."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def packed(byte: int, size: int) -> bytes:
    """So many equal bytes, packed to a thousandth: one block that is repeated, as nobody unpacks it here."""
    mod = 65521
    raw = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = raw.compress(bytes([byte]) * (1 << 20)) + raw.flush(zlib.Z_FULL_FLUSH)
    rest = zlib.compressobj(9, zlib.DEFLATED, -15)
    last = rest.compress(bytes([byte]) * (size & 0xFFFFF)) + rest.flush()
    adler = (size + byte * size * (size + 1) // 2) % mod << 16 | (1 + byte * size) % mod
    return b"\x78\xda" + block * (size >> 20) + last + struct.pack(">I", adler)


def zeros(size: int) -> bytes:
    """So many zero bytes, packed."""
    return packed(0, size)


def tiff(entries: dict[int, tuple[int, int, int]], after: int = 0, tail: bytes = b"") -> bytes:
    """A TIFF of one directory: tag → (type, count, value); ``after`` is where the next directory claims to be."""
    body = struct.pack("<2sHIH", b"II", 42, 8, len(entries))
    for tag, (kind, count, value) in sorted(entries.items()):
        body += struct.pack("<HHII", tag, kind, count, value)
    return body + struct.pack("<I", after) + tail


def sized_tiff(width: int, height: int, compression: int = 1, after: int = 0) -> bytes:
    """A grey TIFF that claims a size."""
    strip = zeros(1 << 20)
    at = 8 + 2 + 9 * 12 + 4
    return tiff(
        {
            256: (4, 1, width), 257: (4, 1, height), 258: (3, 1, 8), 259: (3, 1, compression), 262: (3, 1, 1),
            273: (4, 1, at), 277: (3, 1, 1), 278: (4, 1, height), 279: (4, 1, len(strip)),
        },
        after,
        strip,
    )  # fmt: skip


def pdf(*objects: bytes, root: bytes = b"1 0 R", more: bytes = b"") -> bytes:
    """A PDF of these objects, numbered from 1, with a true cross reference."""
    out, places = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<</Size %d/Root %b%b>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, root, more, start)
    return bytes(out)


CATALOGUE, TREE = b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 400]/Resources<</Font<</F 5 0 R>>>>/Contents 4 0 R>>"
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def stream(data: bytes, keys: bytes = b"") -> bytes:
    """A PDF stream."""
    return b"<</Length %d%b>>stream\n%b\nendstream" % (len(data), keys, data)


WORDS = stream(b"BT /F 24 Tf 40 300 Td (Voucher 12) Tj ET 40 100 200 50 re f")


def acting(action: bytes, *more: bytes) -> bytes:
    """A PDF that does something when opened."""
    return pdf(b"<</Type/Catalog/Pages 2 0 R/OpenAction 6 0 R>>", TREE, PAGE, WORDS, FONT, action, *more)


def boxed(box: bytes, more: bytes = b"") -> bytes:
    """A PDF whose page claims a size."""
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[%b]%b/Resources<</Font<</F 5 0 R>>>>/Contents 4 0 R>>" % (box, more)
    return pdf(CATALOGUE, TREE, page, WORDS, FONT)


def locked() -> bytes:
    """A PDF with a password to open it (standard handler, made-up keys)."""
    lock = b"<</Filter/Standard/V 2/R 3/Length 128/P -44/O<" + b"11" * 32 + b">/U<" + b"22" * 32 + b">>>"
    ids = b"/Encrypt 6 0 R/ID[<%b><%b>]" % (b"ab" * 16, b"ab" * 16)
    return pdf(CATALOGUE, TREE, PAGE, WORDS, FONT, lock, more=ids)


def flate_bomb(size: int = 1 << 30) -> bytes:
    """A page whose words unpack to a gigabyte of spaces."""
    return pdf(CATALOGUE, TREE, PAGE, stream(packed(32, size), b"/Filter/FlateDecode"), FONT)


def nested_filters() -> bytes:
    """A stream packed again and again."""
    data = packed(32, 1 << 30)
    for _ in range(3):
        data = zlib.compress(data, 9)
    return pdf(CATALOGUE, TREE, PAGE, stream(data, b"/Filter[" + b"/FlateDecode" * 4 + b"]"), FONT)


def ring_of_pages() -> bytes:
    """A page tree that contains itself."""
    return pdf(CATALOGUE, b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 99999999>>")


def deep_pages(depth: int = 3000) -> bytes:
    """A page tree thousands deep."""
    nodes = [b"<</Type/Pages/Kids[%d 0 R]/Count 1>>" % (number + 3) for number in range(depth)]
    return pdf(CATALOGUE, *nodes, b"<</Type/Page/MediaBox[0 0 300 400]>>")


def drawn_in_itself() -> bytes:
    """A form that draws itself."""
    form = stream(b"/X Do /X Do", b"/Type/XObject/Subtype/Form/BBox[0 0 300 400]/Resources<</XObject<</X 4 0 R>>>>")
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 400]/Resources<</XObject<</X 4 0 R>>>>/Contents 5 0 R>>"
    return pdf(CATALOGUE, TREE, page, form, stream(b"/X Do"))


def laughing(depth: int = 12, each: int = 12) -> bytes:
    """Forms of forms of forms: a few bytes that draw for ever."""
    forms = [
        stream(
            b"/X Do " * each if number < depth else b"0 0 9 9 re f",
            b"/Type/XObject/Subtype/Form/BBox[0 0 300 400]/Resources<</XObject<</X %d 0 R>>>>" % (number + 6),
        )
        for number in range(depth + 1)
    ]
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 400]/Resources<</XObject<</X 5 0 R>>>>/Contents 4 0 R>>"
    return pdf(CATALOGUE, TREE, page, stream(b"/X Do"), *forms)


def huge_image_in_pdf() -> bytes:
    """A PDF with a picture that claims 60,000 × 60,000 points."""
    keys = b"/Type/XObject/Subtype/Image/Width 60000/Height 60000/ColorSpace/DeviceRGB/BitsPerComponent 8"
    image = stream(zeros(1 << 22), keys + b"/Filter/FlateDecode")
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 400]/Resources<</XObject<</I 5 0 R>>>>/Contents 4 0 R>>"
    return pdf(CATALOGUE, TREE, page, stream(b"300 0 0 400 0 0 cm /I Do"), image)


def deep_brackets() -> bytes:
    """An object of half a million opening brackets."""
    return pdf(CATALOGUE, TREE, PAGE, stream(b"[" * 500_000), FONT, b"[" * 500_000)


def embedded() -> bytes:
    """A PDF that carries a program."""
    names = b"<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles<</Names[(x.exe)6 0 R]>>>>>>"
    spec = b"<</Type/Filespec/F(x.exe)/EF<</F 7 0 R>>>>"
    return pdf(names, TREE, PAGE, WORDS, FONT, spec, stream(b"MZ" + bytes(4000), b"/Type/EmbeddedFile"))


def bad_xref() -> bytes:
    """A PDF whose cross reference points behind its end."""
    whole = pdf(CATALOGUE, TREE, PAGE, WORDS, FONT)
    return whole[: whole.rindex(b"startxref")] + b"startxref\n999999999\n%%EOF"


def office_zip(folder: str, *, macro: bool, bomb: int = 0) -> bytes:
    """A docx, xlsx or pptx; with macros, or with a bomb inside."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("[Content_Types].xml", "<Types/>")
        made.writestr(f"{folder}/document.xml", " " * bomb if bomb else "<document/>")
        if macro:
            made.writestr(f"{folder}/vbaProject.bin", b"\xd0\xcf\x11\xe0" + bytes(900))
    return out.getvalue()


def zip_bomb() -> bytes:
    """Two hundred megabytes of nothing in a small zip file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made, made.open("page.jpg", "w") as file:
        for _ in range(50):
            file.write(bytes(4 << 20))
    return out.getvalue()


def huge_jpeg() -> bytes:
    """A JPEG that claims 65,500 × 65,500 points and holds a thumbnail's data."""
    whole = bytearray(picture("JPEG"))
    at = whole.index(b"\xff\xc0") + 5
    whole[at : at + 4] = struct.pack(">HH", 65500, 65500)
    return bytes(whole)


def progressive_scans(count: int = 20) -> bytes:
    """A JPEG that goes over a large picture again and again."""
    whole = picture("JPEG", (4000, 5000), progressive=True)
    last = whole.rindex(b"\xff\xda")
    return whole[:-2] + whole[last:-2] * count + b"\xff\xd9"


def huge_gif() -> bytes:
    """A GIF that claims 65,535 × 65,535 points."""
    whole = bytearray(picture("GIF", mode="P"))
    whole[6:10] = struct.pack("<HH", 65535, 65535)
    return bytes(whole)


def huge_bmp() -> bytes:
    """A BMP that claims two thousand million points, run-length packed."""
    head = struct.pack("<IiiHHIIiiII", 40, 45000, 45000, 1, 8, 1, 0, 0, 0, 256, 0)
    data = bytes(1024) + b"\xff\x00" * 2000
    return struct.pack("<2sIHHI", b"BM", 14 + 40 + len(data), 0, 0, 14 + 40 + 1024) + head + data


def huge_webp() -> bytes:
    """A lossless WebP that claims 16,383 × 16,383 points."""
    whole = bytearray(picture("WEBP", lossless=True))
    at = whole.index(b"VP8L") + 9
    bits = struct.unpack_from("<I", whole, at)[0] & ~0xFFFFFFF | 16382 | 16382 << 14
    struct.pack_into("<I", whole, at, bits)
    return bytes(whole)


def ringed_tiff() -> bytes:
    """A TIFF whose second directory is its first."""
    return sized_tiff(1000, 1000, 8, after=8)


def many_tags() -> bytes:
    """A PNG with two hundred thousand packed comments."""
    whole = picture("PNG")
    body = b"k\0\0" + zlib.compress(bytes(1 << 20), 9)
    chunk = struct.pack(">I", len(body)) + b"zTXt" + body + struct.pack(">I", zlib.crc32(b"zTXt" + body))
    return whole[:33] + chunk * 2000 + whole[33:]


def entities() -> bytes:
    """An SVG of a thousand million laughs."""
    lines = [f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10)]
    return ('<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY l0 "ha">' + "".join(lines) + "]><svg>&l9;</svg>").encode()


SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg"><script>fetch("http://example.invalid/")</script>'
    b'<image href="file:///etc/passwd"/><image href="http://example.invalid/a.png"/></svg>'
)
SCRIPT = b"<</S/JavaScript/JS(while\\(true\\){app.alert\\(1\\)})>>"
LAUNCH = b"<</S/Launch/F(cmd.exe)/Win<</F(cmd.exe)/P(/c calc)>>>>"
URI = b"<</S/URI/URI(http://example.invalid/x)>>"
REMOTE = b"<</S/GoToR/F(\\\\\\\\example.invalid\\\\share\\\\x.pdf)/D[0/Fit]>>"
SUBMIT = b"<</S/SubmitForm/F(http://example.invalid/)/Flags 0>>"
XFA = b"<</Type/Catalog/Pages 2 0 R/AcroForm<</XFA 6 0 R/Fields[]>>>>"


def noise(size: int, seed: int = 7) -> bytes:
    """Bytes that mean nothing."""
    return random.Random(seed).randbytes(size)  # noqa: S311 - noise


def scrambled(whole: bytes, seed: int = 3) -> bytes:
    """A file with two hundred bytes changed behind its head."""
    dice, made = random.Random(seed), bytearray(whole)  # noqa: S311 - noise
    for _ in range(200):
        made[dice.randrange(40, len(made))] = dice.randrange(256)
    return bytes(made)


def page_pdf() -> bytes:
    """A sound page."""
    return pdf(CATALOGUE, TREE, PAGE, WORDS, FONT)


Made = tuple[str, Callable[[], bytes], str]
FORMS = (("jpg", "JPEG"), ("png", "PNG"), ("tif", "TIFF"), ("gif", "GIF"), ("bmp", "BMP"), ("webp", "WEBP"))
SAMPLES: tuple[Made, ...] = (
    # what is shown in spite of what it would like to do
    ("script.pdf", lambda: acting(SCRIPT), SHOWN),
    ("launch.pdf", lambda: acting(LAUNCH), SHOWN),
    ("link.pdf", lambda: acting(URI), SHOWN),
    ("share.pdf", lambda: acting(REMOTE), SHOWN),
    ("submit.pdf", lambda: acting(SUBMIT), SHOWN),
    ("form-xfa.pdf", lambda: pdf(XFA, TREE, PAGE, WORDS, FONT, stream(b"<xdp/>")), SHOWN),
    ("carries-program.pdf", embedded, SHOWN),
    ("broken-xref.pdf", bad_xref, SHOWN),
    ("bytes-before.pdf", lambda: b"MIME junk\r\n" + page_pdf(), SHOWN),
    ("named-wrong.jpg", page_pdf, SHOWN),
    ("named-wrong.pdf", lambda: picture("JPEG"), SHOWN),
    ("jpeg-and-zip.jpg", lambda: picture("JPEG") + zip_bomb(), SHOWN),
    ("jpeg-and-pdf.jpg", lambda: picture("JPEG") + page_pdf(), SHOWN),
    ("png-and-script.png", lambda: picture("PNG") + b"<script>alert(1)</script>", SHOWN),
    ("gif-and-js.gif", lambda: picture("GIF", mode="P") + b"*/=1;alert(1)//", SHOWN),
    ("box-huge.pdf", lambda: boxed(b"0 0 14400000 14400000"), EITHER),
    ("box-tiny.pdf", lambda: boxed(b"0 0 0.0001 0.0001"), EITHER),
    ("box-mad.pdf", lambda: boxed(b"-1e38 -1e38 1e38 1e38", b"/UserUnit 1e9"), EITHER),
    ("box-thin.pdf", lambda: boxed(b"0 0 14400 1"), EITHER),
    # bombs
    ("bomb-flate.pdf", flate_bomb, EITHER),
    ("bomb-nested.pdf", nested_filters, EITHER),
    ("bomb-forms.pdf", laughing, EITHER),
    ("bomb-image.pdf", huge_image_in_pdf, EITHER),
    ("ring-of-pages.pdf", ring_of_pages, EITHER),
    ("deep-pages.pdf", deep_pages, EITHER),
    ("draws-itself.pdf", drawn_in_itself, EITHER),
    ("brackets.pdf", deep_brackets, EITHER),
    ("locked.pdf", locked, REFUSED),
    ("bomb.png", lambda: png(50_000, 50_000, zeros(64 << 20)), REFUSED),
    ("bomb-most.png", lambda: png(2**31 - 1, 2**31 - 1, zeros(1 << 20)), REFUSED),
    ("bomb-within.png", lambda: png(7_000, 7_000, zeros(7_000 * 21_001)), SHOWN),
    ("bomb-comments.png", many_tags, EITHER),
    ("bomb.jpg", huge_jpeg, REFUSED),
    ("bomb-scans.jpg", progressive_scans, EITHER),
    ("bomb.gif", huge_gif, EITHER),
    ("bomb.bmp", huge_bmp, REFUSED),
    ("bomb.webp", huge_webp, EITHER),
    ("bomb.tif", lambda: sized_tiff(60_000, 60_000, 8), REFUSED),
    ("ring.tif", ringed_tiff, EITHER),
    ("bomb-zip.jpg", zip_bomb, REFUSED),
    ("bomb-zip.docx", lambda: office_zip("word", macro=False, bomb=100 << 20), REFUSED),
    # what is told by its bytes and not shown
    ("macro.docm", lambda: office_zip("word", macro=True), REFUSED),
    ("macro.xlsm", lambda: office_zip("xl", macro=True), REFUSED),
    ("macro-renamed.pdf", lambda: office_zip("xl", macro=True), REFUSED),
    ("old.doc", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4000), REFUSED),
    ("drawing.svg", lambda: SVG, REFUSED),
    ("laughs.svg", entities, REFUSED),
    ("svg-renamed.png", lambda: SVG, REFUSED),
    ("page.html", lambda: b"<html><script>1</script></html>", REFUSED),
    ("program.jpg", lambda: b"MZ" + noise(4000), REFUSED),
    ("phone.heic", lambda: b"\0\0\0\x18ftypheic" + noise(4000), REFUSED),
    ("nothing.jpg", lambda: b"", REFUSED),
    ("one-byte.png", lambda: b"\x89", REFUSED),
    ("noise.jpg", lambda: b"\xff\xd8\xff\xe0" + noise(20_000), REFUSED),
    ("noise.pdf", lambda: b"%PDF-1.7\n" + noise(20_000), REFUSED),
    ("noise.tif", lambda: b"II*\0" + noise(20_000), REFUSED),
    ("noise.webp", lambda: b"RIFF\x10\x20\0\0WEBPVP8L" + noise(8000), REFUSED),
)


def cut() -> Iterator[Made]:
    """Each format cut in the middle, cut in its head, and with bytes changed."""
    for suffix, form in FORMS:
        whole = picture(form, mode="P" if form == "GIF" else "RGB")
        yield f"half.{suffix}", lambda whole=whole: whole[: len(whole) // 2], EITHER
        yield f"head.{suffix}", lambda whole=whole: whole[:30], REFUSED
        yield f"scrambled.{suffix}", lambda whole=whole: scrambled(whole), EITHER
    whole = page_pdf()
    yield "half.pdf", lambda: whole[: len(whole) // 2], EITHER
    yield "scrambled.pdf", lambda: scrambled(whole), EITHER


def all_samples() -> tuple[Made, ...]:
    """Every sample: name, what makes it, and what is expected."""
    return (*SAMPLES, *cut())
