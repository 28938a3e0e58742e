"""Every simulated candidate against every persona: each interview ends in time and keeps every rule of conduct."""

from __future__ import annotations

import re
from functools import cache

import pytest

from simulator.content import library
from simulator.content.persona import Persona
from simulator.content.scenario import Scenario, Visibility
from simulator.evidence.quantities import numbers
from simulator.interview.actions import EndReason, EnterPhase, Move
from simulator.interview.events import CandidateSaid
from tests.candidates import CANDIDATES, STRONG, Step, ended_by, hold, spoken

PERSONAS = ("vp", "eng-lead", "legal-counsel")
LEGAL = "legal-assistant"
OTHERS = sorted(library.scenario_files().keys() - {LEGAL})
EACH = pytest.mark.parametrize(
    ("name", "persona", "candidate"),
    [
        *((LEGAL, persona, candidate) for persona in PERSONAS for candidate in CANDIDATES),
        *((name, PERSONAS[at % 3], candidate) for name in OTHERS for at, candidate in enumerate(CANDIDATES)),
    ],
)
"""Every persona hears every candidate in one scenario; in the others each candidate is heard by one."""

PRAISE = re.compile(
    r"\b(great|excellent|perfect|impressive|brilliant|well done|good (answer|point|question|idea|job)"
    r"|nice (answer|work)|i (like|love) (that|it)|makes (perfect )?sense|you're right|that's (right|correct))\b",
    re.IGNORECASE,
)
SCORING = re.compile(
    r"\b(rubric|score|scorecard|grade|criterion|criteria|strong hire|\d+ out of (ten|10))\b", re.IGNORECASE
)


@cache
def scenario(name: str = LEGAL) -> Scenario:
    return library.scenario(name)


@cache
def persona_of(persona: str) -> Persona:
    return library.persona(persona)


@cache
def held(persona: str, candidate: str, name: str = LEGAL) -> list[Step]:
    return hold(scenario(name), persona_of(persona), CANDIDATES[candidate]())


@EACH
def test_ends_in_time_with_a_reason(name: str, persona: str, candidate: str) -> None:
    steps = held(persona, candidate, name)
    assert steps[-1].at <= scenario(name).minutes * 60 + 180
    assert ended_by(steps) in {EndReason.COMPLETED, EndReason.TIME_UP}


def sentences(text: str) -> set[str]:
    return {s.strip().lower() for s in re.split(r"(?<=[.!?])\s+", text)}


@EACH
def test_every_line_keeps_the_rules_of_conduct(name: str, persona: str, candidate: str) -> None:
    allowed = set(
        numbers(
            " ".join(
                [scenario(name).opening]
                + [fact.text for fact in scenario(name).facts]
                + [line for phase in scenario(name).phases for line in phase.enter]
                + [c.text for c in scenario(name).constraints]
                + [
                    line
                    for p in scenario(name).probes
                    for line in (*p.question, *p.if_vague, *p.if_deferred, *p.if_number)
                ]
            )
        )
    )
    hidden = {c.id: c.gives_away for c in scenario(name).constraints if c.visibility is Visibility.HIDDEN}
    said: set[str] = set()
    told_again = {sentence for fact in scenario(name).facts for sentence in sentences(fact.text)}
    for step in held(persona, candidate, name):
        if isinstance(step.event, CandidateSaid):
            allowed |= set(numbers(step.event.text))
        for say in spoken([step]):
            if say.move is Move.REVEAL_CONSTRAINT:
                del hidden[say.subject]
            assert say.text.count("?") <= 1, say
            assert not PRAISE.search(say.text), say
            assert not SCORING.search(say.text), say
            assert not [
                term
                for terms in hidden.values()
                for term in terms
                if re.search(rf"\b{re.escape(term)}\b", say.text, re.IGNORECASE)
            ], say
            sums = re.findall(
                r"about (\$[\d,]+ a month|[\d,]+ wrong every month)|take ([\d.]+) seconds", say.text
            )
            derived = {float(re.sub(r"[^\d.]", "", part)) for found in sums for part in found if part}
            assert set(numbers(say.text)) <= allowed | derived, say
            if say.move is not Move.REPEAT:
                assert not sentences(say.text) & said, say
                said |= sentences(say.text) - told_again


@EACH
def test_every_hidden_constraint_arrives_unless_the_candidate_stops_first(
    name: str, persona: str, candidate: str
) -> None:
    if candidate in {"silent", "everything-at-once"}:
        pytest.skip("leaves before the deep dive is over")
    revealed = {
        say.subject for say in spoken(held(persona, candidate, name)) if say.move is Move.REVEAL_CONSTRAINT
    }
    assert revealed == {c.id for c in scenario(name).constraints}


@pytest.mark.parametrize("persona", PERSONAS)
def test_a_candidate_at_a_natural_pace_is_kept_busy_to_the_wrap_up(persona: str) -> None:
    steps = hold(scenario(), persona_of(persona), CANDIDATES["vague"](), pace=0.6)
    wrap_up = next(
        step.at for step in steps for a in step.actions if isinstance(a, EnterPhase) and a.phase == "wrap-up"
    )
    assert wrap_up >= 38 * 60
    assert len({say.subject for say in spoken(steps) if say.move is Move.PROBE}) >= 10


@pytest.mark.parametrize("persona", PERSONAS)
def test_a_vague_candidate_is_pressed_with_their_own_words(persona: str) -> None:
    steps = held(persona, "vague")
    words = " ".join(step.event.text for step in steps if isinstance(step.event, CandidateSaid))
    pressed = [say.text for say in spoken(steps) if say.move is Move.PRESS_VAGUE]
    quoted = [quote for text in pressed for quote in re.findall(r'"([^"]+)"', text)]
    assert len(pressed) >= 10
    assert quoted
    assert [quote for quote in quoted if quote not in words] == []


@pytest.mark.parametrize("persona", PERSONAS)
def test_a_deferring_candidate_is_challenged(persona: str) -> None:
    assert sum(say.move is Move.PRESS_DEFERRAL for say in spoken(held(persona, "deferring"))) >= 5


def test_a_candidate_who_said_everything_is_not_asked_it_again() -> None:
    first_probe = next(
        say for say in spoken(held("vp", "everything-at-once"))[1:] if say.move is not Move.ENTER_PHASE
    )
    assert first_probe.move in {Move.CHALLENGE_NUMBER, Move.REVEAL_CONSTRAINT}


def test_the_sums_are_right() -> None:
    texts = " ".join(say.text for persona in PERSONAS for say in spoken(held(persona, "strong")))
    assert "ive cents a query and 40,000 queries a day is about $60,000 a month." in texts


def test_a_strong_candidate_is_challenged_on_their_numbers_not_pressed() -> None:
    moves = [say.move for say in spoken(held("vp", "strong"))]
    assert moves.count(Move.CHALLENGE_NUMBER) >= 3
    assert moves.count(Move.PRESS_VAGUE) <= 0.3 * len(STRONG)


def test_personas_press_different_things_first() -> None:
    in_design = {probe.id for probe in scenario().probes if probe.phase == "design"}
    firsts = {
        p: next(s.subject for s in spoken(held(p, "vague")) if s.subject in in_design) for p in PERSONAS
    }
    assert len(set(firsts.values())) == len(PERSONAS)


@pytest.mark.parametrize("persona", PERSONAS)
def test_nobody_blames_the_clock_for_an_end_that_may_come_early(persona: str) -> None:
    lines = (*persona_of(persona).wrap_up, *persona_of(persona).farewell)
    assert [
        line for line in lines if re.search(r"\b(?:clock|out of time|time is|minutes|hour)\b", line)
    ] == []
