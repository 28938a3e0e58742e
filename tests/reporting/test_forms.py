"""Both forms of the report show the same, and nothing that somebody else wrote acts on either."""

from __future__ import annotations

import dataclasses
import io
import re
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from rich.cells import cell_len
from rich.console import Console

from simulator.evidence.observation import Status
from simulator.grading.scorecard import Quote, Scorecard, Verdict
from simulator.reporting import terminal
from simulator.reporting.findings import LONGEST_QUOTE, findings, readable
from simulator.reporting.markdown import escaped, report
from simulator.transcript import Transcript
from tests.reporting.scorecards import RUBRIC, SCORECARD, TRANSCRIPT

TITLE, DATE = "Design an assistant", "2026-01-31 20:15"


def in_markdown(scorecard: Scorecard, transcript: Transcript = TRANSCRIPT, title: str = TITLE) -> str:
    return report(findings(scorecard, RUBRIC, transcript), title, DATE)


def in_terminal(
    scorecard: Scorecard,
    transcript: Transcript = TRANSCRIPT,
    title: str = TITLE,
    width: int = 100,
    **settings: Any,
) -> str:
    out = io.StringIO()
    console = Console(file=out, width=width, **settings)
    terminal.show(findings(scorecard, RUBRIC, transcript), title, DATE, console)
    return out.getvalue()


FORMS: dict[str, Callable[..., str]] = {"markdown": in_markdown, "terminal": in_terminal}
FORM = pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)


def saying(words: str) -> Scorecard:
    """The scorecard with other words of the candidate in every quote."""
    criteria = [
        dataclasses.replace(
            grade, evidence=tuple(dataclasses.replace(quote, text=words) for quote in grade.evidence)
        )
        for grade in SCORECARD.criteria
    ]
    flags = [dataclasses.replace(flag, quote=Quote(5, 132.5, words)) for flag in SCORECARD.red_flags]
    return dataclasses.replace(SCORECARD, criteria=tuple(criteria), red_flags=tuple(flags))


def plain(text: str) -> str:
    return " ".join(re.sub(r"[*|>]|^- ", " ", text, flags=re.MULTILINE).split())


@FORM
def test_the_report_shows_everything_in_the_order_that_helps(form: Callable[..., str]) -> None:
    shown = plain(form(SCORECARD))
    order = [
        "Design an assistant",
        "2026-01-31 20:15 · 2 min 55 s",
        "Verdict: No hire",
        "Missed, most important first",
        "Cost target: put off",
        "01:12 “Cost we can look at after launch.”",
        "Who asks for it: Who asks of cost-target",
        "Why it matters to them: Why cost-target matters.",
        "What would have been enough: Enough for cost-target.",
        "Latency target: nothing specific",
        "00:12 “It will be fast.”",
        "Monitoring: not addressed",
        "Red flags",
        "Finished at launch",
        "02:12 “It is trained once and then it is done.”",
        "To a hiring committee: Reads as no second year.",
        "The better position: Name the loop.",
        "Met",
        "Success metric: unprompted",
        "00:12 “We cut review time from four hours to one.”",
        "Signal and noise by answer",
        "7 + + 1 · ·",
        "0 · - 2 3 - -",
        "1 00:12 7 2 5 strong Success metric: met; Latency target: nothing specific; touched without committing",
        "2 01:12 0 2 -2 against you Cost target: put off; touched without committing",
        "Timing",
        "Success metric: 00:12",
        "Latency target: never",
        "Share of your words on the goal, ten minutes in at most: 31%",
        "Delivery",
        "Words: 29",
        "Pauses of 3 seconds or more before an answer: 1, the longest 4 s",
        "Verdict",
        "1 of 4 criteria met, 1 red flag",
        "no-hire: at most a third met (1 of 4)",
        "Practise next",
        "1. Cost target",
        "An exercise in cost-target.",
        "2. Latency target",
        "3. Monitoring",
        "Grader rules 0.1.0, rubric ai-system-design 5b1e5b1e5b1e",
    ]
    at = 0
    for part in order:
        assert part in shown[at:], part
        at = shown.index(part, at) + len(part)


@FORM
def test_too_little_to_judge_shows_the_reason_and_no_score(form: Callable[..., str]) -> None:
    reason = "2 answers; at least 3 are needed to judge"
    shown = plain(
        form(dataclasses.replace(SCORECARD, verdict=Verdict.INSUFFICIENT_EVIDENCE, arithmetic=(reason,)))
    )
    assert "Verdict: Insufficient evidence" in shown
    assert reason in shown
    assert "Nothing was graded, so there is no list of gaps." in shown
    for absent in ("Missed", "Red flags", "Signal", "Practise", "Cost target", "Met ", "None shown"):
        assert absent not in shown


@FORM
def test_an_empty_part_says_so(form: Callable[..., str]) -> None:
    met = [dataclasses.replace(grade, status=Status.MET) for grade in SCORECARD.criteria]
    shown = plain(form(dataclasses.replace(SCORECARD, criteria=tuple(met), red_flags=())))
    assert "Every criterion of the rubric was met." in shown
    assert "None shown." in shown
    assert "No gap to work on by this rubric." in shown
    missed = [dataclasses.replace(grade, status=Status.MISSING) for grade in SCORECARD.criteria]
    assert "No criterion was met." in plain(form(dataclasses.replace(SCORECARD, criteria=tuple(missed))))


