"""Paper and files: blank forms, the office's templates, and everything that left in clear."""

from ui.pages.papers.page import PapersPage as PapersPage
