"""Where a second hearing of the answers made out other words than the interviewer heard."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from simulator.recording.heard_again import HeardAgain, HeardAnswer
from simulator.transcript import Transcript

AROUND = 3
"""Words shown before and behind those that differ, for the place to be recognised."""


@dataclass(frozen=True, slots=True)
class Apart:
    """A passage that was made out in two ways."""

    start: float
    """Seconds from the start of the interview."""
    first: str
    """As the interviewer heard it."""
    again: str


def passages_apart(transcript: Transcript, heard: HeardAgain) -> tuple[Apart, ...]:
    """Return all such passages in order; case and punctuation make no difference."""
    return tuple(
        apart
        for answer in heard.answers
        if answer.turn < len(transcript.turns)
        for apart in _apart(transcript.turns[answer.turn].text.split(), answer)
    )


def _apart(first: Sequence[str], answer: HeardAnswer) -> Iterator[Apart]:
    again = [word.text for word in answer.words]
    matcher = SequenceMatcher(None, [*map(_bare, first)], [*map(_bare, again)], autojunk=False)
    for group in matcher.get_grouped_opcodes(AROUND):
        if all(tag == "equal" for tag, *_ in group):
            continue
        (_, a, _, b, _), (_, _, a_end, _, b_end) = group[0], group[-1]
        differs = next(start for tag, _, _, start, _ in group if tag != "equal")
        word = answer.words[min(differs, len(answer.words) - 1)]
        yield Apart(word.start, " ".join(first[a:a_end]), " ".join(again[b:b_end]))


def _bare(word: str) -> str:
    return re.sub(r"\W", "", word).lower()
