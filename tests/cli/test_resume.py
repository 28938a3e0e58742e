"""An interview that was cut off, as a person takes it up again."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pexpect
import pytest

from simulator.interview.events import (
    CandidateSaid,
    CandidateStarted,
    InterviewerFinished,
    InterviewStarted,
    ModelCalled,
)
from simulator.recording.header import HEADER
from simulator.recording.journal import Journal
from simulator.recording.layout import DRAFT, journal_path
from simulator.recording.line import frame
from simulator.recording.reading import read_recording
from simulator.recording.replay import interview_of, verify
from simulator.recording.tracks import Tracks
from simulator.recording.transcript_of import transcript_of
from simulator.sound import RATE, silence
from simulator.transcript import Speaker
from tests.cli.in_process import simulate
from tests.engines.language_model.scripted_server import ScriptedServer, transcribes
from tests.spoken import MICRO_WHISPER, speech, write_wav
from tests.test_cli import REPOSITORY, assert_refused

CANARY = "sk-canary-7e5-0ee"
ANSWER = "Success is first redline in one day instead of six for eighty percent of contracts."

PROMPT = r"\x1b\[\?2004h"
"""What the prompt sends when it has begun to listen to keys."""


@pytest.fixture(scope="module")
def cut_off(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A recording whose process was killed after the first reply."""
    root = tmp_path_factory.mktemp("cut-off")
    process = subprocess.Popen(
        [sys.executable, "-m", "simulator", "--seed", "3", "--recordings", str(root)],
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(REPOSITORY)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(f"{ANSWER}\n".encode())
    process.stdin.flush()
    assert any(line.startswith(b"You: ") for line in process.stdout)
    assert any(line.startswith(b"Dana Okafor: ") for line in process.stdout)
    process.kill()
    process.communicate()
    (folder,) = root.iterdir()
    return folder


@pytest.fixture
def session(cut_off: Path, tmp_path: Path) -> Path:
    """A copy of it among the recordings of `tmp_path`."""
    return Path(shutil.copytree(cut_off, tmp_path / "kept" / cut_off.name))


def test_it_goes_on_where_it_was(session: Path, tmp_path: Path) -> None:
    before = read_recording(session).entries
    done = simulate("resume", stdin=b"Two cents a query.\n", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.index(ANSWER) < done.stdout.index("You: Two cents a query.")
    assert "Verdict" in done.stdout
    recording = read_recording(session)
    assert recording.entries[: len(before)] == before
    assert recording.ended
    assert verify(recording.header, recording.entries) == []
    assert (session / "scorecard.json").exists()


def test_it_can_be_ended_and_graded_instead(session: Path, tmp_path: Path) -> None:
    done = simulate("resume", session.name, "--grade", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Insufficient evidence" in done.stdout
    recording = read_recording(session)
    assert recording.ended
    assert verify(recording.header, recording.entries) == []
    kept = (session / "scorecard.json").read_text()
    assert simulate("grade", session.name, "--format", "json", cwd=tmp_path).stdout == kept


def test_the_next_start_names_the_command_and_does_not_wait(session: Path, tmp_path: Path) -> None:
    done = simulate(stdin=b"", cwd=tmp_path)
    assert done.returncode == 0
    assert done.stderr == (
        f"simulate: {session.name} broke off at 00:00; `simulate resume {session.name}` goes on with it\n"
    )
    assert not read_recording(session).ended


def test_one_that_ended_ungraded_is_graded_once(session: Path, tmp_path: Path) -> None:
    simulate("resume", "--grade", cwd=tmp_path)
    (session / "scorecard.json").unlink()
    done = simulate(stdin=b"", cwd=tmp_path)
    assert f"`simulate resume {session.name} --grade` makes it" in done.stderr
    entries = read_recording(session).entries
    assert simulate("resume", session.name, "--grade", cwd=tmp_path).returncode == 0
    assert (session / "scorecard.json").exists()
    assert read_recording(session).entries == entries, "nothing is added to an interview that ended"


@pytest.mark.parametrize("arguments", [[], ["--grade"]])
def test_one_that_ended_is_refused(session: Path, tmp_path: Path, arguments: list[str]) -> None:
    simulate("resume", "--grade", cwd=tmp_path)
    before = sorted(session.iterdir())
    assert_refused(
        simulate("resume", session.name, *arguments, cwd=tmp_path), "came to its end", "simulate grade"
    )
    assert sorted(session.iterdir()) == before
    assert_refused(simulate("resume", *arguments, cwd=tmp_path), "no interview in")


def test_one_in_use_is_refused_and_not_offered(session: Path, tmp_path: Path) -> None:
    journal, _ = Journal.resume(session)
    try:
        assert_refused(simulate("resume", session.name, cwd=tmp_path), "another process")
        assert_refused(simulate("resume", cwd=tmp_path), "no interview in")
        assert simulate(stdin=b"", cwd=tmp_path).stderr == ""
    finally:
        journal.close()


def test_a_newer_format_is_refused_with_the_version_it_takes(session: Path, tmp_path: Path) -> None:
    header = HEADER.encode(read_recording(session).header)
    journal_path(session, 1).write_bytes(frame({**header, "format": 2, "program": "9.9.0"}))
    assert_refused(simulate("resume", session.name, cwd=tmp_path), "format 2", "9.9.0 or newer")


def test_resume_looks_for_the_model_that_heard_it_until_now(session: Path, tmp_path: Path) -> None:
    header = HEADER.encode(read_recording(session).header)
    settings = {"speech-to-text": "whisper smal.en", "whisper": "smal.en"}
    journal_path(session, 1).write_bytes(frame({**header, "settings": settings}))
    file = write_wav(tmp_path / "a.wav", silence(RATE))
    done = simulate("resume", session.name, "--candidate-audio", str(file), cwd=tmp_path)
    assert done.returncode == 2
    assert 'did you mean "small.en"' in done.stderr


def break_off_in_mid_answer(session: Path, settings: dict[str, str]) -> None:
    """Begin a recording anew, which breaks off while the candidate speaks."""
    header = read_recording(session).header
    spoken_by = {**HEADER.encode(header), "settings": settings}
    journal_path(session, 1).write_bytes(frame(spoken_by))
    journal, interview = Journal.resume(session)[0], interview_of(header)
    for at, event in ((0.0, InterviewStarted()), (1.0, InterviewerFinished()), (1.6, CandidateStarted())):
        journal.append(at, event, interview.handle(event, at))
    journal.close()
    tracks = Tracks(session, pytest.fail)
    tracks.write(Speaker.CANDIDATE, int(1.5 * RATE), speech("we keep the data in one region"))
    tracks.close()


@pytest.mark.parametrize(
    "options",
    [
        ["--silent", "--candidate-audio", "a.wav"],
        ["--silent", "--candidate-audio", "a.wav", "--confirm"],
        ["--grade"],
    ],
)
def test_what_was_being_said_when_it_broke_off_counts(
    session: Path, tmp_path: Path, options: list[str]
) -> None:
    break_off_in_mid_answer(session, {"speech-to-text": "w", "whisper": str(MICRO_WHISPER)})
    write_wav(tmp_path / "a.wav", silence(1))
    assert simulate("resume", *options, cwd=tmp_path).returncode == 0
    recording = read_recording(session)
    said = [e.event.text for e in recording.entries if isinstance(e.event, CandidateSaid)]
    assert said == ["we keep the data in one region"]
    [(_, turn)] = transcript_of(recording.entries).candidate_turns()
    assert "--confirm" in options or turn.start == 1.6, "where it sounds"
    assert verify(recording.header, recording.entries) == []


@pytest.mark.parametrize("options", [["--silent", "--candidate-audio", "a.wav"], ["--grade"]])
def test_a_model_that_listened_makes_out_the_rest_too_and_its_call_is_recorded(
    session: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: list[str]
) -> None:
    break_off_in_mid_answer(session, {"speech-to-text": "openai/whisper-1", "stt": "openai/whisper-1"})
    write_wav(tmp_path / "a.wav", silence(1))
    with ScriptedServer(transcribes("We keep the data in one region.")).in_thread() as server:
        monkeypatch.setenv("OPENAI_API_KEY", CANARY)
        monkeypatch.setenv("OPENAI_API_BASE", server.url)
        done = simulate("resume", *options, cwd=tmp_path)
    assert done.returncode == 0
    assert "Your voice is sent to openai/whisper-1" in done.stdout + done.stderr
    recording = read_recording(session)
    events = [entry.event for entry in recording.entries]
    assert [e.text for e in events if isinstance(e, CandidateSaid)] == ["We keep the data in one region."]
    assert [e.purpose for e in events if isinstance(e, ModelCalled)] == ["speech to text"]
    assert verify(recording.header, recording.entries) == []


def test_one_that_lost_an_answer_can_only_be_graded(session: Path, tmp_path: Path) -> None:
    path = journal_path(session, 1)
    lines = path.read_bytes().splitlines(keepends=True)
    said = next(number for number, line in enumerate(lines) if b"CandidateSaid" in line)
    lines[said] = lines[said].replace(b"redline", b"deadline")
    path.write_bytes(
        b"".join(lines)
        + frame({"seq": len(lines), "at": 1e3, "event": {"type": "TimePassed"}, "actions": []})
    )
    damaged = path.read_bytes()
    refused = simulate("resume", session.name, cwd=tmp_path)
    assert_refused(refused, f"events.jsonl:{said + 1}", "1 entry is missing", "--grade")
    assert {path.name for path in session.iterdir()} == {"header.jsonl", "events.jsonl"}
    done = simulate("resume", session.name, "--grade", cwd=tmp_path)
    assert done.returncode == 0
    assert "1 entry is missing" in done.stderr
    assert path.read_bytes() == damaged, "originals are never edited"
    assert (session / "scorecard.json").exists()


def test_a_torn_last_line_is_told_and_not_missed(session: Path, tmp_path: Path) -> None:
    path = journal_path(session, 1)
    path.write_bytes(path.read_bytes()[:-5])
    done = simulate("resume", session.name, stdin=b"Two cents.\n", cwd=tmp_path)
    assert done.returncode == 0
    assert "cut off; its end is missing; what is left fits together" in done.stdout
    recording = read_recording(session)
    assert recording.missing == 0
    assert verify(recording.header, recording.entries) == []


@pytest.mark.parametrize("options", [["--grade"], []])
def test_what_was_typed_and_not_sent_counts_when_nobody_can_send_it(
    session: Path, tmp_path: Path, options: list[str]
) -> None:
    before = len(read_recording(session).entries)
    (session / DRAFT).write_text("  Five cents a query, ")
    assert simulate("resume", session.name, *options, cwd=tmp_path).returncode == 0
    recording = read_recording(session)
    said = [e.event for e in recording.entries[before:] if isinstance(e.event, CandidateSaid)]
    assert [event.text for event in said] == ["Five cents a query,"]
    assert verify(recording.header, recording.entries) == []
    assert not (session / DRAFT).exists()


@pytest.mark.parametrize("left", [f"{ANSWER}\n", "/skip", "a\x07bell"])
def test_what_was_said_already_or_says_nothing_is_not_said_again(
    session: Path, tmp_path: Path, left: str
) -> None:
    (session / DRAFT).write_text(left)
    assert simulate("resume", session.name, "--grade", cwd=tmp_path).returncode == 0
    said = [e.event for e in read_recording(session).entries if isinstance(e.event, CandidateSaid)]
    assert [event.text for event in said] == [ANSWER]
    assert not (session / DRAFT).exists()


@pytest.fixture
def terminal(session: Path, tmp_path: Path) -> Iterator[pexpect.spawn[str]]:
    process = pexpect.spawn(
        sys.executable,
        ["-m", "simulator", "--persona", "legal-counsel"],
        cwd=str(tmp_path),
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(REPOSITORY),
            "SIMULATE_RECORDINGS": str(tmp_path / "kept"),
            "TERM": "xterm",
        },
        encoding="utf-8",
        timeout=30,
        dimensions=(40, 120),
    )
    process.expect("begin anew[?] ")
    yield process
    process.close(force=True)


def test_at_a_terminal_it_is_offered_and_goes_on(terminal: pexpect.spawn[str], session: Path) -> None:
    terminal.sendline("maybe")
    terminal.expect("begin anew[?] ")
    terminal.sendline("r")
    terminal.expect("eighty percent of contracts")
    terminal.expect(PROMPT)
    terminal.send("\x04")
    terminal.expect("Kept in")
    terminal.expect(pexpect.EOF)
    assert read_recording(session).ended


def test_what_stood_in_the_prompt_stands_there_again(terminal: pexpect.spawn[str], session: Path) -> None:
    terminal.sendline("r")
    terminal.expect(PROMPT)
    terminal.send("We buy a hosted")
    terminal.expect("a hosted")
    _wait_for(lambda: (session / DRAFT).exists() and (session / DRAFT).read_text() == "We buy a hosted")
    terminal.kill(signal.SIGKILL)
    terminal.wait()
    again = pexpect.spawn(
        terminal.command, ["-m", "simulator", "resume"], env=terminal.env, cwd=terminal.cwd,
        encoding="utf-8", timeout=30, dimensions=(40, 120),
    )  # fmt: skip
    again.expect("in the prompt again")
    assert "The interview is in text" not in again.before, "typed before: no microphone was looked for"
    again.expect("We buy a hosted")
    again.send(" model.\r")
    again.expect("Dana Okafor: ")
    again.send("\x04")
    again.expect(pexpect.EOF)
    again.close()
    said = [e.event.text for e in read_recording(session).entries if isinstance(e.event, CandidateSaid)]
    assert said[-1] == "We buy a hosted model."
    assert not (session / DRAFT).exists()


def _wait_for(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 10
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_at_a_terminal_it_can_be_graded(terminal: pexpect.spawn[str], session: Path) -> None:
    terminal.sendline("grade")
    terminal.expect("Kept in")
    terminal.expect(pexpect.EOF)
    assert json.loads((session / "scorecard.json").read_text())["verdict"] == "insufficient-evidence"


def test_at_a_terminal_it_can_be_left(terminal: pexpect.spawn[str], session: Path) -> None:
    terminal.sendline("l")
    terminal.expect(f"simulate resume {session.name}")
    terminal.expect(PROMPT)
    terminal.send("\x04")
    terminal.expect(pexpect.EOF)
    assert not read_recording(session).ended
    assert len(list(session.parent.iterdir())) == 2
