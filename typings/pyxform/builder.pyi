from typing import Any
from xml.dom.minidom import Element

class Survey:
    def xml(self) -> Element: ...

def create_survey_element_from_dict(d: dict[str, Any]) -> Survey: ...
