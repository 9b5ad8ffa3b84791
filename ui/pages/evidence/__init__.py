"""Evidence (F24): the list, and one piece with its pages, small pictures and viewer."""

from ui.pages.evidence.page import EvidencePage as EvidencePage
