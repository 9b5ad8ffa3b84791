"""Documents asked of a village (F12, F13): the standing list as a checklist, answered by single keys."""

from ui.pages.documents.page import DocumentsPage as DocumentsPage
