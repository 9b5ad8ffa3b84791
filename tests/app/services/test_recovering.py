import pytest

from app.errors import NotFoundError
from app.records.change import new_record_id
from app.security.header import WrongPassphraseError
from app.security.keys import BadIdentityError
from app.security.sealing import NotForMeError
from app.services import eight_words
from app.services.first_start import Answers, Road
from app.services.recovering import KEY_FILE, Owner, RecoveryService, read_key
from app.services.setup import SetupService
from app.storage.types import NewChange

OLD, NEW = "qing shan lv shui chang liu", "bai yun lan tian xiao qiao"


@pytest.fixture
def setup(tmp_path):
    return SetupService(tmp_path / "home")


@pytest.fixture
def office(setup, tmp_path):
    common = {"passphrase": OLD, "again": OLD, "card_folder": tmp_path / "card"}
    made = setup.make(
        Answers(
            Road.OFFICE, office_name="青山县委巡察办", name="周敏", staff="B01", folder=tmp_path / "office", **common
        )
    )
    yield made
    made.vault.close()


@pytest.fixture
def laptop(setup, office, tmp_path):
    """A laptop of that office whose passphrase nobody remembers; it holds something typed."""
    card = setup.read_card(tmp_path / "card")
    made = setup.make(
        Answers(Road.LAPTOP, card=card, name="李红", staff="A12", passphrase=OLD, again=OLD, folder=tmp_path / "laptop")
    )
    rec = new_record_id()
    made.vault.write([NewChange("village", rec, f"village-{rec}", {"name": "青石湾村"})], force=True)
    writer = made.vault.me.writer_id
    made.vault.close()
    return tmp_path / "laptop", rec, writer


def opens(setup, folder, passphrase):
    session = setup.unlock(folder, "A12", passphrase)
    session.vault.close()
    return session


def test_the_office_lets_somebody_in_again_and_nothing_is_lost(setup, office, laptop):
    folder, rec, writer = laptop
    RecoveryService(office).recover(folder, Owner("李红", "ａ12", NEW))
    session = setup.unlock(folder, "A12", NEW)
    assert [item.change.value("name") for item in session.vault.history(rec)] == ["青石湾村"]
    assert session.me_name == "李红"
    assert session.vault.me.writer_id != writer  # the old signature does not come back
    session.vault.close()


def test_the_key_on_a_stick_does_it_on_the_laptop_itself(setup, office, laptop, tmp_path):
    folder, rec, _ = laptop
    stick = tmp_path / "stick"
    stick.mkdir()
    path = RecoveryService(office).write_key(stick)
    assert path.name == KEY_FILE
    session = setup.recover(folder, stick, Owner("李红", "A12", NEW))
    assert session.vault.history(rec)
    session.vault.close()
    opens(setup, folder, NEW)


def test_writing_the_key_is_in_the_log_and_the_key_is_not(office, tmp_path):
    before = office.vault.count(events())
    path = RecoveryService(office).write_key(tmp_path)
    rows = office.vault.rows("event", office.vault.list(events()))
    assert len(rows) == before + 1
    key = next(line for line in path.read_text("utf-8").splitlines() if line.startswith("AGE-SECRET-KEY"))
    assert all(key not in str(row.values) for row in rows)


def events():
    from app.storage.types import ListQuery

    return ListQuery("event")


def test_another_offices_key_opens_nothing(setup, laptop, tmp_path):
    common = {"passphrase": OLD, "again": OLD, "card_folder": tmp_path / "other card"}
    other = setup.make(
        Answers(Road.OFFICE, office_name="白水县委巡察办", name="王", staff="C1", folder=tmp_path / "other", **common)
    )
    with other.vault, pytest.raises(NotForMeError):
        RecoveryService(other).recover(laptop[0], Owner("李红", "A12", NEW))
    with pytest.raises(WrongPassphraseError):
        setup.unlock(laptop[0], "A12", NEW)


def test_a_laptop_has_no_recovery_key(setup, laptop, tmp_path):
    session = setup.unlock(laptop[0], "A12", OLD)
    with session.vault, pytest.raises(NotFoundError):
        RecoveryService(session).write_key(tmp_path)


def test_a_file_without_a_key_is_told_apart_from_a_damaged_key(tmp_path):
    (tmp_path / "a.txt").write_text("# only a comment\n")
    (tmp_path / "b.txt").write_text("AGE-SECRET-KEY-1NOPE\n")
    with pytest.raises(NotFoundError):
        read_key(tmp_path / "a.txt")
    with pytest.raises(BadIdentityError):
        read_key(tmp_path / "b.txt")


def test_the_sheet_of_words_can_be_printed_anywhere(office, tmp_path):
    text = eight_words.of_card(office)
    assert all(word in text for word in office.vault.card.words)
    assert "青山县委巡察办" in text
    eight_words.write(text, tmp_path / "words.txt")
    data = (tmp_path / "words.txt").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.decode("utf-8-sig") == text
    assert all(word in eight_words.of_enrolment(office) for word in office.own_words)
