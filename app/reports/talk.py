"""A talk as it goes to paper (F15): only words, in the order they stand. The internal note is not among them."""

from dataclasses import dataclass
from enum import StrEnum


class Signing(StrEnum):
    """How the record is signed; the codes of the declared field."""

    SIGNED = "signed"
    FINGERPRINT = "fingerprint"
    READ_ALOUD = "read_aloud"
    INTERNAL = "internal"
    REFUSED = "refused"

    @classmethod
    def of(cls, code: object) -> "Signing":
        """Signing of a code; signed by hand when none was chosen yet."""
        return next((one for one in cls if one.value == code), cls.SIGNED)

    @property
    def fingered(self) -> bool:
        """Whether a finger mark is put beside the name."""
        return self in {Signing.FINGERPRINT, Signing.READ_ALOUD}


@dataclass(frozen=True, slots=True)
class Line:
    """One line: ``q``, ``a`` or ``n`` (a note of the recorder)."""

    speaker: str
    text: str

    @property
    def label(self) -> str:
        """问, 答 or 记, with its colon."""
        return {"q": "问：", "a": "答：", "n": "记："}.get(self.speaker, "")


@dataclass(frozen=True, slots=True)
class Talk:
    """Everything the record says. Empty texts are left to be written by hand."""

    number: str = ""
    time_no: int = 1
    when: str = ""
    place: str = ""
    talkers: str = ""
    recorder: str = ""
    others: str = ""
    name: str = ""
    sex: str = ""
    birth: str = ""
    political: str = ""
    post: str = ""
    address: str = ""
    phone: str = ""
    role: str = ""
    notices: tuple[tuple[str, bool], ...] = ()
    signing: Signing = Signing.SIGNED
    refusal: str = ""
    witnesses: str = ""
    lines: tuple[Line, ...] = ()

    @property
    def blank(self) -> bool:
        """Whether this is the empty form."""
        return self.time_no == 0


@dataclass(frozen=True, slots=True)
class Addendum:
    """What was added after a talk was signed, and which signed copy it belongs to. Empty texts are written by hand.

    ``copy`` is the number of the copy that was signed, ``digest`` the beginning of the signed record's fingerprint.
    """

    number: str
    talk: str
    name: str = ""
    when: str = ""
    copy: str = ""
    digest: str = ""
    sort: str = ""
    at: str = ""
    author: str = ""
    witness: str = ""
    reason: str = ""
    text: str = ""
    signing: Signing = Signing.SIGNED

    @property
    def body(self) -> Talk:
        """Its ruled lines and closing, as those of a talk."""
        return Talk(number=self.number, signing=self.signing, lines=(Line("", self.text),))
