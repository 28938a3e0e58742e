"""The scorecard: every judgement with its evidence, and the arithmetic from them to the verdict."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from simulator.evidence.observation import Status

FORMAT = 1
"""Version of the JSON form; raised when a field changes meaning or goes."""


class Raised(StrEnum):
    """Who brought a criterion up first."""

    UNPROMPTED = "unprompted"
    PROMPTED = "prompted"


class Verdict(StrEnum):
    """The decision, as a hiring committee would give it."""

    STRONG_HIRE = "strong-hire"
    HIRE = "hire"
    BORDERLINE = "borderline"
    NO_HIRE = "no-hire"
    INSUFFICIENT_EVIDENCE = "insufficient-evidence"


@dataclass(frozen=True, slots=True)
class Quote:
    """A verbatim span of a candidate turn."""

    turn: int
    at: float
    """Seconds from the start of the interview at which that turn began."""
    text: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a language model held of a criterion, beside what the rules did."""

    status: Status
    """The judge's; `not-assessed` where it gave no usable answer."""
    rules: Status
    """The rules grader's, on the same transcript."""
    why: str
    """In the judge's words."""
    settled: str
    """How the two were settled where they differ; why it was not assessed."""


@dataclass(frozen=True, slots=True)
class CriterionGrade:
    """Where the candidate ended on one criterion."""

    id: str
    status: Status
    raised: Raised | None
    """None where nothing was said."""
    turn: int | None
    """The turn that earned the final position most surely, where several did."""
    at: float | None
    """When that turn began, in seconds."""
    evidence: tuple[Quote, ...]
    reason: str
    """The rule that decided, or why it was not assessed."""
    judgement: Judgement | None = None
    """None where no judge was asked."""


@dataclass(frozen=True, slots=True)
class RedFlagGrade:
    """A mistake that was shown, with the words that show it."""

    id: str
    turn: int
    quote: Quote


class Distraction(StrEnum):
    """What stands in an answer in the place of commitments."""

    LOOSE = "loose"
    """Criteria touched without a commitment."""
    UNANSWERED = "unanswered"
    """The interviewer's question is left open."""
    REPEATED = "repeated"
    """It mostly repeats an earlier answer."""
    CREDENTIALS = "credentials"
    """One's own, offered."""
    TOOLS = "tools"
    """A list of three or more."""


@dataclass(frozen=True, slots=True)
class AnswerGrade:
    """Signal and noise of one candidate turn."""

    turn: int
    signal: float
    """0 to 10."""
    noise: float
    """0 to 10."""
    distractions: tuple[Distraction, ...] = ()
    """What made noise beside red flags; empty in scorecards made before it was kept."""

    @property
    def net(self) -> float:
        """Signal less noise: 5 or more is strong, below 0 speaks against the candidate."""
        return round(self.signal - self.noise, 1)


@dataclass(frozen=True, slots=True)
class Delivery:
    """How it was said; measured, never part of the verdict. None where times do not allow the measure."""

    candidate_words: int
    words_per_minute: float | None
    talk_share: float | None
    """Candidate's share of all words, 0 to 1."""
    longest_monologue_s: float | None
    clarifying_questions: int
    fillers: int
    """A lower bound: speech recognisers drop them."""
    pauses: int | None = None
    """How often the candidate was silent for a while before an answer; None in older scorecards too."""
    longest_pause_s: float | None = None


@dataclass(frozen=True, slots=True)
class FirstStated:
    """When a target was first stated specifically enough to be met."""

    criterion: str
    turn: int | None
    """None where it is not met in the end."""
    at: float | None
    """When that turn began, in seconds; None without a turn, or where the transcript has no times."""


@dataclass(frozen=True, slots=True)
class Timing:
    """When what came; measured, never part of the verdict."""

    timed: bool
    """Whether the transcript has the times of an interview; where not, turns tell the order alone."""
    first_stated: tuple[FirstStated, ...]
    """Goal, measure of success, latency and cost target, as far as the rubric has them."""
    first_question_turn: int | None
    """The first turn that asks the interviewer about the subject; None where none does."""
    first_question_at: float | None
    goal_share: float | None
    """Share of the candidate's words in the first ten minutes about goal and measure of success, 0 to 1."""


@dataclass(frozen=True, slots=True)
class GraderVersion:
    """Who graded, and by which standard."""

    name: str
    version: str
    rubric: str
    rubric_sha256: str


@dataclass(frozen=True, slots=True)
class Judge:
    """The language model that judged too, and what it used for that."""

    model: str
    """As the user named it."""
    calls: int
    input_tokens: int
    output_tokens: int
    cost_usd: float | None
    """None where the price of a call is not known."""


@dataclass(frozen=True, slots=True)
class Scorecard:
    """All of it."""

    scenario: str
    grader: GraderVersion
    criteria: tuple[CriterionGrade, ...]
    """In the order of the rubric, each exactly once."""
    red_flags: tuple[RedFlagGrade, ...]
    verdict: Verdict
    arithmetic: tuple[str, ...]
    """The lines of reasoning from counts to verdict, in order."""
    answers: tuple[AnswerGrade, ...]
    delivery: Delivery
    timing: Timing | None = None
    """None in scorecards made before it was measured."""
    judge: Judge | None = None
    """None where the rules graded alone."""
