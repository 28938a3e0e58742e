"""When the interviewer speaks and when they wait, as scripts of what a microphone and its words tell."""

from __future__ import annotations

import pytest

from simulator.evidence.observation import Act, Ending, Status
from simulator.interview.actions import (
    Duck,
    EndInterview,
    EndReason,
    EnterPhase,
    Move,
    PauseSpeaking,
    ResumeSpeaking,
    Say,
    StopSpeaking,
)
from simulator.interview.events import (
    CandidateBrokeIn,
    CandidateCommanded,
    CandidatePaused,
    CandidateSpokeOn,
    CandidateStarted,
    CandidateStopped,
    CandidateTookBack,
    CandidateYielded,
    Command,
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
from simulator.interview.floor import Holder
from tests.interview.playbook import ACKNOWLEDGED, Playbook, Said
from tests.interview.small import interview, said

CLOSING, QUESTION, COMPLETE = Ending.CLOSING, Ending.QUESTION, Ending.COMPLETE
UNCLEAR, INCOMPLETE = Ending.UNCLEAR, Ending.INCOMPLETE
METRIC_MET = {"success-metric": (Status.MET, "four hours")}
QUICK, SLOW = 0.5, 1.0
"""Seconds of silence until a pause is noticed, and until its words are there."""


class Voice(Playbook):
    """An interview whose candidate speaks."""

    def speak(self, start: float, end: float, text: str, ending: Ending, act: Act = Act.ANSWER) -> Voice:
        """One stretch, with its words `SLOW` after it."""
        self.at(start) >> CandidateStarted()
        self.at(end + QUICK) >> CandidatePaused(QUICK)
        self.at(end + SLOW) >> said(text, act, yields=False, ending=ending)
        return self

    @property
    def wake_at(self) -> float:
        assert self.interview.wake_at is not None
        return self.interview.wake_at


def asked(patience: float = 1.0) -> Voice:
    """The candidate has been asked about speed, and the time is 10 s."""
    play = Voice(interview(patience=patience))
    play >> InterviewStarted() << EnterPhase("clarify") << Said(Move.OPEN)
    play >> said("Success is four hours.", observed=METRIC_MET)
    play << EnterPhase("design") << Said(Move.ENTER_PHASE)
    play.at(10) >> said("An index.") << Said(Move.PROBE, "speed")
    return play


@pytest.mark.parametrize(
    ("ending", "pause_s"), [(CLOSING, 0.5), (QUESTION, 0.7), (COMPLETE, 1.2), (UNCLEAR, 2.5)]
)
def test_a_pause_lasts_as_the_words_before_it_end(ending: Ending, pause_s: float) -> None:
    with asked() as play:
        play.speak(12, 20, "Two seconds.", ending)
        assert play.wake_at == 20 + pause_s
        play.at(max(21, play.wake_at)) >> TimePassed() << ACKNOWLEDGED << Said(Move.PRESS_VAGUE, "speed")


def test_who_has_not_finished_is_helped_twice_and_never_loses_the_floor() -> None:
    with asked() as play:
        play.speak(12, 20, "And then the, um", INCOMPLETE)
        assert play.wake_at == 29
        play.at(29) >> TimePassed() << Said(Move.NUDGE)
        assert play.interview.floor_holder is Holder.CANDIDATE
        assert play.wake_at == 45
        play.at(45) >> TimePassed() << Said(Move.NUDGE)
        assert play.wake_at > 1000, "only the clock of the interview is left"
        play.at(100) >> CandidateStarted()
        play.at(110.5) >> CandidatePaused(0.5)
        play.at(111) >> said("cache. That's it.", yields=False, ending=CLOSING)
        play.at(111.1) >> TimePassed() << ACKNOWLEDGED << Said(Move.PRESS_VAGUE, "speed")
        assert play.interview.candidate_turn == ""


def test_a_turn_is_all_that_was_said_since_the_interviewer_took_theirs() -> None:
    with asked() as play:
        play.speak(12, 20, "And then the", INCOMPLETE)
        play.at(29) >> TimePassed() << Said(Move.NUDGE)
        play.speak(31, 35, "cache", INCOMPLETE)
        assert play.interview.candidate_turn == "And then the cache"


def test_the_candidates_own_pauses_make_the_interviewer_patient() -> None:
    with asked() as play:
        at = 12.0
        for _ in range(4):
            play.speak(at, at + 2, "and then", INCOMPLETE)
            at += 2 + 3.0
        play.speak(at, at + 2, "it is fast", UNCLEAR)
        assert play.wake_at == at + 2 + 1.5 * 3.0


def test_no_candidate_makes_the_interviewer_wait_for_ever() -> None:
    with asked() as play:
        play.speak(12, 14, "and then", INCOMPLETE)
        play.speak(22, 24, "it is fast", UNCLEAR)
        assert play.wake_at == 24 + 6


@pytest.mark.parametrize(("patience", "pause_s"), [(2.0, 5.0), (0.1, 1.2), (9.0, 6.0)])
def test_patience_is_scaled_within_bounds(patience: float, pause_s: float) -> None:
    with asked(patience) as play:
        play.speak(12, 20, "Two seconds.", UNCLEAR)
        assert play.wake_at == pytest.approx(20 + pause_s)


def test_nothing_is_decided_while_words_are_outstanding() -> None:
    with asked() as play:
        play.speak(12, 20, "It's fast.", COMPLETE)
        play.at(21.1) >> CandidateStarted()
        play.at(23.5) >> CandidatePaused(0.5)
        assert play.wake_at > 1000
        play.at(60) >> TimePassed()
        play.at(61) >> said("Two seconds.", yields=False, ending=COMPLETE)
        assert play.wake_at == pytest.approx(23 + 1.5 * 1.1)


def test_words_of_an_earlier_stretch_decide_nothing_while_the_candidate_speaks() -> None:
    with asked() as play:
        play.at(12) >> CandidateStarted()
        play.at(20.5) >> CandidatePaused(0.5)
        play.at(20.6) >> CandidateStarted()
        play.at(21) >> said("That's it", yields=False, ending=CLOSING)
        play.at(40) >> TimePassed()
        play.at(40.5) >> CandidatePaused(0.5)
        play.at(41) >> said("for the cache", yields=False, ending=UNCLEAR)
        assert play.wake_at == pytest.approx(42.5)


def test_a_handover_waits_for_every_word_and_for_nothing_else() -> None:
    with asked() as play:
        play.at(12) >> CandidateStarted()
        play.at(15.5) >> CandidatePaused(0.5)
        play.at(16) >> CandidateStarted()
        play.at(18) >> CandidatePaused(0.0)
        play.at(18) >> CandidateYielded() << ACKNOWLEDGED
        play.at(18.3) >> said("It takes", yields=False, ending=INCOMPLETE)
        play.at(18.6) >> said("two", yields=False, ending=INCOMPLETE)
        play << Said(Move.PRESS_VAGUE, "speed")


def test_a_handover_of_words_that_are_there_is_answered_at_once() -> None:
    with asked() as play:
        play.speak(12, 20, "and then the", INCOMPLETE)
        play.at(22) >> CandidateYielded() << ACKNOWLEDGED << Said(Move.PRESS_VAGUE, "speed")
        assert "Noted" not in play.said[-1].text, "it has been noted already"


def test_a_handover_of_nothing_is_none() -> None:
    with asked() as play:
        play.at(12) >> CandidateYielded()
        play.at(13) >> CandidateStarted()
        play.at(14) >> CandidatePaused(0.5)
        play.at(14) >> CandidateYielded() << ACKNOWLEDGED
        play.at(14.1) >> CandidateYielded()
        play.at(15) >> CandidateStopped()
        assert play.interview.floor_holder is Holder.NOBODY
        play.speak(20, 22, "So the", INCOMPLETE)
        assert play.interview.floor_holder is Holder.CANDIDATE


def test_a_noise_in_a_pause_takes_nothing_and_gives_nothing() -> None:
    with asked() as play:
        play.speak(12, 20, "It's fast.", COMPLETE)
        play.at(20.9) >> CandidateStarted()
        play.at(21.6) >> CandidatePaused(0.5)
        play.at(22) >> CandidateStopped()
        play.at(play.wake_at) >> TimePassed() << ACKNOWLEDGED << Said(Move.PRESS_VAGUE, "speed")


def test_words_a_failed_engine_owes_are_waited_for_no_more() -> None:
    with asked() as play:
        play.at(12) >> CandidateStarted()
        play.at(15.5) >> CandidatePaused(0.5)
        play.at(16) >> CandidateYielded() << ACKNOWLEDGED
        play.at(20) >> EngineFailed(Engine.MICROPHONE, FailureKind.LOST)
        play.at(30) >> EngineFailed(Engine.SPEECH_TO_TEXT, FailureKind.CRASHED)
        assert play.interview.floor_holder is Holder.NOBODY
        play.at(40) >> said("Two seconds.") << Said(Move.PRESS_VAGUE, "speed")


def test_a_rambler_is_broken_into_at_a_pause_and_not_before() -> None:
    with asked() as play:
        play.speak(12, 130, "and so on", INCOMPLETE)
        play.at(133) >> CandidateStarted()
        play.at(140.5) >> CandidatePaused(0.5)
        play.at(140.6) >> CandidateStarted()
        play.at(141) >> said("and so forth", yields=False, ending=INCOMPLETE)
        play.at(150.5) >> CandidatePaused(0.5)
        play.at(151) >> said("and what not", yields=False, ending=INCOMPLETE)
        play << Said(Move.PRESS_VAGUE, "speed", "Let me stop you")


def test_a_moment_asked_for_is_given_and_lasts() -> None:
    with asked() as play:
        play.speak(12, 14, "Give me a minute.", QUESTION, Act.WAIT)
        play.at(play.wake_at) >> TimePassed() << ACKNOWLEDGED << Said(Move.GIVE_TIME)
        assert play.wake_at == 15 + 3 * 40


# Speech over the interviewer


def speaking() -> Voice:
    """The interviewer is asking about speed since 10 s."""
    play = Voice(interview())
    play >> InterviewStarted() << EnterPhase("clarify") << Said(Move.OPEN)
    play >> said("Success is four hours.", observed=METRIC_MET)
    play << EnterPhase("design") << Said(Move.ENTER_PHASE)
    play.delivers = False
    play.at(10) >> said("An index.") << Said(Move.PROBE, "speed")
    return play


def test_speech_over_the_interviewer_ducks_then_silences_them() -> None:
    with speaking() as play:
        play.at(11) >> CandidateStarted()
        play.at(11.25) >> CandidateSpokeOn(0.25) << Duck()
        play.at(11.5) >> CandidateSpokeOn(0.5) << PauseSpeaking()
        play.at(14.5) >> CandidatePaused(0.5)
        play.at(15) >> said("Wait, one thing.", yields=False, ending=COMPLETE) << StopSpeaking()
        play.at(15.1) >> InterviewerCutOff("Question")
        assert play.interview.floor_holder is Holder.CANDIDATE
        play.at(play.wake_at) >> TimePassed() << Said(Move.REPEAT, "speed", "Question speed")


def test_an_opening_cut_off_is_finished_without_a_reaction_to_what_cut_it_off() -> None:
    for seed in range(6):
        play = Voice(interview(seed=seed))
        play.delivers = False
        play >> InterviewStarted() << EnterPhase("clarify") << Said(Move.OPEN)
        play.at(1) >> CandidateStarted() >> CandidateBrokeIn("I") << StopSpeaking()
        play.at(1.2) >> InterviewerCutOff("Hello there. Design")
        play.at(3) >> CandidatePaused(0.5)
        play.at(3.5) >> said("I can hear you.", yields=False, ending=COMPLETE)
        play.at(play.wake_at) >> TimePassed() << Said(Move.REPEAT)
        assert play.said[-1].text == "Design something for us."


def test_a_short_noise_only_ducks() -> None:
    with speaking() as play:
        play.at(11) >> CandidateStarted()
        play.at(11.25) >> CandidateSpokeOn(0.25) << Duck()
        play.at(11.4) >> CandidatePaused(0.1) << ResumeSpeaking()
        play.at(12) >> CandidateStopped()
        play.at(13) >> InterviewerFinished()
        assert play.interview.floor_holder is Holder.NOBODY


def test_a_false_interruption_lets_the_interviewer_go_on() -> None:
    with speaking() as play:
        play.at(11) >> CandidateStarted()
        play.at(11.25) >> CandidateSpokeOn(0.25) << Duck()
        play.at(11.5) >> CandidateSpokeOn(0.5) << PauseSpeaking()
        play.at(12.5) >> CandidatePaused(0.5)
        play.at(13) >> CandidateStopped() << ResumeSpeaking()
        assert play.interview.floor_holder is Holder.INTERVIEWER


@pytest.mark.parametrize("words", ["Mm-hm.", "right", "Okay, yeah.", "I see."])
def test_a_backchannel_neither_stops_nor_answers(words: str) -> None:
    with speaking() as play:
        play.at(11) >> CandidateStarted()
        play.at(11.25) >> CandidateSpokeOn(0.25) << Duck()
        play.at(11.3) >> CandidateBrokeIn(words)
        play.at(11.6) >> CandidateSpokeOn(0.5)
        play.at(11.7) >> CandidatePaused(0.3) << ResumeSpeaking()
        play.at(12) >> said(words, Act.THINKING, yields=False)
        play.at(13) >> InterviewerFinished()
        assert play.interview.floor_holder is Holder.NOBODY
        assert play.interview.candidate_turn == ""


def test_a_first_real_word_stops_the_interviewer_at_once() -> None:
    with speaking() as play:
        play.at(11) >> CandidateStarted()
        play.at(11.1) >> CandidateBrokeIn("But") << StopSpeaking()
        play.at(11.15) >> CandidateSpokeOn(0.5)
        play.at(11.2) >> InterviewerCutOff("Question speed")
        play.at(13) >> CandidatePaused(0.5)
        play.at(13.5) >> said("But why?", yields=False, ending=COMPLETE)
        assert play.interview.candidate_turn == "But why?"


def test_a_key_takes_the_floor_from_the_interviewer() -> None:
    with speaking() as play:
        play.at(11) >> CandidateBrokeIn("") << StopSpeaking()
        play.at(11.1) >> InterviewerCutOff("")
        assert play.interview.floor_holder is Holder.NOBODY
        assert play.wake_at == 11.1 + 40
        play.at(play.wake_at) >> TimePassed() << Said(Move.REPEAT, "speed", "Question speed")


def cut_off(heard: str) -> Playbook:
    """They broke in with a word of their own when they had heard so much of the question about speed."""
    play = speaking()
    play.at(11) >> CandidateStarted() >> CandidateBrokeIn("So") << StopSpeaking()
    play.at(11.2) >> InterviewerCutOff(heard)
    play.at(13) >> CandidatePaused(0.5)
    return play


def test_a_question_cut_off_early_is_asked_from_there_once_the_candidate_is_done() -> None:
    with cut_off("") as play:
        play.at(13.5) >> said("So we need an index.", ending=COMPLETE)
        play << Said(Move.REPEAT, "speed", "Question speed")
        play.at(20) >> InterviewerFinished()
        play.at(21) >> said("Fast.") << Said(Move.PRESS_VAGUE, "speed")


def test_a_question_cut_off_early_is_asked_again_behind_the_answer_to_theirs() -> None:
    with cut_off("Question") as play:
        play.at(13.5) >> said("So how many are there?", Act.QUESTION, facts=("volume",))
        play << Said(Move.REPEAT, "speed", "We see 40,000 queries a day. Question speed")


def test_a_question_cut_off_early_and_answered_all_the_same_is_not_asked_again() -> None:
    with cut_off("Question") as play:
        met = {"latency-target": (Status.VAGUE, "fast")}
        play.at(13.5) >> said("So it is fast.", observed=met) << Said(Move.PRESS_VAGUE, "speed")


def test_a_question_that_a_model_had_not_come_to_is_asked_in_the_scripts_words() -> None:
    with speaking() as play:
        play.at(10.5) >> InterviewerWorded("An index, then.", Move.PROBE, ())
        play.at(11) >> CandidateStarted() >> CandidateBrokeIn("So") << StopSpeaking()
        play.at(11.2) >> InterviewerCutOff("An index, then.")
        play.at(13) >> CandidatePaused(0.5)
        play.at(13.5) >> said("So we need one.") << Said(Move.REPEAT, "speed", "Question speed")


def test_a_question_cut_off_at_its_last_word_was_understood() -> None:
    with cut_off("Noted golf. Question speed") as play:
        play.at(13.5) >> said("So we need an index.") << Said(Move.PRESS_VAGUE, "speed")


def test_a_short_word_over_the_interviewer_stops_them_when_it_is_made_out() -> None:
    with speaking() as play:
        play.at(11) >> CandidateStarted()
        play.at(11.2) >> CandidatePaused(0.0)
        play.at(11.6) >> said("Stop!", yields=False) << StopSpeaking()


def test_speech_that_outlasts_the_interviewer_is_an_answer() -> None:
    with speaking() as play:
        play.at(12) >> CandidateStarted()
        play.at(12.1) >> InterviewerFinished()
        play.at(12.9) >> CandidatePaused(0.5)
        play.at(13) >> said("Yes.", yields=False, ending=COMPLETE)
        assert play.interview.candidate_turn == "Yes."


def test_words_over_the_last_words_are_waited_for() -> None:
    with speaking() as play:
        play.at(11.6) >> CandidateStarted()
        play.at(11.8) >> CandidatePaused(0.0)
        play.at(12) >> InterviewerFinished()
        assert play.interview.floor_holder is Holder.CANDIDATE
        play.at(12.5) >> said("Right.", Act.THINKING, yields=False)
        assert play.interview.floor_holder is Holder.NOBODY


def test_an_answer_sent_while_the_interviewer_speaks_waits_for_their_silence() -> None:
    with speaking() as play:
        play.at(11) >> said("Two seconds, yes.") << StopSpeaking()
        play.at(11.2) >> InterviewerCutOff("Noted bravo. Question speed") << Said(Move.PRESS_VAGUE, "speed")


@pytest.mark.parametrize("ended", [InterviewerCutOff("Ques"), InterviewerFinished()])
def test_a_command_while_the_interviewer_speaks_waits_for_their_silence(
    ended: InterviewerCutOff | InterviewerFinished,
) -> None:
    with speaking() as play:
        play.at(11) >> CandidateCommanded(Command.SKIP) << StopSpeaking()
        play.at(11.1) >> CandidateCommanded(Command.END)
        play.at(11.2) >> CandidateCommanded(Command.SKIP)
        play.at(11.3) >> ended << Said(Move.FAREWELL) << EndInterview(EndReason.CANDIDATE_ENDED)


def test_a_command_waits_for_words_that_are_still_to_come() -> None:
    with asked() as play:
        play.at(12) >> CandidateStarted()
        play.at(15.5) >> CandidatePaused(0.5)
        play.at(16) >> CandidateCommanded(Command.SKIP)
        play.at(16.5) >> said("Two sec", yields=False) << Said(Move.PROBE, "cost")


def test_speech_that_went_on_through_a_skip_answers_nothing() -> None:
    with asked() as play:
        play.delivers = False
        play.at(12) >> CandidateStarted()
        play.at(13) >> CandidateCommanded(Command.SKIP) << Said(Move.PROBE, "cost")
        play.at(14) >> TimePassed()
        play.at(14.5) >> CandidatePaused(0.5)
        play.at(15) >> said("whatever it was", yields=False)
        play.at(16) >> InterviewerFinished()
        assert play.interview.candidate_turn == ""
        assert play.interview.floor_holder is Holder.NOBODY


def test_an_utterance_that_never_ends_does_not_hold_up_the_end() -> None:
    with speaking() as play:
        play.at(play.wake_at) >> TimePassed() << StopSpeaking() << EndInterview(EndReason.TIME_UP)


# A model's words


def test_a_question_is_repeated_as_it_was_worded() -> None:
    with speaking() as play:
        play.at(11) >> InterviewerWorded("I wonder how fast it is.", Move.PROBE, ())
        play.at(12) >> InterviewerWorded("Your number?", Move.PROBE, ("latency-target",))
        play.at(13) >> InterviewerFinished()
        play.at(20) >> said("Again please.", Act.REPEAT)
        play << Say("I wonder how fast it is. Your number?", Move.REPEAT, "speed")
        assert "repeated-sentence" in play.interview.broken_by("I wonder how fast it is.")


def test_a_number_challenged_by_the_model_is_not_pressed_again() -> None:
    with asked() as play:
        play.delivers = False
        play.at(20) >> said("Fast.") << Said(Move.PRESS_VAGUE, "speed")
        assert play.said[-1].offers == (Move.PRESS_VAGUE, Move.PRESS_DEFERRAL, Move.CHALLENGE_NUMBER)
        play.at(21) >> InterviewerWorded("Why so fast?", Move.CHALLENGE_NUMBER, ())
        play.at(22) >> InterviewerFinished()
        play.at(30) >> said("It is.") << Said(Move.PROBE, "cost")


def test_what_is_only_kept_changes_nothing() -> None:
    with asked() as play:
        before = play.wake_at
        for event in (
            CandidateTookBack("two"),
            ModelCalled("m", "wording", 1, 1, None),
            EngineFailed(Engine.LANGUAGE_MODEL, FailureKind.TIMED_OUT),
            EngineRecovered(Engine.LANGUAGE_MODEL),
        ):
            play >> event
        assert play.wake_at == before
