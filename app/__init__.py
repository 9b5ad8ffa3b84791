"""Satchel without a window: everything an inspection group records, keeps and carries."""

VERSION = "0.1.0"
