"""What was chosen: a trade-off with its price, building against buying, and what is left out."""

from __future__ import annotations

from simulator.evidence.criteria.lens import Relation, lens

TRADE_OFF = lens(
    "trade-off",
    asked=(
        r"(?:\bor\b[^.?]*\?)|why (?:not|four|a small|that|this|batch|plain)|trade|which (?:one|"
        r"would you (?:pick|choose|take)|of the (?:two|three)|side)|what (?:do|would) you (?:lose|give up|"
        r"trade|sacrifice)|weigh|versus|\bvs\b|instead|how strict|what would that choice cost|"
        r"defend|favou?r|rather than|choose|how often do you re"
    ),
    about=(
        r"trade[- ]?offs?|balance|versus|\bvs\b|rather than|instead of|tension|equilibrium|both have|"
        r"favou?r|either .{0,60} or|price of|sacrifice|compromise|impact on cost|in between|give up|pick"
    ),
    slots={
        "options": (
            r"(?:\bor\b|either|rather than|instead of|versus|\bvs\b|against|over (?:the|a)|there(?:'s| is|"
            r" are) (?:two|\w+ and)|two ways|two options|one (?:\w+ ){0,4}(?:or|and) (?:two|the other)|"
            r"between|while|whereas|than|not a|the other|could have|could of|small one|first|alternative|"
            r"not (?:the|both))"
        ),
        "pick": (
            r"(?:i'd (?:still )?(?:take|go|choose|pick|trade|use|check|keep|prefer|rather|lose|accept|"
            r"sooner|live|start|run)|i would (?:still )?(?:take|go|choose|pick|trade|use|check|keep|prefer|"
            r"rather|lose)|i (?:still )?(?:take|go|choose|pick|chose|went|want|picked|keep|prefer|accept)|"
            r"i'm (?:taking|going|picking)|my pick|i'll (?:take|go|accept|pay)|we (?:take|go|lose|chose|"
            r"pick|pay)|small one|large one|only\.|definitely|lesser harm|going with|i am going|decision:|"
            r"takes? the|worth it)"
        ),
        "price": (
            r"(?:lose|loses|losing|lost|costs? (?:us|me|about|maybe|roughly)|price|give up|gives up|"
            r"giving up|pay(?:s|ing)?\b|misses?|missed|slower|worse|longer|more expensive|swallow|"
            r"in return|accept(?:s)? (?:that|both|the|it|this)|hurts?|downside|damage|"
            r"inflates?|doubl(?:e|es|ing)|fewer|less (?:accurate|caught|exact|precise)|sits? in|confuses|"
            r"coarser|at the expense|sacrifice\w*|even if|and (?:yes|that's)|but (?:it|then|every|you|we)|"
            r"extra|won't (?:get|see|catch|find)|wrongly hide|more (?:work|staff|hits|reviews|manual|"
            r"effort)|times (?:larger|the|slower|more)|takes? (?:another|about|<num>)|wait|tax|penalty|"
            r"stare)"
        ),
        "balance": (
            r"(?:balance|equilibrium|in between|both (?:are|have|matter)|optimi[sz]e across|happy place|"
            r"sweet spot|tension|somewhere|it depends|depends on|always trade|give and take|either (?:is|"
            r"would)|middle)"
        ),
    },
    relations=(
        Relation("choice-with-price", ("options", "pick", "price"), 330),
        Relation("choice-with-price-asked", ("pick", "price"), 260, when_asked=True),
    ),
    deferred=(
        r"tuning question for later|(?:revisit|backlog|parked|later|review board)\b[^.]{0,60}(?:after|"
        r"version two|go live)?"
    ),
)

