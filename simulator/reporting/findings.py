"""What a scorecard tells the candidate, in the rubric's words: the content of every form of the report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from simulator.content.rubric import Criterion, Rubric
from simulator.evidence.observation import Status
from simulator.grading.scorecard import (
    CriterionGrade,
    Delivery,
    GraderVersion,
    Judge,
    Quote,
    Raised,
    Scorecard,
    Timing,
    Verdict,
)
from simulator.grading.timing import is_timed
from simulator.interview.events import ModelCalled
from simulator.recording.heard_again import HeardAgain
from simulator.reporting import wording
from simulator.reporting.heard_apart import passages_apart
from simulator.reporting.matrix import STRONG_NET, Row, matrix
from simulator.reporting.usage import made_by, used
from simulator.transcript import Transcript

LONGEST_QUOTE = 400
"""Characters shown of one quote; the scorecard keeps it whole."""
PRACTISED = 3
"""Gaps to work on before the next attempt; more are not worked on."""
JOINERS = "\u200c\u200d"
"""Invisible, and part of how some scripts and emoji are written."""


@dataclass(frozen=True, slots=True)
class Said:
    """The candidate's own words, fit to be shown."""

    words: str
    place: str
    """The moment, or which answer it was where the transcript has no times."""


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
class Disagreement:
    """A criterion on which judge and rules give different statuses."""

    title: str
    standing: str
    """What counts."""
    judge: str
    rules: str
    settled: str
    why: str
    """In the judge's words; may be empty."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer in the table of signal and noise."""

    number: str
    """Counted over all that the candidate said, from 1."""
    clock: str
    """Empty where the transcript has no times."""
    signal: str
    noise: str
    net: str
    reading: str
    """What the net says, or an empty string."""
    held: str
    """What was decided by it, or an empty string."""


@dataclass(frozen=True, slots=True)
class HeardTwice:
    """What a second hearing of the answers made of them."""

    summary: str
    passages: tuple[tuple[str, str, str], ...]
    """Those that differ: the moment, the words that counted, and those heard again."""
    statuses: tuple[str, ...]
    """What would read differently by the words heard again."""


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
    agreement: str
    """How far judge and rules agree; empty where no judge was asked."""
    disagreements: tuple[Disagreement, ...]
    answers: tuple[Answer, ...]
    matrix: tuple[Row, ...]
    """The answers by noise and signal; empty where there are none."""
    timing: tuple[tuple[str, str], ...]
    """Moments with their values; empty in scorecards made before they were measured."""
    is_timed: bool
    delivery: tuple[tuple[str, str], ...]
    """Measures with their values."""
    practise: tuple[Gap, ...]
    graded_by: str
    made_by: str
    """Which models worded, listened or spoke, and what that used; empty where none did."""
    heard_again: HeardTwice | None = None
    """None where the answers were heard once."""


def findings(
    scorecard: Scorecard, rubric: Rubric, transcript: Transcript, calls: Sequence[ModelCalled] = ()
) -> Findings:
    """Put a scorecard into words, with what `calls` to models during the interview used.

    KeyError or IndexError where it is not of this rubric and transcript.
    """
    judged = scorecard.verdict is not Verdict.INSUFFICIENT_EVIDENCE or scorecard.judge is not None
    places = _Places(transcript)
    graded = [(grade, rubric.criterion(grade.id)) for grade in scorecard.criteria] if judged else []
    gaps = tuple(
        _gap(grade, criterion, places) for grade, criterion in sorted(graded, key=_urgency) if _is_gap(grade)
    )
    return Findings(
        duration=_duration(transcript),
        verdict=scorecard.verdict,
        arithmetic=scorecard.arithmetic,
        judged=judged,
        gaps=gaps,
        mistakes=_mistakes(scorecard, rubric, places) if judged else (),
        strengths=tuple(_strength(grade, c, places) for grade, c in graded if grade.status is Status.MET),
        not_assessed=tuple(
            (c.title, _why_not_assessed(grade)) for grade, c in graded if grade.status is Status.NOT_ASSESSED
        ),
        agreement=_agreement(scorecard),
        disagreements=tuple(_disagreements(graded)),
        answers=_answers(scorecard, rubric, places) if judged else (),
        matrix=matrix([(places.number(a.turn), a) for a in scorecard.answers]) if judged else (),
        timing=_timing(scorecard.timing, rubric, places) if judged and scorecard.timing else (),
        is_timed=places.timed,
        delivery=_measures(scorecard.delivery),
        practise=gaps[:PRACTISED],
        graded_by=_graded_by(scorecard.grader, scorecard.judge),
        made_by=made_by(calls),
    )


