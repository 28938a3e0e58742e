"""How far a judge can be trusted: its statuses over labelled transcripts, beside labels and rules."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from simulator.content.rubric import Rubric
from simulator.engines.language_model.language_model import ModelError
from simulator.evidence.observation import Status
from simulator.grading.agreement import VERDICTS, Agreement, Pair, agreement, kappa, mean
from simulator.grading.grade import grade
from simulator.grading.judging import Unanswered
from simulator.grading.scorecard import (
    CriterionGrade,
    Judgement,
    Quote,
    RedFlagGrade,
    Scorecard,
    Verdict,
)
from simulator.grading.verdict import verdict
from simulator.recording.foreign import ForeignError
from simulator.recording.judge_answers import JudgeAnswers
from simulator.recording.labelled import Held, Labelled
from simulator.run_judge import JudgeBench
from simulator.transcript import Transcript

K = TypeVar("K")
KEPT = "what was answered is kept, and the same command goes on from there"


class CalibrationError(Exception):
    """The judge cannot be calibrated; `str` is one line that says why."""


@dataclass(slots=True)
class _Tally:
    """What one grader held, beside the labels."""

    pairs: defaultdict[str, list[Pair]] = field(default_factory=lambda: defaultdict(list))
    verdicts: list[Pair] = field(default_factory=list)
    by_run: defaultdict[tuple[str, str], list[str]] = field(default_factory=lambda: defaultdict(list))
    """What each run held of a transcript's criterion."""

    def note(self, name: str, criterion: str, label: str, status: str) -> None:
        self.by_run[name, criterion].append(status)
        self.pairs[criterion].append((label, status))


@dataclass(frozen=True, slots=True)
class Figures:
    """How one grader did."""

    statuses: Agreement | None
    """None where it assessed nothing."""
    verdict_kappa: float | None
    """With quadratic weights; None where there is no verdict, as for the judge alone."""
    verdicts_agree: float | None
    stable: float | None
    """Share of statuses that are the same in every run; None with one run."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """The figures of a judge."""

    transcripts: int
    runs: int
    rules: Figures
    alone: Figures
    """The judge's own statuses."""
    together: Figures
    """What the scorecard says."""
    changes: int
    """Statuses that the judge gave otherwise than the rules."""
    taken: int
    taken_as_labelled: int
    refused: int
    refused_as_labelled: int
    """The judge was right, and the rules' status stood all the same."""
    verdicts_stable: float | None
    calls: int
    input_tokens: int
    output_tokens: int
    cost_usd: float | None


