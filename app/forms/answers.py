"""A response as a flat table of values, and back; and as the XML that ODK tools read.

Keys are references (``/data/person[2]/age``); ``/data/person#`` counts rows; ``~form`` holds the digest of the form, to
which the response belongs: it is never read into another.
"""

from collections.abc import Mapping

from app.forms.birth import Surroundings
from app.forms.definition import Form
from app.forms.engine import Engine
from app.forms.instance import state_of
from app.forms.trouble import OtherFormError
from app.forms.xpath.nodes import Node, to_xml

FORM = "~form"
Answers = dict[str, str | int]


def save(engine: Engine, *, final: bool = False) -> Answers:
    """The values of a response. ``final`` leaves out what is not relevant; until then such answers are kept."""
    found: Answers = {FORM: engine.form.digest}
    _save(engine, engine.instance.top, found, final=final)
    return found


def _save(engine: Engine, node: Node, found: Answers, *, final: bool) -> None:
    if final and not node.relevant:
        return
    reference = engine.instance.reference(node)
    if node.value:
        found[reference] = node.value
    for attribute in node.attributes:
        if state_of(attribute).path in engine.form.binds and attribute.value:
            found[f"{reference}/@{attribute.name}"] = attribute.value
    for path in engine.instance.repeats:
        parent, _, name = path.rpartition("/")
        if parent == state_of(node).path:
            rows = node.elements(name)
            found[f"{reference}/{name}#"] = sum(1 for row in rows if row.relevant or not final)
    for child in node.children:
        _save(engine, child, found, final=final)


def load(form: Form, answers: Mapping[str, str | int], around: Surroundings | None = None) -> Engine:
    """A response read back as it was saved; preloads, defaults and time stamps are not worked out again.

    Raises:
        OtherFormError: the response belongs to another form or version.
    """
    if answers.get(FORM) != form.digest:
        raise OtherFormError(wanted=form.digest, found=str(answers.get(FORM, "")))
    engine = Engine(form, around, first=False)
    engine.reopen()
    # parents before children: a count stands before the rows it makes
    for key in sorted((k for k in answers if k.endswith("#")), key=lambda k: (k.count("/"), k)):
        _bring(engine, key[:-1], int(answers[key]))
    _restore_meta(engine, answers)
    for leaf in engine.instance.leaves():
        leaf.value = str(answers.get(engine.instance.reference(leaf), ""))
    for key, value in answers.items():
        owner, at, name = key.rpartition("/@")
        node = engine.instance.find(owner) if at else None
        if node is not None:
            node.set_attribute(name, str(value))
    engine.resume()
    return engine


def _restore_meta(engine: Engine, answers: Mapping[str, str | int]) -> None:
    """A correction has a node more than its form declares."""
    meta = engine.instance.top.first("meta")
    if (
        meta is not None
        and f"{engine.instance.reference(meta)}/deprecatedID" in answers
        and not meta.first("deprecatedID")
    ):
        meta.add(Node("element", "deprecatedID", meta.namespace, prefix=meta.prefix))
        engine.instance.index()


def _bring(engine: Engine, reference: str, count: int) -> None:
    """Give a repeat its number of rows."""
    parent = engine.instance.find(reference.rpartition("/")[0])
    if parent is None:
        return
    path = f"{state_of(parent).path}/{reference.rpartition('/')[2]}"
    if path not in engine.instance.repeats:
        return
    name = path.rpartition("/")[2]
    for row in parent.elements(name)[count:]:
        engine.instance.remove(row)
    for _ in range(count - len(parent.elements(name))):
        engine.instance.add(parent, path, index=False)
    engine.instance.index()


def submission(engine: Engine) -> str:
    """The response as XML, without what is not relevant."""
    return to_xml(relevant_copy(engine.instance.top))


def relevant_copy(node: Node) -> Node:
    """A copy of a tree without what is not relevant."""
    twin = Node(node.kind, node.name, node.namespace, node.value, node.prefix)
    for attribute in node.attributes:
        twin.set_attribute(attribute.name, attribute.value, attribute.namespace, attribute.prefix)
    for child in node.elements():
        if child.relevant:
            twin.add(relevant_copy(child))
    return twin
