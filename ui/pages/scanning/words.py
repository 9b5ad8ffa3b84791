"""What the page says: why something is shown, why a page was not read, what is wrong with a sheet."""

from PySide6.QtCore import QCoreApplication

from app.services.scanning import Unread


def why(code: str) -> str:
    """Why a question is shown to a person."""
    translate = QCoreApplication.translate
    words = {
        "outline": translate("Scanning", "A box is not seen clearly: folded, covered or out of the light."),
        "faint": translate("Scanning", "There is a faint mark, or only part of one."),
        "ring": translate("Scanning", "Something is drawn around a box."),
        "several": translate("Scanning", "More than one box is marked."),
        "painted": translate("Scanning", "A box painted over stands beside ticked ones: it may be taken back."),
        "page": translate("Scanning", "Some of its boxes are on a page that was not read."),
        "blank": translate("Scanning", "Nothing is marked here."),
        "against-skip": translate("Scanning", "Answered, although the answers before lead around it."),
        "written": translate("Scanning", "Something is written here. Type it, or leave it for later."),
    }
    return words.get(code, code)


def unread(one: Unread) -> str:
    """Why a page was not read, with the file it is in."""
    translate = QCoreApplication.translate
    words = {
        "no-code": translate(
            "Scanning", "no code of ours is seen; the whole sheet must be in the picture, sharp and bright"
        ),
        "other-form": translate("Scanning", "a sheet of another questionnaire, or of another version of this one"),
        "other-print": translate(
            "Scanning", "printed by a version of this program that laid it out differently; type it in"
        ),
        "not-flat": translate("Scanning", "its boxes are not found; lay it flat and take the picture from above"),
        "twice": translate("Scanning", "this page was read already"),
        "unreadable": translate("Scanning", "the file cannot be opened"),
        "encrypted": translate("Scanning", "the file is locked by a password"),
        "too-large": translate("Scanning", "the file is too large"),
        "heic": translate("Scanning", "the telephone's own format; let it save pictures as JPEG"),
    }
    words["damaged"] = words["unreadable"]
    place = f" · {one.page}" if one.page > 1 else ""
    told = words.get(one.why, translate("Scanning", "this kind of file is not shown here"))
    return f"{one.file}{place}: {told}"