def heard_twice(
    transcript: Transcript, heard: HeardAgain, scorecard: Scorecard, again: Scorecard, rubric: Rubric
) -> HeardTwice:
    """Put both hearings beside each other, and what the rules make of the first and of the second."""
    passages = passages_apart(transcript, heard)
    differs = {0: "nothing differs", 1: "one passage differs"}
    where = differs.get(len(passages), f"{len(passages)} passages differ")
    is_judged = Verdict.INSUFFICIENT_EVIDENCE not in (scorecard.verdict, again.verdict)
    after = {grade.id: grade.status for grade in again.criteria} if is_judged else {}
    statuses = (
        f"{rubric.criterion(grade.id).title}: {wording.STANDINGS[after[grade.id]]}"
        f" instead of {wording.STANDINGS[grade.status]}"
        for grade in scorecard.criteria
        if after.get(grade.id, grade.status) is not grade.status
    )
    return HeardTwice(
        wording.HEARD_BY.format(model=heard.model, where=where),
        tuple((clock(apart.start), apart.first, apart.again) for apart in passages),
        tuple(statuses),
    )


def told(differing: Disagreement) -> tuple[tuple[str, str], ...]:
    """Return the lines of a disagreement with their labels."""
    lines = (
        (wording.JUDGE, differing.judge),
        (wording.RULES, differing.rules),
        (wording.SETTLED, differing.settled),
        (wording.JUDGES_WORDS, differing.why),
    )
    return tuple((label, text) for label, text in lines if text)


def readable(text: str) -> str:
    """Return what somebody said on one line, without what a terminal would act on instead of showing."""
    shown = (c for c in text if c.isprintable() or c.isspace() or c in JOINERS)
    return " ".join("".join(shown).split())


def clock(seconds: float) -> str:
    """Return a moment of the interview as minutes and seconds."""
    return f"{int(seconds) // 60:02d}:{int(seconds) % 60:02d}"


def _why_not_assessed(grade: CriterionGrade) -> str:
    if grade.judgement is None:
        return grade.reason
    return f"{grade.reason}; the rules hold: {wording.STANDINGS[grade.judgement.rules]}"


def _agreement(scorecard: Scorecard) -> str:
    held = [grade.judgement for grade in scorecard.criteria if grade.judgement is not None]
    if scorecard.judge is None or not held:
        return ""
    same = sum(judgement.status is judgement.rules for judgement in held)
    return wording.AGREEMENT.format(model=scorecard.judge.model, same=same, all=len(held))


def _disagreements(graded: list[tuple[CriterionGrade, Criterion]]) -> Iterator[Disagreement]:
    for grade, criterion in graded:
        held = grade.judgement
        if held is None or held.status in (held.rules, Status.NOT_ASSESSED):
            continue
        yield Disagreement(
            title=criterion.title,
            standing=wording.STANDINGS[grade.status],
            judge=wording.STANDINGS[held.status],
            rules=wording.STANDINGS[held.rules],
            settled=held.settled,
            why=held.why,
        )


def _is_gap(grade: CriterionGrade) -> bool:
    return grade.status in (Status.MISSING, Status.DEFERRED, Status.VAGUE)


def _urgency(graded: tuple[CriterionGrade, Criterion]) -> tuple[float, int]:
    grade, criterion = graded
    return -criterion.weight, list(wording.STANDINGS).index(grade.status)


class _Places:
    """Tells where in the interview a turn is."""

    def __init__(self, transcript: Transcript) -> None:
        self.timed = is_timed(transcript)
        self._numbers = {turn: n for n, (turn, _) in enumerate(transcript.candidate_turns(), start=1)}
        self._starts = [turn.start for turn in transcript.turns]

    def number(self, turn: int) -> int:
        """Return which of the candidate's turns it is, from 1."""
        return self._numbers[turn]

    def clock(self, turn: int) -> str:
        """Return when it began; an empty string where there are no times."""
        return clock(self._starts[turn]) if self.timed else ""

    def of(self, turn: int) -> str:
        """Return when it began, or which answer it was where there are no times."""
        return self.clock(turn) or f"Answer {self.number(turn)}"


def _gap(grade: CriterionGrade, criterion: Criterion, places: _Places) -> Gap:
    return Gap(
        title=criterion.title,
        standing=wording.STANDINGS[grade.status],
        said=_all_said(grade, places),
        asked_by=criterion.asked_by,
        matters=criterion.matters,
        enough=criterion.enough,
        practise=criterion.practise,
    )


