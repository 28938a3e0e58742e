"""From what was heard to a status: what a lens sees, weighed together with the words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from simulator.evidence.criteria.features import WORD, WordFeatures, shape
from simulator.evidence.criteria.heard import Heard
from simulator.evidence.criteria.lens import Lens
from simulator.evidence.criteria.sight import Sight, look
from simulator.evidence.criteria.weights import NOTHING, STATUSES, Weights, shares
from simulator.evidence.observation import Status

MET = 0.5
"""Least probability of `met`."""
TOUCHED = 0.6
"""Least probability of being touched at all."""
FEWEST_WORDS = 4
"""An answer with fewer, and with nothing that a lens looks for, touches nothing, whatever was asked."""
WITHDRAWN = "withdrawn"
"""The rule of a finding that takes an earlier commitment back."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A status with the stretch of the normalised words that earns it."""

    status: Status
    start: int
    end: int
    rule: str


@dataclass(frozen=True, slots=True)
class Weighed:
    """One decision with everything that went into it, for `--explain`."""

    sight: Sight
    features: tuple[tuple[str, float], ...]
    probabilities: tuple[float, ...]
    """In the order of STATUSES."""
    finding: Finding | None


def own_features(criterion: str, own: dict[str, float], words: WordFeatures) -> Iterator[tuple[str, float]]:
    """Return the features of one criterion or red flag alone, by their full names."""
    for name, value in own.items():
        yield f"{criterion}|{name}", value
    for name in words.own:
        yield f"{criterion}|{name}", WORD


class Scales:
    """Weighs one utterance for every criterion; what they share is summed once."""

    def __init__(self, heard: Heard, weights: Weights) -> None:
        self.heard = heard
        self.words = WordFeatures(heard)
        self.weights = weights
        self._said = weights.shared(self.words.said)
        self._answered = weights.shared(self.words.answered)
        self.own = weights.own_words(self.words.own, WORD)
        """Sums for single words, by criterion or red flag."""

    def decide(self, lens: Lens) -> Finding | None:
        """Return the candidate's position on the criterion of `lens`, or None where it is not touched."""
        sight = look(lens, self.heard)
        return self._settle(lens, _finding(sight, self.heard, self._probabilities(lens, sight)))

    def weigh(self, lens: Lens) -> Weighed:
        """Return the decision with what went into it."""
        sight = look(lens, self.heard)
        shared, own = shape(lens, self.words, sight)
        features = {**shared, **self.words.said, **(self.words.answered if sight.asked else {})}
        features.update(own_features(lens.id, own, self.words))
        probabilities = self._probabilities(lens, sight)
        finding = self._settle(lens, _finding(sight, self.heard, probabilities))
        return Weighed(sight, tuple(features.items()), probabilities, finding)

    def _settle(self, lens: Lens, finding: Finding | None) -> Finding | None:
        """Return the finding, or that a commitment is taken back where nothing is put in its place."""
        if finding is None or finding.status is not Status.MET:
            for part in self.heard.parts:
                if part.scope.retracts and lens.about.search(self.heard.words, part.start, part.end):
                    status = finding.status if finding else Status.DEFERRED
                    return Finding(status, part.start, part.end, WITHDRAWN)
        return finding

    def _probabilities(self, lens: Lens, sight: Sight) -> tuple[float, ...]:
        shared, own = shape(lens, self.words, sight)
        sums = [self.weights.shared(shared), self._said, self.weights.own(lens.id, own)]
        sums.append(self.own.get(lens.id, NOTHING))
        if sight.asked:
            sums.append(self._answered)
        return shares(sums)


def _finding(sight: Sight, heard: Heard, probabilities: tuple[float, ...]) -> Finding | None:
    if not (sight.about or any(sight.slots.values())) and (
        not sight.asked or len(heard.stems) < FEWEST_WORDS
    ):
        return None
    likely = dict(zip(STATUSES, probabilities, strict=True))
    if likely[Status.MET] >= MET:
        start, end, rule = _grounds(sight, heard)
        return Finding(Status.MET, start, end, rule)
    if 1 - likely[Status.MISSING] < TOUCHED or not (sight.asked or sight.about or sight.holds):
        return None
    if likely[Status.DEFERRED] > max(likely[Status.VAGUE], likely[Status.MET]):
        if sight.put_off:
            return Finding(Status.DEFERRED, *sight.put_off[-1].span(), "put-off")
        start, end, _ = _grounds(sight, heard)
        return Finding(Status.DEFERRED, start, end, "put-off-by-its-words")
    start, end = sight.about[0].span() if sight.about else _grounds(sight, heard)[:2]
    return Finding(Status.VAGUE, start, end, "nothing-committed")


def _grounds(sight: Sight, heard: Heard) -> tuple[int, int, str]:
    """Return the stretch and name of what speaks for a commitment most plainly."""
    for name in sight.holds:
        return *sight.stretches[name], name
    if sight.stretches:
        name = min(sight.stretches, key=lambda n: sight.stretches[n][1] - sight.stretches[n][0])
        return *sight.stretches[name], f"{name}-loosely"
    found = [m.span() for matches in sight.slots.values() for m in matches] or [m.span() for m in sight.about]
    if found:
        return *min(found), "by-its-words"
    return 0, min(len(heard.words), 160), "by-its-words"
