"""Which of the scenario's facts a candidate's question is after."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

from simulator.content.scenario import Fact
from simulator.evidence.addressed import rhetorical
from simulator.evidence.clauses import clauses
from simulator.evidence.echo import FUNCTION_WORDS, stem
from simulator.evidence.normalise import Normalised, normalise

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_KEY = 3
"""Letters by which a term is looked up."""
_PREFIX = 5
"""Letters from which on a term stands for every word that begins with it: "integrat"."""
_FUNCTION_WEIGHT = 0.5
_GAP_COST = 0.5
_NEXT_IN_A_LIST = re.compile(r",? and |, ")
_LISTED_WORDS = 4
"""What one thing of a list is put in at most: "the budget, the deadline and the team size"."""
_LEANS_ON_ANOTHER = re.compile(
    r"\b(?:it|that|this|these|those|there)\b|\A(?:(?:and|so|okay|but) )*(?:can|could|may|might|should) i\b"
)
"""A question about what another one got ("is it fixed?"), or only for leave to ask."""
_WORTH_TELLING = 0.3
"""Share of the best match below which a fact was only brushed."""


@dataclass(frozen=True, slots=True)
class _Term:
    fact: int
    words: tuple[str, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class _Match:
    weight: float
    fact: int
    start: int
    end: int


def facts_asked(
    text: str | Normalised, facts: tuple[Fact, ...], question: str | Normalised = ""
) -> tuple[str, ...]:
    """Return the ids of the facts that the questions in `text` ask about.

    The best match of each question comes first, in the order in which they were asked, then the others. Only
    questions meant for the interviewer count; `question` is what the interviewer said just before.
    """
    asked = things_asked(text, question) if facts else []
    if not asked:
        return ()
    terms = _terms(facts)
    scores: dict[int, float] = defaultdict(float)
    best: list[int] = []
    for words in asked:
        matches = _strongest(_matches(_WORD.findall(words), terms))
        for match in matches:
            scores[match.fact] += match.weight
        best += [match.fact for match in matches[:1]]
    least = _WORTH_TELLING * max(scores.values(), default=0.0)
    ranked = sorted(scores, key=lambda fact: (-scores[fact], fact))
    others = (fact for fact in ranked if scores[fact] >= least)
    return tuple(facts[fact].id for fact in dict.fromkeys((*best, *others)))


def asks_beyond(text: str | Normalised, facts: tuple[Fact, ...]) -> bool:
    """Return whether one of several questions in `text` is after a thing of its own that no fact tells."""
    asked, terms = things_asked(text), _terms(facts)
    return len(asked) > 1 and any(
        not (_LEANS_ON_ANOTHER.search(words) or _matches(_WORD.findall(words), terms)) for words in asked
    )


def things_asked(text: str | Normalised, question: str | Normalised = "") -> list[str]:
    """Return the questions to the interviewer in `text`, one that lists several things as so many."""
    found = clauses(text)
    answered = rhetorical(found, question)
    asked: list[str] = []
    for at, clause in enumerate(found):
        if clause.asks and at not in answered:
            first, *further = _NEXT_IN_A_LIST.split(clause.text)
            may_list = len(further) == 1 or "," in clause.text
            is_list = may_list and all(_is_listed(words) for words in further)
            asked += [first, *further] if is_list else [clause.text]
    return asked


def _is_listed(words: str) -> bool:
    return 0 < len(_WORD.findall(words)) <= _LISTED_WORDS and not words.startswith("or ")


@lru_cache(maxsize=4)
def _terms(facts: tuple[Fact, ...]) -> dict[str, tuple[_Term, ...]]:
    """Return the terms of all facts by the first letters of their first word."""
    by_key: dict[str, list[_Term]] = defaultdict(list)
    for index, fact in enumerate(facts):
        for term in fact.asked_by:
            words = tuple(_WORD.findall(normalise(term).text))
            if words:
                weight = sum(_FUNCTION_WEIGHT if word in FUNCTION_WORDS else 1.0 for word in words)
                by_key[words[0][:_KEY]].append(_Term(index, words, weight))
    return {key: tuple(terms) for key, terms in by_key.items()}


def _matches(words: list[str], terms: dict[str, tuple[_Term, ...]]) -> list[_Match]:
    found: list[_Match] = []
    for start, word in enumerate(words):
        for term in terms.get(word[:_KEY], ()):
            end, gaps = _end_of(term.words, words, start)
            if end:
                found.append(_Match(term.weight - _GAP_COST * gaps, term.fact, start, end))
    return found


def _end_of(term: tuple[str, ...], words: list[str], start: int) -> tuple[int, int]:
    """Return the index after a term said at `start` and the words put in between, or (0, 0)."""
    at, gaps = start, 0
    for index, wanted in enumerate(term):
        if index and at + 1 < len(words) and not _same(words[at], wanted) and _same(words[at + 1], wanted):
            at, gaps = at + 1, gaps + 1
        if at >= len(words) or not _same(words[at], wanted):
            return 0, 0
        at += 1
    return at, gaps


def _same(word: str, wanted: str) -> bool:
    return (
        word == wanted or stem(word) == stem(wanted) or (len(wanted) >= _PREFIX and word.startswith(wanted))
    )


def _strongest(matches: list[_Match]) -> list[_Match]:
    """Return the matches that rest on a word no stronger match has used; equals share theirs."""
    kept: list[_Match] = []
    used: dict[int, float] = {}
    for match in sorted(matches, key=lambda match: (-match.weight, match.fact, match.start)):
        if any(used.get(at, match.weight) <= match.weight for at in range(match.start, match.end)):
            kept.append(match)
            for at in range(match.start, match.end):
                used.setdefault(at, match.weight)
    return kept
