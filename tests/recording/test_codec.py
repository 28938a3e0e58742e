from __future__ import annotations

import json
from dataclasses import dataclass, fields, is_dataclass
from types import ModuleType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.evidence.observation import Act, QuantityKind, Reading, Status
from simulator.interview import actions, events
from simulator.interview.actions import (
    Acknowledge,
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
    FailureKind,
    InterviewerCutOff,
    InterviewerFinished,
    InterviewerWorded,
    InterviewStarted,
    ModelCalled,
    TimePassed,
)
from simulator.recording.codec import Codec, MalformedError
from simulator.recording.entry import ENTRY, Entry, TurnImported
from simulator.transcript import Speaker
from tests.recording.samples import ENTRIES, READING

_READING = {
    "act": "answer",
    "asks": False,
    "facts": ["volume"],
    "observations": [
        {"criterion": "latency-target", "status": "met", "start": 0, "end": 9, "rule": "number-with-unit"}
    ],
    "quantities": [
        {"kind": "duration", "value": 2.0, "unit": "s", "about": "latency", "start": 0, "end": 9},
    ],
    "proposes_at": None,
    "ending": "unclear",
}
RECORDED: list[tuple[Any, dict[str, Any]]] = [
    (InterviewStarted(), {"type": "InterviewStarted"}),
    (CandidateStarted(), {"type": "CandidateStarted"}),
    (CandidateStopped(), {"type": "CandidateStopped"}),
    (
        CandidateSaid("2 seconds", True, READING),
        {"type": "CandidateSaid", "text": "2 seconds", "yields": True, "reading": _READING},
    ),
    (CandidateSpokeOn(0.25), {"type": "CandidateSpokeOn", "voice_s": 0.25}),
    (CandidatePaused(0.5), {"type": "CandidatePaused", "silence_s": 0.5}),
    (CandidateBrokeIn("wait"), {"type": "CandidateBrokeIn", "words": "wait"}),
    (CandidateYielded(), {"type": "CandidateYielded"}),
    (CandidateTookBack("2 secants"), {"type": "CandidateTookBack", "text": "2 secants"}),
    (
        InterviewerWorded("Why two?", Move.CHALLENGE_NUMBER, ("latency-target",)),
        {
            "type": "InterviewerWorded",
            "text": "Why two?",
            "move": "challenge-number",
            "addressed": ["latency-target"],
        },
    ),
    (InterviewerCutOff("Why"), {"type": "InterviewerCutOff", "heard": "Why"}),
    (
        EngineFailed(Engine.LANGUAGE_MODEL, FailureKind.TIMED_OUT),
        {"type": "EngineFailed", "engine": "language-model", "kind": "timed-out"},
    ),
    (EngineRecovered(Engine.LANGUAGE_MODEL), {"type": "EngineRecovered", "engine": "language-model"}),
    (
        ModelCalled("local/small", "wording", 900, 12, 0.002),
        {
            "type": "ModelCalled",
            "model": "local/small",
            "purpose": "wording",
            "input_tokens": 900,
            "output_tokens": 12,
            "cost_usd": 0.002,
        },
    ),
    (Acknowledge("Okay."), {"type": "Acknowledge", "text": "Okay."}),
    (Duck(), {"type": "Duck"}),
    (PauseSpeaking(), {"type": "PauseSpeaking"}),
    (ResumeSpeaking(), {"type": "ResumeSpeaking"}),
    (StopSpeaking(), {"type": "StopSpeaking"}),
    (CandidateCommanded(Command.SKIP), {"type": "CandidateCommanded", "command": "skip"}),
    (CandidateLeft(Departure.INTERRUPTED), {"type": "CandidateLeft", "departure": "interrupted"}),
    (InterviewerFinished(), {"type": "InterviewerFinished"}),
    (TimePassed(), {"type": "TimePassed"}),
    (
        TurnImported(Speaker.CANDIDATE, "2 seconds", 1.0, 2.5),
        {"type": "TurnImported", "speaker": "candidate", "text": "2 seconds", "start": 1.0, "end": 2.5},
    ),
    (Say("Why?", Move.PROBE, "speed"), {"type": "Say", "text": "Why?", "move": "probe", "subject": "speed"}),
    (ShowNotice(NoticeKind.HINT, "Think."), {"type": "ShowNotice", "kind": "hint", "text": "Think."}),
    (EnterPhase("design"), {"type": "EnterPhase", "phase": "design"}),
    (EndInterview(EndReason.TIME_UP), {"type": "EndInterview", "reason": "time-up"}),
]
"""Every event and action with the form it has on disk. To change a form is to raise the journal's format."""


