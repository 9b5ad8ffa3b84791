import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest
from argon2 import low_level
from argon2.exceptions import HashingError

from app.security import kdf

SALT = bytes(16)


def test_the_key_is_the_one_of_the_format_page(cost: kdf.KdfCost):
    import hashlib

    salt = hashlib.sha256(SALT + b"X0103").digest()[:16]
    expected = low_level.hash_secret_raw("口令abc".encode(), salt, 1, 8, 1, 32, low_level.Type.ID)
    key = kdf.derive("口令abc", "X0103", SALT, cost)
    assert key == bytearray(expected)
    assert isinstance(key, bytearray)
    assert len(key) == 32


def test_full_width_typing_gives_the_same_key(cost: kdf.KdfCost):
    assert kdf.derive("ＡＢＣ１２３", " ｘ０１０３ ", SALT, cost) == kdf.derive("ABC123", "X0103", SALT, cost)


def test_passphrase_staff_number_and_salt_all_count(cost: kdf.KdfCost):
    keys = [
        kdf.derive("abc", "X1", SALT, cost),
        kdf.derive("abd", "X1", SALT, cost),
        kdf.derive("abc", "X2", SALT, cost),
        kdf.derive("abc", "X1", bytes(15) + b"1", cost),
        kdf.derive("abc ", "X1", SALT, cost),
    ]
    assert len({bytes(key) for key in keys}) == len(keys)


