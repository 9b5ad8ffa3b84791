"""A long list of findings in the window and the village report of 500 of them, with the memory the whole program took.

The vault is made here; the window is another process, so that its peak is its own. The kernel's own count is read.
"""

import json
import os
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from app.records.change import Change
from app.security import kdf
from app.storage import opening
from app.storage.memory import InstallationMemory
from app.storage.types import ListQuery, NewChange
from tests.bench import vaults
from tests.bench.figures import Figure, most_memory, p95, tell
from tests.bench.journals import SCOPE, Pen, name
from tests.bench.windows import environment

TOLD = 500  # findings in the report
VILLAGE = SCOPE.removeprefix("village-")
ELSEWHERE = "village-" + "cd" * 16
FACTS = (
    "{}年{}月，村委会未经村民会议讨论，将{}亩集体土地发包给{}，合同价{}元，应收未收{}元。\n"
    "合同未报镇里备案，村民{}等{}人反映。"
)
PLAIN = {"bare memory", "memory", "size", "reading", "report", "report busy"}  # the others are told in milliseconds
# five signatures lie between a finding and the report; they are no part of what is measured
REPORTED = """
UPDATE view_finding
   SET state = 'in_report'
 WHERE scope = ?
"""


def findings(pens: list[Pen], count: int) -> Iterator[Change]:
    """So many findings: some in the village of the report, the others in another."""
    for at in range(count):
        money = 1000 + at * 37 % 90_000
        facts = FACTS.format(2015 + at % 10, 1 + at % 12, at % 90, name(at), money * 7, money, name(at * 3), at % 40)
        values: dict[str, object] = {
            "title": f"{name(at)}承包集体土地少交承包款{money}元",
            "number": f"26巡-1-底预-{at:06d}",
            "facts": facts,
            "three": [("leadership", "building", "strictness")[at % 3]],
            "amount": money * 100,
        }
        yield pens[at % len(pens)].write(
            "finding", f"{at + 2 * 10**9:032x}", SCOPE if at < TOLD else ELSEWHERE, values, {}
        )


def measure(home: Path, count: int) -> None:
    """Make the vault, open it in a window of its own, tell what that said."""
    home.mkdir()
    pens = [Pen(f"finding {at}") for at in range(3)]
    vault = vaults.make(home, pens, kdf.testing_cost())
    vault.write([NewChange("village", VILLAGE, SCOPE, {"name": "石桥村", "households": 412})], force=True)
    vaults.write_lines(home / "findings", findings(pens, count))
    vaults.receive(vault, home / "findings", {pen.key.writer_id: pen.key.public for pen in pens}, 1)
    with vault.database.write() as connection:
        connection.execute(REPORTED, (SCOPE,))
    vault.close()
    command = [sys.executable, "-m", "tests.bench.findings", str(home)]
    for _ in range(2):  # the first time writes byte code
        done = subprocess.run(command, env=environment(home / "own"), check=True, capture_output=True, text=True)
    _tell(json.loads(done.stdout.splitlines()[-1]), count)


def _tell(found: dict[str, float], count: int) -> None:
    listed, first, scroll, report = f"{count:,} findings", found["first"], found["scroll"], found["report"]
    numbers, memory = found["numbers"], found["memory"]
    whole, busy = "all row numbers, unsorted", "processor"
    for figure in (
        Figure(
            "page of findings opened, first rows painted", first, whole, numbers,
            "ms", "<= 200 ms", first <= 200, f"{listed}, {found['first busy']:.0f} ms of {busy}",
        ),
        Figure(
            "list of findings filtered anew and painted", found["again"], whole, numbers,
            "ms", "<= 200 ms", found["again"] <= 200, f"{listed}, {found['again busy']:.0f} ms of {busy}",
        ),
        Figure(
            "list of findings, one scroll p95", scroll, whole, numbers,
            "ms", "<= 20 ms", scroll <= 20, f"{listed}, {found['scroll busy']:.0f} ms of {busy}",
        ),
        Figure(
            f"village report of {TOLD} findings", report, "reading them alone", found["reading"],
            "s", "<= 3 s", report <= 3, f"{found['size'] / 1024:.0f} KiB, {found['report busy']:.1f} s of {busy}",
        ),
        Figure(
            "memory with list and report", memory, "the window before unlocking", found["bare memory"],
            "MiB", "<= 400 MiB", memory <= 400, listed,
        ),
    ):  # fmt: skip
        tell([figure])


# in the process of the window


def window(home: Path) -> dict[str, float]:
    """Open the vault in the window, go through the list, export the report."""
    from app.services.papers import PaperService
    from app.services.session import Session
    from ui.application import begin

    application, shell, _ = begin(["satchel"])
    found = {"bare memory": most_memory()}
    vault = opening.open_vault(home / "vault", vaults.STAFF, vaults.SECRET, memory=InstallationMemory(home / "own"))
    session = Session(vault)
    shell.resize(1366, 768)
    shell.open(session)
    main: Any = shell.main

    def settle() -> None:
        application.processEvents()
        while not shell.jobs.idle:
            time.sleep(0.001)
            application.processEvents()

    def measure(name: str, work: Callable[[], object], times: int = 1) -> None:
        walls, busy = [], []
        for _ in range(times):
            before, begun = time.process_time(), time.perf_counter()
            work()
            walls.append(time.perf_counter() - begun)
            busy.append(time.process_time() - before)
        found[name], found[f"{name} busy"] = p95(walls), p95(busy)

    with vault.database.read() as connection:
        measure("numbers", lambda: connection.execute("SELECT row FROM view_finding").fetchall())
    settle()

    def open_page() -> None:
        main.go("records:finding", "")
        settle()

    measure("first", open_page)
    shown: Any = main.page("records:finding").list
    assert shown.model.rowCount() == vault.count(ListQuery("finding"))

    def filter_anew() -> None:
        shown.state.setCurrentIndex(1 - shown.state.currentIndex())
        shown.refresh()
        settle()

    measure("again", filter_anew, 4)
    bar, steps = shown.view.verticalScrollBar(), iter(range(1, 101))

    def scroll() -> None:
        bar.setValue(bar.maximum() * next(steps) // 100)
        application.processEvents()

    measure("scroll", scroll, 100)
    rows = vault.rows("finding", vault.list(ListQuery("finding", scopes=(SCOPE,))))
    assert [row.state for row in rows] == ["in_report"] * TOLD
    measure("reading", lambda: [vault.record(row.rec, row.scope) for row in rows])
    measure("report", lambda: PaperService(session).export(VILLAGE, "village_report", home))
    found["size"] = next(home.glob("*.docx")).stat().st_size
    found["memory"] = most_memory()
    return {name: value * (1 if name in PLAIN else 1000) for name, value in found.items()}


if __name__ == "__main__":
    os.environ[kdf.TEST_VARIABLE] = "1"
    try:
        sys.stdout.write(json.dumps(window(Path(sys.argv[1]))) + "\n")
        sys.stdout.flush()
    except BaseException:  # noqa: BLE001 - threads of the window would keep it from ending
        traceback.print_exc()
        os._exit(1)
    os._exit(0)
