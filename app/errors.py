"""Troubles the program expects: each carries data, the words are found elsewhere (`app.words`)."""


class AppError(Exception):
    """An expected trouble. Subclasses are dataclass-like: keyword data, no prose.

    ``code`` is the stable name shown by the command line; it is the class name in kebab case without ``-error``.
    """

    def __init__(self, **data: object) -> None:
        super().__init__(*data.values())
        self.data = data

    @property
    def code(self) -> str:
        """Stable name of this trouble, e.g. ``wrong-passphrase``."""
        name = type(self).__name__.removesuffix("Error")
        return "".join(f"-{c.lower()}" if c.isupper() and i else c.lower() for i, c in enumerate(name))


class CancelledError(AppError):
    """The person asked to stop; nothing was left behind."""


class NotAllowedError(AppError):
    """A gate or role refuses a verb. Data: ``rule`` (such as ``G04``), ``details``."""


class NotFoundError(AppError):
    """Something named does not exist here. Data: ``what``, ``name``."""


class BadInputError(AppError):
    """A value given by a person cannot be used. Data: ``field``, ``rule``, ``details``."""
