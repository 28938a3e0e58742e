from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from simulator.evidence.observation import Status
from simulator.interview.actions import Action, EnterPhase, Move, Say
from simulator.interview.events import (
    CandidateCommanded,
    CandidateStarted,
    Command,
    Event,
    InterviewerFinished,
    InterviewStarted,
    TimePassed,
)
from simulator.interview.interview import Interview
from simulator.recording.header import Header, Mode, new_header
from simulator.recording.journal import Journal
from simulator.recording.reading import read_recording
from simulator.recording.replay import Divergence, interview_of, verify
from tests.interview.small import PERSONA, SCENARIO, said
from tests.recording.samples import ENTRIES, HEADER, STEPS

EVENTS: list[tuple[float, Event]] = [
    (0.0, InterviewStarted()),
    (3.0, InterviewerFinished()),
    (9.0, CandidateStarted()),
    (
        20.0,
        said(
            "Success is one hour per review.",
            observed={"success-metric": (Status.MET, "one hour per review")},
        ),
    ),
    (22.0, InterviewerFinished()),
    (30.0, CandidateCommanded(Command.HINT)),
    (70.0, TimePassed()),
    (75.0, InterviewerFinished()),
    (90.0, said("It should be cheap.", observed={"cost-target": (Status.VAGUE, "cheap")})),
    (92.0, InterviewerFinished()),
    (400.0, said("I'd rather not say.")),
    (402.0, InterviewerFinished()),
    (900.0, TimePassed()),
    (903.0, InterviewerFinished()),
    (910.0, CandidateCommanded(Command.END)),
]


class _Recorded:
    """An interviewer that answers as the sample recording does, save where told otherwise."""

    def __init__(self, instead: dict[int, tuple[Action, ...]] | None = None) -> None:
        self._answers = [(instead or {}).get(i, actions) for i, (_, _, actions) in enumerate(STEPS, 1)]
        self.heard: list[tuple[Event, float]] = []

    def handle(self, event: Event, now: float) -> Sequence[Action]:
        self.heard.append((event, now))
        return list(self._answers[len(self.heard) - 1])


def _header(*, seed: int = 5, mode: Mode = Mode.PRACTICE) -> Header:
    return new_header(
        SCENARIO, PERSONA, created="2026-11-21T20:43:10+01:00", mode=mode, seed=seed, settings={}
    )


def _hold(folder: Path) -> None:
    interview = Interview(SCENARIO, PERSONA, seed=5, practice=True)
    journal = Journal.create(folder, _header())
    for at, event in EVENTS:
        assert journal.append(at, event, interview.handle(event, at)) is None
    journal.close()


def test_events_and_times_are_fed_as_recorded() -> None:
    core = _Recorded()
    assert verify(HEADER, ENTRIES, lambda header: core) == []
    assert core.heard == [(event, at) for at, event, _ in STEPS]


def test_a_difference_is_told_with_what_was_and_what_would_be() -> None:
    instead = (EnterPhase("clarify"), Say("Hello.", Move.OPEN, "small"), EnterPhase("design"))
    divergences = verify(HEADER, ENTRIES, lambda header: _Recorded({1: instead, 4: ()}))
    assert [divergence.seq for divergence in divergences] == [1, 4]
    assert str(divergences[0]).splitlines() == [
        "entry 1 at 00:00",
        "  >> InterviewStarted()",
        "  << EnterPhase('clarify')",
        "- << Say('Welcome.', open, 'small')",
        "+ << Say('Hello.', open, 'small')",
        "+ << EnterPhase('design')",
    ]
    assert str(replace(divergences[1], at=125.9)).splitlines() == [
        "entry 4 at 02:05",
        "  >> CandidateSaid('2 seconds – p95 π.', True)",
        "- << Say('Why?', probe, 'speed')",
    ]
    assert isinstance(divergences[0], Divergence)


def test_a_recorded_interview_replays_exactly(tmp_path: Path) -> None:
    _hold(tmp_path)
    recording = read_recording(tmp_path)
    assert len(recording.entries) == len(EVENTS)
    assert sum(isinstance(action, Say) for entry in recording.entries for action in entry.actions) >= 6
    assert verify(recording.header, recording.entries) == []


def test_another_mode_diverges_at_the_hint_it_refuses(tmp_path: Path) -> None:
    _hold(tmp_path)
    recording = read_recording(tmp_path)
    divergences = verify(_header(mode=Mode.REALISTIC), recording.entries)
    assert divergences[0].event == CandidateCommanded(Command.HINT)


def test_another_interviewer_can_be_put_in_the_place_of_the_recorded_one(tmp_path: Path) -> None:
    _hold(tmp_path)
    recording = read_recording(tmp_path)
    other = PERSONA.model_copy(update={"greeting": "Good evening."})
    divergences = verify(
        recording.header, recording.entries, lambda header: Interview(SCENARIO, other, seed=header.seed)
    )
    assert divergences[0].seq == 1
    assert "+ << Say('Good evening. Design something for us.'" in str(divergences[0])


def test_interview_of_a_header_is_the_one_that_was_held() -> None:
    replayed = interview_of(_header(seed=5))
    held = Interview(SCENARIO, PERSONA, seed=5, practice=True)
    for at, event in EVENTS:
        assert replayed.handle(event, at) == held.handle(event, at)


_VERIFY = """
import sys
from pathlib import Path
from simulator.recording.reading import read_recording
from simulator.recording.replay import verify
recording = read_recording(Path(sys.argv[1]))
print(len(recording.entries), *verify(recording.header, recording.entries))
"""


def test_replays_in_another_process_with_another_hash_seed(tmp_path: Path) -> None:
    _hold(tmp_path)
    for hash_seed in ("0", "1"):
        done = subprocess.run(
            [sys.executable, "-c", _VERIFY, str(tmp_path)],
            env=os.environ | {"PYTHONHASHSEED": hash_seed},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert (done.stdout, done.stderr) == (f"{len(EVENTS)}\n", "")
