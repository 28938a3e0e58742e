import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.evidence.observation import QuantityKind
from simulator.evidence.quantities import numbers, quantities
from simulator.evidence.word_list import word_list

MONEY, PER_UNIT = QuantityKind.MONEY, QuantityKind.MONEY_PER_UNIT
DURATION, PERCENTAGE = QuantityKind.DURATION, QuantityKind.PERCENTAGE
COUNT, RATE = QuantityKind.COUNT, QuantityKind.RATE


@pytest.mark.parametrize(
    ("said", "kind", "value", "unit"),
    [
        ("five cents a query", PER_UNIT, 0.05, "USD/query"),
        ("a nickel a page", PER_UNIT, 0.05, "USD/page"),
        ("$0.02 per document", PER_UNIT, 0.02, "USD/document"),
        ("$0.02/query", PER_UNIT, 0.02, "USD/query"),
        ("thirty dollars a seat per month", PER_UNIT, 30, "USD/seat/month"),
        ("a dollar per user per day", PER_UNIT, 1, "USD/user/day"),
        ("half a cent per question", PER_UNIT, 0.005, "USD/question"),
        ("eight tenths of a cent per ticket", PER_UNIT, 0.008, "USD/ticket"),
        ("three euros per million tokens", PER_UNIT, 3e-6, "EUR/token"),
        ("0.2 dollars per thousand requests", PER_UNIT, 0.0002, "USD/request"),
        ("twenty pence for each call", PER_UNIT, 0.2, "GBP/call"),
        ("cost per ticket of five cents", PER_UNIT, 0.05, "USD/ticket"),
        ("each contract costs 18 cents", PER_UNIT, 0.18, "USD/contract"),
        ("a query should stay under two cents", PER_UNIT, 0.02, "USD/query"),
        ("contracts come at three dollars each", PER_UNIT, 3, "USD/contract"),
        ("a thousand dollars a month", PER_UNIT, 1000, "USD/month"),
        ("900 euros monthly", PER_UNIT, 900, "EUR/month"),
        ("€2", MONEY, 2, "EUR"),
        ("2 €", MONEY, 2, "EUR"),
        ("about forty quid", MONEY, 40, "GBP"),
        ("ninety grand", MONEY, 90000, "USD"),
        ("$1.2m", MONEY, 1.2e6, "USD"),
        ("two dollars and fifty cents", MONEY, 2.5, "USD"),
        ("under two seconds", DURATION, 2, "s"),
        ("800 ms", DURATION, 0.8, "s"),
        ("800ms", DURATION, 0.8, "s"),
        ("sub-second", DURATION, 1, "s"),
        ("sub-200ms", DURATION, 0.2, "s"),
        ("a second and a half", DURATION, 1.5, "s"),
        ("1 minute 30 seconds", DURATION, 90, "s"),
        ("within an hour", DURATION, 3600, "s"),
        ("two working days", DURATION, 172800, "s"),
        ("thirty days", DURATION, 30 * 86400, "s"),
        ("a couple of weeks", DURATION, 14 * 86400, "s"),
        ("a ninety-second timeout", DURATION, 90, "s"),
        ("ninety-five percent", PERCENTAGE, 95, "%"),
        ("ninety-five out of a hundred", PERCENTAGE, 95, "%"),
        ("nineteen of twenty", PERCENTAGE, 95, "%"),
        ("nineteen times out of twenty", PERCENTAGE, 95, "%"),
        ("nine times from ten", PERCENTAGE, 90, "%"),
        ("one in a thousand", PERCENTAGE, 0.1, "%"),
        ("one answer in 250", PERCENTAGE, 0.4, "%"),
        ("two wrong clauses in a hundred", PERCENTAGE, 2, "%"),
        ("97 of every hundred", PERCENTAGE, 97, "%"),
        ("two per ten thousand", PERCENTAGE, 0.02, "%"),
        ("three nines", PERCENTAGE, 99.9, "%"),
        ("half of the traffic", PERCENTAGE, 50, "%"),
        ("recall of ninety four", PERCENTAGE, 94, "%"),
        ("faithfulness of 0.95", PERCENTAGE, 95, "%"),
        ("three percentage points", PERCENTAGE, 3, "points"),
        ("four basis points", PERCENTAGE, 0.04, "%"),
        ("40,000 queries a day", RATE, 40000, "query/day"),
        ("forty k requests per day", RATE, 40000, "request/day"),
        ("nine hundred a month", RATE, 30, "/day"),
        ("two queries per second", RATE, 172800, "query/day"),
        ("300 qps", RATE, 300 * 86400, "query/day"),
        ("12 uploads per policy per day", RATE, 12, "upload/policy/day"),
        ("fifteen summaries hourly", RATE, 360, "summary/day"),
        ("two hundred and forty signed agreements", COUNT, 240, "agreement"),
        ("five languages", COUNT, 5, "language"),
    ],
)
def test_reads_what_a_number_measures(said: str, kind: QuantityKind, value: float, unit: str) -> None:
    (found,) = quantities(f"So {said}.")
    assert (found.kind, found.unit) == (kind, unit)
    assert found.value == pytest.approx(value)


