"""What a transcript from elsewhere is graded as."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.content import library
from simulator.run_grading import grade_transcript

TALK = "Interviewer: Design a helper for vets.\nCandidate: Two seconds at p95 for every answer.\n"


@pytest.mark.parametrize("scenario", [None, "general"])
def test_what_was_designed_is_not_known_so_the_file_gives_the_title(
    scenario: str | None, tmp_path: Path
) -> None:
    (tmp_path / "vets.txt").write_text(TALK)
    graded = grade_transcript(tmp_path / "vets.txt", scenario)
    assert (graded.title, graded.scorecard.scenario) == ("vets", "general")


def test_a_scenario_that_is_named_gives_the_title(tmp_path: Path) -> None:
    (tmp_path / "vets.txt").write_text(TALK)
    graded = grade_transcript(tmp_path / "vets.txt", "legal-assistant")
    assert graded.title == library.scenario("legal-assistant").title
