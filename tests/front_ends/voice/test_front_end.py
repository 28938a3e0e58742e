"""A whole interview by voice, in virtual time, from sound files to its recording."""

from pathlib import Path

from simulator.front_ends.voice.screen import State
from simulator.front_ends.voice.source import FileSource
from simulator.interview.actions import EndReason, Say
from simulator.interview.events import CandidatePaused, CandidateSaid, CandidateStarted, InterviewerFinished
from simulator.recording.reading import read_recording
from simulator.recording.replay import verify
from simulator.recording.tracks import read_track
from simulator.recording.transcript_of import transcript_of
from simulator.sound import level_dbfs
from simulator.transcript import Speaker
from tests.spoken import micro_whisper
from tests.spoken_candidate import ANSWERS, write_answers
from tests.spoken_interview import interview

SAID = [" ".join(answer) for answer in ANSWERS]


def test_a_whole_interview_from_sound_files(tmp_path: Path):
    files = write_answers(tmp_path)
    held = interview(tmp_path / "r", lambda pace: FileSource(files, pace), micro_whisper())
    recording = read_recording(held.folder)
    turns = transcript_of(recording.entries).turns

    assert [turn.text for turn in turns if turn.speaker is Speaker.CANDIDATE] == SAID
    assert held.candidate.of("candidate") == SAID
    assert [turn.speaker for turn in turns] == [Speaker.INTERVIEWER, Speaker.CANDIDATE] * len(SAID) + [
        Speaker.INTERVIEWER
    ], "each answer has one reply"
    assert " ".join(held.candidate.of("interviewer")) == " ".join(say.text for say in held.actions(Say))

    stretches = [len(held.events(kind)) for kind in (CandidateStarted, CandidatePaused, CandidateSaid)]
    assert len(set(stretches)) == 1
    assert held.reason is EndReason.INPUT_ENDED
    assert verify(recording.header, recording.entries) == []

    assert set(held.candidate.states) == {
        State.LISTENING, State.TRANSCRIBING, State.THINKING, State.SPEAKING,
    }  # fmt: skip
    for at, turn in zip(held.times(InterviewerFinished), turns[::2], strict=True):
        assert level_dbfs(read_track(held.folder, turn.speaker, at - 1.0, at)) > -40
        assert level_dbfs(read_track(held.folder, turn.speaker, at + 0.1, at + 0.3)) < -60
    for turn in turns[1::2]:
        assert level_dbfs(read_track(held.folder, turn.speaker, turn.start, turn.end)) > -40
