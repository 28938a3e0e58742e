from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from simulator.evidence.observation import Act, Reading
from simulator.interview.actions import (
    Action,
    EnterPhase,
    Move,
    NoticeKind,
    PauseSpeaking,
    Say,
    ShowNotice,
    StopSpeaking,
)
from simulator.interview.events import (
    CandidateCommanded,
    CandidatePaused,
    CandidateSaid,
    CandidateStarted,
    CandidateStopped,
    Command,
    Engine,
    EngineFailed,
    Event,
    FailureKind,
    InterviewerCutOff,
    InterviewerFinished,
    InterviewerWorded,
    InterviewStarted,
    TimePassed,
)
from simulator.recording.entry import Entry
from simulator.recording.transcript_of import transcript_of
from simulator.transcript import Speaker, Turn

_READING = Reading(Act.ANSWER, False, (), (), (), None)


def _said(text: str, yields: bool = True) -> CandidateSaid:
    return CandidateSaid(text, yields, _READING)


def _say(text: str) -> Say:
    return Say(text, Move.PROBE, "cost")


def _turns(*steps: tuple[float, Event, list[Action]]) -> list[tuple[str, str, float, float]]:
    entries = [Entry(seq, at, event, tuple(actions)) for seq, (at, event, actions) in enumerate(steps, 1)]
    return [(turn.speaker.value, turn.text, turn.start, turn.end) for turn in transcript_of(entries).turns]


def test_what_is_said_on_one_event_is_one_turn_until_delivered() -> None:
    assert _turns(
        (0.0, InterviewStarted(), [EnterPhase("clarify"), _say("Hello."), _say("Design it.")]),
        (4.0, InterviewerFinished(), []),
        (6.0, CandidateStarted(), []),
        (9.0, _said("For whom?"), [ShowNotice(NoticeKind.HINT, "Never said."), _say("Lawyers.")]),
        (10.0, InterviewerFinished(), []),
    ) == [
        ("interviewer", "Hello. Design it.", 0.0, 4.0),
        ("candidate", "For whom?", 6.0, 9.0),
        ("interviewer", "Lawyers.", 9.0, 10.0),
    ]


def test_utterances_without_a_word_between_are_one_turn() -> None:
    assert _turns(
        (0.0, InterviewStarted(), [_say("Go.")]),
        (1.0, InterviewerFinished(), []),
        (2.0, CandidateStarted(), []),
        (5.0, _said("First,", yields=False), []),
        (6.0, CandidateCommanded(Command.HINT), [ShowNotice(NoticeKind.HINT, "Think.")]),
        (7.0, CandidateStarted(), []),
        (8.0, _said("a goal."), []),
    ) == [("interviewer", "Go.", 0.0, 1.0), ("candidate", "First, a goal.", 2.0, 8.0)]


def test_an_answer_without_a_beginning_starts_where_the_interviewer_ended() -> None:
    assert _turns(
        (0.0, InterviewStarted(), [_say("Go.")]),
        (1.0, InterviewerFinished(), []),
        (30.0, _said("Five cents."), []),
    )[1] == ("candidate", "Five cents.", 1.0, 30.0)
    assert _turns((30.0, _said("Early."), [])) == [("candidate", "Early.", 0.0, 30.0)]


def test_candidate_speaking_over_the_interviewer_ends_that_turn() -> None:
    assert _turns(
        (0.0, InterviewStarted(), [_say("A long question.")]),
        (2.0, CandidateStarted(), []),
        (5.0, _said("I know."), [_say("Good to hear.")]),
        (6.0, _said("Yes."), []),
    ) == [
        ("interviewer", "A long question.", 0.0, 2.0),
        ("candidate", "I know.", 2.0, 5.0),
        ("interviewer", "Good to hear.", 5.0, 6.0),
        ("candidate", "Yes.", 6.0, 6.0),
    ]


def test_interviewer_breaking_in_parts_the_candidates_words() -> None:
    assert _turns(
        (0.0, CandidateStarted(), []),
        (200.0, _said("So", yields=False), []),
        (201.0, CandidateStarted(), []),
        (203.0, TimePassed(), [_say("Let me stop you.")]),
        (205.0, InterviewerFinished(), []),
        (206.0, _said("fine."), []),
    ) == [
        ("candidate", "So", 0.0, 200.0),
        ("interviewer", "Let me stop you.", 203.0, 205.0),
        ("candidate", "fine.", 205.0, 206.0),
    ]


def test_interviewer_speaking_twice_is_two_turns() -> None:
    assert _turns(
        (0.0, InterviewStarted(), [_say("Go.")]),
        (1.0, InterviewerFinished(), []),
        (41.0, TimePassed(), [_say("Think aloud.")]),
    ) == [("interviewer", "Go.", 0.0, 1.0), ("interviewer", "Think aloud.", 41.0, 41.0)]


