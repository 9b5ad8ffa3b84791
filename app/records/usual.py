"""The form that almost every body of a change has, as one expression: what matches it needs no second look.

Canonical JSON leaves one way to write a body, and most bodies cite at most one change in a field and nothing else.
Whatever differs is read the long way in `app.records.change`, which also says what is wrong with it. Both must agree,
and tests hold them to it.
"""

import re

_NAME = "[a-z][a-z0-9_]{0,63}"
_ID = "[0-9a-f]{64}"
_HALF = "[0-9a-f]{32}"
_ENTRY = rf'"~?{_NAME}":\{{"c":"{_ID}","sup":\[(?:"{_ID}")?\]\}}'
# Numbers are shorter here than they may be, so that none is too large for its place.
_NUMBER = "(?:0|[1-9][0-9]{0,8})"
_BODY = (
    rf'\{{"fields":\{{(?:{_ENTRY}(?:,{_ENTRY})*)?\}}'
    rf'(?:,"in":"{_HALF}")?'
    rf',"kind":"{_NAME}"'
    rf',(?:"n":1,"prev":""|"n":(?!1,)[1-9][0-9]{{0,11}},"prev":"{_ID}")'
    rf',"rec":"{_HALF}"'
    r',"rules":[1-9][0-9]{0,8}'
    rf',"scope":"(?:common|clues|log|village-{_HALF})"'
    rf',"t":\[(?:0|[1-9][0-9]{{0,12}}),{_NUMBER}\]'
    rf',"v":1,"w":"{_HALF}"\}}'
)
_USUAL = re.compile(_BODY.encode())
_ONE_FIELD = b',"sup":['


def fields_of(body: bytes) -> int | None:
    """How many fields are written in a body of the usual form; None for any other bytes.

    Not seen here: whether the names are in order and each there once.
    """
    return body.count(_ONE_FIELD) if _USUAL.fullmatch(body) else None
