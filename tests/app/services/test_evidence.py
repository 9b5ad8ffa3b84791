"""Evidence: many files become one piece; pages are turned and put in order, originals stay as they came."""

import hashlib

import pytest
from PIL import Image

from app.errors import CancelledError, NotAllowedError, NotFoundError
from app.jobs import Progress
from app.services.evidence import EvidenceService, digest_of
from app.services.evidence_showing import ShowingService
from app.storage.types import NewChange
from tests.app.services import records_world


@pytest.fixture
def world(tmp_path):
    made = records_world.make(tmp_path)
    made.evidence = EvidenceService(made.session, made.clock.local)
    made.piece = made.put("evidence", {"title": "记账凭证", "sort": "copy"})
    yield made
    made.vault.close()


def files(folder, *names):
    found = []
    for name in names:
        path = folder / name
        path.write_bytes(f"picture {name}".encode() * 50)
        found.append(path)
    return found


def labels(world):
    return [page.values["label"] for page in world.evidence.pages(world.piece)]


def sha(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_files_become_pages_with_their_original_digest(world, tmp_path):
    paths = files(tmp_path, "b.jpg", "a.jpg", "c.pdf")
    taken = world.evidence.take_pages(world.piece, paths)
    assert taken.touched == {"evidence", "evidence_page", "attachment"}
    pages = world.evidence.pages(world.piece)
    assert [p.rec for p in pages] == list(taken.pages)
    assert labels(world) == ["b", "a", "c"]
    assert [p.values["sha256"] for p in pages] == [sha(path) for path in paths]
    assert [p.values["original_size"] for p in pages] == [path.stat().st_size for path in paths]
    file = world.vault.record(pages[2].values["file"])
    assert (file.parent, file.values["name"], file.values["sort"]) == (world.piece, "c.pdf", "copy")
    values = world.vault.record(world.piece).values
    assert (values["page_count"], values["digest"]) == (3, digest_of([sha(path) for path in paths]))


def test_the_same_bytes_are_taken_once(world, tmp_path):
    first, second = files(tmp_path, "a.jpg", "b.jpg")
    copy = tmp_path / "again.jpg"
    copy.write_bytes(first.read_bytes())
    world.evidence.take_pages(world.piece, [first])
    taken = world.evidence.take_pages(world.piece, [copy, second])
    assert (taken.known, labels(world)) == (("again.jpg",), ["a", "b"])
    assert world.evidence.take_pages(world.piece, [copy]).touched == frozenset()


def test_stopping_leaves_no_page(world, tmp_path):
    stopped = Progress(lambda done, _total: stopped.stop() if done else None)
    with pytest.raises(CancelledError):
        world.evidence.take_pages(world.piece, files(tmp_path, "a.jpg", "b.jpg", "c.jpg"), stopped)
    assert world.evidence.pages(world.piece) == []
    assert world.vault.children(world.piece) == []


def test_a_missing_file_leaves_no_page(world, tmp_path):
    with pytest.raises(FileNotFoundError):
        world.evidence.take_pages(world.piece, [*files(tmp_path, "a.jpg"), tmp_path / "gone.jpg"])
    assert world.vault.children(world.piece) == []


def test_turning_and_ordering_leave_the_originals_alone(world, tmp_path):
    paths = files(tmp_path, "a.jpg", "b.jpg", "c.jpg")
    taken = world.evidence.take_pages(world.piece, paths)
    first, second, third = taken.pages
    world.evidence.turn(first)
    world.evidence.turn(first, 2)
    world.evidence.turn(second, -1)
    world.evidence.turn(third, 4)
    assert [p.values["turn"] for p in world.evidence.pages(world.piece)] == ["270", "270", "0"]
    world.evidence.reorder(world.piece, [third, first])
    assert labels(world) == ["c", "a", "b"]
    assert world.vault.record(world.piece).values["digest"] == digest_of([sha(paths[n]) for n in (2, 0, 1)])
    assert world.evidence.altered(world.piece) == []
    with pytest.raises(NotFoundError):
        world.evidence.reorder(world.piece, ["0" * 32])


def test_a_file_of_several_sheets_becomes_several_pages_in_its_place(world, tmp_path):
    taken = world.evidence.take_pages(world.piece, files(tmp_path, "a.pdf", "b.jpg"))
    world.evidence.split(taken.pages[0], 3)
    assert labels(world) == ["a-1", "a-2", "a-3", "b"]
    sheets = [(p.values.get("sheet"), p.values["original_name"]) for p in world.evidence.pages(world.piece)]
    assert sheets == [(1, "a.pdf"), (2, "a.pdf"), (3, "a.pdf"), (None, "b.jpg")]
    assert world.vault.record(world.piece).values["page_count"] == 4


def test_a_page_taken_out_can_be_brought_back_and_its_note_is_found(world, tmp_path):
    taken = world.evidence.take_pages(world.piece, files(tmp_path, "a.jpg", "b.jpg"))
    world.evidence.write_note(taken.pages[0], "金额有涂改")
    assert [hit.rec for hit in world.vault.search("涂改")] == [taken.pages[0]]
    world.evidence.take_out(taken.pages[0])
    assert labels(world) == ["b"]
    assert world.vault.record(world.piece).values["page_count"] == 1
    world.evidence.restore(taken.pages[0])
    assert labels(world) == ["a", "b"]


def test_a_file_that_is_not_what_was_taken_in_is_named(world, tmp_path):
    taken = world.evidence.take_pages(world.piece, files(tmp_path, "a.jpg"))
    page = world.vault.record(taken.pages[0])
    other = world.put("evidence_page", {**page.values, "sha256": "0" * 64}, parent=world.piece, order="Z")
    assert world.evidence.altered(world.piece) == [other]
    lost = world.put("attachment", {"name": "lost.jpg", "parts": [["f" * 64, 3]]}, parent=world.piece)
    gone = world.put("evidence_page", {"file": lost, "sha256": "1" * 64}, parent=world.piece, order="Z1")
    assert world.evidence.altered(world.piece) == [other, gone]


def test_signed_evidence_takes_no_more_pages(world, tmp_path):
    one, two = world.inspectors
    signed = {"takers": [one], "taken_at": "2026-07-09T09:00", "taken_place": "村部"}
    world.evidence.take_pages(world.piece, files(tmp_path, "a.jpg"))
    with pytest.raises(NotAllowedError) as told:
        world.evidence.step(world.piece, "take", **signed)
    assert told.value.data["rule"] == "G04"
    page = world.evidence.get(world.piece)
    world.evidence.save_draft(world.piece, "evidence", {**signed, "takers": [one, two]}, {})
    world.evidence.step(world.piece, "take")
    with pytest.raises(NotAllowedError):
        world.evidence.take_pages(world.piece, files(tmp_path, "b.jpg"))
    with pytest.raises(NotAllowedError):
        world.evidence.turn(world.evidence.pages(world.piece)[0].rec)
    assert labels(world) == ["a"]
    assert page.kind.code == "evidence"


def test_a_page_moves_alone_and_no_further_than_the_ends(world, tmp_path):
    taken = world.evidence.take_pages(world.piece, files(tmp_path, *"abcd"))
    first = taken.pages[0]
    before = {page.rec: page.order for page in world.evidence.pages(world.piece)}
    world.evidence.shift(first, 2)
    assert labels(world) == ["b", "c", "a", "d"]
    after = {page.rec: page.order for page in world.evidence.pages(world.piece)}
    assert [rec for rec in before if before[rec] != after[rec]] == [first], "the others keep their keys"
    world.evidence.shift(first, 9)
    assert labels(world) == ["b", "c", "d", "a"]
    world.evidence.shift(first, -9)
    assert labels(world) == ["a", "b", "c", "d"]
    assert world.evidence.shift(first, -1) == frozenset()
    shas = [sha(tmp_path / name) for name in "abcd"]
    assert world.vault.record(world.piece).values["digest"] == digest_of(shas)


def test_a_page_finds_room_between_two_of_one_key(world, tmp_path):
    taken = world.evidence.take_pages(world.piece, files(tmp_path, *"abc"))
    key = world.evidence.pages(world.piece)[0].order
    second = world.vault.record(taken.pages[1])
    world.vault.write([NewChange("evidence_page", second.rec, second.scope, {}, world.piece, order=key)])
    ahead = [page.rec for page in world.evidence.pages(world.piece)]
    world.evidence.put(taken.pages[2], 1)
    assert [page.rec for page in world.evidence.pages(world.piece)] == [ahead[0], taken.pages[2], ahead[1]]


def test_a_piece_begins_with_its_first_pages(world, tmp_path):
    fresh = world.evidence.new("evidence")
    assert world.evidence.begin(fresh, "IMG_0001") == {"evidence"}
    world.evidence.take_pages(fresh, files(tmp_path, "a.jpg"))
    values = world.vault.record(fresh).values
    assert (values["title"], values["page_count"], bool(values["number"])) == ("IMG_0001", 1, True)
    assert world.evidence.begin(fresh, "other") == frozenset()
    assert world.vault.record(fresh).values["title"] == "IMG_0001"


def test_a_pdf_is_spread_into_its_sheets_and_what_cannot_be_shown_stays_one_page(world, tmp_path):
    sheets = [tmp_path / "a.tif", tmp_path / "b.tif", tmp_path / "c.docx"]
    out = Image.new("L", (20, 30))
    out.save(sheets[0], "TIFF", save_all=True, append_images=[out, out])
    sheets[1].write_bytes(b"II*\0" + bytes(50))
    sheets[2].write_bytes(b"PK\x03\x04 word/")
    taken = world.evidence.take_pages(world.piece, sheets)
    showing = ShowingService(world.session)
    assert "evidence_page" in world.evidence.spread(taken.pages, showing)
    showing.close()
    assert labels(world) == ["a-1", "a-2", "a-3", "b", "c"]
