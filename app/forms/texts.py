"""Labels, hints and messages in the language shown, with the answers they quote."""

from typing import TYPE_CHECKING

from app.forms.definition import Output, Template, Text
from app.forms.markdown import CLOSING, OPENING, Marked, read
from app.forms.xpath.context import Context
from app.forms.xpath.nodes import Node
from app.forms.xpath.values import to_text

if TYPE_CHECKING:
    from app.forms.engine import Engine

SHOWN = ("", "long", "short")


class Texts:
    """The texts of one response. ``language`` may be changed at any time."""

    def __init__(self, engine: "Engine") -> None:
        self.engine = engine
        self.language = engine.form.languages[0] if engine.form.languages else ""

    def words(self, text: Text, node: Node) -> str:
        """The text as it is read, marks left in."""
        return self._filled(self._template(text, node), node)

    def marked(self, text: Text, node: Node) -> tuple[Marked, ...]:
        """The text with its marks read; a quoted answer is a span of its own."""
        parts: list[str] = []
        outputs: list[str] = []
        for part in self._template(text, node):
            if isinstance(part, Output):
                parts.append(f"{OPENING}{len(outputs)}{CLOSING}")
                outputs.append(self._output(part, node))
            else:
                parts.append(part.replace(OPENING, "").replace(CLOSING, ""))
        return read("".join(parts), outputs)

    def guidance(self, text: Text, node: Node) -> str:
        """The guidance hint of a text, or nothing."""
        return next((words for form, words in self.media(text, node) if form == "guidance"), "")

    def media(self, text: Text, node: Node) -> tuple[tuple[str, str], ...]:
        """What a text has besides words: image, audio, video, guidance."""
        return self.forms(self._key(text, node), node) if text.key is not None else ()

    def forms(self, name: str, node: Node) -> tuple[tuple[str, str], ...]:
        """The same for a translated text called ``name``."""
        return tuple(
            (form, self._filled(template, node)) for form, template in self._entry(name).items() if form not in SHOWN
        )

    def translated(self, name: str, node: Node | None = None) -> str:
        """The text called ``name`` in the language shown."""
        return self._filled(self._shown(name), node if node is not None else self.engine.instance.top)

    def _key(self, text: Text, node: Node) -> str:
        from app.forms.xpath.expressions import Call

        key = text.key
        if key is None:
            return ""
        # jr:itext(…) as the whole label: its name is wanted, not its words
        return to_text(self.engine.evaluate(key.arguments[0] if isinstance(key, Call) and key.arguments else key, node))

    def _template(self, text: Text, node: Node) -> Template:
        return self._shown(self._key(text, node)) if text.key is not None else text.plain

    def _entry(self, name: str) -> dict[str, Template]:
        chosen = [t for t in self.engine.form.translations if t.language == self.language]
        for translation in (*chosen, *self.engine.form.translations):
            if name in translation.texts:
                return dict(translation.texts[name])
        return {}

    def _shown(self, name: str) -> Template:
        entry = self._entry(name)
        return next((entry[form] for form in SHOWN if form in entry), ())

    def _filled(self, template: Template, node: Node) -> str:
        return "".join(self._output(part, node) if isinstance(part, Output) else part for part in template)

    def _output(self, part: Output, node: Node) -> str:
        context = Context(self.engine.host, node=node, top=self.engine.document, current=node)
        return to_text(self.engine.safely(part.value, context))