def _classes_of(module: ModuleType) -> set[type]:
    return {c for c in vars(module).values() if is_dataclass(c) and c.__module__ == module.__name__}


def _values(kind: Any) -> st.SearchStrategy[Any]:
    """Any value of a type that a journal may hold."""
    if isinstance(kind, UnionType):
        return st.one_of([_values(part) for part in get_args(kind)])
    if get_origin(kind) is tuple:
        return st.lists(_values(get_args(kind)[0]), max_size=3).map(tuple)
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        return st.builds(kind, **{field.name: _values(hints[field.name]) for field in fields(kind)})
    if kind is float:
        return st.floats(allow_nan=False, allow_infinity=False)
    return st.from_type(kind)


def _entry(step: Any) -> Entry:
    if isinstance(step, (*get_args(events.Event), TurnImported)):
        return Entry(1, 0.5, step, ())
    return Entry(1, 0.5, TimePassed(), (step,))


def _json(entry: Entry) -> bytes:
    return json.dumps(ENTRY.encode(entry)).encode()


def test_every_event_and_action_is_in_its_union_and_among_the_recorded() -> None:
    assert _classes_of(events) == set(get_args(events.Event))
    assert _classes_of(actions) == set(get_args(actions.Action))
    assert {type(step) for step, _ in RECORDED} == _classes_of(events) | _classes_of(actions) | {TurnImported}


@pytest.mark.parametrize(("step", "form"), RECORDED, ids=lambda part: type(part).__name__)
def test_form_on_disk(step: Any, form: dict[str, Any]) -> None:
    document = ENTRY.encode(_entry(step))
    assert form in (document["event"], *document["actions"])
    assert ENTRY.decode(_json(_entry(step))) == _entry(step)


@given(_values(Entry))
def test_round_trip(entry: Entry) -> None:
    again = ENTRY.decode(_json(entry))
    assert again == entry
    assert repr(again) == repr(entry), "equal, and of the same types throughout"


def test_decoded_enums_are_members() -> None:
    said = ENTRY.decode(_json(_entry(CandidateSaid("2 seconds", True, READING)))).event
    assert isinstance(said, CandidateSaid)
    assert said.reading.act is Act.ANSWER
    assert said.reading.observations[0].status is Status.MET
    assert said.reading.quantities[0].kind is QuantityKind.DURATION


def test_whole_number_in_a_float_field_is_a_float() -> None:
    entry = ENTRY.decode(b'{"seq":1,"at":12,"event":{"type":"TimePassed"},"actions":[]}')
    assert isinstance(entry.at, float)
    assert type(ENTRY.encode(Entry(1, 12, TimePassed(), ()))["at"]) is float


def _text(
    seq: str = "1", at: str = "0", event: str = '{"type":"TimePassed"}', actions: str = "[]", more: str = ""
) -> str:
    return f'{{"seq":{seq},"at":{at},"event":{event},"actions":{actions}{more}}}'


