"""Why a package or a stick is refused: one error per reason a person can act on."""

from app.errors import AppError


class PackageRefusedError(AppError):
    """A package was not taken in; nothing of it was. Data always has ``file``, its name on the stick."""


class NotAPackageError(PackageRefusedError):
    """The file is no package of this program. Data: ``file``."""


class PackageDamagedError(PackageRefusedError):
    """The file was cut, altered or joined with something on the road. Data: ``file``, ``why`` (a code)."""


class NotAddressedHereError(PackageRefusedError):
    """Sealed to others, or sealed anew by somebody its signer did not name. Data: ``file``, ``why``."""


class SignatureWrongError(PackageRefusedError):
    """The signature does not hold over what it claims to sign. Data: ``file``, ``why``."""


class UnknownSignerError(PackageRefusedError):
    """Signed by a key that nobody has registered. Data: ``file``, ``writer``."""


class EndedSignerError(PackageRefusedError):
    """Signed by a key the office has ended. Data: ``file``, ``writer``."""


class WrongOfficeError(PackageRefusedError):
    """It belongs to another office. Data: ``file``, ``office`` (first 8 digits of the fingerprint)."""


class PracticeMismatchError(PackageRefusedError):
    """A practice package for a real vault, or a real one for a practice vault. Data: ``file``, ``practice``."""


class PackageTooNewError(PackageRefusedError):
    """Written by a newer release. Data: ``file``, ``needs``, ``known``."""


class StickFullError(AppError):
    """Not enough room; nothing was left behind. Data: ``folder``, ``need``, ``free`` in bytes."""


class StickReadOnlyError(AppError):
    """The folder may not be written to. Data: ``folder``."""


class StickGoneError(AppError):
    """The stick was pulled out or stopped answering. Data: ``folder``."""


class StickUnreliableError(AppError):
    """What was read back is not what was written. Data: ``folder``, ``file``."""


class NoOfficeCardError(AppError):
    """This laptop does not know its office yet. Data: none."""


class NotAnOfficeError(AppError):
    """Only an office can do this. Data: ``what``."""


class NoEnrolmentError(AppError):
    """No such enrolment waits here. Data: ``name``."""


class LaptopTakenError(AppError):
    """Another machine already goes by this laptop code. Data: ``laptop``."""


class UnregisteredStickError(AppError):
    """The stick is not in the register, and the office lets no other be used. Data: ``folder``, ``serial``."""


class EndNotHeldError(AppError):
    """A key cannot be ended there. Data: ``writer``, ``scope``, ``number``."""


class NotCancellableError(AppError):
    """A package that was never written here, was receipted, or is void already. Data: ``name``, ``state``."""
