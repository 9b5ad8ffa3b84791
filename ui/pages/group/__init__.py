"""The leader's look at the group's work."""

from ui.pages.group.page import GroupPage

__all__ = ["GroupPage"]
