"""What a recogniser makes up does not count; what people say does."""

import pytest

from simulator.engines.speech_to_text.made_up import Decoded, Reason, is_stuck, reason_to_drop, spoken

LOUD, NEAR_SILENCE = -25.0, -58.0


def heard(text: str, no_speech: float = 0.01, log_probability: float = -0.2, level: float = LOUD) -> Decoded:
    return Decoded(text, no_speech, log_probability, level)


@pytest.mark.parametrize(
    "text",
    [
        "So we'd shard by tenant, and the p95 stays under 200 milliseconds.",
        "Thank you.",
        "Okay.",
        "No no no no, that's not what I meant.",
        "Thank you for your time, that is all from me.",
        "We like the channel approach and subscribe to the event queue.",
        "It goes from the queue to the worker, from the worker to the store, from the store to the index, and from "
        "the index to the ranker, and every one of these has a timeout, a retry budget and an owner.",
    ],
)
def test_what_people_say_counts(text):
    assert reason_to_drop(heard(text)) is None


def test_it_takes_both_doubts_to_drop_words_as_no_speech():
    assert reason_to_drop(heard("we cache it", no_speech=0.9, log_probability=-1.4)) is Reason.NO_SPEECH
    assert reason_to_drop(heard("we cache it", no_speech=0.9)) is None
    assert reason_to_drop(heard("we cache it", log_probability=-1.4)) is None


@pytest.mark.parametrize(
    "text",
    [
        "the the the the the the the",
        "and then we log it and then we log it and then we log it and then we log it and then we log it",
        "a cache, a cache, a cache, a cache, a cache, a cache, a cache, a cache, a cache, a cache, a cache",
    ],
)
def test_going_round_in_circles_is_no_speech(text):
    assert is_stuck(text)
    assert reason_to_drop(heard(text)) is Reason.REPETITION


@pytest.mark.parametrize("text", ["Thank you.", "you", "Bye.", "Thank you very much.", "I'm sorry."])
def test_habits_do_not_count_where_the_sound_gives_no_ground(text):
    assert reason_to_drop(heard(text, level=NEAR_SILENCE)) is Reason.MADE_UP
    assert reason_to_drop(heard(text, no_speech=0.5, log_probability=-0.7)) is Reason.MADE_UP
    assert reason_to_drop(heard(text)) is None


@pytest.mark.parametrize(
    "text",
    [
        "Thanks for watching!",
        "Thank you so much for watching.",
        "Please like and subscribe.",
        "Subtitles by the Amara.org community",
        "See you in the next video.",
        "",
        "...",
    ],
)
def test_what_nobody_says_in_an_interview_never_counts(text):
    assert reason_to_drop(heard(text)) is Reason.MADE_UP


def test_quiet_speech_counts():
    assert reason_to_drop(heard("We would start with a simple baseline.", level=NEAR_SILENCE)) is None


def test_descriptions_are_no_words():
    assert spoken("[Music]") == ""
    assert spoken("(coughs) So we shard *sighs* by tenant ♪ la la ♪") == "So we shard by tenant"
