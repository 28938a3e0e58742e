"""What stops harm: the answer when the model has none, controls on its output and on hostile input."""

from __future__ import annotations

from simulator.evidence.criteria.lens import Relation, lens

FALLBACK = lens(
    "fallback",
    asked=(
        r"(?:is|are|goes|it's|it is|was|service|api|model|reader|provider|endpoint|"
        r"line)\b[^?]{0,30}\b(?:down|dead|dies|unavailable|unreachable|slow|hangs?|breaks?|fails?|"
        r"outage|falls over|timeout|offline)|outage|fallback|unsure|not sure|low[- ]confidence|"
        r"timeout|when (?:it|the api|the model) (?:goes|is)|what if (?:it|extraction|"
        r"the)[^?]*(?:wrong|sure|down|error)|goes? (?:wrong|down)|breaks? (?:at|during)|dies\b|hangs|"
        r"fails|degraded|on a (?:saturday|sunday) (?:night|evening)|picture|if the (?:model|generator|"
        r"forecast|service)"
    ),
    about=(
        r"fall(?:s|ing)? ?back|fallbacks?|timeouts?|outages?|down\b|unavailable|errors?|unsure|not "
        r"sure|confidence|degrad\w+|retr(?:y|ies)|circuit|redundan\w+|robust\w*|plan b|gracefully|"
        r"escalat\w*|hand(?:s|ed|ing)? over|hand-?off|offline|unreachable|resilien\w+|high "
        r"availability|exceptions?|edge cases|uncertain\w*"
    ),
    slots={
        "trigger": (
            r"(?:(?:if|when|whenever|once|after|on|on a|should|until|while|in case|the "
            r"moment)\b[^.]{0,60}?(?:error\w*|time[sd]? ?out|timeout|down\b|dead\b|fail\w*|"
            r"unreachable|unavailable|hasn't|doesn't|does not|isn't|no (?:reply|answer|response|"
            r"signal|match)|slow\w*|longer than|outage|offline|breaks?|out\b|crash\w*|disagree|unsure|"
            r"quota|full|hangs?)|below <num>|under <num>|below 0?\.\d|under 0?\.\d|(?:<num>|two|"
            r"three) (?:consecutive |failed )?(?:errors?|calls? in a row|failures?|failed calls|"
            r"fails)|timeout|confidence (?:below|under|of|falls|above|score|interval)|(?:with |at |of "
            r")?less than <percent>|circuit breaker|breaker opens|mismatch|outside (?:of )?(?:the |"
            r"physical )|exhausted|<percent> (?:errors|of calls)|low confidence|scoring over)"
        ),
        "action": (
            r"(?:old (?:rules|word list|road|fixed|keyword|database|timetable)|rules?\b|keyword|word "
            r"list|cached?|last (?:week's|known|plan|cached)|smaller model|(?:second|other|backup|"
            r"local|8b|3b|small|eight-billion\S*) (?:model|one|parameter)|canned|template|static|"
            r"refus\w+|declines?|queue|(?:goes|go|hand(?:s|ed)?|route[sd]?|sent|falls?|passe[sd]?|"
            r"connected|escalate[sd]?) (?:over |along |back |straight )?to|manual\w*|<person> "
            r"(?:decides?|reads?|takes|gets|picks|looks|types)|takes over|instead|falls? back|"
            r"switch(?:es)? (?:to|the|requests)|as (?:today|now|same)|by (?:hand|arrival)|no "
            r"(?:prediction|triage level|plan|summary) |printed|conservative|discarded|banner|paper "
            r"cards|hotline|yesterday's|wait until|held for|offline mode|a person)"
        ),
        "loose": (
            r"(?:gracefully|robust\w*|redundan\w*|resilien\w*|plan b|somehow|some way|conservatively|"
            r"special treatment|caught|either|always a human|high availability|standard|would "
            r"consider)"
        ),
    },
    relations=(Relation("trigger-with-action", ("trigger", "action"), 200),),
    deferred=(
        r"(?:down for an hour|don't design for|parking lot|someday|premature optimi[sz]ation|"
        r"come back to it|isn't part of what i am|second release|sort something out|first real outage|"
        r"raise again when|for the time being)|"
        r"(?:outages?|timeouts?|fallbacks?|low-confidence|degraded|errors?)\b[^.]{0,60}(?:later|"
        r"afterwards?|leave|second|backlog)"
    ),
)

