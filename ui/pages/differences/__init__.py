"""Differences (内容不一致): contradicting contents, decided one after the other by keyboard."""

from ui.pages.differences.page import DifferencesPage as DifferencesPage
