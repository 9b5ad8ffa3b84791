"""The worker: one process for one file of others. Started as ``python -I -B -m app.viewing.worker``.

It is told what the file is, imports what decodes that, takes everything else away from itself, and only then asks for
the bytes. From there on it answers "draw this sheet" with pixels, until nobody asks any more.
"""

import sys
from typing import Any

from app.viewing import fences, wire
from app.viewing.limits import Limits
from app.viewing.sorts import SHOWN, Sort

IN, OUT = 0, 1


def main() -> int:
    """Serve one file; returns the exit code."""
    if sys.platform == "win32":
        import msvcrt

        for descriptor in (IN, OUT):
            msvcrt.setmode(descriptor, 0x8000)  # O_BINARY
    try:
        _serve()
    except (wire.CutShortError, OSError):
        return 0  # nobody asks any more
    return 0


def _serve() -> None:
    told = wire.receive(IN)
    sort, limits = Sort(told["sort"]), Limits(**told["limits"])
    if sort not in SHOWN:
        return
    from app.viewing import decoders

    decoders.load(sort)
    wire.send(OUT, {"fences": fences.put_up(limits)})
    data = wire.read(IN, int(told["size"]))
    try:
        decoder = decoders.decoder(data, sort, limits)
    except Exception as error:  # noqa: BLE001 - whatever a hostile file makes a decoder say
        wire.send(OUT, {"trouble": _why(error)})
        return
    wire.send(OUT, {"sheets": decoder.sheets})
    while True:
        _answer(decoder, wire.receive(IN))


def _answer(decoder: Any, asked: dict[str, Any]) -> None:
    try:
        drawn = decoder.draw(asked["sheet"], asked["width"], asked["height"])
    except Exception as error:  # noqa: BLE001 - whatever a hostile file makes a decoder say
        wire.send(OUT, {"trouble": _why(error)})
        return
    told = {"width": drawn.width, "height": drawn.height, "full": list(drawn.full), "cut": drawn.cut}
    wire.send(OUT, told, drawn.pixels)


def _why(error: Exception) -> str:
    """A word for what happened; never the words of a decoder, which may quote the file."""
    from app.viewing.decoders import TroubleError

    if isinstance(error, TroubleError):
        return str(error.args[0])
    return "too-large" if isinstance(error, MemoryError) else "damaged"


if __name__ == "__main__":
    sys.exit(main())