def test_cheap_costs_are_refused_outside_of_tests(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv(kdf.TEST_VARIABLE)
    with pytest.raises(kdf.KdfOutOfBoundsError):
        kdf.testing_cost()
    with pytest.raises(kdf.KdfOutOfBoundsError):
        kdf.KdfCost(kdf.LEAST - 1, 3, 2)
    assert kdf.KdfCost(kdf.LEAST, 1, 1).m == 64 * 1024
    monkeypatch.setattr(kdf, "calibrate", lambda: kdf.DEFAULT)
    assert kdf.cost_for_new_slot() == kdf.DEFAULT


@pytest.mark.parametrize(
    ("m", "t", "p"),
    [
        (7, 1, 1),
        (8, 1, 2),
        (100 * kdf.MIB * 1024, 3, 2),
        (kdf.LEAST, 0, 1),
        (kdf.LEAST, 17, 1),
        (kdf.LEAST, 1, 0),
        (kdf.LEAST, 1, 9),
        (kdf.LEAST, 1, -1),
        (-1, 1, 1),
    ],
)
def test_costs_out_of_bounds_are_refused(m: int, t: int, p: int):
    with pytest.raises(kdf.KdfOutOfBoundsError):
        kdf.KdfCost(m, t, p)


@pytest.mark.parametrize("trouble", [HashingError("Memory allocation error"), MemoryError()])
def test_missing_memory_is_told_and_never_made_up_for(
    monkeypatch: pytest.MonkeyPatch, cost: kdf.KdfCost, trouble: Exception
):
    def fail(*_: object) -> bytes:
        raise trouble

    monkeypatch.setattr(low_level, "hash_secret_raw", fail)
    with pytest.raises(kdf.NotEnoughMemoryError):
        kdf.derive("x", "y", SALT, cost)


def _timer(spent: float) -> Iterator[float]:
    yield 0.0
    yield spent


@pytest.mark.parametrize(
    ("spent", "mebibytes"), [(0.175, 256), (10.0, 64), (0.0001, 512), (0.0, 512), (0.09, 448), (0.3, 128)]
)
def test_calibration_keeps_the_bounds(monkeypatch: pytest.MonkeyPatch, spent: float, mebibytes: int):
    timer = _timer(spent)
    monkeypatch.setattr(kdf, "derive", lambda *_: bytearray(32))
    assert kdf.calibrate(timer=lambda: next(timer)) == kdf.KdfCost(mebibytes * kdf.MIB, 3, 2)


@pytest.mark.parametrize(("limit", "expected"), [(200, 128), (100, 64)])
def test_calibration_steps_down_to_what_memory_allows(monkeypatch: pytest.MonkeyPatch, limit: int, expected: int):
    timer = _timer(0.001)
    monkeypatch.setattr(kdf, "derive", _machine_with(limit))
    assert kdf.calibrate(timer=lambda: next(timer)).m == expected * kdf.MIB


def test_calibration_goes_no_lower_than_the_floor(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(kdf, "derive", _machine_with(32))
    with pytest.raises(kdf.NotEnoughMemoryError):
        kdf.calibrate(timer=lambda: 0.0)


def _machine_with(mebibytes: int) -> Callable[..., bytearray]:
    def derive(*given: object) -> bytearray:
        cost = given[-1]
        assert isinstance(cost, kdf.KdfCost)
        if cost.m > mebibytes * kdf.MIB:
            raise kdf.NotEnoughMemoryError(mebibytes=cost.m // kdf.MIB)
        return bytearray(32)

    return derive


def test_a_real_calibration_derives_at_least_at_the_floor():
    assert kdf.LEAST <= kdf.calibrate(seconds=0.001).m <= kdf.CALIBRATED_MOST
    assert kdf.cost_for_new_slot() == kdf.testing_cost()


@pytest.mark.parametrize(
    "passphrase",
    [
        "青山绿水红瓦白墙",
        "chuntian heliu maimiao",
        "春天的河流在唱歌呢",
        "tR7#mq2vLx!z",
        "清晨abc河流xyz12",
        "稻田 水渠 石桥 晚霞",
    ],
)
def test_a_good_passphrase_is_good(passphrase: str):
    assert kdf.passphrase_strength(passphrase, "X0103") == kdf.Strength(good=True, weaknesses=())


@pytest.mark.parametrize(
    ("passphrase", "weakness"),
    [
        ("", kdf.Weakness.SHORT),
        ("abcXYZ!2", kdf.Weakness.SHORT),
        ("青山绿水", kdf.Weakness.SHORT),
        ("aaaaaaaaaaaa", kdf.Weakness.REPEATED),
        ("xmqxmqxmqxmq", kdf.Weakness.REPEATED),
        ("好好好好好好好好好", kdf.Weakness.REPEATED),
        ("1234567890123", kdf.Weakness.SEQUENCE),
        ("１２３４５６７８９０１２３", kdf.Weakness.SEQUENCE),
        ("qwertyuiop12", kdf.Weakness.SEQUENCE),
        ("abcdefgh87654", kdf.Weakness.SEQUENCE),
        ("password2026", kdf.Weakness.COMMON),
        ("woaini5201314", kdf.Weakness.COMMON),
        ("Mima-Mima-25", kdf.Weakness.COMMON),
        ("X0103X0103ab", kdf.Weakness.PERSONAL),
        ("13812345678a", kdf.Weakness.PERSONAL),
        ("wang19751203", kdf.Weakness.PERSONAL),
        ("王1975年12月3日xyz", kdf.Weakness.PERSONAL),
    ],
)
def test_a_weak_passphrase_is_refused_with_its_reason(passphrase: str, weakness: kdf.Weakness):
    strength = kdf.passphrase_strength(passphrase, "X0103")
    assert not strength.good
    assert weakness in strength.weaknesses


def test_a_staff_number_too_short_to_tell_is_not_looked_for():
    assert kdf.passphrase_strength("tR7#mq2vLx!z", "7").good


def test_a_suggestion_is_good_random_and_typed_in_letters():
    suggested = [kdf.suggest_passphrase() for _ in range(200)]
    assert len({one.typed for one in suggested}) == 200
    for one in suggested:
        assert len(one.words) == 5
        assert kdf.passphrase_strength(one.typed).good
        assert kdf.passphrase_strength("".join(one.words)).good
        assert one.typed.replace(" ", "").isascii()


@pytest.mark.skipif(sys.platform == "win32", reason="memory is bounded by setrlimit here")
def test_a_machine_without_the_memory_says_so():
    program = (
        "import resource\n"
        "from app.security import kdf\n"
        "cost = kdf.KdfCost(kdf.MOST, 1, 1)\n"
        "kdf.derive('a', 'b', b'', kdf.KdfCost(kdf.LEAST, 1, 1))\n"
        "resource.setrlimit(resource.RLIMIT_AS, (700 << 20, 700 << 20))\n"
        "try:\n    kdf.derive('a', 'b', b'', cost)\n"
        "except kdf.NotEnoughMemoryError as error:\n    print(error.data)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert done.stdout == "{'mebibytes': 1024}\n"
