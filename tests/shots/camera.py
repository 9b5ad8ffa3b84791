"""Takes the pictures of one combination: opens the window over the practice round and goes through its pages."""

import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from app import paths
from app.services.first_start import Answers, Road, Step
from app.services.setup import SetupService
from app.sync import drives
from ui.shell import Shell

WIDTH, HEIGHT = 1366, 768
PASSPHRASE = "qing shan lv shui chang liu"


class Camera:
    """A window of the size of a village laptop."""

    def __init__(self, application: QApplication, folder: Path) -> None:
        self.application, self.folder = application, folder
        scale = float(os.environ.get("QT_SCALE_FACTOR", "1"))
        self.shell = Shell(application, locked=self.unlock_again)
        self.shell.change_settings(
            language=os.environ.get("SHOT_LANGUAGE", "en"),
            theme=os.environ.get("SHOT_THEME", "light"),
            text_size=int(os.environ.get("SHOT_TEXT", "1")),
        )
        self.shell.resize(round(WIDTH / scale), round(HEIGHT / scale))
        self.shell.show()

    def unlock_again(self) -> None:
        """Stay in this process after locking."""
        self.shell.show_locked()

    def wait(self, until: Callable[[], bool] = lambda: True, seconds: float = 60) -> None:
        """Let the window live until a fact holds and every job has answered."""
        began = quiet = time.monotonic()
        while time.monotonic() - began < seconds:
            self.application.processEvents()
            if not (until() and self.shell.jobs.idle):
                quiet = time.monotonic()
            if time.monotonic() - quiet > 0.5:  # what an answer put on the screen is laid out and painted by then
                return
            time.sleep(0.01)

    def take(self, name: str, widget: QWidget | None = None) -> None:
        """One picture."""
        self.wait()
        (widget or self.shell).grab().save(str(self.folder / f"{name}.png"))


def before_unlocking(camera: Camera) -> Iterator[str]:
    """The pages before a vault is open."""
    shell = camera.shell
    yield "01-first-start"
    page = shell.first_start
    if page is None:
        return
    page.road_buttons[Road.OFFICE][0].click()
    yield "02-first-start-office"
    office = office_vault()
    page._take_road(Road.LAPTOP)
    page._pages[Step.CARD]._take(shell.setup().read_card(office.parent / "card"))
    yield "03-first-start-card"
    page.change(name="李红", staff="A12")
    page._go(Step.PASSPHRASE)
    page._pages[Step.PASSPHRASE].suggest()
    page._pages[Step.PASSPHRASE].passphrase.set_text("123456")
    yield "04-first-start-passphrase"
    page._go(Step.PLACE)
    yield "05-first-start-place"
    page.left.emit()
    shell.unlock.offer((str(office),))
    camera.wait()
    yield "06-unlock"
    shell.unlock.staff.setText("B01")
    shell.unlock.passphrase.set_text("wrong wrong wrong")
    shell.unlock.unlock()
    camera.wait(shell.unlock.banner.isVisible)
    shell.unlock.forgot.click()
    yield "07-unlock-refused"


def practice(camera: Camera) -> Iterator[str]:
    """Every page of the work, over the practice round."""
    shell = camera.shell
    shell.practise()
    camera.wait(lambda: shell.main is not None)
    main = shell.main
    camera.wait(main.guide.isVisible)
    yield "09-guide"
    main.guide.away.click()
    for number, spec in enumerate(main.specs, 10):
        main.go(spec.code, "")
        yield f"{number}-{spec.code.replace(':', '-')}"
    vault = shell.session.vault
    for kind in ("village", "interview", "person", "document_check", "evidence", "finding"):
        from app.storage.types import ListQuery

        rows = vault.rows(kind, vault.list(ListQuery(kind, shell.session.scopes())))
        row = max(rows, key=lambda row: (row.conflicts, row.irregular, row.state == "in_progress"))
        main.go(f"records:{kind}", row.rec)
        yield f"40-{kind}"
    yield from papers(camera)
    yield from evidence(camera)
    main.go("handover", "")
    plug_in(camera, paths.data_folder() / "stick")
    yield "50-handover-plan"
    main.page("handover").hand_over()
    camera.wait(lambda: main.page("handover")._outcome is not None)
    yield "51-handover-done"
    second = main.page("handover").second
    camera.wait(second.isVisible)
    second.pair.second.setCurrentIndex(1)
    second.pair.second.setFocus()  # scrolls there
    main.page("handover").findChild(QScrollArea).ensureWidgetVisible(second)
    yield "52-handover-second"
    main.go("today", "")
    main.palette_box.open()
    main.palette_box.edit.setText("qsw")
    yield "60-search"
    main.palette_box.hide()
    shell.lock()


