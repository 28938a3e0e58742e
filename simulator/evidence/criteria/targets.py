"""Quality, response time and money: a number with its unit, and what the number is about."""

from __future__ import annotations

from simulator.evidence.criteria.lens import Relation, lens

QUALITY = lens(
    "quality-target",
    asked=(
        r"how (?:good|accurate|wrong|precise|reliable|right|often may|many mistakes)|good enough|what "
        r"threshold|accura(?:te|cy)|precision|recall|false (?:positives?|alarms?|negatives?)|"
        r"(?:miss(?:es)?|mistakes?|errors?) (?:are|is|may|can|ok|allowed|acceptable|tolerable)|how "
        r"(?:often|much) (?:may|can|is).*wrong|allowed to be|tolerat"
    ),
    about=(
        r"precision|recall|accura\w+|f1|f-1|auc|auroc|hallucinat\w+|faithful\w*|false (?:positives?|"
        r"alarms?|negatives?|accusations?|hits?|warnings?)|"
        r"error rate|word error|sensitivity|specificity|kappa|ndcg|mape|mae|unsupported|mistakes?|"
        r"misse[sd]|quality|correct\w*|wrong\w*|"
        r"state[- ]of[- ]the[- ]art|top[- ](?:one|1)|groundedness"
    ),
    slots={
        "measure": (
            r"precision|recall|f1|auc|auroc|gini|hallucinat\w+|faithful\w*|false (?:positives?|alarms?|"
            r"negatives?|accusations?|hits?|warnings?)|"
            r"word error|character error|error rate|errors?|sensitivity|specificity|kappa|ndcg|mape|mae|"
            r"accura\w+|unsupported|top[- ](?:one|1|3|5|three|five)|"
            r"agree(?:s|ment)?|exact match|overridden|match(?:es|ed)? the"
        ),
        "right": (
            r"(?:miss(?:es|ed)?|wrong(?:ly)?|mistakes?|errors?|correct(?:ly)?|right|catch(?:es)?|"
            r"caught|find(?:s)?|found|invented?|invents?|real|rubbish|slips?|reported|arrive|"
            r"supported|misfiled|elsewhere|made up|state)\b"
        ),
        "level": (
            r"(?:<percent>|(?:of|at|to|above|below|under|over|least|than|by|is|reach(?:es)?|at|beneath|"
            r"within) (?:0|zero|nought)? ?(?:\.|point )\d+|\b0?\.\d+|<num> of (?:every )?<num>|(?:of|at|to|"
            r"above|below|under|least|than|reach(?:es)?|by|in the) (?:the )?(?:<num>(?: |-)?(?:nine|"
            r"percent)?))"
        ),
        "bar": (
            r"at (?:most|least)|no (?:more|less|fewer) than|not more than|below|under|above|over|minimum|"
            r"maximum|target|has to|have to|must|should|need(?:s)?|want|bar|threshold|"
            r"fix|good enough|ship|live with|expect|accept(?:able)?|tolerate|limit|fewer than|less than|"
            r"reach(?:es)?|within|require[sd]?|aim|i say|otherwise|at <num>"
        ),
    },
    relations=(
        Relation("measure-with-level", ("measure", "level", "bar"), 110),
        Relation("outcome-with-level", ("right", "level", "bar"), 120),
        Relation("level-when-asked", ("level", "right"), 160, when_asked=True),
        Relation("measure-when-asked", ("measure", "level"), 120, when_asked=True),
    ),
    deferred=(
        r"(?:not|won't|wouldn't|don't|isn't|never) (?:\w+ ){0,4}(?:formalise|promise|threshold|figure|"
        r"bar|our job)|who cares|parked|strike that"
    ),
)

