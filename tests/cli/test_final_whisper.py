"""Answers heard again after the interview: both hearings are kept, and what differs is shown."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from simulator.cli.final_whisper import hear_again
from simulator.content import library
from simulator.evidence.reader import Reader
from simulator.interview.events import CandidateSaid, CandidateStarted, InterviewerFinished, InterviewStarted
from simulator.interview.interview import Interview
from simulator.recording.folder import start_recording
from simulator.recording.header import Mode, new_header
from simulator.recording.heard_again import heard_again
from simulator.recording.tracks import Tracks
from simulator.sound import count
from simulator.transcript import Speaker
from tests.cli.in_process import simulate
from tests.spoken import MICRO_WHISPER, spoken

SCENARIO, PERSONA = library.scenario("legal-assistant"), library.persona("vp")
SAID = (
    "if the model fails we fall back to a smaller model",
    "we roll back if the error rate goes up",
    "user feedback gives us new labels every week",
    "the latency budget is two hundred milliseconds p ninety five",
    "we deploy to ten percent of requests as a canary",
    "we send an alert if precision drops",
    "human review checks ten percent of the documents",
)
MISHEARD = (
    "if the model sails we fall bag to a smaller model",
    SAID[1],
    "use a feet bag kiss us new cables",
    "the late and sea is here",
    *SAID[4:],
)


@pytest.fixture
def recording(tmp_path: Path) -> Path:
    """Return a recording in which the answers were spoken and misheard, and one more was typed."""
    header = new_header(
        SCENARIO, PERSONA, created="2026-11-21T10:00:00+01:00", mode=Mode.REALISTIC, seed=1, settings={}
    )
    journal = start_recording(tmp_path / "kept", header)
    tracks = Tracks(journal.folder, lambda error: None)
    interview = Interview(SCENARIO, PERSONA, seed=1)
    reader = Reader(SCENARIO.rubric, SCENARIO.facts, SCENARIO.probes)
    now = 0.0
    journal.append(now, InterviewStarted(), interview.handle(InterviewStarted(), now))
    for heard, said in zip((*MISHEARD, "this was typed"), (*SAID, None), strict=True):
        events = [InterviewerFinished(), CandidateStarted(), CandidateSaid(heard, True, reader.read(heard))]
        for event in events:
            journal.append(now, event, interview.handle(event, now))
            if isinstance(event, InterviewerFinished):
                now += 1.0
            elif said is not None and isinstance(event, CandidateStarted):
                samples = spoken(said)
                tracks.write(Speaker.CANDIDATE, count(now - 0.2), samples)
                now += len(samples) / 16_000 + 0.5
            else:
                now += 1.0
    journal.close()
    tracks.close()
    return journal.folder


def test_both_hearings_are_kept_and_what_differs_is_shown(recording: Path, tmp_path: Path) -> None:
    journal = (recording / "events.jsonl").read_bytes()
    hear_again(recording, str(MICRO_WHISPER), (), pytest.fail)
    heard = heard_again(recording)
    assert heard is not None
    assert heard.model == "whisper micro-whisper"
    assert [answer.text for answer in heard.answers] == list(SAID)
    times = [word.start for answer in heard.answers for word in answer.words]
    assert times == sorted(times)
    assert (recording / "events.jsonl").read_bytes() == journal
    assert (recording / "heard-again.json").stat().st_mode & 0o777 == 0o600
    report = simulate("grade", recording.name, "--format", "md", cwd=tmp_path).stdout
    section = report.split("## Heard again")[1].split("\n## ")[0]
    assert "3 passages differ" in section
    assert "“if the model sails we fall bag to a smaller”" in section
    assert "“if the model fails we fall back to a smaller”" in section
    assert re.search(r"- Latency target: met instead of [a-z ]+", section)
    assert "we roll back" not in section
    shown = simulate("grade", recording.name, cwd=tmp_path).stdout
    assert "Heard again by whisper micro-whisper: 3 passages differ." in " ".join(shown.split())


def test_either_hearing_is_exported(recording: Path, tmp_path: Path) -> None:
    once = simulate("export", recording.name, "--transcript", "json", "--heard-again", cwd=tmp_path)
    assert once.returncode == 2
    assert "--final-whisper hears them again" in once.stderr
    hear_again(recording, str(MICRO_WHISPER), (), pytest.fail)
    for options, answers in (((), MISHEARD), (("--heard-again",), SAID)):
        done = simulate("export", recording.name, "--transcript", "json", *options, cwd=tmp_path)
        turns = json.loads(done.stdout)["turns"]
        assert [t["text"] for t in turns if t["speaker"] == "candidate"] == [*answers, "this was typed"]


def test_what_prevents_it_is_told_and_nothing_is_lost(recording: Path, tmp_path: Path) -> None:
    told: list[str] = []
    hear_again(recording, str(tmp_path), (), told.append)
    assert len(told) == 1
    assert "not heard again" in told[0]
    (recording / "heard-again.json").write_text('{"model": 1}')
    done = simulate("grade", recording.name, cwd=tmp_path)
    assert done.returncode == 0
    assert "heard-again.json: model" in done.stderr


def test_words_of_a_recording_cut_short_are_left_out(recording: Path) -> None:
    hear_again(recording, str(MICRO_WHISPER), (), pytest.fail)
    heard = heard_again(recording)
    assert heard is not None
    from simulator.recording.reading import read_recording
    from simulator.recording.transcript_of import transcript_of

    transcript = transcript_of(read_recording(recording).entries)
    shorter = replace(transcript, turns=transcript.turns[:2])
    assert [turn.text for turn in heard.instead(shorter).turns[1:]] == [SAID[0]]
