"""The journeys in 2 GiB and on one processor, and the memory of a window over 200,000 findings."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.records.change import new_record_id
from app.services.records import RecordService
from app.storage.types import NewChange
from tests.app.services import group_world, records_world
from tests.soak import small_machine

ROOT = Path(__file__).resolve().parents[2]
SOAK = int(os.environ.get("SATCHEL_SOAK", "1")) > 1
FINDINGS, REPORTED = (200_000, 500) if SOAK else (400, 3)
PIECE = 1000
MOST = 400  # MiB
SMALL = [sys.executable, "-m", "tests.soak.small_machine", sys.executable]
whole = pytest.mark.skipif(not SOAK, reason="long: make soak runs it")


def small(*line: str) -> subprocess.CompletedProcess[str]:
    variables = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.run([*SMALL, *line], cwd=ROOT, env=variables, capture_output=True, text=True, check=False)


@pytest.mark.skipif(os.name == "nt", reason="control groups are of Linux")
def test_a_small_machine_says_what_holds_it(tmp_path):
    done = small("-c", "import os; print(len(os.sched_getaffinity(0)))")
    held, processors = done.stdout.splitlines()
    assert held.startswith("small machine: ")
    assert (done.returncode, processors) == (0, "1")


@pytest.mark.skipif(os.name == "nt", reason="control groups are of Linux")
def test_more_than_two_gib_are_not_to_be_had_where_the_kernel_holds_it():
    done = small("-c", "x = bytearray(3 << 30); x[::4096] = b'1' * len(x[::4096]); print('had')")
    if "address space only" in done.stdout:
        pytest.skip("no control group can be made here")
    assert "had" not in done.stdout


def test_where_no_group_can_be_made_nothing_is_left_behind(tmp_path):
    for way in (small_machine.version_2, small_machine.version_1):
        with way(tmp_path) as join:
            assert join is None
    assert list(tmp_path.iterdir()) == []


@whole
def test_the_journeys_pass_on_a_small_machine():
    done = small("-m", "pytest", "tests/journeys", "-q", "-p", "no:randomly", "-p", "no:cacheprovider")
    sys.stdout.write(done.stdout[-1500:])
    assert done.returncode == 0, done.stdout[-4000:]


@pytest.fixture
def filled(tmp_path):
    """A vault of many findings, of which some stand in the report of one village."""
    world = records_world.make(tmp_path)
    scope = world.scope
    for start in range(0, FINDINGS, PIECE):
        world.vault.write([_finding(scope, n) for n in range(start, min(start + PIECE, FINDINGS))])
    reported(world)
    world.vault.close()
    return world


def _finding(scope: str, number: int) -> NewChange:
    fields = {
        "title": f"第{number}个问题：会计李某将租金3.6万元存入个人账户",
        "number": f"底-{number:06}",
        "item": "C1-02",
        "found_how": ["documents"],
        "facts": "2022年3月，会计李某将林地租金3.6万元存入个人账户，至今未入账。" * 4,
    }
    return NewChange("finding", new_record_id(), scope, fields)


def reported(world: records_world.World) -> None:
    """Findings with evidence, signed by two, reviewed, approved, taken into the report."""
    group = group_world.Group(world)
    told = {
        "found_how": ["documents"],
        "item": "A1-01",
        "title": "会计李某挪用林地租金",
        "facts": "2022年3月，会计李某将林地租金3.6万元存入个人账户。",
        "responsible_text": "会计李某",
        "when": "2022年3月",
        "place": "石桥村",
        "persons_text": "会计李某",
        "amount": 3_600_000,
        "basis": "《农村集体经济组织财务制度》第十二条：收入应当及时入账，不得坐支。",
        "causes": "监督缺位。",
    }
    group.act("li")
    made = []
    for number in range(REPORTED):
        evidence = world.put("evidence", {"title": f"凭证{number}", "sort": "copy", "number": f"证-{number:04}"})
        made.append(world.put("finding", {**told, "number": f"底-报{number:04}"}))
        world.put("finding_source", {"evidence": evidence, "says": "未入账", "sort": "copy"}, parent=made[-1])
    service = RecordService(world.session, world.clock.local)
    for who, step in (
        ("li", "sign"),
        ("wang", "countersign"),
        ("zhao", "review"),
        ("qian", "approve"),
        ("qian", "to_report"),
    ):
        group.act(who)
        for rec in made:
            service.step(rec, step)
    world.vault._me = group.office


def test_a_window_over_many_findings_stays_small(filled):
    done = small("-m", "tests.soak.window_memory", str(filled.folder), str(filled.memory))
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-3000:]
    told = json.loads(done.stdout.strip().splitlines()[-1])
    sys.stdout.write(f"{done.stdout.splitlines()[0]}: {told}\n")
    assert told["rows"] == FINDINGS + REPORTED
    assert max(told["opened"], told["list"], told["report"]) < MOST
