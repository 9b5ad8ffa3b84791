"""Where pages come from: a folder is read as people count, without what is no page."""

from pathlib import Path

from app.services.evidence_sources import MOST, in_folder, in_order


def named(paths):
    return [path.name for path in paths]


def test_files_are_counted_as_people_count():
    wild = ["p10.jpg", "P2.jpg", "p1.jpg", "a.pdf", "p2 (10).jpg", "p2 (9).jpg", "第12页.png", "第2页.png"]
    counted = named(in_order(Path(name) for name in wild))
    assert counted.index("P2.jpg") < counted.index("p10.jpg")
    assert counted.index("p2 (9).jpg") < counted.index("p2 (10).jpg")
    assert counted.index("第2页.png") < counted.index("第12页.png")


def test_names_that_compare_badly_do_no_harm():
    assert len(in_order(Path(name) for name in ("1a", "a1", "1", "a", "", "²3", "٣", "1.1.1"))) == 8


def test_a_camera_card_gives_its_pages_and_keeps_back_the_rest(tmp_path):
    card = tmp_path / "DCIM" / "100CANON"
    card.mkdir(parents=True)
    for name in (
        "IMG_2.JPG",
        "IMG_10.jpg",
        "scan.TIFF",
        "._IMG_2.JPG",
        "Thumbs.db",
        "~$x.pdf",
        "film.mov",
        "notes.docx",
    ):
        (card / name).write_bytes(b"x")
    (tmp_path / "Book.PDF").write_bytes(b"x")
    found = in_folder(tmp_path)
    assert sorted(named(found.paths)) == ["Book.PDF", "IMG_10.jpg", "IMG_2.JPG", "scan.TIFF"]
    assert named(found.paths).index("IMG_2.JPG") < named(found.paths).index("IMG_10.jpg")
    assert found.left_out == 2, "the film and the document; what the system keeps for itself is not counted"


def test_a_folder_without_end_is_cut(tmp_path, monkeypatch):
    monkeypatch.setattr("app.services.evidence_sources.MOST", 3)
    for number in range(5):
        (tmp_path / f"{number}.png").write_bytes(b"x")
    found = in_folder(tmp_path)
    assert (named(found.paths), found.left_out, MOST) == (["0.png", "1.png", "2.png"], 2, 1000)
