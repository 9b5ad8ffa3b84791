"""What a form needs besides its workbook: lists are taken into the form itself, pictures and sounds are named.

A list that is taken in is part of the form's digest, so that a response belongs to the very list it was chosen from.
"""

import re
from collections.abc import Mapping, Sequence

from app.forms import xform
from app.forms.lint import Problem
from app.forms.lists import from_file
from app.forms.xlsform import Imported
from app.forms.xpath.nodes import to_xml

INSTANCE = re.compile(r'<instance\s+id="([^"]+)"\s+src="[^"]*?/([^"/]+)"\s*/>')
MEDIA = re.compile(r"jr://(?:images|audio|video)/([^\"<>]+)")
LIST_PROBLEM = "list-file"


def lists_wanted(made: Imported) -> list[str]:
    """Names of the lists that a form asks for and that are not in it."""
    return sorted(set(made.form.missing_lists.values()))


def media_wanted(made: Imported) -> list[str]:
    """Names of the pictures, sounds and films that belong to questions and choices."""
    return sorted({name.strip() for name in MEDIA.findall(made.xform.decode())})


def missing_media(names: Sequence[str]) -> list[Problem]:
    """What to say of files that were not beside the workbook."""
    return [Problem("media-file", details={"file": name}, warning=True) for name in names]


def with_lists(made: Imported, files: Mapping[str, bytes]) -> Imported:
    """The form with these lists taken in; what was not given stays missing.

    Raises:
        BadListError: one of them cannot be read.
    """
    if not files:
        return made
    held = {file: from_file(content, file) for file, content in files.items()}

    def taken(found: re.Match[str]) -> str:
        list_ = held.get(found[2])
        inside = "".join(to_xml(node) for node in list_.elements()) if list_ is not None else ""
        # the name stands here as it stood there: it is escaped already
        return f'<instance id="{found[1]}">{inside}</instance>' if inside else found[0]

    whole = INSTANCE.sub(taken, made.xform.decode()).encode()
    form = xform.read(whole)
    still = set(form.missing_lists.values())
    warnings = [one for one in made.warnings if one.code != LIST_PROBLEM or one.details.get("file") in still]
    return Imported(form, whole, tuple(warnings))
