"""Three doors for each gate: the window's verb refuses, the command line refuses, a hand-made package is 手续待补."""

from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.errors import NotAllowedError
from app.practice import HOMES
from app.records.change import new_record_id
from app.services.documents import DocumentService
from app.services.findings import FindingsService
from app.services.interviews import InterviewService
from app.services.records import RecordService
from app.services.session import Session
from app.services.setup import found_office
from app.storage import opening, persons
from app.storage.memory import InstallationMemory
from app.storage.types import Founder, NewChange
from app.sync import assignment, enrolment, places, receive, returning
from app.sync.enrolment import Registration

SECRET = "zhuozi dianche maque wanshang"
PEOPLE = {
    "li": ("李守正", "X001", "member"),
    "wang": ("王小满", "X002", "member"),
    "zhao": ("赵明", "X003", "deputy"),
    "qian": ("钱程", "X004", "leader"),
}
GOOD = {
    "title": "会计李某挪用林地租金",
    "facts": "2022年3月，会计李某将林地租金3.6万元存入个人账户。",
    "found_how": ["documents"],
    "item": "A1-01",
    "responsible_text": "会计李某",
    "when": "2022年3月",
    "place": "石桥村",
    "persons_text": "会计李某",
    "amount": 3_600_000,
    "basis": "《农村集体经济组织财务制度》第十条",
}


@dataclass
class World:
    """An office, and one laptop that four people of a group share."""

    folder: Path
    village: str
    people: dict[str, str]

    @property
    def scope(self):
        return f"village-{self.village}"

    @contextmanager
    def opened(self, name):
        """The office's vault, or the laptop's as one of its people."""
        folder, staff = ("office", "B001") if name == "office" else ("laptop", PEOPLE[name][1])
        with opening.open_vault(self.folder / folder, staff, SECRET, memory=home(self.folder, folder)) as vault:
            yield vault

    def write(self, name, kind, fields, *, rec="", force=False, **more):
        """One change by one of the people, as any program of theirs could make it."""
        made = NewChange(kind, rec or new_record_id(), self.scope, fields, **more)
        with self.opened(name) as vault:
            vault.write([made], force=force)
        return made.rec

    def steps(self, kind, rec, *taken):
        """Steps, each by its person."""
        for name, step in taken:
            self.write(name, kind, {}, rec=rec, step=step)
        return rec

    def handed_over(self, name="li"):
        """Everything the laptop has, received by the office."""
        stick = made_folder(self.folder / f"usb-{new_record_id()[:8]}")
        with self.opened(name) as laptop:
            made = returning.write(laptop, stick)
        with self.opened("office") as office:
            assert [receive.receive(office, one.path).state for one in made] == ["taken"] * len(made)

    def finding(self, *, source=True, **fields):
        rec = self.write("li", "finding", {**GOOD, **fields})
        if source:
            talk = self.write("li", "interview", {"person_name": "李某", "role": "ITV-ACC"})
            self.write("li", "finding_source", {"interview": talk, "says": "第12号凭证"}, parent=rec)
        return rec

    def talk(self, *there):
        people = [self.people[name] for name in there]
        held = {"started": "2026-03-09T09:00", "ended": "2026-03-09T10:00", "place": "村委会", "signing": "signed"}
        whom = {"person_name": "曹德厚", "role": "ITV-PUB", "talkers": people[:1], "recorder": people[-1]}
        rec = self.write("li", "interview", {**held, **whom})
        return self.steps("interview", rec, ("li", "begin"), ("li", "finish"))


def home(folder, name):
    """Where the command line looks for the installation of a vault that stands beside others."""
    return InstallationMemory(folder / HOMES / name)


def made_folder(path):
    path.mkdir()
    return path


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    folder = tmp_path_factory.mktemp("gates")
    founder = Founder(new_record_id(), "周敏", "B001")
    office, card, _ = found_office(folder / "office", "某县委巡察办", founder, SECRET, memory=home(folder, "office"))
    with office:
        made = World(folder, new_record_id(), {})
        office.write([NewChange("village", made.village, made.scope, {"name": "石桥村", "town": "清河镇"})])
        (first, *others) = [Founder(new_record_id(), name, staff) for name, staff, _ in PEOPLE.values()]
        with opening.create(folder / "laptop", first, SECRET, memory=home(folder, "laptop"), card=card) as laptop:
            for who in others:
                persons.add_person(laptop, who, SECRET)
        for name, (_, _, role) in PEOPLE.items():
            with made.opened(name) as laptop:
                receive.receive(office, enrolment.write(laptop, made_folder(folder / name)).path)
            (waiting,) = enrolment.enrolments(office)
            chosen = Registration(villages=[made.village], role=role)
            made.people[name] = enrolment.confirm(office, waiting.row, chosen)
        written = assignment.write(office, made_folder(folder / "usb"), places.laptops(office)["1"])
    with made.opened("li") as laptop:
        for one in written:
            receive.receive(laptop, one.path)
    return made


