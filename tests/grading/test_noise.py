"""What a speech recogniser does to words costs the grader little: no capitals, no marks, misheard and lost words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from difflib import SequenceMatcher
from functools import cache

import pytest

from benchmarks.noise import Recogniser, plain
from simulator.content import library
from simulator.evidence.observation import Status
from simulator.evidence.reader import Reader
from simulator.grading.grade import grade
from simulator.grading.scorecard import Scorecard
from simulator.transcript import Speaker, Transcript
from tests.grading.strong import INTERVIEWS, LOST_PROPERTY, transcript

RUBRIC = library.rubric("ai-system-design")
READER = Reader(RUBRIC)


def heard(told: Transcript, by: Callable[[str], str]) -> Scorecard:
    turns = (
        replace(turn, text=by(turn.text)) if turn.speaker is Speaker.CANDIDATE else turn
        for turn in told.turns
    )
    return grade(Transcript(tuple(turns)), RUBRIC, "x", reader=READER)


def statuses(card: Scorecard) -> dict[str, Status]:
    return {criterion.id: criterion.status for criterion in card.criteria}


def met(card: Scorecard) -> set[str]:
    return {criterion for criterion, status in statuses(card).items() if status is Status.MET}


@cache
def strong() -> Transcript:
    return transcript(LOST_PROPERTY)


@cache
def recogniser() -> Recogniser:
    return Recogniser([turn.text for _, turn in strong().candidate_turns()])


@pytest.mark.parametrize("name", INTERVIEWS)
def test_capitals_say_nothing(name: str) -> None:
    told = transcript(INTERVIEWS[name])
    assert statuses(heard(told, str.lower)) == statuses(heard(told, str))


def test_without_marks_nearly_all_that_was_met_is_met() -> None:
    as_said, without = heard(strong(), str), heard(strong(), plain)
    assert len(met(as_said) - met(without)) <= 1
    assert without.verdict is as_said.verdict
    assert not without.red_flags


@pytest.mark.parametrize("seed", ["0", "1"])
def test_with_a_tenth_of_the_words_wrong_most_that_was_met_is_met(seed: str) -> None:
    as_said = met(heard(strong(), str))
    noisy = heard(strong(), lambda text: recogniser().hear(text, seed))
    assert len(as_said - met(noisy)) <= len(as_said) // 5
    assert not noisy.red_flags


def test_the_recogniser_gets_about_a_tenth_wrong_and_the_same_each_time() -> None:
    text = " ".join(turn.text for _, turn in strong().candidate_turns())
    words = plain(text).split()
    once, again, other = (recogniser().hear(text, seed) for seed in ("0", "0", "1"))
    kept = sum(
        block.size
        for block in SequenceMatcher(None, words, once.split(), autojunk=False).get_matching_blocks()
    )
    assert 0.05 < 1 - kept / len(words) < 0.13
    assert once == again != other
