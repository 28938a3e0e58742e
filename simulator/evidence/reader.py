"""What one utterance says about every criterion of a rubric."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, partial

from simulator.content.rubric import Criterion, Rubric
from simulator.content.scenario import Fact, Probe
from simulator.evidence.acts import act, asks
from simulator.evidence.criteria import LENSES
from simulator.evidence.criteria.components import proposes_at
from simulator.evidence.criteria.decide import Finding, Scales
from simulator.evidence.criteria.heard import Heard, hear
from simulator.evidence.criteria.sight import GOAL
from simulator.evidence.criteria.weights import Weights, shipped
from simulator.evidence.encoder import Encoder
from simulator.evidence.encoder import shipped as shipped_encoder
from simulator.evidence.endings import ending
from simulator.evidence.normalise import normalise
from simulator.evidence.observation import Act, Observation, Reading, Status
from simulator.evidence.own_words import own_words
from simulator.evidence.position import ASKED_TOO_LATE, Positions
from simulator.evidence.quantities import quantities
from simulator.evidence.questions import facts_asked
from simulator.evidence.requests import requests
from simulator.evidence.scripted import ScriptedLines
from simulator.evidence.sentences import whole_sentences
from simulator.evidence.stretches import stretches

TOUCHING = frozenset({Act.ANSWER, Act.QUESTION})
"""What an utterance must do to touch a criterion: "I don't know" touches none, whatever was asked."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of an utterance that is read by itself."""

    start: int
    """Offset of its text in the utterance."""
    scales: Scales


class Reader:
    """Reads utterances against one rubric; keeps nothing between them."""

    def __init__(
        self,
        rubric: Rubric,
        facts: tuple[Fact, ...] = (),
        probes: tuple[Probe, ...] = (),
        weights: Weights | None = None,
        encoder: Encoder | None = None,
    ) -> None:
        """Read by `weights` and `encoder`, or by those that come with the program.

        With the `facts` of a scenario it tells which a question is after; with its `probes` it knows what
        each of the interviewer's scripted questions is about.
        """
        self._scripted = ScriptedLines(probes)
        self._criteria = rubric.criteria
        self._weights = weights or shipped()
        self._encoder = encoder
        self._facts = facts
        self._terms = {c.id: _any_of(c) for c in rubric.criteria if c.id not in LENSES and c.terms}

    def prepare(self) -> None:
        """Do what the first reading would do once: load the encoder, which takes a third of a second."""
        self._ready_encoder()

    def read(self, text: str, question: str = "", since: int = 0) -> Reading:
        """Return what `text` says; `question` is what the interviewer said just before.

        `text[since:]` was said after the last pause.
        """
        return self.read_weighed(text, question, self.weigh(text, question), since)

    def weigh(self, text: str, question: str = "") -> tuple[Stretch, ...]:
        """Make an utterance ready to be read, and to be searched for red flags."""
        return self._weigh(own_words(text, question).text, question)

    def weigh_all(self, answers: Iterable[tuple[str, str]]) -> list[tuple[Stretch, ...]]:
        """Make all answers of an interview ready, each with its question: a story may go on over several."""
        weighed: list[tuple[Stretch, ...]] = []
        telling = False
        for text, question in answers:
            own = own_words(text, question, telling)
            telling = own.telling
            weighed.append(self._weigh(own.text, question))
        return weighed

    def _weigh(self, own: str, question: str) -> tuple[Stretch, ...]:
        asked = self._scripted.asked(question)
        encoder = self._ready_encoder()
        ready = []
        for span in stretches(own):
            words = own[span.start : span.end]
            alone = cache(partial(encoder.score, words))
            scales = Scales(
                hear(words, question, asked), self._weights, encoder.score(words, question), alone
            )
            ready.append(Stretch(span.start, scales))
        return tuple(ready)

    def read_weighed(self, text: str, question: str, weighed: tuple[Stretch, ...], since: int = 0) -> Reading:
        """Return what an utterance made ready by `weigh` says; of each criterion the final position in it."""
        positions = Positions()
        proposals: list[int] = []
        for index, stretch in enumerate(weighed):
            proposed = proposes_at(stretch.scales.heard)
            positions.note(index, self._observations(stretch, proposed), proposes=proposed is not None)
            if proposed is not None:
                proposals.append(stretch.start + proposed)
        view = normalise(text)
        does = act(view, question)
        touching = self._criteria if does in TOUCHING else ()
        held = (positions.get(criterion.id) for criterion in touching)
        return Reading(
            act=does,
            asks=asks(view, question),
            facts=facts_asked(view, self._facts, question) if self._facts else (),
            observations=tuple(position.observation for position in held if position),
            quantities=quantities(view),
            proposes_at=min(proposals, default=None),
            ending=ending(text, does, since),
        )

    def _observations(self, stretch: Stretch, proposed: int | None) -> Iterator[Observation]:
        heard = stretch.scales.heard
        for criterion in self._criteria:
            finding = self._find(criterion.id, stretch.scales)
            if finding is None:
                continue
            start, end = earning(heard, finding.start, finding.end)
            status, rule = finding.status, finding.rule
            if criterion.id == GOAL and status is Status.MET and proposed is not None and proposed < start:
                status, rule = Status.VAGUE, ASKED_TOO_LATE
            yield Observation(criterion.id, status, stretch.start + start, stretch.start + end, rule)

    def asked(self, question: str) -> frozenset[str]:
        """Return the ids of the criteria that an interviewer's turn asks about, whatever it tells."""
        words = normalise(requests(self._scripted.unscripted(question))).text
        return self._scripted.asked(question) | frozenset(
            c.id
            for c in self._criteria
            if (
                LENSES[c.id].asked.search(words)
                if c.id in LENSES
                else c.id in self._terms and self._terms[c.id].search(words)
            )
        )

    def _ready_encoder(self) -> Encoder:
        return self._encoder or shipped_encoder()

    def _find(self, criterion: str, scales: Scales) -> Finding | None:
        if criterion in LENSES:
            return scales.weigh(LENSES[criterion]).finding
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


def earning(heard: Heard, start: int, end: int) -> tuple[int, int]:
    """Return the offsets, in the text as said, of the whole clauses around some of the normalised words."""
    start, end = heard.view.span(*heard.sentence(start, end))
    source = heard.view.source
    while start < end and source[start].isspace():
        start += 1
    while end > start and source[end - 1].isspace():
        end -= 1
    return start, end


def quoted(scales: Scales, subject: str, status: Status, start: int, end: int) -> tuple[int, int]:
    """Return the offsets, in the text as said, of what shows a status or a red flag by itself.

    `start` to `end` of the normalised words decided.
    """
    span = scales.quotable(subject, status, start, end)
    return whole_sentences(scales.heard.view.source, *earning(scales.heard, *span))
