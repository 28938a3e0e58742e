"""Answers from sound files, heard as fast as that goes: all of a spoken interview but its pace."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from simulator.recording.reading import read_recording
from simulator.recording.replay import verify
from simulator.recording.tracks import length_s
from simulator.recording.transcript_of import transcript_of
from simulator.sound import RATE
from simulator.transcript import Speaker
from tests.cli.in_process import simulate
from tests.spoken_candidate import ANSWERS, MICRO_WHISPER, spoken_answer, write

GIVEN = (ANSWERS[1], ANSWERS[2])


@pytest.mark.skipif(sys.platform != "linux", reason="the small Whisper knows espeak-ng's voice alone")
@pytest.mark.parametrize("options", [[], ["--silent"]], ids=["with-a-voice", "silent"])
def test_recorded_answers_are_heard_whole_in_their_own_time(tmp_path: Path, options: list[str]) -> None:
    answers = [spoken_answer(sentences) for sentences in GIVEN]
    files = [write(answer, tmp_path / f"{number}.wav") for number, answer in enumerate(answers)]
    audio = [part for file in files for part in ("--candidate-audio", str(file))]
    done = simulate("--whisper", str(MICRO_WHISPER), "--seed", "1", "--fast", *audio, *options, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    (folder,) = (tmp_path / "kept").iterdir()
    recording = read_recording(folder)
    turns = transcript_of(recording.entries).turns
    said = [turn for turn in turns if turn.speaker is Speaker.CANDIDATE]
    assert [turn.text for turn in said] == [" ".join(sentences) for sentences in GIVEN]
    assert not verify(recording.header, recording.entries)
    for turn, answer in zip(said, answers, strict=True):
        assert abs(turn.end - turn.start - len(answer) / RATE) < 0.5
    asked = [turn for turn in turns if turn.speaker is Speaker.INTERVIEWER]
    assert len(asked) == 3, "the opening, and a reply to each"
    assert said[-1].end - 0.1 < length_s(folder) < recording.entries[-1].at + 0.1
