"""Which authored lines are named as never to be said, and which may stand."""

from __future__ import annotations

import json
from typing import Any

import pytest

from simulator.content import library
from simulator.content.persona import Persona
from simulator.content.scenario import Scenario
from simulator.interview.unsayable import unsayable
from tests.interview.small import SCENARIO


def with_line(scenario: Scenario, place: tuple[str | int, ...], line: str) -> Scenario:
    data: Any = scenario.model_dump(mode="json")
    part = data
    for step in place[:-1]:
        part = part[step]
    part[place[-1]] = line
    return Scenario.model_validate_json(json.dumps(data))


@pytest.mark.parametrize("name", sorted(library.scenario_files()))
def test_every_line_of_the_scenarios_that_ship_may_be_said(name: str) -> None:
    assert not list(unsayable(library.scenario(name)))


@pytest.mark.parametrize("name", sorted(library.persona_files()))
def test_every_line_of_the_personas_that_ship_may_be_said(name: str) -> None:
    assert not list(unsayable(library.persona(name)))


@pytest.mark.parametrize(
    ("place", "line", "fault"),
    [
        (("probes", 0, "question", 0), "Excellent. And how fast?", "praises"),
        (("opening",), "Design it. The rubric is secret.", "speaks of scores"),
        (("facts", 0, "text"), "It is what it is. It is what it is.", "twice"),
        (("facts", 0, "text"), "Nothing is taken away yet.", '"taken away"'),
    ],
)
def test_a_line_that_is_never_said_is_named_by_its_place(
    place: tuple[str | int, ...], line: str, fault: str
) -> None:
    ((found, told),) = unsayable(with_line(SCENARIO, place, line))
    assert found == place
    assert fault in told


def test_a_constraint_may_say_its_own_words_and_so_may_what_it_reveals() -> None:
    own = with_line(SCENARIO, ("constraints", 0, "text"), "It is taken away, so what would you change?")
    assert not list(unsayable(own))
    hidden = next(at for at, fact in enumerate(SCENARIO.facts) if fact.visibility == "hidden")
    assert not list(unsayable(with_line(own, ("facts", hidden, "text"), "It was taken away last week.")))


def test_a_personas_lines_are_read_and_its_style_is_not() -> None:
    data = library.persona("vp").model_dump(mode="json")
    data["acknowledgements"][0] = "Great answer."
    data["style"][0] = "Never says great answer."
    data["interruption"]["lines"][0] = "I agree. But what does it cost?"
    places = [place for place, _ in unsayable(Persona.model_validate_json(json.dumps(data)))]
    assert places == [("acknowledgements", 0), ("interruption", "lines", 0)]
