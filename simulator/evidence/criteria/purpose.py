"""What the design is for: the question that forks it, and the measure that says it worked."""

from __future__ import annotations

from simulator.evidence.criteria.lens import Relation, lens

GOAL = lens(
    "clarified-goal",
    asked=(
        r"(?:need|want) (?:to know )?(?:anything|to ask|to find out)|ask me|where (?:do|would|does) "
        r"you (?:start|begin)"
    ),
    about=(
        r"requirements?|constraints?|goal|purpose|aim\b|background|whose|who(?:'s| is| are)? (?:going "
        r"to )?(?:us\w+|read\w*|hurt\w*|the users?|in pain)|stakeholders?|pain points?|context|what "
        r"(?:does|do|would) (?:good|you|success)|which (?:of|one)|volume|assum\w+|discovery"
    ),
    slots={
        "fork": (
            r"(?:is|are|was|does|do|should|will|would|am i|it's|its|whether|who|what|which|whose|"
            r"how (?:many|long|often|much))\b[^.?]{3,140}?\bor\b|"
            r"which (?:of|one|kind|type|group|part)\b|whose (?:problem|paper|pain|job)|who (?:reads|uses|"
            r"is (?:in pain|hurt\w*)|types|has the problem|decides)|"
            r"(?:allowed to act|what a .{3,30} sets in motion)|how many (?:users|people|documents|messages|"
            r"contracts|wards)"
        ),
        "branch": (
            r"\bif (?:it|it's|its|that|the|they|there|a|someone|so|you|this)\b|with (?:the )?\w+ "
            r"(?:i'd|i would|we'd|wrong)|for (?:the )?\w+ (?:it|i|i'd|i would|they|a|we)\b|then (?:i|"
            r"we|it)|the (?:reverse|opposite|other)|different (?:\w+ )?(?:brief|products?|design|"
            r"problem|machines?|systems?|thing|animals?)|changes? (?:the|what|everything)|decides?|"
            r"depends?|before i (?:draw|touch|say|pick)|so i (?:can|know)|wants? (?:under|a)|is a "
            r"(?:diff|reading)|because (?:for|they|if|with)|otherwise|shape"
        ),
        "stance": (r"(?:i take it|i am taking|i go for|unless you object|stop me)"),
        "generic": (
            r"(?:any|some|particular|are there|special|further) (?:constraints?|requirements?|wishes|"
            r"limitations?|background)|(?:anything|something) (?:i|we) should (?:know|keep)"
        ),
    },
    relations=(
        Relation("forking-question", ("fork", "branch"), 330),
        Relation("forking-assumption", ("stance", "branch"), 330),
    ),
    deferred=(r"none,"),
)

SUCCESS = lens(
    "success-metric",
    asked=(
        r"success\w*|how (?:will|would|do|does) (?:you|i|we|the \w+)(?: \w+)? (?:know|notice|see) "
        r"(?:it|that it|whether it|if it|after|that this|it's)|worked|worth (?:it|doing)|kpis?|"
        r"outcome|what number|one number|yardstick|victory|what would (?:you call a win|tell you)|a "
        r"win\b|impact|goal"
    ),
    about=(
        r"success\w*|kpis?|metrics?|yardstick|outcome|business (?:value|number|case)|adoption|"
        r"engagement|productiv\w+|satisfaction|nps|csat|happy|roi|return on|value|worked\b|win\b|"
        r"target|measure|judge[sd]?|goal|complaints?"
    ),
    slots={
        "business": (
            r"(?:hours?|days?|weeks?|minutes?|time|share|rate|tickets?|contracts?|complaints?|costs?|"
            r"revenue|conversion\w*|bookings?|baskets?|retention|churn|no-?shows?|overturned|losses|"
            r"loss|spend|turnaround|backlog|wait\w*|sales|customers?|users?|reports?|bill|handling|"
            r"resolved?|solved|vacan\w+|returns?|claims?|cases?|shifts?|applications?|deals?|downtime|"
            r"waste|click\w*|escalation\w*|calls?|renewals?|deflection|adoption|accidents?|injur\w+|"
            r"missed \w+|clauses?|win rate|bids?|percent|memos?|throughput|overtime|rejected|filings|"
            r"kilos?|yield)"
        ),
        "from_to": (
            r"(?:from|down from|up from|instead of|against|today|at present|at the moment|currently|now|"
            r"this (?:winter|year)|baseline|last (?:year|spring|winter|month))\b[^.]{0,70}?(?:to\b|<num>|"
            r"half)|<num>\b[^.?]{0,60}(?:today|at present|at the moment|now|currently|this (?:winter|"
            r"year))|"
            r"(?:halve|cut|reduce|double|drop|down|up|fall|rise|lift|raise|bring|shrink|grow|get|increase|"
            r"go)\w*\b[^.?]{0,50}(?:by|to|in|from) (?:<num>|<fraction>|a )|by (?:a )?(?:<percent>|half)"
        ),
        "goalword": (
            r"(?:success|target|goal|aim|yardstick|kpi|metric|measure|judge|proof|promise|want|worked|"
            r"done|win\b|number|insist|hold (?:us|myself|me|it)|commit|failed|paid for itself|worth|"
            r"happy|by (?:the end|next|<month>|christmas|summer|easter)|within (?:a|<num>)|in (?:a|"
            r"<num>|six) (?:year|months?|quarters?)|inside (?:a|half|two)|or it|or we stop)"
        ),
        "level": r"<num>|<fraction>|<percent>",
    },
    relations=(
        Relation("baseline-to-target", ("business", "from_to", "goalword"), 200),
        Relation("target-when-asked", ("business", "from_to", "level"), 200, when_asked=True),
        Relation("target-as-goal", ("business", "level", "goalword"), 90, when_asked=True),
    ),
    deferred=(
        r"(?:kpis?|metric|yardstick|success|outcome)\b[^.]{0,60}(?:later|product manager|afterwards?|"
        r"year two|after launch|ministry|up to them)"
    ),
)

LENSES = (GOAL, SUCCESS)
