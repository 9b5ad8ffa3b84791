import pytest

from app.forms.xpath import Context, Host, parse
from app.forms.xpath.nodes import folded
from app.forms.xpath.nodes import parse as parse_xml

XML = """<data><town><name>A</name>
<village><name>a1</name><pop>10</pop></village><village><name>a2</name><pop>30</pop></village></town>
<town><name>B</name><village><name>b1</name><pop>20</pop></village></town></data>"""


class Answered:
    """What the engine puts at every node of a form."""

    @staticmethod
    def typed(text):
        return text


@pytest.fixture
def top():
    found = folded(parse_xml(XML)).elements()[0]
    for node in found.walk():
        node.state = Answered()
    return found


def texts(text, node):
    found = parse(text).value(Context(Host(), node=node, top=node.root(), current=node))
    return [n.text() for n in found] if isinstance(found, list) else found


def test_paths_walk_from_the_top_and_from_here(top):
    assert texts("/data/town/name", top) == ["A", "B"]
    second = top.elements("town")[1]
    assert texts("village/name", second) == ["b1"]
    assert texts("../town/name", second) == ["A", "B"]
    assert texts("./name", second) == ["B"]
    assert texts("*", second)[0] == "B"


def test_a_predicate_chooses_by_place_and_by_value(top):
    assert texts("/data/town[2]/name", top) == ["B"]
    assert texts("/data/town/village[pop > 15]/name", top) == ["a2", "b1"]
    assert texts("/data/town/village[pop > 5][2]/name", top) == ["a2"]
    assert texts("/data/town[position() = 1]/village[position() = 2]/name", top) == ["a2"]


def test_current_is_the_question_even_inside_a_predicate(top):
    village = top.elements("town")[0].elements("village")[1]
    assert texts("/data/town/village[pop < current()/pop]/name", village) == ["a1"]
    assert texts("/data[1]/town/village[pop < current()/pop]/name", village) == ["a1", "b1"]


def test_inside_a_row_an_absolute_path_means_this_row(top):
    pop = top.elements("town")[1].elements("village")[0].first("pop")
    assert texts("/data/town/village/pop", pop) == ["20"]
    assert texts("/data/town/name", pop) == ["B"]


def test_the_last_step_stays_open_so_that_rows_can_be_counted(top):
    village = top.elements("town")[0].elements("village")[0]
    assert texts("count(/data/town)", village) == 2.0
    assert texts("count(/data/town/village)", village) == 2.0


def test_a_predicate_lifts_the_tie_to_this_row(top):
    pop = top.elements("town")[1].elements("village")[0].first("pop")
    assert texts("/data/town[1]/village/pop", pop) == ["10", "30"]


def test_what_is_not_relevant_is_not_found(top):
    top.elements("town")[0].elements("village")[0].relevant = False
    assert texts("count(/data/town[1]/village)", top) == 1.0


def test_a_node_set_equals_if_any_of_it_does_and_an_empty_one_equals_nothing_said(top):
    assert texts("/data/town/name = 'B'", top) is True
    assert texts("/data/town/name != 'B'", top) is True
    assert texts("/data/none = ''", top) is True
    assert texts("/data/none > 1", top) is False
    assert texts("/data/none + 1 = 1", top) is False


LONG = (
    "<root>" + "".join(f"<item><k>{n % 7}</k><v>{n}</v></item>" for n in range(200)) + "<item><v>none</v></item></root>"
)


@pytest.mark.parametrize(
    "predicate",
    ["k = '3'", "'3' = k", "k = 3", "k = '03'", "k = ''", "k = /data/town/name", "k = current()/n", "k = v"],
)
def test_a_long_list_is_searched_as_a_short_one_is(top, predicate, monkeypatch):
    from app.forms.xpath import paths

    holder = folded(parse_xml(LONG)).elements()[0]
    host = Host(instances={"long": holder})
    text = f"instance('long')/item[{predicate}]/v"
    around = Context(host, node=top, top=top.root(), current=top)
    quick = [node.value for node in parse(text).value(around)]
    monkeypatch.setattr(paths, "FEW", 10**9)
    assert quick == [node.value for node in parse(text).value(around)]