def _strength(grade: CriterionGrade, criterion: Criterion, places: _Places) -> Strength:
    raised = "when asked" if grade.raised is Raised.PROMPTED else "unprompted"
    return Strength(criterion.title, raised, _all_said(grade, places))


def _mistakes(scorecard: Scorecard, rubric: Rubric, places: _Places) -> tuple[Mistake, ...]:
    flags = [(grade, rubric.red_flag(grade.id)) for grade in scorecard.red_flags]
    return tuple(
        Mistake(flag.title, _said(grade.quote, places), flag.matters, flag.instead) for grade, flag in flags
    )


def _all_said(grade: CriterionGrade, places: _Places) -> tuple[Said, ...]:
    return tuple(_said(quote, places) for quote in grade.evidence)


def _said(quote: Quote, places: _Places) -> Said:
    words = readable(quote.text)
    shown = words if len(words) <= LONGEST_QUOTE else f"{words[: LONGEST_QUOTE - 1]}…"
    return Said(shown, places.of(quote.turn))


def _answers(scorecard: Scorecard, rubric: Rubric, places: _Places) -> tuple[Answer, ...]:
    held: dict[int, list[str]] = {}
    for grade in scorecard.criteria:
        if grade.turn is not None:
            held.setdefault(grade.turn, []).append(
                f"{rubric.criterion(grade.id).title}: {wording.STANDINGS[grade.status]}"
            )
    for flag in scorecard.red_flags:
        held.setdefault(flag.turn, []).append(f"{rubric.red_flag(flag.id).title}: red flag")
    for answer in scorecard.answers:
        held.setdefault(answer.turn, []).extend(wording.DISTRACTIONS[noise] for noise in answer.distractions)
    return tuple(
        Answer(
            number=f"{places.number(answer.turn)}",
            clock=places.clock(answer.turn),
            signal=f"{answer.signal:g}",
            noise=f"{answer.noise:g}",
            net=f"{answer.net:g}",
            reading=wording.STRONG if answer.net >= STRONG_NET else wording.AGAINST if answer.net < 0 else "",
            held="; ".join(held[answer.turn]),
        )
        for answer in scorecard.answers
    )


def _timing(measured: Timing, rubric: Rubric, places: _Places) -> tuple[tuple[str, str], ...]:
    def when(turn: int | None) -> str:
        return wording.NEVER if turn is None else places.of(turn)

    targets = [(rubric.criterion(first.criterion).title, when(first.turn)) for first in measured.first_stated]
    question = (wording.FIRST_QUESTION, when(measured.first_question_turn))
    share = [] if measured.goal_share is None else [(wording.GOAL_SHARE, f"{measured.goal_share:.0%}")]
    return (*targets, question, *share)


def _measures(said: Delivery) -> tuple[tuple[str, str], ...]:
    unknown = "not measured: typed, or without the times of speech"
    pace, monologue, share = said.words_per_minute, said.longest_monologue_s, said.talk_share
    return (
        ("Words", f"{said.candidate_words}"),
        ("Pace", unknown if pace is None else f"{pace:.0f} words a minute"),
        ("Share of all words", "not measured: only one side spoke" if share is None else f"{share:.0%}"),
        ("Longest monologue", unknown if monologue is None else _length(monologue)),
        *_pauses(said),
        ("Clarifying questions", f"{said.clarifying_questions}"),
        *([("Fillers", f"at least {said.fillers}")] if said.fillers or pace is not None else []),
    )


def _pauses(said: Delivery) -> Iterator[tuple[str, str]]:
    if said.pauses is not None:
        longest = f", the longest {_length(said.longest_pause_s)}" if said.longest_pause_s else ""
        yield wording.PAUSES, f"{said.pauses}{longest if said.pauses else ''}"


def _graded_by(grader: GraderVersion, judge: Judge | None) -> str:
    by = f"Grader {grader.name} {grader.version}, rubric {grader.rubric} {grader.rubric_sha256[:12]}"
    if judge is None:
        return by
    calls = used(judge.calls, judge.input_tokens, judge.output_tokens, judge.cost_usd)
    return f"{by}; judge {judge.model}: {calls}"


def _duration(transcript: Transcript) -> str:
    seconds = max((turn.end for turn in transcript.turns), default=0.0)
    return _length(seconds) if seconds else ""


def _length(seconds: float) -> str:
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes} min {rest:02d} s" if minutes else f"{rest} s"
