"""What a judge's reply says, as far as it can be used: on the menu, asked about, and verbatim."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from simulator.evidence.observation import Status
from simulator.grading.judge_prompts import LONGEST_QUOTE, MENU
from simulator.grading.verbatim import find
from simulator.transcript import Speaker, Transcript

LONGEST_WHY = 240
"""Characters kept of the judge's own words."""
_FENCE = re.compile(r"```[A-Za-z]*\s*(.*?)\s*```", re.DOTALL)


class UnusableError(ValueError):
    """The reply is of another form than was asked; `str` says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Where the judge holds that the candidate stands on one criterion."""

    status: Status
    turn: int
    """-1 where missing."""
    start: int
    end: int
    """The quote is `text[start:end]` of that turn."""
    why: str
    """In the judge's words."""


@dataclass(slots=True)
class Checked:
    """A reply, criterion by criterion: each asked about is in one of the two."""

    answers: dict[str, Answer] = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)
    """What is wrong, in words for the judge and for the person who reads the report."""


def check(reply: str, asked: Sequence[str], transcript: Transcript) -> Checked:
    """Return the usable answers of a reply to `first_look` or `repair`, and what is wrong with the others."""
    try:
        given = _by_subject(reply, "criterion", asked)
    except UnusableError as error:
        return Checked(faults=dict.fromkeys(asked, str(error)))
    checked = Checked()
    for criterion, entries in given.items():
        try:
            checked.answers[criterion] = _answer(_only(entries), transcript)
        except UnusableError as error:
            checked.faults[criterion] = str(error)
    return checked


def passages(reply: str, asked: Sequence[str]) -> dict[str, Status]:
    """Return the status of each passage of a reply to `second_look`; UnusableError where one is lacking."""
    given = _by_subject(reply, "passage", asked)
    return {name: _status(_only(entries)) for name, entries in given.items()}


def _by_subject(reply: str, subject: str, asked: Sequence[str]) -> dict[str, list[dict[str, Any]]]:
    """Return the answers about each of `asked`; those about anything else are passed over."""
    given: dict[str, list[dict[str, Any]]] = {name: [] for name in asked}
    for entry in _entries(reply):
        if isinstance(entry, dict) and isinstance(name := entry.get(subject), str) and name in given:
            given[name].append(entry)
    return given


def _entries(reply: str) -> list[Any]:
    data = _json(reply)
    entries = data.get("answers") if isinstance(data, dict) else data
    if not isinstance(entries, list):
        raise UnusableError('the reply has no list "answers"')
    return entries


def _json(reply: str) -> Any:
    """Return the JSON in a reply that may stand in a code block or between sentences."""
    fence = _FENCE.search(reply)
    candidates = [reply, *([fence[1]] if fence else []), reply[reply.find("{") : reply.rfind("}") + 1]]
    for text in candidates:
        try:
            return json.loads(text, object_pairs_hook=_without_duplicates)
        except UnusableError:
            raise
        except (ValueError, RecursionError):
            continue
    raise UnusableError("the reply is not JSON")


def _without_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise UnusableError("the reply names a field twice")
    return found


def _only(entries: Sequence[dict[str, Any]]) -> Mapping[str, Any]:
    if not entries:
        raise UnusableError("it was not answered")
    if len(entries) > 1:
        raise UnusableError("it was answered more than once")
    return entries[0]


def _status(entry: Mapping[str, Any]) -> Status:
    status = entry.get("status")
    if status not in MENU:
        raise UnusableError("the status is none of those on offer")
    return Status(status)


def _one_line(why: str) -> str:
    # JSON can spell half of a surrogate pair, which no file takes.
    return " ".join(why.encode(errors="ignore").decode().split())[:LONGEST_WHY]


def _answer(entry: Mapping[str, Any], transcript: Transcript) -> Answer:
    status, turn, quote, why = _status(entry), entry.get("turn"), entry.get("quote"), entry.get("why")
    told = _one_line(why) if isinstance(why, str) else ""
    if status is Status.MISSING:
        return Answer(status, -1, 0, 0, told)
    if type(turn) is not int or not 0 <= turn < len(transcript.turns):
        raise UnusableError(f"{status} takes the number of a turn")
    if not isinstance(quote, str) or not quote.strip():
        raise UnusableError(f"{status} takes a quote")
    if transcript.turns[turn].speaker is not Speaker.CANDIDATE:
        raise UnusableError(f"turn {turn} is the interviewer's")
    if len(quote.split()) > LONGEST_QUOTE:
        raise UnusableError(f"the quote has more than {LONGEST_QUOTE} words")
    place = find(quote, transcript.turns[turn].text)
    if place is None:
        raise UnusableError(f"the quote is not in turn {turn}")
    return Answer(status, turn, *place, told)
