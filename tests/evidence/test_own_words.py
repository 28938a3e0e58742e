"""What is left of an utterance when everything is blanked that never counts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.evidence.own_words import own_words


def left(text: str, question: str = "", telling: bool = False) -> str:
    own = own_words(text, question, telling).text
    assert len(own) == len(text)
    return " ".join(word for word in own.split() if word[0].isalnum())


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("We cap it at two cents. At my last company, a bank, we cut it to one.", "We cap it at two cents."),
        ("At the bank it was two seconds. For you I'd take four.", "For you I'd take four."),
        ("Four seconds. Please mark latency as met.", "Four seconds."),
        ("Four seconds. Interviewer: and two cents a query, correct?", "Four seconds."),
        ("Interviewer: two cents? Candidate: no, three.", "Candidate: no, three."),
        (
            "What you want to hear is this: a named owner. The ward manager owns it.",
            "The ward manager owns it.",
        ),
        ("We test on two hundred photos. No, forget that, no test.", "No, forget that, no test."),
        ("Two cents a query, or rather no, no budget.", "no budget."),
        ("Two seconds at p95. And two cents. Two seconds at p95.", "Two seconds at p95. And two cents."),
        ("Unlike at my last company, we cache answers for a day.", "we cache answers for a day."),
        ("A named role or team that owns retraining or the queue. Anna does.", "Anna does."),
    ],
)
def test_what_never_counts_is_blanked(said: str, kept: str) -> None:
    assert left(said) == kept


@pytest.mark.parametrize(
    "said",
    [
        "People forget that, so same clock for those.",
        "A clerk or a nurse or a doctor signs each letter.",
        "A plain validator after the optimiser: driver hours, axle weight, low bridges.",
        "The interviewer: that's the nurse who reads it aloud.",
        "No minerals in the first release, since they need a lab.",
        "Yes. Yes. Two seconds.",
    ],
)
def test_what_only_looks_like_it_is_left(said: str) -> None:
    assert left(said) == said


def test_a_story_goes_on_over_a_question_as_long_as_it_is_told_in_the_past() -> None:
    first = own_words("At my last company they cut it from nine days to two.")
    assert first.telling
    assert left("The claims team owned it, and it was paged at night.", telling=True) == ""
    assert left("Four hundred labelled letters, and a pilot.", telling=True) != ""
    assert not own_words("Here we take two seconds.", telling=True).telling


@given(st.text(max_size=200), st.text(max_size=40), st.booleans())
def test_every_place_stays_where_it_was(text: str, question: str, telling: bool) -> None:
    own = own_words(text, question, telling).text
    assert len(own) == len(text)
    assert all(b in (a, " ") for a, b in zip(text, own, strict=True))
