"""What an utterance does: answers, asks, thinks aloud, waits, skips, gives up or ends."""

from __future__ import annotations

import re

from simulator.evidence.addressed import rhetorical
from simulator.evidence.clauses import clauses
from simulator.evidence.normalise import Normalised, normalise
from simulator.evidence.observation import Act

_BEFORE = (
    r"(?:(?:okay|yes|no|sorry|well|so|please|oh|right|actually|hm|and|but|or|look|honestly|frankly"
    r"|excuse me|thanks|thank you|then|now"
    r"|great|sure|alright|all right|good|fine|nice|hi|hello|ah|apologies|i am sorry|to be honest"
    r"|in that case|maybe|just|i think|i guess"
    r"|(?:that is )?(?:a )?(?:very |really )?(?:good|great|fair|tough|hard|tricky|interesting"
    r"|difficult) (?:question|one|point)"
    r"|interesting)[,;:.]* )*"
)
_AFTER = (
    r"(?:[,;]? (?:please|sorry|thanks|thank you|quickly|again|now|then|honestly|actually|though|i guess"
    r"|i think|to be honest|really|at all|today"
    r"|right now|at the moment|for a (?:second|sec|moment|minute|bit)|for (?:now|me)|first|here|okay"
    r"|if (?:that is|it is) (?:okay|fine|possible|all right)"
    r"|if you do not mind|if i may|from me|from my side|on my side|sir|too|either|off the top of my head"
    r"|yet))*[\s,;:.!?]*"
)
_SHORT_TIME = (
    r"(?:a|one|half a|a few|some|[0-9]{1,2}|0\.5) ?(?:more )?(?:quick |short )?"
    r"(?:seconds?|secs?|moments?|minutes?|mins?|tick|bit|time)"
)
_MODAL = r"(?:can|could|would|will|may|might) (?:you|i|we)"
_IT = (
    r"(?:that|it|this|(?:the|your|this|that) question|the last (?:part|bit|question|one)|what you (?:just )?"
    r"said|the (?:beginning|first part|end)|you)"
)

