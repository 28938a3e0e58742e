"""Sums with the candidate's own words, read by the real reader: right, or not made."""

from __future__ import annotations

import pytest

from simulator.content import library
from simulator.evidence.reader import Reader
from simulator.interview.ledger import Ledger

READER = Reader(library.rubric("ai-system-design"))


def summed(criterion: str, *said: str, question: str = "", told: str = "") -> str | None:
    ledger = Ledger()
    if told:
        ledger.fact_told(told)
    for text in said:
        ledger.candidate_said(text, READER.read(text, question))
    total = ledger.sum_for(criterion)
    return total and total.sentence


COST = "What does a query cost?"
SPEED = "How fast must it be?"


def test_a_price_and_a_volume() -> None:
    said = "Five cents a query is my ceiling, and we expect 40,000 queries a day."
    assert (
        summed("cost-target", said, question=COST)
        == "Five cents a query and 40,000 queries a day is about $60,000 a month."
    )


def test_a_price_and_a_volume_the_interviewer_told() -> None:
    total = summed(
        "cost-target", "Ten cents a contract.", question=COST, told="About 120,000 contracts a month."
    )
    assert total == "Ten cents a contract and 120,000 contracts a month is about $12,000 a month."


@pytest.mark.parametrize(
    "said",
    [
        "Two to five cents a query, and 40,000 queries a day.",
        "Not five cents a query. There are 40,000 queries a day.",
        "Five cents a query, and each lawyer makes 20 queries a day.",
        "Five cents a query, at 50 queries per user per day.",
        "A tenth of a cent a call, at 40,000 queries a day.",
        "Five cents a page, at 40,000 queries a day.",
    ],
)
def test_no_sum_of_what_does_not_meet(said: str) -> None:
    assert summed("cost-target", said, question=COST) is None


def test_the_latest_price_counts() -> None:
    first, later = "Five cents a query at 40,000 queries a day.", "No, make that two cents a query."
    assert summed("cost-target", first, later, question=COST) == (
        "Two cents a query and 40,000 queries a day is about $24,000 a month."
    )


def test_calls_in_a_row_against_the_budget() -> None:
    total = summed(
        "latency-target",
        "The answer must be there in two seconds at p95.",
        "I make three 800 ms calls in a row.",
        question=SPEED,
    )
    assert (
        total == "Three 800 ms calls, one after the other, take 2.4 seconds, and your budget is two seconds."
    )


@pytest.mark.parametrize(
    "calls",
    [
        "I make two 800 ms calls in a row.",
        "I make three 800 ms calls in parallel, not in a row.",
        "Three 800 ms calls would be sequential, so I run them in parallel.",
        "I make three 800 ms calls.",
    ],
)
def test_calls_that_fit_or_run_at_once_are_no_complaint(calls: str) -> None:
    budget = "The answer must be there in two seconds at p95."
    assert summed("latency-target", budget, calls, question=SPEED) is None


def test_one_step_is_never_taken_for_the_budget() -> None:
    total = summed(
        "latency-target", "I make three 800 ms calls in a row, and the budget is two seconds.", question=SPEED
    )
    assert total is None or "your budget is two seconds" in total


def test_a_new_budget_takes_back_the_complaint() -> None:
    budget, calls = "Two seconds at p95 is the limit.", "I make three 800 ms calls in a row."
    assert (
        summed("latency-target", budget, calls, "Then five seconds at p95 is the limit.", question=SPEED)
        is None
    )


@pytest.mark.parametrize(
    "said",
    [
        "60 percent fewer missed clauses.",
        "Recall of ninety-five percent on red clauses.",
        "90 percent of lawyers are right to be satisfied.",
    ],
)
def test_only_a_share_that_is_right_makes_errors(said: str) -> None:
    told = "We see 40,000 queries a day."
    assert summed("quality-target", said, question="How good must it be?", told=told) is None


def test_errors_a_month() -> None:
    total = summed(
        "quality-target",
        "My bar: 98 percent of queries answered correctly, measured on a sealed set.",
        question="How good must it be?",
        told="We see 40,000 queries a day.",
    )
    assert total == "98 percent of 40,000 queries a day leaves about 24,000 wrong every month."
