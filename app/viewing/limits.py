"""How much one file of others may ask of this machine."""

from dataclasses import dataclass

MIB = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one worker. Both sides hold to them: the worker refuses, the program checks what it is told.

    ``file`` and ``memory`` are bytes, ``seconds`` wall time for one request, ``cpu`` seconds for a worker's whole life,
    ``answer`` pixels of one picture handed over, ``claimed`` pixels a picture may say it has (phones: 200 million),
    ``decoded`` bytes of a picture while it is decoded.
    """

    file: int = 128 * MIB
    memory: int = 640 * MIB
    seconds: float = 20.0
    cpu: int = 120
    answer: int = 16_000_000
    side: int = 20_000
    claimed: int = 500_000_000
    decoded: int = 360_000_000
    sheets: int = 2_000


STANDARD = Limits()