_SAID = '{"type":"CandidateSaid","text":"a","yields":true,"reading":{}}'
_TWO_PHASES = '[{"type":"EnterPhase","phase":"a"},{"type":"EnterPhase","phase":7}]'


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("{}", "seq: Field required"),
        (_text(more=',"note":1'), "note: Unexpected keyword argument, found 1"),
        (_text(seq='"1"'), 'seq: Input should be a valid integer, found "1"'),
        (_text(seq="1.0"), "seq: Input should be a valid integer, found 1.0"),
        (_text(seq="true"), "seq: Input should be a valid integer, found true"),
        (_text(at='"0"'), 'at: Input should be a valid number, found "0"'),
        (_text(at="null"), "at: Input should be a valid number"),
        (_text(at="NaN"), "at: Input should be a finite number, found nan"),
        (_text(at="1e999"), "at: Input should be a finite number, found inf"),
        (_text(event='{"type":"TimeFlew"}'), "event: Input tag 'TimeFlew' found using 'type' does not match"),
        (_text(event='{"type":"Say"}'), "event: Input tag 'Say' found using 'type' does not match"),
        (_text(event="{}"), "event: Unable to extract tag"),
        (_text(event='{"type":"TimePassed","text":""}'), "event.TimePassed.text: Unexpected"),
        (_text(event='{"type":"CandidateLeft","departure":"bored"}'), "event.CandidateLeft.departure: "),
        (_text(event=_SAID.replace("true", '"yes"')), "event.CandidateSaid.yields: Input"),
        (_text(event=_SAID.replace('"a"', "7")), "event.CandidateSaid.text: Input"),
        (_text(actions="{}"), "actions: Input should be a valid array"),
        (_text(actions=_TWO_PHASES), "actions.1.EnterPhase.phase: Input should be a valid string, found 7"),
        ("[1]", "Input should be an object"),
        ('{"seq":1', "Invalid JSON"),
        ("", "Invalid JSON"),
        ("[" * 100_000, "Invalid JSON"),
        ('"\\ud800"', "Invalid JSON"),
    ],
)  # fmt: skip
def test_decoding_is_strict(text: str, fault: str) -> None:
    with pytest.raises(MalformedError) as caught:
        ENTRY.decode(text.encode())
    assert str(caught.value).startswith(fault)
    assert "\n" not in str(caught.value)


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(), lambda inner: (
    st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from(["seq", "at", "event", "actions", "type", "text"]), inner, max_size=4)
)))  # fmt: skip
def test_no_other_json_is_an_entry_or_raises_anything_else(document: Any) -> None:
    with pytest.raises(MalformedError):
        ENTRY.decode(json.dumps(document).encode())


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        (Entry(1, float("nan"), TimePassed(), ()), "at: expected a finite number"),
        (Entry(1, float("inf"), TimePassed(), ()), "at: expected a finite number"),
        (Entry(1, 10**400, TimePassed(), ()), "at: expected a finite number"),
        (Entry(True, 0.0, TimePassed(), ()), "seq: expected int"),
        (Entry(1, 0.0, Say("a", Move.PROBE, "b"), ()), "event: expected one of InterviewStarted"),  # type: ignore[arg-type]
        (Entry(1, 0.0, TimePassed(), [TimePassed()]), "actions: expected a tuple"),  # type: ignore[arg-type]
        (Entry(1, 0.0, TimePassed(), (Say("a", "probe", "b"),)), "move: expected Move"),  # type: ignore[arg-type]
        (Entry(1, 0.0, TimePassed(), (EnterPhase("\ud800"),)), "phase: expected text of whole characters"),
        (Entry(1, 0.0, CandidateSaid("a", True, None), ()), "reading: expected a Reading"),  # type: ignore[arg-type]
    ],
)
def test_encoding_refuses_what_would_not_come_back(entry: Entry, fault: str) -> None:
    with pytest.raises(MalformedError, match="Entry") as caught:
        ENTRY.encode(entry)
    assert fault in str(caught.value)


@dataclass(frozen=True)
class _WithSet:
    part: set[int]


@dataclass(frozen=True)
class _WithMixedUnion:
    part: int | str


@dataclass(frozen=True)
class _Typed:
    type: str


@dataclass(frozen=True)
class _WithTagTwice:
    part: _Typed | TimePassed


@pytest.mark.parametrize("kind", [_WithSet, _WithMixedUnion, _WithTagTwice])
def test_types_without_a_form_are_refused_when_the_codec_is_built(kind: type) -> None:
    with pytest.raises(TypeError, match="a journal"):
        Codec(kind)


def test_samples_are_of_every_kind() -> None:
    assert {type(entry.event) for entry in ENTRIES} == set(get_args(events.Event))
    assert {type(action) for entry in ENTRIES for action in entry.actions} == set(get_args(actions.Action))


def test_optional_is_null_or_the_value() -> None:
    for value, form in ((None, "null"), (3, "3")):
        reading = Reading(Act.DONE, True, (), (), (), value)
        text = _json(_entry(CandidateSaid("", False, reading)))
        assert f'"proposes_at": {form}'.encode() in text
        assert ENTRY.decode(text).event == CandidateSaid("", False, reading)


def test_a_reading_from_before_endings_were_read_has_none() -> None:
    form = json.loads(_json(_entry(CandidateSaid("2 seconds", True, READING))))
    del form["event"]["reading"]["ending"]
    assert ENTRY.decode(json.dumps(form).encode()).event == CandidateSaid("2 seconds", True, READING)
    del form["event"]["reading"]["act"]
    with pytest.raises(MalformedError, match="act: Field required"):
        ENTRY.decode(json.dumps(form).encode())