GUARDRAILS = lens(
    "guardrails",
    asked=(
        r"stop(?:s)? (?:it|you|him|her|the)|keep (?:it|output|its|you)|invent(?:s|ed|ing)?|"
        r"hallucinat\w+|made[- ]up|unsupported|prevent\w*|guardrails?|limits?\b|allowed to (?:act|do)|"
        r"harm|misread|safe\b|truthful|could it|not show|liab\w+|in plain words|attribut|promis(?:ed|"
        r"ing|es)|approve|appeal"
    ),
    about=(
        r"guardrails?|guard rails?|hallucinat\w+|citations?|cite[sd]?|invent\w*|human (?:in the loop|"
        r"approval|review)|approv\w+|verif\w+|output (?:check|validation|filter)|grounded|grounding|"
        r"unsupported|limitations?|sign[s-]? ?off|checker|checked against|weak (?:with|at|on)|"
        r"responsible ai|validation|block(?:s|ed)|disclaimer|moderat\w+|safe\b"
    ),
    slots={
        "control": (
            r"(?:must (?:cite|carry|match|appear|compile|point|quote|be (?:backed|approved|"
            r"confirmed))|(?:each|every|no|any) (?:\w+ ){0,3}(?:sentence|statement|claim|finding|"
            r"answer|figure|number|drug|date|letter|draft|item|quote|title|reply|dose|action item|"
            r"suggestion)s?\b[^.]{0,40}(?:without|cites?|carries|matched|must|needs?|links?|points?|"
            r"has|has to|have to|quotes?|checked|unless|signs|leaves)|without a (?:source|citation|"
            r"quote|page)|cites? (?:its|the|page)|(?:checker|verifier|validator|script|parser|filter|"
            r"check|comparer|scanner|classifier|rule|list) (?:\w+ ){0,3}(?:compares?|looks?|strips?|"
            r"drops?|blocks?|rejects?|removes?|verif\w+|runs|re-?reads?|opens|tests)|(?:checked|"
            r"matched|compared|verified|validated|string-matched|re-?read\w*) (?:\w+ ){0,3}(?:against|"
            r"by|with|to|literally|before)|(?:isn't|not|un)\s?(?:supported|matched|listed|"
            r"allowed)[^.]{0,40}(?:struck|dropped|deleted|cut|removed|blocked|refus\w+)|struck|"
            r"strip(?:s|ped)? (?:any|out)|(?:gets?|is|are|be|gets) (?:struck|dropped|deleted|cut|"
            r"blocked|suppressed|withheld|held|discarded)|suppress\w*|(?:has|have|had|needs?|"
            r"requires?) (?:a |an |to )?(?:<role>|human|person)[^.]{0,30}(?:press|click|approv\w+|"
            r"confirm\w*|sign\w*|open)|<role> (?:\w+ ){0,2}(?:approves?|signs?|confirms?|presses|"
            r"clicks?|releases?|has (?:to|approved)|must|decides|edits)|<person> (?:\w+ "
            r"){0,2}(?:approves?|signs?|confirms?|presses|clicks?|releases?|has (?:to|approved|"
            r"pressed)|must)|a person (?:clicking|has to|must)|human (?:approval|sign[- ]off|"
            r"confirm\w*|moderator has to|has to)|(?:it |model |the model |assistant |tool |bot "
            r")?(?:never|can't|cannot|can not|does not|doesn't|may not|won't|may only|only) (?:\w+ "
            r")?(?:reject\w*|den(?:y|ies)|remov\w+|delete[sd]?|decid\w+|act|send\w*|turns? (?:anybody|"
            r"anyone)|stop the|close|closing|approv\w+|applies|apply|execute|propos\w+|write|leaves?|"
            r"ask)|read-only|proposes?,|unlocks|hard-wired|refus(?:es|ed|al)|declines? (?:and|when|"
            r"to)|off-limits|is weak|we say (?:so|on)|sandbox|dry-run|no automatic)"
        ),
        "object": (
            r"(?:output|answer|draft|letter|sentence|claim|finding|figure|statement|summary|text|reply|"
            r"quote|model|it\b|action|patch|number|dose|blurb|explanation|recommendation|rejection|payment|"
            r"note|page|source|paragraph|section|suggestion|label|post|title|hint|item|report|price|amount|"
            r"decision|message|listing|refund|command)"
        ),
        "loose": (
            r"(?:trained on|principles|toolbox|alignment|careful|appropriate|tone|accurate|mustn't|"
            r"reasonable|sweet spot|some kind of|sensible|open to|should be)"
        ),
    },
    relations=(Relation("control-on-output", ("control", "object"), 110),),
    deferred=(
        r"(?:guardrails?|controls?|filter|confirmation|restrictions|limits|verifier|findings|output|"
        r"bounds)\b[^.]{0,80}(?:later|afterwards?|next (?:version|release)|second version|backlog|not "
        r"tackled|phase)"
    ),
)

