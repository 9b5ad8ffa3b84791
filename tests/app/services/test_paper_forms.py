"""Blank questionnaires on paper: numbers, skips in words, blocks, languages; places that every machine finds again."""

import pytest

from app.forms import builtin, xlsform
from app.reports.forms_paper import Asked, Heading, Look, Note, PageCode, Table
from app.reports.forms_paper_layout import lay_out
from app.reports.forms_paper_places import (
    FLOOR,
    LEFT,
    MARK,
    MARKS,
    QR,
    RIGHT,
    Box,
    Layout,
    Space,
    Words,
    nominal,
)
from app.reports.forms_paper_print import print_sheets
from app.reports.pdf.fonts import Fonts, choose
from app.scan import codes
from app.services import paper_forms
from app.services.paper_form_parts import on_paper
from app.services.paper_forms import PaperFormService, Run
from app.services.questionnaires import QuestionnaireService
from app.services.scan_sheets import questions
from tests.app.scan import simulation
from tests.app.services import records_world

SURVEY = """
| survey |                      |        |              |              |              |                         |
|        | type                 | name   | label::中文 (zh) | label::English (en) | appearance | relevant      |
|        | note                 | hello  | 您好         | Hello        |              |                         |
|        | select_one yn        | has    | 有没有地     | Any land     |              |                         |
|        | integer              | area   | 几亩         | How much     |              | ${has} = '1'            |
|        | select_multiple crop | crops  | 种什么       | Which crops  |              | ${has} = '1'            |
|        | text                 | rice   | 水稻品种     | Kind of rice |              | selected(${crops}, 'r') |
|        | begin_group          | views  | 看法         | Views        | field-list   | ${area} > 2 and ${has} = '1' |
|        | select_one grade     | road   | 路           | Road         |              |                         |
|        | select_one grade     | water  | 水           | Water        |              |                         |
|        | end_group            |        |              |              |              |                         |
|        | begin_repeat         | person | 家里人       | Person       |              |                         |
|        | text                 | name   | 姓名         | Name         |              |                         |
|        | date                 | born   | 生日         | Born         |              |                         |
|        | end_repeat           |        |              |              |              |                         |
|        | rank crop            | best   | 排一排       | Rank them    |              |                         |
|        | acknowledge          | agree  | 同意         | Agreed       |              |                         |
|        | text                 | more   | 还有 ${area} | More ${area} | multiline    |                         |
| choices |                     |        |              |              |              |                         |
|        | list_name            | name   | label::中文 (zh) | label::English (en) |       |                         |
|        | yn                   | 1      | 有           | yes          |              |                         |
|        | yn                   | 2      | 没有         | no           |              |                         |
|        | crop                 | r      | 水稻         | rice         |              |                         |
|        | crop                 | w      | 小麦         | wheat        |              |                         |
|        | grade                | 1      | 好           | good         |              |                         |
|        | grade                | 2      | 一般         | fair         |              |                         |
|        | grade                | 3      | 差           | bad          |              |                         |
"""


@pytest.fixture(scope="module")
def form():
    return xlsform.read(SURVEY.encode(), "land").form


def asked(form, look=None):
    return {one.reference.rpartition("/data/")[2]: one for one in questions(on_paper(form, look or Look()))}


def heads(form, look=None):
    return [part.words for part in on_paper(form, look or Look()).parts if isinstance(part, Heading)]


def test_questions_are_numbered_and_a_note_is_not(form):
    parts = on_paper(form, Look()).parts
    assert parts[0] == Note("您好")
    assert [one.number for one in questions(on_paper(form, Look(rows=1)))] == [
        "1", "2", "3", "4", "5", "6", "7.1", "7.2", "8", "9", "10",
    ]  # fmt: skip


def test_a_choice_that_skips_says_where_to_go_on(form):
    assert asked(form)["has"].jumps == ("→ 选 2 请跳到第 4 题",)
    assert asked(form)["area"].only == "", "the arrow says it"
    assert asked(form, Look((1,)))["has"].jumps == ("→ If 2, go on to question 4",)


def test_a_condition_that_no_arrow_can_say_stands_at_its_question(form):
    assert asked(form)["rice"].only == "（第 3 题选 1 才填这一题）"
    assert heads(form)[0] == "看法（第 2 题大于 2，并且第 1 题选 1 才填这一部分）"


def test_the_builtin_questionnaire_says_where_to_go_on():
    jumps = [(one.number, one.jumps) for one in questions(on_paper(builtin.form("QV-MASS").form, Look())) if one.jumps]
    assert jumps == [("6", ("→ 选 2或3 请跳到第 8 题",))]


def test_questions_with_the_same_choices_in_a_list_become_a_table(form):
    tables = [part for part in on_paper(form, Look()).parts if isinstance(part, Table)]
    assert [[row.words for row in table.rows] for table in tables] == [["路", "水"]]


