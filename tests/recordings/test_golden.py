"""Whole interviews as they were held: today's interviewer would hold them the same, and they can be graded."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from simulator.content import library
from simulator.interview.events import (
    CandidatePaused,
    CandidateSpokeOn,
    CandidateYielded,
    InterviewerCutOff,
)
from simulator.recording.header import scenario_of
from simulator.recording.layout import REPORT, SCORECARD, journal_path
from simulator.recording.reading import read_recording
from simulator.recording.replay import verify
from simulator.recording.samples import SAMPLES
from simulator.recording.scorecards import earlier_scorecards
from simulator.recording.transcript_of import transcript_of
from simulator.reporting import scorecard_json
from simulator.reporting.findings import findings
from simulator.run_grading import grade_recording, keep
from simulator.transcript import Speaker
from tests.recordings.make import GOLDEN, INTERVIEWS, spoken_golden

RECORDINGS = [
    *(GOLDEN / "-".join(interview) for interview in INTERVIEWS),
    spoken_golden(),
    SAMPLES / "sample",
]
BEFORE_SPEECH = Path(__file__).parent / "before_speech"
"""Kept by the program as it was when interviews were typed, in a form without what speech has brought."""


def test_every_scenario_and_persona_has_one() -> None:
    assert {scenario for scenario, _, _ in INTERVIEWS} >= set(library.scenario_files())
    assert {persona for _, persona, _ in INTERVIEWS} >= set(library.persona_files())
    assert {path for path in GOLDEN.iterdir() if path.is_dir()} == set(RECORDINGS[:-1])


@pytest.mark.parametrize("folder", RECORDINGS, ids=lambda folder: folder.name)
def test_it_replays_without_a_divergence(folder: Path) -> None:
    recording = read_recording(folder)
    assert recording.problem is None
    assert recording.ended
    divergences = verify(recording.header, recording.entries)
    assert not divergences, f"{divergences[0]}\nmeant? then `python -m tests.recordings.make`"


@pytest.mark.parametrize("folder", RECORDINGS, ids=lambda folder: folder.name)
def test_its_scorecard_can_be_read_and_quotes_what_was_said(folder: Path) -> None:
    recording = read_recording(folder)
    transcript = transcript_of(recording.entries)
    scorecard = scorecard_json.decode((folder / SCORECARD).read_bytes())
    rubric = scenario_of(recording.header).rubric
    assert scorecard.grader.rubric_sha256 == recording.header.rubric_sha256
    assert [grade.id for grade in scorecard.criteria] == [criterion.id for criterion in rubric.criteria]
    quotes = [quote for grade in scorecard.criteria for quote in grade.evidence]
    for quote in [*quotes, *(flag.quote for flag in scorecard.red_flags)]:
        turn = transcript.turns[quote.turn]
        assert turn.speaker is Speaker.CANDIDATE
        assert quote.text in turn.text
    assert findings(scorecard, rubric, transcript).verdict is scorecard.verdict
    assert (folder / REPORT).read_text(encoding="utf-8").startswith("# ")


def test_the_spoken_one_has_what_a_typed_one_has_not() -> None:
    happened = {type(entry.event) for entry in read_recording(spoken_golden()).entries}
    assert {CandidatePaused, CandidateYielded, CandidateSpokeOn, InterviewerCutOff} <= happened


def test_one_from_before_there_was_speech_is_read_replayed_and_graded(tmp_path: Path) -> None:
    (kept,) = BEFORE_SPEECH.iterdir()
    assert b'"ending":' not in journal_path(kept, 1).read_bytes()
    folder = Path(shutil.copytree(kept, tmp_path / kept.name))
    recording = read_recording(folder)
    assert (recording.problem, recording.ended, len(recording.entries)) == (None, True, 340)
    turns = transcript_of(recording.entries).turns
    assert len(turns) == 227
    assert turns[1].text == "We can worry about that after launch."
    divergences = verify(recording.header, recording.entries)
    assert len(divergences) < len(recording.entries) / 2, "most of it is as it would be today"
    graded = grade_recording(folder)
    assert graded.scorecard.verdict is scorecard_json.decode((folder / SCORECARD).read_bytes()).verdict
    assert keep(folder, graded) == ()
    assert len(earlier_scorecards(folder)) == 1


def test_the_sample_is_an_evening_s_practice() -> None:
    recording = read_recording(SAMPLES / "sample")
    assert 18 <= recording.minutes <= 32
    said = [turn for turn in transcript_of(recording.entries).turns if turn.speaker is Speaker.CANDIDATE]
    assert len(said) > 25
    assert sum("I'd have to think about that one" in turn.text for turn in said) <= 3, (
        "it runs out of answers"
    )
