"""Numbers of copies are counted from lines of the log, some of which other programs wrote."""

from app.reports import papers
from app.services.paper_log import PaperLog
from tests.app.services import records_world


def test_a_line_that_counts_nothing_stops_no_copy(tmp_path):
    world = records_world.make(tmp_path)
    form, session = papers.form("talk_sheet"), world.session
    for copy in (f"{session.laptop}-none", f"{session.laptop}-²", f"{session.laptop}-000002"):
        world.vault.log("print", "a" * 32, {"form": form.code, "copy": copy})
    assert PaperLog(session).next_copy("a" * 32, form) == (f"{session.laptop}-000003", 3)
    world.vault.close()
