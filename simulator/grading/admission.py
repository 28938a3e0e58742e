"""Whether words of the candidate may raise a status, whoever says that they do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from simulator.content.rubric import Criterion, Rubric
from simulator.content.scenario import Probe
from simulator.evidence.criteria import LENSES
from simulator.evidence.criteria.heard import hear
from simulator.evidence.criteria.sight import GOAL, look
from simulator.evidence.echo import content_words
from simulator.evidence.normalise import normalise
from simulator.evidence.observation import QuantityKind, Status
from simulator.evidence.quantities import quantities
from simulator.evidence.reader import Reader
from simulator.evidence.scope import Scope
from simulator.evidence.stretches import stretches
from simulator.grading.codebook import definition
from simulator.transcript import Speaker, Transcript

MEASURED: dict[str, frozenset[QuantityKind]] = {
    "success-metric": frozenset(QuantityKind),
    "quality-target": frozenset({QuantityKind.PERCENTAGE, QuantityKind.COUNT, QuantityKind.RATE}),
    "latency-target": frozenset({QuantityKind.DURATION}),
    "cost-target": frozenset({QuantityKind.MONEY, QuantityKind.MONEY_PER_UNIT}),
}
"""Criteria that take a number, with what it may measure."""
LEAVES_OUT = frozenset({"scope-cut", "phased-rollout"})
"""Criteria that are met by putting something off."""
FEWEST_OWN_WORDS = 2
"""Content words beyond the interviewer's question; fewer only say it back."""
RECITED = 0.8
"""Share of the content words that the criterion's definition has too; more only recite it."""
_NUMBER = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of a turn, by its offsets there, with how it is said."""

    start: int
    end: int
    scope: Scope


def clauses_of(text: str, question: str) -> Iterator[Clause]:
    """Yield the clauses of a turn in order; `question` is what the interviewer said just before."""
    for stretch in stretches(text):
        heard = hear(text[stretch.start : stretch.end], question)
        for part in heard.parts:
            start, end = heard.view.span(part.start, part.end)
            yield Clause(stretch.start + start, stretch.start + end, part.scope)


class Admission:
    """Knows one transcript by one rubric."""

    def __init__(self, transcript: Transcript, rubric: Rubric, probes: tuple[Probe, ...] = ()) -> None:
        self._transcript = transcript
        self._rubric = rubric
        self._reader = Reader(rubric, probes=probes)
        self._clauses: dict[int, tuple[Clause, ...]] = {}
        self._asked: dict[str, frozenset[str]] = {}

    def clauses(self, turn: int) -> tuple[Clause, ...]:
        """Return the clauses of a candidate turn."""
        if turn not in self._clauses:
            text, question = self._transcript.turns[turn].text, self._transcript.question_before(turn)
            self._clauses[turn] = tuple(clauses_of(text, question))
        return self._clauses[turn]

    def whole(self, turn: int, start: int, end: int) -> tuple[int, int]:
        """Return the whole clauses around `start` to `end`: "we will not" is part of what follows."""
        touched = self._touched(turn, start, end)
        return min([start, *(c.start for c in touched)]), max([end, *(c.end for c in touched)])

    def refusal(self, criterion_id: str, status: Status, turn: int, start: int, end: int) -> str:
        """Return why the words `start` to `end` of a turn cannot raise a criterion to `status`, or nothing.

        The words are to be whole clauses. What is said about the grading, asked, listed, told of another
        project or taken back earns nothing; nor do words that say the question back, recite the standard or
        are about something else. To be met, what is said must commit, and hold a number where that is asked.
        """
        criterion = self._rubric.criterion(criterion_id)
        touched = self._touched(turn, start, end)
        if any(clause.scope.directed for clause in touched):
            return "the quote speaks of the grading"
        standing = [c for c in touched if c.scope.stands or (criterion_id == GOAL and c.scope.question)]
        if not standing:
            return _why_not_standing(touched)
        text = self._transcript.turns[turn].text
        question = self._transcript.question_before(turn)
        said = " ".join(text[clause.start : clause.end] for clause in standing)
        words = content_words(normalise(said).text)
        if len(words - content_words(normalise(question).text)) < FEWEST_OWN_WORDS:
            return "the quote only says the question back"
        recited = content_words(normalise(f"{criterion.title} {definition(criterion)}").text)
        if not _NUMBER.search(said) and len(words & recited) >= RECITED * len(words):
            return "the quote only recites the standard"
        if not self._is_on_topic(criterion, status, said, question):
            return "the quote is about something else"
        if status is Status.MET:
            return _why_not_committed(criterion_id, standing, said)
        return ""

    def was_asked(self, criterion_id: str, turn: int) -> bool:
        """Tell whether the interviewer asked about a criterion before a turn."""
        return any(
            before.speaker is Speaker.INTERVIEWER and criterion_id in self._asked_in(before.text)
            for before in self._transcript.turns[:turn]
        )

    def _asked_in(self, question: str) -> frozenset[str]:
        if question not in self._asked:
            self._asked[question] = self._reader.asked(question)
        return self._asked[question]

    def _touched(self, turn: int, start: int, end: int) -> list[Clause]:
        return [clause for clause in self.clauses(turn) if clause.start < end and clause.end > start]

    def _is_on_topic(self, criterion: Criterion, status: Status, said: str, question: str) -> bool:
        """Tell whether words are about a criterion; to be met they must say so more plainly."""
        asked = self._asked_in(question)
        if criterion.id in asked:
            return True
        if criterion.id in LENSES:
            sight = look(LENSES[criterion.id], hear(said, question, asked))
            touched = any(sight.slots.values()) and status is not Status.MET
            return bool(sight.about or sight.stretches or touched)
        subject = " ".join((criterion.title, criterion.enough, criterion.matters, *criterion.terms))
        return bool(content_words(normalise(said).text) & content_words(normalise(subject).text))


def _why_not_standing(touched: Sequence[Clause]) -> str:
    scopes = [clause.scope for clause in touched]
    if any(scope.listing for scope in scopes):
        return "the quote only lists subjects"
    if any(scope.retracts or scope.retracted for scope in scopes):
        return "the quote is taken back"
    if any(scope.elsewhere for scope in scopes):
        return "the quote tells of another project"
    return "the quote only asks"


def _why_not_committed(criterion: str, standing: Sequence[Clause], said: str) -> str:
    if all(_is_loose(clause.scope, criterion) for clause in standing):
        return "the quote hedges or puts off"
    kinds = MEASURED.get(criterion)
    if kinds and not any(quantity.kind in kinds for quantity in quantities(normalise(said))):
        return "the quote holds no such number"
    return ""


def _is_loose(scope: Scope, criterion: str) -> bool:
    return scope.hedged or scope.hypothetical or (scope.deferred and criterion not in LEAVES_OUT)