@pytest.fixture
def laptop(satchel, world):
    """Run a verb on the laptop as one of its people, with --json."""

    def run(name, *line, **more):
        options = ("--vault", world.folder / "laptop", "--staff", PEOPLE[name][1], "--lang", "zh")
        return satchel(*line, *options, *more.get("options", ("--json",)), secret=SECRET)

    return run


@pytest.fixture
def office(satchel, world):
    """Run a verb at the office."""

    def run(*line, as_json=True):
        options = ("--vault", world.folder / "office", "--staff", "B001", "--lang", "zh")
        return satchel(*line, *options, *(("--json",) if as_json else ()), secret=SECRET)

    return run


def refused(said, rule, word):
    """Exit code, code, rule and words of a refusal."""
    assert said.code == 1
    error = said.json["error"]
    assert (error["code"], error["rule"].partition("-")[0]) == ("not-allowed", rule)
    assert word in error["message"]
    assert "没有预料到" not in error["message"]
    return True


def refused_at_the_window(opened, verbs, rec, step, rule):
    """What a page offers is shut, and its verb refuses all the same. ``verbs`` is the page's own service."""
    with opened as vault:
        service = verbs(Session(vault))
        offer = next(one for one in service.get(rec).steps if one.step.name == step)
        assert not offer.allowed
        with pytest.raises(NotAllowedError) as told:
            service.step(rec, step)
    assert str(told.value.data["rule"]).partition("-")[0] == rule
    return True


def stands_irregular(office, kind, rec, rule):
    """The office took it in, says so in the list, names the rule, and did not apply it."""
    found = office("list", kind, "--only", "irregular", "--limit", 999)
    assert rec in {row["rec"] for row in found.json["records"]}
    assert any(rec in line and "手续待补" in line for line in office("list", kind, as_json=False).out.splitlines())
    assert [one["rule"] for one in office("show", rec).json["irregular"]] == [rule]
    return True


def test_g04_a_talk_held_alone_is_not_signed(world, laptop, office):
    talk = world.talk("li")
    assert refused_at_the_window(world.opened("li"), InterviewService, talk, "sign", "G04")
    assert refused(laptop("li", "step", talk, "sign"), "G04", "两名")
    assert office_state(laptop, talk) == "to_check"
    world.write("li", "interview", {}, rec=talk, step="sign", force=True)
    world.handed_over()
    assert stands_irregular(office, "interview", talk, "G04")
    assert office("show", talk).json["state"] == "to_check"


def test_g04_two_people_are_enough(world, laptop):
    said = laptop("li", "step", world.talk("li", "wang"), "sign")
    assert (said.code, said.json["state"]) == (0, "signed")


def test_g06_what_was_signed_is_not_changed(world, laptop, office):
    talk = world.steps("interview", world.talk("li", "wang"), ("li", "sign"))
    with world.opened("li") as vault:
        service = InterviewService(Session(vault))
        assert service.get(talk).locked
        service.save_draft(talk, "interview", {"place": "别处"}, {})
        with pytest.raises(NotAllowedError) as told:
            service.commit(talk)
        assert told.value.data["rule"] == "G06"
        service.discard(talk)
    assert refused(laptop("li", "step", talk, "lock", "place=别处"), "G06", "锁定")
    assert refused(laptop("li", "add", "interview_line", "speaker=答", "text=改口", "--in", talk), "G06", "锁定")
    assert refused(laptop("li", "edit", talk, "place=别处"), "G06", "锁定")
    assert laptop("li", "edit", talk, "talk_again=是").json["fields"] == ["talk_again"], (
        "a note for after the signature"
    )
    world.write("li", "interview", {"place": "别处"}, rec=talk, force=True)
    world.handed_over()
    assert stands_irregular(office, "interview", talk, "G06")
    assert office("show", talk).json["values"]["place"] == "村委会"


def test_g07_a_finding_without_a_source_is_not_signed(world, laptop, office):
    rec = world.finding(source=False)
    assert refused_at_the_window(world.opened("li"), FindingsService, rec, "sign", "G07")
    assert refused(laptop("li", "step", rec, "sign"), "G07", "印证材料")
    world.write("li", "finding", {}, rec=rec, step="sign", force=True)
    world.handed_over()
    assert stands_irregular(office, "finding", rec, "G07")
    assert office("show", rec).json["state"] == "draft"


def test_g08_one_person_does_not_sign_twice(world, laptop, office):
    rec = world.steps("finding", world.finding(), ("li", "sign"))
    assert refused_at_the_window(world.opened("li"), FindingsService, rec, "countersign", "G08")
    assert refused(laptop("li", "step", rec, "countersign"), "G08", "另一名承办人")
    assert refused(laptop("zhao", "step", world.finding(), "review"), "state", "不能直接")
    world.write("li", "finding", {}, rec=rec, step="countersign", force=True)
    world.handed_over()
    assert stands_irregular(office, "finding", rec, "G08")
    assert office("show", rec).json["state"] == "one_signed"


