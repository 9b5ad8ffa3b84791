"""Nothing in clear: a whole practice round under strace, then every file read for every word that was written."""

import base64
import json
import os
import re
import shutil
import subprocess
import sys
import zlib
from pathlib import Path

import pytest

from app.storage import opening
from app.storage.memory import InstallationMemory
from tests.faults import leaks

HEX = r"[0-9a-f]{16,64}"
ALLOWED = re.compile(
    rf"""(
    (office|laptop-\d+)/(
        vault\.json(\.previous)?(\.part)? | vault\.lock | unlocks\.log | vault\.db(-wal|-shm|-journal)?
      | blobs/({HEX}|[0-9a-f]{{2}}/{HEX})(\.part)? | incoming/{HEX}\.satchel
      | backups/\d+/vault\.(db(-wal|-shm|-journal)?|json(\.part)?)
    )
  | usb/({HEX}\.satchel(\.sha256)?(\.part)?|office-card\.json(\.sig)?(\.part)?)
  | keys/[a-z_]+(\.age|\.json)?(\.part)?
  | summary\.json(\.part)?
  | documents(/[^/]+\.(docx|pdf)(\.part)?)?
  | \.installations/(office|laptop-\d+)/installations\.json(\.part)?
)\Z""",
    re.VERBOSE,
)
# made to be read: what was counted, practice passphrases, the public card with the office's name; and documents/, the
# papers of the round, each logged as leaving in clear
PUBLIC = {"summary.json", "keys/passphrases.json", "usb/office-card.json"}
OPENED = re.compile(r'(?:openat\(AT_FDCWD, |open\(|creat\()"((?:[^"\\]|\\.)*)", ([^)]*)')


@pytest.fixture(scope="module")
def played(tmp_path_factory):
    """The folder of a practice round and the trace of its making."""
    if shutil.which("strace") is None:
        pytest.skip("no strace here")
    home = tmp_path_factory.mktemp("traced")
    environment = {**os.environ, "SATCHEL_TEST_KDF": "1", "SATCHEL_HOME": str(home / "own")}
    environment["PYTHONDONTWRITEBYTECODE"] = "1"
    satchel = Path(sys.executable).with_name("satchel")
    words = ["strace", "-f", "-qq", "-e", "trace=openat,open,creat,socket", "-s", "4096", "-o", str(home / "trace")]
    words += [str(satchel), "demo", "--out", str(home / "out"), "--villages", "1", "--laptops", "2"]
    told = subprocess.run(words, env=environment, capture_output=True, text=True, check=False)
    if "ptrace" in told.stderr:
        pytest.skip("tracing is not allowed here")
    assert told.returncode == 0, told.stderr
    return home / "out", (home / "trace").read_text(encoding="utf-8", errors="replace")


@pytest.fixture(scope="module")
def texts(played, tmp_path_factory):
    """Every text the three vaults hold."""
    out, found = played[0], set()
    for name, people in json.loads((out / "keys" / "passphrases.json").read_text(encoding="utf-8")).items():
        copy = tmp_path_factory.mktemp("copy") / "vault"
        shutil.copytree(out / Path(name).name, copy)
        staff, passphrase = next(iter(people.items()))
        memory = InstallationMemory(tmp_path_factory.mktemp("own"))
        with opening.open_vault(copy, staff, passphrase, memory=memory) as vault:
            found |= leaks.sentinels(vault)
    assert len(found) > 60
    return found


@pytest.mark.slow
def test_every_path_opened_for_writing_is_on_the_list(played):
    out, trace = played
    strange = []
    for path, flags in OPENED.findall(trace):
        if not re.search(r"O_WRONLY|O_RDWR|O_CREAT", flags) or path.startswith("/dev/"):
            continue
        inside = Path(path).is_relative_to(out)
        if not inside or not ALLOWED.match(str(Path(path).relative_to(out))):
            strange.append(path)
    assert strange == []
    assert "O_CREAT" in trace


@pytest.mark.slow
def test_no_internet_socket_was_made(played):
    assert re.findall(r"socket\(AF_INET\w*", played[1]) == []


@pytest.mark.slow
def test_vaults_and_packages_have_the_form_and_the_look_of_noise(played):
    out = played[0]
    sealed = [*out.glob("*/vault.db"), *out.glob("*/backups/*/vault.db")]
    aged = [*out.glob("usb/*.satchel"), *(p for p in out.glob("*/blobs/*/*") if p.is_file())]
    assert len(sealed) >= 3
    assert len(aged) >= 5
    for path in sealed:
        assert not path.read_bytes().startswith(b"SQLite format 3")
    for path in aged:
        assert path.read_bytes().startswith(b"age-encryption.org/v1\n")
    for path in (*sealed, *aged):
        data = path.read_bytes()
        if len(data) >= 4096:
            assert leaks.bits(data) >= (7.9 if len(data) >= 16384 else 7.8), path


@pytest.mark.slow
def test_no_word_of_the_round_can_be_read_in_any_file(played, texts):
    papers = {str(path.relative_to(played[0])) for path in (played[0] / "documents").iterdir()}
    assert papers
    assert leaks.found_in(played[0], texts, skip=PUBLIC | papers) == []


@pytest.mark.slow
@pytest.mark.parametrize("hide", ["utf-8", "utf-16", "base64", "zlib", "escaped", "hex"])
def test_a_leak_laid_on_purpose_is_found(played, texts, tmp_path, hide):
    text = max(texts, key=len)
    hidden = {
        "utf-8": text.encode(),
        "utf-16": text.encode("utf-16-le"),
        "base64": base64.b64encode(b"x" + text.encode()),
        "zlib": os.urandom(50) + zlib.compress(b"before " + text.encode()),
        "escaped": json.dumps({"a": text}).encode(),
        "hex": text.encode().hex().encode(),
    }[hide]
    folder = tmp_path / "out"
    shutil.copytree(played[0] / "keys", folder / "keys")
    (folder / "left.tmp").write_bytes(os.urandom(500) + hidden + os.urandom(500))
    assert [name.split(":")[0] for name in leaks.found_in(folder, texts, skip=PUBLIC)] == ["left.tmp"]
