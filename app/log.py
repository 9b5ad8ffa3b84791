"""The local log: a few rotating files that hold counts, durations and ids, and never a person's words."""

import logging
import re
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import Any

FILE_BYTES = 512 * 1024
FILES_KEPT = 3
WITHHELD = "[…]"
OURS = ("app", "ui")
# codes, ids, module and version names: ASCII, no blank, so no sentence and no Chinese name gets through
_CODE = re.compile(r"[A-Za-z0-9_.:+-]{1,64}\Z")
# longer runs of digits are phone, account or ID numbers
_NUMBER = re.compile(r"\d{7,}")


class WhiteListFormatter(logging.Formatter):
    """Lets through the literal message, numbers, codes and ids; everything else becomes ``[…]``.

    An exception is written as its type and frames, without its text, because that may quote a record.
    A record of a library that is not ours is reduced to its logger, level and place.
    """

    default_msec_format = "%s.%03d"

    def format(self, record: logging.LogRecord) -> str:
        """Return one line, and the frames of an exception if there is one."""
        head = f"{self.formatTime(record)} {record.levelname} {record.name}"
        if record.name.partition(".")[0] in OURS:
            line = f"{head}: {_fill(str(record.msg), record.args)}"
        else:
            line = f"{head}: {record.module}:{record.lineno}"
        if record.exc_info and record.exc_info[0] is not None:
            line += "\n" + frames(record.exc_info[0], record.exc_info[2])
        return line


def safe(value: object) -> object:
    """Return ``value`` if it may be logged, else ``[…]``."""
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, str) and _CODE.match(value) and (not _NUMBER.search(value) or _is_id(value)):
        return value
    return WITHHELD


def frames(kind: type[BaseException], trace: TracebackType | None) -> str:
    """Return an exception as its type and places, without its message and without locals."""
    places = (f"  {frame.name} ({Path(frame.filename).name}:{frame.lineno})" for frame in traceback.extract_tb(trace))
    return "\n".join((f"{kind.__module__}.{kind.__qualname__}", *places))


def start(folder: Path, level: int = logging.INFO) -> RotatingFileHandler:
    """Begin to log into ``folder/satchel.log``. Returns the handler, for ``stop``."""
    folder.mkdir(parents=True, exist_ok=True)
    handler = RotatingFileHandler(
        folder / "satchel.log", maxBytes=FILE_BYTES, backupCount=FILES_KEPT, encoding="utf-8", delay=True
    )
    handler.setFormatter(WhiteListFormatter())
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(level)
    return handler


def stop(handler: logging.Handler) -> None:
    """End logging through ``handler``."""
    logging.getLogger().removeHandler(handler)
    handler.close()


def _is_id(value: str) -> bool:
    return len(value) in (16, 32, 64) and all(c in "0123456789abcdef" for c in value) and not value.isdigit()


def _fill(message: str, args: Any) -> str:
    if not args:
        return message
    allowed = {k: safe(v) for k, v in args.items()} if isinstance(args, dict) else tuple(safe(a) for a in args)
    try:
        return message % allowed
    except (TypeError, ValueError):  # a %d whose value was withheld
        return message
