"""How an utterance ends, which tells whether its speaker is done; in doubt it says that they are not.

It reads punctuated sentences and bare lower-case words alike. A full stop alone proves little: speech to text
puts one behind whatever came before a pause.
"""

from __future__ import annotations

import re

from simulator.evidence.normalise import normalise
from simulator.evidence.observation import Act, Ending
from simulator.evidence.sentences import sentences
from simulator.evidence.word_list import word_list

_BREAKS_OFF = re.compile(r"(?:\.\.+|…|[-–—,;:(])[\s\"'”’]*\Z")
_FILLED_PAUSE = re.compile(r"\b(?:u+m+|u+h+|u+h*m+|e+r+m*|h+m+|ehm*|ah+m*)\W*\Z", re.IGNORECASE)

_GOES_ON = word_list(
    # what joins, points or belongs to something that has not come yet
    "and or but so because cause since if when while although though unless until whether whereas nor "
    "the a an my our your their his its every each another these those any some "
    "i we they he she "
    "very really quite rather pretty basically actually maybe perhaps probably mostly roughly approximately "
    "essentially especially particularly specifically namely either neither both "
    "of to for with from at by into than per via without within between among against during toward towards "
    "about regarding concerning including versus vs around "
    "is are was were am be will would can could should may might must has have had does did "
    "not also then next firstly secondly thirdly finally lastly so like "
    "am gonna wanna want wants need needs let lets "
    "who whose which what where why how "
    "use uses take takes give gives send sends put puts make makes include includes require requires mean "
    "means "
    "involve involves contain contains get gets become becomes called using having being"
)
_MAY_END = word_list(
    # of those above, what also ends a sentence: "yes we do", "it is", "what to look for"
    "is are was were will would can could should has have had does did not also then first next both either "
    "of to for with from at by into about around without within through while so want wants need needs "
    "use send put take called "
    "though some any each those these finally how why where what quite really probably basically actually"
)
_LOOSE = word_list("then though not do does did have has about")
"""Of those above, what ends even bare words as often as not."""
_LOOSE_WORDS = 5
_THINKS = re.compile(
    r"(?:\b(?:(?:let (?:me|us)|i need to|i have to|i want to|i am|i was|just|still) (?:just )?"
    r"(?:think|thinking|see|reflect|consider|check|write|sketch)"
    r"(?: (?:about|through|over|on|this|that|it|here|out|loud|aloud|how|what|for|a|an|second|sec|moment"
    r"|minute"
    r"|bit|again|down|quickly))*"
    r"|(?:give me|i need|let me have|let me take|allow me|just) (?:a|an|1|one|another|half a) "
    r"(?:quick |short )?(?:second|sec|moment|minute|bit)"
    r"|(?:hold|hang) on|bear with me|wait"
    r"|(?:how|what|where) (?:do|should|would|can|could|shall) i (?:put|say|phrase|explain|start|begin|do"
    r"|call)"
    r"(?: (?:this|that|it|with))*"
    r"|(?:where|what) (?:was|am|were) i(?: (?:saying|going|at|going to say|going with this))?"
    r"|what else|anything else|what is the word|how is it called|what is it called"
    r"|(?:that is|it is)? ?(?:a|an) (?:very |really )?(?:good|great|fair|tough|hard|tricky|interesting"
    r"|difficult)"
    r" (?:question|one|point))"
    r"|(?:\A|[.,;] )(?:so |okay |well |just )*(?:1|one|a) (?:second|sec|moment|minute))[\s.,!?]*\Z"
)
"""Asks for time, or is about the speaker's own search for words."""
_LEADS_ON = re.compile(
    r"\b(?:(?:the|my|our|another|one|1|other|main|first|second|third|next|last|big|key|real) (?:other )?"
    r"(?:thing|point|question|idea|reason|problem|issue|risk|part|trade[- ]?off|answer|goal|next step) is"
    r"(?: (?:that|to|how|what))?"
    r"|i (?:would )?(?:say|assume|imagine|propose|suggest)(?: that)?|i (?:think|guess|mean|suppose|believe) "
    r"that"
    r"|\A(?:\w+ ){0,2}i (?:think|guess|mean|suppose|believe)"
    r"|you know|(?:for|as an?) (?:example|instance)|such as|in other words|that is to say|which means(?: "
    r"that)?"
    r"|(?:on (?:the )?(?:one|1|other) hand)|as i (?:said|mentioned)|let us say|say|in terms of"
    r"|when it comes to|on top of that|besides that|apart from that|more over|moreover|in addition"
    r"|(?:and|but|so) (?:then|also|there|here|in|on|at|for|from|with|if|when|because|that|it|we|i|they)"
    r"|first of all|to (?:begin|start) with|number (?:1|2|3|one|two|three)"
    r"|the reason(?: (?:for that|is|being))?|what i mean is|what we (?:do|need|want) is|it depends(?: on)?"
    r"|depending on|kind of|sort of|a lot of|a bit of|instead of|because of|due to|in case|as well as|so that"
    r"|in order to|rather than|more than|less than|at least|at most|up to|out of)[\s.]*\Z"
)
_PROMISES = re.compile(
    r"\b(?:2|3|4|5|6|two|three|four|five|six|several|a few|some|a couple of|multiple|many|various|the "
    r"following)"
    r" (?:\w+ ){0,2}(?:things|reasons|parts|options|points|steps|questions|components|stages|cases|ways"
    r"|aspects"
    r"|layers|metrics|risks|ideas|concerns|issues|pieces|levels|phases|choices|approaches|constraints"
    r"|requirements|assumptions|trade[- ]?offs|categories|kinds|types|sources|signals)"
    r"(?: (?:here|there|i see|we have|to (?:consider|think about|mention|say|cover)|for (?:that|this|us"
    r"|me)))*"
    r"[\s.!]*\Z"
)
"""Announces a list that has not come."""
_FIRST_ONLY = re.compile(
    r"(?:so |well |okay |and )*(?:first(?:ly)?|first of all|to (?:start|begin) with|number 1)\b"
)
_HALF = re.compile(
    r"(?:so |and |but |or |well |then )*(?:if|when|whenever|once|unless|although|though|whereas|given"
    r"|assuming"
    r"|suppose|provided|as long as|as soon as|the moment|every time|in case"
    r"|after|before|while|since)\b(?! (?:that|this)\b)"
)
"""A clause that begins so waits for another."""
_HALF_WORDS = 7
"""Bare words up to which such a clause has had no room for the other one."""