BUILD_OR_BUY = lens(
    "build-vs-buy",
    asked=(
        r"build|buy|purchase|train(?:ing)? (?:our|your|one|or|a|this)|vendor|off[- ]the[- ]shelf|"
        r"existing (?:product|api|tool|model)|make (?:these|this|it|one)|ourselves|in[- ]house|"
        r"external api|supplier|suppl(?:y|ies)|licen[sc]e|rent|which model|choice of model|own (?:model|"
        r"language)|which technology|manufacturer's cloud"
    ),
    about=(
        r"build(?:ing)?\b|buy(?:ing)?\b|bought|vendors?|off[- ]the[- ]shelf|licen[sc]e\w*|hosted|api\b|"
        r"rent(?:ed)?|in[- ]house|own model|train (?:our|my|a|the|one)|make[- ]or[- ]buy|suppliers?|"
        r"open[- ](?:source|weights?)|commercial|pretrained|ready[- ]made|gpt-?\d?|commodity|"
        r"existing product"
    ),
    slots={
        "buy": (
            r"(?:buy|bought|licen[sc]e[ds]?|rent(?:ed|s)?|hosted|vendor(?:'s|s)?|off[- ]the[- ]shelf|"
            r"existing (?:api|one|product|search|contract|service|tool)|external|commercial|api\b|"
            r"already (?:ships?|exists?|offers?|have|has)|pretrained|open[- ](?:source|weights?)|commodity|"
            r"stock \w+|"
            r"purchase|subscription|algolia|zendesk|managed service|switch that on|supplier|bought-in|"
            r"public (?:model|embedding)|third[- ]party|integrate)"
        ),
        "build": (
            r"(?:build|build it|train(?:ed|ing)?|make (?:ourselves|our)|we make|write|writing|own it|"
            r"our own|ours|in[- ]house|from scratch|fine[- ]?tun\w+|ourselves|re-?trained|self[- ]built|"
            r"own model|develop)"
        ),
        "reason": (
            r"(?:because|since|as (?:the|it|they|we|no|our)|so (?:the|that|we|i|it)|which (?:is|would|"
            r"barely|means)|would (?:take|cost|eat|swallow|need|be)|takes?|took|no vendor|nobody sells|"
            r"can't|cannot|couldn't|there's no way|is not our business|exactly because|only edge|"
            r"never keep up|pays back|"
            r"needs? our|months?|years?|cheaper|under (?:one|a) cent|black boxes|people for|expensive|"
            r"will be overtaken|whose whole day|have (?:photos|seen)|let your|where they earn|million|"
            r"covers? its own|control|liability|keep the|data protection|dead on arrival|already made|"
            r"not worth)"
        ),
        "stand": (
            r"(?:i'd|i would|i'm|we'd|we|i|my position|buy\.|ours\.|buy it|no\.|so the|gets used|"
            r"that's rented|is rented|hosted inside|licence the|for the|not train|rented|is a hosted|"
            r"no question)"
        ),
        "open": (
            r"(?:either|both (?:camps|sides|directions)|depends|would depend|what do you|do you (?:have|"
            r"prefer)|matrix|business case|total cost of ownership|factors|conversations|quotes|horse in|"
            r"strategic|probably|eternal|can buy .{0,20}or)"
        ),
    },
    relations=(
        Relation("buy-with-reason", ("buy", "reason", "stand"), 220),
        Relation("build-with-reason", ("build", "reason", "stand"), 160),
        Relation("position-when-asked", ("buy", "reason"), 260, when_asked=True),
    ),
    deferred=(
        r"(?:build|buy|product|vendor|off-the-shelf)\b[^.]{0,80}(?:later|afterwards|steering committee|"
        r"down the line|hand(?:ing)? to|worry about)|sort that out somewhere down the line"
    ),
)

