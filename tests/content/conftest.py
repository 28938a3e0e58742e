"""A small scenario, persona and rubric in a folder of their own; tests change one thing in them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from simulator.content import library

RUBRIC = """\
id: small
title: A small standard
criteria:
  - id: cost-target
    title: Cost
    weight: 3
    asked_by: Finance
    matters: Somebody pays the bill.
    enough: Money per query.
    practise: Price one query.
  - id: latency-target
    title: Latency
    weight: 2.5
    asked_by: Engineering
    matters: Nobody waits.
    enough: Seconds per answer.
    practise: Set a budget.
red_flags:
  - id: train-once
    title: Trains once
    matters: It decays.
    instead: Close the loop.
"""

SCENARIO = """\
id: toy
title: A toy
opening: Design a toy.
phases:
  - id: talk
    title: Talk
    minutes: 10
    goal: Talk about it
    enter: ["Tell me how you would begin."]
  - id: end
    title: End
    minutes: 5
    goal: Wrap up
facts:
  - id: volume
    visibility: hidden
    asked_by: [how many]
    text: Forty thousand a day.
constraints:
  - id: halved
    visibility: hidden
    text: The budget is halved. What changes?
    phase: talk
    after_minutes: 5
    criterion: cost-target
    gives_away: [budget]
    reveals: [volume]
probes:
  - id: cost
    criterion: cost-target
    phase: talk
    question: ["What does one query cost?"]
    if_vague: ['You said "{quote}". What is that in money?']
    if_deferred: ["Who pays until then?"]
    if_number: ["{sum} Who pays for that?", "{figure} is a lot."]
    hint: Name money per query.
rubric: small
"""

PERSONA = """\
id: boss
name: Sam Boss
role: Boss
voice: {timbre: male, rate_wpm: 160, pitch: 50}
style: [Short sentences.]
presses: [cost-target, latency-target]
patience_s: 8
follow_ups_per_probe: 2
greeting: Good to meet you.
acknowledgements: [Noted.]
call_backs: ['Earlier you said "{quote}".']
does_not_know: [I don't know that. Assume what you need.]
not_yet: [Let us keep to what we have.]
takes_time: [Take a moment.]
nudges: ["Where are you with this?"]
moves_on: [Let us leave that.]
back_to_you: [I would rather hear yours.]
interruption: {after_s: 120, lines: ["Let me stop you there."]}
wrap_up: ["We are nearly out of time. What would you like to ask me?"]
more_questions: [Anything else]
farewell: [Thank you for coming.]
cannot_say: [I must leave that open.]
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working directory, with nothing shipped beside it, holding `toy`, `boss` and `small`."""
    (tmp_path / "scenarios" / "rubrics").mkdir(parents=True)
    (tmp_path / "personas").mkdir()
    (tmp_path / "scenarios" / "rubrics" / "small.yaml").write_text(RUBRIC)
    (tmp_path / "scenarios" / "toy.yaml").write_text(SCENARIO)
    (tmp_path / "personas" / "boss.yaml").write_text(PERSONA)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(library, "SHIPPED", tmp_path / "shipped")
    return tmp_path


@pytest.fixture
def faults_with(folder: Path) -> Callable[[str, str, str], tuple[str, ...]]:
    """Return the faults of one of the three files once a part of it is written differently."""
    files = {
        "scenario": ("scenarios/toy.yaml", SCENARIO),
        "persona": ("personas/boss.yaml", PERSONA),
        "rubric": ("scenarios/rubrics/small.yaml", RUBRIC),
    }

    def changed(kind: str, old: str, new: str) -> tuple[str, ...]:
        path, text = files[kind]
        assert old in text
        (folder / path).write_text(text.replace(old, new, 1))
        return library.check(path)

    return changed
