from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.evidence.observation import Status
from simulator.grading.scorecard import AnswerGrade, Delivery, Quote, Verdict
from simulator.reporting import wording
from simulator.reporting.findings import LONGEST_QUOTE, clock, findings, readable
from simulator.transcript import Transcript
from tests.reporting.scorecards import RUBRIC, SCORECARD, TRANSCRIPT, criterion

SHOWN = findings(SCORECARD, RUBRIC, TRANSCRIPT)


def test_gaps_come_by_weight_with_the_candidates_own_words() -> None:
    assert [(gap.title, gap.standing) for gap in SHOWN.gaps] == [
        ("Cost target", "put off"),
        ("Latency target", "nothing specific"),
        ("Monitoring", "not addressed"),
    ]
    cost = SHOWN.gaps[0]
    assert [(said.place, said.words) for said in cost.said] == [
        ("01:12", "Cost we can look at after launch.")
    ]
    assert (cost.asked_by, cost.matters) == ("Who asks of cost-target", "Why cost-target matters.")
    assert (cost.enough, cost.practise) == ("Enough for cost-target.", "An exercise in cost-target.")
    assert SHOWN.gaps[2].said == ()


def test_gaps_of_one_weight_come_from_not_addressed_to_vague() -> None:
    even = RUBRIC.model_copy(update={"criteria": tuple(criterion(c.id, 1) for c in RUBRIC.criteria)})
    standings = [gap.standing for gap in findings(SCORECARD, even, TRANSCRIPT).gaps]
    assert standings == ["not addressed", "put off", "nothing specific"]


def test_the_three_heaviest_gaps_are_practised() -> None:
    assert SHOWN.practise == SHOWN.gaps
    all_missing = tuple(dataclasses.replace(grade, status=Status.MISSING) for grade in SCORECARD.criteria)
    shown = findings(dataclasses.replace(SCORECARD, criteria=all_missing), RUBRIC, TRANSCRIPT)
    assert [gap.title for gap in shown.practise] == ["Success metric", "Cost target", "Latency target"]
    assert len(shown.gaps) == 4


def test_what_was_met_says_who_raised_it() -> None:
    (met,) = SHOWN.strengths
    assert (met.title, met.raised) == ("Success metric", "unprompted")
    assert [(said.place, said.words) for said in met.said] == [
        ("00:12", "We cut review time from four hours to one.")
    ]


def test_a_red_flag_comes_with_the_words_that_show_it() -> None:
    (flag,) = SHOWN.mistakes
    assert (flag.title, flag.said.place, flag.said.words) == (
        "Finished at launch",
        "02:12",
        "It is trained once and then it is done.",
    )
    assert (flag.matters, flag.instead) == ("Reads as no second year.", "Name the loop.")


def test_answers_are_read_by_their_net_and_say_what_was_decided_in_them() -> None:
    rows = [(a.number, a.clock, a.signal, a.noise, a.net, a.reading, a.held) for a in SHOWN.answers]
    assert rows == [
        (
            "1",
            "00:12",
            "7",
            "2",
            "5",
            "strong",
            "Success metric: met; Latency target: nothing specific; touched without committing",
        ),
        ("2", "01:12", "0", "2", "-2", "against you", "Cost target: put off; touched without committing"),
        ("3", "02:12", "0", "3", "-3", "against you", "Finished at launch: red flag"),
    ]


@pytest.mark.parametrize(("net", "reading"), [(5.0, "strong"), (4.9, ""), (0.0, ""), (-0.1, "against you")])
def test_the_bounds_of_a_net(net: float, reading: str) -> None:
    card = dataclasses.replace(SCORECARD, answers=(AnswerGrade(1, max(net, 0), max(-net, 0)),))
    assert findings(card, RUBRIC, TRANSCRIPT).answers[0].reading == reading


def test_what_could_not_be_assessed_is_neither_met_nor_missed() -> None:
    grades = (
        *SCORECARD.criteria[:3],
        dataclasses.replace(SCORECARD.criteria[3], status=Status.NOT_ASSESSED, reason="no key"),
    )
    shown = findings(dataclasses.replace(SCORECARD, criteria=grades), RUBRIC, TRANSCRIPT)
    assert shown.not_assessed == (("Monitoring", "no key"),)
    assert "Monitoring" not in [part.title for part in (*shown.gaps, *shown.strengths, *shown.practise)]


