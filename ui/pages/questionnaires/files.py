"""Files of a response being filled in: chosen as answers, and shown where they belong to questions and choices."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage

from app.services.evidence_showing import ShowingService
from ui.desk import Desk
from ui.pages.questionnaires.choosing import Choosing, images
from ui.pages.questionnaires.question import QuestionBox
from ui.widgets.viewer_pictures import image_of

if TYPE_CHECKING:
    from ui.pages.questionnaires.filling import Filling

PATTERNS = {
    "image": "*.jpg *.jpeg *.png *.webp *.bmp *.tif *.tiff *.heic",
    "audio": "*.m4a *.mp3 *.wav *.amr *.aac *.ogg *.flac",
    "video": "*.mp4 *.mov *.avi *.mkv *.3gp",
}
BOX = (640, 360)  # a picture of a question fits into so many pixels
BUTTON = (192, 144)


class Files(QObject):
    """Belongs to one `Filling`."""

    def __init__(self, desk: Desk, filling: "Filling") -> None:
        super().__init__(filling)
        self._desk, self._filling = desk, filling
        self._showing = ShowingService(desk.session)
        self._held: dict[str, str] | None = None
        self._shown: dict[tuple[str, int], QImage] = {}

    # -- as answers ----------------------------------------------------------------------------------------------

    def ask(self, reference: str) -> None:
        """Let a file be chosen and keep it as the answer."""
        filling = self._filling
        box = next(box for box in filling.boxes if box.question.reference == reference)
        sort = box.question.settings.get("mediatype", "").partition("/")[0]
        pattern = f"{PATTERNS[sort]}" if sort in PATTERNS else ""
        path = self._desk.ask.open_path(filling, self.tr("A file as an answer"), pattern and f"({pattern})")
        if path is None:
            return
        service, run = filling.service, filling.run
        job = self._desk.jobs.job(filling, lambda progress: service.keep_file(run, path, progress))
        job.then(lambda name: self._kept(reference, name)).otherwise(filling.banner.trouble).start()

    def _kept(self, reference: str, name: str) -> None:
        self._filling.give(reference, name)

    def sure(self) -> bool:
        """Ask before answers are taken away."""
        text = self.tr("What was answered in it will be forgotten.")
        return self._desk.ask.confirm(self._filling, self.tr("Remove this part?"), text, self.tr("Remove"), danger=True)

    # -- beside words --------------------------------------------------------------------------------------------

    def show_pictures(self, boxes: Sequence[QuestionBox]) -> None:
        """Show the pictures of these questions and their choices; each is decoded in a fenced process."""
        for box in boxes:
            name = images(box.question.media).get("image", "")
            if name:
                self._bring(name, BOX, box, "")
            if isinstance(box.editor, Choosing):
                for value, picture in box.editor.pictures().items():
                    self._bring(picture, BUTTON, box, value)

    def _bring(self, name: str, size: tuple[int, int], box: QuestionBox, value: str) -> None:
        attachment = self._attachment(name)
        kept = self._shown.get((name, size[0]))
        if kept is not None:
            self._put(box, value, kept)
        elif attachment:
            showing = self._showing
            job = self._desk.jobs.free(box, lambda progress: image_of(showing.draw(attachment, 0, *size, progress)))
            # a picture that cannot be shown leaves its question as it is: its words are there
            job.then(lambda image: self._came(name, size, box, value, image)).otherwise(lambda _: None).start()

    def _attachment(self, name: str) -> str:
        if self._held is None:
            self._held = dict(self._filling.service.media(self._filling.run.questionnaire))
        return self._held.get(name, "")

    def _came(self, name: str, size: tuple[int, int], box: QuestionBox, value: str, image: QImage) -> None:
        self._shown[name, size[0]] = image
        self._put(box, value, image)

    @staticmethod
    def _put(box: QuestionBox, value: str, image: QImage) -> None:
        if not value:
            box.show_picture(image)
        elif isinstance(box.editor, Choosing):
            box.editor.show_picture(value, image)