_BEFORE_CLOSING = (
    r"(?:\A|[.!?,;:]\s+|\b(?:and|so|okay|well|yeah|yes|right|i think|i guess|i would say|i believe|basically"
    r"|but"
    r"|now|then|thanks|thank you)[, ]+)"
)
_CLOSING_WORDS = (
    r"(?:that is (?:it|all|everything)(?: (?:i (?:have|had|wanted)(?: to say)?|from (?:me|my side)|for "
    r"(?:now|me)|really"
    r"|basically|i think|then))*"
    r"|that (?:would be|will be|was|concludes|covers|sums up|about covers)"
    r" (?:it|all|everything|my answer|my design|the design)(?: (?:from me|for now))?"
    r"|that is (?:about it|pretty much it|basically it|more or less it|my answer|what i have|all from me|me "
    r"done)"
    r"|(?:i am|we are) (?:all )?done(?: (?:here|with (?:that|this|my answer)))?|i am finished"
    r"|i (?:will|would|can) (?:stop|leave it|pause|end) (?:here|there|at that)"
    r"|(?:back |over |on )to you|your turn|i rest my case|end of answer|nothing (?:else|more)(?: (?:from me"
    r"|to add))?"
    r"|no(?: more| further)? questions(?: from me)?)"
)
_THANKS = r"(?:[,. ]+(?:thanks|thank you)(?: (?:very much|so much|for (?:listening|that)))?)?"
_CLOSES = re.compile(f"{_BEFORE_CLOSING}{_CLOSING_WORDS}{_THANKS}[\\s.!]*\\Z")
_CLOSES_BARE = re.compile(f"(?:\\A|.*\\s){_CLOSING_WORDS}{_THANKS}\\Z", re.DOTALL)
"""The same behind words without any mark, where nothing shows that a sentence begins."""
_NOT_CLOSING = re.compile(
    r"\b(?:not|if|whether|when|that|because|know|sure|hope|until|say|saying|is|are|was|than|like|think)(?: "
    r"that)? \Z"
)
_CHECKS = re.compile(
    r"\b(?:(?:does|did|do) (?:that|this|it|i) (?:make (?:any )?sense|help|sound (?:right|okay|good"
    r"|reasonable|fair)"
    r"|answer (?:your|the) question|work(?: for you)?|cover it)|make sense|makes sense"
    r"|is that (?:clear|okay|fine|enough|what you (?:wanted|meant|had in mind|were (?:after|asking|looking "
    r"for)))"
    r"|what do you think|how does that sound|am i on the right track|are you with me)(?: (?:so far|to "
    r"you))?[\s?.!]*\Z"
)
_TO_THE_INTERVIEWER = re.compile(
    r"\b(?:you|your|can (?:i|we)|could (?:i|we)|may (?:i|we)|should (?:i|we)|shall (?:i|we)|do we|did we"
    r"|have we|are we"
    r"|are there|is there|is it|is this|is the|are the|am i|does the|do the|how (?:many|much|large|big|long"
    r"|often|fast"
    r"|soon)|what is the|what are the|what was the|which|who)\b"
)
_ASKED_OF_ONESELF = re.compile(
    r"(?:and |okay |but |well |now |right )*(?:so|now|then)\b|.*\b(?:how|what|where|why|which) (?:do|would"
    r"|should|could"
    r"|can|might|will) (?:i|we)\b|(?:and |but |okay |well )*(?:why\b|what (?:if|about|happens|could|would)\b"
    r"|how about\b)"
)
_BARE_QUESTION = re.compile(
    r"(?:okay |sorry |and |well |yes |no |right |hm |hi |please )*"
    r"(?:(?:what|which|who) (?:is|are|was|were)|how (?:many|much|large|big|long|often|fast|soon)|where (?:is"
    r"|are)"
    r"|(?:can|could|would|will|do|did|have|are) you|(?:can|could|may|should|shall) (?:i|we)|is there|are "
    r"there"
    r"|is (?:it|this|that|the)|do (?:we|they|the)|does (?:the|it|this|that))\b"
)
_FEWEST_QUESTION_WORDS, _QUESTION_WORDS = 4, 14
"""Fewer bare words are the beginning of a question, and more are hardly one alone."""