LATENCY = lens(
    "latency-target",
    asked=(
        r"how (?:long|fast|quick(?:ly)?|slow)|latency|speed|response time|\bwait(?:s|ing)?\b|"
        r"turnaround|interactive|real[- ]?time|seconds?|milliseconds?|\bslow\b|keep up|snappy|how "
        r"soon|delay"
    ),
    about=(
        r"latenc\w+|fast(?:er)?|quick(?:ly|er)?|slow(?:er)?|speed|respon(?:se|d)\w*|wait(?:s|ing)?|"
        r"real[- ]?time|instant\w*|p ?9[059]|p ?50|percentile|"
        r"time[- ]to[- ]first|turnaround|snappy|promptly|<short>|round[- ]trip|delay|interactive|timing|"
        r"performance|throughput|minutes"
    ),
    slots={
        "time": r"<short>",
        "limit": (
            r"(?:p ?9[059](?:th)?|p ?50|9[059]th|ninety[- ](?:fifth|ninth)|median|percentile|within|"
            r"under|below|beneath|at most|at worst|no more than|not more than|max(?:imum)?|ceiling|"
            r"budget|target|limit|less than|tops|hard|otherwise|or (?:they|she|he|it|the|we)|allowed|"
            r"may take|leaves? us|contract|promise[sd]?|slo|commitment|times out of|inside|can take|"
            r"need(?:s|ed)?|must|has to|have to|gets?|before|beyond that|the bar|acceptable|in the "
            r"worst|accept(?:s|ed)?|stay(?:s)? (?:at|under)|returns? in)"
        ),
        "reply": (
            r"(?:answer(?:s|ed)?|repl(?:y|ies)|respon(?:se|d)\w*|first (?:token|words?|suggestion|"
            r"result|deviations?)|results?|suggestions?|on (?:the )?screen|load(?:s)?|decision|"
            r"scor(?:e|er|ing)|returns?|draft|warning|pops|search|latency|turnaround|round[- ]trip|"
            r"end[- ]to[- ]end|spinner|wait(?:s|ing)?|lookups?|re-?rank\w*|re-?route|quer(?:y|ies)|"
            r"hear(?:s)?|see(?:s)?|authoris\w+|verdict|text|summary|call|request|completion|pressing|"
            r"opens?|queue|paint(?:s)?|delay)"
        ),
        "elsewhere": (
            r"(?:(?:hasn't|has not|doesn't|does not|didn't|no|not|without a?) (?:answer(?:ed)?|"
            r"repl(?:y|ied)|respond(?:ed)?|come)|time[sd]? ?out|timeout|longer than|slower than|for "
            r"<short>|every <short>|error(?:s)? (?:in|for)|<short> of (?:audio|video|silence|speech)|"
            r"retry|after <short>|p95 (?:doubles|goes))"
        ),
    },
    relations=(
        Relation("time-limit-on-reply", ("time", "limit", "reply"), 130),
        Relation("time-when-asked", ("time",), 60, when_asked=True),
    ),
    deferred=(
        r"(?:speed|latency|timing|performance|fast|slow)\b[^.]{0,60}(?:later|afterwards|phase (?:two|"
        r"three|2|3)|ignore|doesn't matter|park|complain)|park[^.]{0,20}(?:speed|latency|timing)"
    ),
)

_BUDGET = r"(?<!latency )(?<!time )(?<!error )budget"
"""Of money: the word alone may mean any limit."""

COST = lens(
    "cost-target",
    asked=(
        r"cost|price|pay(?:s)?\b|"
        + _BUDGET
        + r"|afford\w*|spend|money|bill\b|expensive|invoice|economics|set "
        r"(?:you|me) back|finance|p&l|cents|dollars"
    ),
    about=(
        r"cost\w*|cheap\w*|expensive|price\w*|spend\w*|"
        + _BUDGET
        + r"|money|<money>|tokens?|bill|economical|"
        r"afford\w*|peanuts|savings"
    ),
    slots={
        "money": r"<money>",
        "unit": (
            r"(?:per|a|an|each|every|for (?:each|one|every|a)|for the) (?:single )?(?!year|month|week|day|"
            r"quarter|hour|engineer|the first)(?:\w+ ){0,2}?"
            r"(?:query|queries|question|document|contract|claim|ticket|user|seat|month|call|page|message|"
            r"conversation|case|file|article|summary|application|transaction|"
            r"order|deal|review|report|customer|patient|pupil|student|developer|draft|letter|image|photo|"
            r"invoice|item|request|search|session|answer|alert|study|"
            r"post|thousand|million|minute|head|listing|record|note|vacancy|cv|broker|farmer|player|hotel|"
            r"meter|episode|booking|product|narrative|chart|conversation|\w+)\b"
        ),
        "mine": (
            r"(?:ceiling|cap|limit|target|at most|under|below|stay|no more than|maximum|max|comes? to|"
            r"makes|so|roughly|about|around|i get|calculate|budget|envelope|then|in all|everything in|"
            r"all in|we have|my|draw the line|sign for|up to|would be|is|or less|take)"
        ),
        "arithmetic": (
            r"(?:<num> ?(?:tokens?|thousand|k|million)\b[^.]{0,60}(?:<money>|in\b)|times <num>|<num> "
            r"times|divided by|plus <num>|that is <num>|makes <num>)"
        ),
        "theirs": (
            r"(?:bill(?:s|ed)?|earn(?:s|ed)?|revenue|salary|today|currently|at present|charges?|"
            r"agency|hour|paralegal|fee|refunds?|discount|deductible|payout|fine|loss(?:es)?|stake|"
            r"worth)"
        ),
        "total": (r"(?:a year|per year|annual|for the first year|in total|a month|a day|per day)"),
    },
    relations=(
        Relation("money-per-unit", ("money", "unit", "mine"), 90),
        Relation("money-by-arithmetic", ("money", "arithmetic"), 160),
        Relation("money-when-asked", ("money", "unit"), 90, when_asked=True),
    ),
    deferred=(
        r"(?:cost|bill|spend|money|economical|savings)\b[^.]{0,60}(?:later|afterwards|procurement|"
        r"headache|not calculate)|whatever it costs"
    ),
)

LENSES = (QUALITY, LATENCY, COST)
