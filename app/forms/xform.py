"""Reads an XForm (the XML that pyxform writes) into a `Form`."""

import dataclasses
import hashlib
from collections.abc import Callable, Iterator, Mapping

from app.forms.definition import (
    NOTHING,
    Action,
    Bind,
    Choice,
    Control,
    Form,
    Itemset,
    Output,
    Template,
    Text,
    Translation,
)
from app.forms.definition import QUESTIONS as QUESTION_KINDS
from app.forms.trouble import FormExpressionError, ListMissingError, NotAFormError
from app.forms.xpath import FUNCTIONS, Expression, parse
from app.forms.xpath.expressions import Call
from app.forms.xpath.nodes import ELEMENT, JAVAROSA, ODK, OPENROSA, TEXT, XFORMS, XHTML, BadXmlError, Node, folded
from app.forms.xpath.nodes import parse as parse_xml
from app.forms.xpath.paths import Path
from app.forms.xpath.trouble import ExpressionError

NAMESPACES = {"h": XHTML, "jr": JAVAROSA, "odk": ODK, "orx": OPENROSA}
STANDING = {"true()", "false()"}
BODY_SETTINGS = (
    "start",
    "end",
    "step",
    "mediatype",
    "rows",
    "max-pixels",
    "accuracyThreshold",
    "query",
    "capture-accuracy",
)
Lists = Mapping[str, Callable[[], Node]]


def read(xml: str | bytes, lists: Mapping[str, Node] | None = None) -> Form:
    """Read a form; ``lists`` gives external lists by file name.

    Raises:
        NotAFormError: not XML, or no XForm.
        FormExpressionError: a rule cannot be read or calls an unknown function.
    """
    data = xml.encode() if isinstance(xml, str) else xml
    try:
        document = parse_xml(data.lstrip())
    except BadXmlError as error:
        raise NotAFormError(why="xml", details=error.data) from error
    html = next((n for n in document.elements() if n.name == "html"), None)
    head = html.first("head") if html is not None else None
    model = head.first("model") if head is not None else None
    if html is None or head is None or model is None:
        raise NotAFormError(why="no model", details={})
    try:
        return _Reader(head, model, html.first("body"), hashlib.sha256(data).hexdigest(), lists or {}).form()
    except RecursionError as error:
        raise NotAFormError(why="depth", details={}) from error


