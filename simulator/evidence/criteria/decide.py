"""From what was heard to a status: what a lens sees and what the encoder reads, weighed together."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from simulator.evidence.criteria.features import manner, shape
from simulator.evidence.criteria.heard import Heard, Part
from simulator.evidence.criteria.lens import Lens
from simulator.evidence.criteria.sight import GOAL, Sight, look
from simulator.evidence.criteria.weights import STATUSES, Weights
from simulator.evidence.encoder import Scores
from simulator.evidence.observation import Status
from simulator.evidence.sentences import MOST_QUOTED

MET = 0.5
"""Least probability of `met`."""
WITNESS = (0.2, 0.3, 0.8)
"""Least probability of `met`, by the encoder alone, for a commitment that no pattern holds: where the
question asks for it, where words that belong to it are said, and where neither."""
GOAL_TOLD = 0.65
"""The same for a goal clarified without asking anything: "if the model fails we ..." forks nothing."""
TOUCHED = 0.45
"""Least probability of being touched at all."""
FEWEST_WORDS = 4
"""An answer with fewer, and with nothing that a lens looks for, touches nothing, whatever was asked."""
FEWEST_QUOTED = 6
"""Words of a quote: a clause of two says nothing to who reads it alone. Beyond, it grows for clauses that
speak as loudly."""
AS_LOUD = 0.5
"""Share of what the loudest clause of a quote adds that one beside it must add to belong to it."""
FAINT = 0.3
"""Share of what the loudest clause of an utterance adds to a commitment below which a pattern's words are not
where it was made: of two answers in one breath the right one is then quoted in 92 cases of 100, not in 91."""
ELSEWHERE = (0.9, 0.9, 0.55)
"""Probability of `missing`, by the encoder alone, beyond which an answer is about something else: where words
of the criterion's subject are said, where the question asks about it, and where neither objects."""
IN_PASSING = 0.6
"""Least probability of `vague`, by the encoder alone, where nothing said or asked is about the subject."""
NOTHING: tuple[float, ...] = (1.0, 0.0, 0.0, 0.0)
"""The probabilities of what is not touched."""
BY_ITS_WORDS = {
    Status.MET: "by-its-words",
    Status.VAGUE: "nothing-committed",
    Status.DEFERRED: "put-off-by-its-words",
}
"""The rule of a finding that rests on no pattern."""
WITHDRAWN = "withdrawn"
"""The rule of a finding that takes an earlier commitment back."""
_TAKES_BACK = re.compile(r"correct\w*|forget|drop|cut|leave|scrap|revise")
"""What takes back names no subject, though "correct" is a word of quality, and "forget" one of retention."""
_VAGUE, _MET = STATUSES.index(Status.VAGUE), len(STATUSES) - 1
_LEAST = 1e-9
_SCOPE_CUT = "scope-cut"
_DENIED_ON_PURPOSE = frozenset({"data-retention", "privacy"})
"""Here a bare denial may be the mechanism: "we don't keep the photos"."""


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

    criterion: str
    sight: Sight
    features: dict[str, float]
    encoded: tuple[float, ...]
    """What the encoder alone makes of it, in the order of STATUSES."""
    probabilities: tuple[float, ...]
    """In the order of STATUSES."""
    finding: Finding | None


