"""What a search hit shows of a record."""

from app.records.change import new_record_id
from app.storage.types import NewChange
from tests.app.storage.conftest import SCOPE

PHONE, NUMBER = "13800001111", "430102196001011234"


def test_a_number_is_found_by_its_last_digits_and_shown_masked(closed):
    with closed.unlock() as vault:
        fields = {"name": "陈大山", "phone": PHONE, "id_number": NUMBER}
        vault.write([NewChange("person", new_record_id(), SCOPE, fields)])
        for question in ("1111", "陈大山", "196001"):
            (hit,) = vault.search(question)
            assert hit.title == "陈大山"
            assert PHONE not in hit.snippet
            assert NUMBER not in hit.snippet
        (hit,) = vault.search("1111")
        assert "138****1111" in hit.snippet
