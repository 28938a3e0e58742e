"""The end of an interview whose recording the disk does not take."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from simulator.cli.interview import write_the_rest
from simulator.recording.journal import Journal
from simulator.recording.reading import read_recording
from tests.recording.faulty_disk import FaultyDisk
from tests.recording.samples import ENTRIES, HEADER


@pytest.fixture
def disk() -> FaultyDisk:
    return FaultyDisk()


@pytest.fixture
def journal(tmp_path: Path, disk: FaultyDisk) -> Journal:
    journal = Journal.create(tmp_path, HEADER, disk)
    disk.room = 0
    for entry in ENTRIES[:2]:
        journal.append(entry.at, entry.event, entry.actions)
    return journal


def test_who_sits_at_a_terminal_can_make_room(
    journal: Journal, disk: FaultyDisk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[str] = []

    def answer(prompt: str) -> str:
        asked.append(prompt)
        if len(asked) == 2:
            disk.heal()
        return ""

    for stream in (sys.stdin, sys.stdout):
        monkeypatch.setattr(stream, "isatty", lambda: True)
    monkeypatch.setattr("builtins.input", answer)
    write_the_rest(journal)
    assert len(asked) == 2, "asked again where there is still no room"
    assert read_recording(journal.folder).entries == ENTRIES[:2]
    assert "2 entries are kept in memory" in capsys.readouterr().err


@pytest.mark.parametrize("gives_up", [EOFError, KeyboardInterrupt])
def test_what_is_given_up_is_said_to_be_lost(
    journal: Journal,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    gives_up: type[BaseException],
) -> None:
    def answer(prompt: str) -> str:
        raise gives_up

    for stream in (sys.stdin, sys.stdout):
        monkeypatch.setattr(stream, "isatty", lambda: gives_up is KeyboardInterrupt)
    monkeypatch.setattr("builtins.input", answer)
    write_the_rest(journal)
    assert capsys.readouterr().err.endswith("the end of this interview is lost and not graded\n")
    assert read_recording(journal.folder).entries == ()


def test_where_all_is_written_nothing_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    journal = Journal.create(tmp_path, HEADER)
    write_the_rest(journal)
    assert capsys.readouterr().err == ""
