"""A recording, as a person hears it again."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pexpect
import pytest

from simulator.content import library
from simulator.recording.entry import ENTRY, Entry
from simulator.recording.folder import start_recording
from simulator.recording.header import HEADER, Mode, new_header
from simulator.recording.layout import journal_path
from simulator.recording.line import frame
from simulator.recording.reading import read_recording
from simulator.recording.tracks import Tracks
from simulator.sound import RATE
from simulator.transcript import Speaker
from tests.candidates import CANDIDATES, hold
from tests.cli.in_process import simulate
from tests.test_cli import REPOSITORY, assert_refused
from tests.virtual_sound_card import VirtualSoundCard, loud_seconds


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A whole interview with a strong candidate."""
    scenario, persona = library.scenario("legal-assistant"), library.persona("vp")
    header = new_header(
        scenario, persona, created="2026-01-31T20:15:00+01:00", mode=Mode.REALISTIC, seed=3, settings={}
    )
    root = tmp_path_factory.mktemp("held")
    journal = start_recording(root / "draft", header)
    path = journal_path(journal.folder, 1)
    journal.close()
    steps = hold(scenario, persona, CANDIDATES["strong"](), seed=3, pace=0.7)
    with path.open("ab") as file:  # without waiting for the disk at every entry
        for seq, step in enumerate(steps, 1):
            file.write(frame(ENTRY.encode(Entry(seq, step.at, step.event, step.actions))))
    return path.parent


@pytest.fixture
def session(held: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(held, tmp_path / "kept" / held.name))


