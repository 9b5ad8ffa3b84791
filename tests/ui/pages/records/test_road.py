"""How far a record has come, in lists and beside the open record."""

from app.services.handover import HandoverService
from app.services.handover_road import RoadService
from tests.app.sync.circle import add_person
from tests.app.sync.test_circle import two_laptops
from ui.pages.records.page import RecordsPage


def road_of(page):
    """What the column says of each row; asking begins when a row is drawn."""
    place = [column.title() for column in page.list.model.columns].index("On its way")
    return [page.list.model.index(row, place).data() for row in range(page.list.model.rowCount())]


def test_a_list_says_how_far_each_record_has_come(table, benches, tmp_path):
    office, one, _, where = two_laptops(table)
    rec = add_person(one, where, "王小明")
    bench = benches(one)
    page = bench.show(RecordsPage(bench.desk, "person"))
    bench.qtbot.waitUntil(lambda: road_of(page) == ["Not handed over"], timeout=10_000)
    page.open(rec)
    bench.qtbot.waitUntil(lambda: page.view.road.label.text() == "Not handed over", timeout=10_000)
    assert not page.view.road.isHidden()
    page.show_list()
    bench.settle()

    stick = tmp_path / "stick"
    stick.mkdir()
    handover = HandoverService(bench.desk.session)
    bench.notices.changed.emit(handover.hand_over(stick).touched)
    bench.qtbot.waitUntil(lambda: road_of(page) == ["On a stick"], timeout=10_000)
    HandoverService(benches(office).desk.session).hand_over(stick)
    bench.notices.changed.emit(handover.hand_over(stick).touched)
    bench.qtbot.waitUntil(lambda: road_of(page) == ["Office has it"], timeout=10_000)
    bench.settle()


def test_only_rows_that_are_seen_are_asked_for(table, benches, monkeypatch):
    _, one, _, where = two_laptops(table)
    for number in range(300):
        add_person(one, where, f"王{number}")
    asked = []
    states = RoadService.states
    monkeypatch.setattr(RoadService, "states", lambda self, recs: asked.extend(recs) or states(self, recs))
    bench = benches(one)
    page = bench.show(RecordsPage(bench.desk, "person"))
    bench.qtbot.waitUntil(lambda: asked != [], timeout=10_000)
    bench.qtbot.wait(150)
    bench.settle()
    assert len(set(asked)) <= 60
    assert len(asked) == len(set(asked)), "nothing is asked twice"
    assert page.list.model.rowCount() == 300


def test_the_office_has_no_such_column(table, benches):
    office, _, _, _ = two_laptops(table)
    bench = benches(office)
    page = bench.show(RecordsPage(bench.desk, "person"))
    assert "On its way" not in [column.title() for column in page.list.model.columns]