def test_too_little_to_judge_gives_the_reason_and_no_score() -> None:
    card = dataclasses.replace(
        SCORECARD, verdict=Verdict.INSUFFICIENT_EVIDENCE, arithmetic=("2 answers; at least 3 are needed",)
    )
    shown = findings(card, RUBRIC, TRANSCRIPT)
    assert shown.arithmetic == ("2 answers; at least 3 are needed",)
    assert not shown.judged
    assert (shown.gaps, shown.mistakes, shown.strengths, shown.answers, shown.practise) == ((),) * 5


def test_measures_are_in_words_and_say_where_there_are_none() -> None:
    assert SHOWN.delivery == (
        ("Words", "29"),
        ("Pace", "14 words a minute"),
        ("Share of all words", "83%"),
        ("Longest monologue", "1 min 22 s"),
        ("Pauses of 3 seconds or more before an answer", "1, the longest 4 s"),
        ("Clarifying questions", "0"),
        ("Fillers", "at least 0"),
    )
    unknown = dataclasses.replace(SCORECARD, delivery=Delivery(0, None, None, None, 0, 0))
    values = [value for _, value in findings(unknown, RUBRIC, TRANSCRIPT).delivery]
    assert values[1] == values[3] == "not measured: typed, or without the times of speech"
    assert "Fillers" not in dict(findings(unknown, RUBRIC, TRANSCRIPT).delivery), "who types has none"
    assert values[2] == "not measured: only one side spoke"
    fluent = dataclasses.replace(SCORECARD.delivery, pauses=0, longest_pause_s=1.5)
    shown = findings(dataclasses.replace(SCORECARD, delivery=fluent), RUBRIC, TRANSCRIPT).delivery
    assert dict(shown)[wording.PAUSES] == "0"


def test_the_duration_is_that_of_the_transcript() -> None:
    assert SHOWN.duration == "2 min 55 s"
    timeless = Transcript(tuple(dataclasses.replace(turn, start=0.0, end=0.0) for turn in TRANSCRIPT.turns))
    assert findings(SCORECARD, RUBRIC, timeless).duration == ""


def test_the_grader_and_the_rubric_are_named() -> None:
    assert SHOWN.graded_by == "Grader rules 0.1.0, rubric ai-system-design 5b1e5b1e5b1e"


def test_a_long_quote_is_cut_and_a_rubric_of_another_kind_refused() -> None:
    long = dataclasses.replace(SCORECARD.criteria[0], evidence=(Quote(1, 0.0, "x" * 10_000),))
    card = dataclasses.replace(SCORECARD, criteria=(long, *SCORECARD.criteria[1:]))
    words = findings(card, RUBRIC, TRANSCRIPT).strengths[0].said[0].words
    assert (len(words), words[-2:]) == (LONGEST_QUOTE, "x…")
    with pytest.raises(KeyError):
        findings(SCORECARD, RUBRIC.model_copy(update={"criteria": RUBRIC.criteria[:1]}), TRANSCRIPT)


@pytest.mark.parametrize(
    ("seconds", "text"), [(0, "00:00"), (59.9, "00:59"), (61, "01:01"), (4500.5, "75:00")]
)
def test_a_moment_is_minutes_and_seconds(seconds: float, text: str) -> None:
    assert clock(seconds) == text


def test_words_are_kept_and_what_a_terminal_acts_on_is_not() -> None:
    assert readable(" a\r\n\tb\x1b[31m\x00 c \u202ed\u2028e ") == "a b[31m c d e"
    assert (
        readable("zwölf \u0646\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645 👩\u200d💻")
        == "zwölf \u0646\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645 👩\u200d💻"
    )


@settings(deadline=None)
@given(st.text())
def test_readable_text_is_one_printable_line_and_stays_as_it_is(text: str) -> None:
    once = readable(text)
    assert once == readable(once) == once.strip()
    assert once.replace("\u200c", "").replace("\u200d", "").isprintable()
