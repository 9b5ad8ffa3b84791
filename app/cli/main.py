"""Where ``satchel`` begins: read the line, run one verb, speak, and leave an exit code.

Exit codes: 0 done; 1 refused or gone wrong, with a sentence that says what to do; 130 stopped by hand.
"""

import os
import sys
from collections.abc import Sequence

from app.cli import voice as voices
from app.cli.arguments import Arguments, runner_of
from app.cli.troubles import FileTroubleError
from app.cli.voice import Voice
from app.errors import AppError, CancelledError

STOPPED = 130


class UnexpectedError(AppError):
    """A fault of the program. Data: ``code``, the type of what was raised."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one verb and return the exit code."""
    line = list(sys.argv[1:] if argv is None else argv)
    voice = Voice(voices.language(_wanted(line)), "--json" in line)
    try:
        args = Arguments(voice).read(line)
        return voice.answer(runner_of(args)(args, voice))
    except AppError as error:
        return voice.trouble(error)
    except BrokenPipeError:
        return _unheard()
    except OSError as error:
        return voice.trouble(FileTroubleError(path=str(error.filename or ""), why=error.strerror or ""))
    except KeyboardInterrupt:
        voice.trouble(CancelledError())
        return STOPPED
    except Exception as error:  # noqa: BLE001 - a fault is told with its place and without anybody's words
        from app.log import frames

        voice.err.write(frames(type(error), error.__traceback__) + "\n")
        return voice.trouble(UnexpectedError(code=type(error).__name__))


def _unheard() -> int:
    """Whoever read the answer has gone (``satchel dump | head``): end quietly, without a second complaint at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 1


def _wanted(line: Sequence[str]) -> str:
    """The language asked for, looked up before the line is understood, so that misunderstandings speak it too."""
    for at, word in enumerate(line):
        if word.startswith("--lang="):
            return word.partition("=")[2]
        if word == "--lang" and at + 1 < len(line):
            return line[at + 1]
    return ""


if __name__ == "__main__":
    sys.exit(main())
