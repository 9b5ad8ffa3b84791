"""The choices a question offers now, and their labels in the language shown."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.forms.definition import Control, Itemset
from app.forms.markdown import Marked
from app.forms.markdown import read as read_marks
from app.forms.xpath.context import Context
from app.forms.xpath.expressions import Call
from app.forms.xpath.nodes import Node
from app.forms.xpath.values import to_text

if TYPE_CHECKING:
    from app.forms.engine import Engine


@dataclass(frozen=True, slots=True)
class Offer:
    """One choice offered: its value and label; ``media`` holds image, audio, video, guidance where there are any."""

    value: str
    label: str
    media: tuple[tuple[str, str], ...] = ()

    def marked(self) -> tuple[Marked, ...]:
        """The label with its marks read."""
        return read_marks(self.label)


class Chooser:
    """Works out what is offered, and names what was chosen."""

    def __init__(self, engine: "Engine") -> None:
        self.engine = engine

    def offers(self, control: Control, node: Node) -> list[Offer]:
        """What ``control`` offers at ``node``."""
        texts = self.engine.texts
        if control.itemset is not None:
            return self._listed(control.itemset, node)
        return [
            Offer(choice.value, texts.words(choice.label, node), texts.media(choice.label, node))
            for choice in control.choices
        ]

    def values(self, control: Control, node: Node) -> set[str]:
        """Only the values offered, without working out labels."""
        if control.itemset is None:
            return {choice.value for choice in control.choices}
        found = self.engine.evaluate(control.itemset.nodes, node)
        items = found if isinstance(found, list) else []
        return {to_text(self.engine.safely(control.itemset.value, self._at(item, node))) for item in items}

    def name(self, value: str, reference: str) -> str:
        """The label of a chosen value: ``jr:choice-name``."""
        form = self.engine.form
        node = self.engine.instance.find(reference.strip())
        path = "/" + "/".join(step.partition("[")[0] for step in reference.strip().strip("/").split("/"))
        control = form.control(path)
        if control is None or node is None:
            return ""
        return next((offer.label for offer in self.offers(control, node) if offer.value == value), "")

    def _at(self, item: Node, node: Node) -> Context:
        return Context(self.engine.host, node=item, top=item.root(), current=node)

    def _listed(self, itemset: Itemset, node: Node) -> list[Offer]:
        found = self.engine.evaluate(itemset.nodes, node)
        offers = []
        for item in found if isinstance(found, list) else []:
            around = self._at(item, node)
            value = to_text(self.engine.safely(itemset.value, around))
            if value:
                offers.append(self._offer(itemset, value, around, node))
        return offers

    def _offer(self, itemset: Itemset, value: str, around: Context, node: Node) -> Offer:
        label, texts = itemset.label, self.engine.texts
        if isinstance(label, Call) and label.name == "jr:itext" and label.arguments:
            name = to_text(self.engine.safely(label.arguments[0], around))
            return Offer(value, texts.translated(name, node), texts.forms(name, node))
        return Offer(value, to_text(self.engine.safely(label, around)))
