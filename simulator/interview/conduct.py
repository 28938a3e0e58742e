"""What an interviewer may never say, whoever words it: checked on every line before it is spoken."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from simulator.content.scenario import Constraint, Scenario, Visibility
from simulator.evidence.quantities import numbers
from simulator.evidence.sentences import key, sentences


class ConductRule(StrEnum):
    """A rule of conduct, named by what breaks it."""

    TWO_QUESTIONS = "two-questions"
    PRAISE = "praise"
    SCORE = "score"
    HIDDEN_CONSTRAINT = "hidden-constraint"
    FOREIGN_NUMBER = "foreign-number"
    REPEATED_SENTENCE = "repeated-sentence"


_PRAISE = re.compile(
    r"""
    \b(?:excellent|fantastic|brilliant|awesome|amazing|wonderful|impressive|impressed|superb|terrific|outstanding
      |spot\ on|well\ (?:done|put|said|thought|reasoned)|sounds\ good|love\ it|i\ agree
      |nicely\ (?:done|put|said)|bravo|kudos|congratulations)\b
    | \b(?:good|great|nice|strong|smart|solid|clever|fair|valid|perfect|lovely|right)
      \ (?:point|answer|question|idea|thinking|job|work|catch|thought|start|call|instinct|approach|plan|design
      |choice|stuff|one|reasoning|observation)s?\b
    | \bi\ (?:really\ )?(?:like|love|admire|appreciate)\ (?:that|it|this|how|your|the\ way|where)\b
    | \b(?:that|this)(?:'s|\ is)\ (?:very\ |really\ |quite\ |pretty\ |exactly\ |a\ )*
      (?:good|great|nice|right|correct|fair|smart|perfect|strong|helpful|reasonable|sensible|impressive)\b
    | \byou(?:'re|\ are)\ (?:quite\ |absolutely\ |exactly\ )?(?:right|correct)\b
    | \bmakes\ (?:perfect\ |a\ lot\ of\ |good\ )?sense\b
    | (?:^|[.!?]\s+)(?:yes,?\ |very\ |quite\ )*
      (?:good|great|nice|right|exactly|correct|perfect|lovely|super|solid|interesting)\s*[.,!]
    """,
    re.IGNORECASE | re.VERBOSE,
)
_SCORE = re.compile(
    r"""
    \b(?:score[ds]?|scoring|scorecard|grade[ds]?|grading|rubric|criterion|criteria)\b
    | \b\d+\ ?(?:/|out\ of)\ ?(?:10|100|five|ten)\b
    | \byou(?:'ve|\ have)?\ (?:pass|passed|fail|failed)\b
    | \b(?:strong|no)[ -]hire\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
_WHOLE = re.compile(r"[.!?][\"”’']?\Z")
_YOU = re.compile(r"\byou(?:r|rs|rself)?\b", re.IGNORECASE)
_QUOTED = re.compile(r"[\"“][^\"“”]*[\"”]")


LINES_REMEMBERED = 8192
"""Lines whose reading is kept: several times what scenario and persona can make of their own words."""


@dataclass(frozen=True, slots=True)
class _Sentence:
    """What the rules look at in a sentence, whoever says it and when."""

    words: str
    """In lower case, without what stands between them."""
    frame: str
    """The same without what is quoted: with other words in it, it is the same sentence again."""
    numbers: frozenset[float]
    questions: int
    praise: bool
    score: bool


@dataclass(frozen=True, slots=True)
class _Line:
    """The same of all that is said in one go."""

    words: str
    sentences: frozenset[str]
    """The frame of each."""
    numbers: frozenset[float]
    questions: int
    praise: bool
    score: bool
    repeats_itself: bool
    never_fits: bool
    """It breaks a rule whatever else has been said."""


@lru_cache(LINES_REMEMBERED)
def _read(text: str) -> _Line:
    """Read a line by the sentence: the same ones come back in ever new company."""
    read = [_read_sentence(sentence) for sentence in sentences(text)]
    frames = [sentence.frame for sentence in read if sentence.frame]
    questions = sum(sentence.questions for sentence in read)
    praise, score = any(s.praise for s in read), any(s.score for s in read)
    repeats_itself = len(set(frames)) < len(frames)
    return _Line(
        words=" ".join(sentence.words for sentence in read if sentence.words),
        sentences=frozenset(frames),
        numbers=frozenset(number for sentence in read for number in sentence.numbers),
        questions=questions,
        praise=praise,
        score=score,
        repeats_itself=repeats_itself,
        never_fits=questions > 1 or praise or score or repeats_itself,
    )


@lru_cache(LINES_REMEMBERED)
def _read_sentence(text: str) -> _Sentence:
    # "Who says what the right answer is?" asks about the design, not about what the candidate said.
    about_them = not text.rstrip("\"”’'").endswith("?") or _YOU.search(text) is not None
    return _Sentence(
        words=key(text),
        frame=key(_QUOTED.sub(" ", text)),
        numbers=frozenset(numbers(text)),
        questions=text.count("?"),
        praise=about_them and _PRAISE.search(text) is not None,
        score=about_them and _SCORE.search(text) is not None,
    )


@lru_cache(LINES_REMEMBERED)
def _mentions(words: str, terms: tuple[str, ...]) -> bool:
    return any(f" {key(term)} " in f" {words} " for term in terms)


@lru_cache(LINES_REMEMBERED)
def _authored_numbers(texts: tuple[str, ...]) -> frozenset[float]:
    return frozenset(number for text in texts for number in numbers(text))


def always_broken_by(text: str) -> tuple[ConductRule, ...]:
    """Return the rules that saying `text` would break in any interview, whatever has been said before."""
    line = _read(text)
    broken = (
        (line.questions > 1, ConductRule.TWO_QUESTIONS),
        (line.praise, ConductRule.PRAISE),
        (line.score, ConductRule.SCORE),
        (line.repeats_itself, ConductRule.REPEATED_SENTENCE),
    )
    return tuple(rule for is_broken, rule in broken if is_broken)


class Conduct:
    """The rules, with what has been said so far, in one interview."""

    def __init__(self, scenario: Scenario) -> None:
        self._said: set[str] = set()
        self._hidden: dict[str, Constraint] = {
            c.id: c for c in scenario.constraints if c.visibility is Visibility.HIDDEN
        }
        self._giving_away = self._terms()
        lines = [scenario.opening]
        lines += (fact.text for fact in scenario.facts if fact.visibility is not Visibility.HIDDEN)
        lines += (line for phase in scenario.phases for line in phase.enter)
        for probe in scenario.probes:
            lines += (*probe.question, *probe.if_vague, *probe.if_deferred, *probe.if_number)
        self._numbers = set(_authored_numbers(tuple(lines)))
        self._heard: list[str] = []
        """The candidate's words whose numbers have not been looked for: few lines ever ask for them."""

    def heard(self, candidate_text: str) -> None:
        """Take note of the candidate's words: their numbers may be said back."""
        self._heard.append(candidate_text)

    def derived(self, results: Iterable[float]) -> None:
        """Allow results of sums over allowed numbers."""
        self._numbers.update(results)

    def reveal(self, constraint: Constraint, facts: Iterable[str] = ()) -> None:
        """Allow the words and numbers of a constraint, and of the facts it reveals, from now on."""
        self._hidden.pop(constraint.id, None)
        self._giving_away = self._terms()
        self._numbers |= _authored_numbers((constraint.text, *facts))

    def said(self, text: str) -> None:
        """Take note of what the interviewer said: its sentences may not come again."""
        self._said.update(_read(text).sentences)

    def asked_again(self, text: str) -> None:
        """Allow what has been said once to be said again, as the candidate asks for it."""
        self._said.difference_update(_read(text).sentences)

    def has_said_of(self, text: str) -> bool:
        """Return whether a sentence of `text` has been said: then it can never be said again."""
        return not self._said.isdisjoint(_read(text).sentences)

    def broken_by(self, text: str) -> tuple[ConductRule, ...]:
        """Return the rules that saying `text` now would break, in the order of `ConductRule`."""
        line = _read(text)
        broken = (
            (line.questions > 1, ConductRule.TWO_QUESTIONS),
            (line.praise, ConductRule.PRAISE),
            (line.score, ConductRule.SCORE),
            (_mentions(line.words, self._giving_away), ConductRule.HIDDEN_CONSTRAINT),
            (not self._knows(line.numbers), ConductRule.FOREIGN_NUMBER),
            (line.repeats_itself or not self._said.isdisjoint(line.sentences), ConductRule.REPEATED_SENTENCE),
        )
        return tuple(rule for is_broken, rule in broken if is_broken)

    def allows(self, text: str, lead: str = "") -> bool:
        """Return whether saying `text` now behind `lead` breaks no rule: `broken_by` for who asks often."""
        if lead and not _WHOLE.search(lead):
            return self.allows(f"{lead} {text}")
        line = _read(text)
        if not self._fits(line):
            return False
        before = _read(lead)
        together = line.questions + before.questions <= 1 and line.sentences.isdisjoint(before.sentences)
        return not lead or (together and self._fits(before))

    def _fits(self, line: _Line) -> bool:
        return (
            not line.never_fits
            and self._said.isdisjoint(line.sentences)
            and self._knows(line.numbers)
            and not _mentions(line.words, self._giving_away)
        )

    def _terms(self) -> tuple[str, ...]:
        """Return the words that would give away what is still hidden."""
        return tuple(term for c in self._hidden.values() for term in c.gives_away)

    def _knows(self, spoken: frozenset[float]) -> bool:
        """Return whether every number has come up, or is the scenario's own."""
        while not spoken <= self._numbers:
            if not self._heard:
                return False
            self._numbers.update(numbers(self._heard.pop()))
        return True
