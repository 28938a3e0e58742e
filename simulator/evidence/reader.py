"""What one utterance says about every criterion of a rubric."""

from __future__ import annotations

import re

from simulator.content.rubric import Criterion, Rubric
from simulator.content.scenario import Fact
from simulator.evidence.acts import act, asks
from simulator.evidence.criteria import LENSES
from simulator.evidence.criteria.components import proposes_at
from simulator.evidence.criteria.decide import Finding, Scales
from simulator.evidence.criteria.heard import Heard, hear
from simulator.evidence.criteria.sight import GOAL
from simulator.evidence.criteria.weights import Weights, shipped
from simulator.evidence.normalise import normalise
from simulator.evidence.observation import Observation, Reading, Status
from simulator.evidence.quantities import quantities
from simulator.evidence.questions import facts_asked

ASKED_TOO_LATE = "asked-after-components"
"""The rule of a forking question that came after the first component."""


class Reader:
    """Reads utterances against one rubric; keeps nothing between them."""

    def __init__(self, rubric: Rubric, facts: tuple[Fact, ...] = (), weights: Weights | None = None) -> None:
        """Read by `weights`, or by those that come with the program."""
        self._criteria = rubric.criteria
        self._weights = weights or shipped()
        self._facts = facts
        self._terms = {c.id: _any_of(c) for c in rubric.criteria if c.id not in LENSES and c.terms}

    def read(self, text: str, question: str = "") -> Reading:
        """Return what `text` says; `question` is what the interviewer said just before."""
        return self.read_weighed(self.weigh(text, question))

    def weigh(self, text: str, question: str = "") -> Scales:
        """Make an utterance ready to be read, and to be searched for red flags."""
        return Scales(hear(text, question), self._weights)

    def read_weighed(self, scales: Scales) -> Reading:
        """Return what an utterance made ready by `weigh` says."""
        heard = scales.heard
        proposed = proposes_at(heard)
        observations = []
        for criterion in self._criteria:
            finding = self._find(criterion.id, scales)
            if finding is None:
                continue
            start, end = _quote(heard, finding)
            if criterion.id == GOAL and finding.status is Status.MET and proposed is not None:
                asked_at = heard.view.span(finding.start, finding.end)[0]
                if proposed < asked_at:
                    finding = Finding(Status.VAGUE, finding.start, finding.end, ASKED_TOO_LATE)
            observations.append(Observation(criterion.id, finding.status, start, end, finding.rule))
        return Reading(
            act=act(heard.view, heard.question),
            asks=asks(heard.view),
            facts=facts_asked(heard.view, self._facts) if self._facts else (),
            observations=tuple(observations),
            quantities=quantities(heard.view),
            proposes_at=proposed,
        )

    def asked(self, question: str) -> frozenset[str]:
        """Return the ids of the criteria that an interviewer's turn asks about."""
        words = normalise(question).text
        return frozenset(
            c.id
            for c in self._criteria
            if (
                LENSES[c.id].asked.search(words)
                if c.id in LENSES
                else c.id in self._terms and self._terms[c.id].search(words)
            )
        )

    def _find(self, criterion: str, scales: Scales) -> Finding | None:
        if criterion in LENSES:
            return scales.decide(LENSES[criterion])
        if criterion in self._terms:
            return _by_terms(self._terms[criterion], scales.heard)
        return None


def _any_of(criterion: Criterion) -> re.Pattern[str]:
    return re.compile("|".join(rf"\b{re.escape(normalise(term).text)}" for term in criterion.terms))


def _by_terms(terms: re.Pattern[str], heard: Heard) -> Finding | None:
    """Judge a criterion known by its terms alone: a number beside a term commits, a bare term does not."""
    match = terms.search(heard.standing)
    if match is None:
        return None
    start, end = heard.sentence(match.start(), match.end())
    scope = heard.scope_at(match.start())
    if scope and scope.deferred:
        return Finding(Status.DEFERRED, start, end, "term-put-off")
    if re.search(r"\d", heard.standing[start:end]) and not (scope and (scope.hedged or scope.negated)):
        return Finding(Status.MET, start, end, "term-with-number")
    return Finding(Status.VAGUE, start, end, "term")


def _quote(heard: Heard, finding: Finding) -> tuple[int, int]:
    """Return the offsets, in the text as said, of the whole clauses that earn the finding."""
    start, end = heard.view.span(*heard.sentence(finding.start, finding.end))
    source = heard.view.source
    while start < end and source[start].isspace():
        start += 1
    while end > start and source[end - 1].isspace():
        end -= 1
    return start, end
