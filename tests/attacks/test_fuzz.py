"""Changes of every declared kind with whatever comes to mind, by a key on the roster: the vault opens and shows."""

from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.records.change import LAST_MOMENT
from app.records.kinds import META, kinds
from app.storage import opening
from tests.app.sync.circle import PASSPHRASE
from tests.attacks import forge
from tests.attacks.forge import Scene
from tests.attacks.test_fold import look_everywhere

if TYPE_CHECKING:
    from pathlib import Path

RECS = [f"{i:032x}" for i in range(6)]
TEXTS = ("", "王桂花", "a\x00", "2026-02-30", "2026-03-01", "9999-12-31", "0000-00-00", "2026-03-01T25:61", "signed")
plain = st.one_of(
    st.none(),
    st.booleans(),
    st.sampled_from([0, -1, 1, 2**53, -(2**53)]),
    st.sampled_from(TEXTS),
    st.sampled_from(RECS),
)
values = st.recursive(
    plain,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(["a", "~sealed"]), inner, max_size=2)
    ),
    max_leaves=5,
)


@st.composite
def wild(draw: st.DrawFn) -> dict[str, Any]:
    """One change: a declared kind, some of its fields, values near to right or far from it."""
    kind = kinds()[draw(st.sampled_from(sorted(kinds())))]
    names = [f.name for f in kind.fields] + ["state", *META]
    fields: dict[str, Any] = {}
    for name in draw(st.lists(st.sampled_from(names), max_size=4, unique=True)):
        field = kind.field(name)
        near: list[Any] = [c.code for c in field.choices] if field else [s.code for s in kind.states]
        fields[name] = draw(st.one_of(values, st.sampled_from(near))) if near else draw(values)
    step = draw(st.sampled_from(["", *(s.name for s in kind.steps), "no_such"]))
    if step and (declared := kind.step(step)) is not None:
        fields["state"] = draw(st.sampled_from([declared.to, declared.to, "signed"]))
    return {
        "kind": kind.code,
        "rec": draw(st.sampled_from(RECS)),
        "parent": draw(st.sampled_from(RECS)) if draw(st.booleans()) == bool(kind.parent) else "",
        "fields": fields,
        "step": step,
        "cites": draw(st.lists(st.integers(0, 30), max_size=4)),
        "redact": draw(st.integers(0, 12)) == 0,
        "t": [draw(st.sampled_from([0, forge.NOW, LAST_MOMENT])), draw(st.sampled_from([0, 2**31]))],
        "where": draw(st.sampled_from(["common", "log", "clues", "village", "elsewhere"])),
    }


@settings(max_examples=8, suppress_health_check=list(HealthCheck))
@given(st.lists(wild(), min_size=5, max_size=40))
def test_whatever_a_writer_signs_the_vault_opens_rebuilds_and_shows(
    tmp_path_factory: Any, script: list[dict[str, Any]]
) -> None:
    folder: Path = tmp_path_factory.mktemp("fuzz")
    scene = forge.scene(folder)
    by, made = scene.forger(), []
    for one in script:
        made.append(_made(scene, by, one, made))
    scene.hit(*made)
    look_everywhere(scene.office)
    before = scene.office.dump()
    scene.office.rebuild()
    assert scene.office.dump() == before
    where, memory = scene.office.folder, scene.office.memory
    scene.table.close()
    with opening.open_vault(where, "B001", PASSPHRASE, memory=memory, clock=scene.table.clock) as again:
        look_everywhere(again)


def _made(scene: Scene, by: forge.Forger, one: dict[str, Any], before: list[Any]) -> Any:
    scopes = {"village": f"village-{scene.other}", "elsewhere": f"village-{scene.village}"}
    scope = scopes.get(one["where"], one["where"])
    cited = sorted({before[i % len(before)].id for i in one["cites"]}) if before else []
    sup = dict.fromkeys(one["fields"], cited[:2])
    body: dict[str, Any] = {"t": one["t"]}
    if cited:
        body["rests"] = cited
    if one["step"]:
        body["step"] = {"name": one["step"], "on": cited}
    if one["parent"]:
        body["parent"] = one["parent"]
    if one["redact"] and cited:
        return by.change(one["kind"], one["rec"], scope, redact={cited[0]: ["name", "title"]}, **body)
    return by.change(one["kind"], one["rec"], scope, one["fields"], sup=sup, **body)
