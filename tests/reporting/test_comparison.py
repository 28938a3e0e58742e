from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import assume, given
from rich.console import Console

from simulator.evidence.observation import Status
from simulator.grading.scorecard import AnswerGrade, Scorecard, Verdict
from simulator.reporting import comparison, side_by_side
from simulator.reporting.comparison import compare, incomparable
from tests.reporting.scorecards import RUBRIC, SCORECARD, SCORECARDS


def _after(statuses: dict[str, Status], **change: object) -> Scorecard:
    criteria = tuple(
        replace(grade, status=statuses.get(grade.id, grade.status)) for grade in SCORECARD.criteria
    )
    return replace(SCORECARD, criteria=criteria, **change)  # type: ignore[arg-type]


BETTER = _after(
    {"latency-target": Status.MET, "success-metric": Status.VAGUE, "cost-target": Status.MISSING},
    verdict=Verdict.HIRE,
    red_flags=(),
    answers=(AnswerGrade(1, 4.0, 4.0), AnswerGrade(3, 4.5, 4.5), AnswerGrade(5, 5.0, 5.1)),
)


def test_gained_lost_and_otherwise_changed() -> None:
    difference = compare(SCORECARD, BETTER)
    assert [c.criterion for c in difference.changed] == ["success-metric", "latency-target", "cost-target"]
    assert [c.criterion for c in difference.criteria if c.is_gained] == ["latency-target"]
    assert [c.criterion for c in difference.criteria if c.is_lost] == ["success-metric"]
    assert (difference.flags_gone, difference.flags_come, difference.flags_kept) == (("train-once",), (), ())
    assert list(comparison.told(difference)) == [
        f"verdict: {SCORECARD.verdict} -> hire",
        "- success-metric: met -> vague",
        "+ latency-target: vague -> met",
        "~ cost-target: deferred -> missing",
        "+ red flag gone: train-once",
    ]
    assert not difference.is_same
    assert (difference.averages[1].signal, difference.averages[1].noise, difference.averages[1].net) == (
        4.5,
        4.5,
        0.0,
    )
    assert str(difference.averages[1].net) == "0.0", "no -0.0"


def test_of_too_little_to_be_judged_there_are_no_averages() -> None:
    too_little = replace(BETTER, verdict=Verdict.INSUFFICIENT_EVIDENCE)
    assert comparison.averages(too_little) == comparison.Averages(None, None, None)


def test_the_other_way_round_gains_what_was_lost() -> None:
    back = compare(BETTER, SCORECARD)
    assert [c.criterion for c in back.criteria if c.is_gained] == ["success-metric"]
    assert back.flags_come == ("train-once",)
    assert "- red flag: train-once" in list(comparison.told(back))


def test_what_could_not_be_judged_is_neither_gained_nor_lost() -> None:
    unjudged = _after({"success-metric": Status.NOT_ASSESSED}, verdict=Verdict.INSUFFICIENT_EVIDENCE)
    for difference in (compare(SCORECARD, unjudged), compare(unjudged, SCORECARD)):
        assert [c.criterion for c in difference.changed] == ["success-metric"]
        assert not [c for c in difference.criteria if c.is_gained or c.is_lost]


@given(SCORECARDS)
def test_any_scorecard_is_the_same_as_itself(scorecard: Scorecard) -> None:
    assume(len({grade.id for grade in scorecard.criteria}) == len(scorecard.criteria))
    difference = compare(scorecard, scorecard)
    assert difference.is_same
    assert list(comparison.told(difference)) == []


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (
            {"rubric": "other", "rubric_sha256": "0" * 64},
            "one is graded by the rubric ai-system-design, the other by other",
        ),
        ({"rubric_sha256": "0" * 64}, "the rubric ai-system-design was changed between them"),
    ],
)
def test_another_rubric_is_no_comparison(change: dict[str, str], reason: str) -> None:
    other = replace(SCORECARD, grader=replace(SCORECARD.grader, **change))
    assert incomparable(SCORECARD, other).startswith(reason)
    with pytest.raises(ValueError, match="rubric"):
        compare(SCORECARD, other)


def test_as_json_says_the_same() -> None:
    document = json.loads(json.dumps(comparison.as_json(compare(SCORECARD, BETTER))))
    assert (document["gained"], document["lost"]) == (["latency-target"], ["success-metric"])
    assert document["red_flags"] == {"gone": ["train-once"], "come": [], "kept": []}
    assert document["means"]["net"]["after"] == 0.0
    assert len(document["criteria"]) == len(SCORECARD.criteria)


@pytest.mark.parametrize("width", [60, 80, 200])
def test_side_by_side_names_everything_and_fits(width: int) -> None:
    console = Console(width=width, record=True, file=None, quiet=False, force_terminal=False)
    with console.capture() as capture:
        side_by_side.show(compare(SCORECARD, BETTER), ("one [red]", "two"), RUBRIC, console)
    text = capture.get()
    assert max(map(len, text.splitlines())) <= width
    for words in (
        "A one [red]:",
        "B two: Hire",
        "Gained (1): Latency target",
        "Lost (1): Success metric",
        "Red flags gone (1)",
    ):
        assert words in " ".join(text.split())
    assert "\x1b" not in text
