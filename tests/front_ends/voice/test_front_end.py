"""Whole interviews by voice, in virtual time: nobody is cut off, nothing said is lost, all trouble is told."""

from pathlib import Path

from simulator.front_ends.voice.source import FileSource
from simulator.interview.events import CandidateSaid
from tests.spoken import micro_whisper
from tests.spoken_candidate import ANSWERS, write_answers
from tests.spoken_interview import interview


def test_a_whole_interview_from_sound_files(tmp_path: Path):
    files = write_answers(tmp_path)
    held = interview(tmp_path / "r", lambda pace: FileSource(files, pace), micro_whisper())
    said = " ".join(event.text for event in held.events(CandidateSaid))
    assert said.split() == " ".join(sentence for answer in ANSWERS for sentence in answer).split()
