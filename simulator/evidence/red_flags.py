"""Which mistakes one utterance shows; whether they are kept to the end is for the grader to say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from simulator.evidence.criteria.decide import Scales
from simulator.evidence.criteria.weights import half_log_odds
from simulator.evidence.criteria.words import pattern
from simulator.evidence.observation import Status
from simulator.evidence.reader import Stretch, quoted


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


_FLAGS = (
    _Flag(
        "accuracy-first",
        pattern(
            r"(?:whatever (?:it|that|the bill) (?:costs?|says|takes)|money is no|no ceiling|(?:largest|"
            r"biggest|"
            r"heaviest|strongest|best|most capable) (?:\w+ )?(?:model|one)[^.]{0,120}(?:comes first|whatever|"
            r"everything else|has to be|for every|for each)|(?:accuracy|quality|faithfulness)[^.]{0,80}"
            r"(?:everything else|comes (?:first|after)|only thing|is the product)|accuracy first|forget "
            r"(?:about )?"
            r"(?:the )?cost|i do not mind (?:the )?(?:cost|price|wait))"
        ),
        pattern(
            r"(?:up to (?:the )?<num> cents|i would accept a drop|give up <num> points|distilled"
            r"|(?:small|smaller|cheap|cheaper) model)"
        ),
    ),
    _Flag(
        "privacy-later",
        pattern(
            r"(?:just vectors|only embeddings|(?:privacy|compliance|gdpr|legal|regulat\w+|anonymi[sz]\w*|"
            r"mask\w*|"
            r"certification|paperwork|impact assessment)[^.]{0,90}(?:later|afterwards?|at the end|once "
            r"(?:it|the|we)|"
            r"after (?:the (?:build|launch|pilot)|launch|that)|checkbox|last)|build first|first (?:let us|"
            r"we|you) "
            r"(?:see|build|prove|get)[^.]{0,120}(?:privacy|legal|compliance|paperwork|mask)|nothing to "
            r"protect)"
        ),
        pattern(r"(?:never leaves?|before (?:the )?(?:build|launch|training|first))"),
    ),
    _Flag(
        "train-once",
        pattern(
            r"(?:(?:it is|project|model) (?:then )?(?:done|delivered|frozen|finished)|train(?:ed)? (?:it "
            r")?once|"
            r"hands? off\b|no (?:updates|retraining|loop)|leave it alone|(?:year or two|next year|in "
            r"(?:two|three|four|"
            r"five) years)[^.]{0,60}(?:drop|retrain|look|again)|(?:would not|never) touch (?:it|a model)|"
            r"no need to "
            r"(?:keep|retrain|update))"
        ),
        pattern(r"(?:every (?:<num> )?(?:week|month|months|weeks)|weekly|monthly|quarterly|goes stale)"),
    ),
    _Flag(
        "boil-the-ocean",
        pattern(
            r"(?:everything (?:goes|comes|is) in|full (?:set|thing|suite)|whole lot|none is optional|all "
            r"of (?:it|them) "
            r"(?:in|from|on) (?:the )?(?:first|day|version)|(?:would|do) not (?:cut|drop|leave|postpone) "
            r"any\w*|rather "
            r"not (?:cut|drop)|must all be there|talk to each other|which comes first is not)"
        ),
        pattern(r"(?:narrow|out of scope|phase one|start with (?:one|only))"),
    ),
    _Flag(
        "generic-ml",
        pattern(
            r"(?:(?:i have|i was|i built|my|i did|i know)[^.]{0,120}(?:pytorch|tensorflow|keras|kubeflow|"
            r"imagenet|"
            r"neurips|kaggle|certificate|certified|thesis|years|experience|papers?|doctorate|langchain|"
            r"benchmark|"
            r"bootcamp)|pytorch|imagenet|shap\b[^.]{0,40}lime|attention weights)"
        ),
        pattern(r"(?:is secondary|signs?\b|approved?|compliance|appeal within|legal reviews)"),
        pattern(
            r"(?:accountab\w+|trust|policy|appeal|challenge|contest|should the|rule out|sign(?:s)? off|union|"
            r"not be allowed|lose out|is it right|what problem|judge|sues|publish|govern\w*|liable|"
            r"responsib\w*|"
            r"regulator|fair)"
        ),
    ),
    _Flag(
        "hope-not-plan",
        pattern(
            r"(?:will not (?:invent|happen|hallucinate|mind)|will be (?:fine|very careful|all right)|goes "
            r"without saying|"
            r"(?:is|are) really (?:good|sharp)|good feeling|i am (?:\w+ )?(?:confident|relaxed)|rest easy|"
            r"take care of it|very unlikely|i promise|do not see (?:a|it|any)|test for bias|could not happen|"
            r"trust (?:me|the model|it)|never (?:had|been) a problem)"
        ),
        pattern(
            r"(?:below <num>|within <num>|every (?:month|week)|capped|switched off|rolls? back|<percent>)"
        ),
        pattern(
            r"(?:what about|how do you (?:deal|stop|prevent)|wrong|bias|invent|hallucinat|fair|drift|trick|"
            r"attack|risk|"
            r"control|worse|harsh\w*|fail|slip|safe|protects?|abuse|notice that|what (?:stops|happens)|"
            r"worr\w*)"
        ),
    ),
    _Flag(
        "oversized-model",
        pattern(
            r"(?:from (?:scratch|zero|nothing|the ground up)|pre-?train(?:ed|ing)?\b|(?:our|its) own "
            r"(?:llm|foundation|"
            r"language model|\w+gpt)|foundation models?|(?:two|three|four|five|six|seven|several) (?:of "
            r"the )?(?:\w+ )?"
            r"(?:big|large|frontier|flagship|giant|foundation|language) models?|ensemble of <num>|"
            r"mixture-of-experts|"
            r"billion (?:weights|parameters))"
        ),
        pattern(
            r"(?:nothing of our own|not train|no one\.|hosted (?:one|model)|off[- ]the[- ]shelf|public "
            r"checkpoint|"
            r"no language model|one (?:medium|cheap|hosted)|\bsmall\b|logistic regression|because no|"
            r"(?:draft|writ|answer|document|contract|letter)\w* (?:\w+ ){0,2}from (?:scratch|zero|nothing))"
        ),
    ),
)


_BY_ID = {flag.id: flag for flag in _FLAGS}
FLAGS = tuple(_BY_ID)
"""Ids of the red flags that one utterance can show; the others take the whole interview."""
SHOWN = 0.65
"""Least probability of a red flag, by the linear model."""
SHOWN_UNWORDED = 0.72
"""Least probability that the encoder must give of itself where no pattern sees the flag's words, and nothing
excuses it."""
SHOWN_PLAINLY = 0.25
"""Least probability where its own patterns show it and nothing excuses it."""


def flag_features(flag: str, scales: Scales) -> dict[str, float]:
    """Return what speaks for and against a red flag."""
    given = _BY_ID[flag]
    heard = scales.heard
    features = {"bias": 1.0, "e:shown": half_log_odds(scales.encoded.flags[flag]), **scales.spoken}
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
        features = flag_features(flag, scales)
        plainly = features.get("asked&shows" if _BY_ID[flag].asked else "shows") and "excused" not in features
        likely = scales.weights.shares(flag, features)[-1]
        if likely < (SHOWN_PLAINLY if plainly else SHOWN):
            continue
        match = _BY_ID[flag].shows.search(heard.standing)
        if match is None and (scales.encoded.flags[flag] < SHOWN_UNWORDED or "excused" in features):
            continue
        start, end = match.span() if match else scales.loudest(flag)
        first, last = quoted(scales, flag, Status.MET, start, end)
        yield Sign(flag, stretch.start + first, stretch.start + last)