def test_a_repeat_is_printed_as_often_as_the_look_says(form):
    names = [one for one in asked(form, Look(rows=4)) if one.endswith("/name")]
    assert names == [f"person[{number}]/name" for number in range(1, 5)]
    assert heads(form, Look(rows=2))[1:] == ["7. 家里人", "第 1 份", "第 2 份"]


def test_two_languages_stand_side_by_side(form):
    both = asked(form, Look((0, 1)))["has"]
    assert both.words == "有没有地\nAny land"
    assert [choice.words for choice in both.choices] == ["有 / yes", "没有 / no"]
    assert on_paper(form, Look((0, 1))).language == "zh+en"
    assert both.jumps == ("→ 选 2 请跳到第 4 题  → If 2, go on to question 4",)
    assert asked(form, Look((0, 1)))["rice"].only == "（第 3 题选 1 才填这一题）  (Only if question 3 is 1)"


def test_an_answer_that_is_quoted_leaves_room_to_write(form):
    assert asked(form)["more"].words == "还有 ＿＿＿"


def test_every_kind_of_question_has_its_room(form):
    assert {name: one.kind for name, one in asked(form, Look(rows=1)).items()} == {
        "has": "one", "area": "number", "crops": "many", "rice": "line", "views/road": "one", "views/water": "one",
        "person[1]/name": "line", "person[1]/born": "date", "best": "rank", "agree": "tick", "more": "lines",
    }  # fmt: skip
    page = lay_out(on_paper(form, Look()), Look()).pages
    held = {mark.reference.partition("#")[0] for one in page for mark in one.marks if isinstance(mark, Box | Space)}
    assert held == {one.reference for one in questions(on_paper(form, Look()))}


# -- places --------------------------------------------------------------------------------------------------------


def test_the_same_definition_gives_the_same_places_and_another_look_others():
    code = "QV-DEM"
    first, again = (lay_out(on_paper(builtin.form(code).form, look), look) for look in (Look(), Look()))
    assert first.pages == again.pages
    keys = {
        lay_out(on_paper(builtin.form(code).form, look), look).key for look in (Look(), Look(big=True), Look(rows=5))
    }
    assert len(keys) == 3
    assert first.key in keys


@pytest.mark.parametrize("look", [Look(), Look(big=True), Look((0, 1)), Look(rows=9)], ids=Look.code)
@pytest.mark.parametrize("which", ["form", *builtin.codes()])
def test_nothing_stands_in_the_white_around_a_box_or_outside_the_page(form, which, look):
    made: Layout = lay_out(on_paper(form if which == "form" else builtin.form(which).form, look), look)
    for page in made.pages:
        boxes = page.boxes()
        for box in boxes:
            assert box.x >= LEFT
            assert box.x + box.side <= RIGHT
            assert box.y + box.side <= FLOOR
            white = (box.x - 1.6, box.y - 1.7, box.x + box.side + 1.3, box.y + box.side + 1.7)
            for words in (mark for mark in page.marks if isinstance(mark, Words)):
                high = words.size * 25.4 / 72
                room = (words.x, words.y - 0.78 * high, words.x + words.room, words.y + 0.12 * high)
                assert not _meet(white, room), (box, words)
            for other in boxes:
                assert other is box or not _meet(white, (other.x, other.y, other.x + other.side, other.y + other.side))


def _meet(one, other):
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def test_a_face_that_is_wider_than_reckoned_is_squeezed_and_no_box_moves(monkeypatch):
    made = lay_out(on_paper(builtin.form("QV-SAT").form, Look()), Look())
    plain = simulation.plain(print_sheets(made).pdf)[0]
    wide = choose()
    for face in wide.faces.values():
        monkeypatch.setattr(face, "width", lambda text, size, was=face.width: 1.3 * was(text, size))
    squeezed = simulation.plain(print_sheets(made, fonts=Fonts(wide.faces)).pdf)[0]
    dot = simulation.DOT
    for box in made.pages[0].boxes():
        left, top, right, low = (
            round(n * dot) for n in (box.x - 1, box.y - 1, box.x + box.side + 1, box.y + box.side + 1)
        )
        assert (plain[top:low, left:right] == squeezed[top:low, left:right]).all()


def test_a_width_is_reckoned_without_any_font():
    assert nominal("村") == 1
    assert 0 < nominal("i") < nominal("a") < nominal("W") < 1


# -- pages ---------------------------------------------------------------------------------------------------------