def plug_in(camera: Camera, folder: Path) -> None:
    """A folder passes for a stick, as a laptop shows one: a picture tells nothing of where it was made."""
    folder.mkdir(exist_ok=True)
    stick = drives.Drive(folder, "KINGSTON", 27_400_000_000, 30_900_000_000, serial="E0D55EA573F4")
    drives.drives = lambda _root=None: [stick]
    drives.folder = lambda _path, _root=None: stick
    page = camera.shell.main.page("handover")
    camera.wait(lambda: page.stick.folder == folder)  # it shows itself within two seconds


def evidence(camera: Camera) -> Iterator[str]:
    """A piece without pages, a page alone, a file that is not shown, the scan of a signed talk."""
    from app.services.evidence import EvidenceService
    from app.storage.types import ListQuery

    main, session = camera.shell.main, camera.shell.session
    main.go("records:evidence", "")
    camera.wait()
    page = main.page("records:evidence")
    view = page.view
    page.open(page.list.service.new("evidence"))
    camera.wait(lambda: view.page is not None)
    view.tabs.setCurrentIndex(0)
    yield "44-evidence-empty"
    folder = paths.data_folder() / "card"
    folder.mkdir(exist_ok=True)
    (folder / "名册.jpg").write_bytes(b"PK\x03\x04" + bytes(26) + b"xl/workbook.xml")
    EvidenceService(session).begin(view.rec, "名册")
    view.intake.take([folder / "名册.jpg"])
    camera.wait(lambda: view.viewer.stack.currentIndex() == 1)
    yield "44-evidence-refused"
    view.tabs.setCurrentIndex(1)
    yield "44-evidence-details"
    for row in session.vault.rows("evidence", session.vault.list(ListQuery("evidence", session.scopes()))):
        if row.state == "taken":
            main.go("records:evidence", row.rec)
    camera.wait(lambda: not view.viewer.canvas.image.isNull())
    view.show_large(on=True)
    yield "44-evidence-large"
    view.show_large(on=False)
    for row in session.vault.rows("interview", session.vault.list(ListQuery("interview", session.scopes()))):
        if session.vault.children(row.rec, "attachment"):
            main.go("records:interview", row.rec)
    talk = main.page("records:interview").view
    camera.wait(lambda: talk.page is not None)
    talk.look_at(0)
    camera.wait(lambda: not talk.looking.viewer.canvas.image.isNull())
    camera.take("44-signed-page", talk.looking)
    talk.looking.close()


def papers(camera: Camera) -> Iterator[str]:
    """A key's question on the checklist, sources side by side, and files that left in clear."""
    from app.services.papers import PaperService

    main = camera.shell.main
    main.go("records:document_check", "")
    camera.wait()
    main.page("records:document_check").list.take("refuse")
    yield "41-document-refused"
    main.page("records:document_check").list.question.close_it()
    vault = camera.shell.session.vault
    from app.storage.types import ListQuery

    for row in vault.rows("finding", vault.list(ListQuery("finding", camera.shell.session.scopes()))):
        main.go("records:finding", row.rec)
        camera.wait()
        view = main.page("records:finding").view
        view.area.ensureWidgetVisible(view.board, 0, 0)
        yield f"42-finding-{row.state or 'draft'}-sources"
    folder = paths.data_folder() / "out"
    folder.mkdir(exist_ok=True)
    service = PaperService(camera.shell.session)
    service.export(camera.shell.session.village, "document_request", folder)
    service.print_blank()
    main.go("papers", "")
    yield "43-papers"
    yield from questionnaires(camera)


