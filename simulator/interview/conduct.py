"""What an interviewer may never say, whoever words it: checked on every line before it is spoken."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum

from simulator.content.scenario import Constraint, Scenario, Visibility
from simulator.evidence.quantities import numbers


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
      |spot\ on|well\ (?:done|put|said|thought)|nicely\ (?:done|put|said)|bravo|kudos|congratulations)\b
    | \b(?:good|great|nice|strong|smart|solid|clever|fair|valid|perfect|lovely|right)
      \ (?:point|answer|question|idea|thinking|job|work|catch|thought|start|call|instinct|approach|plan|design
      |choice|stuff|one|reasoning|observation)s?\b
    | \bi\ (?:really\ )?(?:like|love|admire|appreciate)\ (?:that|it|this|how|your|the\ way|where)\b
    | \b(?:that|this)(?:'s|\ is)\ (?:very\ |really\ |quite\ |pretty\ |exactly\ |a\ )*
      (?:good|great|nice|right|correct|smart|perfect|strong|helpful|reasonable|sensible|impressive)\b
    | \byou(?:'re|\ are)\ (?:quite\ |absolutely\ |exactly\ )?(?:right|correct)\b
    | \bmakes\ (?:perfect\ |a\ lot\ of\ |good\ )?sense\b
    | (?:^|[.!?]\s+)(?:very\ |quite\ )?(?:good|great|nice|right|exactly|correct|perfect|lovely|super)\s*[.,!]
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
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’']?\s+")
_WORD = re.compile(r"[^\W_]+")


def _key(sentence: str) -> str:
    return " ".join(_WORD.findall(sentence.lower()))


def _mentions(text_key: str, term: str) -> bool:
    return f" {_key(term)} " in f" {text_key} "


class Conduct:
    """The rules, with what has been said so far, in one interview."""

    def __init__(self, scenario: Scenario) -> None:
        self._said: set[str] = set()
        self._numbers: set[float] = set()
        self._hidden: dict[str, Constraint] = {
            c.id: c for c in scenario.constraints if c.visibility is Visibility.HIDDEN
        }
        self._allow(scenario.opening)
        self._allow(*(fact.text for fact in scenario.facts))
        self._allow(*(line for phase in scenario.phases for line in phase.enter))
        for probe in scenario.probes:
            self._allow(*probe.question, *probe.if_vague, *probe.if_deferred, *probe.if_number)

    def _allow(self, *texts: str) -> None:
        for text in texts:
            self._numbers.update(numbers(text))

    def heard(self, candidate_text: str) -> None:
        """Take note of the candidate's words: their numbers may be said back."""
        self._allow(candidate_text)

    def derived(self, results: Iterable[float]) -> None:
        """Allow results of sums over allowed numbers."""
        self._numbers.update(results)

    def reveal(self, constraint: Constraint) -> None:
        """Allow the words and numbers of a constraint from now on."""
        self._hidden.pop(constraint.id, None)
        self._allow(constraint.text)

    def said(self, text: str) -> None:
        """Take note of what the interviewer said: its sentences may not come again."""
        self._said.update(self._sentence_keys(text))

    def broken_by(self, text: str) -> tuple[ConductRule, ...]:
        """Return the rules that saying `text` now would break, in the order of `ConductRule`."""
        text_key = _key(text)
        keys = self._sentence_keys(text)
        broken = {
            ConductRule.TWO_QUESTIONS: text.count("?") > 1,
            ConductRule.PRAISE: _PRAISE.search(text) is not None,
            ConductRule.SCORE: _SCORE.search(text) is not None,
            ConductRule.HIDDEN_CONSTRAINT: any(
                _mentions(text_key, term) for c in self._hidden.values() for term in c.gives_away
            ),
            ConductRule.FOREIGN_NUMBER: any(number not in self._numbers for number in numbers(text)),
            ConductRule.REPEATED_SENTENCE: len(set(keys)) < len(keys) or not self._said.isdisjoint(keys),
        }
        return tuple(rule for rule, is_broken in broken.items() if is_broken)

    @staticmethod
    def _sentence_keys(text: str) -> list[str]:
        keys = (_key(sentence) for sentence in _SENTENCE_END.split(text))
        return [key for key in keys if key]
