"""One scorecard with its rubric and transcript, and Hypothesis strategies for any scorecard."""

from __future__ import annotations

from hypothesis import strategies as st

from simulator.content.rubric import Criterion, RedFlag, Rubric
from simulator.evidence.observation import Status
from simulator.grading.scorecard import (
    AnswerGrade,
    CriterionGrade,
    Delivery,
    Distraction,
    FirstStated,
    GraderVersion,
    Quote,
    Raised,
    RedFlagGrade,
    Scorecard,
    Timing,
    Verdict,
)
from simulator.transcript import Speaker, Transcript, Turn


def criterion(name: str, weight: float) -> Criterion:
    title = name.replace("-", " ").capitalize()
    return Criterion(
        id=name,
        title=title,
        weight=weight,
        asked_by=f"Who asks of {name}",
        matters=f"Why {name} matters.",
        enough=f"Enough for {name}.",
        practise=f"An exercise in {name}.",
    )


RUBRIC = Rubric(
    id="ai-system-design",
    title="AI system design",
    criteria=(
        criterion("success-metric", 5),
        criterion("latency-target", 4),
        criterion("cost-target", 5),
        criterion("monitoring", 3),
    ),
    red_flags=(
        RedFlag(
            id="train-once",
            title="Finished at launch",
            matters="Reads as no second year.",
            instead="Name the loop.",
        ),
    ),
)

ANSWERS = (
    "We cut review time from four hours to one. It will be fast.",
    "Cost we can look at after launch.",
    "It is trained once and then it is done.",
)


def turns(answers: tuple[str, ...]) -> tuple[Turn, ...]:
    """Each answer with a question before it, a minute for both."""
    both = []
    for index, answer in enumerate(answers):
        both.append(Turn(Speaker.INTERVIEWER, "And then?", 60.0 * index, 60.0 * index + 10))
        both.append(Turn(Speaker.CANDIDATE, answer, 60.0 * index + 12.5, 60.0 * index + 55))
    return tuple(both)


TRANSCRIPT = Transcript(turns(ANSWERS))
SCORECARD = Scorecard(
    scenario="legal-assistant",
    grader=GraderVersion("rules", "0.1.0", "ai-system-design", "5b1e" * 16),
    criteria=(
        CriterionGrade(
            id="success-metric",
            status=Status.MET,
            raised=Raised.UNPROMPTED,
            turn=1,
            at=12.5,
            evidence=(Quote(1, 12.5, "We cut review time from four hours to one."),),
            reason="target-with-baseline",
        ),
        CriterionGrade(
            id="latency-target",
            status=Status.VAGUE,
            raised=Raised.UNPROMPTED,
            turn=1,
            at=12.5,
            evidence=(Quote(1, 12.5, "It will be fast."),),
            reason="adjective",
        ),
        CriterionGrade(
            id="cost-target",
            status=Status.DEFERRED,
            raised=Raised.PROMPTED,
            turn=3,
            at=72.5,
            evidence=(Quote(3, 72.5, "Cost we can look at after launch."),),
            reason="later",
        ),
        CriterionGrade("monitoring", Status.MISSING, None, None, None, (), "not touched"),
    ),
    red_flags=(RedFlagGrade("train-once", 5, Quote(5, 132.5, "It is trained once and then it is done.")),),
    verdict=Verdict.NO_HIRE,
    arithmetic=("1 of 4 criteria met, 1 red flag", "no-hire: at most a third met (1 of 4)"),
    answers=(
        AnswerGrade(1, 7.0, 2.0, (Distraction.LOOSE,)),
        AnswerGrade(3, 0.0, 2.0, (Distraction.LOOSE,)),
        AnswerGrade(5, 0.0, 3.0),
    ),
    delivery=Delivery(
        candidate_words=29,
        words_per_minute=13.6,
        talk_share=0.829,
        longest_monologue_s=82.5,
        clarifying_questions=0,
        fillers=0,
        pauses=1,
        longest_pause_s=4.0,
    ),
    timing=Timing(
        timed=True,
        first_stated=(
            FirstStated("success-metric", 1, 12.5),
            FirstStated("latency-target", None, None),
            FirstStated("cost-target", None, None),
        ),
        first_question_turn=None,
        first_question_at=None,
        goal_share=0.31,
    ),
)

NUMBERS = st.floats(-1e9, 1e9)
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
INDICES = st.integers(0, 10**6)
QUOTES = st.builds(Quote, INDICES, NUMBERS, WORDS)
SCORECARDS = st.builds(
    Scorecard,
    scenario=WORDS,
    grader=st.builds(GraderVersion, WORDS, WORDS, WORDS, WORDS),
    criteria=st.lists(
        st.builds(
            CriterionGrade,
            id=WORDS,
            status=st.sampled_from(Status),
            raised=st.none() | st.sampled_from(Raised),
            turn=st.none() | INDICES,
            at=st.none() | NUMBERS,
            evidence=st.lists(QUOTES, max_size=3).map(tuple),
            reason=WORDS,
        ),
        max_size=3,
    ).map(tuple),
    red_flags=st.lists(
        st.builds(lambda name, quote: RedFlagGrade(name, quote.turn, quote), WORDS, QUOTES), max_size=2
    ).map(tuple),
    verdict=st.sampled_from(Verdict),
    arithmetic=st.lists(WORDS, max_size=3).map(tuple),
    answers=st.lists(st.builds(AnswerGrade, INDICES, NUMBERS, NUMBERS), max_size=3).map(tuple),
    delivery=st.builds(
        Delivery,
        INDICES,
        st.none() | NUMBERS,
        st.none() | NUMBERS,
        st.none() | NUMBERS,
        INDICES,
        INDICES,
        st.none() | INDICES,
        st.none() | NUMBERS,
    ),
    timing=st.none()
    | st.builds(
        Timing,
        st.booleans(),
        st.lists(st.builds(FirstStated, WORDS, st.none() | INDICES, st.none() | NUMBERS), max_size=4).map(
            tuple
        ),
        st.none() | INDICES,
        st.none() | NUMBERS,
        st.none() | NUMBERS,
    ),
)
