"""Stretches of speech, from likelihoods alone: nothing that was said is in no piece, or in two."""

import itertools

from hypothesis import example, given
from hypothesis import strategies as st

from simulator.engines.voice_activity import FRAME_S
from simulator.front_ends.voice.segmenting import (
    LEAD_FRAMES,
    Began,
    Ended,
    Guess,
    GuessedWrong,
    HandedOver,
    Piece,
    Segmenter,
    SpokeOn,
)

SPEECH, SILENCE = 0.95, 0.02


def frames(seconds: float) -> int:
    return round(seconds / FRAME_S)


def findings(*parts: tuple[float, float], ends: bool = True) -> list[tuple[int, object]]:
    """Return what follows from (likelihood, seconds) after one another, each with the frame it came at.

    Not how much voice there is.
    """
    segmenter = Segmenter()
    found: list[tuple[int, object]] = []
    now = 0
    for likelihood, seconds in parts:
        for _ in range(frames(seconds)):
            now += 1
            found += [(now, finding) for finding in segmenter.hear(likelihood)]
    if ends:
        found += [(now, finding) for finding in segmenter.end()]
    return [(now, finding) for now, finding in found if not isinstance(finding, SpokeOn)]


def kinds(found: list[tuple[int, object]]) -> list[str]:
    return [type(finding).__name__ for _, finding in found]


def test_a_short_answer_is_one_guess_that_comes_true():
    found = findings((SILENCE, 1.0), (SPEECH, 2.0), (SILENCE, 1.0))

    assert kinds(found) == ["Began", "Guess", "Ended"]
    began, guess, ended = (finding for _, finding in found)
    assert began == Began(frames(1.0) - LEAD_FRAMES)
    assert guess.first == began.first
    at_guess, at_end = found[1][0], found[2][0]
    assert (at_guess - frames(3.0)) * FRAME_S < 0.17
    assert (at_end - frames(3.0)) * FRAME_S < 0.5
    assert ended.silent_frames == at_end - frames(1.0) - frames(2.0)


def test_a_click_is_no_speech():
    assert findings((SILENCE, 1.0), (SPEECH, 2 * FRAME_S), (SILENCE, 1.0)) == []


def test_a_pause_between_words_voids_the_guess():
    found = findings((SPEECH, 1.0), (SILENCE, 0.3), (SPEECH, 1.0), (SILENCE, 1.0))
    assert kinds(found) == ["Began", "Guess", "GuessedWrong", "Guess", "Ended"]
    assert found[3][1].first == found[1][1].first


def test_a_long_piece_is_final_at_a_short_pause_and_nothing_is_left_at_the_end():
    found = findings((SPEECH, 7.0), (SILENCE, 0.3), (SPEECH, 7.0), (SILENCE, 1.0))
    assert kinds(found) == ["Began", "Piece", "Piece", "Ended"]
    first, second = found[1][1], found[2][1]
    assert second.first == first.last


def test_talk_without_a_pause_is_cut_where_it_is_least_like_speech():
    found = findings((SPEECH, 8.0), (0.45, FRAME_S), (SPEECH, 4.0), ends=False)
    assert kinds(found) == ["Began", "Piece"]
    assert found[1][1].last == frames(8.0) + 1


def test_a_minute_without_a_pause_has_words_before_its_end():
    found = findings(*[(SPEECH, 7.0), (SILENCE, 0.2)] * 12, (SILENCE, 1.0))
    ends = [(at, finding) for at, finding in found if isinstance(finding, Ended)]
    assert len(ends) == 3
    assert ends[0][1].silent_frames == 0
    starts = [finding for _, finding in found if isinstance(finding, Began)]
    assert starts[1].first == ends[0][1].last


def test_the_key_ends_the_stretch_at_once_in_a_gap():
    segmenter = Segmenter()
    for _ in range(frames(2.0)):
        segmenter.hear(SPEECH)
    segmenter.hear(SILENCE)
    assert [type(finding) for finding in segmenter.hand_over()] == [Piece, Ended, HandedOver]
    assert not segmenter.is_speaking


