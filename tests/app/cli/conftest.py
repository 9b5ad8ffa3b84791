"""A small practice round played once, and the command line as a test calls it."""

import io
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from app.cli.main import main


@dataclass
class Said:
    """Exit code and what was said."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        lines = self.out.splitlines()
        assert len(lines) == 1, self.out
        return json.loads(lines[0])


@pytest.fixture
def satchel(capsys, monkeypatch):
    """Run one verb; ``secret`` goes to the standard input, as its first line."""

    def run(*line, secret=None, more=""):
        typed = io.BytesIO(f"{secret or ''}\n{more}".encode())
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(typed, encoding="utf-8"))
        given = [*map(str, line)]
        if secret is not None and "--passphrase-file" not in given:
            given += ["--passphrase-file", "-"]
        capsys.readouterr()
        code = main(given)
        said = capsys.readouterr()
        return Said(code, said.out, said.err)

    return run


@dataclass(frozen=True)
class Played:
    """A round that was played: its folder and what opens each vault."""

    out: Path
    summary: Any
    opens: dict[str, dict[str, str]]

    def who(self, folder):
        """Options and secret to open a vault of the round, as the first of its people."""
        staff, secret = next(iter(self.opens[folder].items()))
        return ("--vault", str(self.out / folder), "--staff", staff), secret


def play(out, seed=1):
    from app.practice.demo import Wish
    from app.practice.demo import play as playing

    playing(Wish(out, villages=2, laptops=2, seed=seed, megabytes=1))
    return Played(
        out, json.loads((out / "summary.json").read_text()), json.loads((out / "keys/passphrases.json").read_text())
    )


@pytest.fixture(scope="module")
def played(tmp_path_factory):
    return play(tmp_path_factory.mktemp("round") / "out")


@pytest.fixture
def at(satchel, played):
    """Run a verb on a vault of the round, with --json."""

    def run(folder, *line):
        options, secret = played.who(folder)
        return satchel(*line, *options, "--json", secret=secret)

    return run
