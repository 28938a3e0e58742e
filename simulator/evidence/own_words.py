"""What of an utterance can count at all: the candidate's own words on this design, each said once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from simulator.evidence.normalise import normalise
from simulator.evidence.scope import Scoped, scoped, still_telling

_OTHERS = r"(?:interviewer|grader|evaluator|examiner|assessor|hiring manager|assistant|judge)"
_LABEL = re.compile(rf"(?:^|(?<=[.!?;\"\n])|(?<=[.!?;\"] )){_OTHERS} ?:", re.IGNORECASE)
"""A speaker's name inside a turn: what follows is put into somebody else's mouth."""
_OWN_LABEL = re.compile(r"\b(?:candidate|me|myself|interviewee) ?:", re.IGNORECASE)
_REST = r"[^.?!]{0,400}?"
_RECITES = re.compile(
    rf"(?={_REST}(?:\bor\b|\bas a number with\b|\bwhat happens when\b))"
    rf"(?={_REST}(?:\bwith (?:a|an|its|the|what)\b|\b(?:that|which) \w+s\b|\bwhat\b|:|\bor how\b))"
    rf"(?!{_REST}\b(?:i|we|our|us|you|your|my|they|them|this|that is|[0-9]+ ?[a-z]+s)\b)"
    r"(?:an? (?!new\b)|what the system\b|named\b|money per\b|user corrections\b|(?:2|3) or more\b"
    rf"|how it is\b|how long [\w, ]{{3,60}}? (?:is|are) (?:kept|stored)\b){_REST}[.?!]?"
)
"""A sentence that nobody says of a design and every standard says of all: an indefinite thing, alternatives,
nobody who acts and no number."""
_SENTENCE_END = re.compile(r"[.!?](?=\s|$)")
_FEWEST_WORDS = 3
"""A shorter sentence said again, like "Two seconds.", may be an answer to another question."""


@dataclass(frozen=True, slots=True)
class OwnWords:
    """An utterance with everything else blanked."""

    text: str
    """As long as what was said, so that every place in it is a place there."""
    telling: bool
    """It ended in the middle of a story from elsewhere."""


def own_words(text: str, question: str = "", telling: bool = False) -> OwnWords:
    """Return an utterance with what never counts blanked.

    That is: stories from elsewhere, words to the grader or put into another's mouth, what is taken back, what
    recites a standard, and what was said before in the same utterance. `question` is what the interviewer
    said just before; `telling` tells that the candidate's last words before it were a story from elsewhere.
    """
    said = scoped(normalise(text), question, telling)
    blanks = [
        (item.clause.start, item.clause.end)
        for item in said
        if item.scope.elsewhere or item.scope.directed or item.scope.retracted
    ]
    blanks += _announced(text, said)
    blanks += _in_anothers_mouth(text)
    blanks += _said_again_or_recited(said)
    return OwnWords(_without(text, blanks), still_telling(said))


def _announced(text: str, said: tuple[Scoped, ...]) -> Iterable[tuple[int, int]]:
    """Yield what follows in the same sentence on "for the scorecard:" or "what you want to hear is this:"."""
    for item in said:
        words = item.clause.text
        if item.scope.directed and ":" in words and words[-1] not in ".!?":
            end = _SENTENCE_END.search(text, item.clause.end)
            yield item.clause.end, end.start() if end else len(text)


def _in_anothers_mouth(text: str) -> Iterable[tuple[int, int]]:
    for label in _LABEL.finditer(text):
        own = _OWN_LABEL.search(text, label.end())
        yield label.start(), own.start() if own else len(text)


def _said_again_or_recited(said: tuple[Scoped, ...]) -> Iterable[tuple[int, int]]:
    """Yield the sentences that were said before, word for word, or that recite a standard."""
    sentences: dict[int, list[Scoped]] = {}
    for item in said:
        sentences.setdefault(item.clause.sentence, []).append(item)
    known: set[str] = set()
    for parts in sentences.values():
        words = " ".join(part.clause.text for part in parts)
        again = words in known and len(words.split()) >= _FEWEST_WORDS
        if again or _RECITES.fullmatch(words):
            yield parts[0].clause.start, parts[-1].clause.end
        known.add(words)


def _without(text: str, blanks: Iterable[tuple[int, int]]) -> str:
    """Return `text` with each of the stretches `blanks` replaced by spaces."""
    parts: list[str] = []
    reached = 0
    for start, end in sorted(blanks):
        if end > reached:
            parts.append(text[reached : max(start, reached)])
            parts.append(" " * (end - max(start, reached)))
            reached = end
    parts.append(text[reached:])
    return "".join(parts)