def test_g09_a_finding_without_its_basis_is_not_reviewed(world, laptop, office):
    rec = world.steps("finding", world.finding(basis=None), ("li", "sign"), ("wang", "countersign"))
    assert refused_at_the_window(world.opened("zhao"), FindingsService, rec, "review", "G09")
    assert refused(laptop("zhao", "step", rec, "review"), "G09", "依据")
    world.write("zhao", "finding", {}, rec=rec, step="review", force=True)
    world.handed_over()
    assert stands_irregular(office, "finding", rec, "G09")
    assert office("show", rec).json["state"] == "signed"


def test_g10_a_finding_without_a_figure_does_not_go_into_the_report(world, laptop, office):
    hands = (("li", "sign"), ("wang", "countersign"), ("zhao", "review"), ("qian", "approve"))
    rec = world.steps("finding", world.finding(amount=None), *hands)
    assert refused_at_the_window(world.opened("qian"), FindingsService, rec, "to_report", "G10")
    assert refused(laptop("qian", "step", rec, "to_report"), "G10", "金额")
    world.write("qian", "finding", {}, rec=rec, step="to_report", force=True)
    world.handed_over()
    assert stands_irregular(office, "finding", rec, "G10")
    assert office("show", rec).json["state"] == "approved"


def test_g11_a_finding_the_leader_has_not_approved_is_not_shown_to_the_village(world, laptop, office):
    finding = world.finding()
    rec = world.write("li", "fact_confirmation", {"summary": "租金", "findings": [finding], "facts": "租金3.6万元"})
    assert refused_at_the_window(world.opened("li"), RecordService, rec, "show", "G11")
    assert refused(laptop("li", "step", rec, "show"), "G11", "审签")
    world.write("li", "fact_confirmation", {}, rec=rec, step="show", force=True)
    world.handed_over()
    assert stands_irregular(office, "fact_confirmation", rec, "G11")
    assert office("show", rec).json["state"] == "draft"


def test_g24_a_refusal_without_statement_and_without_witnesses_is_not_entered(world, laptop, office):
    rec = world.write("li", "document_check", {"name": "工程结算书"})
    assert refused_at_the_window(world.opened("li"), DocumentService, rec, "refuse", "G24")
    assert refused(laptop("li", "step", rec, "refuse"), "G24", "书面说明")
    assert refused(laptop("li", "step", rec, "report_none", "missing_reason=没有"), "G24", "书面说明")
    alone = ("statement_kind=拒写书面说明", "witnesses=李守正")
    assert refused(laptop("li", "step", rec, "refuse", *alone), "G24", "见证")
    world.write("li", "document_check", {}, rec=rec, step="refuse", force=True)
    world.handed_over()
    assert stands_irregular(office, "document_check", rec, "G24")
    assert office("show", rec).json["state"] == "requested"


def test_g24_a_hand_made_refusal_before_one_inspector_alone_does_not_count(world, office):
    seen = {"statement_kind": "refused", "witnesses": [world.people["li"], new_record_id()]}
    rec = world.write("li", "document_check", {"name": "合同台账", **seen})
    world.write("li", "document_check", {}, rec=rec, step="report_none", force=True)
    world.handed_over()
    assert stands_irregular(office, "document_check", rec, "G24")


def test_g24_with_a_statement_or_with_two_who_saw_it_refused_too_it_is_entered(world, laptop, office):
    told = world.write("li", "document_check", {"name": "会议记录"})
    said = laptop("li", "step", told, "refuse", "statement=2026-说-1", "statement_by=李某")
    assert (said.code, said.json["warnings"]) == (0, [])
    mute = world.write("li", "document_check", {"name": "现金日记账"})
    said = laptop("li", "step", mute, "refuse", "statement_kind=拒写书面说明", "witnesses=李守正、王小满")
    assert (said.code, said.json["state"]) == (0, "refused")
    world.handed_over()
    for rec in (told, mute):
        assert (office("show", rec).json["state"], office("show", rec).json["irregular"]) == ("refused", [])
    with world.opened("office") as vault:
        assert DocumentService(Session(vault)).standing().without_statement == 0


def test_an_edit_decides_a_conflict_and_says_so(world, laptop):
    rec = world.write("li", "village_project", {"name": "修路"}, parent=world.village)
    for name, amount in (("li", 100), ("wang", 200)):
        world.write(name, "village_project", {"amount": amount}, rec=rec, parent=world.village, sup={"amount": ()})
    said = laptop("li", "edit", rec, "amount=2").json
    assert (said["settled"], len(said["replaced"]["amount"])) == (["amount"], 2)
    assert laptop("li", "show", rec).json["conflicts"] == {}
    assert laptop("li", "show", rec).json["values"]["amount"] == 200


def test_a_refusal_is_said_with_its_rule_also_to_people(world, laptop):
    said = laptop("li", "step", world.talk("li"), "sign", options=())
    assert (said.code, said.out) == (1, "")
    assert said.err.startswith("[G04] ")


def test_a_step_that_the_kind_has_not_is_told(world, laptop):
    said = laptop("li", "step", world.talk("li"), "fly")
    assert (said.code, said.json["error"]["code"]) == (1, "not-found")


def office_state(run, rec):
    """State of a record on the laptop."""
    return run("li", "show", rec).json["state"]
