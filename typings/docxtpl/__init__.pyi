from collections.abc import Mapping
from typing import IO, Any

from docx.document import Document
from jinja2 import Environment

class DocxTemplate:
    docx: Document
    def __init__(self, template_file: IO[bytes]) -> None: ...
    def render(self, context: Mapping[str, Any], jinja_env: Environment | None = ..., autoescape: bool = ...) -> None: ...
