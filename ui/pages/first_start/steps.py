"""The pages of the first start, one for each step; each asks, the walk decides."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit

from app.services import eight_words, first_start
from app.services.first_start import Road, Step
from ui.speaking import SpeakingWidget
from ui.widgets import parts
from ui.widgets.eight_words import EightWords
from ui.widgets.passphrase import PassphraseField

if TYPE_CHECKING:
    from app.security.card import OfficeCard
    from ui.pages.first_start.page import FirstStartPage


class StepPage(SpeakingWidget):
    """One step: a title, a short name for the trail, and fields that hand their answers to the walk."""

    def __init__(self, walk: "FirstStartPage") -> None:
        super().__init__()
        self.walk = walk
        self.inside = parts.column(self, spacing=8)

    def title(self) -> str:
        """The question of this page."""
        raise NotImplementedError

    def short(self) -> str:
        """Its name in the trail at the left."""
        raise NotImplementedError

    def shown(self) -> None:
        """The page is about to be shown."""

    def _explain(self, words: Callable[[], str]) -> None:
        text = parts.label("quiet", wrap=True)
        self.inside.addWidget(text)
        self.inside.addSpacing(6)
        self.say(text.setText, words)

    def _line(self, words: Callable[[], str], take: Callable[[str], object], hint: Callable[[], str]) -> QLineEdit:
        label, edit, below = parts.label("label"), QLineEdit(), parts.label("small", wrap=True)
        label.setBuddy(edit)
        edit.textChanged.connect(take)
        edit.returnPressed.connect(self.walk.next)
        parts.add(self.inside, (label, edit, below, 4))
        self.say(label.setText, words)
        self.say(edit.setAccessibleName, words)
        self.say(below.setText, hint)
        return edit


class CardStep(StepPage):
    """The office card: chosen from the stick, its eight words compared with paper."""

    def __init__(self, walk: "FirstStartPage") -> None:
        super().__init__(walk)
        self._explain(
            lambda: self.tr(
                "The office card says whose laptop this is: everything you hand over is sealed to that office. "
                "The inspection office gives it to you on a stick, and its eight words on paper."
            )
        )
        self.choose_button = parts.button("", "folder")
        self.choose_button.clicked.connect(self.choose)
        self.office_name, self.words = parts.label("heading", wrap=True), parts.label("words", wrap=True)
        self.compared = QCheckBox()
        self.compared.toggled.connect(lambda ticked: self.walk.change(compared=ticked))
        self.inside.addWidget(self.choose_button, 0, Qt.AlignmentFlag.AlignLeft)
        parts.add(self.inside, (8, self.office_name, self.words, 4, self.compared, None))
        self.say(self.choose_button.setText, lambda: self.tr("Choose the office card…"))
        self.say(
            self.compared.setText,
            lambda: self.tr("I compared all eight words with the paper from the office; they are the same."),
        )
        self._show(None)
        self.setFocusProxy(self.choose_button)

    def title(self) -> str:
        """The question of this page."""
        return self.tr("Which office does this laptop belong to?")

    def short(self) -> str:
        """Its name in the trail."""
        return self.tr("Office card")

    def choose(self) -> None:
        """Ask for the card and read it."""
        path = self.walk.ask.open_path(self, self.tr("Choose the office card"), "office-card.json (office-card*.json)")
        if path is not None:
            self.walk.jobs.free(self, lambda _: self.walk.setup().read_card(path)).then(self._take).otherwise(
                self._refuse
            ).start()

    def _take(self, card: "OfficeCard") -> None:
        self.walk.banner.clear()
        self.compared.setChecked(False)
        self._show(card)
        self.walk.change(card=card, compared=False)

    def _refuse(self, error: Exception) -> None:
        self._show(None)
        self.walk.change(card=None, compared=False)
        self.walk.banner.trouble(error)

    def _show(self, card: "OfficeCard | None") -> None:
        for widget in (self.office_name, self.words, self.compared):
            widget.setVisible(card is not None)
        if card is not None:
            self.office_name.setText(card.name)
            self.words.setText("   ".join(card.words))


class OfficeStep(StepPage):
    """The office: its name, and the folder or stick that receives its card."""

    def __init__(self, walk: "FirstStartPage") -> None:
        super().__init__(walk)
        self._explain(
            lambda: self.tr(
                "This makes the keys of the office. They exist on this computer only; the card holds their public "
                "half and goes to every laptop."
            )
        )
        self.office_name = self._line(
            lambda: self.tr("Name of the office"),
            lambda text: self.walk.change(office_name=text),
            lambda: self.tr("As it stands on its documents, with the county."),
        )
        label = parts.label("label")
        self.card_folder = QLabel()
        self.card_folder.setTextFormat(Qt.TextFormat.PlainText)
        self.choose_button = parts.button("", "folder")
        self.choose_button.clicked.connect(self.choose)
        line = parts.row(spacing=12)
        parts.add(line, (self.choose_button, self.card_folder, None))
        parts.add(self.inside, (label, line, None))
        self.say(label.setText, lambda: self.tr("Write the office card to"))
        self.say(self.choose_button.setText, lambda: self.tr("Choose stick or folder…"))
        self.setFocusProxy(self.office_name)

    def title(self) -> str:
        """The question of this page."""
        return self.tr("What is the office called?")

    def short(self) -> str:
        """Its name in the trail."""
        return self.tr("The office")

    def choose(self) -> None:
        """Ask where the card goes."""
        folder = self.walk.ask.folder(self, self.tr("Write the office card to"))
        if folder is not None:
            self.card_folder.setText(str(folder))
            self.walk.change(card_folder=folder)


class MeStep(StepPage):
    """Who is working here."""

    def __init__(self, walk: "FirstStartPage") -> None:
        super().__init__(walk)
        self._explain(lambda: self.tr("Your name stands beside what you write. It is kept inside, never outside."))
        self.name = self._line(
            lambda: self.tr("Your name"), lambda text: self.walk.change(name=text), lambda: self.tr("As on the roster.")
        )
        self.staff = self._line(
            lambda: self.tr("Staff number"),
            lambda text: self.walk.change(staff=text),
            lambda: self.tr("You unlock with it, so that no name is shown on a locked computer."),
        )
        self.inside.addStretch(1)
        self.setFocusProxy(self.name)

    def title(self) -> str:
        """The question of this page."""
        return self.tr("Who are you?")

    def short(self) -> str:
        """Its name in the trail."""
        return self.tr("You")


class PassphraseStep(StepPage):
    """A good passphrase: judged while typing, or suggested."""

    def __init__(self, walk: "FirstStartPage") -> None:
        super().__init__(walk)
        self._explain(
            lambda: self.tr("It alone opens your work on this computer. Long and easy to remember beats short and odd.")
        )
        label, again_label = parts.label("label"), parts.label("label")
        self.passphrase, self.again = PassphraseField(), PassphraseField(show_warning=False)
        self.judgement = parts.label("quiet", wrap=True)
        self.suggest_button = parts.button("link", "key")
        self.suggested = parts.label("words", wrap=True)
        self.suggested.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.suggested.hide()
        parts.add(self.inside, (label, self.passphrase, self.judgement))
        self.inside.addWidget(self.suggest_button, 0, Qt.AlignmentFlag.AlignLeft)
        parts.add(self.inside, (self.suggested, 4, again_label, self.again, None))
        self.passphrase.changed.connect(self._on_text)
        self.again.changed.connect(lambda text: self.walk.change(again=text))
        self.passphrase.accepted.connect(self.again.setFocus)
        self.again.accepted.connect(self.walk.next)
        self.suggest_button.clicked.connect(self.suggest)
        self.say(label.setText, lambda: self.tr("Passphrase"))
        self.say(again_label.setText, lambda: self.tr("Once more"))
        self.say(self.passphrase.edit.setAccessibleName, lambda: self.tr("Passphrase"))
        self.say(self.again.edit.setAccessibleName, lambda: self.tr("Passphrase, once more"))
        self.say(self.suggest_button.setText, lambda: self.tr("Suggest one"))
        self.setFocusProxy(self.passphrase)
        self._judge()

    def title(self) -> str:
        """The question of this page."""
        return self.tr("Choose a passphrase")

    def short(self) -> str:
        """Its name in the trail."""
        return self.tr("Passphrase")

    def retranslate(self) -> None:
        """Say every word again."""
        super().retranslate()
        self._judge()

    def suggest(self) -> None:
        """Show a random passphrase: the words to remember and the letters to type."""
        made = first_start.suggest()
        self.suggested.setText("   ".join(made.words) + "\n" + made.typed)
        self.suggested.show()

    def _on_text(self, text: str) -> None:
        self.walk.change(passphrase=text)
        self._judge()

    def _judge(self) -> None:
        text = self.passphrase.text()
        if not text:
            parts.set_role(self.judgement, "quiet")
            self.judgement.setText(
                self.tr("At least 12 characters, or four Chinese words. No birthdays, no numbers in a row.")
            )
            return
        weakness = first_start.weakness(text, self.walk.answers.staff)
        parts.set_role(self.judgement, "warn" if weakness else "ok")
        self.judgement.setText(self._why(weakness) if weakness else self.tr("Strong enough."))

    def _why(self, weakness: str) -> str:
        return {
            "short": self.tr("Too short: 12 characters, or four Chinese words."),
            "repeated": self.tr("Too many repeats. Use different words."),
            "sequence": self.tr("Rows such as 123456 or qwerty are tried first. Leave them out."),
            "common": self.tr("Many people use this; it is tried first. Choose another."),
            "personal": self.tr("Staff number, telephone or date can be guessed. Leave them out."),
        }[weakness]


class PlaceStep(StepPage):
    """Where it lies, and everything once more."""

    def __init__(self, walk: "FirstStartPage") -> None:
        super().__init__(walk)
        self._explain(
            lambda: self.tr(
                "Everything is kept, encrypted, in one folder of this computer. Keep it on the inner disk, "
                "not on a stick."
            )
        )
        label, self.folder = parts.label("label"), parts.label("strong", wrap=True)
        self.choose_button = parts.button("", "folder")
        self.choose_button.clicked.connect(self.choose)
        self.summary_label, self.summary = parts.label("label"), parts.label(wrap=True)
        parts.add(self.inside, (label, self.folder))
        self.inside.addWidget(self.choose_button, 0, Qt.AlignmentFlag.AlignLeft)
        parts.add(self.inside, (10, self.summary_label, self.summary, None))
        self.say(label.setText, lambda: self.tr("Folder"))
        self.say(self.choose_button.setText, lambda: self.tr("Another folder…"))
        self.say(self.summary_label.setText, lambda: self.tr("You entered"))
        self.setFocusProxy(self.choose_button)

    def title(self) -> str:
        """The question of this page."""
        return self.tr("Ready to be made")

    def short(self) -> str:
        """Its name in the trail."""
        return self.tr("Folder")

    def shown(self) -> None:
        """Show the folder and the answers."""
        answers = self.walk.answers
        self.folder.setText(str(answers.folder or ""))
        office = answers.card.name if answers.card else answers.office_name
        self.summary.setText(f"{office}\n{answers.name} · {first_start.tidy_staff(answers.staff)}")

    def choose(self) -> None:
        """Ask for another folder."""
        folder = self.walk.ask.folder(self, self.tr("Where shall the work be kept?"))
        if folder is not None:
            taken = first_start.in_use(folder)
            self.walk.change(folder=folder / self.walk.answers.road.value if taken else folder)
            self.shown()


class DoneStep(StepPage):
    """What comes next: a laptop has to be enrolled, an office prints its eight words."""

    def __init__(self, walk: "FirstStartPage") -> None:
        super().__init__(walk)
        self.text, self.words = parts.label(wrap=True), EightWords(walk.ask)
        self.after = parts.label("quiet", wrap=True)
        parts.add(self.inside, (self.text, 6, self.words, 6, self.after, None))

    def title(self) -> str:
        """The question of this page."""
        return self.tr("Done. What comes next")

    def short(self) -> str:
        """Its name in the trail."""
        return self.tr("Next steps")

    def retranslate(self) -> None:
        """Say every word again."""
        super().retranslate()
        self.shown()

    def shown(self) -> None:
        """Show the eight words and what to do with them."""
        session = self.walk.session
        if session is None:
            return
        if self.walk.answers.road is Road.OFFICE:
            card = session.vault.card
            self.text.setText(
                self.tr("The office card was written to %1. Write down or print these eight words and give them to "
                "every inspector on paper, apart from the stick.").replace("%1", str(self.walk.answers.card_folder))
            )  # fmt: skip
            if card:
                self.words.show_words(card.words, eight_words.of_card(session), "office-card-words.txt")
            self.after.setText(
                self.tr("Then enter the round, the groups, the villages and the inspectors. Laptops announce "
                "themselves on the handover page.")
            )  # fmt: skip
            return
        self.text.setText(
            self.tr("This laptop is not registered yet. Open the handover page, plug in a stick and press the button: "
            "it writes the enrolment. Take the stick to the office and read these eight words to the officer.")
        )  # fmt: skip
        self.words.show_words(session.own_words, eight_words.of_enrolment(session), "laptop-words.txt")
        self.after.setText(self.tr("The office gives back an assignment with your villages on the same stick."))


def make(step: Step, walk: "FirstStartPage") -> StepPage:
    """The page of a step."""
    pages: dict[Step, type[StepPage]] = {
        Step.CARD: CardStep,
        Step.OFFICE: OfficeStep,
        Step.ME: MeStep,
        Step.PASSPHRASE: PassphraseStep,
        Step.PLACE: PlaceStep,
        Step.DONE: DoneStep,
    }
    return pages[step](walk)
