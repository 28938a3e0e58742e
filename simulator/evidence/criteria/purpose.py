"""What the design is for: the question that forks it, and the measure that says it worked."""

from __future__ import annotations

from simulator.evidence.criteria.lens import Relation, lens

GOAL = lens(
    "clarified-goal",
    asked=(
        r"what do you want to know|questions before you start|(?:need|want) (?:to know )?(?:anything|"
        r"to ask|to find out)|ask me|which of these users|speed or safety|"
        r"what are you trying to (?:fix|solve)|what's the objective|where (?:do|would|does) you (?:start|"
        r"begin)|how do you scope|what's it for|should i tell you"
    ),
    about=(
        r"requirements?|constraints?|goal|purpose|aim\b|background|whose|who(?:'s| is|"
        r" are)? (?:going to )?(?:us\w+|read\w*|hurt\w*|the users?|in pain)|stakeholders?|pain points?|"
        r"context|what (?:does|do|would) (?:good|you|success)|why do you want|business need|problem we|"
        r"right problem|target group|which (?:of|one)|volume|assum\w+|discovery"
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
            r"\bif (?:it|it's|its|that|the|they|there|a|someone|so|you|this)\b|with (?:the )?\w+ (?:i'd|"
            r"i would|we'd|wrong)|for (?:the )?\w+ (?:it|i|i'd|i would|they|a|we)\b|then (?:i|we|it)|"
            r"the (?:reverse|opposite|other)|"
            r"different (?:\w+ )?(?:brief|products?|design|problem|machines?|systems?|thing|animals?)|"
            r"changes? (?:the|what|everything)|decides?|it matters|matters, for|depends?|before i (?:draw|"
            r"touch|say|pick)|"
            r"so i (?:can|know)|i'd (?:optimise|optimize|go|automate|want|tune|arm|sort|accept|start|need)|"
            r"wants? (?:under|a)|is a (?:diff|reading)|because (?:for|they|if|with)|otherwise|two answers|"
            r"shape"
        ),
        "stance": (
            r"(?:i take it|i'm taking|i am taking|i'm assuming|i assume|i'll assume|my reading|"
            r"my assumption|on (?:this|that) bet|i'm choosing|i am choosing|i go for|unless you object|"
            r"correct me|interrupt me|"
            r"say so if|i'd guess|let me assume|working assumption|stop me)"
        ),
        "generic": (
            r"(?:any|some|particular|are there|special|further) (?:constraints?|requirements?|wishes|"
            r"limitations?|background)|what are the requirements|tell me (?:a bit )?more|some background|"
            r"just the context|what does good look like|why do you want|pain points|business need|"
            r"discovery phase|right problem|(?:anything|something) (?:i|we) should (?:know|keep)"
        ),
    },
    relations=(
        Relation("forking-question", ("fork", "branch"), 330),
        Relation("forking-assumption", ("stance", "branch"), 330),
    ),
    deferred=(
        r"skip the questions|(?:purpose|goal|why|users?|target group|aim)\b[^.]{0,50}(?:later|afterwards?|"
        r"down the road|after the|fill in|sort themselves)|none,|not really, product|"
        r"come back to them at the end|for the steering committee|rather not limit"
    ),
)

SUCCESS = lens(
    "success-metric",
    asked=(
        r"success\w*|how (?:will|would|do|does) (?:you|i|we|the \w+)(?: \w+)? (?:know|notice|see) (?:it|"
        r"that it|whether it|if it|after|that this|it's)|worked|paid off|pays? off|worth (?:it|doing)|"
        r"kpis?|outcome|"
        r"what number|one number|which metric|yardstick|victory|business case|what (?:is|'s) different|"
        r"a good outcome|proud of|why is anyone paying|measure that matters|what would (?:you call a win|"
        r"tell you)|a win\b|better than today|"
        r"sell me|impact|single figure|single number|goal"
    ),
    about=(
        r"success\w*|kpis?|metrics?|yardstick|outcome|business (?:value|number|case)|adoption|engagement|"
        r"productiv\w+|satisfaction|nps|csat|happy|roi|return on|value|worked\b|"
        r"win\b|target|measure|judge[sd]?|goal|better than today|complaints?"
    ),
    slots={
        "business": (
            r"(?:hours?|days?|weeks?|minutes?|time|share|rate|tickets?|contracts?|complaints?|costs?|"
            r"revenue|conversion\w*|bookings?|baskets?|retention|churn|no-?shows?|overturned|losses|loss|"
            r"spend|"
            r"turnaround|backlog|wait\w*|sales|customers?|users?|reports?|bill|handling|resolved?|solved|"
            r"vacan\w+|returns?|claims?|cases?|shifts?|applications?|per (?:thousand|hundred|cent)|deals?|"
            r"downtime|waste|"
            r"click\w*|escalation\w*|calls?|renewals?|deflection|adoption|accidents?|injur\w+|missed \w+|"
            r"clauses?|win rate|bids?|percent|memos?|throughput|overtime|rejected|filings|kilos?|yield)"
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
            r"(?:success|target|goal|aim|yardstick|kpi|metric|measure|judge|proof|promise|want|i'd call|"
            r"we'd call|worked|done|win\b|number|insist|hold (?:us|myself|me|it)|commit|failed|"
            r"built nothing|paid for itself|i'd go for|keeps? funding|"
            r"worth|happy|by (?:the end|next|<month>|christmas|summer|easter)|within (?:a|<num>)|in (?:a|"
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
        r"skip the success|leave open what good|(?:kpis?|metric|yardstick|success|"
        r"outcome)\b[^.]{0,60}(?:later|product manager|afterwards?|year two|after launch|ministry|"
        r"up to them)|after launch we look at the data|matter for a later study|"
        r"no need to fix something now|ask .{0,40}in the annual survey|i don't plan for it"
    ),
)

LENSES = (GOAL, SUCCESS)
