"""Every package in and out."""

from ui.pages.packages.page import PackagesPage

__all__ = ["PackagesPage"]