@pytest.mark.parametrize(
    "said",
    [
        "version 2 of it",
        "phase two",
        "in 2024",
        "GPT-4 and p95",
        "section fourteen",
        "one of them",
        "a second model call",
    ],
)
def test_labels_and_dates_measure_nothing(said: str) -> None:
    assert quantities(said) == ()


@pytest.mark.parametrize(
    ("said", "about"),
    [
        ("a latency of 2 s", "latency"),
        ("2 s p95", "latency"),
        ("precision at least 70", "precision"),
        ("with a confidence below 0.8", "confidence"),
        ("we delete the logs after thirty days", "retention"),
        ("cost stays at five cents a query", "cost"),
        ("the review takes four hours", "review"),
        ("ninety percent recall, and precision of 70 percent", "recall"),
    ],
)
def test_says_what_a_quantity_is_about(said: str, about: str) -> None:
    assert quantities(said)[0].about == about


def test_a_range_gives_both_ends_the_unit() -> None:
    assert [(q.value, q.unit) for q in quantities("between two and three percent")] == [(2, "%"), (3, "%")]
    assert [(q.value, q.unit) for q in quantities("one to two seconds")] == [(1, "s"), (2, "s")]


def test_cents_are_of_the_currency_spoken_of() -> None:
    assert quantities("It saves 30 euros, so four cents a call is fine.")[-1].unit == "EUR/call"


def test_quotes_are_verbatim() -> None:
    said = "It'd be, um, roughly Eighteen Cents a contract at p ninety five of TWO and a half seconds."
    assert [said[q.start : q.end] for q in quantities(said)] == [
        "Eighteen Cents a contract",
        "TWO and a half seconds",
    ]


def test_a_price_ends_with_its_unit() -> None:
    said = "At $0.11 per pull request the bill fits."
    (found,) = quantities(said)
    assert said[found.start : found.end] == "$0.11 per pull request"


@pytest.mark.parametrize(
    ("said", "values"),
    [
        ("Five cents a query and 40,000 queries a day is about $60,000 a month.", (5, 40000, 60000)),
        ("one of them", ()),
        ("p95 of two seconds", (95, 2)),
        ("What would you change about it?", ()),
        ("ninety nine point nine percent", (99.9,)),
    ],
)
def test_numbers_are_found_wherever_they_stand(said: str, values: tuple[float, ...]) -> None:
    assert numbers(said) == values


SPEECH = st.lists(
    st.sampled_from(
        sorted(
            word_list(
                "one two ninety hundred 5 0.5 1,000 a per in out of % percent cents $ € dollars seconds ms days "
                "query each month users , . to and or between half third points nines recall latency costs"
            )
        )
    ),
    max_size=30,
).map(" ".join)


@given(st.one_of(st.text(max_size=120), SPEECH))
def test_quantities_are_apart_finite_and_inside(text: str) -> None:
    found = quantities(text)
    assert found == quantities(text)
    position = 0
    for quantity in found:
        assert position <= quantity.start < quantity.end <= len(text)
        assert math.isfinite(quantity.value)
        position = quantity.end
    assert all(math.isfinite(value) for value in numbers(text))
