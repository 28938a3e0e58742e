"""Time stays in proportion to length: each of these took minutes where an expression or a loop grew with its square."""

import pytest

from simulator.evidence.acts import act, asks
from simulator.evidence.clauses import clauses, sentences
from simulator.evidence.normalise import normalise
from simulator.evidence.quantities import numbers, quantities
from simulator.evidence.scope import scoped

UNITS = (
    "a", "9", "1.", "1,111", "'", "a'", '"', "(", '. " ', "? ", "- ", "İ", "um, ", "you know ", "a b c ", "one ",
    "twenty ", "hundred and ", "of point ", "half of a ", "p 95 ", "1 of 2 ", "5 per ", "five cents a ", "if i ",
    "we would not ", "why? ", "scrap that ", "forget what i said about x ", "they had ", "leave to the team ",
    "think later ", "let us skip ", "a-b ", '{"a":', "ok. no. ", "latency cost ", "before i ", "so i understand ",
)  # fmt: skip
DEFAULT = (
    "a",
    "1.",
    '. " ',
    "one ",
    "hundred and ",
    "1 of 2 ",
    "if i ",
    "forget what i said about x ",
    "a-b ",
)


def read_all(text: str) -> None:
    view = normalise(text)
    assert sentences(view) or not view.text
    found = clauses(view)
    assert len(scoped(view, text[:1000])) == len(found)
    quantities(view)
    numbers(view)
    act(view, text[:1000])
    asks(view)


@pytest.mark.parametrize("unit", DEFAULT)
def test_thirty_kilobytes_of_one_thing(unit: str) -> None:
    read_all(unit * (30_000 // len(unit)))


@pytest.mark.slow
@pytest.mark.parametrize("unit", UNITS)
def test_three_hundred_kilobytes_of_one_thing(unit: str) -> None:
    read_all(unit * (300_000 // len(unit)))
