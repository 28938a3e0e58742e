from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.interview.conduct import Conduct, ConductRule
from tests.interview.small import SCENARIO

LINES = (
    "What would that cost?",
    "What would that cost? And who pays?",
    "Good point. What would that cost?",
    "That is seven out of ten.",
    "Would 41 seconds do?",
    "Would forty-one seconds do?",
    "Again. Again.",
    "",
)
TERMS = [term for constraint in SCENARIO.constraints for term in constraint.gives_away]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["heard", "said", "asked"]),
            st.sampled_from([*LINES, *(f"So {t}?" for t in TERMS)]),
        )
    )
)
def test_what_is_allowed_is_what_breaks_no_rule(steps: list[tuple[str, str]]) -> None:
    conduct = Conduct(SCENARIO)
    for step, line in steps:
        if step == "heard":
            conduct.heard(line)
        elif step == "said":
            conduct.said(line)
        else:
            assert conduct.allows(line) == (not conduct.broken_by(line))


@pytest.mark.parametrize("order", [("Say 41.", "Or 42."), ("Or 42.", "Say 41.")])
def test_every_number_the_candidate_said_may_be_said_back(order: tuple[str, str]) -> None:
    conduct = Conduct(SCENARIO)
    assert conduct.broken_by("Would forty-one do?") == (ConductRule.FOREIGN_NUMBER,)
    for text in order:
        conduct.heard(text)
    assert conduct.allows("Would forty-one do?")
    assert conduct.allows("Would 42 do?")
    assert not conduct.allows("Would 43 do?")


def test_one_interview_knows_nothing_of_another() -> None:
    one, other = Conduct(SCENARIO), Conduct(SCENARIO)
    one.heard("41 seconds.")
    one.said("What would that cost?")
    assert not one.allows("What would that cost?")
    assert other.allows("What would that cost?")
    assert one.allows("Would 41 seconds do?")
    assert not other.allows("Would 41 seconds do?")
