"""What a model's wording must be to be spoken, checked by the sentence as it comes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from functools import lru_cache

from simulator.content.scenario import Scenario, Visibility
from simulator.evidence.echo import content_words
from simulator.evidence.quantities import numbers
from simulator.evidence.sentences import sentences
from simulator.interview.actions import Move, Say
from simulator.interview.conduct import ConductRule
from simulator.interview.english import is_english
from simulator.transcript import Speaker, Turn


class Fault(StrEnum):
    """What is wrong with a wording, beside the rules of conduct."""

    MOVE_NOT_OFFERED = "move-not-offered"
    NOT_ENGLISH = "not-english"
    NOT_SPEECH = "not-speech"
    """It holds what cannot be spoken: markup, code, a list."""
    OUT_OF_CHARACTER = "out-of-character"
    TOO_LONG = "too-long"
    ECHO = "echo"
    """It is the candidate's words, as the interviewer's own."""
    STANDARD = "standard"
    """It is the rubric's words."""
    UNTOLD_FACT = "untold-fact"
    """It has a number that has not come up: of a fact not asked for, or of nobody's."""
    NO_QUESTION = "no-question"
    """The script asks something and it does not."""
    LEFT_OUT = "left-out"
    """A number or a fact that the script's words tell is missing."""
    OFF_SUBJECT = "off-subject"
    UNFINISHED = "unfinished"


Broken = ConductRule | Fault

MOST_WORDS = 60
"""More cannot be taken in by ear; where the script itself is longer, half as many again as it has."""
_ECHOED_WORDS = 9
"""So many words in a row are the candidate's, unless they are quoted."""
_ECHOED_OF_ORDERS = 3
"""The same where the candidate's words speak to the model behind the interviewer, quoted or not."""
_STANDARD_WORDS = 6
"""So many words in a row are the rubric's, though any of them might have come up."""
_SHARE_TOLD = 0.35
"""Of a fact's words, at least so many are in any way of telling it."""
_ON_SUBJECT = frozenset({Move.PROBE, Move.PRESS_VAGUE, Move.PRESS_DEFERRAL, Move.CHALLENGE_NUMBER})