class _Reader:
    def __init__(self, head: Node, model: Node, body: Node | None, digest: str, given: Mapping[str, Node]) -> None:
        self.head, self.model, self.body, self.digest, self.given = head, model, body, digest, given
        self.actions: list[Action] = []
        instances = model.elements("instance")
        tops = instances[0].elements() if instances else []
        if not tops:
            raise NotAFormError(why="no instance", details={})
        self.top = folded(tops[0])
        self.top.parent = None
        self.others = instances[1:]

    def form(self) -> Form:
        lists, missing = self.lists()
        binds: dict[str, Bind] = {}
        for path, bind in self.binds():
            binds[path] = _merged(binds[path], bind) if path in binds else bind
        self.model_actions()
        body = tuple(self.controls(self.body, "", "")) if self.body is not None else ()
        title = self.head.first("title")
        return Form(
            id=self.top.attribute("id") or self.top.namespace or self.top.name,
            version=self.top.attribute("version") or "",
            title=title.text().strip() if title is not None else "",
            digest=self.digest,
            instance=self.top,
            lists=lists,
            missing_lists=missing,
            binds=binds,
            body=body,
            body_class=tuple((self.body.attribute("class") or "").split()) if self.body is not None else (),
            actions=tuple(self.actions),
            translations=tuple(self.translations()),
            namespaces=NAMESPACES,
        )

    def lists(self) -> tuple[dict[str, Node], dict[str, str]]:
        found: dict[str, Node] = {}
        missing: dict[str, str] = {}
        for instance in self.others:
            name = instance.attribute("id") or ""
            source = (instance.attribute("src") or "").rpartition("/")[2]
            if source and source in self.given:
                found[name] = self.given[source]
            elif source and not instance.elements():
                missing[name] = source
            else:
                found[name] = folded(instance)
        return found, missing

    def expression(self, text: str, where: str, rule: str) -> Expression:
        """Parse a rule; name the place if it cannot be read."""
        try:
            found = parse(text.strip())
        except ExpressionError as error:
            raise FormExpressionError(where=where, rule=rule, **error.data) from error
        for part in found.walk():
            if isinstance(part, Call) and (part.name not in FUNCTIONS or FUNCTIONS[part.name].wide):
                raise FormExpressionError(
                    where=where, rule=rule, expression=text, at=part.at, why="function", name=part.name
                )
        return found

    def optional(self, text: str | None, where: str, rule: str) -> Expression | None:
        return self.expression(text, where, rule) if text and text.strip() else None

    def absolute(self, reference: str, around: str) -> str:
        """A path from the top, without predicates; ``around`` is where a relative one starts."""
        reference = reference.strip()
        if not reference.startswith("/"):
            reference = f"{around or '/' + self.top.name}/{reference}"
        parts: list[str] = []
        for part in reference.split("/"):
            if part == "..":
                parts.pop()
            elif part not in {"", "."}:
                parts.append(part.partition("[")[0].rpartition(":")[2])
        return "/" + "/".join(parts)

    def binds(self) -> Iterator[tuple[str, Bind]]:
        for element in self.model.elements("bind"):
            path = self.absolute(element.attribute("nodeset") or "", "")
            rules = {
                name: self.optional(element.attribute(name), path, name)
                for name in ("relevant", "required", "constraint", "calculate", "readonly")
            }
            yield (
                path,
                Bind(
                    path=path,
                    type=(element.attribute("type") or "string").rpartition(":")[2],
                    preload=element.attribute("preload", JAVAROSA) or "",
                    preload_params=element.attribute("preloadParams", JAVAROSA) or "",
                    required_message=self.message(element.attribute("requiredMsg", JAVAROSA), path),
                    constraint_message=self.message(element.attribute("constraintMsg", JAVAROSA), path),
                    **rules,
                ),
            )

    def message(self, text: str | None, path: str) -> Text:
        if not text:
            return Text()
        if text.startswith("jr:itext("):
            return Text(key=self.expression(text, path, "message"))
        return Text((text,))

    def model_actions(self) -> None:
        for element in self.model.elements("setvalue"):
            self.action(element, "", "")

    def action(self, element: Node, source: str, repeat: str) -> None:
        reference = element.attribute("ref") or element.attribute("bind") or ""
        where = self.absolute(reference, "")
        written = element.attribute("value")
        constant = element.text()
        value = self.optional(written, where, "setvalue")
        if value is None and constant:
            from app.forms.xpath.expressions import Literal

            value = Literal(constant)
        target = self.expression(reference if reference.startswith("/") else where, where, "setvalue")
        events = frozenset((element.attribute("event") or "").split())
        self.actions.append(Action(events, target, value, source, repeat))

    def controls(self, parent: Node, around: str, repeat: str) -> Iterator[Control]:
        for element in parent.elements():
            if element.name in QUESTION_KINDS:
                yield self.question(element, around, repeat)
            elif element.name == "group":
                yield self.group(element, around, repeat)
            elif element.name == "repeat":
                yield self.repeat(element, around)
            elif element.name == "setvalue":
                self.action(element, "", repeat)

    def reference(self, element: Node, around: str) -> str:
        bound = element.attribute("bind")
        if bound:
            for bind in self.model.elements("bind"):
                if bind.attribute("id") == bound:
                    return self.absolute(bind.attribute("nodeset") or "", "")
        written = element.attribute("ref") or element.attribute("nodeset") or ""
        return self.absolute(written, around) if written else ""

    def question(self, element: Node, around: str, repeat: str) -> Control:
        path = self.reference(element, around)
        for action in element.elements("setvalue"):
            self.action(action, path, repeat)
        return Control(
            kind=element.name,
            path=path,
            label=self.text(element.first("label"), path),
            hint=self.text(element.first("hint"), path),
            appearance=_appearance(element),
            choices=tuple(self.choice(item, path) for item in element.elements("item")),
            itemset=self.itemset(element.first("itemset"), path),
            settings=_settings(element),
        )

    def choice(self, item: Node, path: str) -> Choice:
        value = item.first("value")
        return Choice(value.text().strip() if value is not None else "", self.text(item.first("label"), path))

    def itemset(self, element: Node | None, path: str) -> Itemset | None:
        if element is None:
            return None
        value, label = element.first("value"), element.first("label")
        value_reference = value.attribute("ref") if value is not None else None
        label_reference = label.attribute("ref") if label is not None else None
        return Itemset(
            nodes=self.expression(element.attribute("nodeset") or "", path, "choices"),
            value=self.expression(value_reference or "name", path, "choices"),
            label=self.expression(label_reference or value_reference or "label", path, "choices"),
        )

    def group(self, element: Node, around: str, repeat: str) -> Control:
        path = self.reference(element, around)
        return Control(
            kind="group",
            path=path,
            label=self.text(element.first("label"), path or around),
            hint=self.text(element.first("hint"), path or around),
            appearance=_appearance(element),
            children=tuple(self.controls(element, path or around, repeat)),
        )

    def repeat(self, element: Node, around: str) -> Control:
        path = self.reference(element, around)
        return Control(
            kind="repeat",
            path=path,
            label=self.text(element.first("label"), path),
            appearance=_appearance(element),
            children=tuple(self.controls(element, path, path)),
            count=self.optional(element.attribute("count", JAVAROSA), path, "count"),
            fixed=(element.attribute("noAddRemove", JAVAROSA) or "").strip() in {"true()", "true"},
        )

    def text(self, element: Node | None, where: str) -> Text:
        if element is None:
            return Text()
        reference = element.attribute("ref")
        if reference:
            key = self.expression(reference, where, "label")
            if isinstance(key, Path):
                return Text((Output(key),))
            return Text(key=key)
        return Text(self.template(element, where))

    def template(self, element: Node, where: str) -> Template:
        parts: list[str | Output] = []
        for child in element.children:
            if child.kind == TEXT:
                parts.append(child.value)
            elif child.kind == ELEMENT and child.name == "output":
                value = child.attribute("value") or child.attribute("ref") or ""
                parts.append(Output(self.expression(value, where, "output")))
            elif child.kind == ELEMENT:
                parts.extend(self.template(child, where))
        return tuple(parts) if parts else NOTHING

    def translations(self) -> Iterator[Translation]:
        itext = self.model.first("itext")
        found = itext.elements("translation") if itext is not None else []
        found.sort(key=lambda t: t.attribute("default") is None)
        for element in found:
            language = element.attribute("lang") or ""
            texts: dict[str, dict[str, Template]] = {}
            for entry in element.elements("text"):
                name = entry.attribute("id") or ""
                texts[name] = {
                    value.attribute("form") or "": self.template(value, name) for value in entry.elements("value")
                }
            yield Translation(language, texts)


def _merged(one: Bind, other: Bind) -> Bind:
    """Two binds of one path: what the second says counts, what it leaves out stays."""
    said = {
        f.name: getattr(other, f.name) for f in dataclasses.fields(Bind) if getattr(other, f.name) not in {None, ""}
    }
    if other.type == "string":
        said.pop("type", None)  # the type of a bind that names none
    if not other.required_message:
        said.pop("required_message", None)
    if not other.constraint_message:
        said.pop("constraint_message", None)
    return dataclasses.replace(one, **said)


def _appearance(element: Node) -> tuple[str, ...]:
    return tuple((element.attribute("appearance") or "").split())


def _settings(element: Node) -> dict[str, str]:
    found = {}
    for name in BODY_SETTINGS:
        value = element.attribute(name) or element.attribute(name, ODK) or element.attribute(name, OPENROSA)
        if value is not None:
            found[name] = value
    return found


def complete(form: Form) -> Form:
    """The form itself, if every list it asks for is there.

    Raises:
        ListMissingError: one is not.
    """
    for name, file in form.missing_lists.items():
        raise ListMissingError(name=name, file=file)
    return form


__all__ = ["XFORMS", "complete", "read"]
