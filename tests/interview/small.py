"""A small scenario and persona in which every line can be told from every other."""

from __future__ import annotations

import json
from typing import Any

from simulator.content.persona import Persona
from simulator.content.scenario import Scenario
from simulator.evidence.observation import Act, Ending, Observation, Quantity, Reading, Status
from simulator.interview.events import CandidateSaid
from simulator.interview.interview import Interview

_ORDINALS = ("alpha", "bravo", "charlie", "delta", "echo", "foxtrot", "golf", "hotel", "india", "juliett")


def _lines(what: str, count: int = 10, end: str = ".") -> list[str]:
    return [f"{what} {ordinal}{end}" for ordinal in _ORDINALS[:count]]


def _criterion(criterion: str) -> dict[str, Any]:
    return {
        "id": criterion, "title": criterion, "weight": 1.0, "asked_by": "Finance",
        "matters": "It matters.", "enough": "Enough.", "practise": "Practise it.",
    }  # fmt: skip


def _probe(probe: str, criterion: str, phase: str, if_number: list[str]) -> dict[str, Any]:
    return {
        "id": probe, "criterion": criterion, "phase": phase,
        "question": [f"Question {probe} one?", f"Question {probe} two?"],
        "if_vague": [f'You said "{{quote}}", so what is {probe}?', f"Press {probe} firmly?"],
        "if_deferred": [f"Why is {probe} for later?"],
        "if_number": if_number,
        "hint": f"Hint for {probe}.",
    }  # fmt: skip


SCENARIO = Scenario.model_validate_json(
    json.dumps(
        {
            "id": "small",
            "title": "Small",
            "opening": "Design something for us.",
            "phases": [
                {"id": "clarify", "title": "Clarify", "minutes": 5, "goal": "Find the goal."},
                {"id": "design", "title": "Design", "minutes": 10, "goal": "Design it.",
                 "enter": ["Walk me through it."], "invites": True},
                {"id": "deep-dive", "title": "Deep dive", "minutes": 10, "goal": "Defend it.",
                 "enter": ["Down to the details."]},
                {"id": "wrap-up", "title": "Wrap-up", "minutes": 5, "goal": "Finish."},
            ],
            "facts": [
                {"id": "volume", "visibility": "on-request", "asked_by": ["how many"],
                 "text": "We see 40,000 queries a day."},
                {"id": "secret", "visibility": "hidden", "asked_by": ["budget"], "text": "There is $900 left."},
            ],
            "constraints": [
                {"id": "cut", "visibility": "hidden", "phase": "design", "after_minutes": 6,
                 "text": "Finance has taken 70 percent away, so what goes?", "criterion": "scope-cut",
                 "gives_away": ["taken away"], "reveals": ["secret"]},
            ],
            "probes": [
                _probe("cost", "cost-target", "design", ["{sum} Who pays for that?", "Where does {figure} come from?"]),
                _probe("speed", "latency-target", "design", ["What breaks at {figure}?"]),
                _probe("metric", "success-metric", "clarify", []),
                _probe("owner", "ownership", "deep-dive", []),
            ],
            "rubric": {
                "id": "small",
                "title": "Small",
                "criteria": [
                    _criterion(c)
                    for c in ("success-metric", "latency-target", "cost-target", "scope-cut", "ownership")
                ],
            },
        }
    )
)  # fmt: skip

PERSONA = Persona.model_validate_json(
    json.dumps(
        {
            "id": "tester", "name": "Tess", "role": "Tester",
            "voice": {"timbre": "female", "rate_wpm": 170, "pitch": 50},
            "style": ["Plain."], "presses": ["latency-target", "cost-target"],
            "patience_s": 40, "follow_ups_per_probe": 2,
            "greeting": "Hello there.",
            "acknowledgements": _lines("Noted"),
            "call_backs": [f'Earlier you said "{{quote}}", {ordinal}.' for ordinal in _ORDINALS],
            "does_not_know": _lines("Assume what you need"),
            "cannot_say": _lines("I cannot say that"),
            "leaves_to_you": _lines("You choose"),
            "says_again": _lines("As before"),
            "rest_later": _lines("Ask the rest again"),
            "rest_unknown": _lines("The other thing nobody knows"),
            "not_yet": _lines("Leave that open"),
            "takes_time": _lines("Take your time"),
            "nudges": _lines("Think aloud"),
            "moves_on": _lines("We leave that"),
            "back_to_you": _lines("Let me ask"),
            "interruption": {"after_s": 120, "lines": _lines("Let me stop you")},
            "wrap_up": ["Any questions for me?"],
            "more_questions": _lines("Anything else"),
            "farewell": ["Goodbye."],
        }
    )
)  # fmt: skip


def interview(*, seed: int = 1, practice: bool = False, patience: float = 1.0) -> Interview:
    return Interview(SCENARIO, PERSONA, seed=seed, practice=practice, patience=patience)


def said(
    text: str,
    act: Act = Act.ANSWER,
    *,
    yields: bool = True,
    asks: bool = False,
    facts: tuple[str, ...] = (),
    observed: dict[str, tuple[Status, str]] | None = None,
    quantities: tuple[Quantity, ...] = (),
    ending: Ending = Ending.UNCLEAR,
    proposes_at: int | None = None,
) -> CandidateSaid:
    """An utterance with its reading; `observed` maps a criterion to its status and the words that show it."""
    observations = tuple(
        Observation(criterion, status, text.index(words), text.index(words) + len(words), "test")
        for criterion, (status, words) in (observed or {}).items()
    )
    asks = asks or act is Act.QUESTION
    return CandidateSaid(
        text, yields, Reading(act, asks, facts, observations, quantities, proposes_at, ending)
    )
