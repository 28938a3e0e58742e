"""How it was said: pace, share, monologues, clarifying questions, fillers; never part of the verdict."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from simulator.evidence.observation import Reading
from simulator.grading.scorecard import Delivery
from simulator.transcript import Speaker, Transcript

_WORD = re.compile(r"[^\W_]+(?:['’.,-][^\W_]+)*")
_FILLER = re.compile(
    r"(?<!-)\b(?:u+m+|u+h+|er+m*|hm+|you know|i mean|sort of|kind of)\b(?!-)|,\s*like\s*,", re.IGNORECASE
)
"""Not "mm-hm" and "uh-huh": who says them listens."""
MOSTLY = 0.9
"""Share of the words that must stand in turns with times; a word spoken over the interviewer has none."""
FASTEST_WPM = 400
"""Nobody speaks faster; such times are those of typed or piped answers, and no pace is measured from them."""

PAUSE_S = 3.0
"""Silence before an answer from which on it is noticed as a pause."""


def words(text: str) -> int:
    """Return the number of words."""
    return sum(1 for _ in _WORD.finditer(text))


def delivery(transcript: Transcript, readings: Iterable[Reading]) -> Delivery:
    """Measure how the candidate spoke; what the times do not allow is None.

    `readings` are those of the candidate's turns.
    """
    turns = [turn for _, turn in transcript.candidate_turns()]
    said = sum(words(turn.text) for turn in turns)
    heard = sum(words(turn.text) for turn in transcript.turns if turn.speaker is Speaker.INTERVIEWER)
    timed = [turn for turn in turns if turn.end > turn.start]
    seconds = sum(turn.end - turn.start for turn in timed)
    said_in_time = sum(words(turn.text) for turn in timed)
    has_times = said_in_time >= MOSTLY * said and 0 < said_in_time * 60 < seconds * FASTEST_WPM
    silences = [
        turn.start - before.end
        for before, turn in pairwise(transcript.turns)
        if turn.speaker is Speaker.CANDIDATE and before.speaker is Speaker.INTERVIEWER
    ]
    return Delivery(
        candidate_words=said,
        words_per_minute=round(said_in_time * 60 / seconds, 1) if has_times else None,
        talk_share=round(said / (said + heard), 3) if said and heard else None,
        longest_monologue_s=round(max(turn.end - turn.start for turn in timed), 1) if has_times else None,
        clarifying_questions=sum(reading.asks for reading in readings),
        fillers=sum(1 for turn in turns for _ in _FILLER.finditer(turn.text)),
        pauses=sum(silence >= PAUSE_S for silence in silences) if has_times else None,
        longest_pause_s=round(max(silences), 1) if has_times and silences else None,
    )
