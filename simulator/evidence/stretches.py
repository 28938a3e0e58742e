"""How a long utterance is cut into stretches of the length that the weights were learned on."""

from __future__ import annotations

from simulator.evidence.clauses import Span, sentences
from simulator.evidence.normalise import Normalised, normalise

WHOLE = 130
"""An utterance of up to this many words is read whole; the labelled answers have 25 to 130."""
FULL = 70
"""A stretch is closed at the end of the sentence in which it reaches this many words."""


def stretches(text: str | Normalised) -> tuple[Span, ...]:
    """Return the stretches in order, each of whole sentences; together they hold every word."""
    view = normalise(text)
    source = view.source
    if len(source.split()) <= WHOLE:
        return (Span(0, len(source)),)
    cut: list[Span] = []
    start, words = 0, 0
    for sentence in sentences(view):
        words += len(source[sentence.start : sentence.end].split())
        if words >= FULL:
            cut.append(Span(start, sentence.end))
            start, words = sentence.end, 0
    if words or not cut:
        cut.append(Span(start, len(source)))
    else:
        cut[-1] = Span(cut[-1].start, len(source))
    return tuple(cut)
