"""A process with an open vault that is shown hostile files, and measures itself: ``python -m … FOLDER OF FILES``.

It makes a vault beside the files, takes each in as a page of one piece of evidence, shows each, and prints one line of
JSON. Nothing here may import a decoder: that is one of the things it reports.
"""

import json
import sys
import tempfile
import time
from pathlib import Path

from app.services.evidence import EvidenceService
from app.services.evidence_showing import ShowingService
from app.viewing.showing import CannotShowError
from app.words import words
from tests.app.services import records_world

DECODERS = (
    "PIL",
    "pypdfium2",
    "pypdfium2_raw",
    "PySide6.QtGui",
    "cv2",
    "numpy",
    "zxingcpp",
    "openpyxl",
    "docx",
    "lxml",
)
BOX = (1000, 1400)  # pixels


def peak() -> int:
    """The most memory this process ever had, in kilobytes; 0 where the system does not say."""
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return next((int(line.split()[1]) for line in lines if line.startswith("VmHWM")), 0)


def shown(showing: ShowingService, file: str) -> dict[str, object]:
    """What became of one file, and how long it took."""
    began, told = time.monotonic(), {}
    try:
        sort = showing.facts(file).sort.value
        picture = showing.draw(file, 0, *BOX)
        told = {"result": "shown", "size": [picture.width, picture.height], "bytes": len(picture.pixels)}
    except CannotShowError as error:
        told = {"result": "refused", "why": error.data["rule"], "words": words(error, "zh_CN")}
    return {"sort": sort, **told, "seconds": round(time.monotonic() - began, 2)}


def main(folder: Path) -> None:
    """Take in, show, measure, print."""
    paths = sorted(path for path in folder.iterdir() if path.is_file())
    with tempfile.TemporaryDirectory(dir=folder) as made:
        world = records_world.make(Path(made))
        evidence, showing = EvidenceService(world.session, world.clock.local), ShowingService(world.session)
        piece = world.put("evidence", {"title": "演练材料", "sort": "copy"})
        evidence.take_pages(piece, paths)
        pages = evidence.pages(piece)
        before, changes = peak(), len(world.vault.history(piece))
        files = {str(page.values["original_name"]): shown(showing, str(page.values["file"])) for page in pages}
        showing.close()
        told = {
            "files": files,
            "grown": peak() - before,
            "peak": peak(),
            "decoders": [name for name in DECODERS if name in sys.modules],
            "altered": evidence.altered(piece) + world.vault.database.check(),
            "written": len(world.vault.history(piece)) - changes,
        }
        world.vault.close()
    sys.stdout.write(json.dumps(told, ensure_ascii=False))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