class Scales:
    """Weighs one utterance for every criterion."""

    def __init__(
        self, heard: Heard, weights: Weights, encoded: Scores, alone: Callable[[], Scores] | None = None
    ) -> None:
        """Weigh what was `heard` by `weights`, with what the encoder makes of the same words.

        `alone` tells what it makes of them where nothing was asked; without it that is not looked at.
        """
        self._alone = alone
        self.heard = heard
        self.weights = weights
        self.encoded = encoded
        self.spoken = manner(heard)
        self._weighed: dict[str, Weighed] = {}
        self._added: dict[tuple[str, Status], dict[int, float]] = {}
        """What each clause added, by what it was asked for."""

    def weigh(self, lens: Lens) -> Weighed:
        """Return the candidate's position on the criterion of `lens` with what went into it."""
        if lens.id not in self._weighed:
            self._weighed[lens.id] = self._weigh(lens)
        return self._weighed[lens.id]

    def _weigh(self, lens: Lens) -> Weighed:
        sight = look(lens, self.heard)
        encoded = self.encoded.criteria[lens.id]
        features = shape(lens, self.heard, self.spoken, sight, encoded)
        untouched = self._touches_nothing(sight, encoded)
        probabilities = NOTHING if untouched else self.weights.shares(lens.id, features)
        taken_back = self._taken_back(lens)
        if self._only_denied(lens, sight) or (taken_back and not sight.sees):
            probabilities = _refused(lens, probabilities)
        elif not self._may_commit(lens, sight, encoded):
            probabilities = _uncommitted(probabilities)
        finding = self._finding(lens, sight, probabilities, taken_back)
        return Weighed(lens.id, sight, features, encoded, probabilities, finding)

    def _touches_nothing(self, sight: Sight, encoded: tuple[float, ...]) -> bool:
        """Tell whether the words are about something else, by patterns, encoder and question together."""
        if sight.holds:
            return False
        if len(self.heard.stems) < FEWEST_WORDS and not sight.sees:
            return True
        if sight.asked and any(part.scope.deferred or part.scope.dismissed for part in self.heard.parts):
            return False
        said, asked, neither = ELSEWHERE
        if not (sight.sees or sight.asked) and max(encoded) == encoded[_VAGUE] < IN_PASSING:
            return True
        return encoded[0] > (said if sight.about else asked if sight.asked else neither)

    def _may_commit(self, lens: Lens, sight: Sight, encoded: tuple[float, ...]) -> bool:
        """Tell whether patterns or encoder bear witness of a commitment."""
        asked, said, neither = WITNESS
        least = asked if sight.asked else said if sight.sees else neither
        if lens.id == GOAL and not any(part.scope.question for part in self.heard.parts):
            least = GOAL_TOLD
        if sight.holds:
            return True
        return encoded[_MET] >= least and (sight.asked or sight.sees or self._stands_alone(lens))

    def _stands_alone(self, lens: Lens) -> bool:
        """Tell whether the words commit without the question too, which is about something else."""
        if self._alone is None or not self.heard.question:
            return True
        return self._alone().criteria[lens.id][_MET] >= MET

    def _only_denied(self, lens: Lens, sight: Sight) -> bool:
        """Tell whether every word that the lens finds stands in a bare denial."""
        heard = self.heard
        if lens.id in _DENIED_ON_PURPOSE or not any(part.scope.denies for part in heard.parts):
            return False
        hits = [*sight.about, *(match for found in sight.slots.values() for match in found)]
        scopes = [heard.scope_at(match.start()) for match in hits]
        return bool(scopes) and all(scope and scope.denies for scope in scopes)

    def _finding(
        self, lens: Lens, sight: Sight, probabilities: tuple[float, ...], taken_back: Part | None
    ) -> Finding | None:
        status = _likeliest(probabilities)
        if taken_back and status is not Status.MET:
            held = Status.DEFERRED if status is Status.MISSING else status
            return Finding(held, taken_back.start, taken_back.end, WITHDRAWN)
        return None if status is Status.MISSING else self.grounds(lens, sight, status)

    def _taken_back(self, lens: Lens) -> Part | None:
        """Return the clause that takes back what the criterion is about, or None."""
        for part in self.heard.parts:
            if part.scope.retracts:
                named = lens.about.finditer(self.heard.words, part.start, part.end)
                if not all(_TAKES_BACK.fullmatch(match.group()) for match in named):
                    return part
        return None

    def grounds(self, lens: Lens, sight: Sight, status: Status) -> Finding:
        """Return the words that speak for `status` most plainly."""
        if status is Status.DEFERRED and sight.put_off:
            return Finding(status, *sight.put_off[-1].span(), "put-off")
        if status is Status.MET:
            for name in sight.holds:
                if self._is_heard(lens.id, *sight.stretches[name]):
                    return Finding(status, *sight.stretches[name], name)
        about = () if status is Status.MET else sight.about
        start, end = self.loudest(lens.id, status, [match.start() for match in about])
        return Finding(status, start, end, BY_ITS_WORDS[status])

    def loudest(
        self, subject: str, status: Status = Status.MET, places: Sequence[int] = ()
    ) -> tuple[int, int]:
        """Return the clause that added most to what the encoder makes of a criterion or a red flag.

        It is looked for among the clauses at `places`, or among all.
        """
        parts = [p for p in self.heard.parts if p.scope.stands or subject == GOAL] or self.heard.parts
        if not parts:
            return 0, len(self.heard.words)
        named = [p for p in parts if any(p.start <= place < p.end for place in places)]
        carried = self._carried(subject, status)
        loudest = max(named or parts, key=lambda part: (carried[part.start], -part.start))
        return loudest.start, loudest.end

    def _is_heard(self, subject: str, start: int, end: int) -> bool:
        """Tell whether the encoder hears a commitment in these words too, and not only in others."""
        carried = self._carried(subject, Status.MET)
        here = [carried[part.start] for part in self.heard.parts if part.end > start and part.start < end]
        loudest, _ = self.loudest(subject)
        return max(here, default=0.0) >= FAINT * carried.get(loudest, 0.0)

    def quotable(self, subject: str, status: Status, start: int, end: int) -> tuple[int, int]:
        """Return words with the clauses beside them that they need to be understood, or that say as much."""
        parts = self.heard.parts
        at = [i for i, part in enumerate(parts) if part.end > start and part.start < end]
        if not at:
            return start, end
        first, last = at[0], at[-1]
        carried = self._carried(subject, status)
        most = max(carried[parts[i].start] for i in at)
        while True:
            start, end = min(start, parts[first].start), max(end, parts[last].end)
            beside = [i for i in (first - 1, last + 1) if 0 <= i < len(parts)]
            if not beside:
                return start, end
            louder = max(beside, key=lambda i: (carried[parts[i].start], i))
            words = len(self.heard.words[start:end].split())
            is_as_loud = most > 0 and carried[parts[louder].start] >= AS_LOUD * most
            if words >= FEWEST_QUOTED and not (is_as_loud and words < MOST_QUOTED):
                return start, end
            first, last = min(first, louder), max(last, louder)

    def _carried(self, subject: str, status: Status) -> dict[int, float]:
        """Return by its start how much each clause added."""
        if (subject, status) not in self._added:
            span, told = self.heard.view.span, self.encoded.carried_by
            added = {p.start: told(subject, *span(p.start, p.end), status) for p in self.heard.parts}
            self._added[subject, status] = added
        return self._added[subject, status]


def _refused(lens: Lens, probabilities: tuple[float, ...]) -> tuple[float, ...]:
    """Return the probabilities with what spoke for a commitment on the side of refusing it."""
    missing, vague, deferred, met = probabilities
    if lens.id == _SCOPE_CUT:
        return missing + met, vague, deferred, 0.0
    return missing, vague, deferred + met, 0.0


def _uncommitted(probabilities: tuple[float, ...]) -> tuple[float, ...]:
    """Return the probabilities where `met` is out of the question."""
    *others, _ = probabilities
    return *(share / max(sum(others), _LEAST) for share in others), 0.0


def _likeliest(probabilities: tuple[float, ...]) -> Status:
    likely = dict(zip(STATUSES, probabilities, strict=True))
    if likely[Status.MET] >= MET:
        return Status.MET
    if 1 - likely[Status.MISSING] < TOUCHED:
        return Status.MISSING
    return Status.DEFERRED if likely[Status.DEFERRED] > likely[Status.VAGUE] else Status.VAGUE
