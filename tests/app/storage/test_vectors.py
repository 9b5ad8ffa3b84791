"""Databases of earlier SQLCiphers, as published with it, still open: no wheel may leave old vaults behind."""

from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as sql


@pytest.fixture
def databases(root: Path) -> Path:
    """Public databases beside the project; they are never part of it."""
    folder = root.parent / "shared" / "conformance" / "vectors" / "sqlcipher"
    if not folder.is_dir():
        pytest.skip(f"public vectors are not at {folder}")
    return folder


@pytest.mark.parametrize(("version", "pragma"), [("4.0", ""), ("3.0", "PRAGMA cipher_compatibility = 3")])
def test_a_database_of_an_earlier_release_opens(databases: Path, tmp_path: Path, version: str, pragma: str) -> None:
    path = tmp_path / "copy.db"
    path.write_bytes((databases / f"sqlcipher-{version}-testkey.db").read_bytes())
    connection = sql.connect(str(path))
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.set_key(bytearray(b"testkey"))
    if pragma:
        connection.execute(pragma)
    assert connection.execute("SELECT count(*) FROM t1").fetchone() == (78536,)
    connection.close()
