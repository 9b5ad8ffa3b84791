"""Nothing in clear, at the window: a sitting typed by keys under strace, then every file read for every word typed."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from app.practice.laptop import PASSPHRASE
from app.storage import opening
from app.storage.memory import InstallationMemory
from tests.faults import leaks, window

ROOT = Path(__file__).parents[2]
HEX = r"[0-9a-f]{16,64}"
ALLOWED = re.compile(
    rf"""(
    out/vault/(  # as in the round by stick
        vault\.json(\.previous)?(\.part)? | vault\.lock | unlocks\.log | vault\.db(-wal|-shm|-journal)?
      | blobs/({HEX}|[0-9a-f]{{2}}/{HEX})(\.part)?
      | backups/\d+/vault\.(db(-wal|-shm|-journal)?|json(\.part)?)
    )
  | own/(
        settings\.json(\.part)?       # language, look, folders of vaults, place of the window
      | installations\.json(\.part)?  # which vault was last seen in which state: ids and counts
      | logs/satchel\.log(\.\d)?      # counts, durations, ids
      | logs/fault\.log               # frames of a crash of the machine, never values; opened empty at start
    )
)\Z""",
    re.VERBOSE,
)
CALLS = "openat,open,creat,rename,renameat,renameat2,socket,connect"
WRITING = re.compile(r"O_WRONLY|O_RDWR|O_CREAT|O_TMPFILE|\Acreat")
OPENED = re.compile(r"\A(?:openat|open|creat)\(.*\) = \d+<(.*)>(?:\(deleted\))?\Z")
RENAMED = re.compile(r'\Arename(?:at2?)?\(.*"((?:[^"\\]|\\.)*)"(?:, \w+)?\) = 0\Z')


def written(calls):
    """Every path that was opened for writing or came by renaming, as the kernel named it."""
    for call in calls:
        found = RENAMED.match(call) or OPENED.match(call)
        if found and (call.startswith("rename") or WRITING.search(call[: found.start(1)])):
            yield found[1]


def strange(calls, home):
    """Those of them that nobody allowed; ``/dev/null`` keeps nothing."""
    paths = [path for path in written(calls) if path.partition("<")[0] != "/dev/null"]
    return [p for p in paths if not (Path(p).is_relative_to(home) and ALLOWED.match(str(Path(p).relative_to(home))))]


@pytest.fixture(scope="module")
def sat(tmp_path_factory):
    """The folder of a sitting and every call it made."""
    if shutil.which("strace") is None:
        pytest.skip("no strace here")
    home = tmp_path_factory.mktemp("sat")
    (home / "traces").mkdir()
    own = {"SATCHEL_HOME": "own", "HOME": "home", "TMPDIR": "tmp"}  # where caches and scraps would go is read too
    environment = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
    for name, folder in own.items():
        (home / folder).mkdir()
        environment[name] = str(home / folder)
    environment |= {"QT_QPA_PLATFORM": "offscreen", "SATCHEL_TEST_KDF": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    # a file for each thread: no call is cut in two by another; -y names what was opened in full; with --seccomp-bpf
    # only these calls stop the program, else it crawls
    words = ["strace", "--seccomp-bpf", "-ff", "-y", "-qq", "-e", f"trace={CALLS}", "-s", "4096"]
    words += ["-o", str(home / "traces" / "of"), sys.executable, "-m", "tests.faults.window", str(home / "out")]
    told = subprocess.run(words, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=120)
    if "ptrace" in told.stderr or "--seccomp-bpf" in told.stderr:
        pytest.skip("tracing is not allowed here, or this strace is too old")
    assert told.returncode == 0, told.stderr
    calls = [
        call
        for trace in (home / "traces").iterdir()
        for call in trace.read_text(encoding="utf-8", errors="replace").splitlines()
    ]
    shutil.rmtree(home / "traces")  # not the program's
    return home, calls


@pytest.mark.slow
def test_the_window_writes_only_where_it_may(sat):
    home, calls = sat
    assert strange(calls, home) == []
    assert {f"{home}/out/vault/vault.db", f"{home}/own/settings.json"} <= set(written(calls))


@pytest.mark.slow
def test_the_window_makes_no_internet_socket(sat):
    calls = [call for call in sat[1] if call.startswith(("socket(", "connect("))]
    assert [call for call in calls if "AF_UNIX" not in call] == []


@pytest.mark.slow
def test_what_was_typed_is_in_the_vault_and_nowhere_in_clear(sat, tmp_path):
    home = sat[0]
    assert leaks.found_in(home, window.SENTINELS | {PASSPHRASE}, skip=set()) == []
    shutil.copytree(home / "out" / "vault", tmp_path / "vault")
    memory = InstallationMemory(tmp_path / "memory")
    with (
        opening.open_vault(tmp_path / "vault", "X001", PASSPHRASE, memory=memory) as vault,
        vault.database.read() as connection,
    ):
        columns = connection.execute("SELECT vals FROM change UNION ALL SELECT fields FROM draft")
        kept = str([json.loads(column) for (column,) in columns])
    assert [text for text in window.KEPT if text not in kept] == []


@pytest.mark.parametrize("text", sorted(window.SENTINELS))
def test_each_word_typed_would_be_found(text, tmp_path):
    (tmp_path / "scrap").write_bytes(b"\0" * 7 + text.encode("utf-16-le"))
    assert leaks.found_in(tmp_path, {text}, skip=set()) == [f"scrap: {text}"]


@pytest.mark.parametrize(
    "call",
    [
        'openat(AT_FDCWD</x>, "/tmp/scrap", O_RDWR|O_CREAT|O_EXCL|O_CLOEXEC, 0600) = 7</tmp/scrap>',
        'openat(5</tmp>, "scrap", O_WRONLY) = 7</tmp/scrap>',
        'creat("scrap", 0600) = 7</tmp/scrap>',
        'openat(AT_FDCWD</x>, "/tmp", O_RDWR|O_TMPFILE, 0600) = 7</tmp/#12>(deleted)',
        'rename("/srv/u/own/settings.json.part", "/srv/u/own/kept") = 0',
        'renameat2(AT_FDCWD</x>, "/srv/u/own/a", AT_FDCWD</x>, "/srv/u/own/kept", RENAME_NOREPLACE) = 0',
    ],
)
def test_a_file_elsewhere_would_be_noticed(call):
    assert len(strange([call], Path("/srv/u"))) == 1