_MARKUP = re.compile(
    r"[*#<>{}\[\]|`_\\]|^\s*(?:[-•]|\d+[.)])\s|\N{REPLACEMENT CHARACTER}|https?:", re.MULTILINE
)
_UNFINISHED = re.compile(r"[^.!?…][\"”’')\]]*\Z")
_QUOTED = re.compile(r"\"[^\"]*\"|“[^”]*”|‘[^’]*’(?!\w)")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_OUT_OF_CHARACTER = re.compile(
    r"""
    \bas\ an?\ (?:ai|artificial|large|language|virtual|helpful)\b
    | \b(?:i\ am|i['’]m)\ (?:now\ )?(?:just\ |only\ )?(?:an?|your)\ (?:\w+\ )?
      (?:ai|language\ model|assistant|chatbot|bot)\b
    | \bhelpful\ assistant\b | \blanguage\ model,?\ i\b | \bhow\ (?:can|may)\ i\ (?:help|assist)\b
    | \bmy\ (?:system\ )?(?:prompt|instructions)\b | \b(?:previous|prior)\ instructions\b
    | \bi\ (?:cannot|can['’]t|won['’]t|am\ unable\ to)\ (?:comply|assist|fulfil+|help\ (?:you\ )?with)\b
    | \bas\ (?:you\ )?(?:requested|instructed)\b
    | \b(?:sure|certainly|of\ course)[,!.]?\ here(?:['’]s|\ is|\ are)\b
    | \b(?:utterance|press-vague|press-deferral)\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
_ORDER = re.compile(
    r"""
    \b(?:ignore|disregard|forget)\b[^.?!]{0,40}\b(?:your|previous|above|all|prior)\b[^.?!]{0,20}
      \b(?:instruction|prompt|rule)
    | \byou\ are\ (?:now|no\ longer)\b | \b(?:system|assistant|developer)\s*:
    | (?:^|[.!?:]\s*|\b(?:now|please)\ )(?:only\ |just\ )?
      (?:say|repeat|reply|respond|answer|print|output|write)\b
    | \b(?:the|your)\ (?:rubric|scorecard|hidden\ constraint)
    """,
    re.IGNORECASE | re.VERBOSE,
)
_IMPERATIVE = re.compile(
    r"\b(?:tell|walk|take|talk|show|give|convince|persuade|help)\ (?:me|us)\b"
    r"|(?:^|[.,!;:]\s+|\b(?:so|then|and|now|please)\ )"
    r"(?:describe|explain|name|pick|choose|put|say|start|sketch|defend)\b",
    re.IGNORECASE,
)


class UnfitError(Exception):
    """The wording may not go on; what of it was released stands."""

    def __init__(self, broken: Sequence[Broken]) -> None:
        super().__init__(", ".join(broken))
        self.broken = tuple(broken)


class Draft:
    """One utterance as a model words it. A question is held back until it is known to be the only one."""

    def __init__(
        self,
        say: Say,
        scenario: Scenario,
        turns: Sequence[Turn],
        broken_by: Callable[[str], Iterable[ConductRule]],
    ) -> None:
        self._say = say
        self._broken_by = broken_by
        self._script_sentences = frozenset(map(_key, sentences(say.text)))
        heard = [turn.text for turn in turns if turn.speaker is Speaker.CANDIDATE]
        stated = [f.text for f in scenario.facts if f.visibility is Visibility.STATED]
        self._said_by_candidate = _numbers(*heard)
        self._come_up = self._said_by_candidate | _numbers(
            say.text, scenario.opening, *stated, *(t.text for t in turns if t.speaker is Speaker.INTERVIEWER)
        )
        self._last_heard = turns[-1].text if turns and turns[-1].speaker is Speaker.CANDIDATE else ""
        self._orders = tuple(filter(_gives_orders, heard))
        self._standard = _standard(scenario)
        self._told = tuple(fact.text for fact in scenario.facts if fact.text in say.text)
        if say.move is Move.REVEAL_CONSTRAINT:
            self._told += tuple(c.text for c in scenario.constraints if c.id == say.subject)
        self._subject = _subject(scenario, say) | content_words(say.text.lower())
        if self._last_heard not in self._orders:
            self._subject |= content_words(self._last_heard.lower())
        self._most_words = max(MOST_WORDS, len(say.text.split()) * 3 // 2)
        self._sentences: list[str] = []
        self._held: list[str] = []
        self.released: list[str] = []
        """What the candidate gets to hear."""
        self.is_over = False
        """It has its question and a remark behind it: what still comes is dropped."""

    @property
    def is_whole(self) -> bool:
        """It says all that it has to, were nothing more to come."""
        return not self._missing()

    def add(self, sentence: str) -> list[str]:
        """Take in the next sentence; return what may be spoken now. UnfitError."""
        if self.is_over:
            return []
        broken = self._broken(sentence)
        if self._held and "?" in sentence:
            broken = (ConductRule.TWO_QUESTIONS, *broken)
        elif self._held:
            # One remark may follow the question, where it is fit; then the floor is the candidate's.
            complete = self._complete()
            self.is_over = True
            return complete if broken else [*complete, *self._release([sentence])]
        self._sentences.append(sentence)
        if len(" ".join(self._sentences).split()) > self._most_words:
            broken = (*broken, Fault.TOO_LONG)
        if broken:
            raise UnfitError(broken)
        if "?" in sentence:
            self._held = [sentence]
            return []
        return self._release([sentence])

    def end(self) -> list[str]:
        """Return what is held back: no more sentences come. UnfitError."""
        return [] if self.is_over else self._complete()

    def _complete(self) -> list[str]:
        """Release what is held back where the utterance says all it has to."""
        broken = self._missing()
        if broken:
            raise UnfitError(broken)
        held, self._held = self._held, []
        return self._release(held)

    def _release(self, sentences: list[str]) -> list[str]:
        self.released += sentences
        return sentences

    def _broken(self, sentence: str) -> tuple[Broken, ...]:
        """Return what is wrong with a sentence by itself."""
        is_scripts = _key(sentence) in self._script_sentences
        rules = [
            rule
            for rule in self._broken_by(sentence)
            if not (is_scripts and rule is ConductRule.REPEATED_SENTENCE)
        ]
        if sentence in self._sentences:
            rules.append(ConductRule.REPEATED_SENTENCE)
        faults = (
            (Fault.NOT_SPEECH, _MARKUP.search(sentence) is not None),
            (Fault.NOT_ENGLISH, not is_english(_QUOTED.sub(" ", sentence))),
            (Fault.OUT_OF_CHARACTER, _OUT_OF_CHARACTER.search(sentence) is not None),
            (Fault.ECHO, self._echoes(sentence)),
            (
                Fault.STANDARD,
                not is_scripts and not self._standard.isdisjoint(_runs(sentence, _STANDARD_WORDS)),
            ),
            (Fault.UNTOLD_FACT, not _numbers(sentence) <= self._come_up),
            (Fault.UNFINISHED, _UNFINISHED.search(sentence) is not None),
        )
        return (*rules, *(fault for fault, is_broken in faults if is_broken))

    def _echoes(self, sentence: str) -> bool:
        """Return whether a sentence is the candidate's; of orders, even a few words and in quotes."""
        own_words = _QUOTED.sub(" ", sentence)
        if not _runs(own_words, _ECHOED_WORDS).isdisjoint(_runs(self._last_heard, _ECHOED_WORDS)):
            return True
        length = min(len(_WORD.findall(sentence)), _ECHOED_OF_ORDERS)
        return length > 0 and any(
            not _runs(sentence, length).isdisjoint(_runs(order, length)) for order in self._orders
        )

    def _missing(self) -> tuple[Broken, ...]:
        """Return what is wrong with the whole."""
        worded = " ".join(self._sentences)
        words = content_words(worded.lower())
        to_tell = _numbers(self._say.text) - self._said_by_candidate
        told = all(
            len(words & content_words(fact.lower())) >= _SHARE_TOLD * len(content_words(fact.lower()))
            for fact in self._told
        )
        asks = "?" in worded or _IMPERATIVE.search(worded) is not None
        faults = (
            (Fault.UNFINISHED, not worded),
            (Fault.NO_QUESTION, "?" in self._say.text and not asks),
            (Fault.LEFT_OUT, not (told and to_tell <= _numbers(worded))),
            (Fault.OFF_SUBJECT, self._say.move in _ON_SUBJECT and not words & self._subject),
        )
        return tuple(fault for fault, is_broken in faults if is_broken)


def _gives_orders(text: str) -> bool:
    """Return whether a candidate's words speak to the model behind the interviewer."""
    return _ORDER.search(text) is not None


def _key(sentence: str) -> str:
    return " ".join(_words(sentence))


def _words(text: str) -> list[str]:
    return [word.lower().replace("’", "'") for word in _WORD.findall(text)]


@lru_cache(2048)
def _runs(text: str, length: int) -> frozenset[tuple[str, ...]]:
    """Return each run of so many words of a text."""
    words = _words(text)
    return frozenset(tuple(words[i : i + length]) for i in range(len(words) - length + 1))


@lru_cache(4096)
def _numbers_of(text: str) -> frozenset[float]:
    return frozenset(numbers(text))


def _numbers(*texts: str) -> frozenset[float]:
    return frozenset().union(*map(_numbers_of, texts))


def _standard(scenario: Scenario) -> frozenset[tuple[str, ...]]:
    """Return the runs of words by which the rubric would be known."""
    rubric = scenario.rubric
    texts = [text for c in rubric.criteria for text in (c.matters, c.enough, c.practise)]
    texts += [text for flag in rubric.red_flags for text in (flag.title, flag.matters, flag.instead)]
    return frozenset().union(*(_runs(text, _STANDARD_WORDS) for text in texts))


def _subject(scenario: Scenario, say: Say) -> frozenset[str]:
    """Return the words that belong to what an utterance is about."""
    texts: list[str] = []
    for probe in scenario.probes:
        if probe.id == say.subject:
            criterion = scenario.rubric.criterion(probe.criterion)
            texts += (*probe.question, *probe.if_vague, *probe.if_deferred, *probe.if_number, probe.hint)
            texts += (criterion.title, criterion.matters, criterion.enough)
    return frozenset().union(*(content_words(text.lower()) for text in texts))
