"""The manual."""

from ui.pages.manual.page import ManualPage

__all__ = ["ManualPage"]
