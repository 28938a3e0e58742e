from __future__ import annotations

from pathlib import Path

import pytest

from simulator.content import library
from simulator.evidence.observation import Status
from simulator.grading.course import Flagged, Moved, course
from simulator.grading.grade import grade
from simulator.recording.foreign import read_transcript
from tests.grading.test_grade import RUBRIC, talk

CORPUS = Path(__file__).parents[2] / "benchmarks" / "corpus" / "dev"


@pytest.mark.parametrize("name", ["dev-01", "dev-07", "dev-16"])
def test_all_changes_together_come_to_what_is_held_at_the_end(name: str) -> None:
    scenario = library.scenario("legal-assistant")
    transcript = read_transcript(CORPUS / f"{name}.json").transcript
    statuses = {criterion.id: Status.MISSING for criterion in RUBRIC.criteria}
    flags = set()
    for turn, changes in course(transcript, RUBRIC, scenario.probes):
        for change in changes:
            if isinstance(change, Moved):
                assert change.before is statuses[change.criterion]
                assert change.quote.turn <= turn
                assert change.quote.text in transcript.turns[change.quote.turn].text
                statuses[change.criterion] = change.now
            elif change.is_shown:
                flags.add(change.red_flag)
            else:
                flags.remove(change.red_flag)
    card = grade(transcript, RUBRIC, scenario.id, scenario.probes)
    assert statuses == {grade.id: grade.status for grade in card.criteria}
    assert flags == {flag.id for flag in card.red_flags}


def _moves(criterion: str, *lines: str) -> list[tuple[int, Status, Status]]:
    return [
        (turn, change.before, change.now)
        for turn, changes in course(talk(*lines), RUBRIC)
        for change in changes
        if isinstance(change, Moved) and change.criterion == criterion
    ]


def test_a_later_answer_that_goes_further_is_a_change_of_its_own() -> None:
    assert _moves(
        "latency-target",
        "How long may it take?",
        "It should be fast.",
        "How fast?",
        "Two seconds at p95 for every reply.",
        "Why?",
        "Two seconds at p95 is what the phone menu takes.",
    ) == [(1, Status.MISSING, Status.VAGUE), (3, Status.VAGUE, Status.MET)]


def test_what_is_taken_back_is_a_change_too() -> None:
    (_, was, now), (turn, before, after) = _moves(
        "latency-target",
        "How long may it take?",
        "Two seconds at p95 for every reply.",
        "Are you sure?",
        "Actually no, I take back the two seconds.",
    )
    assert (was, now) == (Status.MISSING, Status.MET)
    assert (turn, before) == (3, Status.MET)
    assert after is not Status.MET


def test_a_red_flag_is_shown_where_it_was_and_taken_back_where_it_was() -> None:
    flagged = [
        (turn, change.red_flag, change.is_shown)
        for turn, changes in course(
            talk(
                "What about personal data?",
                "Privacy we can add later, once it is live.",
                "Really?",
                "No, you're right. Names and addresses are replaced by tags on our own server before any model "
                "call, and retrieval is filtered by the permissions on the matter.",
            ),
            RUBRIC,
        )
        for change in changes
        if isinstance(change, Flagged) and change.red_flag == "privacy-later"
    ]
    assert flagged == [(1, "privacy-later", True), (3, "privacy-later", False)]
