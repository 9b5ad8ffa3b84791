"""The templates of papers: those that ship, and the office's own, which travel as a setting to every laptop."""

import base64
import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import AppError, BadInputError
from app.records import kinds
from app.records.change import COMMON, new_record_id
from app.reports import papers
from app.reports.word.names import Value, template_values
from app.storage.types import ListQuery, NewChange, Row

if TYPE_CHECKING:
    from app.reports.word.check import Problem
    from app.services.session import Session

NAME = "template:"  # begins the name of the setting that holds an office's own template
LARGEST = 1 << 20  # bytes


class TemplateOfTheOfficeError(AppError):
    """Only the office puts a template into use, or takes it out. Data: ``form``."""


class PaperTemplates:
    """The user's verbs on templates."""

    def __init__(self, session: "Session") -> None:
        self._session, self._vault = session, session.vault

    def values(self, form: str) -> tuple[Value, ...]:
        """Return the names a template of this paper may use."""
        of = papers.form(form)
        return template_values(kinds.kind(of.kind), many=of.many)

    def check(self, path: Path, form: str) -> "list[Problem]":
        """Return every problem of a template file, with its place; an empty list means it can be used."""
        from app.reports.word.check import check

        return check(_read(path), self.values(form))

    def use(self, path: Path, form: str) -> frozenset[str]:
        """Use the office's own template from now on; it travels to the laptops with the next task package.

        Raises:
            TemplateOfTheOfficeError: this is a laptop.
            TemplateRefusedError: it has problems.
            BadInputError: it is larger than 1 MiB.
        """
        from app.reports.word.render import refuse

        data = _read(path)
        refuse(path.name, self.check(path, form))
        held = {"name": path.name, "sha256": hashlib.sha256(data).hexdigest(), "docx": base64.b64encode(data).decode()}
        return self._put(form, held)

    def drop(self, form: str) -> frozenset[str]:
        """Go back to the template that ships."""
        return self._put(form, None)

    def in_use(self, form: str) -> tuple[str, bytes]:
        """Return name and bytes of the template in use: the office's own, else the one that ships."""
        of, row = papers.form(form), self._setting(form)
        held = row.values.get("value") if row else None
        if isinstance(held, dict):
            return str(held["name"]), base64.b64decode(held["docx"])
        return f"{of.template}.docx", papers.shipped(of)

    def _setting(self, form: str) -> Row | None:
        numbers = self._vault.list(ListQuery("setting", filters={"name": NAME + form}))
        return next(iter(self._vault.rows("setting", numbers[:1])), None)

    def _put(self, form: str, held: dict[str, str] | None) -> frozenset[str]:
        if not self._session.is_office:
            raise TemplateOfTheOfficeError(form=papers.form(form).words.zh)
        row = self._setting(form)
        fields = {"name": NAME + form, "value": held, "source": held["sha256"] if held else None}
        self._vault.write([NewChange("setting", row.rec if row else new_record_id(), COMMON, fields, as_office=True)])
        return self._session.touched(frozenset({"setting"}))


def _read(path: Path) -> bytes:
    with path.open("rb") as file:
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise BadInputError(field="template", rule="too-large", details=path.name)
    return data
