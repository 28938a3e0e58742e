"""Which authored lines an interviewer could never say: they praise, score, or give a secret away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from simulator.content.authored import Authored
from simulator.content.authoring_error import shown
from simulator.content.persona import Persona
from simulator.content.scenario import Constraint, Scenario, Visibility
from simulator.evidence.sentences import key
from simulator.interview.conduct import ConductRule, always_broken_by

Place = tuple[str | int, ...]
"""The keys and indices that lead to a line in its file."""

_FAULTS = {
    ConductRule.PRAISE: "praises or agrees, which no interviewer does, so it is never said: put it neutrally",
    ConductRule.SCORE: "speaks of scores, which no interviewer does, so it is never said: reword it",
    ConductRule.REPEATED_SENTENCE: "says a sentence twice, so it is never said: keep one",
}


def unsayable(authored: Authored) -> Iterator[tuple[Place, str]]:
    """Yield the place of each such line with what is wrong with it."""
    for place, text in _spoken(authored):
        for rule in always_broken_by(text):
            if rule in _FAULTS:
                yield place, f"{shown(text)} {_FAULTS[rule]}"
        if isinstance(authored, Scenario):
            for constraint, term in _given_away(place, text, authored):
                yield (
                    place,
                    f"{shown(text)} holds {shown(term)}, which gives the constraint {shown(constraint.id)}"
                    " away, so it is not said before that: reword it",
                )


def _spoken(authored: Authored) -> Iterator[tuple[Place, str]]:
    if isinstance(authored, Scenario):
        yield ("opening",), authored.opening
        for at, phase in enumerate(authored.phases):
            yield from _each(("phases", at, "enter"), phase.enter)
        for at, fact in enumerate(authored.facts):
            yield ("facts", at, "text"), fact.text
        for at, constraint in enumerate(authored.constraints):
            yield ("constraints", at, "text"), constraint.text
        for at, probe in enumerate(authored.probes):
            for part in ("question", "if_vague", "if_deferred", "if_number"):
                yield from _each(("probes", at, part), getattr(probe, part))
    elif isinstance(authored, Persona):
        yield ("greeting",), authored.greeting
        for part, lines in authored:
            if isinstance(lines, tuple) and part not in ("presses", "style"):
                yield from _each((part,), lines)
        yield from _each(("interruption", "lines"), authored.interruption.lines)


def _each(place: Place, lines: Iterable[str]) -> Iterator[tuple[Place, str]]:
    return (((*place, at), line) for at, line in enumerate(lines))


def _given_away(place: Place, text: str, scenario: Scenario) -> Iterator[tuple[Constraint, str]]:
    """Yield the constraints that a line gives away before they come, with the word that does it."""
    part, index = place[0], place[1] if len(place) > 1 else None
    words = f" {key(text)} "
    for at, constraint in enumerate(scenario.constraints):
        own = part == "constraints" and index == at
        told_after = part == "facts" and _is_hidden(scenario, index)
        if own or told_after or constraint.visibility is not Visibility.HIDDEN:
            continue
        for term in constraint.gives_away:
            if f" {key(term)} " in words:
                yield constraint, term


def _is_hidden(scenario: Scenario, fact: str | int | None) -> bool:
    return isinstance(fact, int) and scenario.facts[fact].visibility is Visibility.HIDDEN
