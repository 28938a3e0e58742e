"""When goal and targets were first stated, when a question was asked, and what the opening was spent on."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from simulator.evidence.addressed import rhetorical
from simulator.evidence.clauses import clauses
from simulator.evidence.observation import Reading, Status
from simulator.grading.delivery import FASTEST_WPM, words
from simulator.grading.scorecard import FirstStated, Timing
from simulator.transcript import Transcript

OPENING_S = 600.0
"""The first ten minutes, in which a strong candidate settles what it is for."""
TARGETS = ("clarified-goal", "success-metric", "latency-target", "cost-target")
"""What a strong candidate states in the first minutes."""
_GOAL = frozenset({"clarified-goal", "success-metric"})


def is_timed(transcript: Transcript) -> bool:
    """Return whether the times are those of an interview: nobody says all of it in less."""
    said = sum(words(turn.text) for turn in transcript.turns)
    return said * 60 < max((turn.end for turn in transcript.turns), default=0.0) * FASTEST_WPM


def timing(
    transcript: Transcript,
    readings: Mapping[int, Reading],
    criteria: Collection[str],
    unmet: Collection[str] = (),
) -> Timing:
    """Measure it from the reading of each candidate turn; of `criteria` are those that the rubric has.

    What is `unmet` in the end was never stated: too late, taken back, or weighed down by the rest.
    """
    timed = is_timed(transcript)

    def at(turn: int | None) -> float | None:
        return transcript.turns[turn].start if timed and turn is not None else None

    first = {
        criterion: None if criterion in unmet else first_reached(criterion, Status.MET, readings)
        for criterion in TARGETS
        if criterion in criteria
    }
    asked = next((turn for turn in sorted(readings) if readings[turn].asks), None)
    return Timing(
        timed=timed,
        first_stated=tuple(FirstStated(criterion, turn, at(turn)) for criterion, turn in first.items()),
        first_question_turn=asked,
        first_question_at=at(asked),
        goal_share=_goal_share(transcript, readings) if timed else None,
    )


def first_reached(criterion: str, status: Status, readings: Mapping[int, Reading]) -> int | None:
    """Return the first answer that by itself has that status, or None; another may have earned it."""
    return next(
        (
            turn
            for turn in sorted(readings)
            if any(o.criterion == criterion and o.status is status for o in readings[turn].observations)
        ),
        None,
    )


def _goal_share(transcript: Transcript, readings: Mapping[int, Reading]) -> float | None:
    """Return the share of the candidate's words in the opening that are about the goal, or None."""
    opening = [
        (turn, reading) for turn, reading in readings.items() if transcript.turns[turn].start < OPENING_S
    ]
    said = sum(words(transcript.turns[turn].text) for turn, _ in opening)
    spent = sum(
        words(transcript.turns[turn].text[start:end])
        for turn, reading in opening
        for start, end in _merged(_on_goal(transcript, turn, reading))
    )
    return round(spent / said, 3) if said else None


def _on_goal(transcript: Transcript, turn: int, reading: Reading) -> Iterator[tuple[int, int]]:
    """Yield where a turn asks the interviewer, or touches goal or measure of success."""
    yield from ((o.start, o.end) for o in reading.observations if o.criterion in _GOAL)
    if reading.asks:
        found = clauses(transcript.turns[turn].text)
        answered = rhetorical(found, transcript.question_before(turn))
        yield from ((c.start, c.end) for i, c in enumerate(found) if c.asks and i not in answered)


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the stretches that `spans` cover together, each once."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(merged[-1][1], end)
        else:
            merged.append((start, end))
    return merged
