"""Which numbers a text holds, what they measure and what they are about."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from simulator.evidence.normalise import Normalised, normalise
from simulator.evidence.observation import Quantity, QuantityKind
from simulator.evidence.word_list import word_list

DAYS = {
    "second": 1 / 86400, "minute": 1 / 1440, "hour": 1 / 24, "day": 1.0, "night": 1.0, "week": 7.0,
    "fortnight": 14.0,
    "month": 30.0, "quarter": 90.0, "year": 365.0,
}  # fmt: skip
"""Length of each stretch of time in days; a month counts as 30, a quarter as 90, a year as 365."""

_NUMBER = re.compile(r"(?:(?<=sub-)|(?<![\w.])(?<![a-z]-))[0-9]{1,15}(?:\.[0-9]{1,9})?(?!\w|\.[0-9])")
_ANY_NUMBER = re.compile(r"(?<![0-9.])[0-9]{1,15}(?:\.[0-9]{1,9})?(?![0-9])")
_WINDOW = 90
"""Characters on either side of a number that may say what it is."""

_CURRENCIES = {
    "$": ("USD", 1.0), "€": ("EUR", 1.0), "£": ("GBP", 1.0), "¥": ("JPY", 1.0), "₹": ("INR", 1.0),
    "dollar": ("USD", 1.0), "usd": ("USD", 1.0), "buck": ("USD", 1.0), "grand": ("USD", 1000.0),
    "cent": ("USD", 0.01),
    "nickel": ("USD", 0.05), "dime": ("USD", 0.1), "euro": ("EUR", 1.0), "eur": ("EUR", 1.0),
    "euro cent": ("EUR", 0.01), "eurocent": ("EUR", 0.01), "pound": ("GBP", 1.0), "gbp": ("GBP", 1.0),
    "quid": ("GBP", 1.0), "pence": ("GBP", 0.01), "p": ("GBP", 0.01), "penny": ("GBP", 0.01),
    "franc": ("CHF", 1.0), "chf": ("CHF", 1.0), "rupee": ("INR", 1.0), "inr": ("INR", 1.0),
    "yen": ("JPY", 1.0),
    "jpy": ("JPY", 1.0), "krona": ("SEK", 1.0), "kronor": ("SEK", 1.0), "krone": ("NOK", 1.0),
    "kroner": ("NOK", 1.0),
    "zloty": ("PLN", 1.0),
}  # fmt: skip
_MONEY_WORD = re.compile(
    r"[ -]?(?:us |u\.s\. |american |canadian |australian |singapore )?"
    r"(euro[ -]?cent|cent|dollar|buck|euro|pound|franc|rupee|krona|krone|zloty|yen|quid|grand|pence|penny"
    r"|nickel|dime|usd|eur|gbp|chf|inr|jpy|kronor|kroner|[$€£¥₹])s?(?![a-z])"
)
_MONEY_BEFORE = re.compile(r"(?:us ?)?([$€£¥₹]|\b(?:usd|eur|gbp|chf|inr|jpy)\b) ?$")
_AND_CENTS = re.compile(r" (?:and )?([0-9]{1,2}) (?:euro ?)?(?:cents?|pence)\b")

_SECONDS = {
    "ms": 0.001, "msec": 0.001, "milli": 0.001, "milli second": 0.001, "millisecond": 0.001,
    "s": 1.0, "sec": 1.0, "second": 1.0,
    "min": 60.0, "minute": 60.0, "h": 3600.0, "hr": 3600.0, "hour": 3600.0, "microsecond": 1e-6,
    "sprint": 14 * 86400.0, "weekend": 2 * 86400.0, "semester": 180 * 86400.0,
} | {noun: days * 86400 for noun, days in DAYS.items() if days >= 1}  # fmt: skip
_TIME = (
    "microsecond|milli ?second|milli|msec|ms|second|sec|minute|min|hour|hr|day|night|week|fortnight|month"
    "|quarter|year"
    "|sprint|weekend|semester|s|h"
)
_DURATION = re.compile(
    r"[ -]?(?:(?:working|business|calendar|full|whole|more|extra|good|consecutive|straight|short|long|odd"
    r"|further)[ -])?"
    rf"({_TIME})s?(?![\w'])"
)
_AND_MORE_TIME = re.compile(rf" (?:and )?([0-9]+(?:\.[0-9]+)?) ({_TIME})s?\b")
_ONE_TIME = re.compile(
    r"\b(?:under|within|below|in|than|about|around|after|for|least|most|roughly|nearly|almost|over|beyond"
    r"|past|takes?"
    r"|to|keep|kept) (?:just |only )?((?:a|an|one|another) (millisecond|second|minute|hour|day|week"
    r"|fortnight|month|year))\b"
    r"(?! (?:ago|model|opinion|call|pass|phase|step|version|release|stage|time|one|reason|thought|look|line"
    r"|round))"
    r"|\b(sub[ -](millisecond|second|minute|hour))\b"
)
_PERIOD = {
    "hourly": "hour", "daily": "day", "nightly": "day", "weekly": "week", "monthly": "month",
    "yearly": "year", "annually": "year", "quarterly": "quarter",
}  # fmt: skip
_EACH_PERIOD = re.compile(
    r"(?: ?/ ?| (?:(?:in |of |over )?(?:a|an|one|any|each|every)|per) )(?:single |working |business )?"
    r"(second|sec|minute|min|hour|day|night|week|fortnight|month|quarter|year|s|h)s?(?![\w'])"
    r"(?! (?:step|phase|stage|round|pass|version|wave|time)\b)"
    rf"| ({'|'.join(_PERIOD)})\b"
)
_BY_PERIOD = re.compile(rf" ({'|'.join(_PERIOD)})\b")
_PER_SECOND = re.compile(r" (qps|rps|tps)\b")

_PERCENT = re.compile(r" ?(?:%|percent\b)")
_BASIS_POINTS = re.compile(r"[ -](?:basis points?|bps)\b")
_POINTS = re.compile(r"[ -](?:percentage |percent )?points?\b")
_OUT_OF = re.compile(
    r"(?P<noun>(?: [a-z]+){0,2}?)(?: times)? (?P<how>out of|in|of|from|per)(?: every| each| a| the)? "
    r"(?P<all>[0-9]{1,9})(?!\w|%|\.[0-9])(?! (?:seconds?|ms|minutes?|hours?|days?|weeks?|months?|years?|%))"
)
_ONE_OUT_OF = re.compile(
    r"\bone (?:[a-z]+ ){0,2}?(?:out of|in|per)(?: every| each| a)? (?P<all>[0-9]{1,9})(?!\w|%|\.[0-9])"
    r"(?! (?:seconds?|ms|minutes?|hours?|days?|weeks?|months?|years?|%))"
)
_FRACTION = re.compile(
    r"\b(?:(?:a|one|1) (?P<part>half|third|quarter|fifth|sixth|eighth|tenth|twentieth"
    r"|hundredth)(?= of\b(?! an?\b))"
    r"|(?P<count>[2-9]) (?P<parts>third|quarter|fifth|sixth|eighth|tenth)s\b"
    r"|(?P<half>half)(?: of)?(?= (?:the|all|our|them|your|my|of)\b))"
)
_PARTS = {
    "half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "eighth": 8, "tenth": 10, "twentieth": 20,
    "hundredth": 100,
}  # fmt: skip
_NINES = re.compile(r" nines\b")

_RANGE = re.compile(r" ?(?:to|and|or|-|till|until|through) ?(?:about |maybe |perhaps )?")
_LABEL = re.compile(
    r"\b(?:phase|version|section|step|stage|option|chapter|article|tier|level|release|number|gpt|llama"
    r"|claude|gemini"
    r"|page|paragraph|annex|v|q|layer|type|class|category|iso|soc|sha|python|point|question|week|day|year"
    r"|top|bm)[ -]?$"
)
_DATE_BEFORE = re.compile(
    r"\b(?:in|since|by|until|till|from|of|before|after|during|early|late|mid|january|february|march|april"
    r"|may|june"
    r"|july|august|september|october|november|december|spring|summer|autumn|fall|winter) $"
)

_NOUN = re.compile(r" ?([a-z][a-z'-]*)")
_NOT_NOUNS = word_list(
    "a an the this that these those my our your his her its their and or but nor so then than as if when "
    "while because of to for with by in on at from into onto over under per through between during against "
    "within without about around above below after before until since up down out off again back i you he "
    "she it we they them us me him is are was were be been am has have had do does did will would can could "
    "should may might must shall not no never more less most least fewer max maximum minimum tops top total "
    "average each every all any some both either neither today now here there later just only also even "
    "still already maybe perhaps like which who whom whose what where how why including included plus minus "
    "times time percent apart ago later first last next same other alone together daily weekly monthly "
    "hourly yearly right okay yes because rather instead else once twice whatever come comes came get gets "
    "got go goes went run runs ran take takes took make makes made cost costs use uses used keep keeps need "
    "needs want wants say says said see sees mean means meant pay pays give gives put puts let lets leave "
    "leaves left think thinks know knows look looks sit sits stay stays wait waits work works start starts "
    "stop tell tells show shows ask asks hold holds read reads write writes depends depend arrive arrives "
    "too very really times worse better higher lower faster slower cheaper longer shorter bigger smaller "
    "whichever depending unless"
)
_UNITS = word_list(
    "query question request call prompt search answer reply response message chat conversation session "
    "ticket case email mail document contract agreement page file claim order transaction payment image "
    "photo video clip post comment report summary letter note article product item listing user customer "
    "seat agent employee patient lawyer driver student token minute hour day week month year record row "
    "invoice review visit lead job run inference decision interaction contact dispatch delivery trip "
    "booking lookup lease clause deal candidate application applicant account household device sensor alert "
    "incident flag scan study test"
)
_PER_UNIT = re.compile(
    r"(?: ?/ ?|,? (?:per|each|every|for each|for every|for one|for a) | (?:a|an|by the|on each|on every) )"
    r"(?=[a-z0-9])"
)
_THOUSAND_UNITS = re.compile(r"([0-9]{2,9}) ")
_ASIDE = re.compile(
    r",? (?:on average|in total|all[- ]in|at most|at worst|max|maximum|or less|tops|or so|or thereabouts)"
)
_EACH = re.compile(r" (?:each|apiece|a piece|a pop|a head|a throw|per head)\b")
_UNIT_BEFORE = re.compile(
    r"\b(?:per|each|every|for an?|for one|single) (?P<per>[a-z-]+(?: [a-z-]+){0,2})|\b(?:an?"
    r"|one) (?P<one>[a-z-]+)"
    r"(?: [a-z-]+){0,3}? (?:costs?|costing|runs?|comes|came|at|for|should|must|may|can|could|would|is|gets"
    r"|stays?)\b"
)

_MEASURES = {
    "latency": r"latency|latencies|response times?|responds?|respond|time to first \w+|first token"
    r"|round[- ]?trip|"
    r"spinner|wait(?:s|ing)?|end[- ]to[- ]end|tail|p[5-9][0-9](?:\.[0-9]+)?|reply time|answer time"
    r"|first (?:suggestion|answer|word|result|byte|line|draft|syllable)",
    "timeout": r"time[- ]?outs?|deadline|circuit breaker|breaker|hangs",
    "recall": r"recall|sensitivity|catch(?:es)?|caught|finds?|found|miss(?:es|ed)?|detection rate"
    r"|true positives?",
    "precision": r"precision|specificity|false (?:positives?|alarms?|hits?|flags?)|wrongly"
    r"|positive predictive value",
    "faithfulness": r"faithful(?:ness)?|grounded(?:ness)?|hallucinat\w*|invented|made[- ]up|unsupported"
    r"|fabricat\w*",
    "accuracy": r"accuracy|accurate|correct(?:ly|ness)?|right answers?|error rate|errors?|f1|f one|auc|gini"
    r"|kappa|"
    r"agreement|agrees?|wer|bleu|rouge|ndcg|mrr|exact match",
    "confidence": r"confiden(?:ce|t)|threshold|scores?|probabilit(?:y|ies)|certainty|unsure|similarity",
    "cost": r"costs?|costing|prices?|priced|spend(?:ing)?|bill|cheap(?:er)?|expensive|pay(?:s|ing)?|ceiling"
    r"|invoice|"
    r"economics|charge[sd]?|fee",
    "budget": r"budgets?|cap|capped|allowance",
    "retention": r"retention|retain(?:ed|s)?|kept|keep|delet\w+|expir\w+|purg\w+|wip(?:ed?|es)|erased?"
    r"|drop(?:ped|s)?|stored?|gone|"
    r"ttl|lifetime|live for",
    "volume": r"volumes?|traffic|throughput|load|qps|rps|tps|concurrent",
    "uptime": r"uptime|availability|nines|sla",
    "satisfaction": r"csat|nps|satisfaction|stars?|rating",
    "resolution": r"deflect\w*|resol(?:ved?|ution)\w*|containment|contained|automat\w+|first[- ]contact",
    "turnaround": r"turnaround|cycle time|handling time|time to \w+|review time|backlog|queue time",
    "adoption": r"adoption|usage|active users?|engagement|retention rate|churn|conversion",
    "rate limit": r"rate limits?|limits?|quota|throttl\w+|at most",
    "gap": r"gap|apart|disparity|differ(?:s|ence)?|worse|parity|four[- ]fifths",
    "sample": r"samples?|sampled|labell?ed|golden|gold|test set|annotat\w+|holdout|evaluation set",
    "drift": r"drift\w*|psi|stability index",
}  # fmt: skip
_MEASURE = re.compile(r"\b(?:" + "|".join(f"({words})" for words in _MEASURES.values()) + r")\b")
_MEASURE_NAMES = tuple(_MEASURES)
_RATIOS = frozenset({"recall", "precision", "faithfulness", "accuracy", "uptime", "resolution"})
_FITTING = {
    QuantityKind.MONEY: word_list("cost budget"),
    QuantityKind.MONEY_PER_UNIT: word_list("cost budget"),
    QuantityKind.DURATION: word_list("latency timeout retention turnaround"),
    QuantityKind.PERCENTAGE: word_list(
        "recall precision faithfulness accuracy confidence uptime resolution adoption gap drift"
    ),
    QuantityKind.COUNT: word_list("volume sample confidence drift satisfaction") | {"rate limit"},
    QuantityKind.RATE: word_list("volume") | {"rate limit"},
}
"""The measures a quantity of each kind is likely to be about."""
_RIGHT_PENALTY = 6
_BETWEEN_PENALTY = 25
_MISFIT_PENALTY = 40
_COMMA_PENALTY = 12
_BARE_REACH = 24
"""Characters within which a bare number belongs to a measure."""
_NAMED = re.compile(r"\b(?:the|an?|our|my|your|each|every|per|its|their|this)(?= [a-z])")
_BREAK = re.compile(r"[.;!?](?: |$)")


@dataclass(frozen=True, slots=True)
class _Found:
    """A quantity by its place in the normalised text, before it is known what it is about."""

    kind: QuantityKind
    value: float
    unit: str
    start: int
    end: int


def quantities(text: str | Normalised) -> tuple[Quantity, ...]:
    """Return the quantities in order of where they stand; none overlaps another.

    Money by time carries the time ("USD/month"), a fee by both ("USD/seat/month"). Percentage points have
    the unit "points"; "nineteen out of twenty", "a third of" and "recall of ninety four" are percentages.
    """
    view = normalise(text)
    found = _without_overlap(list(_found(view.text)))
    surroundings = _Surroundings(view.text, found)
    return tuple(
        Quantity(item.kind, item.value, item.unit, about, *view.span(item.start, item.end))
        for item, about in map(surroundings.settle, found)
        if item.unit or about
    )


def numbers(text: str | Normalised) -> tuple[float, ...]:
    """Return every number mentioned, in digits or words, in order; "one" as a pronoun is none."""
    return tuple(float(match.group()) for match in _ANY_NUMBER.finditer(normalise(text).text))


def _found(text: str) -> Iterator[_Found]:
    # "Two cents" are of the currency that is spoken of elsewhere.
    in_euros = ("€" in text or "euro" in text) and "$" not in text and "dollar" not in text
    for match in _FRACTION.finditer(text):
        part = match.group("part") or match.group("parts") or match.group("half")
        share = _round(100 * float(match.group("count") or 1) / _PARTS[part])
        yield _Found(QuantityKind.PERCENTAGE, share, "%", *match.span())
    for match in _ONE_OUT_OF.finditer(text):
        every = float(match.group("all"))
        if every >= 2:
            yield _Found(QuantityKind.PERCENTAGE, _round(100 / every), "%", *match.span())
    for match in _NUMBER.finditer(text):
        item = _read(text, match.start(), match.end(), float(match.group()), in_euros)
        if item:
            yield item
    for match in _ONE_TIME.finditer(text):
        group = 1 if match.group(1) else 3
        yield _Found(QuantityKind.DURATION, _SECONDS[match.group(group + 1)], "s", *match.span(group))


def _read(
    text: str, start: int, end: int, value: float, in_euros: bool, *, ranges: bool = True
) -> _Found | None:
    """Return what the number at `start` measures, or None where it measures nothing."""
    before = text[max(0, start - _WINDOW) : start]
    money = _money(text, before, start, end, value, in_euros)
    if money:
        return money
    percent = _percentage(text, end, value)
    if percent:
        return _Found(QuantityKind.PERCENTAGE, percent[0], percent[1], start, percent[2])
    labelled = _LABEL.search(before)
    unit = _DURATION.match(text, end)
    if unit and not (labelled and unit.group(1) in ("s", "h")):
        return _duration(text, start, value, unit)
    if labelled:
        return None
    return (
        _rate(text, start, end, value)
        or (_ranged(text, before, start, end, value, in_euros) if ranges else None)
        or _count(text, before, start, end, value)
    )


def _money(text: str, before: str, start: int, end: int, value: float, in_euros: bool) -> _Found | None:
    sign, word = _MONEY_BEFORE.search(before), _MONEY_WORD.match(text, end)
    if sign:
        currency, factor = _CURRENCIES[sign.group(1)]
        start -= len(before) - sign.start(1)
    elif word:
        currency, factor = _CURRENCIES[word.group(1).replace("-", " ")]
        if in_euros and word.group(1) == "cent":
            currency = "EUR"
        end = word.end()
    else:
        return None
    value *= factor
    more = _AND_CENTS.match(text, end) if factor == 1.0 else None
    if more:
        value, end = value + float(more.group(1)) / 100, more.end()
    per, every, end = _per(text, end)
    if not per:
        each = _EACH.match(text, end)
        per = _unit_before(_since_last_figure(before), each is not None)
        end = each.end() if each else end
    if per:
        return _Found(QuantityKind.MONEY_PER_UNIT, _round(value / every), f"{currency}/{per}", start, end)
    return _Found(QuantityKind.MONEY, _round(value), currency, start, end)


def _per(text: str, end: int) -> tuple[str, float, int]:
    """Return what the money at `end` is per ("seat/month"), how many of them, and where that ends."""
    nouns: list[str] = []
    period, every = "", 1.0
    settled = end
    for _ in range(2):
        aside = _ASIDE.match(text, settled)
        after = aside.end() if aside else settled
        by_period = _BY_PERIOD.match(text, after)
        if by_period:
            period, settled = _PERIOD[by_period.group(1)], by_period.end()
            break
        match = _PER_UNIT.match(text, after)
        if not match:
            break
        at = match.end()
        thousands = _THOUSAND_UNITS.match(text, at)
        if thousands:
            every, at = float(thousands.group(1)), thousands.end()
        head = _head(text, at - 1 if text[at - 1] == " " else at)
        if not head:
            break
        if head[0] in DAYS:
            period = head[0]
        else:
            nouns.append(head[0])
        settled = head[1]
    return "/".join([*nouns[:1], *filter(None, [period])]), every, settled


def _since_last_figure(before: str) -> str:
    """Return what leads up to a figure: this sentence, from the figure before on."""
    window = before[max(map(before.rfind, ".;!?")) + 1 :]
    digits = list(_ANY_NUMBER.finditer(window))
    return window[window.find(",", digits[-1].end()) :] if digits else window


def _unit_before(window: str, each: bool) -> str:
    """Return the unit named before the money: "each claim costs", "cost per query of"."""
    if each:
        nouns = [_singular(word) for word in _NOUN.findall(window)]
        return next((noun for noun in reversed(nouns) if noun in _UNITS), "item")
    unit = ""
    for match in _UNIT_BEFORE.finditer(window):
        if match.group("per"):
            head = _head(match.group("per"), 0)
            unit = head[0] if head else unit
        elif _singular(match.group("one")) in _UNITS:
            unit = _singular(match.group("one"))
    return unit


def _percentage(text: str, end: int, value: float) -> tuple[float, str, int] | None:
    """Return percent points, their unit and where they end."""
    if match := _PERCENT.match(text, end):
        return value, "%", match.end()
    if match := _BASIS_POINTS.match(text, end):
        return _round(value / 100), "%", match.end()
    if match := _POINTS.match(text, end):
        return value, "points", match.end()
    if match := _NINES.match(text, end):
        return (_round(100 - 100 * 10**-value), "%", match.end()) if 2 <= value <= 7 else None
    match = _OUT_OF.match(text, end)
    if not match:
        return None
    every = float(match.group("all"))
    nouns = match.group("noun").split()
    if every < max(value, 2.0) or (1900 <= every <= 2100 and match.group("how") != "out of"):
        return None
    if any(noun in _NOT_NOUNS or _singular(noun) in _SECONDS or noun == "points" for noun in nouns):
        return None
    if nouns and match.group("how") != "out of" and every % 10:
        return None
    return _round(100 * value / every), "%", match.end()


def _duration(text: str, start: int, value: float, unit: re.Match[str]) -> _Found:
    seconds = value * _SECONDS[_time(unit.group(1))]
    end = unit.end()
    more = _AND_MORE_TIME.match(text, end)
    if more and _SECONDS[_time(more.group(2))] < _SECONDS[_time(unit.group(1))]:
        seconds, end = seconds + float(more.group(1)) * _SECONDS[_time(more.group(2))], more.end()
    return _Found(QuantityKind.DURATION, _round(seconds), "s", start, end)


def _rate(text: str, start: int, end: int, value: float) -> _Found | None:
    per_second = _PER_SECOND.match(text, end)
    if per_second:
        noun = "transaction" if per_second.group(1) == "tps" else "query"
        return _Found(QuantityKind.RATE, _round(value * 86400), f"{noun}/day", start, per_second.end())
    head = _head(text, end)
    nouns = [head[0]] if head else [""]
    at = head[1] if head else end
    by = _PER_UNIT.match(text, at)
    by_noun = _head(text, by.end() - 1) if by and text[by.end() - 1] == " " else None
    if by_noun and by_noun[0] not in DAYS and _EACH_PERIOD.match(text, by_noun[1]):
        nouns.append(by_noun[0])
        at = by_noun[1]
    period = _EACH_PERIOD.match(text, at)
    if not period:
        return None
    at = period.end()
    again = _PER_UNIT.match(text, at)
    again_noun = _head(text, again.end() - 1) if again and text[again.end() - 1] == " " else None
    if again_noun and len(nouns) == 1 and again_noun[0] not in DAYS and _singular(again_noun[0]) in _UNITS:
        nouns.append(again_noun[0])
        at = again_noun[1]
    days = DAYS[_time(_PERIOD.get(period.group(2) or "", period.group(1) or ""))]
    return _Found(QuantityKind.RATE, _round(value / days), "/".join([*nouns, "day"]), start, at)


def _ranged(text: str, before: str, start: int, end: int, value: float, in_euros: bool) -> _Found | None:
    """Return the lower end of a range, which has its unit from the upper: "two to three seconds"."""
    link = _RANGE.match(text, end)
    upper = _NUMBER.match(text, link.end()) if link else None
    if not link or not upper or ("and" in link.group() and not before.endswith("between ")):
        return None
    other = _read(text, upper.start(), upper.end(), 1.0, in_euros, ranges=False)
    if other is None or other.kind is QuantityKind.COUNT:
        return None
    return _Found(other.kind, _round(value * other.value), other.unit, start, end)


def _count(text: str, before: str, start: int, end: int, value: float) -> _Found | None:
    if value == int(value) and 1900 <= value <= 2100 and _DATE_BEFORE.search(before):
        return None
    head = _head(text, end)
    if head:
        return _Found(QuantityKind.COUNT, value, head[0], start, head[1])
    # A bare number counts where it turns out to be about a measure: "recall of ninety four".
    return _Found(QuantityKind.COUNT, value, "", start, end)


def _head(text: str, at: int) -> tuple[str, int] | None:
    """Return the head, in the singular, of the noun phrase at `at`, and where the head ends."""
    phrase: list[tuple[str, int]] = []
    while len(phrase) < 3:
        match = _NOUN.match(text, at)
        if (
            not match
            or match.group(1) in _NOT_NOUNS
            or (match.group(1).endswith("ly") and len(match.group(1)) > 4)
        ):
            break
        phrase.append((match.group(1), match.end()))
        at = match.end()
    if not phrase:
        return None
    for word, end in phrase:
        if _singular(word) in _UNITS or (_singular(word) != word and not word.endswith("'s")):
            return _singular(word), end
    word, end = (
        phrase[min(1, len(phrase) - 1)] if phrase[0][0].endswith(("ed", "ing", "al", "ic")) else phrase[0]
    )
    return word, end


def _singular(noun: str) -> str:
    if noun.endswith("ies") and len(noun) > 4:
        return f"{noun[:-3]}y"
    if noun.endswith(("ches", "shes", "xes", "sses")):
        return noun[:-2]
    if noun.endswith("s") and not noun.endswith(("ss", "us", "is", "'s")) and len(noun) > 3:
        return noun[:-1]
    return noun


def _time(unit: str) -> str:
    return {"s": "second", "sec": "second", "h": "hour", "hr": "hour", "min": "minute", "night": "day"}.get(
        unit, unit
    )


def _round(value: float) -> float:
    """Return `value` without the dust that floating-point arithmetic leaves."""
    return float(f"{value:.10g}")


def _without_overlap(found: list[_Found]) -> list[_Found]:
    kept: list[_Found] = []
    for item in sorted(found, key=lambda item: (item.start, -item.end)):
        if not kept or item.start >= kept[-1].end:
            kept.append(item)
    return kept


class _Surroundings:
    """The measures and other quantities around each quantity of one text."""

    def __init__(self, text: str, found: list[_Found]) -> None:
        self._text = text
        self._starts = [item.start for item in found]
        self._ends = [item.end for item in found]
        self._measures = [
            (match.start(), match.end(), _MEASURE_NAMES[(match.lastindex or 1) - 1])
            for match in _MEASURE.finditer(text)
        ]
        self._measure_starts = [start for start, _, _ in self._measures]
        self._breaks = [match.start() for match in _BREAK.finditer(text)]

    def settle(self, item: _Found) -> tuple[_Found, str]:
        """Return the quantity with what it is about; a bare number becomes what its measure makes it."""
        measure, distance = self._nearest(item)
        if item.kind is QuantityKind.COUNT and not item.unit:
            near = distance <= _BARE_REACH
            if near and measure in _RATIOS and 0 < item.value <= 100:
                value = item.value * 100 if item.value <= 1 else item.value
                return _Found(QuantityKind.PERCENTAGE, _round(value), "%", item.start, item.end), measure
            return item, measure if near else ""
        return item, measure or self._subject(item)

    def _nearest(self, item: _Found) -> tuple[str, int]:
        """Return the closest measure in the same sentence and its distance; what fits the kind goes first."""
        at = bisect_left(self._measure_starts, item.start)
        best, least = "", _WINDOW
        first, last = self._sentence(item)
        for start, end, name in self._measures[max(0, at - 6) : at + 6]:
            if start < first or end > last or (start < item.end and end > item.start):
                continue
            before = end <= item.start
            distance = item.start - end if before else start - item.end + _RIGHT_PENALTY
            distance += _BETWEEN_PENALTY * self._between(min(end, item.end), max(start, item.start))
            distance += 0 if name in _FITTING[item.kind] or not item.unit else _MISFIT_PENALTY
            distance += _COMMA_PENALTY * ("," in self._text[min(end, item.end) : max(start, item.start)])
            if distance < least:
                best, least = name, distance
        return best, least

    def _sentence(self, item: _Found) -> tuple[int, int]:
        at = bisect_left(self._breaks, item.start)
        after = bisect_left(self._breaks, item.end)
        return (
            self._breaks[at - 1] if at else 0,
            self._breaks[after] if after < len(self._breaks) else len(self._text),
        )

    def _between(self, start: int, end: int) -> int:
        """Return how many other quantities begin between two places."""
        return bisect_left(self._starts, end) - bisect_left(self._starts, start)

    def _subject(self, item: _Found) -> str:
        """Return the noun before a quantity: "each review takes four hours" is about the review."""
        at = bisect_left(self._starts, item.start)
        first = max(self._sentence(item)[0], item.start - _WINDOW, self._ends[at - 1] if at else 0)
        nouns = list(_NAMED.finditer(self._text, first, item.start))
        head = _head(self._text, nouns[-1].end()) if nouns else None
        return head[0] if head and head[1] <= item.start else ""