_TO_THINK = (
    r"(?: to (?:think|write|collect|gather|sketch|organi[sz]e|note|reflect|consider|check)"
    r"(?: (?:about|through|down|over|it|that|this|my|some|thoughts?|notes?|a|bit|on|up|out|here|for"
    r"|something))*)?"
)
_WAIT = (
    rf"(?:{_MODAL} )?(?:please )?(?:give|allow|grant|let) me (?:have )?{_SHORT_TIME}{_TO_THINK}",
    rf"(?:i (?:would )?(?:need|want|would like)|{_MODAL} (?:have|get|take|just take)|let me (?:take|have"
    rf"|just take)) {_SHORT_TIME}{_TO_THINK}",
    r"(?:just )?(?:a|one|1) (?:quick |short )?(?:second|sec|moment|minute|min|tick)",
    r"(?:please )?(?:hold on|hang on|wait|bear with me|one moment|stand by|do not go away|be right back"
    r"|i will be right back)(?: (?:a|one|1|just a) (?:second|sec|moment|minute|bit))?",
    r"(?:i am|still) (?:just )?(?:writing|noting|taking) (?:this|that|it|some notes|notes) down",
)
_THINKING = (
    r"(?:let me|i need to|i have to|i want to|i will|i am|let us) (?:just )?(?:think|thinking|see|reflect"
    r"|consider|ponder)"
    r"(?: (?:about|on|through|over|this|that|it|here|out loud|aloud|how|what|for|a|second|moment|minute|bit"
    r"|the (?:rest|others?|(?:other|next|last|second|first) (?:one|part|bit|half|point))"
    r"|carefully|the best way|to (?:say|put|answer|start|do)))*",
    r"(?:i am )?(?:still |just )?thinking(?: (?:about|out loud|aloud|it|that|this|through))*",
    r"(?:how|what) (?:do|should|would|can) i (?:say|put|phrase|start|begin|explain)(?: (?:this|that|it"
    r"|with))*",
    r"(?:where|what) (?:was|were|am|do) i(?: (?:going to say|saying|start|begin|at|going with (?:this"
    r"|that)))?",
    r"(?:where to (?:start|begin)|good question|let me see|what else|anything else|the thing is|i would say"
    r"|i mean|you see|interesting|right|so|okay|well|hm|oh)",
    r"(?:that is|it is) (?:a|an) (?:\w+ )?(?:good|great|fair|tough|hard|tricky|interesting|difficult"
    r"|big) (?:question|one|point|problem)",
)
_REPEAT = (
    rf"(?:{_MODAL} )?(?:please )?(?:repeat|restate|re-?read|read)(?: {_IT})?(?: (?:for me"
    r"|once more|one more time|to me|out))*",
    rf"(?:{_MODAL} )?(?:please )?(?:say|ask|run|go over|put) {_IT}(?: (?:by me|once more|one more time"
    r"|louder|slower|more slowly))*",
    rf"(?:{_MODAL} )?(?:hear|have|get) {_IT}(?: (?:once more|one more time))*",
    r"what (?:was|is|were) (?:the|your|that)(?: (?:last|first))?(?: (?:question|part|bit))?(?: (?:you said"
    r"|again|once more))?",
    r"(?:i )?(?:did|do|could|can) not (?:quite |really |fully )?(?:catch|hear|get|understand|follow"
    rf"|hear you on) {_IT}(?: (?:properly|clearly|well|fully))?",
    r"(?:i )?(?:missed|lost) (?:that|it|you|the (?:question|last part|beginning))(?: (?:there"
    r"|for a second|(?:at|after|behind) (?:the )?\w+(?: \w+)?))?",
    r"(?:once more|one more time|1 more time|come again|pardon(?: me)?|i beg your pardon"
    r"|what did you (?:say|ask)|what was that|say what|say again|repeat)",
)
_REPEAT_ALONE = re.compile(r"(?:(?:sorry|excuse me|pardon|what|huh|eh|hm|again)[, ]*)+\?+")
_REPHRASE = (
    rf"(?:{_MODAL} )?(?:please )?(?:rephrase|reword)(?: {_IT})?(?: (?:for me|once more|one more time))*",
    rf"(?:{_MODAL} )?(?:please )?(?:say|ask|put|repeat|restate) {_IT}(?: once more)? (?:differently"
    r"|in other words|another way|in another way|in simpler words|more simply)",
    r"what do you (?:mean|want to (?:know|hear))(?: (?:(?:by|with) (?:that|this|it)|exactly|here))*",
    rf"{_MODAL} (?:please )?(?:clarify|explain)(?: (?:that|this|it|(?:the|your) question|what you mean))?",
    r"i (?:do|did) not (?:quite |really |fully )?(?:know|see|get|understand) what you"
    r" (?:mean|are asking|are after)",
    r"i am not sure (?:what you (?:mean|are asking|are after)|i (?:get|understand) the question)",
)
_SKIP = (
    r"pass[,;.]? (?:the )?next(?: (?:question|one))?",
    r"(?:please )?(?:continue|proceed|go ahead)",
    rf"(?:let us|{_MODAL}|i would (?:like|prefer|rather)(?: to)?|i want to|i will|i am going to|shall we"
    r"|should we|let me|we can|we could|i have to) (?:just |please )?(?:skip|pass|move on|go on|leave|drop"
    r"|park)"
    r"(?: (?:it|this|that|on|over|this one|that one|this question|that question|the question"
    r"|to the next(?: (?:question|one|topic|part|thing))?|to something else|from (?:this|that|here)"
    r"|for (?:now|later)|this part|out))*",
    r"(?:please )?skip(?: (?:it|this|that|this one|that one|the question|this question|that question|ahead"
    r"|to the next(?: one| question)?))?",
    r"(?:hard )?pass(?: on (?:this|that|it)(?: one| question)?)?|i (?:would )?pass(?: on (?:this|that"
    r"|it)(?: one| question)?)?",
    r"(?:(?:can|could|may) we (?:go|move|jump) to |let us (?:go|move|jump) to |on to |move on to |go to "
    r"|ask me |give me )?(?:the )?(?:next|another|a different|some other)(?: (?:question|one|topic|thing"
    r"|part))?",
    r"(?:let us |i would |we can |i will )?(?:rather )?take (?:this|that|it)(?: one)? offline",
    r"(?:let us )?(?:move|moving|go|going|carry) on|(?:ask me )?something else|no comment",
    r"(?:let us|{_MODAL}|we can|i would like to|i will) (?:come|get|circle|go) back to (?:it|this|that"
    r"|this one|that one)(?: (?:later|at the end|afterwards))?".replace("{_MODAL}", _MODAL),
)
_DOES_NOT_KNOW = (
    r"(?:i |we )?(?:really |honestly |frankly |just |simply |still |also )*(?:do|would|could"
    r"|did) not (?:really |actually |honestly |even |quite )*(?:know|have a clue"
    r"|have (?:an?|any) (?:good |real |ready |better |great |proper )?answer|have any idea)"
    r"(?: (?:that|this|it|the answer|how|what to say|what to answer|for (?:that|this|sure)|to (?:that|this"
    r"|it)|about (?:that|this|it)|on (?:that|this)|one|here|what that is|much about (?:that|this|it)|yet))*",
    r"(?:i (?:really |honestly )?have )?(?:no|not the slightest|absolutely no|not a) "
    r"(?:good |real |better )?(?:idea|clue|answer|opinion|earthly idea)"
    r"(?: (?:what|how|here|on|about|for|to|that|this|it|one|is|means|there|you|answer))*",
    r"(?:i am |i would not be )?(?:really |honestly |just )*not (?:really |entirely |quite |totally |too "
    r"|so |very |at all )*(?:sure|certain)(?: (?:about|on|of|how|what|here|to|that|this|it|say|answer|do"
    r"|one))*",
    r"(?:i )?(?:have|had) (?:not|never) (?:really |actually |honestly )*(?:thought|considered"
    r"|looked)(?: (?:about|of|at|into|that|this|it|through|far|much))*",
    r"never (?:really )?(?:thought|considered|heard)(?: (?:about|of|that|this|it))*",
    r"(?:i )?(?:can|could) not (?:really |honestly )*(?:say|answer|tell|think of (?:one|anything"
    r"|any))(?: (?:that|this|you|it|one|to that|offhand))*",
    r"(?:it is |that is )?(?:hard|difficult|tough|impossible) to (?:say|tell|know)",
    r"(?:you (?:have )?(?:got|lost|stumped) me(?: there)?|beats me|i am (?:stuck|blank|drawing a blank|lost"
    r"|stumped|at a loss)|i draw a blank|my mind is blank|search me|dunno)",
    r"(?:that is|this is|it is) (?:outside|beyond|not) (?:of )?my (?:area|field|expertise|knowledge"
    r"|strong suit|strength|comfort zone|thing)",
)
_DONE = (
    r"(?:i am|we are|i think (?:i am|we are)|i guess (?:i am|we are)|i believe (?:i am|we are)"
    r"|i would be) (?:all )?(?:done|finished|good|through|set|ready to (?:stop|finish|end"
    r"|wrap up))(?: (?:with (?:that|this|my (?:answer|part|design))|here|on this|there))*",
    r"(?:i think |i guess |i believe |i would say )?(?:that|this)(?: is| was| would be| concludes"
    r"| sums it up| covers| about covers)(?: (?:it|all|everything|about it|pretty much it|pretty much all"
    r"|basically it|the end|my answer|the (?:whole|full) (?:thing|picture|design)"
    r"|what i (?:have|had|wanted to say)|i (?:have|had|wanted)|for (?:today|everything)|from|me|to (?:say"
    r"|add)|(?:on|about) (?:that|this|it)(?: one)?|there|here|really|enough))*",
    r"(?:i have |there is |i have got |i got )?nothing(?: (?:else|more|further|really|to add|to say|to ask"
    r"|left|special|in particular|comes to mind|on my (?:list|mind)|that comes to mind|i can think of"
    r"|(?:on|about) (?:that|this|it)(?: one)?|there|here))*",
    r"(?:i (?:do not )?have |i have got |there are )?(?:no|any|not any)(?: (?:more|further|other"
    r"|additional))?(?: (?:questions?|comments?|remarks?|points?|additions|thoughts?))(?: (?:for you"
    r"|at this point|left|right now))*",
    r"(?:i have )?(?:nothing|no)(?:thing)? (?:further|more|else) to (?:add|say|ask)",
    r"(?:no more|i rest my case|end of (?:answer|story)|that is a wrap|over and out|the end|good ?bye"
    r"|bye(?: bye)?|(?:have|enjoy) (?:a|the|your)(?: (?:very|good|nice|great|lovely|rest of (?:the|your)))*"
    r" (?:day|one|evening|weekend|afternoon|morning|night|week)"
    r"|(?:thanks|thank you)(?: (?:so|very) much| a lot)? for (?:your|the|having|talking|taking) "
    r"(?:time|chat|talk|conversation|interview|me|to me|the time)(?: (?:today|and \w+(?: \w+){0,4}))*"
    r"|all good|all set|all done|done|finished|finish|i do not have anything(?: (?:else|more"
    r"|to add))*"
    r"|let us (?:stop|end|finish|wrap up)(?: (?:here|it|there|this|the interview))*|we can (?:stop|end"
    r"|finish|wrap up)(?: (?:here|it|there|this|the interview))*|i would like to (?:stop|end"
    r"|finish)(?: (?:here|it|there|this|the interview))*|end (?:of )?(?:the )?interview)",
    r"(?:i am afraid |it looks like )?(?:i|we) (?:really |now )?(?:have|need|have got|must|should|had better)"
    r"(?: to)? (?:stop|end|finish|go|leave|run|drop off|hang up)(?!.*\bfor a\b)(?: (?:it|here|now|there"
    r"|soon|off|this|the (?:interview|call)))*",
)
_WANTS_MORE = re.compile(
    r"\b(?:anything|something|any|some)\b[^.?!]{0,60}\b(?:add|else|questions?|ask|missed|forgot|forgotten"
    r"|more|last|cover|mention|leave)\b"
    r"|\bquestions? (?:for|to) (?:me|us)\b|\b(?:what|which) questions do you have\b"
)
_BARE_NO = re.compile(
    r"(?:(?:well|thanks|thank you|okay|oh),? )?(?:no|not really|not at all|i do not think so|i think not"
    r"|not from me|we are good|nothing)"
    r"(?:[,;.]? (?:thanks|thank you|really|i do not think so|i think not|not really|we are good|i am good"
    r"|no))*[.!]*"
)
_REMARK = re.compile(
    rf"{_BEFORE}(?:"
    r"(?:that|this|it)(?: is| was)(?: (?:all|very|really|quite|so|totally|perfectly|a|good to))*"
    r" (?:fair|fair enough|fair point|helpful|useful|clear|interesting|understood|right|true|noted|great"
    r"|good|fine|reasonable|know|hear)"
    r"|(?:(?:that|this|it)(?: all)? )?(?:makes|made) (?:a lot of |perfect |total )?sense"
    r"|fair(?: enough| point)?|understood|noted|got it|i see|good to (?:know|hear)"
    r"|i (?:really )?(?:appreciated?|enjoyed|liked)"
    r" (?:it|that|this|your time|(?:the|our) (?:talk|chat|conversation|interview))"
    r"|(?:thanks|thank you)(?: (?:so|very) much)? for (?:the|your|that|this)"
    r"(?: (?:question|answer|context|explanation|clarification|detail|background))?"
    r"|(?:thanks|thank you|hi|hello|hey|good (?:morning|afternoon|evening))(?: again| there)?,? \w+"
    r"(?:,? (?:it is )?(?:nice|good|great) to meet you)?"
    r"|(?:it is )?(?:nice|good|great) to meet you(?:,? \w+)?"
    rf"){_AFTER}"
)
"""It takes note of what was said, or thanks for it, before something else is done."""
_INTRODUCTION = (
    r"(?:i (?:have|have got|had|would have) (?:a|an|one|two|three|some|a few|several|a couple(?: of)?"
    r"|[0-9]+|another|just a) (?:\w+ )?(?:questions?|things?)(?: (?:first|for you|to ask"
    r"|before \w+(?: \w+){0,4}))*"
    r"|before (?:i|we) \w+(?: \w+){0,6}|(?:let|allow) me (?:just )?(?:ask|start with|begin with"
    r"|clarify)(?: (?:you|something|one thing|a few things|a question|first|some|two|[0-9]+|things|that|a"
    r"|few|questions|question|couple|of))*"
    r"|(?:one|two|three|some|a few|[0-9]+|a couple of|several|first|my first|quick"
    r"|another) (?:\w+ )?(?:questions?|things?)(?: (?:first|for you|before that))*|first(?:ly| of all)?"
    r"|second(?:ly)?|also|because (?:that|it|this) \w+(?: \w+){0,7}"
    r"|(?:that|it|this) (?:would )?(?:changes?|decides?|matters?|helps?|shapes?|determines?|drives?|forks?"
    r"|affects?) (?:\w+(?: \w+){0,8})?|so (?:that )?i (?:know|understand|can) \w+(?: \w+){0,7}"
    r"|i (?:ask|am asking) (?:because|since|so) \w+(?: \w+){0,9}|(?:just )?(?:to|so i) (?:understand"
    r"|clarify|make sure|be sure|check|get it right)(?: \w+){0,8})"
)
_DANGLING = re.compile(
    r"(?:[a-z']+[, ]+){0,4}(?:so|and|but|because|the|a|an|to|or|with|of|for|if|my)(?:[,\s-]|\.{2,})*"
)
"""A few words that break off."""
_ASKS_FOR_TIME = re.compile(
    r"\b(?:how (?:long|fast|quick\w*|soon)|latency|seconds?|minutes?|response time|time ?out)\b"
)


