from __future__ import annotations

import json
from dataclasses import replace

import pytest
from rich.console import Console

from simulator.evidence.observation import Status
from simulator.grading.scorecard import Scorecard, Verdict
from simulator.reporting import progress
from simulator.reporting.progress import Graded
from tests.reporting.scorecards import RUBRIC, SCORECARD


def _card(*met: str, verdict: Verdict = Verdict.BORDERLINE) -> Scorecard:
    statuses = {grade.id: Status.MET if grade.id in met else Status.MISSING for grade in SCORECARD.criteria}
    if verdict is Verdict.INSUFFICIENT_EVIDENCE:
        # What little was said may still hold something.
        statuses = dict.fromkeys(statuses, Status.NOT_ASSESSED) | {"success-metric": Status.VAGUE}
    criteria = tuple(replace(grade, status=statuses[grade.id]) for grade in SCORECARD.criteria)
    return replace(SCORECARD, criteria=criteria, verdict=verdict)


def _graded(day: int, card: Scorecard) -> Graded:
    return Graded(f"r{day}", f"2026-01-{day:02d}T20:15:00+01:00", "vp", 30.0, card, RUBRIC)


DONE = progress.progress(
    [
        _graded(3, _card("success-metric", "cost-target", "latency-target", verdict=Verdict.HIRE)),
        _graded(1, _card("success-metric")),
        _graded(2, _card(verdict=Verdict.INSUFFICIENT_EVIDENCE)),
    ],
    ["r4"],
)


def _shown(done: progress.Progress, width: int = 80) -> str:
    console = Console(width=width, force_terminal=False)
    with console.capture() as capture:
        progress.show(done, console)
    text = capture.get()
    assert max(map(len, text.splitlines())) <= width
    return text


def test_in_the_order_they_were_held_and_unjudged_ones_have_no_numbers() -> None:
    assert [(a.recording, a.met, a.criteria, a.verdict.value) for a in DONE.attempts] == [
        ("r1", 1, 4, "borderline"),
        ("r2", None, 4, "insufficient-evidence"),
        ("r3", 3, 4, "hire"),
    ]
    assert DONE.attempts[1].net is None


def test_missed_most_often_counts_only_where_it_was_judged() -> None:
    assert [(m.criterion, m.missed, m.judged) for m in DONE.missed] == [
        ("monitoring", 2, 2),
        ("latency-target", 1, 2),
        ("cost-target", 1, 2),
    ]


def test_as_json() -> None:
    document = json.loads(progress.as_json(DONE))
    assert document["format"] == 1
    assert document["ungraded"] == ["r4"]
    assert document["attempts"][2]["met"] == 3
    assert document["missed"][0] == {
        "criterion": "monitoring",
        "title": "Monitoring",
        "missed": 2,
        "judged": 2,
    }


def test_table_plot_and_what_is_missed_fit_eighty_columns() -> None:
    text = _shown(DONE)
    assert "2026-01-03  " in text
    assert "1/4" in text
    assert "Not judged" in text
    assert "1 recording has no scorecard yet" in text
    assert "2 of 2  Monitoring" in text
    plot = text[text.index("100%") : text.index("  0%") + 12]
    assert plot.count("█") == 1 + 4, "a quarter of six lines and three quarters"


def test_nothing_yet() -> None:
    assert "No interview has been graded yet." in _shown(progress.progress([], []))


@pytest.mark.parametrize("width", [40, 80, 120])
def test_hundreds_of_interviews_fit(width: int) -> None:
    many = progress.progress([_graded(1 + n % 28, _card("success-metric")) for n in range(300)], [])
    _shown(many, width)
