"""Which number of an answer is said back, as read by the real reader."""

from __future__ import annotations

import pytest

from simulator.content import library
from simulator.evidence.reader import Reader
from simulator.interview.figures import figure_of

READER = Reader(library.rubric("ai-system-design"))


@pytest.mark.parametrize(
    ("criterion", "question", "said", "words"),
    [
        (
            "success-metric",
            "What do we measure?",
            "Success is the time to first redline, from six days to one day.",
            "one day",
        ),
        (
            "success-metric",
            "What do we measure?",
            "Success is first redline in one day instead of six days for most contracts.",
            "one day",
        ),
        ("cost-target", "What does a query cost?", "Five cents a query is my ceiling.", "five cents a query"),
        (
            "latency-target",
            "How fast must it be?",
            "Two seconds at p95, from nine seconds now.",
            "Two seconds",
        ),
    ],
)
def test_the_figure_is_the_commitment_and_not_how_things_are(
    criterion: str, question: str, said: str, words: str
) -> None:
    reading = READER.read(said, question)
    (observation,) = [o for o in reading.observations if o.criterion == criterion]
    figure = figure_of(said, reading, observation)
    assert figure is not None
    assert figure.words.lower() == words.lower()
