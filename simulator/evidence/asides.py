"""What candidates say about the talk itself: that they say or ask something again, or that you choose."""

from __future__ import annotations

import re

from simulator.evidence.sentences import sentences

_ASKS_AGAIN = re.compile(
    r"\b(?:again|once more|one more time|remind me|repeat|did you (?:say|mention)"
    r"|you (?:said|told me|mentioned)|was (?:that|it)(?=\?)|what was (?:my|our|your|the))\b",
    re.IGNORECASE,
)
_HAS_SAID_IT = re.compile(
    r"""
    \b(?:as|like)\ i(?:['’]ve|\ have)?\ (?:just\ |already\ )*(?:said|told|mentioned|explained|answered)\b
    | \bi(?:['’]ve|\ have)?\ (?:just\ |already\ )+(?:said|told|mentioned|explained|answered|named|gave)\b
    | \bi(?:['’]ve|\ have)\ said\ (?:so|that|it|this)\b
    | (?:^|[.,;!?])\W*(?:i\ )?(?:just\ |already\ )?told\ you\b
    | \bi\ (?:told\ you|(?:did\ )?answer(?:ed)?\ (?:that|this|it)|said\ (?:that|this|it|so)\ already)\b
    | \bthat(?:['’]s|\ is|\ was)\ what\ i(?:['’]ve)?\ (?:just\ )?(?:said|told|answered)\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
_WANTS_OTHER_WORDS = re.compile(
    r"\b(?:rephrase|reword|differently|other words|another way|what do you mean)\b"
    r"|(?:\bnot|n['’]t) (?:understand|(?:get|follow) (?:it|that|the question|you))\b",
    re.IGNORECASE,
)
_IS_LOST = re.compile(
    r"\W*(?:(?:sorry|okay|hm+|wait)\W+)*i(?: do not| don['’]t| did not| didn['’]t|(?: am|['’]m) not sure i)"
    r" (?:quite |really |fully )?(?:understand|follow)"
    r"(?: (?:you|that|it|the question|what you\b[^.?!]*))?[.?!]",
    re.IGNORECASE,
)
_ASKS_WHAT_IS_MEANT = re.compile(
    r"\b(?:(?:do|did) you mean|are you asking|is your question)\b", re.IGNORECASE
)
_CHECKS_IN = re.compile(
    r"\b(?:did (?:you|that) (?:get|catch|hear|note|write|come across)|(?:are you|still) with me"
    r"|am i (?:being )?(?:clear|making sense)|(?:do )?you (?:see|follow)(?= what| me|\?)"
    r"|(?:is|was) (?:that|this|it) clear(?! enough)|clear so far)\b",
    re.IGNORECASE,
)
_WANTS_TO_END = re.compile(
    r"""
    (?: \b(?:let['’]?s|let\ us|(?:can|could|shall|should|may)\ (?:we|i)|we\ (?:can|could|should)
          |i(?:['’]d|\ would)\ (?:really\ )?(?:like\ to|love\ to|prefer\ to|rather)|i\ (?:really\ )?want\ to)
        \ (?:just\ |now\ |really\ )*
        (?:stop|finish|end|close|conclude|wrap\ (?:it\ |this\ )?up|call\ it\ a\ day)
        (?:,?\ (?:it|this|now|here|there|(?:for\ )?today|the\ (?:interview|session|call)|please))*
      | \bare\ we\ (?:all\ |now\ )?(?:done|finished|through|good)(?:\ (?:here|now|then))*
      | \bi(?:['’]m\ afraid\ i)?(?:['’]ve\ got|\ have|\ need|\ really\ (?:have|need)|\ must)(?:\ to)?
        \ (?:stop|go|leave|run|drop\ off|hang\ up)(?:\ (?:it|here|now|there))*
        (?:,?\ (?:i['’]m\ afraid|sorry|though|thanks|thank\ you)(?:,?\ [a-z]+){0,2})*
    )
    \W*$
    """,
    re.IGNORECASE | re.VERBOSE,
)
_WANTS_TO_MOVE_ON = re.compile(
    r"\b(?:let['’]?s|let us|(?:can|could|shall|should|may) (?:we|i))(?: (?:please|just|now))* "
    r"(?:(?:go|move|get|come|turn|skip|jump|switch)(?: (?:on|over|ahead|back|along))* to|talk about"
    r"|move on)\b",
    re.IGNORECASE,
)
_OFFERS = re.compile(
    r"\b(?:(?:should|shall) (?:i|we)|(?:do|would) you (?:want|like|prefer)(?: for)? (?:me|us) to"
    r"|would you rather (?:i|we)|want me to|may i go)\b",
    re.IGNORECASE,
)
_SEEKS_APPROVAL = re.compile(
    r"""
    \b(?:for|with|to)\ you\?
    | \b(?:are|were|would|do|don['’]t|could|can)\ you\ (?:be\ |feel\ )?
      (?:think|agree|accept|like|prefer|buy|happy|comfortable|okay|ok|fine|satisfied|(?:live|go)\ with|want)\b
    | \b(?:you['’]re|you\ are|you['’]d|you\ would)\ (?:be\ )?
      (?:afraid|worried|happy|comfortable|okay|ok|fine|looking|after|thinking|accept|like|expect(?:ing)?)\b
    | \byou\ (?:mean|meant|had\ in\ mind|have\ in\ mind)\b
    | \b(?:is|are|was|would|does|do|will)\ (?:that|this|it|those|these)\ (?:be\ )?
      (?:enough|okay|ok|fine|good|all\ right|alright|reasonable|acceptable|sound|work|fit|too|what\ you)\b
    | \b(?:can|could|may)\ (?:i|we)\ (?:just\ )?(?:assume|suppose|take\ it)\b
    """,
    re.IGNORECASE | re.VERBOSE,
)


def asks_again(text: str) -> bool:
    """Return whether a question in `text` is said to be about something told before."""
    return _ASKS_AGAIN.search(text) is not None


def has_said_it(text: str) -> bool:
    """Return whether candidates say that they have answered already."""
    return _HAS_SAID_IT.search(text) is not None


def wants_other_words(text: str) -> bool:
    """Return whether candidates who ask for the question once more did not understand it."""
    return _WANTS_OTHER_WORDS.search(text) is not None


def is_lost(text: str) -> bool:
    """Return whether candidates begin by saying that they did not understand the question."""
    return _IS_LOST.match(text) is not None


def asks_what_is_meant(text: str) -> bool:
    """Return whether `text` ends by asking what the question is after: "Do you mean money, or time?"."""
    return _ASKS_WHAT_IS_MEANT.search(_last(text)) is not None


def wants_to_end(text: str) -> bool:
    """Return whether `text` ends by asking for the end of the interview, and not of an answer."""
    return _WANTS_TO_END.search(_last(text)) is not None


def wants_to_move_on(text: str) -> bool:
    """Return whether `text` ends by asking for the next subject: "Can we go to the launch?"."""
    return _WANTS_TO_MOVE_ON.search(_last(text)) is not None


def offers_more(text: str) -> bool:
    """Return whether `text` ends by asking leave to go into something: "Should I go into that?"."""
    return _OFFERS.search(_last(text)) is not None


def checks_in(text: str) -> bool:
    """Return whether `text` ends by making sure of being heard, as in "Did you get that?"."""
    return _CHECKS_IN.search(_last(text)) is not None


def asks_to_decide(text: str) -> bool:
    """Return whether `text` ends by asking the interviewer to choose or to approve."""
    last = _last(text)
    return _OFFERS.search(last) is not None or _SEEKS_APPROVAL.search(last) is not None


def _last(text: str) -> str:
    found = sentences(text)
    return found[-1] if found else ""
