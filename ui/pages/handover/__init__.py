"""Handover by stick."""

from ui.pages.handover.page import HandoverPage

__all__ = ["HandoverPage"]
