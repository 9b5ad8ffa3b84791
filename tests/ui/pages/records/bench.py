"""A desk over a real vault, and ways to wait for facts."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from app.settings import Settings
from tests.app.services import records_world
from ui.ask import Ask
from ui.desk import Desk
from ui.jobs import JobRunner
from ui.notices import Notices


class Bench:
    """World, desk and what went wrong."""

    def __init__(self, qtbot: Any, world: records_world.World) -> None:
        self.qtbot, self.world = qtbot, world
        self.jobs, self.notices, self.ask = JobRunner(), Notices(), Ask()
        self.went: list[tuple[str, str]] = []
        self.troubles: list[Exception] = []
        self.jobs.trouble.connect(self.troubles.append)
        self.notices.trouble.connect(self.troubles.append)
        self.desk = Desk(
            session=world.session,
            jobs=self.jobs,
            notices=self.notices,
            ask=self.ask,
            go=lambda page, argument: self.went.append((page, argument)),
            settings=Settings,
            change_settings=lambda **_: None,
            extra={},
        )

    def show(self, page: Any) -> Any:
        self.qtbot.addWidget(page)
        page.resize(1200, 700)
        with self.qtbot.waitExposed(page):
            page.show()
        self.settle()
        return page

    def settle(self) -> None:
        """Wait until every job has answered."""
        self.qtbot.waitUntil(lambda: self.jobs.idle, timeout=10_000)
        self.qtbot.wait(5)
        self.qtbot.waitUntil(lambda: self.jobs.idle, timeout=10_000)

    def open(self, page: Any, rec: str) -> None:
        page.open(rec)
        self.qtbot.waitUntil(lambda: page.view.page is not None, timeout=10_000)
        self.settle()


@contextmanager
def bench(qtbot: Any, tmp_path: Path) -> Iterator[Bench]:
    made = Bench(qtbot, records_world.make(tmp_path))
    try:
        yield made
    finally:
        made.jobs.close()
        made.world.vault.close()
    assert made.troubles == []
