"""What a candidate's words answer."""

from __future__ import annotations

import pytest

from simulator.transcript import Speaker, Transcript, Turn

ASKED = "What does a query cost?"


def transcript(*texts: str) -> Transcript:
    """The interviewer begins; the sides take turns."""
    sides = (Speaker.INTERVIEWER, Speaker.CANDIDATE)
    return Transcript(tuple(Turn(sides[n % 2], text, n, n) for n, text in enumerate(texts)))


@pytest.mark.parametrize(
    ("texts", "before"),
    [
        ((), ""),
        ((ASKED,), ASKED),
        ((ASKED, "How many are there?", "40,000 a day."), f"{ASKED} 40,000 a day."),
        (
            (ASKED, "How many are there?", "40,000 a day.", "And the budget?", "None yet."),
            f"{ASKED} 40,000 a day. None yet.",
        ),
        ((ASKED, "Give me a second.", "Take your time."), f"{ASKED} Take your time."),
        ((ASKED, "Two seconds.", "Walk me through it."), "Walk me through it."),
        ((ASKED, "How many are there?", "40,000 a day. So what is it?"), "40,000 a day. So what is it?"),
        (
            (ASKED, "Five cents a query, and that is the ceiling I set.", "Walk me through it."),
            "Walk me through it.",
        ),
    ],
)
def test_a_question_stays_open_over_what_was_asked_in_between(texts: tuple[str, ...], before: str) -> None:
    assert transcript(*texts).question_before(len(texts)) == before