def test_the_key_waits_a_tenth_of_a_second_for_the_last_sound():
    segmenter = Segmenter()
    for _ in range(frames(2.0)):
        segmenter.hear(SPEECH)
    assert segmenter.hand_over() == []
    found = [finding for _ in range(3) for finding in segmenter.hear(SPEECH)]
    assert [type(finding) for finding in found if finding != SpokeOn(64 * FRAME_S)] == [
        Piece,
        Ended,
        HandedOver,
    ]


def test_the_key_in_silence_hands_over_what_is_there():
    segmenter = Segmenter()
    segmenter.hear(SILENCE)
    assert segmenter.hand_over() == [HandedOver()]


def test_the_key_after_a_guess_uses_the_guess():
    segmenter = Segmenter()
    for likelihood in [SPEECH] * frames(2.0) + [SILENCE] * 6:
        segmenter.hear(likelihood)
    assert [type(finding) for finding in segmenter.hand_over()] == [Ended, HandedOver]


likelihoods = st.lists(
    st.tuples(st.sampled_from([0.01, 0.2, 0.34, 0.4, 0.6, 0.99]), st.integers(1, 120), st.booleans()),
    max_size=60,
)


@given(likelihoods)
@example([(0.6, 1, False), (0.6, 4, True)])
def test_every_stretch_is_covered_once_by_what_is_decoded(parts):
    segmenter = Segmenter()
    heard: list[float] = []
    found: list[object] = []
    for likelihood, length, is_handed_over in parts:
        if is_handed_over:
            found += segmenter.hand_over()
        for _ in range(length):
            heard.append(likelihood)
            found += segmenter.hear(likelihood)
    found += segmenter.end()

    stretch: int | None = None
    end = 0
    guess: Guess | None = None
    decoded_to = 0
    covered: set[int] = set()
    cuts: set[int] = set()
    """Where a key ended a stretch."""
    for finding, following in itertools.zip_longest(found, found[1:]):
        match finding:
            case Began(first):
                assert stretch is None
                assert first >= end
                stretch = decoded_to = first
            case Guess(first, last):
                assert guess is None
                assert first == decoded_to < last
                guess = finding
            case GuessedWrong():
                assert guess is not None
                guess = None
            case Piece(first, last):
                assert guess is None
                assert first == decoded_to < last
                assert (last - first) * FRAME_S <= 9.5
                covered |= set(range(first, last))
                decoded_to = last
            case Ended(last, silent_frames):
                assert stretch is not None
                if guess is not None:
                    covered |= set(range(guess.first, guess.last))
                    decoded_to, guess = guess.last, None
                assert decoded_to > stretch
                assert all(likelihood < 0.35 for likelihood in heard[decoded_to:last])
                assert silent_frames <= last - stretch
                stretch, end = None, last
                if isinstance(following, HandedOver):
                    cuts.add(last)
    assert stretch is None
    assert guess is None
    for first in range(len(heard) - 2):
        if min(heard[first : first + 3]) >= 0.5:
            # What goes on behind a key is a frame or two: whoever presses it has finished.
            last = min((cut for cut in cuts if first < cut < first + 3), default=first + 3)
            assert set(range(first, last)) <= covered


def test_over_the_interviewer_it_is_told_how_much_voice_there_is_and_a_shorter_pause_ends_it():
    segmenter = Segmenter()
    parts = [(SILENCE, 10), (SPEECH, 12), (SILENCE, 3), (SPEECH, 6), (SILENCE, 10)]
    frames = [likelihood for likelihood, count in parts for _ in range(count)]
    found = [
        (now, finding)
        for now, likelihood in enumerate(frames, 1)
        for finding in segmenter.hear(likelihood, over=True)
        if isinstance(finding, Began | SpokeOn | Ended)
    ]
    assert found == [
        (14, Began(4)),
        (17, SpokeOn(8 * FRAME_S)),
        (28, SpokeOn(16 * FRAME_S)),
        (39, Ended(39, 8)),
    ]


def test_over_the_interviewer_what_may_be_their_echo_begins_nothing():
    for over, begun in ((True, []), (False, [Began(0)])):
        segmenter = Segmenter()
        assert [finding for _ in range(5) for finding in segmenter.hear(0.66, over=over)] == begun