_ORDER = (
    (Act.REPHRASE, _REPHRASE),
    (Act.REPEAT, _REPEAT),
    (Act.SKIP, _SKIP),
    (Act.DONE, _DONE),
    (Act.DOES_NOT_KNOW, _DOES_NOT_KNOW),
    (Act.WAIT, _WAIT),
    (Act.THINKING, _THINKING),
)
"""Where an utterance does several of these and nothing else, the first counts."""


def _whole(forms: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(f"{_BEFORE}(?:{'|'.join(forms)}){_AFTER}")


_LEADS_UP = _whole((_INTRODUCTION,))
_FORMS = tuple((kind, _whole(forms)) for kind, forms in _ORDER)
_POLITE = re.compile(f"{_BEFORE.removesuffix(' )*')}[ ]?)*[\\s,;:.!?]*")
_LONGEST = 160
"""Characters beyond which a clause is never only a form of words."""
_LONGEST_UTTERANCE = 60
"""Words beyond which an utterance that is no question is an answer, whatever passing words it holds."""


def act(text: str | Normalised, question: str | Normalised = "") -> Act:
    """Return what `text` does above all; `question` is what the interviewer said just before.

    Whatever says something of its own is an answer: "I don't know the exact number, I'd guess two seconds".
    """
    view = normalise(text)
    found = clauses(view)
    if not found or not re.search(r"\w", view.text):
        return Act.THINKING
    if (
        len(view.text) > _LONGEST
        and len(view.text.split()) > _LONGEST_UTTERANCE
        and not any(c.asks for c in found)
    ):
        return Act.ANSWER
    before = normalise(question).text
    whole = _form_of(view.text)
    if whole is not None:
        # "Yes, that's it" confirms, and "one second" may be the latency asked for.
        confirms = whole is Act.DONE and view.text.startswith("yes")
        times = whole is Act.WAIT and _ASKS_FOR_TIME.search(before)
        return Act.ANSWER if confirms or times else whole
    if _BARE_NO.fullmatch(view.text):
        return Act.DONE if _WANTS_MORE.search(before) else Act.ANSWER
    if _DANGLING.fullmatch(view.text):
        return Act.THINKING
    kinds: set[Act] = set()
    remarked = False
    answered = rhetorical(found, question)
    asking = any(clause.asks and at not in answered for at, clause in enumerate(found))
    for at, clause in enumerate(found):
        kind = _form_of(clause.text)
        if kind is None and clause.asks and at not in answered:
            kind = Act.QUESTION
        if kind is not None:
            kinds.add(kind)
        elif _is_remark(clause.text):
            remarked = True
        elif not (_is_polite(clause.text) or (asking and _introduces(clause.text))):
            return Act.ANSWER
    if remarked and not kinds:
        return Act.ANSWER
    for kind in (Act.REPEAT, Act.REPHRASE, Act.SKIP, Act.QUESTION, *(kind for kind, _ in _ORDER)):
        if kind in kinds:
            return kind
    return Act.ANSWER if re.search(r"\b(?:yes|no)\b", view.text) else Act.THINKING


def asks(text: str | Normalised, question: str | Normalised = "") -> bool:
    """Return whether a question to the interviewer about the subject is part of `text`.

    To ask for a repetition or a moment is none, nor is a question that the candidate answers.
    """
    found = clauses(text)
    if not any(clause.asks for clause in found):
        return False
    answered = rhetorical(found, question)
    return any(
        clause.asks and at not in answered and _form_of(clause.text) is None
        for at, clause in enumerate(found)
    )


def _form_of(words: str) -> Act | None:
    """Return what normalised words do if they are one of the fixed forms and nothing more."""
    if len(words) > _LONGEST:
        return None
    if _REPEAT_ALONE.fullmatch(words):
        return Act.REPEAT
    for kind, form in _FORMS:
        if form.fullmatch(words):
            return kind
    return None


def _is_polite(words: str) -> bool:
    return len(words) <= _LONGEST and _POLITE.fullmatch(words) is not None


def _is_remark(words: str) -> bool:
    return len(words) <= _LONGEST and _REMARK.fullmatch(words) is not None


def _introduces(words: str) -> bool:
    """Tell whether a clause only leads up to a question, or says why it is asked."""
    return len(words) <= _LONGEST and _LEADS_UP.fullmatch(words) is not None
