"""Makes the golden recordings and the sample again: `python -m tests.recordings.make`.

It is for the day the interviewer is meant to do something else than in them; else they show that it does not.

Each is a whole interview between a persona and a simulated candidate, kept as a session would keep it.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from simulator.content import library
from simulator.recording.header import Mode, new_header
from simulator.recording.journal import Journal
from simulator.run_grading import grade_recording, keep
from tests.candidates import CANDIDATES, WORDS_PER_S, Answer, hold, hold_aloud

GOLDEN = Path(__file__).parent / "golden"
INTERVIEWS = (
    ("legal-assistant", "vp", "strong"),
    ("legal-assistant", "vp", "everything-at-once"),
    ("legal-assistant", "eng-lead", "vague"),
    ("legal-assistant", "legal-counsel", "deferring"),
    ("general", "vp", "silent"),
    ("general", "eng-lead", "asking"),
    ("general", "legal-counsel", "strong"),
)
"""Scenario, persona, candidate."""
SPOKEN = ("legal-assistant", "eng-lead", "asking")
"""The same, aloud: the sides pause, listen and talk over each other."""


def make(
    folder: Path,
    scenario_id: str,
    persona_id: str,
    answer: Answer,
    *,
    created: str = "2026-01-31T20:15:00+01:00",
    seed: int = 1,
    pace: float = WORDS_PER_S,
    thinks_s: Callable[[str], float] = lambda text: 0.0,
    aloud: bool = False,
) -> None:
    """Hold one interview and keep it in `folder` with its scorecard and report, in place of what was there.

    `pace` and `thinks_s` are of one that is typed.
    """
    scenario, persona = library.scenario(scenario_id), library.persona(persona_id)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    header = new_header(scenario, persona, created=created, mode=Mode.REALISTIC, seed=seed, settings={})
    journal = Journal.create(folder, header)
    if aloud:
        steps = hold_aloud(scenario, persona, answer, seed=seed)
    else:
        steps = hold(scenario, persona, answer, seed=seed, pace=pace, thinks_s=thinks_s)
    for step in steps:
        assert journal.append(step.at, step.event, step.actions) is None
    assert journal.close() is None
    assert keep(folder, grade_recording(folder)) == ()


def spoken_golden() -> Path:
    """Return the folder of the spoken interview."""
    return GOLDEN / "-".join((*SPOKEN, "aloud"))


if __name__ == "__main__":
    for scenario_id, persona_id, name in INTERVIEWS:
        make(GOLDEN / f"{scenario_id}-{persona_id}-{name}", scenario_id, persona_id, CANDIDATES[name]())
    scenario_id, persona_id, name = SPOKEN
    make(spoken_golden(), scenario_id, persona_id, CANDIDATES[name](), aloud=True)
    from tests.recordings.sample import make_sample

    make_sample()
