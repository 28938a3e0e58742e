"""What was chosen: a trade-off with its price, building against buying, and what is left out."""

from __future__ import annotations

from simulator.evidence.criteria.lens import Relation, lens

TRADE_OFF = lens(
    "trade-off",
    asked=(
        r"(?:\bor\b[^.?]*\?)|why (?:not|four|a small|that|this|batch|plain)|trade|which (?:one|would "
        r"you (?:pick|choose|take)|of the (?:two|three)|side)|what (?:do|would) you (?:lose|give up|"
        r"trade|sacrifice)|weigh|versus|\bvs\b|instead|defend|favou?r|choose|how often do you re"
    ),
    about=(
        r"trade[- ]?offs?|balance|versus|\bvs\b|rather than|instead of|tension|equilibrium|both have|"
        r"favou?r|either .{0,60} or|price of|sacrifice|compromise|in between|give up|pick"
    ),
    slots={
        "options": (
            r"(?:\bor\b|either|rather than|instead of|versus|\bvs\b|against|over (?:the|a)|there(?:'s|"
            r" is| are) (?:two|\w+ and)|one (?:\w+ ){0,4}(?:or|and) (?:two|the other)|between|while|"
            r"whereas|than|not a|the other|could have|small one|first|alternative|not (?:the|both))"
        ),
        "pick": (
            r"(?:i would (?:still )?(?:take|go|choose|pick|trade|use|check|keep|prefer|rather|lose)|i "
            r"(?:still )?(?:take|go|choose|pick|chose|went|want|picked|keep|prefer|accept)|my pick|we "
            r"(?:take|go|lose|chose|pick|pay)|small one|large one|only\.|definitely|going with|i am "
            r"going|decision:|takes? the|worth it)"
        ),
        "price": (
            r"(?:lose|loses|losing|lost|costs? (?:us|me|about|maybe|roughly)|price|give up|gives up|"
            r"pay(?:s|ing)?\b|misses?|missed|slower|worse|longer|more expensive|swallow|in return|"
            r"accept(?:s)? (?:that|both|the|it|this)|hurts?|downside|damage|inflates?|doubl(?:e|es|"
            r"ing)|fewer|sits? in|confuses|coarser|sacrifice\w*|even if|and (?:yes|that's)|but (?:it|"
            r"then|every|you|we)|extra|more (?:work|staff|hits|reviews|manual|effort)|times (?:larger|"
            r"the|slower|more)|takes? (?:another|about|<num>)|wait|tax|penalty|stare)"
        ),
        "balance": (
            r"(?:balance|equilibrium|in between|both (?:are|have|matter)|sweet spot|tension|somewhere|"
            r"it depends|depends on|middle)"
        ),
    },
    relations=(
        Relation("choice-with-price", ("options", "pick", "price"), 330),
        Relation("choice-with-price-asked", ("pick", "price"), 260, when_asked=True),
    ),
    deferred=(r"(?:revisit|backlog|parked|later|review board)\b[^.]{0,60}(?:after|version two|go live)?"),
)

BUILD_OR_BUY = lens(
    "build-vs-buy",
    asked=(
        r"build|buy|purchase|train(?:ing)? (?:our|your|one|or|a|this)|vendor|off[- ]the[- ]shelf|"
        r"existing (?:product|api|tool|model)|make (?:these|this|it|one)|ourselves|in[- ]house|"
        r"supplier|suppl(?:y|ies)|licen[sc]e|rent|which model|own (?:model|language)"
    ),
    about=(
        r"build(?:ing)?\b|buy(?:ing)?\b|bought|vendors?|off[- ]the[- ]shelf|licen[sc]e\w*|hosted|"
        r"api\b|rent(?:ed)?|in[- ]house|own model|train (?:our|my|a|the|one)|make[- ]or[- ]buy|"
        r"suppliers?|open[- ](?:source|weights?)|commercial|pretrained|ready[- ]made|gpt-?\d?|"
        r"commodity"
    ),
    slots={
        "buy": (
            r"(?:buy|bought|licen[sc]e[ds]?|rent(?:ed|s)?|hosted|vendor(?:'s|s)?|off[- ]the[- ]shelf|"
            r"existing (?:api|one|product|search|contract|service|tool)|external|commercial|api\b|"
            r"already (?:ships?|exists?|offers?|have|has)|pretrained|open[- ](?:source|weights?)|"
            r"commodity|stock \w+|purchase|subscription|algolia|zendesk|supplier|bought-in|public "
            r"(?:model|embedding)|third[- ]party|integrate)"
        ),
        "build": (
            r"(?:build|build it|train(?:ed|ing)?|make (?:ourselves|our)|we make|write|writing|own it|"
            r"our own|ours|in[- ]house|from scratch|fine[- ]?tun\w+|ourselves|re-?trained|self[- ]built|"
            r"own model|develop)"
        ),
        "reason": (
            r"(?:because|since|as (?:the|it|they|we|no|our)|so (?:the|that|we|i|it)|which (?:is|would|"
            r"barely|means)|would (?:take|cost|eat|swallow|need|be)|takes?|took|no vendor|nobody "
            r"sells|can't|cannot|couldn't|pays back|needs? our|months?|years?|cheaper|black boxes|"
            r"people for|expensive|have (?:photos|seen)|million|control|liability|keep the|data "
            r"protection|not worth)"
        ),
        "stand": (
            r"(?:i'd|i would|i'm|we'd|we|i|buy\.|ours\.|buy it|no\.|so the|gets used|is rented|"
            r"licence the|for the|not train|rented|is a hosted|no question)"
        ),
        "open": (
            r"(?:either|both (?:camps|sides|directions)|depends|what do you|do you (?:have|prefer)|"
            r"matrix|business case|factors|conversations|quotes|strategic|probably|eternal|can buy "
            r".{0,20}or)"
        ),
    },
    relations=(
        Relation("buy-with-reason", ("buy", "reason", "stand"), 220),
        Relation("build-with-reason", ("build", "reason", "stand"), 160),
        Relation("position-when-asked", ("buy", "reason"), 260, when_asked=True),
    ),
    deferred=(
        r"(?:build|buy|product|vendor|off-the-shelf)\b[^.]{0,80}(?:later|afterwards|steering "
        r"committee|hand(?:ing)? to)"
    ),
)

