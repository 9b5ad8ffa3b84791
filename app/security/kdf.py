"""From a passphrase and a staff number to a 32-byte key (Argon2id), and what makes a passphrase good."""

import hashlib
import os
import re
import secrets
import time
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from app.errors import AppError
from app.security import spoken

MIB = 1024  # costs count KiB
KEY_BYTES = 32
LEAST, MOST = 64 * MIB, 1024 * MIB  # docs/vault-format.md; asking for 100 GiB would be an attack
CALIBRATED_MOST = 512 * MIB  # laptops of 2 to 4 GB must open it too
MOST_PASSES, MOST_LANES = 16, 8
TARGET_SECONDS = 0.7
TEST_LEAST, TEST_VARIABLE = 8, "SATCHEL_TEST_KDF"
LEAST_CHARACTERS, LEAST_HAN = 12, 8  # four Chinese words of two characters
SUGGESTED_WORDS = 5


class KdfOutOfBoundsError(AppError):
    """Costs that this program neither writes nor follows. Data: ``m`` (KiB), ``t``, ``p``."""


class NotEnoughMemoryError(AppError):
    """The machine cannot give what the key derivation needs; it is never weakened. Data: ``mebibytes``."""


def testing() -> bool:
    """Tell whether the environment allows costs that are worth nothing."""
    return os.environ.get(TEST_VARIABLE) == "1"


@dataclass(frozen=True, slots=True)
class KdfCost:
    """Argon2id costs: ``m`` KiB of memory, ``t`` passes, ``p`` lanes.

    Raises:
        KdfOutOfBoundsError: outside docs/vault-format.md. Costs below 64 MiB exist only under ``SATCHEL_TEST_KDF=1``.
    """

    m: int
    t: int
    p: int

    def __post_init__(self) -> None:
        least = TEST_LEAST * max(self.p, 1) if testing() else LEAST
        if not (least <= self.m <= MOST and 1 <= self.t <= MOST_PASSES and 1 <= self.p <= MOST_LANES):
            raise KdfOutOfBoundsError(m=self.m, t=self.t, p=self.p)


DEFAULT = KdfCost(256 * MIB, 3, 2)  # about 0.7 s on the machine it was measured on


def testing_cost() -> KdfCost:
    """Return the cheapest costs.

    Raises:
        KdfOutOfBoundsError: outside of tests.
    """
    return KdfCost(TEST_LEAST, 1, 1)


