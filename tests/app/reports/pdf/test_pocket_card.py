from app.reports.issue import Issue
from app.reports.pdf import pocket_card
from app.reports.pdf.fonts import choose
from app.reports.pdf.sheet import Sheet
from app.services import pocket_card as service
from tests.app.reports import samples


def test_the_card_is_one_sheet_with_steps_and_keys_and_no_name():
    printed = pocket_card.print_card(Issue())
    shown = samples.words(printed.pdf)
    assert (printed.pages, printed.missing) == (1, ())
    for told in ("随身卡片", "傍晚合并", "Ctrl+Shift+L", "登记已签字", "巡察办电话"):
        assert told in shown
    assert "份号" not in shown


def test_every_key_fits_its_column():
    sheet = Sheet(choose(), Issue(), "")
    for key, words in pocket_card.KEYS:
        assert sheet.width(key, pocket_card.KEY) <= pocket_card.KEYS_WIDE - 4, key
        assert sheet.width(words, pocket_card.WORDS) <= pocket_card.COLUMN - pocket_card.KEYS_WIDE, words
    for name, _ in pocket_card.DAY:
        assert sheet.width(f"1　{name}", pocket_card.KEY) <= pocket_card.NAMES_WIDE - 4


def test_it_is_written_whole(tmp_path):
    path = service.save(tmp_path / "card.pdf")
    assert path.read_bytes().startswith(b"%PDF")
    assert [file.name for file in tmp_path.iterdir()] == ["card.pdf"]
