"""Nothing of others is decoded in the process of the vault: who may import a decoder, and who may load a picture."""

import ast

import pytest

# what opens pictures, PDFs, films, archives of others
DECODERS = {
    "PIL",
    "pypdfium2",
    "pypdfium2_raw",
    "cv2",
    "imageio",
    "fitz",
    "pikepdf",
    "pypdf",
    "pdfminer",
    "pillow_heif",
}
MAY_IMPORT = {
    "app/viewing/decoders.py",  # runs in the process apart, behind its fences
    "ui/widgets/paper_printing.py",  # draws only PDFs this program has just made, for the printer
}
LOADERS = {"QImageReader", "QMovie", "QPdfDocument", "QSvgRenderer", "QSvgWidget"}
LOADING = {"loadFromData", "fromData", "loadFromDevice"}
FROM_FILE = {"QImage", "QPixmap", "QPicture", "QIcon", "QBitmap"}
MAY_LOAD = {"ui/icons.py"}  # our own drawings, in resources


def imported(node):
    if isinstance(node, ast.Import):
        return {alias.name.partition(".")[0] for alias in node.names}
    if isinstance(node, ast.ImportFrom):
        return {str(node.module).partition(".")[0]}
    return set()


def loads(node):
    """Whether a call makes Qt decode something: a reader, bytes handed over, or a name of a file."""
    if not isinstance(node, ast.Call):
        return False
    name = getattr(node.func, "attr", getattr(node.func, "id", ""))
    if name in LOADERS or name in LOADING:
        return True
    if name not in FROM_FILE or not node.args:
        return False
    first = node.args[0]
    text = isinstance(first, ast.JoinedStr) or (isinstance(first, ast.Constant) and isinstance(first.value, str))
    called = isinstance(first, ast.Call) and getattr(first.func, "id", "") in {"str", "bytes"}
    # QImage(pixels, width, height, bytes a row, format) is plain pixels; QImage("file"), QPixmap(path) are not
    return (
        text
        or (called and len(node.args) < 4)
        or (isinstance(first, ast.Name) and first.id in {"path", "file", "data"})
    )


def offences(tree, parsed, name):
    for node in ast.walk(parsed):
        if name not in MAY_IMPORT and imported(node) & DECODERS:
            yield f"{name}:{node.lineno} imports a decoder: ask app.viewing.showing for pixels"
        if name not in MAY_LOAD and loads(node):
            yield f"{name}:{node.lineno} lets Qt decode a file: ask app.viewing.showing for pixels"


def suspects(tree, *words):
    """Files that name one of these words at all: only they need to be parsed."""
    return [file for file in tree.python("app", "ui") if any(word in file.read_text("utf-8") for word in words)]


def test_only_the_process_apart_decodes(tree):
    files = suspects(tree, *DECODERS, *LOADERS, *LOADING, *FROM_FILE)
    assert len(files) > 5
    assert [one for file in files for one in offences(tree, tree.parsed(file), tree.name(file))] == []


def test_nothing_of_ours_imports_the_decoders_beside_the_worker(tree):
    files = suspects(tree, "app.viewing.decoders", "app.viewing import decoders")
    assert {tree.name(file) for file in files} == {"app/viewing/worker.py"}


@pytest.mark.parametrize(
    "line",
    [
        "import PIL.Image",
        "from PIL import Image",
        "def f():\n    import pypdfium2",
        "QImage('a.png')",
        "QPixmap(str(path))",
        "QPixmap(path)",
        "QImage.fromData(data)",
        "pixmap.loadFromData(data)",
        "QImageReader(buffer)",
        "QMovie(name)",
        "QtGui.QIcon(f'{folder}/a.png')",
    ],
)
def test_the_check_sees_every_way_to_decode(tree, line):
    assert list(offences(tree, ast.parse(line), "ui/x.py"))


@pytest.mark.parametrize("line", ["QImage()", "QImage(bytes(p), w, h, w * 3, form)", "QPixmap(16, 16)", "QIcon()"])
def test_the_check_leaves_plain_pixels_alone(tree, line):
    assert list(offences(tree, ast.parse(line), "ui/x.py")) == []
