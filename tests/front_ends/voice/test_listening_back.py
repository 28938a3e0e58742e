"""Recorded sound becomes the words that were said, in pieces that a recogniser takes."""

from __future__ import annotations

from simulator.engines.voice_activity.silero import Silero
from simulator.front_ends.voice.listening_back import words_in
from simulator.front_ends.voice.segmenting import LONGEST_PIECE_S
from simulator.sound import RATE, count, silence
from tests.spoken import Scripted, micro_whisper, spoken

SENTENCES = (
    "let me start with the goal",
    "the goal is a low error rate",
    "we keep the data in one region",
    "we retrain the model every week",
)


def test_every_sentence_is_made_out_to_the_last_that_was_cut_off() -> None:
    first, second, third, fourth = SENTENCES
    sound = spoken(0.5, first, 0.25, second, 0.7, third, 2.0, fourth)[: -count(0.2)]
    assert words_in(sound, micro_whisper(), Silero()) == " ".join(SENTENCES)


def test_no_piece_is_too_long_and_silence_is_none() -> None:
    whole = Scripted(*(["x"] * 9))
    words_in(spoken(*(SENTENCES * 2)), whole, Silero())
    assert all(len(piece) <= LONGEST_PIECE_S * RATE for piece in whole.heard)
    assert words_in(silence(3 * RATE), Scripted(), Silero()) == ""
