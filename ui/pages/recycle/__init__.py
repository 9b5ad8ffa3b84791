"""The recycle list: what was deleted or joined, and the way back."""

from ui.pages.recycle.page import RecyclePage as RecyclePage
