"""How much of a transcript is read, and that whoever reads the scorecard is told where it stopped."""

from __future__ import annotations

from simulator.content import library
from simulator.grading.course import course
from simulator.grading.explain import explain
from simulator.grading.grade import grade
from simulator.grading.reach import LONGEST_QUESTION, MOST_READ, MOST_TURNS, within_reach
from simulator.transcript import Speaker, Transcript, Turn

RUBRIC = library.rubric("ai-system-design")
COMMITS = "Every reply comes within two seconds at p95, and a call costs three cents at most. "


def turns(*said: tuple[Speaker, str]) -> Transcript:
    return Transcript(tuple(Turn(who, text, float(i), i + 1.0) for i, (who, text) in enumerate(said)))


def characters(transcript: Transcript) -> int:
    return sum(len(turn.text) for turn in transcript.turns)


def test_an_interview_is_read_whole() -> None:
    hour = turns(
        *((who, "six words are in this sentence. " * 10) for who in (*Speaker,) * 90)  # 60,000 characters
    )
    assert within_reach(hour) == (hour, "")


def test_one_endless_answer_is_read_up_to_a_length() -> None:
    read, unread = within_reach(turns((Speaker.INTERVIEWER, "Go."), (Speaker.CANDIDATE, "a " * 3_000_000)))
    assert characters(read) == MOST_READ
    assert unread == f"too long: nothing after the first {MOST_READ - 3:,} characters of turn 1 was read"


def test_many_tiny_turns_are_read_up_to_a_number() -> None:
    read, unread = within_reach(turns(*((Speaker.CANDIDATE, "a") for _ in range(MOST_TURNS + 5))))
    assert len(read.turns) == MOST_TURNS
    assert unread == f"too long: nothing from turn {MOST_TURNS} on was read"


def test_turns_after_the_length_is_reached_are_not_read() -> None:
    whole = (Speaker.CANDIDATE, "a" * MOST_READ)
    read, unread = within_reach(turns(whole, (Speaker.CANDIDATE, "more")))
    assert len(read.turns) == 1
    assert unread == "too long: nothing from turn 1 on was read"


def test_of_an_endless_question_the_end_is_read() -> None:
    asked = turns(
        (Speaker.INTERVIEWER, "x" * 5_000_000 + "How fast must it be?"), (Speaker.CANDIDATE, COMMITS)
    )
    read, unread = within_reach(asked)
    assert len(read.turns[0].text) == LONGEST_QUESTION
    assert read.turns[0].text.endswith("How fast must it be?")
    assert read.turns[1].text == COMMITS
    assert not unread


def test_grade_explain_and_course_read_the_same_stretch_and_the_scorecard_tells() -> None:
    question = (Speaker.INTERVIEWER, "x" * LONGEST_QUESTION)
    told = [question] * (MOST_READ // LONGEST_QUESTION - 1)
    beyond = turns(*told, (Speaker.CANDIDATE, "y" * LONGEST_QUESTION), (Speaker.CANDIDATE, COMMITS))
    card = grade(beyond, RUBRIC, "x")
    assert card.arithmetic[0] == f"too long: nothing from turn {len(beyond.turns) - 1} on was read"
    latency = next(c for c in card.criteria if c.id == "latency-target")
    assert latency.turn is None
    assert explain(beyond, RUBRIC, "latency-target")[-1] == "final position: missing, no answer touches it"
    assert [index for index, _ in course(beyond, RUBRIC)] == [len(told)]
    nearly = turns(*told[1:], *((turn.speaker, turn.text) for turn in beyond.turns[-2:]))
    assert next(c for c in grade(nearly, RUBRIC, "x").criteria if c.id == "latency-target").turn
