"""Keys of a person on one installation: an Ed25519 key that signs, an age identity that opens."""

import hashlib
import hmac
import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self

from app.errors import AppError

if TYPE_CHECKING:
    from pyrage import x25519

SEED_BYTES = PUBLIC_BYTES = 32
SIGNATURE_BYTES = 64
_ALONE = 64  # fewer signatures than this are not worth a thread


class BadKeyError(AppError):
    """A public signing key that nobody honest has. Data: ``why`` (``length``, ``point``)."""


class BadRecipientError(AppError):
    """Text that is not an age X25519 recipient in its one spelling. Data: ``recipient``."""


class BadIdentityError(AppError):
    """Text that is not an age X25519 identity in its one spelling. It carries no data: the text may be a secret."""


@dataclass(frozen=True, slots=True)
class WriterKey:
    """A signing key. ``public`` is 32 bytes, ``writer_id`` its 32 hex digits; the seed never prints."""

    seed: bytes = field(repr=False)
    public: bytes = field(init=False)
    writer_id: str = field(init=False)
    _secret: bytes = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        from nacl import bindings

        if len(self.seed) != SEED_BYTES:
            raise BadKeyError(why="length")
        public, secret = bindings.crypto_sign_seed_keypair(self.seed)
        object.__setattr__(self, "public", public)
        object.__setattr__(self, "writer_id", writer_id(public))
        object.__setattr__(self, "_secret", secret)

    @classmethod
    def generate(cls) -> Self:
        """Make a new key from the system's randomness."""
        return cls(os.urandom(SEED_BYTES))

    @classmethod
    def from_seed(cls, seed: bytes) -> Self:
        """Make the key of a 32-byte seed.

        Raises:
            BadKeyError: the seed is not 32 bytes.
        """
        return cls(bytes(seed))

    def sign(self, message: bytes) -> bytes:
        """Return the raw Ed25519 signature, 64 bytes. Changes are signed so (docs/change-format.md)."""
        from nacl import bindings

        return bindings.crypto_sign(message, self._secret)[:SIGNATURE_BYTES]


@dataclass(frozen=True, slots=True)
class Identity:
    """An age X25519 identity: ``text`` (``AGE-SECRET-KEY-1…``) never prints, ``recipient`` (``age1…``) is public."""

    text: str = field(repr=False)
    recipient: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "recipient", str(_identity(self.text).to_public()))

    @classmethod
    def generate(cls) -> Self:
        """Make a new identity from the system's randomness."""
        from pyrage import x25519

        return cls(str(x25519.Identity.generate()))

    @classmethod
    def from_text(cls, text: str) -> Self:
        """Read an identity.

        Raises:
            BadIdentityError: not an X25519 identity, or not in its one spelling.
        """
        return cls(text)

    def key(self) -> "x25519.Identity":
        """Return what pyrage opens with."""
        return _identity(self.text)


def writer_id(public: bytes) -> str:
    """Id of the writer who holds this key: the first 32 hex digits of SHA-256 of its 32 bytes."""
    return hashlib.sha256(public).hexdigest()[:32]


def verify(public: bytes, message: bytes, signature: bytes) -> bool:
    """Tell whether ``signature`` is ``public``'s over ``message``. Low-order and non-canonical keys never are.

    The work runs without the interpreter's lock, so threads verify side by side.
    """
    from nacl import bindings
    from nacl.exceptions import BadSignatureError

    if len(public) != PUBLIC_BYTES or len(signature) != SIGNATURE_BYTES:
        return False
    try:
        bindings.crypto_sign_open(signature + message, public)
    except BadSignatureError:
        return False
    return True


def verify_many(signed: Sequence[tuple[bytes, bytes, bytes]], threads: int | None = None) -> list[bool]:
    """Judge many (public, message, signature) at once, in order, on all processors (or ``threads`` of them)."""
    count = threads or os.cpu_count() or 1
    if count == 1 or len(signed) < _ALONE:
        return [verify(*one) for one in signed]
    size = -(-len(signed) // count)
    with ThreadPoolExecutor(count) as pool:
        parts = pool.map(lambda at: [verify(*one) for one in signed[at : at + size]], range(0, len(signed), size))
        return [good for part in parts for good in part]


class Verifier:
    """Judges batches beside other work: begin one, go on parsing the next, then ask. To be used in a ``with``."""

    def __init__(self, threads: int | None = None) -> None:
        self._count = threads or os.cpu_count() or 1
        self._pool = ThreadPoolExecutor(self._count)

    def begin(self, signed: Sequence[tuple[bytes, bytes, bytes]]) -> Callable[[], list[bool]]:
        """Start on many (public, message, signature); what is returned waits and gives the verdicts, in order."""
        if len(signed) < _ALONE:
            found = [verify(*one) for one in signed]
            return lambda: found
        size = max(_ALONE, -(-len(signed) // self._count))
        parts = [
            self._pool.submit(lambda part: [verify(*one) for one in part], signed[at : at + size])
            for at in range(0, len(signed), size)
        ]
        return lambda: [good for part in parts for good in part.result()]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(wait=True, cancel_futures=True)


def check_public_key(public: bytes) -> bytes:
    """Return a public key that may go on the roster.

    Raises:
        BadKeyError: wrong length, or not a canonical point of the main group: for such a key there are
            signatures that hold for many messages.
    """
    from nacl import bindings

    if len(public) != PUBLIC_BYTES:
        raise BadKeyError(why="length")
    if not bindings.crypto_core_ed25519_is_valid_point(public):
        raise BadKeyError(why="point")
    return public


def check_recipient(text: str) -> str:
    """Return an age X25519 recipient that is spelt in the one way.

    Raises:
        BadRecipientError: another type of recipient, another spelling, or no recipient at all.
    """
    recipient_key(text)
    return text


def recipient_key(text: str) -> "x25519.Recipient":
    """Return what pyrage seals to.

    Raises:
        BadRecipientError: as `check_recipient`.
    """
    import pyrage
    from pyrage import x25519

    try:
        found = x25519.Recipient.from_str(text)
    except pyrage.RecipientError as error:
        raise BadRecipientError(recipient=text) from error
    if str(found) != text:  # upper case is read too: two spellings of one recipient would compare unequal
        raise BadRecipientError(recipient=text)
    return found


def derived_key(key: bytes | bytearray, purpose: str) -> bytes:
    """Return 32 bytes for one purpose: HKDF-SHA256 with no salt and ``purpose`` as info (RFC 5869)."""
    middle = hmac.digest(bytes(32), key, "sha256")
    return hmac.digest(middle, purpose.encode() + b"\x01", "sha256")


def wipe(secret: bytearray) -> None:
    """Overwrite a secret with zeros. Copies that Python or the system made elsewhere are out of reach."""
    secret[:] = bytes(len(secret))


def _identity(text: str) -> "x25519.Identity":
    import pyrage
    from pyrage import x25519

    try:
        found = x25519.Identity.from_str(text)
    except pyrage.IdentityError:
        raise BadIdentityError from None  # the library's words may quote the secret
    if str(found) != text:
        raise BadIdentityError
    return found
