"""How delivery is measured, and when it is not."""

from __future__ import annotations

import pytest

from simulator.content import library
from simulator.evidence.reader import Reader
from simulator.grading.delivery import delivery
from simulator.grading.grade import read_answers
from simulator.grading.scorecard import Delivery
from simulator.transcript import Speaker, Transcript, Turn

READER = Reader(library.rubric("ai-system-design"))


def measured(*turns: tuple[str, str, float, float]) -> Delivery:
    told = Transcript(tuple(Turn(Speaker(who), text, start, end) for who, text, start, end in turns))
    _, readings = read_answers(told, READER)
    return delivery(told, readings.values())


def test_pace_share_and_monologue_are_measured() -> None:
    said = measured(("interviewer", "One two three.", 0, 2), ("candidate", " ".join(["word"] * 30), 2, 14))
    assert (said.candidate_words, said.words_per_minute, said.longest_monologue_s) == (30, 150.0, 12)
    assert said.talk_share == pytest.approx(30 / 33, abs=0.001)


def test_times_of_typed_or_piped_answers_give_no_pace() -> None:
    said = measured(("interviewer", "Go.", 0, 1), ("candidate", " ".join(["word"] * 30), 1, 1.2))
    assert (said.words_per_minute, said.longest_monologue_s) == (None, None)
    assert said.candidate_words == 30


def test_questions_and_fillers_are_counted() -> None:
    said = measured(
        ("candidate", "Um, who are, uh, the users?", 0, 9), ("candidate", "I mean lawyers.", 9, 15)
    )
    assert (said.clarifying_questions, said.fillers) == (1, 3)


def test_a_word_said_over_the_interviewer_has_no_time_and_does_not_cost_the_pace() -> None:
    said = measured(
        ("candidate", " ".join(["word"] * 30), 0, 12),
        ("interviewer", "One two three.", 12, 20),
        ("candidate", "Mm-hm.", 15, 15),
    )
    assert (said.words_per_minute, said.longest_monologue_s) == (150.0, 12)


def test_where_much_was_said_without_times_no_pace_is_given() -> None:
    word = " ".join(["word"] * 30)
    said = measured(("candidate", word, 0, 12), ("candidate", word, 12, 12))
    assert (said.words_per_minute, said.longest_monologue_s) == (None, None)


def test_who_says_mm_hm_listens() -> None:
    said = measured(("candidate", "Mm-hm. Uh-huh. Um, hmm, er, right.", 0, 9))
    assert said.fillers == 3


def test_a_question_that_only_says_the_interviewers_back_is_not_clarifying() -> None:
    asked = "What happens to the personal data in the contracts?"
    said = measured(("interviewer", asked, 0, 5), ("candidate", asked, 5, 10))
    assert said.clarifying_questions == 0


def test_silence_before_an_answer_is_a_pause_and_after_it_is_not() -> None:
    said = measured(
        ("interviewer", "How fast must it be for them?", 0, 4),
        ("candidate", "Two seconds I would say.", 9.5, 12),
        ("interviewer", "And what may it cost?", 30, 33),
        ("candidate", "Three cents a query at most.", 34, 37),
    )
    assert (said.pauses, said.longest_pause_s) == (1, 5.5)


def test_typed_answers_have_no_pauses() -> None:
    said = measured(("interviewer", "Go.", 0, 1), ("candidate", " ".join(["word"] * 30), 9, 9))
    assert (said.pauses, said.longest_pause_s) == (None, None)
