"""From a transcript to a scorecard, by rules alone."""

from __future__ import annotations

from collections.abc import Mapping

from simulator import __version__
from simulator.content.fingerprint import fingerprint
from simulator.content.rubric import Criterion, Rubric
from simulator.content.scenario import Probe
from simulator.evidence.criteria.weights import Weights
from simulator.evidence.observation import Reading, Status
from simulator.evidence.position import Position
from simulator.evidence.reader import Reader, Stretch
from simulator.evidence.red_flags import signs
from simulator.grading.delivery import delivery
from simulator.grading.reach import within_reach
from simulator.grading.red_flags import red_flags
from simulator.grading.scorecard import CriterionGrade, GraderVersion, Quote, Raised, Scorecard, Verdict
from simulator.grading.signal_noise import Answer, signal_noise
from simulator.grading.standing import Standings
from simulator.grading.timing import first_reached, timing
from simulator.grading.verdict import verdict
from simulator.transcript import Speaker, Transcript

NAME = "rules"
FEWEST_ANSWERS = 3
FEWEST_WORDS = 60
"""Below these nothing can be judged; from the codebook's tool, not from the codebook."""


def grade(
    transcript: Transcript,
    rubric: Rubric,
    scenario_id: str,
    probes: tuple[Probe, ...] = (),
    reader: Reader | None = None,
    weights: Weights | None = None,
) -> Scorecard:
    """Grade `transcript` by `rubric`; who interviewed never matters.

    `probes` are those of the scenario, where it is known: they tell what each scripted question is about.
    `reader` reads by that rubric in place of the reader that comes with the program, and `weights` weigh what
    it found in all answers together.
    """
    reader = reader or Reader(rubric, probes=probes)
    transcript, unread = within_reach(transcript)
    weighed, readings = read_answers(transcript, reader)
    standings = Standings(rubric, weights)
    for index, reading in readings.items():
        standings.add(index, weighed[index], reading)
    held = standings.held()
    asked = _asked(transcript, reader)
    shown = {index: signs(stretches) for index, stretches in weighed.items()}
    flags = red_flags(transcript, shown, readings, held, rubric)
    answers = tuple(
        Answer(
            index,
            transcript.turns[index].text,
            reading,
            asked.get(_turn_before(transcript, index), frozenset()),
            sum(flag.turn == index for flag in flags),
        )
        for index, reading in readings.items()
    )
    said = delivery(transcript, readings.values())
    lacking = _lacking(len(readings), said.candidate_words)
    criteria = tuple(
        _criterion(c, transcript, held.get(c.id), readings, asked, lacking) for c in rubric.criteria
    )
    if lacking:
        decision = Verdict.INSUFFICIENT_EVIDENCE
        arithmetic: tuple[str, ...] = (lacking,)
    else:
        decision, arithmetic = verdict({c.id: c.status for c in criteria}, [flag.id for flag in flags])
    return Scorecard(
        scenario=scenario_id,
        grader=GraderVersion(NAME, __version__, rubric.id, fingerprint(rubric.model_dump(mode="json"))),
        criteria=criteria,
        red_flags=flags,
        verdict=decision,
        arithmetic=(unread, *arithmetic) if unread else arithmetic,
        answers=signal_noise(answers),
        delivery=said,
        timing=timing(
            transcript,
            readings,
            [c.id for c in rubric.criteria],
            unmet=[c.id for c in criteria if c.status is not Status.MET],
        ),
    )


def read_answers(
    transcript: Transcript, reader: Reader
) -> tuple[dict[int, tuple[Stretch, ...]], dict[int, Reading]]:
    """Return what was weighed and what was read in each answer, by its turn."""
    answered = {index: turn.text for index, turn in transcript.candidate_turns() if turn.text.strip()}
    questions = {index: transcript.question_before(index) for index in answered}
    ready = reader.weigh_all((text, questions[index]) for index, text in answered.items())
    weighed = dict(zip(answered, ready, strict=True))
    readings = {
        index: reader.read_weighed(text, questions[index], weighed[index]) for index, text in answered.items()
    }
    return weighed, readings


def _asked(transcript: Transcript, reader: Reader) -> dict[int, frozenset[str]]:
    """Return what each interviewer turn asks about, by its index."""
    return {
        index: reader.asked(turn.text)
        for index, turn in enumerate(transcript.turns)
        if turn.speaker is Speaker.INTERVIEWER
    }


def _turn_before(transcript: Transcript, index: int) -> int:
    """Return the index of the interviewer's last turn before `index`, or -1."""
    return next(
        (i for i in range(index - 1, -1, -1) if transcript.turns[i].speaker is Speaker.INTERVIEWER), -1
    )


def _lacking(answers: int, candidate_words: int) -> str:
    """Return why there is too little to judge, or an empty string."""
    if answers < FEWEST_ANSWERS:
        return f"{answers} answer{'' if answers == 1 else 's'}; at least {FEWEST_ANSWERS} are needed to judge"
    if candidate_words < FEWEST_WORDS:
        return f"{candidate_words} words from the candidate; at least {FEWEST_WORDS} are needed to judge"
    return ""


def _criterion(
    criterion: Criterion,
    transcript: Transcript,
    position: Position | None,
    readings: Mapping[int, Reading],
    asked: Mapping[int, frozenset[str]],
    lacking: str,
) -> CriterionGrade:
    if position is None or position.status is Status.MISSING:
        status = Status.NOT_ASSESSED if lacking else Status.MISSING
        return CriterionGrade(criterion.id, status, None, None, None, (), lacking or "not touched")
    turn = transcript.turns[position.turn]
    seen = position.observation
    first = first_reached(criterion.id, position.status, readings)
    raised_at = position.turn if first is None else min(first, position.turn)
    prompted = any(criterion.id in ids for index, ids in asked.items() if index < raised_at)
    return CriterionGrade(
        id=criterion.id,
        status=position.status,
        raised=Raised.PROMPTED if prompted else Raised.UNPROMPTED,
        turn=position.turn,
        at=turn.start,
        evidence=(Quote(position.turn, turn.start, turn.text[seen.start : seen.end]),),
        reason=seen.rule,
    )
