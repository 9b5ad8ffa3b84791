"""Today in the field."""

from ui.pages.today.page import TodayPage

__all__ = ["TodayPage"]
