"""How much of each answer carried: signal from commitments, noise from what stands in their place.

Turns that only ask to wait, to hear it again or to stop are no answers. For the others:

signal = 4 for the first commitment reached in the answer, 2 for each further one, 1 for each quantity
(at most 2), 1 for a question to the interviewer; at most 10.
noise = 2 for each criterion touched without a commitment there or before (at most 6), 2 for a question of the
interviewer's left open (no commitment on it there or before, nothing asked back), 3 for each red flag shown,
2 for mostly repeating an earlier answer, 1 for offering one's own credentials, 1 for a list of three tools or
more; at most 10.
A turn that is only a question leaves nothing unanswered and touches nothing: its noise is red flags alone.
docs/scorecard.md publishes it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from simulator.evidence.credentials import lists_tools, offers_credentials
from simulator.evidence.normalise import normalise
from simulator.evidence.observation import Act, Reading, Status
from simulator.grading.scorecard import AnswerGrade, Distraction

_WORD = re.compile(r"[^\W_]{4,}")
REPEATED = 0.7
"""Share of an answer's longer words that an earlier answer of the candidate had too."""
FEWEST_WORDS = 6
"""Fewer longer words say too little to be called a repetition."""
NO_ANSWERS = frozenset({Act.WAIT, Act.THINKING, Act.REPEAT, Act.REPHRASE, Act.DONE})


@dataclass(frozen=True, slots=True)
class Answer:
    """One candidate turn with what was read in it."""

    turn: int
    text: str
    reading: Reading
    asked: frozenset[str]
    """Criteria the interviewer had just asked about."""
    red_flags: int


def signal_noise(answers: Sequence[Answer]) -> tuple[AnswerGrade, ...]:
    """Return signal and noise of each answer, by the formula above."""
    grades = []
    known: set[str] = set()
    earlier: list[frozenset[str]] = []
    for answer in answers:
        if answer.reading.act in NO_ANSWERS:
            continue
        met = [o.criterion for o in answer.reading.observations if o.status is Status.MET]
        fresh = [criterion for criterion in met if criterion not in known]
        loose = {o.criterion for o in answer.reading.observations}.difference(met, known)
        vocabulary = frozenset(_WORD.findall(answer.text.lower()))
        repeats = len(vocabulary) >= FEWEST_WORDS and any(
            len(vocabulary & before) >= REPEATED * len(vocabulary) for before in earlier
        )
        only_asks = answer.reading.act is Act.QUESTION
        is_answered = not answer.asked or answer.reading.asks or answer.asked.intersection({*met, *known})
        signal = (
            (4 + 2 * (len(fresh) - 1) if fresh else 0)
            + min(2, len(answer.reading.quantities))
            + answer.reading.asks
        )
        noises: dict[Distraction, int] = {}
        if not only_asks:
            view = normalise(answer.text)
            noises = {
                Distraction.LOOSE: min(6, 2 * len(loose)),
                Distraction.UNANSWERED: 0 if is_answered else 2,
                Distraction.REPEATED: 2 * repeats,
                Distraction.CREDENTIALS: int(offers_credentials(view)),
                Distraction.TOOLS: int(lists_tools(view)),
            }
        noise = min(10, 3 * answer.red_flags + sum(noises.values()))
        distractions = tuple(kind for kind, amount in noises.items() if amount)
        grades.append(AnswerGrade(answer.turn, float(min(10, signal)), float(noise), distractions))
        known.update(met)
        earlier.append(vocabulary)
    return tuple(grades)