def test_without_a_terminal_the_whole_transcript_comes_at_once(session: Path, tmp_path: Path) -> None:
    done = simulate("replay", session.name, "--speed", "0.01", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert lines[0] == "00:00  ── Clarify ──"
    assert all(line[:2].isdigit() and line[2] == ":" for line in lines)
    assert lines[-1].endswith("── completed ──")
    later = simulate("replay", session.name, "--from", "10:00", cwd=tmp_path).stdout.splitlines()
    assert later == lines[-len(later) :]
    assert 0 < len(later) < len(lines)


def test_findings_are_shown_when_asked_for(session: Path, tmp_path: Path) -> None:
    plain = simulate("replay", session.name, cwd=tmp_path).stdout
    done = simulate("replay", session.name, "--annotate", cwd=tmp_path)
    assert done.returncode == 0
    added = [line for line in done.stdout.splitlines() if line.startswith("         ")]
    assert any(line.strip().startswith("met: ") and "“" in line for line in added)
    assert [line for line in done.stdout.splitlines() if line not in added] == plain.splitlines()


def test_what_verifies_says_how_much_and_what_does_not_shows_where(session: Path, tmp_path: Path) -> None:
    count = len(read_recording(session).entries)
    done = simulate("replay", session.name, "--verify", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, f"{count} entries verified, no divergence\n")
    path = journal_path(session, 1)
    header, *entries = path.read_bytes().splitlines(keepends=True)
    recorded = read_recording(session)
    other = frame({**HEADER.encode(recorded.header), "seed": recorded.header.seed + 1})
    path.write_bytes(b"".join([other, *entries]))
    assert other != header
    done = simulate("replay", session.name, "--verify", cwd=tmp_path)
    assert done.returncode == 1
    assert "  >> CandidateSaid(" in done.stdout
    assert "- << Say(" in done.stdout
    assert "+ << Say(" in done.stdout
    assert done.stdout.splitlines()[-1].startswith(f"{count} entries verified, ")


def test_another_interviewer_asks_otherwise(session: Path, tmp_path: Path) -> None:
    done = simulate("replay", session.name, "--persona", "legal-counsel", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "       Dana Okafor (" in done.stdout
    assert "       Helen Ashworth (" in done.stdout
    assert "of Helen Ashworth would have been about something else." in done.stdout.splitlines()[-1]
    assert_refused(simulate("replay", session.name, "--persona", "vpp", cwd=tmp_path), 'did you mean "vp"')


def test_damage_is_told_and_the_rest_is_played(session: Path, tmp_path: Path) -> None:
    path = journal_path(session, 1)
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[:5] + lines[6:]))
    done = simulate("replay", session.name, cwd=tmp_path)
    assert done.returncode == 0
    assert done.stdout
    assert "1 entry is missing" in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["--speed", "0"],
        ["--speed", "nan"],
        ["--speed", "fast"],
        ["--from", "9"],
        ["--from", "1:99"],
        ["--from", "99:00"],
    ],
    ids=" ".join,
)
def test_nonsense_is_refused(session: Path, tmp_path: Path, arguments: list[str]) -> None:
    done = simulate("replay", session.name, *arguments, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert arguments[0] in done.stderr


def _at_a_terminal(
    session: Path, *options: str, environment: Mapping[str, str] = os.environ
) -> pexpect.spawn[str]:
    return pexpect.spawn(
        sys.executable,
        ["-m", "simulator", "replay", session.name, *options],
        cwd=str(session.parent.parent),
        env={
            **environment,
            "PYTHONPATH": str(REPOSITORY),
            "SIMULATE_RECORDINGS": str(session.parent),
            "TERM": "xterm",
        },
        encoding="utf-8",
        timeout=30,
        dimensions=(40, 120),
    )


def _speak(session: Path) -> None:
    """Give the recording a tone from second 30 to second 34."""
    tracks = Tracks(session, lambda error: pytest.fail(str(error)))
    tone = np.sin(np.arange(4 * RATE) * 2 * np.pi * 400 / RATE) * 5000
    tracks.write(Speaker.CANDIDATE, 30 * RATE, tone.astype(np.int16))
    tracks.close()


@pytest.mark.slow
def test_what_was_spoken_is_heard(session: Path, tmp_path: Path, sound_card: VirtualSoundCard) -> None:
    _speak(session)
    with sound_card.captured(tmp_path / "heard.wav"):
        process = _at_a_terminal(session, "--from", "00:29", environment=sound_card.environment)
        process.expect("space pause")
        process.expect(pexpect.TIMEOUT, timeout=7)  # in real time
        process.send("q")
        process.expect(pexpect.EOF)
        process.close()
    assert process.exitstatus == 0
    assert loud_seconds(tmp_path / "heard.wav") == pytest.approx(4, abs=1)


def test_without_a_loudspeaker_it_is_read_and_one_line_says_so(
    session: Path, no_sound_card: dict[str, str]
) -> None:
    _speak(session)
    process = _at_a_terminal(session, environment=no_sound_card)
    process.expect("simulate: replayed without sound: no loudspeaker")
    process.expect("· no sound ·")
    process.send("q")
    process.expect(pexpect.EOF)
    process.close()
    assert process.exitstatus == 0


@pytest.mark.parametrize(
    ("options", "note"), [(["--silent"], "1× · space"), (["--speed", "9"], "sound from 0.5×")]
)
def test_it_can_be_read_only(session: Path, options: list[str], note: str) -> None:
    _speak(session)
    process = _at_a_terminal(session, *options)
    process.expect(note)
    process.send("q")
    process.expect(pexpect.EOF)
    process.close()
    assert "without sound" not in process.before


@pytest.mark.parametrize(
    ("options", "bar"),
    [
        (["--from", "00:30", "--speed", "0.01"], "▶ 0?0:30"),
        (["--speed", "1000"], "■"),  # the end, long before anybody could have waited for it
    ],
)
def test_at_a_terminal_it_begins_where_told_and_goes_as_fast(
    session: Path, options: list[str], bar: str
) -> None:
    process = _at_a_terminal(session, *options)
    process.expect(bar)
    process.send("q")
    process.expect(pexpect.EOF)
    process.close()
    assert process.exitstatus == 0


def test_at_a_terminal_it_plays_until_quit(session: Path) -> None:
    process = _at_a_terminal(session, "--from", "00:30", "--annotate")
    process.expect("Dana Okafor: ")
    process.expect("space pause")
    process.send("\x1b[B")
    process.expect("You: ")
    process.send("q")
    process.expect(pexpect.EOF)
    process.close()
    assert process.exitstatus == 0
