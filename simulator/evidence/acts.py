"""What an utterance does: answers, asks, thinks aloud, waits, skips, gives up or ends."""

from __future__ import annotations

from simulator.evidence.clauses import clauses
from simulator.evidence.normalise import Normalised, normalise
from simulator.evidence.observation import Act


def act(text: str | Normalised, question: str = "") -> Act:
    """Return what `text` does above all; `question` is what the interviewer said just before."""
    view = normalise(text)
    found = clauses(view)
    if found and all(clause.asks for clause in found):
        return Act.QUESTION
    return Act.ANSWER


def asks(text: str | Normalised) -> bool:
    """Return whether a question addressed to the interviewer is part of `text`."""
    return any(clause.asks for clause in clauses(text))
