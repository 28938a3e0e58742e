"""What of an interviewer's turn wants something from the candidate; what it only tells asks for nothing."""

from __future__ import annotations

import re

from simulator.evidence.clauses import clauses
from simulator.evidence.sentences import sentences

_ENDS = re.compile(r"[.?!]")
_LEADS_IN = r"\W*(?:(?:and|but|so|then|okay|ok|now|please|just|well|right|alright|fine|first|next)\b\W*)*"
_REQUEST = re.compile(
    rf"""
    {_LEADS_IN}
    (?: add | assume | choose | compare | consider | convince | cost | cut | defend | define | describe | draw
      | estimate | explain | finish | follow | give | go | help | imagine | justify | let | list | make | name
      | persuade | pick | picture | point | pretend | price | prove | put | quantify | rank | say | show
      | sketch | start | state | suppose | take | talk | tell | think | try | walk
      | what | how | who | whose | which | where | when | why
      | (?:can|could|would|will) \ you | i (?:\ would|['’]d) \ (?:like|love|want|prefer)
      | i \ (?:want|need|wonder|asked|am\ asking) | i['’]m \ asking
    )\b
    | .*\b(?:you (?:\ have|['’]ve)? \ (?:not|never|still|only)\b | you \ (?:have|had|did|do)n['’]t\b
      | i \ (?:(?:have|do|did|can)\ not | (?:have|do|did|ca|could)n['’]t | cannot | miss | still)\b
      | i['’]m \ (?:missing|not)\b )
    """,
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
"""How a sentence begins that calls for an answer, or how one says that something is lacking."""


def requests(turn: str) -> str:
    """Return the sentences of an interviewer's turn that want an answer; all of it where it has no sentences.

    The facts told beside a question are about many things that nobody asked for.
    """
    if not _ENDS.search(turn):
        return turn
    return " ".join(sentence for sentence in sentences(turn) if _wants_an_answer(sentence))


def _wants_an_answer(sentence: str) -> bool:
    return (
        "?" in sentence
        or _REQUEST.match(sentence) is not None
        or any(clause.asks for clause in clauses(sentence))
    )
