"""What an interviewer wants is told from what they tell."""

import pytest

from simulator.content import library
from simulator.evidence.reader import Reader
from simulator.evidence.requests import requests

SCENARIO = library.scenario("legal-assistant")
READER = Reader(SCENARIO.rubric, SCENARIO.facts, SCENARIO.probes)


@pytest.mark.parametrize(
    ("turn", "wanted"),
    [
        ("You may spend 40,000 dollars a month. What do you cut?", "What do you cut?"),
        ("Understood. Price a request for me.", "Price a request for me."),
        ("The board meets in May. I'd like to hear about privacy.", "I'd like to hear about privacy."),
        ("You still haven't given me a latency.", "You still haven't given me a latency."),
        ("Nobody may wait. Latency is what they complain about.", ""),
        ("so how fast does it have to be and who pays", "so how fast does it have to be and who pays"),
    ],
)
def test_requests(turn: str, wanted: str) -> None:
    assert requests(turn) == wanted


def test_facts_ask_for_nothing_and_scripted_lines_for_what_they_are_about() -> None:
    assert (
        READER.asked("The budget is 40,000 dollars a month, and speed matters to everybody.") == frozenset()
    )
    probe = next(p for p in SCENARIO.probes if p.criterion == "privacy")
    assert READER.asked(f"Three lawyers share an office. {probe.question[0]}") == {"privacy"}
