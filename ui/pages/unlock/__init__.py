"""The unlock page."""

from ui.pages.unlock.page import UnlockPage

__all__ = ["UnlockPage"]