_REQUESTS = frozenset({Act.REPEAT, Act.REPHRASE, Act.SKIP, Act.WAIT})
_WHOLE_WORDS = 4
"""A sentence of fewer words is a fragment, or the beginning of one."""


def ending(text: str, act: Act, since: int = 0) -> Ending:
    """Return how `text` ends, which as a whole does `act`; `text[since:]` was said after its last pause."""
    latest = text[since:].strip() or text.strip()
    if _BREAKS_OFF.search(latest) or _FILLED_PAUSE.search(latest):
        return Ending.INCOMPLETE
    view = normalise(latest).text
    if not re.search(r"\w", view):
        return Ending.UNCLEAR
    if act in _REQUESTS:
        return Ending.QUESTION
    last = sentences(view)[-1]
    marked = last[-1] in ".!?"
    if _CHECKS.search(last) or _closes(view, marked=marked):
        return Ending.CLOSING
    if act is Act.DONE:
        return Ending.QUESTION
    if _is_unfinished(last, marked=marked):
        return Ending.INCOMPLETE
    if _is_question(last, alone=not re.search(r"[.?!] ", view)):
        return Ending.QUESTION
    return Ending.COMPLETE if _is_whole(last) else Ending.UNCLEAR


def _closes(view: str, *, marked: bool) -> bool:
    if _CLOSES.search(view):
        return True
    bare = None if marked else _CLOSES_BARE.match(view)
    if bare is None:
        return False
    words = re.search(f"{_CLOSING_WORDS}{_THANKS}\\Z", view)
    return words is not None and not _NOT_CLOSING.search(view[: words.start()])


def _is_unfinished(last: str, *, marked: bool) -> bool:
    if last.endswith("?"):
        return _THINKS.search(last) is not None
    words = re.findall(r"[\w'%$€£.-]*\w", last)
    end = words[-1] if words else ""
    may_end = len(words) > 1 if marked and end in _MAY_END else len(words) >= _LOOSE_WORDS and end in _LOOSE
    if end in _GOES_ON and not may_end and not _affirms(words):
        return True
    if _THINKS.search(last) or _PROMISES.search(last):
        return True
    if _LEADS_ON.search(last):
        return True
    if _FIRST_ONLY.match(last) and not re.search(r"\b(?:then|second|2nd|next)\b", last):
        return True
    half = _HALF.match(last)
    return half is not None and "," not in last and len(words) <= _HALF_WORDS


def _affirms(words: list[str]) -> bool:
    """Tell of "yes we do" and "no it is not", which end with a word that mostly goes on."""
    return len(words) in (3, 4, 5) and words[0] in ("yes", "no", "yeah") and words[-1] in _MAY_END


def _is_question(last: str, *, alone: bool) -> bool:
    if last.endswith("?"):
        return bool(_TO_THE_INTERVIEWER.search(last)) and not _ASKED_OF_ONESELF.match(last)
    if last[-1] in ".!" or not alone:
        return False
    fits = _FEWEST_QUESTION_WORDS <= len(last.split()) <= _QUESTION_WORDS
    return fits and bool(_BARE_QUESTION.match(last)) and not _ASKED_OF_ONESELF.match(last)


def _is_whole(last: str) -> bool:
    return (
        last[-1] in ".!"
        and len(last.split()) >= _WHOLE_WORDS
        and re.findall(r"[\w'-]+", last)[-1] not in _GOES_ON
        and not re.search(r"\bi (?:think|guess|mean|suppose|believe)\W*\Z", last)
        and not (_HALF.match(last) and "," not in last)
        and not re.match(r"(?:because|which|who|and then|or)\b", last)
    )
