"""The few marks XLSForm admits in labels: headings, emphasis, lists, links, coloured spans. All else is text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

OPENING, CLOSING = "\ue000", "\ue001"  # an output's number stands between these while marks are read
INLINE = re.compile(
    r"""(?P<strong>\*\*(?=\S)(?P<strong_a>.+?)(?<=\S)\*\*|__(?=\S)(?P<strong_b>.+?)(?<=\S)__)
    |(?P<em>\*(?=\S)(?P<em_a>[^*]+?)(?<=\S)\*|(?<!\w)_(?=\S)(?P<em_b>[^_]+?)(?<=\S)_(?!\w))
    |\[(?P<link>[^\]]*)\]\((?P<url>[^)\s]*)\)
    |<(?P<tag>b|strong|u|i|em|span|div|p)(?P<attributes>\s[^>]*)?\s*>(?P<inner>.*?)</(?P=tag)\s*>
    |(?P<br><br\s*/?>|\n)""",
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
OUTPUT = re.compile(f"{OPENING}(\\d+){CLOSING}")
STYLE = re.compile(r"""style\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
ADMITTED = {"color", "font-family", "text-align", "font-weight", "background-color"}
SAME = {"b": "strong", "i": "em"}
ITEM = re.compile(r"\s*(?:(?P<number>\d+)[.)]|[-*+])\s+(?P<text>.*)")
HEADING = re.compile(r"\s*(#{1,6})\s+(.*?)\s*#*\s*")
SCHEMES = ("http:", "https:", "mailto:", "tel:")


@dataclass(frozen=True, slots=True)
class Marked:
    """A piece of text (``value``), or an element with pieces inside."""

    element: str = ""
    value: str = ""
    children: tuple["Marked", ...] = ()
    url: str = ""
    style: tuple[tuple[str, str], ...] = ()

    def plain(self) -> str:
        """The words without marks."""
        return "\n" if self.element == "br" else self.value + "".join(child.plain() for child in self.children)


def read(text: str, outputs: Sequence[str] = ()) -> tuple[Marked, ...]:
    """Marks of a text in which ``outputs`` stand as numbers between `OPENING` and `CLOSING`."""
    reader = _Reader(outputs)
    blocks = [block for block in re.split(r"\n[ \t]*\n", text.strip()) if block.strip()]
    if len(blocks) == 1:
        return tuple(reader.block(blocks[0], alone=True))
    return tuple(piece for block in blocks for piece in reader.block(block, alone=False))


def plain(text: str) -> str:
    """The words of a text without its marks."""
    return "".join(piece.plain() for piece in read(text))


class _Reader:
    def __init__(self, outputs: Sequence[str]) -> None:
        self.outputs = outputs

    def block(self, text: str, *, alone: bool) -> Iterator[Marked]:
        heading = HEADING.fullmatch(text)
        if heading and "\n" not in text.strip():
            yield Marked(f"h{len(heading[1])}", children=tuple(self.inline(heading[2])))
            return
        items = [ITEM.fullmatch(line) for line in text.strip().split("\n")]
        if all(items):
            kind = "ol" if items[0] is not None and items[0]["number"] else "ul"
            yield Marked(kind, children=tuple(self.item(item["text"]) for item in items if item is not None))
            return
        pieces = tuple(self.inline(re.sub(r"^[ \t]{4,}|^\t+", "", text)))
        if alone:
            yield from pieces
        else:
            yield Marked("p", children=pieces)

    def item(self, text: str) -> Marked:
        return Marked("li", children=(Marked("p", children=tuple(self.inline(text))),))

    def inline(self, text: str) -> Iterator[Marked]:
        at = 0
        for found in INLINE.finditer(text):
            if found.start() < at:
                continue
            yield from self.words(text[at : found.start()])
            yield self.element(found)
            at = found.end()
        yield from self.words(text[at:])

    def element(self, found: re.Match[str]) -> Marked:
        if found["br"]:
            return Marked("br")
        if found["strong"]:
            return Marked("strong", children=tuple(self.inline(found["strong_a"] or found["strong_b"])))
        if found["em"]:
            return Marked("em", children=tuple(self.inline(found["em_a"] or found["em_b"])))
        if found["tag"]:
            tag = found["tag"].lower()
            return Marked(
                SAME.get(tag, tag), children=tuple(self.inline(found["inner"])), style=_style(found["attributes"] or "")
            )
        url = OUTPUT.sub(lambda number: self.outputs[int(number[1])], found["url"])
        # no scheme that runs anything
        safe = url if url.lower().startswith(SCHEMES) else ""
        return Marked("a", children=tuple(self.inline(found["link"])), url=safe)

    def words(self, text: str) -> Iterator[Marked]:
        """Plain words; an output becomes a span whose own marks are read."""
        at = 0
        for found in OUTPUT.finditer(text):
            if found.start() > at:
                yield Marked(value=text[at : found.start()])
            inner = _Reader(()).inline(self.outputs[int(found[1])])
            yield Marked("span", children=tuple(inner))
            at = found.end()
        if at < len(text):
            yield Marked(value=text[at:])


def _style(attributes: str) -> tuple[tuple[str, str], ...]:
    found = STYLE.search(attributes)
    pairs = [part.partition(":")[::2] for part in (found[1] or found[2] or "").split(";")] if found else []
    return tuple((name.strip().lower(), value.strip()) for name, value in pairs if name.strip().lower() in ADMITTED)
