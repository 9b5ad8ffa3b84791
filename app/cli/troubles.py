"""Troubles only a terminal knows: a missing option, a comparison nobody made, a file that cannot be read."""

from app.errors import AppError


class BadUsageError(AppError):
    """The command line itself cannot be understood. Data: ``details``."""


class MissingOptionError(AppError):
    """Something needed was not given, and there is nobody to ask. Data: ``option``."""


class WeakPassphraseError(AppError):
    """A new passphrase that is too easy. Data: ``why`` (codes)."""


class DifferentPassphrasesError(AppError):
    """A new passphrase was typed twice, and not the same."""


class NotComparedError(AppError):
    """Eight words that a person must compare were not, or differ. Data: ``words``."""


class VaultUnsoundError(AppError):
    """The vault was checked and something is damaged. Data: ``count``."""


class FileTroubleError(AppError):
    """A file or folder cannot be read or written. Data: ``path``, ``why``."""


class AmbiguousError(AppError):
    """A name fits several records. Data: ``name``, ``count``."""