def derive(passphrase: str, staff_number: str, header_salt: bytes, cost: KdfCost) -> bytearray:
    """Return the 32-byte person key of docs/vault-format.md.

    Raises:
        NotEnoughMemoryError: the machine has not got ``cost.m`` KiB.
    """
    from argon2.exceptions import HashingError
    from argon2.low_level import Type, hash_secret_raw

    secret = unicodedata.normalize("NFKC", passphrase).encode("utf-8", "surrogatepass")
    salt = hashlib.sha256(header_salt + tidy_staff_number(staff_number).encode("utf-8", "surrogatepass")).digest()[:16]
    try:
        raw = hash_secret_raw(secret, salt, cost.t, cost.m, cost.p, KEY_BYTES, Type.ID)
    except (HashingError, MemoryError) as error:  # inputs are within bounds, so what is missing is memory or a thread
        raise NotEnoughMemoryError(mebibytes=cost.m // MIB) from error
    return bytearray(raw)


def tidy_staff_number(text: str) -> str:
    """Return a staff number as it is meant: NFKC, stripped, upper case. Full-width typing is no other number."""
    return unicodedata.normalize("NFKC", text).strip().upper()


def calibrate(seconds: float = TARGET_SECONDS, timer: Callable[[], float] = time.perf_counter) -> KdfCost:
    """Return costs that take this machine about ``seconds``: 64 to 512 MiB in steps of 64, three passes, two lanes.

    Raises:
        NotEnoughMemoryError: not even 64 MiB.
    """
    least = KdfCost(LEAST, DEFAULT.t, DEFAULT.p)
    started = timer()
    derive("calibration", "", b"", least)
    spent = max(timer() - started, 1e-6)
    wanted = int(LEAST * seconds / spent) // LEAST * LEAST  # whole steps, so that slots share a cost, and a derivation
    cost = KdfCost(min(max(wanted, LEAST), CALIBRATED_MOST), DEFAULT.t, DEFAULT.p)
    while cost != least:
        try:
            derive("calibration", "", b"", cost)
        except NotEnoughMemoryError:
            cost = KdfCost(max(cost.m // 2, LEAST), cost.t, cost.p)
        else:
            break
    return cost


def cost_for_new_slot() -> KdfCost:
    """Return what a new slot should cost here: calibrated, or the cheapest in tests."""
    return testing_cost() if testing() else calibrate()


class Weakness(StrEnum):
    """Why a passphrase is refused."""

    SHORT = "short"  # fewer than 12 characters and fewer than four Chinese words
    REPEATED = "repeated"  # few different characters, or one piece again and again
    SEQUENCE = "sequence"  # 123456, abcdef, qwerty
    COMMON = "common"  # what everyone tries first
    PERSONAL = "personal"  # mostly the staff number, a phone number or a date


@dataclass(frozen=True, slots=True)
class Strength:
    """Whether a passphrase may be used, and if not, why."""

    good: bool
    weaknesses: tuple[Weakness, ...]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A random passphrase: its Chinese words, and what is typed (letters: input methods are off in such fields)."""

    words: tuple[str, ...]
    typed: str


_ROWS = ("01234567890", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm", "1qaz2wsx3edc4rfv")
_COMMON = re.compile(
    r"password|passw0rd|p@ssw|admin|letmein|iloveyou|woaini|5201?314|a?147258|qazwsx|xuncha|mima|koul(?:in)?g|"
    r"口令|密码|巡察|我爱你"
)
_DATE = re.compile(r"(?:19|20)\d\d[-./年]?(?:1[0-2]|0?[1-9])[-./月]?(?:3[01]|[12]\d|0?[1-9])日?")
_PHONE = re.compile(r"1[3-9]\d{9}")
_HAN = re.compile(r"[\u3400-\u9fff]")


def passphrase_strength(passphrase: str, staff_number: str = "") -> Strength:
    """Judge a new passphrase: 12 characters or four Chinese words, and what is left after the obvious is taken out."""
    text = unicodedata.normalize("NFKC", passphrase).casefold()
    found = []
    if _short(text):
        found.append(Weakness.SHORT)
    if len(set(text)) < 5 or re.fullmatch(r"(.{1,6})\1+", text):
        found.append(Weakness.REPEATED)
    for weakness, rest in _without_the_obvious(text, tidy_staff_number(staff_number).casefold()):
        if rest != text and _short(rest + "??????"):  # six more honest characters would have made it
            found.append(weakness)
    return Strength(not found, tuple(found))


def suggest_passphrase(words: int = SUGGESTED_WORDS) -> Suggestion:
    """Return random words, 11 bits each: five are 55 bits on top of the derivation's cost."""
    chosen = [secrets.choice(spoken.words()) for _ in range(words)]
    return Suggestion(tuple(word for word, _ in chosen), " ".join(letters for _, letters in chosen))


def _short(text: str) -> bool:
    return len(text) < LEAST_CHARACTERS and len(_HAN.findall(text)) < LEAST_HAN


def _without_the_obvious(text: str, staff: str) -> list[tuple[Weakness, str]]:
    personal = _PHONE.sub("", _DATE.sub("", text.replace(staff, "") if len(staff) >= 3 else text))
    return [
        (Weakness.SEQUENCE, _without_runs(text)),
        (Weakness.COMMON, _COMMON.sub("", text)),
        (Weakness.PERSONAL, personal),
    ]


def _without_runs(text: str) -> str:
    """Take out pieces of four and more that stand in a row of the keyboard or the alphabet, either way."""
    at, kept = 0, ""
    while at < len(text):
        longest = max((_run(text[at:], row) for row in (*_ROWS, *(r[::-1] for r in _ROWS))), default=0)
        kept += "" if longest >= 4 else text[at]
        at += longest if longest >= 4 else 1
    return kept


def _run(text: str, row: str) -> int:
    size = 0
    while size < len(text) and text[: size + 1] in row:
        size += 1
    return size
