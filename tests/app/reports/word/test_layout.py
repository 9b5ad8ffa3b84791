import io
import re

import docx
import pytest

from app.reports.word import layout, writing
from tests.app.reports import samples


def test_a_text_page_holds_22_lines_of_28_characters(tmp_path):
    made = layout.document()
    writing.paragraph(made, "国" * 28 * 40, layout.FLUSH)
    text = samples.pages(samples.rendered(writing.finished(made), tmp_path))[0]
    lines = [re.sub(r"\s", "", line) for line in text.splitlines() if "国" in line]
    assert len(lines) == 22
    assert {len(line) for line in lines} == {28}


def test_the_page_has_the_margins_of_the_standard():
    section = layout.document().sections[0]
    measured = [round(side.mm) for side in (section.page_width, section.page_height, section.top_margin)]
    assert measured == [210, 297, 37]
    assert round(section.page_width.mm - section.left_margin.mm - section.right_margin.mm) == 156
    assert round(section.page_height.mm - section.top_margin.mm - section.bottom_margin.mm) == 225


@pytest.mark.parametrize("look", layout.LOOKS, ids=lambda look: look.name)
def test_every_style_names_its_chinese_face(look):
    made = docx.Document(io.BytesIO(writing.finished(layout.document())))
    fonts = made.styles[look.name].element.rPr.rFonts
    faces = {key.rpartition("}")[2]: value for key, value in fonts.attrib.items()}
    assert faces["eastAsia"] == look.face
    assert not [key for key in faces if key.endswith("Theme")]


def test_every_face_has_a_stand_in():
    table = samples.member(writing.finished(layout.document()), "word/fontTable.xml")
    for name, other in layout.STAND_INS.items():
        assert re.search(rf'w:name="{name}"[^>]*>\s*<w:altName w:val="{other}"', table)


def test_nobody_is_named_in_the_properties():
    made = docx.Document(io.BytesIO(writing.finished(layout.document())))
    assert (made.core_properties.author, made.core_properties.last_modified_by) == ("Satchel", "")
    assert "thumbnail" not in "".join(rel.reltype for rel in made.part.package.rels.values())


@pytest.mark.parametrize("words", ["<w:p>&amp;", "\x00\x0b\x1f", "\ufffe", "“”＆", "一\n二"])
def test_any_words_make_a_document_that_opens(words):
    made = layout.document()
    writing.paragraph(made, words)
    writing.table(made, (50, 50), [[writing.Box(words), writing.Box("x")]])
    data = writing.finished(made)
    opened = docx.Document(io.BytesIO(data))
    assert opened.tables[0].cell(0, 1).text == "x"
    assert samples.in_order(data) == []
