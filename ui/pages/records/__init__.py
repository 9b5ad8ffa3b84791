"""The generated page: list and form of any declared kind."""

from ui.pages.records.page import RecordsPage as RecordsPage
