from typing import Any

class ConvertResult:
    xform: str
    warnings: list[str]
    itemsets: str | None

def convert(
    xlsform: bytes | dict[str, Any],
    warnings: list[str] | None = None,
    validate: bool = False,
    pretty_print: bool = False,
) -> ConvertResult: ...
