"""A .sav file is read back by a reader of its own, written from the format's description alone."""

import struct

from app.forms import flat, sav
from app.forms.flat import Sheet, Variable
from tests.app.forms.test_flat import form, responses  # noqa: F401 - fixtures

VIEWS = {"1": "好", "2": "较好", "9": "不了解"}


def read(data):  # noqa: C901, PLR0912, PLR0915 - one format, read from its first byte to its last
    """Names, labels, labels of values, and rows of an uncompressed file."""
    assert data[:4] == b"$FL2"
    layout, size, packed, _, cases = struct.unpack_from("<iiiii", data, 64)
    assert (layout, packed) == (2, 0)
    at, widths, labels, values, names = 176, [], [], {}, {}
    places = []
    while True:
        (sort,) = struct.unpack_from("<i", data, at)
        if sort == 2:
            width, has = struct.unpack_from("<ii", data, at + 4)
            at += 32
            label = ""
            if has:
                (length,) = struct.unpack_from("<i", data, at)
                label = data[at + 4 : at + 4 + length].decode()
                at += 4 + -(-length // 4) * 4
            places.append(len(widths) if width >= 0 else None)
            if width >= 0:
                widths.append(width)
                labels.append(label)
        elif sort == 3:
            (count,) = struct.unpack_from("<i", data, at + 4)
            at += 8
            found = {}
            for _ in range(count):
                (code,) = struct.unpack_from("<d", data, at)
                length = data[at + 8]
                found[code] = data[at + 9 : at + 9 + length].decode()
                at += 8 + -(-(length + 1) // 8) * 8
            four, many, place = struct.unpack_from("<iii", data, at)
            assert (four, many) == (4, 1)
            values[places[place - 1]] = found
            at += 12
        elif sort == 7:
            subtype, width, count = struct.unpack_from("<iii", data, at + 4)
            told = data[at + 16 : at + 16 + width * count]
            if subtype == 13:
                names = dict(pair.split("=") for pair in told.decode().split("\t"))
            at += 16 + width * count
        else:
            assert sort == 999
            at += 8
            break
    rows = []
    for _ in range(cases):
        row = []
        for width in widths:
            if width:
                whole = -(-width // 8) * 8
                row.append(data[at : at + whole].decode().rstrip())
                at += whole
            else:
                (number,) = struct.unpack_from("<d", data, at)
                row.append(None if number == sav.MISSING else number)
                at += 8
        rows.append(row)
    assert at == len(data)
    assert size == sum(-(-width // 8) or 1 for width in widths)
    return list(names.values()), labels, values, rows


def test_a_table_is_read_back_with_labels_of_variables_and_values():
    variables = (
        Variable("home-view", "/d/v", "总体评价", "single", VIEWS),
        Variable("age", "/d/a", "年龄", "number"),
        Variable("wish", "/d/w", "建议", "text"),
    )
    rows = (("1", "40", "修路"), ("9", "", ""), ("", "33.5", "账目公开，越细越好"))
    names, labels, values, held = read(sav.written(Sheet("own", ("home-view", "age", "wish"), variables, rows)))
    assert names == ["home_view", "age", "wish"]
    assert labels == ["总体评价", "年龄", "建议"]
    assert values == {0: {1.0: "好", 2.0: "较好", 9.0: "不了解"}}
    assert held == [[1.0, 40.0, "修路"], [9.0, None, ""], [None, 33.5, "账目公开，越细越好"]]


def test_choices_that_are_no_numbers_are_numbered_and_names_are_made_to_fit():
    variables = (Variable("甲", "/d/a", "哪种", "single", {"yes": "是", "no": "否"}),)
    names, _, values, held = read(sav.written(Sheet("x", ("甲", "甲/乙"), variables, (("no", "z"),))))
    assert names == ["v_", "v__2"]
    assert values == {0: {1.0: "是", 2.0: "否"}}
    assert held == [[2.0, "z"]]


def test_a_long_text_is_cut_between_characters():
    (row,) = read(sav.written(Sheet("x", ("t",), (), (("字" * 200,),))))[3]
    assert row == ["字" * 85]


def test_linked_tables_become_files_of_their_own(form, responses):  # noqa: F811 - fixtures
    main, child, shot = (read(sav.written(one)) for one in flat.sheets(form, responses, flat.Shape(), "own"))
    assert main[0] == ["meta_instanceID", "home_kinds", "home_kinds_a", "home_kinds_b", "home_people", "KEY"]
    assert main[3][0][2:5] == [1.0, 1.0, 3.0]
    assert [row[1] for row in child[3]] == ["uuid:one", "uuid:one"]
    assert shot[2] == {0: {1.0: "甲", 2.0: "乙"}}
