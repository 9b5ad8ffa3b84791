"""What every sheet of one copy carries: mark, copy number, who printed it and when, the end of the journal."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Issue:
    """One copy of one paper. ``mark`` is '' or words such as 工作秘密; ``head`` is 8 hex of a chain's last change."""

    number: str = ""
    mark: str = ""
    copy: str = ""
    earlier: int = 0  # copies made before this one
    group: str = ""
    person: str = ""
    at: dt.datetime | None = None
    head: str = ""
    practice: bool = False

    @property
    def moment(self) -> str:
        """Date and time it was made, as ``2026-07-09 14:03``; '' for a blank form."""
        return self.at.strftime("%Y-%m-%d %H:%M") if self.at else ""

    @property
    def made(self) -> str:
        """Which copy this is: 首次印制, then 第2次印制 and so on; '' for a blank form."""
        if not self.copy:
            return ""
        return f"第{self.earlier + 1}次印制" if self.earlier else "首次印制"

    @property
    def copy_words(self) -> str:
        """份号 as it stands in the head of a sheet."""
        again = f"（{self.made}）" if self.earlier else ""
        return f"份号：{self.copy}{again}" if self.copy else ""

    @property
    def watermark(self) -> str:
        """Words repeated lightly behind the text."""
        copy = f"份号{self.copy}" if self.copy else ""
        return _joined(self.group, self.person, self.moment, copy)

    @property
    def trace(self) -> str:
        """The small line at the foot that ties the sheet to the journal."""
        number = f"编号 {self.number}" if self.number else ""
        copy = f"份号 {self.copy}" if self.copy else ""
        return _joined(number, copy, self.made, f"校验 {self.head}" if self.head else "", self.moment, self.person)


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