def test_every_page_of_every_sheet_has_a_code_that_says_which_it_is():
    form = builtin.form("QV-DEM").form
    made = paper_forms.layout(form, Look())
    pages = simulation.plain(print_sheets(made, ("A1-0007", "A1-0008")).pdf)
    found = [PageCode.read(code.text) for page in pages for code in codes.find(page)]
    count = len(made.pages)
    assert found == [
        PageCode(form.digest[:16], made.key, "N30", page, count, serial)
        for serial in ("A1-0007", "A1-0008")
        for page in range(1, count + 1)
    ]


def test_a_sheet_to_be_copied_has_no_number_and_the_markers_are_solid():
    made = paper_forms.layout(builtin.form("QV-TEAM").form, Look())
    (page,) = simulation.plain(print_sheets(made).pdf)
    (code,) = codes.find(page)
    assert PageCode.read(code.text).serial == ""
    dot = simulation.DOT
    for x, y in MARKS:
        half = MARK / 2 - 0.3
        part = page[
            round((y - half) * dot) : round((y + half) * dot), round((x - half) * dot) : round((x + half) * dot)
        ]
        assert part.max() < 60
    left, top, side = QR
    assert abs(code.corners[0][0] / dot - left) < 1
    assert abs(code.corners[2][1] / dot - top - side) < 1


@pytest.mark.parametrize(
    "text",
    [
        "",
        "http://x",
        "SATCHEL1:a:b:N30:3/2:",
        "SATCHEL1:a:b:N30:x/2:",
        "SATCHEL2:a:b:N30:1/2:",
        f"SATCHEL1:a:b:N30:1/{'9' * 5000}:",
    ],
)
def test_a_code_of_others_is_none_of_ours(text):
    assert PageCode.read(text) is None


@pytest.mark.parametrize("code", ["", "N", "X30", "N00", "N3G", "N30000"])
def test_a_look_that_is_none_is_refused(code):
    assert Look.of(code) is None


def test_a_look_survives_its_code():
    for look in (Look(), Look((1,), big=True, rows=12), Look((0, 1))):
        assert Look.of(look.code()) == look


def test_practice_sheets_say_so_on_every_page():
    import pypdfium2

    made = paper_forms.layout(builtin.form("QV-DEM").form, Look())
    file = pypdfium2.PdfDocument(print_sheets(made, practice=True).pdf)
    assert all("演练" in page.get_textpage().get_text_range() for page in file)


# -- the vault -----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    made = records_world.make(tmp_path_factory.mktemp("paper"))
    yield made
    made.vault.close()


def test_numbers_go_on_where_they_stopped_and_the_log_says_which(world, tmp_path):
    rec = QuestionnaireService(world.session, world.clock.local).take_builtin("QV-SAT").rec
    service = PaperFormService(world.session, world.clock.local)
    first = service.print_pdf(rec, Run(copies=2))
    path = tmp_path / "sheets.pdf"
    second = service.export(rec, Run(copies=3), path)
    prefix = first.copy.partition("-")[0]
    assert first.copy == f"{prefix}-0001…{prefix}-0002"
    assert second.copy == f"{prefix}-0003…{prefix}-0005"
    assert path.read_bytes().startswith(b"%PDF")
    events = world.vault.rows("event", world.vault.list(_events(rec)))
    assert sorted((row.values["what"], row.values["detail"]["copy"]) for row in events) == [
        ("export", second.copy),
        ("print", first.copy),
    ]


def _events(rec):
    from app.storage.types import ListQuery

    return ListQuery("event", filters={"subject": rec})


def test_sheets_to_be_copied_use_no_numbers_up(world):
    rec = QuestionnaireService(world.session, world.clock.local).take_builtin("QV-TEAM").rec
    service = PaperFormService(world.session, world.clock.local)
    assert service.print_pdf(rec, Run(copies=1, numbered=False)).copy == ""
    assert service.print_pdf(rec, Run(copies=1)).copy.endswith("-0001")


def test_a_long_form_of_others_can_be_printed_too(form):
    made = lay_out(on_paper(form, Look(rows=12)), Look(rows=12))
    assert len(made.pages) > 1
    assert all(isinstance(one, Asked) for one in questions(made.questionnaire))


@pytest.mark.parametrize("look", [Look(), Look((0, 1), big=True)], ids=Look.code)
def test_nothing_is_printed_beside_the_markers(form, look):
    made = paper_forms.layout(form, look)
    dot = simulation.DOT
    for page in simulation.plain(print_sheets(made, ("ABCD-00001",), practice=True).pdf):
        for x, y in MARKS:
            wide, clear = MARK / 2 + 2.0, MARK / 2 + 0.4
            part = page[
                round((y - wide) * dot) : round((y + wide) * dot), round((x - wide) * dot) : round((x + wide) * dot)
            ]
            edge = round((wide - clear) * dot)
            part = part.copy()
            part[edge:-edge, edge:-edge] = 255
            assert part.min() > 200, (x, y)
