"""Batches of typed questionnaires for tests: opened, typed, typed again."""

from app.services.entry_keys import ENTER

CODE = "QV-TEAM"  # eight questions of one choice, one written


def survey(service, *, anonymous=True):
    rec = service.questionnaires.take_builtin(CODE).rec
    if not anonymous:
        service.questionnaires.save_draft(rec, "questionnaire", {"anonymous": False}, {})
        service.questionnaires.commit(rec)
    return rec


def opened(service, rec, share=100):
    return service.open(rec, service.now().date(), "meeting", "村委会", share)


def type_sheet(typing, digits="11111111", words=""):
    typing.press(ENTER)
    for one in digits:
        typing.press(one)
    typing.type(words)
    typing.press(ENTER)
    assert typing.saved, (typing.said, typing.blanks)
    return typing.saved


def batch_of(service, sheets=3, share=100, *, anonymous=True):
    key = opened(service, survey(service, anonymous=anonymous), share)
    typing = service.typing(key)
    for _ in range(sheets):
        type_sheet(typing)
    return key


def second(service, key, *digits):
    typing = service.typing(key)
    for one in digits:
        type_sheet(typing, one)
    return typing


def changes(world):
    """How many changes were ever written."""
    return sum(chain.n for chains in world.vault.chains().values() for chain in chains.values())
