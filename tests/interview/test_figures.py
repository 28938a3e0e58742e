"""Which number of an answer is said back, as read by the real reader."""

from __future__ import annotations

from dataclasses import replace

import pytest

from simulator.content import library
from simulator.evidence.observation import Observation, Status
from simulator.evidence.reader import Reader
from simulator.interview.figures import figure_of
from simulator.interview.script import quotable

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
            "cost-target",
            "What does a page cost?",
            "60 thousand tokens a page at three dollars a million, so that's eighteen cents a page.",
            "eighteen cents a page",
        ),
        (
            "cost-target",
            "What does that cost a day?",
            "Half a cent a call, so five dollars a day. If it's two calls per ticket it's ten dollars a day.",
            "five dollars a day",
        ),
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


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("People wait eight minutes today.", None),
        ("Ten seconds. No, scrap that: six seconds.", "six seconds"),
        ("Ten seconds at p95. Actually make that 6.5, because of the ward.", None),
        ("Ten seconds, I mean for the whole contract.", "Ten seconds"),
        ("Ten seconds, no, too slow, so six seconds.", "six seconds"),
        ("Ten seconds, and eight minutes now.", "Ten seconds"),
    ],
)
def test_no_figure_is_how_things_are_or_what_was_taken_back(said: str, words: str | None) -> None:
    observation = Observation("latency-target", Status.MET, 0, len(said), "test")
    reading = replace(READER.read(said, "How fast must it be?"), observations=(observation,))
    figure = figure_of(said, reading, observation)
    assert (figure.words.lower() if figure else None) == (words.lower() if words else None)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("Fewer escapes, within nine months.", None),
        ("Fewer escapes within two quarters.", None),
        ("A redline within four hours, in nine months.", "four hours"),
    ],
)
def test_by_when_is_no_measure_of_success(said: str, words: str | None) -> None:
    observation = Observation("success-metric", Status.MET, 0, len(said), "test")
    reading = replace(READER.read(said, "What do we measure?"), observations=(observation,))
    figure = figure_of(said, reading, observation)
    assert (figure.words if figure else None) == words


def test_a_number_belongs_to_what_was_asked() -> None:
    said = "First redline in one day, and at least eighty percent of contracts handled correctly."
    reading = READER.read(said, "What do we measure?")
    quantities = {said[q.start : q.end]: q for q in reading.quantities}
    share = quantities["eighty percent"]
    both = (
        Observation("success-metric", Status.MET, 0, len(said), "test"),
        Observation("quality-target", Status.MET, 0, len(said), "test"),
    )
    reading = replace(reading, observations=both)
    success, quality = both
    assert figure_of(said, reading, quality, "success-metric") is None
    found = figure_of(said, reading, success, "success-metric")
    assert found is not None
    assert found.quantity == share
    unasked = figure_of(said, reading, quality)
    assert unasked is not None
    assert unasked.quantity == share


def test_one_sentence_is_quoted() -> None:
    assert quotable("Best practices, basically. Users will be happy.") == "Best practices, basically"
    assert quotable("I don't know, I guess all the lawyers.") == "all the lawyers"
    assert quotable("Yes. Users will be happy.") == "Users will be happy"
    assert quotable("Riskiest assumption: the write-ups stay alike.") == "the write-ups stay alike"


@pytest.mark.parametrize(
    "words",
    [
        "Honestly metrics aren't my thing.",
        "I'm not the privacy guy.",
        "since models are better in English.",
        "That's the hallucination question.",
        "As you said.",
        "Where do operations stand.",
    ],
)
def test_quotes_no_reason_alone_and_no_remark_on_the_question(words: str) -> None:
    assert quotable(words) is None
    assert quotable(f"{words} We'd be careful with the prompts.") == "We'd be careful with the prompts"


def test_quotes_no_question_and_no_filler() -> None:
    assert quotable("Forty thousand, okay. Where did you say you are?") is None
    assert quotable("Everybody in legal, really.") == "Everybody in legal"
    assert quotable("They are always right.") == "They are always right"
    assert quotable("Fine, the coach in the car.") == "the coach in the car"
    assert quotable("No drafting in the beginning.") == "No drafting in the beginning"


def test_a_reason_is_no_price() -> None:
    said = "I rent because we have seven months. It costs us a tenth of the customers."
    reading = READER.read(said)
    observation = Observation("trade-off", Status.MET, 0, len(said), "test")
    assert any(quantity.start < said.index("It costs") for quantity in reading.quantities)
    found = figure_of(said, reading, observation, "trade-off")
    assert found is None or found.quantity.start > said.index("It costs")