@FORM
def test_what_could_not_be_assessed_is_shown_with_its_reason(form: Callable[..., str]) -> None:
    grades = [
        dataclasses.replace(grade, status=Status.NOT_ASSESSED, reason="no judge")
        for grade in SCORECARD.criteria
    ]
    shown = plain(form(dataclasses.replace(SCORECARD, criteria=tuple(grades))))
    assert "Not assessed" in shown
    assert "Monitoring: no judge" in shown
    assert "Not assessed" not in form(SCORECARD)


@FORM
def test_a_transcript_without_times_is_told_by_its_answers(form: Callable[..., str]) -> None:
    timeless = Transcript(tuple(dataclasses.replace(turn, start=0.0, end=0.0) for turn in TRANSCRIPT.turns))
    shown = plain(form(SCORECARD, timeless))
    assert "Answer 2 “Cost we can look at after launch.”" in shown
    assert "Success metric: Answer 1" in shown
    assert "no usable times" in shown
    assert "00:" not in shown
    assert "1 7 2 5 strong Success metric: met" in shown, "a column for times would be empty"
    assert not re.search(r"\bNo\.\s+At\b", shown)


@FORM
def test_a_scorecard_from_before_timing_was_measured_shows_none(form: Callable[..., str]) -> None:
    assert "Timing" not in form(dataclasses.replace(SCORECARD, timing=None))


def test_lines_in_a_pipe_end_where_their_words_do() -> None:
    assert [line for line in in_terminal(SCORECARD).split("\n") if line != line.rstrip()] == []


PIECES = st.lists(
    st.sampled_from(
        [
            *(
                "#",
                "# ",
                "|",
                "`",
                "```",
                "*",
                "**",
                "_",
                "__",
                "~~",
                "<b>",
                "</b>",
                "<!--",
                "-->",
                "&lt;",
                "&amp;",
                "[x](y)",
                "![",
                "]",
            ),
            *(
                "\\",
                "\n",
                "\r\n",
                "\n\n",
                "    ",
                "\t",
                "- ",
                "1. ",
                "> ",
                "---",
                "===",
                "$x$",
                "\x1b[31m",
                "\x00",
                "\u202e",
                "[bold]",
            ),
            *(
                "[/]",
                ":smile:",
                "http://a.b",
                "www.a.b",
                "a@b.c",
                "word",
                " ",
                "é",
                "漢字",
                "👩\u200d💻",
                "“",
                "”",
                "[^1]",
                "[link=x]",
            ),
        ]
    ),
    max_size=20,
).map("".join)
WORDS = st.one_of(PIECES, st.text())


@settings(deadline=None)
@given(WORDS)
@example("a http://b.c www.d.e f@g.h")
@example("`a` *b* _c_ ~~d~~ <i> &lt; [e](f) ![g](h) \\* i|j ``k``")
def test_markdown_shows_the_words_as_they_were_written(words: str) -> None:
    """A reader of Markdown with tables and strikethrough finds text and nothing else."""
    reader = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    text = escaped(words)
    for before, after in (
        ("> 00:12 “", "”"),
        ("### ", ": met"),
        ("- **x:** ", ""),
        ("| a | b |\n| --- | --- |\n| x | ", " |"),
    ):
        tokens = reader.parse(f"{before}{text}{after}\n\nnext\n")
        kinds = {token.type for token in tokens}
        assert not kinds & {"html_block", "fence", "code_block", "hr"}
        inline = [token for token in tokens if token.type == "inline"]
        inner = [child for token in inline for child in token.children or [] if child.type != "text"]
        assert {child.type for child in inner} <= {"strong_open", "strong_close", "text_special"}
        shown = "".join(child.content for token in inline for child in token.children or [])
        assert readable(words) in shown
    assert not re.search(r"(?<!\\)(://|www\.|@)", text)


@settings(deadline=None)
@given(WORDS)
def test_the_report_in_markdown_keeps_its_shape_whatever_was_said(words: str) -> None:
    shown, usual = in_markdown(saying(words), title=words or "x"), in_markdown(SCORECARD)
    outline = [re.match(r"#* ?|[->|]? ?", line)[0] for line in shown.split("\n")]  # type: ignore[index]
    assert outline == [re.match(r"#* ?|[->|]? ?", line)[0] for line in usual.split("\n")]  # type: ignore[index]


@settings(deadline=None)
@given(WORDS, st.sampled_from([60, 120]), st.booleans())
def test_a_terminal_is_told_nothing_by_the_candidate(words: str, width: int, colour: bool) -> None:
    settings: dict[str, Any] = {"force_terminal": True, "color_system": "truecolor"} if colour else {}
    shown = in_terminal(saying(words), title=words, width=width, **settings)
    bare = re.sub(r"\x1b\[[0-9;]*m", "", shown)
    assert "\x1b" not in bare
    assert bare.replace("\n", "").replace("\u200c", "").replace("\u200d", "").isprintable()
    if not colour:
        assert bare == shown
    assert all(cell_len(line) <= width for line in bare.split("\n"))
    if len(readable(words)) <= LONGEST_QUOTE:
        assert "".join(readable(words).split()) in "".join(bare.split())


@pytest.mark.parametrize("width", [20, 60, 80, 120, 400])
def test_every_width_holds_the_report(width: int) -> None:
    lines = in_terminal(SCORECARD, width=width).split("\n")
    assert max(map(len, lines)) <= min(width, terminal.WIDEST)


def test_no_colour_where_the_console_has_none() -> None:
    assert "\x1b" not in in_terminal(SCORECARD)
    assert "\x1b[1;31mVerdict: No hire" in in_terminal(
        SCORECARD, force_terminal=True, color_system="standard"
    )
    assert "\x1b[31m" not in in_terminal(
        SCORECARD, force_terminal=True, color_system="standard", no_color=True
    )
