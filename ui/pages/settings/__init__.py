"""Settings."""

from ui.pages.settings.page import SettingsPage

__all__ = ["SettingsPage"]
