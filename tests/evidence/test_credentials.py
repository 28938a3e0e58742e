"""What offers a past instead of a plan, and what only sounds like it."""

from __future__ import annotations

import pytest

from simulator.evidence.credentials import lists_tools, offers_credentials


@pytest.mark.parametrize(
    "said",
    [
        "I've launched four products with payments in them.",
        "My PhD was on exactly this.",
        "I have twelve years of experience.",
        "Well, I worked at two banks, so trust me.",
        "i have over ten years as an engineer",
        "I'm a certified architect.",
    ],
)
def test_credentials_are_seen(said: str) -> None:
    assert offers_credentials(said)


@pytest.mark.parametrize(
    "said",
    [
        "The nurse has ten years of notes in there.",
        "We keep the file for seven years.",
        "I'd launch it with five clinics.",
        "We have built in a limit of forty uploads.",
        "The adjuster's background check stays as it is.",
        "I have a question.",
    ],
)
def test_a_plan_is_none(said: str) -> None:
    assert not offers_credentials(said)


def test_three_tools_in_one_breath_are_a_list() -> None:
    assert lists_tools("We'd use LangChain, Pinecone and GPT-4o on Kubernetes.")
    assert not lists_tools("We'd use Pinecone, because it filters by tenant.")
    assert not lists_tools("Redis, Redis and again Redis.")
    apart = " and then we wait for the handler to press the button once more on that day"
    assert not lists_tools(f"Kafka moves it{apart}, Redis caches it{apart}, and Grafana shows it{apart}.")
