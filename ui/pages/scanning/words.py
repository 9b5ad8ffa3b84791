"""What the page says: why something is shown, why a page was not read, what is wrong with a sheet."""

from PySide6.QtCore import QCoreApplication

from app.services.scanning import Unread


def why(code: str) -> str:
    """Why a question is shown to a person."""
    say = QCoreApplication.translate
    words = {
        "outline": say("Scanning", "A box is not seen clearly: folded, covered or out of the light."),
        "faint": say("Scanning", "There is a faint mark, or only part of one."),
        "ring": say("Scanning", "Something is drawn around a box."),
        "several": say("Scanning", "More than one box is marked."),
        "painted": say("Scanning", "A box painted over stands beside ticked ones: it may be taken back."),
        "page": say("Scanning", "Some of its boxes are on a page that was not read."),
        "blank": say("Scanning", "Nothing is marked here."),
        "against-skip": say("Scanning", "Answered, although the answers before lead around it."),
        "written": say("Scanning", "Something is written here. Type it, or leave it for later."),
    }
    return words.get(code, code)


def unread(one: Unread) -> str:
    """Why a page was not read, with the file it is in."""
    say = QCoreApplication.translate
    words = {
        "no-code": say("Scanning", "no code of ours is seen; the whole sheet must be in the picture, sharp and bright"),
        "other-form": say("Scanning", "a sheet of another questionnaire, or of another version of this one"),
        "other-print": say("Scanning", "printed by a version of this program that laid it out differently; type it in"),
        "not-flat": say("Scanning", "its boxes are not found; lay it flat and take the picture from above"),
        "twice": say("Scanning", "this page was read already"),
        "unreadable": say("Scanning", "the file cannot be opened"),
        "encrypted": say("Scanning", "the file is locked by a password"),
        "too-large": say("Scanning", "the file is too large"),
        "heic": say("Scanning", "the telephone's own format; let it save pictures as JPEG"),
    }
    words["damaged"] = words["unreadable"]
    place = f" · {one.page}" if one.page > 1 else ""
    return f"{one.file}{place}: {words.get(one.why, say('Scanning', 'this kind of file is not shown here'))}"
