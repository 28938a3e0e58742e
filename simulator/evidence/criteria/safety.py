"""What stops harm: the answer when the model has none, controls on its output and on hostile input."""

from __future__ import annotations

from simulator.evidence.criteria.lens import Relation, lens

FALLBACK = lens(
    "fallback",
    asked=(
        r"(?:is|are|goes|it's|it is|was|service|api|model|reader|provider|endpoint|"
        r"line)\b[^?]{0,30}\b(?:down|dead|dies|unavailable|unreachable|slow|hangs?|breaks?|fails?|outage|"
        r"falls over|timeout|offline)|outage|fallback|fall back|isn't (?:sure|confident|available|there)|"
        r"unsure|not sure|can't decide|cannot decide|doesn't know|low[- ]confidence|"
        r"timeout|when (?:it|the api|the model) (?:goes|is)|what if (?:it|extraction|the)[^?]*(?:wrong|"
        r"sure|down|error)|goes? (?:wrong|down)|breaks? (?:at|during)|dies\b|hangs|fails|trial week|"
        r"three in the morning|degraded|on a (?:saturday|sunday) (?:night|evening)|picture|"
        r"files someone wrongly|if the (?:model|generator|forecast|service)"
    ),
    about=(
        r"fall(?:s|ing)? ?back|fallbacks?|timeouts?|outages?|down\b|unavailable|errors?|unsure|not sure|"
        r"confidence|degrad\w+|retr(?:y|ies)|circuit|redundan\w+|robust\w*|plan b|gracefully|escalat\w*|"
        r"hand(?:s|ed|ing)? over|hand-?off|offline|unreachable|resilien\w+|high availability|exceptions?|"
        r"edge cases|uncertain\w*|route to a human|when it's wrong"
    ),
    slots={
        "trigger": (
            r"(?:(?:if|when|whenever|once|after|on|on a|should|until|while|in case|"
            r"the moment)\b[^.]{0,60}?(?:error\w*|time[sd]? ?out|timeout|down\b|dead\b|fail\w*|unreachable|"
            r"unavailable|hasn't|doesn't|does not|isn't|no (?:reply|answer|response|signal|match)|slow\w*|"
            r"longer than|outage|offline|breaks?|out\b|crash\w*|disagree|unsure|quota|full|hangs?)|"
            r"below <num>|under <num>|below 0?\.\d|under 0?\.\d|(?:<num>|two|three) (?:consecutive |"
            r"failed )?(?:errors?|calls? in a row|failures?|failed calls|fails)|"
            r"timeout|less than <num> (?:percent )?(?:certain\w*|confiden\w*)|confidence (?:below|under|of|"
            r"falls|above|score|interval)|(?:with |at |of )?less than <percent>|status (?:\d+|429)|"
            r"circuit breaker|breaker opens|no satellite|losing the|mismatch|out of (?:bounds|range)|"
            r"outside (?:of )?(?:the |physical )|dead or|exhausted|one 500|hasn't answered|"
            r"<percent> (?:errors|of calls)|ten seconds|sentiment above|low confidence|two models disagree|"
            r"types \"?lawyer|scoring over|symptom it maps|didn't work|is slower than)"
        ),
        "action": (
            r"(?:old (?:rules|word list|road|fixed|keyword|database|timetable)|rules?\b|keyword|word list|"
            r"cached?|last (?:week's|known|plan|cached)|smaller model|cheaper model|(?:second|other|backup|"
            r"local|8b|3b|small|eight-billion\S*) (?:model|one|parameter)|canned|template|static|refus\w+|"
            r"declines?|queue|(?:goes|go|hand(?:s|ed)?|route[sd]?|sent|falls?|passe[sd]?|connected|"
            r"escalate[sd]?) (?:over |along |back |straight )?to|manual\w*|<person> (?:decides?|reads?|"
            r"takes|gets|picks|looks|types)|takes over|instead|"
            r"falls? back|fallback order|switch(?:es)? (?:to|the|requests)|as (?:today|now|same)|"
            r"by (?:hand|arrival)|leave the cell blank|no (?:prediction|triage level|plan|summary) |"
            r"printed|drawer of|conservative|discarded|banner|paper cards|hotline|nurse on duty|"
            r"yesterday's|says it isn't sure|wait until|held for|bows out|gets? the ranked|"
            r"without any prose|offline mode|same model in|appears in|ordinary .{0,15}queue|a person)"
        ),
        "loose": (
            r"(?:gracefully|robust\w*|redundan\w*|resilien\w*|plan b|somehow|some route|some way|"
            r"something in place|various ways|conservatively|special treatment|caught|try catch|either|"
            r"haven't thought|always a human|high availability|standard|would consider|havent drawn|"
            r"registrar remains|sometimes it'll)"
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
        r"stop(?:s)? (?:it|you|him|her|the)|keep (?:it|output|its|you)|invent(?:s|ed|ing)?|hallucinat\w+|"
        r"made[- ]up|unsupported|prevent\w*|guardrails?|control (?:do|on|over)|limits?\b|allowed to (?:act|"
        r"do)|harm|what could go wrong|misread|says? something|reporting something|wrong(?:ly)? (?:that|"
        r"explain|promise|deny|deni)|safe\b|truthful|"
        r"could it|would it ever|never show|not show|liab\w+|what would the system do|"
        r"spell out who decides|in plain words|attribut|prove nothing invented|promis(?:ed|ing|es)|approve|"
        r"lawyers fined|doesn't say|appeal"
    ),
    about=(
        r"guardrails?|guard rails?|hallucinat\w+|citations?|cite[sd]?|invent\w*|human (?:in the loop|"
        r"approval|review)|approv\w+|verif\w+|output (?:check|validation|filter)|content filters?|grounded|"
        r"grounding|unsupported|limitations?|sign[s-]? ?off|checker|checked against|known weakness\w*|"
        r"weak (?:with|at|on)|responsible ai|validation|block(?:s|ed)|disclaimer|never (?:acts?|removes?|"
        r"decides)|moderat\w+|safe\b"
    ),
    slots={
        "control": (
            r"(?:must (?:cite|carry|match|appear|compile|point|quote|be (?:backed|approved|confirmed))|"
            r"(?:each|every|no|any) (?:\w+ ){0,3}(?:sentence|statement|claim|finding|answer|figure|number|"
            r"drug|date|letter|draft|item|quote|title|reply|dose|action item|"
            r"suggestion)s?\b[^.]{0,40}(?:without|cites?|carries|matched|must|needs?|links?|points?|has|"
            r"has to|have to|quotes?|checked|unless|signs|leaves)|without a (?:source|citation|quote|page)|"
            r"citations? (?:required|to)|cites? (?:its|the|page)|"
            r"(?:checker|verifier|validator|script|parser|filter|check|comparer|scanner|classifier|rule|"
            r"list) (?:\w+ ){0,3}(?:compares?|looks?|strips?|drops?|blocks?|rejects?|removes?|verif\w+|"
            r"runs|re-?reads?|opens|tests)|(?:checked|matched|compared|verified|validated|string-matched|"
            r"re-?read\w*) (?:\w+ ){0,3}(?:against|by|with|to|literally|before)|(?:isn't|not|"
            r"un)\s?(?:supported|matched|listed|allowed)[^.]{0,40}(?:struck|dropped|deleted|cut|removed|"
            r"blocked|refus\w+)|"
            r"struck|strip(?:s|ped)? (?:any|out)|(?:gets?|is|are|be|gets) (?:struck|dropped|deleted|cut|"
            r"blocked|suppressed|withheld|held|discarded)|suppress\w*|(?:has|have|had|needs?|"
            r"requires?) (?:a |an |to )?(?:<role>|human|person)[^.]{0,30}(?:press|click|approv\w+|"
            r"confirm\w*|sign\w*|open)|<role> (?:\w+ ){0,2}(?:approves?|signs?|confirms?|presses|clicks?|"
            r"releases?|has (?:to|approved)|must|decides|edits)|<person> (?:\w+ ){0,2}(?:approves?|signs?|"
            r"confirms?|presses|clicks?|releases?|has (?:to|approved|pressed)|must)|needs a person|"
            r"a person (?:clicking|has to|must)|human (?:approval|sign[- ]off|confirm\w*|moderator has to|"
            r"has to)|"
            r"(?:it |model |the model |assistant |tool |bot )?(?:never|can't|cannot|can not|does not|"
            r"doesn't|may not|won't|may only|only) (?:\w+ )?(?:reject\w*|den(?:y|ies)|remov\w+|delete[sd]?|"
            r"decid\w+|act|send\w*|turns? (?:anybody|anyone)|stop the|close|closing|approv\w+|applies|"
            r"apply|execute|propos\w+|write|leaves?|ask)|read-only|proposes?,|locked until|"
            r"can't be (?:signed|sent)|unlocks|hard-wired|refus(?:es|ed|al)|declines? (?:and|when|to)|"
            r"says it doesn't know|off-limits|it's (?:weak|bad)|is weak|known to be|we say (?:so|on)|"
            r"state on screen|sandbox|spoiler list|dry-run|no automatic)"
        ),
        "object": (
            r"(?:output|answer|draft|letter|sentence|claim|finding|figure|statement|summary|text|reply|"
            r"quote|model|it\b|action|patch|number|dose|blurb|explanation|recommendation|rejection|payment|"
            r"note|page|source|paragraph|section|suggestion|label|post|title|hint|item|report|price|amount|"
            r"decision|message|listing|refund|command)"
        ),
        "loose": (
            r"(?:trained on|very rare|principles|toolbox|alignment|careful|appropriate|tone|accurate|"
            r"hope not|mustn't|wouldn't do that|follow instructions|reasonable|sweet spot|prompt (?:would|"
            r"contains)|some kind of|a mix of|net under|sensible|what fits|line about|open to|should be)"
        ),
    },
    relations=(Relation("control-on-output", ("control", "object"), 110),),
    deferred=(
        r"(?:guardrails?|controls?|filter|confirmation|restrictions|limits|verifier|findings|output|"
        r"bounds)\b[^.]{0,80}(?:later|afterwards?|next (?:version|release)|second version|backlog|"
        r"not tackled|phase)|in the first release, i don't|nobody needs guardrails|nothing of the sort|"
        r"full rights|isn't for us|let me not go there|release after the|not tackled"
    ),
)

ABUSE = lens(
    "abuse-resistance",
    asked=(
        r"attack\w*|abuse|hostile|inject\w*|jailbreak|trick\w*|game (?:it|the)|gam(?:e|ing)\b|manipulat\w+|"
        r"hidden instructions|instructions in|scrap\w+|bots?\b|bypass|hammer\w*|poke|upload(?:s|ed)?|"
        r"malicious|tamper\w*|spoof\w*|fool\b|misuse|crooks|exploit|sneaky|touts|fake[sd]?|forged|"
        r"exhaust\w*|run ?away|run up|limit spend|worry\?|insider|hijack|stream farms|stop somebody|"
        r"optimising against|organised ring|word a claim|trustworthy|not asked that would bite|phishing|"
        r"ketamine|commands|get around"
    ),
    about=(
        r"inject\w*|jailbreak\w*|abuse|rate[- ]limit\w*|spend cap|caps?\b|capped|hostile|attack\w*|"
        r"malicious|adversar\w+|throttl\w*|scraper\w*|bots\b|trick\w*|prompt hidden|hidden (?:text|"
        r"instructions|layers)|quota|limited to|per user|misuse|exploit\w*|game it|gaming|tamper\w*|"
        r"get around|fraudsters|manipulat\w*|social engineering|untrusted|poke|arms race|bait"
    ),
    slots={
        "threat": (
            r"(?:inject\w*|jailbreak\w*|hidden (?:text|instructions?|layers?|orders?)|invisible|"
            r"white[- ](?:on[- ]white|text)|instructions? (?:inside|in|hidden)|ignore your|approve this|"
            r"orders?\b|hostile|attacker|attack\w*|scrap\w+|bots?\b|spoof\w*|fake|flood|hammer|abuse\w*|"
            r"misuse|stolen|uploads?|opposing counsel|untrusted|tainted|insider|enumerat\w+|free inference|"
            r"loop in|run up the bill|crooks|con men|probing|resubmissions|same \w+ hash|poke|poking|"
            r"commands?|tricks?|talks? the (?:model|bot)|players will paste|forged|sentences that talk)"
        ),
        "control": (
            r"(?:rate[- ]limit\w*|limited to|capped|cap of|\bcap\b|caps?\b|ceiling of|quota|hard stop|"
            r"stops? (?:hard )?at|stopped|spend(?:ing)? (?:stops|cap|limit)|per (?:user|account|token|"
            r"login|session|shift|key|address|device|merchant|shop|person|ip|analyst|clinic|reader|"
            r"member)[^.]{0,30}|<num> (?:\w+ )?(?:an hour|a minute|a day|per hour|per minute|per day|"
            r"hourly|daily)|a day\b|an hour\b|throttl\w*|captcha|proof-of-work|banned|blocked?\b|locks?\b|"
            r"locked|"
            r"delimiters?|fence[ds]?|between markers|datamark\w*|treated as (?:content|data|quotes)|"
            r"as data|not (?:as )?(?:orders|instructions|commands)|evidence and not|no tools?|without tool|"
            r"no (?:write )?tools|loses every|tool access|escaped|stripp?(?:ed|s)?|drop (?:invisible|"
            r"hidden)|flattened|sanitis\w*|sanitiz\w*|only what is visible|render\w* to|ocr only|"
            r"inject\w+ classifier|detector for|small check|quarantin\w*|server side|signed|whitelist|"
            r"deny list|allowlist|red[- ]team\w*|planted|never as commands|plain text|invisible stays|"
            r"prepaid|tranche|out of the automatic lane|dropped from|frozen in|postcode as second|"
            r"can only read for|may open <num>|cannot touch|nothing the model says can)"
        ),
        "amount": r"<num>|<money>|no tools?|data\b|hard|never|only",
        "loose": (
            r"(?:arms race|keep an eye|robust against|decent people|see through|confident|some kind|"
            r"typical api hygiene|interesting attack|should be|somehow|mustn't|not fall for|clever about|"
            r"at some point|to be assessed|must not be|sensible middle|stay on top)"
        ),
    },
    relations=(
        Relation("control-on-hostile-input", ("threat", "control"), 190),
        Relation("limit-with-amount", ("control", "amount"), 60),
    ),
    deferred=(
        r"(?:who would attack|until they're here|park it|let them for now|not earlier|harden\w+ can|"
        r"security review|skip it|retrofit|no limits|off my plate|hold back|seen the mouse)|(?:inject\w*|"
        r"attack\w*|abuse|safeguards|hardening|sanitis\w+|limits)\b[^.]{0,80}(?:later|afterwards?|year two|"
        r"next year|behind)|^later\b"
    ),
)

LENSES = (FALLBACK, GUARDRAILS, ABUSE)
