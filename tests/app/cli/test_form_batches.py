"""Batches of typed sheets at the terminal."""

import argparse
import contextlib

from app.cli import entering
from app.cli.verbs import form_batches
from app.cli.voice import Voice
from app.services.entry import EntryService
from tests.app.services import records_world
from tests.app.services.entry_world import batch_of, second


def test_batches_are_listed_with_their_rate(tmp_path, monkeypatch):
    world = records_world.make(tmp_path)
    service = EntryService(world.session, world.clock.local)
    monkeypatch.setattr(entering, "entered", lambda *_: contextlib.nullcontext(world.session))

    def listed():
        return form_batches.batches(argparse.Namespace(), Voice("en"))

    assert listed().lines == ["no batch of typed sheets yet"]
    key = batch_of(service, 2)
    assert "first typing, 2 sheets" in listed().lines[0]
    service.end_first(key)
    assert "0 of 2 typed a second time" in listed().lines[0]
    second(service, key, "12111111", "11111111")
    assert listed().data["open"][0]["differences"] == 1
    service.keep_first(key, service.differences(key)[0])
    service.settle(key)
    said = listed()
    assert said.lines[0].endswith("2 entered, 2 typed twice, 1 of 18 answers differed (5.6%)")
    assert said.data["entered"][0]["error_rate"] == "0.0556"
    world.vault.close()
