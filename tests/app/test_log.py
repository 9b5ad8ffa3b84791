import logging

import pytest

from app import log


@pytest.fixture
def written(tmp_path):
    root = logging.getLogger()
    before = root.level
    handler = log.start(tmp_path / "logs")

    def read():
        handler.flush()
        return (tmp_path / "logs" / "satchel.log").read_text("utf-8")

    yield read
    log.stop(handler)
    root.setLevel(before)


def test_counts_codes_and_ids_are_written(written):
    logging.getLogger("app.sync").info("received %d changes of %s in %.1f ms", 3, "ab" * 16, 1.5)
    assert f"INFO app.sync: received 3 changes of {'ab' * 16} in 1.5 ms" in written()


@pytest.mark.parametrize(
    "personal", ["王某某", "two words", "13800001234", "330226199001011234", "张三.docx", ["x"], b"key", "é"]
)
def test_no_word_of_a_person_reaches_the_log(written, personal):
    logging.getLogger("app.storage").info("opened %s", personal)
    assert f"opened {log.WITHHELD}" in written()


def test_named_values_are_judged_too(written):
    logging.getLogger("ui").info("%(page)s shows %(name)s", {"page": "talks", "name": "王某"})
    assert f"talks shows {log.WITHHELD}" in written()


def test_a_number_that_was_withheld_leaves_the_message_as_it_is():
    record = logging.LogRecord("ui", logging.INFO, "page.py", 1, "%d pages", ("王某",), None)
    assert log.WhiteListFormatter().format(record).endswith("INFO ui: %d pages")


def test_an_exception_is_written_without_its_text(written):
    try:
        raise ValueError("王某 13800001234")
    except ValueError:
        logging.getLogger("app.forms").info("import failed", exc_info=True)
    text = written()
    assert "builtins.ValueError" in text
    assert "test_an_exception_is_written_without_its_text (test_log.py:" in text
    assert "王某" not in text
    assert "1380" not in text


def test_a_library_may_only_name_its_place(written):
    logging.getLogger("elsewhere").info("opening 王某.docx")
    text = written()
    assert "INFO elsewhere: test_log:" in text
    assert "王某" not in text


def test_the_log_does_not_grow_for_ever(tmp_path, monkeypatch):
    monkeypatch.setattr(log, "FILE_BYTES", 1000)
    handler = log.start(tmp_path)
    for number in range(200):
        logging.getLogger("app").info("saved %d", number)
    log.stop(handler)
    logging.getLogger().setLevel(logging.WARNING)
    assert len(list(tmp_path.iterdir())) == 1 + log.FILES_KEPT
    assert all(file.stat().st_size <= 1000 for file in tmp_path.iterdir())