def questionnaires(camera: Camera) -> Iterator[str]:
    """Counts, a question asked face to face, and what a villager sees."""
    main = camera.shell.main
    main.go("records:questionnaire", "")
    camera.wait()
    page = main.page("records:questionnaire")
    page.show_argument(next(one.rec for one in page._held if one.state == "in_use"))
    camera.wait()
    page.show_registers()
    yield "44-registers"
    page.go_home()
    page.show_responses()
    yield "44-responses"
    page.go_home()
    camera.wait()
    page.count()
    camera.wait()
    yield "44-counts"
    for tab, name in ((1, "cross"), (2, "compare")):
        page.results.tabs.setCurrentIndex(tab)
        camera.wait()
        yield f"44-counts-{name}"
    page.go_home()
    camera.wait()
    page.start("face_to_face")
    camera.wait(lambda: page.filling is not None)
    yield "45-question"
    page.filling.flush()
    page.service.drop(page.filling.run.key)
    page.go_home()
    yield from ticked_sheets(camera, page)


def ticked_sheets(camera: Camera, page: Any) -> Iterator[str]:
    """How blank sheets are printed, and ticked ones read: what is in doubt, and a sheet as a whole."""
    from tests.app.scan import paper

    page.print_blank()
    camera.wait()
    camera.take("46-print-blank", page.on_paper.dialog)
    page.on_paper.dialog.reject()
    survey, main = page.chosen(), camera.shell.main
    main.go("scanning", survey.rec)
    camera.wait()
    yield "47-scanning"
    scanning, folder = main.page("scanning"), paths.data_folder() / "sheets"
    folder.mkdir(exist_ok=True)
    code = survey.code
    doubtful = paper.everything(code, 1, q03=("2", "4"), q04=())
    files = paper.sheets(folder, code, [("A-0001", doubtful), ("A-0002", paper.everything(code, 0))])
    camera.shell.ask.next([*files, folder / "none.jpg"])
    scanning.choose_pictures()
    camera.wait(lambda: scanning.batch is not None)
    yield "48-doubt"
    while scanning.doubt is not None:
        scanning.doubt.said = True
        scanning.doubt.go_on()
    camera.wait()
    yield "49-sheet"
    from tests.shots.paper_sheets import paper_sheets

    yield from paper_sheets(camera)


def at_the_office(camera: Camera) -> Iterator[str]:
    """The office, freshly founded, with an enrolment that waits."""
    shell = camera.shell
    office = office_vault()
    shell.open(shell.setup().unlock(office, "B01", PASSPHRASE))
    shell.main.go("handover", "")
    plug_in(camera, office.parent / "enrolment")
    camera.wait()
    shell.main.page("handover").hand_over()
    camera.wait(lambda: shell.main.page("handover")._outcome is not None)
    yield "70-office-enrolment"
    shell.main.go("today", "")
    yield "71-office-today"
    shell.main.go("settings", "")
    camera.wait()
    shell.main.page("settings").office.confirm_card.show()  # as after the folder was put on another computer
    yield "72-office-settings"


def office_vault() -> Path:
    """An office and the enrolment of one laptop, made once for all combinations."""
    folder = paths.data_folder() / "made"
    if not (folder / "office").exists():
        from app.services.handover import HandoverService

        setup = SetupService()
        common = {"passphrase": PASSPHRASE, "again": PASSPHRASE}
        setup.make(
            Answers(
                Road.OFFICE, office_name="青山县委巡察办", card_folder=folder / "card", name="周敏", staff="B01",
                folder=folder / "office", **common,
            )
        ).vault.close()  # fmt: skip
        card = setup.read_card(folder / "card")
        laptop = setup.make(
            Answers(Road.LAPTOP, card=card, name="李红", staff="A12", folder=folder / "laptop", **common)
        )
        (folder / "enrolment").mkdir()
        HandoverService(laptop).hand_over(folder / "enrolment")
        laptop.vault.close()
    return folder / "office"


def main(folder: Path) -> int:
    """Go through everything."""
    application = QApplication([])
    camera = Camera(application, folder)
    for old in folder.glob("*.png"):
        old.unlink()
    for walk in (before_unlocking, practice, at_the_office):
        for name in walk(camera):
            camera.take(name)
    camera.shell.close()
    camera.shell.shut()
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
