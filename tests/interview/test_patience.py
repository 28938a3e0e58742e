"""A candidate's own pauses make the interviewer wait longer, behind what sounds complete too."""

import pytest

from simulator.evidence.observation import Ending
from simulator.interview.actions import Move, StopSpeaking
from simulator.interview.events import (
    CandidatePaused,
    CandidateStarted,
    InterviewerCutOff,
    TimePassed,
)
from simulator.interview.patience import Patience
from tests.interview.playbook import ACKNOWLEDGED, Said
from tests.interview.test_turn_taking import Voice, asked, said

COMPLETE, INCOMPLETE = Ending.COMPLETE, Ending.INCOMPLETE


def test_pauses_behind_complete_sentences_stretch_the_patience_with_them_within_bounds() -> None:
    patience = Patience(40.0)
    assert patience.after(COMPLETE) == 1.2
    patience.learn(9.0, INCOMPLETE)
    patience.learn(0.5, COMPLETE)
    assert patience.after(COMPLETE) == 1.2
    patience.learn(1.1, COMPLETE)
    assert patience.after(COMPLETE) == pytest.approx(1.65)
    patience.learn(4.0, COMPLETE)
    assert patience.after(COMPLETE) == 2.5


def cut_off_and_gone_on(*, after_s: float, words: str = "And in one region.") -> Voice:
    """The interviewer took the floor 1.2 s behind a full stop; `after_s` later the candidate speaks."""
    play = asked()
    play.delivers = False
    play.speak(12, 20, "We cache it.", COMPLETE)
    play.at(21.2) >> TimePassed() << ACKNOWLEDGED << Said(Move.PRESS_VAGUE, "speed")
    at = 21.2 + after_s
    play.at(at) >> CandidateStarted()
    play.at(at + 2.5) >> CandidatePaused(0.5)
    return play


def test_who_was_cut_off_is_given_longer_from_then_on() -> None:
    with cut_off_and_gone_on(after_s=0.6) as play:
        play.at(24.5) >> said("And in one region.", yields=False, ending=COMPLETE) << StopSpeaking()
        play.at(24.6) >> InterviewerCutOff("Question")
        assert play.wake_at == pytest.approx(23.8 + 2.5)


def test_who_only_shows_that_they_listen_was_not_cut_off() -> None:
    with cut_off_and_gone_on(after_s=0.6) as play:
        play.at(24.5) >> said("Right.", yields=False, ending=COMPLETE)
        play.at(25) >> said("No, one region.", yields=False, ending=COMPLETE) << StopSpeaking()
        play.at(25.1) >> InterviewerCutOff("Question")
        assert play.wake_at == pytest.approx(25 + 1.2)


def test_who_interrupts_later_had_finished() -> None:
    with cut_off_and_gone_on(after_s=3.0) as play:
        play.at(27) >> said("And in one region.", yields=False, ending=COMPLETE) << StopSpeaking()
        play.at(27.1) >> InterviewerCutOff("Question")
        assert play.wake_at == pytest.approx(26.2 + 1.2)
