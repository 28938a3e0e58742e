import pytest

from simulator.evidence.observation import Status
from simulator.grading.scorecard import Verdict
from simulator.grading.verdict import COST, GOAL, LATENCY, SUCCESS, verdict

KEY = (GOAL, SUCCESS, LATENCY, COST)


def statuses(met: int, without: tuple[str, ...] = ()) -> dict[str, Status]:
    ids = [*KEY, *(f"other-{i}" for i in range(16))]
    able = [i for i in ids if i not in without]
    return {i: Status.MET if i in able[:met] else Status.VAGUE for i in ids}


@pytest.mark.parametrize(
    ("met", "without", "flags", "expected"),
    [
        (20, (), (), Verdict.STRONG_HIRE),
        (14, (), (), Verdict.STRONG_HIRE),
        (13, (), (), Verdict.HIRE),
        (14, (LATENCY,), (), Verdict.HIRE),
        (14, (GOAL,), (), Verdict.HIRE),
        (14, (), ("train-once",), Verdict.HIRE),
        (14, (), ("train-once", "generic-ml"), Verdict.BORDERLINE),
        (10, (), (), Verdict.HIRE),
        (9, (), (), Verdict.BORDERLINE),
        (7, (), (), Verdict.BORDERLINE),
        (6, (), (), Verdict.NO_HIRE),
        (16, (SUCCESS,), (), Verdict.NO_HIRE),
        (16, (), ("privacy-later",), Verdict.NO_HIRE),
        (16, (), ("accuracy-first",), Verdict.NO_HIRE),
    ],
)
def test_the_codebooks_arithmetic(met, without, flags, expected):
    decision, lines = verdict(statuses(met, without), flags)
    assert decision is expected
    assert lines[0].startswith(f"{met} of 20 criteria met")
    assert lines[-1].startswith(str(expected))


def test_every_rule_that_did_not_apply_is_shown_with_its_reason():
    _, lines = verdict(statuses(9), ("train-once", "generic-ml"))
    assert [line.split(":")[0] for line in lines] == [
        "9 of 20 criteria met, 2 red flags",
        "not no-hire",
        "not strong-hire",
        "not hire",
        "borderline",
    ]
    assert lines[3] == "not hire: fewer than half met (9 of 20); 2 red flags"
