"""Which questions in an utterance are meant for the interviewer, and which the candidate answers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from simulator.evidence.clauses import Clause, asks_outright
from simulator.evidence.echo import content_words, echo
from simulator.evidence.normalise import Normalised, normalise

_SECOND_PERSON = re.compile(r"\b(?:you|your|yours|you're)\b")
_FORKS = re.compile(
    r"(?:if|with|for|the first|first|one|in the first|depending|otherwise|either|because|since|that|this"
    r"|my guess|i assume|i ask|i take"
    r"|i need|i want|i would (?:like|need|want|design|ask)|in that case|when it is|the answer|it changes"
    r"|the 1st|on the|as)\b"
)
_ANSWERS_SHORTLY = 4
"""Words up to which a statement right after "this or that?" is the answer."""
_ANSWERS = re.compile(
    r"(?:because|no|yes|well|simple|easy|easily|i say|i would (?:say|take|go|pick)|nothing|nobody|exactly"
    r"|never"
    r"|always)\b(?!,? so\b)"
)
_ECHOED_WORDS = 3
"""Content words from which on a question made of the interviewer's words alone only repeats it."""
_ALTERNATIVES = re.compile(r"\bor\b")
_DESIGN_PROMPT = re.compile(
    r"\b(?:design|sketch|approach|over to you|go about|how would you (?:do|start|begin|set|build)"
    r"|what would you (?:do|build|ask|want to)|where (?:do|would) you (?:start|begin)|(?:walk"
    r"|talk) me through"
    r"|build (?:us|me|an?|something)|we (?:want|need|would like) (?:an?|some) )"
)


def rhetorical(found: Sequence[Clause], question: str | Normalised = "") -> frozenset[int]:
    """Return the indices of the clauses that ask without wanting to know: an answer follows, or they echo.

    `question` is what the interviewer said just before; after "design it for me" a question is meant.
    """
    before = normalise(question).text
    asked_words = content_words(before)
    result: set[int] = set()
    at = 0
    while at < len(found):
        end = at
        while end < len(found) and found[end].asks:
            end += 1
        if end > at:
            asked = " ".join(clause.text for clause in found[at:end])
            if _answered(asked, found[end : end + 2], before) or _only_echoes(asked, asked_words):
                result.update(range(at, end))
        at = max(end, at + 1)
    return frozenset(result)


def _only_echoes(asked: str, words: frozenset[str]) -> bool:
    return len(content_words(asked)) >= _ECHOED_WORDS and echo(asked, words) >= 1


def _answered(asked: str, rest: Sequence[Clause], after: str) -> bool:
    """Tell whether the questions in `asked` are answered by the clauses right after them."""
    if not rest or _SECOND_PERSON.search(asked) or asks_outright(asked):
        return False
    reply = rest[0].text
    if len(rest) > 1 and rest[1].sentence == rest[0].sentence:
        reply = f"{reply} {rest[1].text}"
    if _ANSWERS.match(reply):
        return True
    if _DESIGN_PROMPT.search(after) or _FORKS.match(reply):
        return False
    return len(reply.split()) <= _ANSWERS_SHORTLY if _ALTERNATIVES.search(asked) else True
