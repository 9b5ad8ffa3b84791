"""A piece of many pages in a window of its own process, measured: ``python -m … FOLDER COUNT WIDTH HEIGHT``.

Takes in COUNT photos of that size and one PDF of as many sheets, opens the piece, goes through pages and the strip, and
prints one line of JSON. The photos are made by another process: a decoder has no place in this one.
"""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication

from app.services.evidence import EvidenceService
from app.services.evidence_showing import ShowingService
from app.settings import Settings
from tests.app.services import records_world
from tests.app.viewing.sitting import DECODERS, peak
from ui.ask import Ask
from ui.desk import Desk
from ui.jobs import JobRunner
from ui.notices import Notices
from ui.pages.evidence import EvidencePage

PATIENCE = 120  # seconds


class NeverShownError(Exception):
    """A page did not come."""


class Window:
    """A page of evidence over a vault."""

    def __init__(self, application: QApplication, folder: Path) -> None:
        self.application = application
        self.world = records_world.make(folder)
        self.jobs = JobRunner()
        self.desk = Desk(
            session=self.world.session, jobs=self.jobs, notices=Notices(), ask=Ask(), go=lambda *_: None,
            settings=Settings, change_settings=lambda **_: None, extra={},
        )  # fmt: skip

    def wait(self, until: Callable[[], bool]) -> float:
        """Let the window live until a fact holds; returns how long that took."""
        began = time.monotonic()
        while not until():
            if time.monotonic() - began > PATIENCE:
                raise NeverShownError
            self.application.processEvents()
            time.sleep(0.002)
        return round(time.monotonic() - began, 3)

    def close(self) -> None:
        """End everything."""
        self.jobs.close()
        self.world.vault.close()


def main(folder: Path, photos: list[Path]) -> None:
    """Take in, open, walk, measure, print."""
    window = Window(QApplication([]), folder / "vault")
    evidence, showing = EvidenceService(window.world.session), ShowingService(window.world.session)
    rec = window.world.put("evidence", {"title": "凭证", "sort": "copy"})
    began = time.monotonic()
    evidence.spread(evidence.take_pages(rec, photos).pages, showing)
    showing.close()
    told: dict[str, object] = {"pages": len(evidence.pages(rec)), "taking": round(time.monotonic() - began, 1)}
    begun = peak()
    page = EvidencePage(window.desk)
    page.resize(1180, 700)
    page.show()
    view = page.view
    canvas, viewer, strip = view.viewer.canvas, view.viewer, view.strip
    page.open(rec)
    told["first"] = window.wait(lambda: not canvas.image.isNull())
    told["asked"] = window.wait(lambda: view.pictures._thumb is None and not view.pictures._wished)
    told["thumbs"] = len(view.pictures._thumbs)
    seconds = []
    for place in range(1, min(21, len(viewer.leaves) // 4)):
        viewer.go_to(place)
        seconds.append(window.wait(lambda: not canvas.image.isNull()))
    told["next"] = sorted(seconds)[len(seconds) // 2]
    viewer.go_to(len(viewer.leaves) - 1)
    told["last"] = window.wait(lambda: not canvas.image.isNull())
    viewer.go_to(len(viewer.leaves) - 2)
    told["last but one"] = window.wait(lambda: not canvas.image.isNull())
    bar = strip.verticalScrollBar()
    for place in range(0, bar.maximum(), max(1, bar.maximum() // min(40, len(viewer.leaves) // 4))):
        bar.setValue(place)
        window.wait(lambda: view.pictures._thumb is None and not view.pictures._wished)
    for _ in range(6):
        canvas.zoom_by(1.5)
    window.wait(lambda: window.jobs.idle)
    told |= {"before": begun, "peak": peak(), "decoders": [n for n in DECODERS if n in sys.modules and "Qt" not in n]}
    page.flush()
    page.close()
    window.close()
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main(Path(sys.argv[1]), [Path(name) for name in sys.argv[2:]])
