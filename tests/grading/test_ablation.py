"""A strong interview without the sentences that earn one criterion lacks that criterion, and no other."""

from __future__ import annotations

from functools import cache

import pytest

from simulator.content import library
from simulator.evidence.observation import Status
from simulator.grading.grade import grade
from simulator.grading.scorecard import Verdict
from tests.grading.strong import INTERVIEWS, beside, transcript

RUBRIC = library.rubric("ai-system-design")
CRITERIA = [criterion.id for criterion in RUBRIC.criteria]

LEAST = 0.8
"""Share of the criteria and interviews in which nothing is left of a criterion without its sentences."""


@cache
def statuses(interview: str, without: str = "") -> dict[str, Status]:
    card = grade(transcript(INTERVIEWS[interview], {without}), RUBRIC, interview)
    return {c.id: c.status for c in card.criteria}


@pytest.mark.parametrize("interview", INTERVIEWS)
def test_the_whole_interview_is_strong(interview: str) -> None:
    card = grade(transcript(INTERVIEWS[interview]), RUBRIC, interview)
    assert card.verdict is Verdict.STRONG_HIRE
    assert [c.id for c in card.criteria if c.status is not Status.MET] == []
    assert card.red_flags == ()


@pytest.mark.parametrize("criterion", CRITERIA)
def test_without_its_sentences_a_criterion_is_missing(criterion: str) -> None:
    left = {interview: statuses(interview, criterion)[criterion] for interview in INTERVIEWS}
    assert Status.MISSING in left.values(), left


def test_nearly_always_in_both_interviews() -> None:
    """What is left over is read into sentences on something else; each such case is one too many."""
    wrong = [
        f"{interview}: {criterion} is still {status}"
        for interview in INTERVIEWS
        for criterion in CRITERIA
        if (status := statuses(interview, criterion)[criterion]) is not Status.MISSING
    ]
    assert len(wrong) <= (1 - LEAST) * len(INTERVIEWS) * len(CRITERIA), "\n".join(wrong)


@pytest.mark.parametrize("criterion", CRITERIA)
@pytest.mark.parametrize("interview", INTERVIEWS)
def test_no_other_criterion_changes(interview: str, criterion: str) -> None:
    whole, less = statuses(interview), statuses(interview, criterion)
    rest = [c for c in CRITERIA if c not in beside(INTERVIEWS[interview], criterion)]
    assert {c: less[c] for c in rest} == {c: whole[c] for c in rest}