SCOPE_CUT = lens(
    "scope-cut",
    asked=(
        r"leave (?:\w+ )?out|cut\b|drop\b|in and what's out|what's (?:in|out)|out of (?:scope|version)|"
        r"v1\b|version one|first version|minimum|scope|which features|take on first|what comes first|fewer|"
        r"half the time|postpone|trim|narrow|start with|phase one|what would you keep|limit|smaller|minimal"
    ),
    about=(
        r"scope|cut\b|leave (?:\w+ ){0,3}out|left out|out of (?:scope|bounds)|drop\b|exclud\w+|not (?:in|"
        r"part of) (?:the )?(?:first|v1|version|this)|narrow|focus\w*|lean\b|priorit\w+|v1\b|version one|"
        r"first (?:version|release)|no \w+ (?:feature|in this)|everything at once|trim|we ignore|skip\b|"
        r"without|stays? (?:out|with)|boundar\w+|unsubtitled"
    ),
    slots={
        "cut": (
            r"(?:\bout (?:is|are|of bounds)|(?:stay|stays|leave|leaving|left|keep|keeping|is|"
            r"are) (?:\w+ ){0,3}out\b|not (?:handled|in|do|doing|build|touch|part|support\w*|the|dock|"
            r"cover\w*)|we (?:ignore|skip|exclude|don't|do not|won't|leave)|i (?:leave|skip|exclude|drop|"
            r"cut|ignore)|i'd (?:leave|skip|drop|cut|ignore|exclude|resist|restrict|not)|i would (?:leave|"
            r"skip|drop|cut|resist|restrict|not)|"
            r"\bonly\b|off the table|no (?:drafting|order|chat|\w+) (?:\w+ )?(?:and|in|from|either|"
            r"decisions?|of|yet)|nothing with|no \w+,|restrict\w*|excluded?|excluding|stays? with|"
            r"get the operator|won't (?:be|do|handle|build)|will not|never (?:touch|handle)|unsubtitled|"
            r"red line|narrow|dropped|\bno [a-z]+\b|alone|out of scope|without)"
        ),
        "why": (
            r"(?:because|since|as (?:it|they|each|the|a|one|we)|so (?:we|that|the|it|i)|which (?:frees|"
            r"means|saves|buys|would)|frees|saves?|that leaves|would (?:need|cost|take|double|mean|be)|"
            r"needs? (?:a|its|their)|runs? (?:to|for)|costs?|it doubles|doubles|not worth|"
            r"are(?: only)? <num>|<num> (?:weeks|months|quarters)|'s a different|is a different|they carry|"
            r"makes up|sooner|"
            r"only <percent>|were? <num>|then a|would be|means we|takes|too (?:few|rare|risky|hard|much)|"
            r"one bad|rare|was <percent>|research topic|a fight|by itself|own project|lying|"
            r"they're <percent>|that's <percent>|of the volume|changes hands|there's none|per cent of)"
        ),
        "all": (
            r"(?:everything|every (?:line|one|language)|all (?:of it|nine|six|of them|<num>)|full thing|"
            r"nothing,? really|whole lot|wouldn't (?:trim|cut|drop)|not cut|full set|complete suite|"
            r"don't want to choose|not drop)"
        ),
        "vague_cut": (
            r"(?:maybe|perhaps|probably|some of|tight|creep|lean\b|less is more|reasonable|"
            r"important (?:modules|ones|parts)|kick-off|not too (?:big|small)|focused|bells and whistles|"
            r"not everything|matrix|prioriti\w+|which of these)"
        ),
    },
    relations=(
        Relation("cut-with-reason", ("cut", "why"), 230, when_asked=True),
        Relation("cut-in-passing", ("cut", "why"), 170),
    ),
    deferred=(
        r"(?:don't want to choose|whole lot|full thing|every line of business|from day one|"
        r"wouldn't (?:trim|like to drop|cut)|not drop|(?:limits?|scope|smaller|fence|draw the line|cut|"
        r"drop|not needed)\b[^.]{0,80}(?:later|after(?:wards)?|next year|autumn|down the road|standing|"
        r"end what stays)|ask me in)"
    ),
)

LENSES = (TRADE_OFF, BUILD_OR_BUY, SCOPE_CUT)
