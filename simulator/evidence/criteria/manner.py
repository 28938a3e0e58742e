"""How an utterance speaks, whatever its subject: conditions, limits, roles, reasons, hedges, deferrals."""

from __future__ import annotations

from simulator.evidence.criteria.words import pattern
from simulator.evidence.observation import Quantity, QuantityKind

_MANNERS = {
    name: pattern(source)
    for name, source in {
        "role": r"<role>",
        "cadence": r"<cadence>",
        "condition": (
            r"(?:if|when|whenever|once|as soon as|until|unless|in case|the moment|otherwise|or else)\b"
        ),
        "limit": (
            r"(?:<worse>|at (?:most|least)|no (?:more|fewer|less) than|within|up to|maximum|minimum|"
            r"cap(?:ped)? (?:at|of)|ceiling) (?:of |the |a |about )?(?:<num>|<money>|half|a)"
        ),
        "period": r"<period>",
        "seconds": r"<short>",
        "money": r"<money>",
        "share": r"<percent>",
        "from-to": (
            r"from (?:[\w.,%$€£]+ ){1,4}to|<num>[^.?!]{0,50}(?:today|now|at present|currently|instead of|"
            r"against|at the moment)\b|(?:today|now|at present|currently|last year)[^.?!]{0,40}<num>"
        ),
        "reason": (
            r"(?:because|since|as (?:it|they|we|the|no)|so that|that's why|which (?:means|frees|saves|"
            r"is why)|the reason)\b"
        ),
        "alternatives": r"(?:either|or|rather than|instead of|versus|over|than|the other)\b",
        "leaves-out": r"(?:no|not|never|nothing|only|without|leave|drop|skip|exclude[sd]?|ignore|out)\b",
        "price": (
            r"(?:lose|lost|cost(?:s)? us|slower|worse|longer|give up|miss(?:es)?|accept|pay|price|fewer|"
            r"less)\b"
        ),
        "automatic": (
            r"(?:automatically|by itself|on its own|is (?:disabled|paused|switched|dropped|blocked|deleted|"
            r"sent|held|replaced|stored|restored|stopped|refused|routed|checked))\b"
        ),
        "in-order": r"(?:then|after that|first|next|second|finally|before|afterwards)\b",
        "hedge": (
            r"(?:maybe|perhaps|probably|possibly|might|could|some (?:kind|sort|way|form)|somehow|sort of|"
            r"kind of|i guess|i suppose|i think|i imagine|would like|something like|or so|depends?|"
            r"it's hard|not sure|don't know|haven't (?:decided|thought)|whatever|various|one (?:could|"
            r"would|might|must))\b"
        ),
        "assurance": (
            r"(?:of course|obviously|certainly|naturally|absolutely|definitely|seriously|important|crucial|"
            r"key\b|must be|should be|very|really|extremely|best practice|standard|state of the art|robust|"
            r"proper(?:ly)?|appropriate|reasonable|careful(?:ly)?|trust|confident|good)\b"
        ),
        "later": (
            r"(?:later|afterwards?|next (?:year|release|version|quarter|spring|summer|season)|(?:phase|"
            r"version|release|step|v) ?(?:two|three|2|3)|after (?:launch|go-live|the launch|release|that|"
            r"we)|down the (?:road|line)|some ?day|for now|at this stage|at some point|eventually|"
            r"in (?:spring|autumn|january|the fall)|park(?:ed)?|backlog|postpone\w*|not yet|first (?:we|"
            r"let's|let me|the)|year two|revisit|once it(?:'s| is) (?:live|running))\b"
        ),
        "refuses": (
            r"(?:don't need|not needed|no need|isn't needed|won't|wouldn't|doesn't matter|overkill|skip|"
            r"leave it|never mind|who cares|not worth|i'd rather not|no thanks|not interested|"
            r"wouldn't spend|premature|over-?engineering|scrap|take (?:it|that) back|strike|drop it)\b"
        ),
        "disowns": (
            r"(?:not (?:my|our|mine|part of|for us)|someone else|somebody else|other (?:team|department|"
            r"supplier)|(?:is|are|'s) (?:a |the )?[\w ]{0,20}(?:territory|job|business|headache|matter|"
            r"responsibility)|they can|up to them|leave (?:that|it|this) to|belongs? to (?:the )?(?:ops|"
            r"legal|procurement|marketing))\b"
        ),
        "self": r"(?:i'd|i would|i'll|we'd|we would|we'll|i want|my)\b",
        "definition": (
            r"(?:is called|means that|is defined|refers to|stands for|there (?:is|are) (?:\d+|two|three|"
            r"four|several)|in the literature|typically)\b"
        ),
        "credentials": (
            r"(?:my (?:last|previous|former|phd|thesis|career|background|experience)|years of|"
            r"i've (?:built|done|led|worked|used|seen|read)|i (?:built|led|worked|read|wrote)|"
            r"in my experience)\b"
        ),
    }.items()
}
_LONG_S = 3600.0
_DAY_S = 86400.0


def manners(standing: str) -> dict[str, float]:
    """Return how often each manner of speaking shows, at most 3 times each."""
    counts = ((name, sum(1 for _ in p.finditer(standing))) for name, p in _MANNERS.items())
    return {f"m:{name}": min(3, count) / 2 for name, count in counts if count}


def measures(quantities: tuple[Quantity, ...]) -> dict[str, float]:
    """Return which kinds of quantity are said."""
    found = {}
    for quantity in quantities:
        kind = str(quantity.kind)
        if quantity.kind is QuantityKind.DURATION:
            kind += "-short" if quantity.value < _LONG_S else "-day" if quantity.value < _DAY_S else "-long"
        found[f"k:{kind}"] = 1.0
    return found
