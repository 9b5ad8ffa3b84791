"""Findings (F26): the list by area, and one finding with its checks, its sources side by side and its signatures."""

from ui.pages.findings.page import FindingsPage as FindingsPage
