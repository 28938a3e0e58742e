"""What stands around an interview on a screen: how it begins, and the clock."""

from __future__ import annotations

from simulator.content.persona import Persona
from simulator.content.scenario import Scenario
from simulator.run_interview import Progress


def time_line(progress: Progress, scenario: Scenario) -> str:
    """Return the clock in words: phase, time gone, time in all."""
    return f"{progress.phase} · {minutes(progress.elapsed_s)} of {minutes(scenario.minutes * 60)}"


def welcome_lines(scenario: Scenario, persona: Persona, recording: str) -> tuple[str, ...]:
    """Return what a candidate should know before the first question."""
    return (
        scenario.title,
        f"With {persona.name}, {persona.role}. {scenario.minutes:g} minutes; answer as in the room.",
        f"Recorded in {recording}",
    )


def minutes(seconds: float) -> str:
    """Return seconds as minutes and seconds, "12:05"."""
    return f"{int(seconds) // 60}:{int(seconds) % 60:02d}"