def test_clock_set_back_never_makes_turns_overlap() -> None:
    assert _turns(
        (10.0, InterviewStarted(), [_say("Go.")]),
        (12.0, InterviewerFinished(), []),
        (3.0, CandidateStarted(), []),
        (4.0, _said("Ten."), []),
    ) == [("interviewer", "Go.", 10.0, 12.0), ("candidate", "Ten.", 12.0, 12.0)]


_EVENTS = st.sampled_from(
    [
        InterviewStarted(),
        CandidateStarted(),
        _said("a"),
        _said("b", False),
        InterviewerFinished(),
        TimePassed(),
    ]
)
_ACTIONS = st.lists(st.sampled_from([_say("x"), _say("y"), EnterPhase("p")]), max_size=2)


@given(st.lists(st.tuples(st.floats(-5, 3000), _EVENTS, _ACTIONS), max_size=12))
def test_every_word_is_there_in_order_and_times_never_overlap(
    steps: list[tuple[float, Event, list[Action]]],
) -> None:
    entries = [Entry(seq, at, event, tuple(actions)) for seq, (at, event, actions) in enumerate(steps, 1)]
    turns = transcript_of(entries).turns
    words: list[str] = []
    for entry in entries:
        words += [entry.event.text] if isinstance(entry.event, CandidateSaid) else []
        words += [action.text for action in entry.actions if isinstance(action, Say)]
    assert " ".join(turn.text for turn in turns).split() == words
    free_from = 0.0
    before: Turn | None = None
    for turn in turns:
        assert free_from <= turn.start <= turn.end
        assert before is None or Speaker.INTERVIEWER in (before.speaker, turn.speaker)
        free_from, before = turn.end, turn


def test_a_models_words_are_what_was_said() -> None:
    assert _turns(
        (0.0, InterviewStarted(), [_say("Script.")]),
        (0.5, InterviewerWorded("In my own words.", Move.OPEN, ()), []),
        (2.5, InterviewerWorded("Off you go.", Move.OPEN, ()), []),
        (4.0, InterviewerFinished(), []),
    ) == [("interviewer", "In my own words. Off you go.", 0.0, 4.0)]


def test_what_was_cut_off_is_kept_as_far_as_it_was_heard() -> None:
    assert _turns(
        (0.0, InterviewStarted(), [_say("A long question about money.")]),
        (2.0, CandidateStarted(), []),
        (2.5, TimePassed(), [PauseSpeaking()]),
        (3.5, CandidatePaused(0.5), []),
        (4.0, _said("I know.", yields=False), [StopSpeaking()]),
        (4.1, InterviewerCutOff("A long"), []),
        (5.0, _said("All of it."), [_say("Fine.")]),
        (5.5, InterviewerCutOff(""), []),
    ) == [("interviewer", "A long", 0.0, 2.0), ("candidate", "I know. All of it.", 2.0, 5.0)]


def test_a_backchannel_comes_behind_the_turn_it_was_said_over() -> None:
    assert _turns(
        (0.0, InterviewStarted(), [_say("One. Two.")]),
        (1.0, CandidateStarted(), []),
        (1.9, CandidatePaused(0.5), []),
        (2.2, _said("Mm-hm.", yields=False), []),
        (2.4, InterviewerWorded("One. Three.", Move.OPEN, ()), []),
        (4.0, InterviewerFinished(), []),
        (6.0, CandidateStarted(), []),
        (9.5, CandidatePaused(0.5), []),
        (10.0, _said("A goal.", yields=False), []),
    ) == [("interviewer", "One. Three.", 0.0, 4.0), ("candidate", "Mm-hm. A goal.", 4.0, 9.0)]


def test_spoken_words_last_as_long_as_they_sounded_not_until_they_were_made_out() -> None:
    assert _turns(
        (1.0, CandidateStarted(), []),
        (2.0, CandidatePaused(0.5), []),
        (2.5, CandidateStopped(), []),
        (5.0, CandidateStarted(), []),
        (8.5, CandidatePaused(0.5), []),
        (9.0, CandidateStarted(), []),
        (9.2, _said("First,", yields=False), []),
        (12.5, CandidatePaused(0.5), []),
        (14.0, _said("a goal.", yields=False), []),
    ) == [("candidate", "First, a goal.", 5.0, 12.0)]


def test_words_that_a_failed_engine_owes_are_waited_for_no_more() -> None:
    assert _turns(
        (1.0, CandidateStarted(), []),
        (2.0, CandidatePaused(0.5), []),
        (3.0, EngineFailed(Engine.SPEECH_TO_TEXT, FailureKind.CRASHED), []),
        (7.0, CandidateStarted(), []),
        (9.0, _said("Typed."), []),
    ) == [("candidate", "Typed.", 7.0, 9.0)]
