"""Pictures of typing paper sheets: the list, a batch, questions, a wrong key, what differs, the rate."""

import random
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from app.services.entry_keys import ENTER, Sort

if TYPE_CHECKING:
    from tests.shots.camera import Camera


def type_sheet(typing, seed, wrong=0):
    """Type one sheet with made-up answers; ``wrong`` answers are one off."""
    draw, slips = random.Random(seed), wrong  # noqa: S311 - made-up answers
    typing.press(ENTER)
    while typing.sheet is not None:
        field = typing.field()
        if field.sort is Sort.ONE:
            digit = draw.randint(1, len(field.offers) - 1)
            slip = slips and draw.random() < 0.3
            slips -= bool(slip)
            typing.press(str(digit + bool(slip)))
        else:
            if field.sort is Sort.MANY:
                typing.press("1")
            typing.press(ENTER)


def paper_sheets(camera: "Camera") -> Iterator[str]:
    """The page from its empty state to the error rate."""
    main = camera.shell.main
    main.go("records:questionnaire", "")
    camera.wait()
    survey = main.page("records:questionnaire").chosen()
    main.go("entry", survey.rec)
    camera.wait()
    page = main.page("entry")
    yield "50-entry-empty"
    page.ask_new()
    page.setup.where.setText("村委会会议室")
    yield "51-entry-batch"
    page.setup.share.setCurrentIndex(page.setup.share.findData(20))
    page.begin()
    camera.wait(lambda: page.typing is not None)
    yield "52-entry-number"
    page.typing.press(ENTER)
    for key in "21342":
        page.typing.press(key)
    page.typing.press("9")
    yield "53-entry-question"
    while page.typing.typing.field().sort is not Sort.MANY:
        page.typing.press("2")
    page.typing.press("1")
    page.typing.press("3")
    yield "54-entry-several"
    page.typing.press(ENTER)
    while page.typing.typing.field().sort is not Sort.TEXT and page.typing.typing.sheet:
        page.typing.press("1")
    yield "55-entry-written"
    while page.typing.typing.sheet is not None:
        page.typing.press(ENTER)
    for number in range(12):
        type_sheet(page.typing.typing, number)
    page.typing.show_now()
    yield "56-entry-next"
    yield from second_time(camera, page)


def second_time(camera: "Camera", page: Any) -> Iterator[str]:
    """The drawn sheets typed again, what differs, the rate."""
    page.typing.end_typing()
    camera.wait(lambda: page.typing is None)
    yield "57-entry-drawn"
    page.go_on()
    camera.wait(lambda: page.typing is not None)
    yield "58-entry-second"
    typing = page.typing.typing
    for number in range(typing.wanted):
        type_sheet(typing, number, wrong=2)
    page.typing.all_typed.emit()
    camera.wait(lambda: page.differences is not None)
    yield "59-entry-differences"
    page.differences.type_again()
    yield "60-entry-again"
    page.differences.type_again()
    while page.differences.one is not None:
        page.differences.keep(first=page.differences.one.missing or len(page.differences.differences) % 2 == 0)
    yield "61-entry-rate"
    page.settle()
    camera.wait(lambda: page.differences is None)
    yield "62-entry-entered"