def calibrate(
    labelled: Sequence[Labelled],
    rubric: Rubric,
    bench: JudgeBench,
    runs: int,
    answers_at: Callable[[Path], Path],
    tell: Callable[[str], None],
) -> Calibration:
    """Have the judge judge every transcript `runs` times.

    `answers_at` says where its answers on a transcript are kept; `tell` hears of each transcript that begins.
    CalibrationError where it cannot be asked, or gives nothing usable on the first; ForeignError where labels
    lack a criterion.
    """
    for one in labelled:
        lacking = [c.id for c in rubric.criteria if c.id not in one.labels.labels]
        if lacking:
            raise ForeignError(f"{one.path}: no label for {', '.join(lacking)}")
    rules, alone, together = _Tally(), _Tally(), _Tally()
    cards: list[Scorecard] = []
    moves: list[tuple[bool, bool]] = []
    verdicts: defaultdict[str, list[str]] = defaultdict(list)
    for one in labelled:
        by_rules = rules_scorecard(one.transcript, rubric, one.id, one.held)
        answers = JudgeAnswers(answers_at(one.path))
        for run in range(runs):
            tell(f"{one.id}, run {run + 1} of {runs}" if runs > 1 else one.id)
            card = bench.scorecard(one.transcript, rubric, by_rules, (), answers, run)
            if bench.hopeless is not None:
                raise CalibrationError(f"stopped at {one.id}: {ModelError(bench.hopeless)}; {KEPT}")
            if isinstance(card, Unanswered):
                if not cards:
                    raise CalibrationError(f"no usable answer on {one.id}: {card.reason}; {KEPT}")
                card = _unassessed(by_rules, card.reason)
            cards.append(card)
            verdicts[one.id].append(card.verdict)
            together.verdicts.append((one.labels.verdict, card.verdict))
            if run == 0:
                rules.verdicts.append((one.labels.verdict, by_rules.verdict))
            for held, got in zip(by_rules.criteria, card.criteria, strict=True):
                if got.id in one.labels.disputed:
                    continue
                label = one.labels.labels[got.id].status
                judged = got.judgement.status if got.judgement else held.status
                if run == 0:
                    rules.note(one.id, got.id, label, held.status)
                alone.note(one.id, got.id, label, judged)
                together.note(one.id, got.id, label, got.status)
                if judged not in (held.status, Status.NOT_ASSESSED):
                    moves.append((got.status == judged, judged == label))
    used = [card.judge for card in cards if card.judge]
    costs = [judge.cost_usd for judge in used]
    known = [cost for cost in costs if cost is not None]
    return Calibration(
        transcripts=len(labelled),
        runs=runs,
        rules=_figures(rules, len(labelled), 1),
        alone=_figures(alone, len(cards), runs),
        together=_figures(together, len(cards), runs),
        changes=len(moves),
        taken=sum(taken for taken, _ in moves),
        taken_as_labelled=sum(taken and right for taken, right in moves),
        refused=sum(not taken for taken, _ in moves),
        refused_as_labelled=sum(right and not taken for taken, right in moves),
        verdicts_stable=_stable(verdicts, runs),
        calls=sum(judge.calls for judge in used),
        input_tokens=sum(judge.input_tokens for judge in used),
        output_tokens=sum(judge.output_tokens for judge in used),
        cost_usd=sum(known) if len(known) == len(costs) else None,
    )


def rules_scorecard(transcript: Transcript, rubric: Rubric, name: str, held: Held | None) -> Scorecard:
    """Return what the rules make of a transcript; of one that they learned from, what they `held` before."""
    card = grade(transcript, rubric, name)
    if held is None or card.verdict is Verdict.INSUFFICIENT_EVIDENCE:
        return card
    known = {one.id: one for one in held.criteria}

    def quoted(turn: int, quote: str) -> Quote:
        return Quote(turn, transcript.turns[turn].start, quote)

    def one(criterion: str) -> CriterionGrade:
        if criterion not in known:
            return CriterionGrade(criterion, Status.MISSING, None, None, None, (), "not touched")
        was = known[criterion]
        quote = quoted(was.turn, was.quote)
        return CriterionGrade(criterion, was.status, None, was.turn, quote.at, (quote,), "cross-validated")

    criteria = tuple(one(criterion.id) for criterion in rubric.criteria)
    flags = tuple(RedFlagGrade(f.id, f.turn, quoted(f.turn, f.quote)) for f in held.red_flags)
    decision, arithmetic = verdict({c.id: c.status for c in criteria}, [flag.id for flag in flags])
    return replace(card, criteria=criteria, red_flags=flags, verdict=decision, arithmetic=arithmetic)


def _unassessed(rules: Scorecard, reason: str) -> Scorecard:
    lost = Status.NOT_ASSESSED
    criteria = tuple(
        replace(c, status=lost, evidence=(), judgement=Judgement(lost, c.status, "", reason))
        for c in rules.criteria
    )
    return replace(rules, criteria=criteria, verdict=Verdict.INSUFFICIENT_EVIDENCE)


def _figures(tally: _Tally, interviews: int, runs: int) -> Figures:
    decided = [pair for pair in tally.verdicts if pair[1] in VERDICTS]
    return Figures(
        statuses=agreement(tally.pairs, interviews),
        verdict_kappa=round(kappa(decided, VERDICTS, quadratic=True), 3) if decided else None,
        verdicts_agree=mean(float(a == b) for a, b in tally.verdicts) if tally.verdicts else None,
        stable=_stable(tally.by_run, runs),
    )


def _stable(held: Mapping[K, Sequence[str]], runs: int) -> float | None:
    return mean(float(len(set(statuses)) == 1) for statuses in held.values()) if runs > 1 else None
