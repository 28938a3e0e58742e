"""Small values for recordings: a header that takes a few hundred bytes and entries that say little."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from simulator.content.fingerprint import fingerprint
from simulator.evidence.observation import Act, Observation, Quantity, QuantityKind, Reading, Status
from simulator.interview.actions import (
    Acknowledge,
    Action,
    Duck,
    EndInterview,
    EndReason,
    EnterPhase,
    Move,
    NoticeKind,
    PauseSpeaking,
    ResumeSpeaking,
    Say,
    ShowNotice,
    StopSpeaking,
)
from simulator.interview.events import (
    CandidateBrokeIn,
    CandidateCommanded,
    CandidateLeft,
    CandidatePaused,
    CandidateSaid,
    CandidateSpokeOn,
    CandidateStarted,
    CandidateStopped,
    CandidateTookBack,
    CandidateYielded,
    Command,
    Departure,
    Engine,
    EngineFailed,
    EngineRecovered,
    Event,
    FailureKind,
    InterviewerCutOff,
    InterviewerFinished,
    InterviewerWorded,
    InterviewStarted,
    ModelCalled,
    TimePassed,
)
from simulator.recording.entry import Entry
from simulator.recording.header import FORMAT, Header, Mode
from simulator.recording.journal import Journal
from simulator.recording.layout import journal_path

_SCENARIO = {"id": "small", "rubric": {"id": "ai"}}
_PERSONA = {"id": "vp"}

HEADER = Header(
    format=FORMAT,
    program="0.1.0",
    created="2026-11-21T20:43:10+01:00",
    mode=Mode.REALISTIC,
    seed=7,
    scenario=_SCENARIO,
    scenario_sha256=fingerprint(_SCENARIO),
    persona=_PERSONA,
    persona_sha256=fingerprint(_PERSONA),
    rubric_sha256=fingerprint(_SCENARIO["rubric"]),
    settings={"front_end": "text"},
)

READING = Reading(
    act=Act.ANSWER,
    asks=False,
    facts=("volume",),
    observations=(Observation("latency-target", Status.MET, 0, 9, "number-with-unit"),),
    quantities=(Quantity(QuantityKind.DURATION, 2.0, "s", "latency", 0, 9),),
    proposes_at=None,
)

STEPS: tuple[tuple[float, Event, tuple[Action, ...]], ...] = (
    (0.0, InterviewStarted(), (EnterPhase("clarify"), Say("Welcome.", Move.OPEN, "small"))),
    (4.5, InterviewerFinished(), ()),
    (6.0, CandidateStarted(), ()),
    (
        9.25,
        CandidateSaid("2 seconds – p95 \N{GREEK SMALL LETTER PI}.", True, READING),
        (Say("Why?", Move.PROBE, "speed"),),
    ),
    (9.5, InterviewerFinished(), ()),
    (11.0, CandidateCommanded(Command.HINT), (ShowNotice(NoticeKind.NO_HINTS, "No hints."),)),
    (50.0, CandidateStopped(), ()),
    (60.0, TimePassed(), (Say("Take your time.", Move.NUDGE, ""),)),
    (60.1, InterviewerWorded("Take all the time you need.", Move.NUDGE, ("latency-target",)), ()),
    (60.2, ModelCalled("local/small", "wording", 900, 12, None), ()),
    (60.4, CandidateStarted(), ()),
    (60.65, CandidateSpokeOn(0.25), (Duck(),)),
    (60.9, CandidateSpokeOn(0.5), (PauseSpeaking(),)),
    (61.0, CandidatePaused(0.5), ()),
    (61.4, CandidateStopped(), (ResumeSpeaking(),)),
    (62.0, CandidateStarted(), ()),
    (62.2, CandidateBrokeIn("I think"), (StopSpeaking(),)),
    (62.3, InterviewerCutOff("Take all the"), ()),
    (65.0, CandidateTookBack("I think so to."), ()),
    (65.5, CandidateYielded(), (Acknowledge("Okay."),)),
    (66.0, EngineFailed(Engine.SPEECH_TO_TEXT, FailureKind.CRASHED), ()),
    (67.0, EngineRecovered(Engine.SPEECH_TO_TEXT), ()),
    (68.0, CandidateLeft(Departure.INPUT_ENDED), (EndInterview(EndReason.INPUT_ENDED),)),
)
ENTRIES = tuple(Entry(seq, at, event, actions) for seq, (at, event, actions) in enumerate(STEPS, 1))


def write_sample(folder: Path) -> bytes:
    """Record `STEPS` into `folder` and return the bytes of the journal."""
    journal = Journal.create(folder, HEADER)
    for at, event, actions in STEPS:
        assert journal.append(at, event, actions) is None
    assert journal.close() is None
    return journal_path(folder, 1).read_bytes()


def entry_about(seq: int) -> Entry:
    """Return an entry that no other number has."""
    return replace(ENTRIES[3], seq=seq, at=float(seq), event=CandidateSaid(f"Answer {seq}.", True, READING))
