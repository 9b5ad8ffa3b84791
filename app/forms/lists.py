"""Lists beside a form: CSV, XML and GeoJSON files turned into the tree that ``instance('…')`` walks."""

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping

from app.forms.trouble import FormError
from app.forms.workbook import decoded
from app.forms.xpath.nodes import ELEMENT, BadXmlError, Node, folded, parse

NAME = re.compile(r"[^\W\d][\w.\-]*")


class BadListError(FormError):
    """A list file cannot be read. Data: ``file``, ``why``."""


def from_file(data: bytes, file: str) -> Node:
    """The list in a file, told apart by the ending of its name.

    Raises:
        BadListError: it cannot be read.
    """
    kind = file.rpartition(".")[2].lower()
    try:
        if kind == "xml":
            return _holding(folded(parse(data).elements()[0]))
        if kind in {"geojson", "json"}:
            return from_rows(_features(json.loads(decoded(data))))
        return from_rows(csv.DictReader(io.StringIO(decoded(data))))
    except (BadXmlError, ValueError, IndexError, KeyError, TypeError, csv.Error) as error:
        raise BadListError(file=file, why=type(error).__name__) from error


def from_rows(rows: Iterable[Mapping[str, object]]) -> Node:
    """A list of rows: ``root/item/<column>``; a header that is no name is given underscores."""
    top = Node(ELEMENT, "root")
    for row in rows:
        item = top.add(Node(ELEMENT, "item"))
        for column, value in row.items():
            if column is not None:
                name = column.strip()
                safe = name if NAME.fullmatch(name) else "_" + re.sub(r"[^\w.\-]", "_", name)
                item.add(Node(ELEMENT, safe, value="" if value is None else str(value)))
    return _holding(top)


def _holding(top: Node) -> Node:
    holder = Node(ELEMENT, "instance")
    holder.add(top)
    return holder


def _features(data: Mapping[str, object]) -> Iterable[dict[str, object]]:
    features = data["features"]
    for feature in features if isinstance(features, list) else []:
        point = feature.get("geometry", {}).get("coordinates", [])
        geometry = f"{point[1]} {point[0]} 0 0" if len(point) >= 2 and not isinstance(point[0], list) else ""
        yield {
            "geometry": geometry,
            **feature.get("properties", {}),
            **({"id": feature["id"]} if "id" in feature else {}),
        }
