"""What a scorecard tells the candidate, in the rubric's words: the content of every form of the report."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.content.rubric import Criterion, Rubric
from simulator.evidence.observation import Status
from simulator.grading.scorecard import (
    CriterionGrade,
    Delivery,
    GraderVersion,
    Quote,
    Raised,
    Scorecard,
    Verdict,
)
from simulator.reporting import wording
from simulator.transcript import Transcript

LONGEST_QUOTE = 400
"""Characters shown of one quote; the scorecard keeps it whole."""
PRACTISED = 3
"""Gaps to work on before the next attempt; more are not worked on."""
STRONG_NET = 5
JOINERS = "\u200c\u200d"
"""Invisible, and part of how some scripts and emoji are written."""


@dataclass(frozen=True, slots=True)
class Said:
    """The candidate's own words, fit to be shown."""

    words: str
    clock: str


@dataclass(frozen=True, slots=True)
class Gap:
    """A criterion that was not met."""

    title: str
    standing: str
    said: tuple[Said, ...]
    asked_by: str
    matters: str
    enough: str
    practise: str


@dataclass(frozen=True, slots=True)
class Strength:
    """A criterion that was met."""

    title: str
    raised: str
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Mistake:
    """A red flag that was shown."""

    title: str
    said: Said
    matters: str
    instead: str


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer in the table of signal and noise."""

    clock: str
    signal: str
    noise: str
    net: str
    reading: str
    """What the net says, or an empty string."""
    held: str
    """What was decided by it, or an empty string."""


@dataclass(frozen=True, slots=True)
class Findings:
    """All that is shown, in words."""

    duration: str
    """Empty where the transcript has no times."""
    verdict: Verdict
    arithmetic: tuple[str, ...]
    judged: bool
    """Whether there was enough to judge; where not, there is nothing below but reasons and measures."""
    gaps: tuple[Gap, ...]
    """By weight, then from not addressed to vague."""
    mistakes: tuple[Mistake, ...]
    strengths: tuple[Strength, ...]
    not_assessed: tuple[tuple[str, str], ...]
    """Titles of criteria with the reason."""
    answers: tuple[Answer, ...]
    delivery: tuple[tuple[str, str], ...]
    """Measures with their values."""
    practise: tuple[Gap, ...]
    graded_by: str


def findings(scorecard: Scorecard, rubric: Rubric, transcript: Transcript) -> Findings:
    """Put a scorecard into words; KeyError or IndexError where it is not of this rubric and transcript."""
    judged = scorecard.verdict is not Verdict.INSUFFICIENT_EVIDENCE
    graded = [(grade, rubric.criterion(grade.id)) for grade in scorecard.criteria] if judged else []
    gaps = tuple(
        _gap(grade, criterion) for grade, criterion in sorted(graded, key=_urgency) if _is_gap(grade)
    )
    return Findings(
        duration=_duration(transcript),
        verdict=scorecard.verdict,
        arithmetic=scorecard.arithmetic,
        judged=judged,
        gaps=gaps,
        mistakes=_mistakes(scorecard, rubric) if judged else (),
        strengths=tuple(_strength(grade, c) for grade, c in graded if grade.status is Status.MET),
        not_assessed=tuple(
            (c.title, grade.reason) for grade, c in graded if grade.status is Status.NOT_ASSESSED
        ),
        answers=_answers(scorecard, rubric, transcript) if judged else (),
        delivery=_measures(scorecard.delivery),
        practise=gaps[:PRACTISED],
        graded_by=_graded_by(scorecard.grader),
    )


def readable(text: str) -> str:
    """Return what somebody said on one line, without what a terminal would act on instead of showing."""
    shown = (c for c in text if c.isprintable() or c.isspace() or c in JOINERS)
    return " ".join("".join(shown).split())


def clock(seconds: float) -> str:
    """Return a moment of the interview as minutes and seconds."""
    return f"{int(seconds) // 60:02d}:{int(seconds) % 60:02d}"


def _is_gap(grade: CriterionGrade) -> bool:
    return grade.status in (Status.MISSING, Status.DEFERRED, Status.VAGUE)


def _urgency(graded: tuple[CriterionGrade, Criterion]) -> tuple[float, int]:
    grade, criterion = graded
    return -criterion.weight, list(wording.STANDINGS).index(grade.status)


def _gap(grade: CriterionGrade, criterion: Criterion) -> Gap:
    return Gap(
        title=criterion.title,
        standing=wording.STANDINGS[grade.status],
        said=_all_said(grade),
        asked_by=criterion.asked_by,
        matters=criterion.matters,
        enough=criterion.enough,
        practise=criterion.practise,
    )


def _strength(grade: CriterionGrade, criterion: Criterion) -> Strength:
    raised = "when asked" if grade.raised is Raised.PROMPTED else "unprompted"
    return Strength(criterion.title, raised, _all_said(grade))


def _mistakes(scorecard: Scorecard, rubric: Rubric) -> tuple[Mistake, ...]:
    flags = [(grade, rubric.red_flag(grade.id)) for grade in scorecard.red_flags]
    return tuple(Mistake(flag.title, _said(grade.quote), flag.matters, flag.instead) for grade, flag in flags)


def _all_said(grade: CriterionGrade) -> tuple[Said, ...]:
    return tuple(_said(quote) for quote in grade.evidence)


def _said(quote: Quote) -> Said:
    words = readable(quote.text)
    return Said(words if len(words) <= LONGEST_QUOTE else f"{words[: LONGEST_QUOTE - 1]}…", clock(quote.at))


def _answers(scorecard: Scorecard, rubric: Rubric, transcript: Transcript) -> tuple[Answer, ...]:
    held: dict[int, list[str]] = {}
    for grade in scorecard.criteria:
        if grade.turn is not None:
            held.setdefault(grade.turn, []).append(
                f"{rubric.criterion(grade.id).title}: {wording.STANDINGS[grade.status]}"
            )
    for flag in scorecard.red_flags:
        held.setdefault(flag.turn, []).append(f"{rubric.red_flag(flag.id).title}: red flag")
    return tuple(
        Answer(
            clock=clock(transcript.turns[answer.turn].start),
            signal=f"{answer.signal:g}",
            noise=f"{answer.noise:g}",
            net=f"{answer.net:g}",
            reading=wording.STRONG if answer.net >= STRONG_NET else wording.AGAINST if answer.net < 0 else "",
            held="; ".join(held.get(answer.turn, ())),
        )
        for answer in scorecard.answers
    )


def _measures(said: Delivery) -> tuple[tuple[str, str], ...]:
    unknown = "not measured: the transcript has no usable times"
    pace, monologue, share = said.words_per_minute, said.longest_monologue_s, said.talk_share
    return (
        ("Words", f"{said.candidate_words}"),
        ("Pace", unknown if pace is None else f"{pace:.0f} words a minute"),
        ("Share of all words", "not measured: only one side spoke" if share is None else f"{share:.0%}"),
        ("Longest monologue", unknown if monologue is None else _length(monologue)),
        ("Clarifying questions", f"{said.clarifying_questions}"),
        ("Fillers", f"at least {said.fillers}"),
    )


def _graded_by(grader: GraderVersion) -> str:
    return f"Grader {grader.name} {grader.version}, rubric {grader.rubric} {grader.rubric_sha256[:12]}"


def _duration(transcript: Transcript) -> str:
    seconds = max((turn.end for turn in transcript.turns), default=0.0)
    return _length(seconds) if seconds else ""


def _length(seconds: float) -> str:
    return f"{int(seconds) // 60} min {int(seconds) % 60:02d} s"
