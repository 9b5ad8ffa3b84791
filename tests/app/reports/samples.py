"""What the tests of paper are made of: one talk, one copy, and readers of what came out."""

import datetime as dt
import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.oxml.parser import parse_xml

from app.records.kinds import kind
from app.reports.issue import Issue
from app.reports.talk import Addendum, Line, Talk
from app.reports.word import order

AT = dt.datetime(2026, 7, 9, 14, 3)  # noqa: DTZ001 - wall time
ISSUE = Issue("2026巡-1组-谈-03-A0012", "工作秘密", "A-000001", 0, "县委第一巡察组", "吴一", AT, "3fa9c2d1")
LINES = (
    Line("q", "今天找您谈话，主要是了解石桥村党组织和党员干部的有关情况。请您如实反映，并对谈话内容保密。您清楚了吗？"),
    Line("a", "清楚了。"),
    Line("a", "合同价是486,500.00元，承包人是“顺达”工程队。\n沟渠实际只挖了大概六百米。"),
    Line("n", "被谈话人出示手写流水账一本。"),
)


def talk(times: int = 1, **more) -> Talk:
    notices = kind("interview").field("notices").choices
    made = Talk(
        number="2026巡-1组-谈-03-A0012",
        when="自2026年7月9日9时05分至10时20分",
        place="石桥村委会二楼小会议室",
        talkers="吴一、郑二",
        recorder="郑二",
        name="李建国",
        sex="男",
        birth="1963年6月",
        political="中共党员",
        post="石桥村三组村民",
        address="柳河镇石桥村三组27号",
        phone="13800001234",
        role="普通党员",
        notices=tuple((one.words.zh, place < 3) for place, one in enumerate(notices)),
        lines=LINES * times,
    )
    return replace(made, **more)


def addendum(**more) -> Addendum:
    made = Addendum(
        number="2026巡-1组-谈-03-A0012-补1",
        talk="2026巡-1组-谈-03-A0012",
        name="李建国",
        when="自2026年7月9日9时05分至10时20分",
        copy="A-000002",
        digest="3fa9c2d188aa01ff",
        sort="补充",
        at="2026年7月10日8时30分",
        author="郑二",
        witness="吴一",
        reason="签字后本人想起会议日期",
        text="本人补充：结算单上第二笔签字不是我签的。\n当天我在镇里开会，有会议签到。",
    )
    return replace(made, **more)


def needs(program: str) -> str:
    """Path of a stock tool, or skip the test saying which one is missing."""
    found = shutil.which(program)
    if found is None:
        pytest.skip(f"{program} is not installed")
    return found


def pages(pdf: bytes) -> list[str]:
    """Text of each page in the order it was drawn, as poppler reads it."""
    command = [needs("pdftotext"), "-raw", "-", "-"]
    done = subprocess.run(command, input=pdf, capture_output=True, check=True)
    return done.stdout.decode().split("\f")[:-1]


def words(pdf: bytes) -> str:
    """All text without blanks: line breaks and watermarks aside, what stands on the paper."""
    return re.sub(r"\s", "", "".join(pages(pdf)))


def in_order(data: bytes) -> list[str]:
    """Every place of a Word document where an element stands in the wrong order, in whichever part."""
    found = []
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        parts = [name for name in packed.namelist() if name.startswith("word/") and name.endswith(".xml")]
        assert {"word/document.xml", "word/styles.xml", "word/settings.xml", "word/fontTable.xml"} <= set(parts)
        for name in parts:
            found += [f"{name} {wrong}" for wrong in order.misplaced(parse_xml(packed.read(name)))]
    return found


def outline(data: bytes) -> str:
    """A Word document as text: style and words of each paragraph, cells of each table row, headers and footers."""
    made = docx.Document(io.BytesIO(data))
    lines = []
    for element in made.element.body:
        if element.tag.endswith("}p"):
            paragraph = docx.text.paragraph.Paragraph(element, made)
            lines.append(f"[{paragraph.style.name}] {paragraph.text}")
        elif element.tag.endswith("}tbl"):
            lines += ["| " + " | ".join(_cells(row)) for row in docx.table.Table(element, made).rows]
    for section in made.sections:
        lines += [f"(header) {p.text}" for p in section.header.paragraphs]
        lines += [f"(footer) {p.text}" for p in section.footer.paragraphs]
    return "\n".join(lines)


def _cells(row) -> list[str]:
    """Words of each cell once, however many columns it takes."""
    return [cell.text.replace("\n", " ⏎ ") for cell in {cell._tc: cell for cell in row.cells}.values()]


def rendered(data: bytes, folder: Path) -> bytes:
    """A Word document as LibreOffice prints it, as PDF."""
    program = needs("soffice")
    source = folder / "paper.docx"
    source.write_bytes(data)
    profile = (folder / "profile").as_uri()
    command = [program, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf", source.name]
    subprocess.run(command, cwd=folder, capture_output=True, check=True, timeout=120)
    return (folder / "paper.pdf").read_bytes()


def member(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return packed.read(name).decode()
