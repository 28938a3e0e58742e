"""Which mistakes one utterance shows; whether they are kept to the end is for the grader to say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from simulator.evidence.criteria.features import WordFeatures
from simulator.evidence.criteria.weights import NOTHING, shares
from simulator.evidence.criteria.words import pattern
from simulator.evidence.reader import Stretch


@dataclass(frozen=True, slots=True)
class Sign:
    """A red flag shown in an utterance."""

    flag: str
    start: int
    end: int
    """`text[start:end]` shows it."""


@dataclass(frozen=True, slots=True)
class _Flag:
    id: str
    shows: re.Pattern[str]
    excused: re.Pattern[str]
    """Words that show the better position in the same utterance."""
    asked: re.Pattern[str] | None = None
    """Shown only in answer to such a question."""


_GOOD_SENSE = r"scratch that|no wait|he is mistaken|i'd tell him|in a product that's not how"

_FLAGS = (
    _Flag(
        "accuracy-first",
        pattern(
            r"(?:whatever (?:it|that|the bill) (?:costs?|says|takes)|no ceiling|money (?:is no|doesn't)|"
            r"accuracy accuracy|not trade one|forget (?:about |the )?(?:cost|meter)|(?:largest|biggest|"
            r"heaviest|strongest|top|best|premium|most capable) (?:\w+ )?(?:model|endpoint|"
            r"thing)[^.]{0,120}(?:comes first|whatever|everything else|must be|has to be|no routing|"
            r"three times|forget|for every|for each|anyone argue)|"
            r"(?:accuracy|quality|faithfulness)[^.]{0,80}(?:everything else|comes after|only thing|"
            r"last place|begins with|one number|does not move down|is the product)|"
            r"they should find the money|(?:find|give us) more|should extend|don't mind\b|"
            r"doesn't matter if it is ten times|i'd still put the big|weaker is weaker|for me, always|"
            r"not giving any of it away)"
        ),
        pattern(
            rf"(?:{_GOOD_SENSE}|i'd accept (?:a drop|<num>)|up to (?:the )?<num> cents|give up two points|"
            rf"i'd drop to|overnight batch|at this volume|distilled|mid-?(?:size|tier)|small fine)"
        ),
    ),
    _Flag(
        "privacy-later",
        pattern(
            r"(?:just vectors|only embeddings|row of figures|(?:privacy|compliance|gdpr|legal|regulat\w+|"
            r"anonymi[sz]\w*|mask\w*|blur\w*|certification|paperwork|sign-?off|impact assessment|strip\w*|"
            r"scrub\w*)[^.]{0,90}(?:later|afterwards?|at the end|phase four|once (?:it|the thing|we)|"
            r"after (?:the (?:build|launch|pilot)|launch|we've)|if (?:it flies|one of them|the regulator|"
            r"they)|when (?:compliance|the pilot|there's money)|checkbox|last)|"
            r"(?:build|built) first|after (?:the|we've) buil[dt]|first (?:let's|we|you) (?:see|build|prove|"
            r"get)[^.]{0,120}(?:privacy|legal|compliance|paperwork|mask|identif|names)|"
            r"made peace with that|they (?:more or less )?agreed|nothing to protect|"
            r"doesn't remember what it reads|i wouldn't blur|covers pretty much anything|"
            r"leave it out of the design|send them as they are|documents itself afterwards|"
            r"hear them after launch|keep it like this till)"
        ),
        pattern(
            rf"(?:{_GOOD_SENSE}|i'd decline|never leaves?|without her signature|what doesn't wait|"
            rf"they paid for it|before the (?:build|first training))"
        ),
    ),
    _Flag(
        "train-once",
        pattern(
            r"(?:(?:it(?:'s| is)|project|then it is) (?:done|delivered|frozen|finished)|once it's taught|"
            r"train(?:ed)? once|hands? off\b|close the ticket|i'd not record it|keep doing so|no updates|"
            r"one training (?:run|with)|finish line|the file is closed|a good model generali[sz]es|"
            r"no need to keep feeding|wouldn't touch a model that works|goes on to the next|"
            r"done\. version two|capture that already|"
            r"(?:year or two|next year|in four or five years)[^.]{0,60}(?:drop|retrain|look|again)|"
            r"bad next year|contract ends|same parts|leave it alone|no loop|nobody should go and fiddle|"
            r"scorecards live long|i prefer a clean model)"
        ),
        pattern(
            rf"(?:{_GOOD_SENSE}|refit every|every (?:six months|two weeks|week|month)|weekly|goes stale|"
            rf"classic trap|other two stay|re-estimate|rolling refit)"
        ),
    ),
    _Flag(
        "boil-the-ocean",
        pattern(
            r"(?:rather not cut|not drop any|would not postpone any|none is optional|everything (?:goes|"
            r"comes|is) in|full (?:set|thing|suite|funnel)|whole lot|all six|don't believe in minimum|"
            r"same list with less polish|must all be there|they all (?:hang together|talk to each other)|"
            r"each (?:talks to|of these feeds)|arrows go in both|value is in the mesh|"
            r"which comes first isn't|every line of business|one package in my head|"
            r"nine modules of one|not for me\. churn|talk to each other over an event bus)"
        ),
        pattern(
            rf"(?:{_GOOD_SENSE}|i'd tell him that|order counts|one warehouse|so here its one|"
            rf"we struck them|narrow)"
        ),
    ),
    _Flag(
        "generic-ml",
        pattern(
            r"(?:(?:i've|i have|i was|i built|my|i did|i got|i know)[^.]{0,120}(?:pytorch|tensorflow|keras|"
            r"kubeflow|imagenet|neurips|kaggle|certificate|certified|thesis|background|years|experience|"
            r"papers?|doctorate|langchain|benchmark|bootcamp)|pytorch|imagenet|shap\b[^.]{0,40}lime|"
            r"attention weights|lightgbm|yolov8|faiss|two-tower|u-net|weights & biases)"
        ),
        pattern(
            r"(?:is secondary|that is a detail|signs?\b|approved?|compliance|<num> euros|i'd compare|"
            r"appeal within|the clerk|by signature|legal reviews)"
        ),
        pattern(
            r"(?:accountab\w+|trust|policy|appeal|challenge|contest|should the|rule out|sign(?:s)? off|"
            r"tell the|union|not be allowed|lose out|share the decision|is it right|what problem|"
            r"licen[sc]e|judge|sues|where's the line|publish|what do we lay|get told|govern\w*|liable|"
            r"responsib\w*|regulator|fair)"
        ),
    ),
    _Flag(
        "hope-not-plan",
        pattern(
            r"(?:won't (?:invent|happen|hallucinate|mind)|will be (?:fine|very careful)|it'll be (?:fine|"
            r"even-handed|all right)|goes without saying|come out clean|really good|really sharp|"
            r"good feeling|i'm (?:honestly )?confident|i am (?:quite )?(?:relaxed|confident)|"
            r"i'm rather relaxed|rest easy|take care of it|catch it somehow|very unlikely|i promise|"
            r"don't see (?:a|it|any)|very good at|i can reassure|we'd be all right|test for bias|"
            r"pay attention|couldn't happen|trust (?:me|the model|it)|never (?:had|been) a problem)"
        ),
        pattern(
            r"(?:each one must|dropped before|below <num>|within <num>|every (?:month|week)|capped|"
            r"switched off|second examiner|mismatch|rolls? back|fraud desk|<percent> difference)"
        ),
        pattern(
            r"(?:what about|how do you (?:deal|stop|prevent)|wrong|bias|invent|hallucinat|fair|drift|trick|"
            r"attack|risk|control|worse|harsh\w*|fail|slip|safe|sent to the wrong|grounds|protects?|abuse|"
            r"ring\b|notice that|what (?:stops|happens)|worr\w*)"
        ),
    ),
    _Flag(
        "oversized-model",
        pattern(
            r"(?:from scratch|from (?:zero|nothing|the ground up|random initiali[sz]ation|the first layer)|"
            r"pre-?train(?:ed|ing)?\b|(?:our|its) own (?:llm|foundation|language model|\w+gpt)|"
            r"own (?:sports )?llm|foundation models?|(?:two|three|four|five|six|seven|"
            r"several) (?:of the )?(?:\w+ )?(?:big|large|frontier|flagship|giant|foundation|"
            r"language) models?|flagship from each|four flagships|all four|ensemble of (?:three|four|five|"
            r"six)|pipeline of foundation|mixture-of-experts|"
            r"(?:every one of them|each|every box) calls the biggest|seventy-billion|billion (?:weights|"
            r"parameters))"
        ),
        pattern(
            r"(?:nothing of our own|nothing to borrow|not train|no one\.|vanity|would be millions|"
            r"hosted (?:one|model)|rented weights|off[- ]the[- ]shelf|couldn't justify|public checkpoint|"
            r"no language model|one (?:medium|cheap|hosted)|\bsmall\b|logistic regression|solver|"
            r"because no|would eat)"
        ),
    ),
)


_BY_ID = {flag.id: flag for flag in _FLAGS}
FLAGS = tuple(_BY_ID)
"""Ids of the red flags that one utterance can show; the others take the whole interview."""
SHOWN = 0.75
"""Least probability of a red flag: high, because a false accusation costs more trust than a missed one."""
SHOWN_PLAINLY = 0.4
"""Least probability where its own patterns show it and nothing excuses it."""


def flag_features(flag: str, words: WordFeatures) -> dict[str, float]:
    """Return what speaks for and against a red flag beside the single words, without the flag as prefix."""
    given = _BY_ID[flag]
    heard = words.heard
    features = {"bias": 1.0, **words.manner}
    if given.shows.search(heard.standing):
        features["shows"] = 1.0
    if given.excused.search(heard.standing):
        features["excused"] = 1.0
    if given.asked and given.asked.search(heard.question):
        features["asked"] = 1.0
        if "shows" in features:
            features["asked&shows"] = 1.0
    return features


def signs(weighed: tuple[Stretch, ...]) -> tuple[Sign, ...]:
    """Return the red flags that an utterance made ready by `Reader.weigh` shows by itself, each once."""
    found: dict[str, Sign] = {}
    for stretch in weighed:
        for sign in _signs_in(stretch):
            found.setdefault(sign.flag, sign)
    return tuple(found.values())


def _signs_in(stretch: Stretch) -> Iterator[Sign]:
    scales, heard = stretch.scales, stretch.scales.heard
    for flag in FLAGS:
        features = flag_features(flag, scales.words)
        plainly = features.get("asked&shows" if _BY_ID[flag].asked else "shows") and "excused" not in features
        likely = shares([scales.weights.own(flag, features), scales.own.get(flag, NOTHING)])[-1]
        if likely < (SHOWN_PLAINLY if plainly else SHOWN):
            continue
        match = _BY_ID[flag].shows.search(heard.standing)
        start, end = match.span() if match else (0, len(heard.words))
        first, last = heard.view.span(*heard.sentence(start, end))
        yield Sign(flag, stretch.start + first, stretch.start + last)