ABUSE = lens(
    "abuse-resistance",
    asked=(
        r"attack\w*|abuse|hostile|inject\w*|jailbreak|trick\w*|game (?:it|the)|gam(?:e|ing)\b|"
        r"manipulat\w+|instructions in|scrap\w+|bots?\b|bypass|hammer\w*|poke|upload(?:s|ed)?|"
        r"malicious|tamper\w*|spoof\w*|fool\b|misuse|crooks|exploit|sneaky|touts|fake[sd]?|forged|"
        r"exhaust\w*|run up|worry\?|insider|hijack|trustworthy|phishing|commands"
    ),
    about=(
        r"inject\w*|jailbreak\w*|abuse|rate[- ]limit\w*|caps?\b|capped|hostile|attack\w*|malicious|"
        r"adversar\w+|throttl\w*|scraper\w*|bots\b|trick\w*|hidden (?:text|instructions|layers)|quota|"
        r"limited to|per user|misuse|exploit\w*|gaming|tamper\w*|get around|fraudsters|manipulat\w*|"
        r"untrusted|poke|arms race|bait"
    ),
    slots={
        "threat": (
            r"(?:inject\w*|jailbreak\w*|hidden (?:text|instructions?|layers?|orders?)|invisible|"
            r"white[- ](?:on[- ]white|text)|instructions? (?:inside|in|hidden)|ignore your|approve "
            r"this|orders?\b|hostile|attacker|attack\w*|scrap\w+|bots?\b|spoof\w*|fake|flood|hammer|"
            r"abuse\w*|misuse|stolen|uploads?|opposing counsel|untrusted|tainted|insider|enumerat\w+|"
            r"loop in|crooks|probing|resubmissions|poke|poking|commands?|tricks?|talks? the (?:model|"
            r"bot)|forged)"
        ),
        "control": (
            r"(?:rate[- ]limit\w*|limited to|capped|cap of|\bcap\b|caps?\b|ceiling of|quota|hard stop|"
            r"stops? (?:hard )?at|stopped|spend(?:ing)? (?:stops|cap|limit)|per (?:user|account|token|"
            r"login|session|shift|key|address|device|merchant|shop|person|ip|analyst|clinic|reader|"
            r"member)[^.]{0,30}|<num> (?:\w+ )?(?:an hour|a minute|a day|per hour|per minute|per day|"
            r"hourly|daily)|a day\b|an hour\b|throttl\w*|captcha|proof-of-work|banned|blocked?\b|"
            r"locks?\b|locked|delimiters?|fence[ds]?|datamark\w*|as data|not (?:as )?(?:orders|"
            r"instructions|commands)|no tools?|without tool|no (?:write )?tools|escaped|stripp?(?:ed|"
            r"s)?|flattened|sanitis\w*|sanitiz\w*|render\w* to|quarantin\w*|server side|signed|"
            r"whitelist|allowlist|red[- ]team\w*|planted|plain text|prepaid|tranche|dropped from)"
        ),
        "amount": r"<num>|<money>|no tools?|data\b|hard|never|only",
        "loose": (
            r"(?:arms race|keep an eye|see through|confident|some kind|should be|somehow|mustn't|not "
            r"fall for|at some point|must not be|sensible middle)"
        ),
    },
    relations=(
        Relation("control-on-hostile-input", ("threat", "control"), 190),
        Relation("limit-with-amount", ("control", "amount"), 60),
    ),
    deferred=(
        r"(?:who would attack|park it|let them for now|not earlier|harden\w+ can|"
        r"security review|skip it|retrofit|no limits|hold back)|(?:inject\w*|"
        r"attack\w*|abuse|safeguards|hardening|sanitis\w+|limits)\b[^.]{0,80}(?:later|afterwards?|year two|"
        r"next year|behind)|^later\b"
    ),
)

LENSES = (FALLBACK, GUARDRAILS, ABUSE)
