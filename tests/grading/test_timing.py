"""When targets were stated, and what is said where the transcript has no times."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from simulator.evidence.observation import Act, Observation, Reading, Status
from simulator.grading.timing import TARGETS, is_timed, timing
from simulator.transcript import Speaker, Transcript, Turn


def talk(*answers: str, step: float = 60.0) -> Transcript:
    turns: list[Turn] = []
    for index, text in enumerate(answers):
        at = step * index
        turns.append(Turn(Speaker.INTERVIEWER, "And?", at, at))
        turns.append(Turn(Speaker.CANDIDATE, text, at + step / 12, at + step / 2))
    return Transcript(tuple(turns))


def reading(asks: bool = False, **observed: tuple[Status, int, int]) -> Reading:
    found = tuple(
        Observation(criterion.replace("_", "-"), status, start, end, "test")
        for criterion, (status, start, end) in observed.items()
    )
    return Reading(Act.ANSWER, asks, (), found, (), None)


NOTHING = reading()


def first(
    transcript: Transcript, readings: Mapping[int, Reading]
) -> dict[str, tuple[int | None, float | None]]:
    measured = timing(transcript, readings, TARGETS)
    return {f.criterion: (f.turn, f.at) for f in measured.first_stated}


def test_a_target_is_stated_where_it_is_first_specific_and_not_where_it_is_touched() -> None:
    told = talk("Fast.", "Two seconds.", "Two seconds, as I said.")
    met, vague = (Status.MET, 0, 5), (Status.VAGUE, 0, 5)
    readings = {
        1: reading(latency_target=vague),
        3: reading(latency_target=met),
        5: reading(latency_target=met),
    }
    assert first(told, readings)["latency-target"] == (3, 65.0)
    assert first(told, readings)["cost-target"] == (None, None)


def test_what_is_not_met_in_the_end_was_never_stated() -> None:
    readings = {1: reading(latency_target=(Status.MET, 0, 5))}
    measured = timing(talk("Two seconds."), readings, TARGETS, unmet=["latency-target"])
    assert [f.turn for f in measured.first_stated if f.criterion == "latency-target"] == [None]


def test_only_what_the_rubric_has_is_told() -> None:
    measured = timing(talk("Yes."), {1: NOTHING}, ("cost-target", "own-criterion"))
    assert [f.criterion for f in measured.first_stated] == ["cost-target"]


def test_the_first_question_is_the_first_turn_that_asks() -> None:
    measured = timing(
        talk("Hm.", "Who pays?", "And who signs?"), {1: NOTHING, 3: reading(True), 5: reading(True)}, ()
    )
    assert (measured.first_question_turn, measured.first_question_at) == (3, 65.0)


def test_the_share_of_the_opening_counts_words_of_goal_and_question_once() -> None:
    told = talk("We halve the wait by May. Then a model reads it. Who pays for it?")
    goal = reading(True, success_metric=(Status.MET, 0, 25), clarified_goal=(Status.VAGUE, 0, 7))
    measured = timing(told, {1: goal}, TARGETS)
    assert measured.goal_share == pytest.approx(10 / 15, abs=0.001)


def test_what_comes_after_ten_minutes_is_not_part_of_the_opening() -> None:
    told = talk("A model reads it.", "We halve the wait.", step=700.0)
    measured = timing(told, {1: NOTHING, 3: reading(success_metric=(Status.MET, 0, 18))}, TARGETS)
    assert measured.goal_share == 0.0


@pytest.mark.parametrize("step", [0.0, 0.01])
def test_without_the_times_of_an_interview_only_the_order_is_told(step: float) -> None:
    told = talk("Two seconds.", "Who pays?", step=step)
    measured = timing(told, {1: reading(latency_target=(Status.MET, 0, 5)), 3: reading(True)}, TARGETS)
    assert not is_timed(told)
    assert not measured.timed
    assert (measured.first_question_turn, measured.first_question_at, measured.goal_share) == (3, None, None)
    assert first(told, {1: reading(latency_target=(Status.MET, 0, 5))})["latency-target"] == (1, None)
