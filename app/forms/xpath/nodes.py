"""The tree expressions walk: elements, attributes and text of a form's instance."""

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from xml.parsers import expat

from app.errors import AppError

XML = "http://www.w3.org/XML/1998/namespace"
XFORMS = "http://www.w3.org/2002/xforms"
XHTML = "http://www.w3.org/1999/xhtml"
JAVAROSA = "http://openrosa.org/javarosa"
OPENROSA = "http://openrosa.org/xforms"
ODK = "http://www.opendatakit.org/xforms"
DOCUMENT, ELEMENT, ATTRIBUTE, TEXT, COMMENT, INSTRUCTION = "document", "element", "attribute", "text", "comment", "pi"


class BadXmlError(AppError):
    """A text that should be XML is not. Data: ``line``, ``column``, ``why``."""


class Node:
    """One node.

    A leaf element of a form's instance keeps its answer in ``value`` and has no children; a document read with
    ``whole=True`` has text nodes instead, as XPath describes them. ``relevant`` is the only thing of the form engine
    that expressions look at: a node that is not relevant is not found by a path.
    """

    __slots__ = (
        "attributes",
        "children",
        "kind",
        "name",
        "namespace",
        "parent",
        "prefix",
        "relevant",
        "state",
        "value",
    )

    def __init__(self, kind: str, name: str = "", namespace: str = "", value: str = "", prefix: str = "") -> None:
        self.kind = kind
        self.name = name
        self.namespace = namespace
        self.prefix = prefix
        self.value = value
        self.parent: Node | None = None
        self.children: list[Node] = []
        self.attributes: list[Node] = []
        self.relevant = True
        self.state: object = None  # what the form engine knows about this node

    def __repr__(self) -> str:
        return f"Node({self.kind} {self.name})"

    def add(self, child: "Node", at: int | None = None) -> "Node":
        """Put ``child`` under this node and return it."""
        child.parent = self
        self.children.insert(len(self.children) if at is None else at, child)
        return child

    def set_attribute(self, name: str, value: str, namespace: str = "", prefix: str = "") -> None:
        """Set an attribute."""
        for attribute in self.attributes:
            if attribute.name == name and attribute.namespace == namespace:
                attribute.value = value
                return
        node = Node(ATTRIBUTE, name, namespace, value, prefix)
        node.parent = self
        self.attributes.append(node)

    def attribute(self, name: str, namespace: str = "") -> str | None:
        """Value of an attribute, or None."""
        return next((a.value for a in self.attributes if a.name == name and a.namespace == namespace), None)

    def text(self) -> str:
        """The string value."""
        if not self.children:
            return self.value
        return "".join(child.text() for child in self.children if child.kind in {ELEMENT, TEXT})

    def elements(self, name: str = "") -> list["Node"]:
        """Child elements, those called ``name`` where one is given."""
        return [c for c in self.children if c.kind == ELEMENT and (not name or c.name == name)]

    def first(self, name: str) -> "Node | None":
        """The first child element called ``name``."""
        return next((c for c in self.children if c.name == name and c.kind == ELEMENT), None)

    def walk(self) -> Iterator["Node"]:
        """This node and all below it, in document order; attributes are left out."""
        yield self
        for child in self.children:
            yield from child.walk()

    def root(self) -> "Node":
        """The topmost node."""
        node = self
        while node.parent is not None:
            node = node.parent
        return node

    def chain(self) -> list["Node"]:
        """The elements from the top down to this node."""
        found: list[Node] = []
        node: Node | None = self
        while node is not None and node.kind != DOCUMENT:
            found.append(node)
            node = node.parent
        found.reverse()
        return found

    def position(self) -> int:
        """Place among siblings of the same name, counted from one."""
        if self.parent is None:
            return 1
        place = 0
        for sibling in self.parent.children:
            if sibling.name == self.name and sibling.kind == ELEMENT:
                place += 1
            if sibling is self:
                return place
        return 1

    def copy(self) -> "Node":
        """A deep copy without a parent."""
        twin = Node(self.kind, self.name, self.namespace, self.value, self.prefix)
        for attribute in self.attributes:
            twin.set_attribute(attribute.name, attribute.value, attribute.namespace, attribute.prefix)
        for child in self.children:
            twin.add(child.copy())
        return twin


class _Builder:
    """Builds nodes from expat's events; knows prefixes, comments and instructions, refuses entities."""

    def __init__(self) -> None:
        self.document = Node(DOCUMENT)
        self.current = self.document
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.namespace_prefixes = True
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.text
        self.parser.CommentHandler = lambda data: self.leaf(Node(COMMENT, value=data))
        self.parser.ProcessingInstructionHandler = lambda target, data: self.leaf(Node(INSTRUCTION, target, value=data))
        self.parser.EntityDeclHandler = self.refuse

    @staticmethod
    def refuse(*_: object) -> None:
        """Entities could be used to blow up memory or to read files; no form needs one."""
        raise BadXmlError(line=0, column=0, why="entity")

    @staticmethod
    def split(name: str) -> tuple[str, str, str]:
        """Namespace, local name and prefix."""
        parts = name.split(" ")
        if len(parts) == 1:
            return "", parts[0], ""
        return parts[0], parts[1], parts[2] if len(parts) > 2 else ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        namespace, local, prefix = self.split(name)
        self.current = self.current.add(Node(ELEMENT, local, namespace, prefix=prefix))
        for key, value in attributes.items():
            namespace, local, prefix = self.split(key)
            self.current.set_attribute(local, value, namespace, prefix)

    def end(self, _: str) -> None:
        self.current = self.current.parent or self.document

    def text(self, data: str) -> None:
        self.leaf(Node(TEXT, value=data))

    def leaf(self, node: Node) -> None:
        self.current.add(node)


def parse(data: str | bytes) -> Node:
    """Read XML into a document node with every text node and comment.

    Raises:
        BadXmlError: not well-formed, or it declares entities.
    """
    builder = _Builder()
    try:
        builder.parser.Parse(data.encode() if isinstance(data, str) else data, True)  # noqa: FBT003 - expat's own shape
    except expat.ExpatError as error:
        raise BadXmlError(line=error.lineno, column=error.offset + 1, why=expat.errors.messages[error.code]) from error
    return builder.document


def folded(node: Node) -> Node:
    """Fold text into ``value`` of leaf elements; drop blank text, comments and instructions: what an instance needs."""
    elements = node.elements()
    if not elements and node.kind == ELEMENT:
        node.value = "".join(c.value for c in node.children if c.kind == TEXT)
        if not node.value.strip():
            node.value = ""
    node.children = elements
    for child in elements:
        folded(child)
    return node


def to_xml(node: Node) -> str:
    """Text of an element, with the prefixes the node remembers."""
    return ET.tostring(_plain(node), encoding="unicode")


def _plain(node: Node) -> ET.Element:
    made = ET.Element(f"{{{node.namespace}}}{node.name}" if node.namespace else node.name)
    for attribute in node.attributes:
        made.set(
            f"{{{attribute.namespace}}}{attribute.name}" if attribute.namespace else attribute.name, attribute.value
        )
    made.text = node.value or None
    made.extend(_plain(child) for child in node.elements())
    return made
