"""Who reads a package, what they trust, and the refusals between its signature and its members."""

import contextlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from app.security import keys, sealing, sshsig
from app.sync import manifest as manifests
from app.sync import ustar
from app.sync.manifest import Kind, Manifest
from app.sync.refusals import (
    EndedSignerError,
    NotAddressedHereError,
    PackageDamagedError,
    PackageRefusedError,
    PackageTooNewError,
    PracticeMismatchError,
    SignatureWrongError,
    UnknownSignerError,
    WrongOfficeError,
)

_OFFICE_ONLY = {Kind.ASSIGNMENT, Kind.DECISIONS}
_EMPTY = {Kind.ENROLMENT, Kind.RECEIPT}


@dataclass(frozen=True, slots=True)
class Desk:
    """Who is reading: what opens for them, and which keys they trust.

    ``office`` is the fingerprint of the card, ``office_key`` its signing key in hex; ``key_of`` gives the registered
    key of a writer in hex or ''; ``ended`` whether the office has ended it; ``vouched`` whether an older registered key
    of the same person vouches, inside the manifest, for a signer not registered yet.
    """

    identities: Sequence[keys.Identity] = field(repr=False)
    practice: bool
    office: str
    office_key: str
    key_of: Callable[[str], str]
    ended: Callable[[str], bool] = lambda _: False
    vouched: Callable[[Manifest], bool] = lambda _: False


def judge(manifest: Manifest, signer: bytes, desk: Desk) -> None:
    """The checks between signature and members, in the order of the format."""
    if not {i.recipient for i in desk.identities} & {a.recipient for a in manifest.to}:
        raise NotAddressedHereError(file="", why="not-named")
    if manifest.practice != desk.practice:
        raise PracticeMismatchError(file="", practice=manifest.practice)
    if signer.hex() != manifest.key or keys.writer_id(signer) != manifest.writer:
        raise SignatureWrongError(file="", why="other-key")
    # a package of another office would also have an unknown signer; naming the office says more
    if manifest.office != desk.office:
        raise WrongOfficeError(file="", office=manifest.office[:8])
    _judge_signer(manifest, desk)
    if manifest.kind in _EMPTY and manifest.members:
        raise manifests.BadManifestError("members")


def _judge_signer(manifest: Manifest, desk: Desk) -> None:
    if manifest.key == desk.office_key or manifest.kind == Kind.ENROLMENT:
        return  # whose key it is was settled above, and that it is a sound one when the signature was verified
    if manifest.kind in _OFFICE_ONLY:
        raise SignatureWrongError(file="", why="office-only")
    if desk.key_of(manifest.writer) != manifest.key and not desk.vouched(manifest):
        raise UnknownSignerError(file="", writer=manifest.writer)
    if desk.ended(manifest.writer):
        raise EndedSignerError(file="", writer=manifest.writer)


@contextlib.contextmanager
def refusing(name: str) -> Iterator[None]:
    """Turn every way in which a package may fail into the refusal a person can act on, naming the file."""
    try:
        yield
    except PackageRefusedError as error:
        error.data["file"] = name
        raise
    except (ustar.BrokenArchiveError, manifests.BadManifestError) as error:
        raise PackageDamagedError(file=name, why=error.why) from error
    except sealing.NotForMeError as error:
        raise NotAddressedHereError(file=name, why="sealed") from error
    except sealing.SealBrokenError as error:
        raise PackageDamagedError(file=name, why="seal") from error
    except sshsig.SignatureBrokenError as error:
        raise SignatureWrongError(file=name, why=str(error.data["why"])) from error
    except manifests.NewerManifestError as error:
        raise PackageTooNewError(file=name, needs=error.needs, known=manifests.READS) from error