SCOPE_CUT = lens(
    "scope-cut",
    asked=(
        r"leave (?:\w+ )?out|cut\b|drop\b|out of (?:scope|version)|v1\b|first version|minimum|scope|"
        r"fewer|postpone|trim|narrow|start with|what would you keep|limit|smaller|minimal"
    ),
    about=(
        r"scope|cut\b|leave (?:\w+ ){0,3}out|left out|out of (?:scope|bounds)|drop\b|exclud\w+|not "
        r"(?:in|part of) (?:the )?(?:first|v1|version|this)|narrow|focus\w*|lean\b|priorit\w+|v1\b|"
        r"version one|first (?:version|release)|trim|skip\b|without|stays? (?:out|with)|boundar\w+"
    ),
    slots={
        "cut": (
            r"(?:\bout (?:is|are|of bounds)|(?:stay|stays|leave|leaving|left|keep|keeping|is|are) "
            r"(?:\w+ ){0,3}out\b|not (?:handled|in|do|doing|build|touch|part|support\w*|the|dock|"
            r"cover\w*)|we (?:ignore|skip|exclude|don't|do not|won't|leave)|i (?:leave|skip|exclude|"
            r"drop|cut|ignore)|i would (?:leave|skip|drop|cut|resist|restrict|not)|\bonly\b|off the "
            r"table|no (?:drafting|order|chat|\w+) (?:\w+ )?(?:and|in|from|either|decisions?|of|yet)|"
            r"nothing with|no \w+,|restrict\w*|excluded?|excluding|stays? with|will not|never "
            r"(?:touch|handle)|narrow|dropped|\bno [a-z]+\b|alone|out of scope|without)"
        ),
        "why": (
            r"(?:because|since|as (?:it|they|each|the|a|one|we)|so (?:we|that|the|it|i)|which "
            r"(?:frees|means|saves|buys|would)|frees|saves?|that leaves|would (?:need|cost|take|"
            r"double|mean|be)|needs? (?:a|its|their)|runs? (?:to|for)|costs?|it doubles|doubles|not "
            r"worth|are(?: only)? <num>|<num> (?:weeks|months|quarters)|is a different|they carry|"
            r"sooner|only <percent>|were? <num>|then a|would be|means we|takes|too (?:few|rare|risky|"
            r"hard|much)|one bad|rare|was <percent>|research topic|by itself|lying|of the volume)"
        ),
        "all": (
            r"(?:everything|every (?:line|one|language)|all (?:of it|nine|six|of them|<num>)|whole "
            r"lot|not cut|not drop)"
        ),
        "vague_cut": (
            r"(?:maybe|perhaps|probably|some of|tight|creep|lean\b|reasonable|kick-off|focused|matrix|"
            r"prioriti\w+)"
        ),
    },
    relations=(
        Relation("cut-with-reason", ("cut", "why"), 230, when_asked=True),
        Relation("cut-in-passing", ("cut", "why"), 170),
    ),
    deferred=(
        r"(?:whole lot|from day one|not drop|(?:limits?|scope|smaller|fence|draw the line|cut|drop|"
        r"not needed)\b[^.]{0,80}(?:later|after(?:wards)?|next year|autumn|down the road|standing|end "
        r"what stays)|ask me in)"
    ),
)

LENSES = (TRADE_OFF, BUILD_OR_BUY, SCOPE_CUT)
