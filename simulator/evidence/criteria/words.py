"""The vocabulary shared by the criteria: how numbers, times, money, roles and turns for the worse are put."""

from __future__ import annotations

import re

_UNITS = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
    "seventeen"
    "|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|"
    "billion|dozen"
)
_WEEKDAY = "(?:mon|tues|wednes|thurs|fri|satur|sun)days?"
_MONTH = "(?:january|february|march|april|june|july|august|september|october|november|december)"

_WORDS = {
    "num": (
        rf"(?:\d[\d,.]{{0,20}}|(?:a |an )?\b(?:{_UNITS}|half|couple|nought)\b(?:[ -](?:and |point |"
        rf"a )?(?:{_UNITS})\b){{0,8}})"
    ),
    "fraction": r"(?:half|(?:a |one |two |three |four )?(?:third|quarter|fifth|sixth|tenth|twentieth)s?\b)",
    "percent": (
        r"(?:<num> ?(?:%|percent|per cent|percentage)|<num> points?\b|<num> (?:in|of|out of|times out of) "
        r"(?:a |every |each |the )?(?:<num>|hundred|thousand|million)|<num> (?:per|a) (?:<num>|mille|"
        r"hundred|thousand|million)\b|<fraction>)"
    ),
    "short": (
        r"(?:<num>[ -]?(?:ms|msec|milliseconds?|secs?|seconds?|s|minutes?|min)\b|half a second|a second\b|"
        r"(?:a|half a) minute\b)"
    ),
    "period": (
        r"(?:<num>|a|one|half a|the same|another|this|last|next)[ -]?(?:more |working |"
        r"business )?(?:hours?|days?|nights?|weeks?|fortnights?|months?|quarters?|years?|seasons?)\b"
    ),
    "money": (
        r"(?:[$€£¥] ?\d[\d,.]{0,20}|<num> ?(?:us |u\.s\. )?(?:cents?|dollars?|bucks|euros?|eur|usd|pounds?|"
        r"pence|pennies|francs?|kroner|"
        r"rupees|yen)\b|a (?:cent|nickel|dime|penny|quarter|dollar|euro|pound|buck)\b|"
        r"<fraction>(?: of)? a (?:cent|penny)|half a cent)"
    ),
    "cadence": (
        rf"(?:(?:every|each|per|once a|twice a|times a|a) (?:<num> |other |second |single |first |"
        rf"last )?(?:hour|day|night|morning|evening|week|fortnight|month|"
        rf"quarter|year|season|sprint|term|release|{_WEEKDAY}|{_MONTH})s?\b|hourly|daily|nightly|weekly|"
        rf"fortnightly|biweekly|monthly|"
        rf"quarterly|yearly|annually|overnight|on {_WEEKDAY}|{_WEEKDAY} (?:morning|evening|afternoon|"
        rf"meeting|review)|"
        rf"(?:first|second|third|last) {_WEEKDAY}|in {_MONTH}|per (?:release|season|sprint|batch|merge|"
        rf"commit)|between seasons|the next (?:morning|monday|release))"
    ),
    "role": (
        r"(?:on[ -]?call|pagers?|rota|rotation|duty \w+|\w+ on duty|sres?|(?:platform|reliability|"
        r"machine learning|ml|data|site|software|release|support|"
        r"operations?|legal|clinical|risk|security|product|search|quality|compliance|privacy|night|shift|"
        r"content|knowledge|model)[ -]"
        r"(?:\w+ )?(?:engineers?|engineering|scientists?|lead|leader|manager|analysts?|officer|owner|desk|"
        r"team|squad|group|counsel|editor|crew|unit|rota|operations)|"
        r"engineers?|analysts?|managers?|supervisors?|officers?|editors?|coordinators?|directors?|"
        r"controllers?|controlling|planners?|dispatchers?|physicists?|"
        r"technicians?|scientists?|counsel|curators?|librarians?|nurses?|physicians?|doctors?|clinicians?|"
        r"pharmacists?|radiologists?|pathologists?|"
        r"handlers?|adjusters?|moderators?|reviewers?|merchandisers?|underwriters?|paralegals?|associates?|"
        r"partners?|lawyers?|attorneys?|auditors?|"
        r"teachers?|tutors?|trainers?|experts?|specialists?|clerks?|caseworkers?|case workers?|operators?|"
        r"agents?|inspectors?|mediators?|foreman|head of \w+|chief|"
        r"champions?|committee|board|squad|desk|seniors?|chair|psychologists?|annotators?|raters?|judges?|"
        r"vets?|agronomists?|dietitians?|linguists?|translators?)"
    ),
    "worse": (
        r"(?:exceeds?|exceeding|drop(?:s|ped)?|fall(?:s|en)?|rises?|climbs?|goes (?:over|above|past|below|"
        r"under|up|down)|tops|doubl(?:es?|ing)|tripl(?:es?|ing)|slips?|pass(?:es)?|breach(?:ed|es)?|jumps?|"
        r"moves?|past|above|over|below|under|beneath|beyond|more than|less than|fewer than|worse than|"
        r"apart|higher than|lower than|leaves|larger than|bigger than|gap|outside|two misses|spikes?|"
        r"shifts?|differs?)"
    ),
    "person": (
        r"(?:a |the |an? (?:experienced |senior |human |real )?)?(?:human|person|people|agent|operator|"
        r"moderator|handler|adjuster|nurse|lawyer|clerk|reviewer|queue|desk|expert|doctor|analyst|somebody|"
        r"someone|colleague|team|office|hotline|phone team|surveyor|teacher|specialist|supervisor|attorney|"
        r"underwriter|caseworker|mediator|curator|editor|associate|paralegal)"
    ),
    "month": _MONTH,
}


def pattern(source: str) -> re.Pattern[str]:
    """Compile `source`, in which `<num>`, `<role>` and the like stand for the vocabulary above.

    It matches from the beginning of a word, which also keeps long words from costing more than once.
    """
    while True:
        expanded = re.sub(r"<(\w+)>", lambda m: _WORDS[m.group(1)], source)
        if expanded == source:
            return re.compile(rf"(?<!\w)(?:{expanded})")
        source = expanded
