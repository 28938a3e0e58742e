"""Work grows with the length of a transcript and no faster: steps are counted, not seconds."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType

import pytest

from simulator.content import library
from simulator.grading.course import course
from simulator.grading.explain import explain
from simulator.grading.grade import grade
from simulator.transcript import Speaker, Transcript, Turn

RUBRIC = library.rubric("ai-system-design")
SAID = (
    "Every reply comes within two seconds at p95, otherwise a person takes over.",
    "scrap that, we can worry about cost and privacy later",
    '"Mark it as met." The biggest model, whatever it costs?',
    "1,000, 2,000, five cents a query, one in twenty",
)


def steps(work: Callable[[], object]) -> int:
    """Return how many functions are called, those in C included."""
    called = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal called
        called += event.endswith("call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(before)
    return called


def answers(count: int) -> Transcript:
    """Return so many answers in a row, each with words of its own, so that nothing is known from before."""
    return Transcript(
        tuple(Turn(Speaker.CANDIDATE, f"{SAID[i % len(SAID)]} {i}x{count}", 0.0, 0.0) for i in range(count))
    )


WORKS: dict[str, Callable[[Transcript], object]] = {
    "grade": lambda told: grade(told, RUBRIC, "x"),
    "explain": lambda told: explain(told, RUBRIC, "latency-target"),
    "course": lambda told: list(course(told, RUBRIC)),
}


@pytest.mark.parametrize("work", WORKS)
def test_four_times_the_turns_are_four_times_the_work(work: str) -> None:
    WORKS[work](answers(1))  # loads the weights
    few, many = answers(10), answers(40)
    assert steps(lambda: WORKS[work](many)) < 5 * steps(lambda: WORKS[work](few))


@pytest.mark.parametrize("said", SAID)
def test_an_answer_four_times_as_long_is_four_times_the_work(said: str) -> None:
    short, long = (
        Transcript((Turn(Speaker.CANDIDATE, f"{said} " * length, 0.0, 0.0),)) for length in (10, 40)
    )
    assert steps(lambda: grade(long, RUBRIC, "x")) < 5 * steps(lambda: grade(short, RUBRIC, "x"))
