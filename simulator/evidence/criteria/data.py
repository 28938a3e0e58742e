"""What happens to people's data, and whether the system treats people alike."""

from __future__ import annotations

from simulator.evidence.criteria.lens import Relation, lens

PRIVACY = lens(
    "privacy",
    asked=(
        r"privacy|confidential\w*|personal|private|privileged|sensitive|gdpr|hipaa|data protection|"
        r"patient(?:s'?|'s)? (?:names?|data)|leaves? the (?:building|vessel|house)|what (?:data "
        r")?leaves|who (?:has|would get|gets|may|can) (?:access|to see|see)|where does (?:it|that "
        r"text|the text|the data) (?:run|travel|go)|addresses|works council|children|"
        r"illnesses|what happens to (?:that|them|the names)|secrets"
    ),
    about=(
        r"privacy|private|confidential\w*|personal|pii|gdpr|hipaa|anonymi\w+|pseudonymi\w+|redact\w*|"
        r"mask\w*|encrypt\w*|on[- ]device|in[- ]region|tenant|access (?:control|model|follows)|names?\b|"
        r"identif\w+|secure\w*|compliant|compliance|data protection|consent|sensitive|leak\w*|strip(?:s|"
        r"ped)?|tokens?|permission"
    ),
    slots={
        "data": (
            r"(?:names?|addresses|birth ?date|birth date|phone|account numbers?|bank|identif\w+|pii|"
            r"personal|patients?|faces?|number plates?|photos?|passports?|notes?|numbers?|documents?|"
            r"text|data|messages?|records?|files?|positions|prompts?|mail|salary|drawer|project|"
            r"contracts?|clients?|matters?|tenants?|customers?|footage|voice|secrets|salaries|owner|"
            r"cvs?|transcripts?|log ?ins?|branch|district|record|curve|allergens|deeds?|paper)"
        ),
        "protect": (
            r"(?:redact\w*|mask(?:s|ed|ing)?\b|blur\w*|strip(?:s|ped)?\b|scrub\w*|black(?:s|ed)? out|"
            r"replac(?:ed|es|ing)|swap(?:s|ped)?|placeholders?|pseudonym\w*|tokeni\w+|token(?:s)? "
            r"(?:before|there)|hash(?:ed|es)?\b|coarsened|aggregat\w+|takes? out|taken out|remov(?:ed|"
            r"es|ing)|never (?:leaves?|reach\w*|enters?|sees?|goes)|(?:don't|doesn't|do not|does not|"
            r"nothing|not) leave|stays? (?:in|inside|on|within)|on[- ](?:device|premises?|the "
            r"(?:handset|phone|device|tablet|camera))|(?:inside|within|in) (?:the|our|your) (?:own |"
            r"hospital'?s?'? |firm'?s? )?(?:network|region|vpc|cloud|building|data cent(?:re|er)|"
            r"walls|account|country)|own (?:cloud|servers?|data cent(?:re|er)|machines|region)|in[- "
            r"]region|isolat\w+|per[- ]tenant|row[- ]level|only (?:open|opens|that|the|sees?|those|"
            r"drawers|be read|their|show|what)|can only|access (?:follows|control|is|model)|"
            r"permission\w*|single sign[- ]on|role\b|roles\b|no[- ]training|forbids? training|not "
            r"(?:to )?train|zero[- ]retention|excluded? (?:at|from)|encrypt\w*|differential|"
            r"credentials|restrict\w*|without the author|cropped)"
        ),
        "flow": (
            r"(?:before|model|prompt|call|leaves?|network|retrieval|server|vault|mapping|provider|vendor|"
            r"outside|goes out|sent|index|search|filter|ingest\w*|reach\w*|open|read|see(?:s)?|basement|"
            r"region|cloud|phone|device|handset|handler|store|camera|upload|query|edge|contract|embed\w*|"
            r"engineering|get at|gets?|locally|local|building|account)"
        ),
        "assure": (
            r"(?:seriously|compliant|gdpr|hipaa|best practices?|by design|paramount|minefield|careful|"
            r"right side|respect|appropriate|defence in depth|huge)"
        ),
        "later": (
            r"(?:later|afterwards|in phase|at the end|after (?:the|launch|we've|that)|just vectors|"
            r"nobody can read)"
        ),
    },
    relations=(
        Relation("data-protected-in-flow", ("data", "protect", "flow"), 150),
        Relation("data-protected-when-asked", ("protect", "data"), 120, when_asked=True),
    ),
    deferred=(
        r"(?:anonymi[sz]e|mask|privacy|legal|blur|children's side|compliance|"
        r"redact\w*)\b[^.]{0,50}(?:later|afterwards|at the end|when the pilot|once it|phase)|just "
        r"vectors"
    ),
)

DATA_RETENTION = lens(
    "data-retention",
    asked=(
        r"how long|keep(?:s|ing)?\b|kept\b|retention|retain|delet\w+|eras\w+|forgotten|expir\w+|"
        r"destr\w+|purge|what stays|pile up|store[ds]?\b|survive|logs|quits|objects|transcripts"
    ),
    about=(
        r"retention|retain\w*|delet\w+|eras\w+|purg\w+|expir\w+|ttl|(?:is|are|be|get|gets|nothing|never|not) "
        r"kept\b|kept (?:for|until|till|only|longer|as long)|keep(?:ing)? (?:it|them|the|data|documents|"
        r"pictures|things)|stored? (?:longer|for|at all|the)|wip(?:e|es|ed)|destroy\w*|"
        r"shred\w*|forget|data minimisation|storage limitation|clean[- ]?up|hoard|throw away|for (?:ever|"
        r"seven years)|gone (?:after|in|within)|lying around"
    ),
    slots={
        "keep": (
            r"(?:delet\w+|eras\w+|purg\w+|expir\w+|ttl|kept\b|keep\b|keeps\b|stor(?:ed?|es|age)\b|"
            r"wip(?:e|es|ed)\b|destroy\w*|destr\w+|shred\w*|dropped?\b|drops\b|gone\b|disappears?|"
            r"removed|dies\b|zeroed|thrown away|discard\w*|retention|retain\w*|rotate|falls? out|"
            r"goes\b|hold on to|hold\b|remains?|session|outlives|survives?|record(?:ed)?)"
        ),
        "when": (
            r"(?:(?:after|for|within|in|at|of|than|only|past|by) (?:the |a |about |roughly |at most |"
            r"the latest )?<period>|<period>(?: after| past| plus| later)?|on (?:the )?day (?:ninety|"
            r"\w+)|<num>[ -](?:days?|hours?|weeks?|months?|years?)|same (?:day|run)|at once|"
            r"immediately|when (?:a|the) (?:matter|session|user|customer|doctor|airline|key|chat)|as "
            r"soon as|end of (?:the )?(?:session|term|school|day|month|year|case)|at the end of|at "
            r"all|until the|with (?:it|them)|nothing about|<num> years|overnight|on the spot|"
            r"signature|nightly job)"
        ),
        "what": (
            r"(?:vectors?|embeddings?|logs?|chats?|copies|copy|documents?|data|text|transcripts?|audio|"
            r"recordings?|photos?|pictures?|images?|uploads?|prompts?|traces?|positions|backups?|index|"
            r"messages?|posts?|files?|notes?|queries|it\b|them\b|everything|scans?|letters|receipts|"
            r"samples|receipt|history|features|curves|footage|embedding)"
        ),
        "assure": (
            r"(?:no longer than|longer than (?:necessary|it has to|the law)|properly|obviously|"
            r"proportion|sensible|schedule|regularly|data minimisation|at some point)"
        ),
    },
    relations=(
        Relation("kept-until", ("keep", "when", "what"), 120),
        Relation("kept-until-when-asked", ("keep", "when"), 120, when_asked=True),
    ),
    deferred=(
        r"keep it all|disk is cheap|over-?engineering|(?:delet|eras|purg|expir|schedule|retention|"
        r"months of)\w*\b[^.]{0,80}(?:later|after go[- ]live|afterwards?|"
        r"undecided|when one arrives|postpone)"
    ),
)

FAIRNESS = lens(
    "fairness",
    asked=(
        r"fair(?:ly|ness)?\b|bias(?:ed)?|treat(?:s|ed|ing)?\b|discriminat\w+|harsher|harshly|worse "
        r"(?:than|for)|dialect|gender|minorit\w+|small (?:shops|family firms)|elderly|single mothers|"
        r"poor english|skin|lose out|equal"
    ),
    about=(
        r"fair(?:ly|ness)?\b|bias(?:ed|es)?|dispar\w+|parity|equal\w*|groups?|gender|women|ethnic\w*|"
        r"skin|dialect|accent|age bands?|minorit\w+|discriminat\w+|even-handed|harsher|slices?|by "
        r"(?:language|region|sex|age)|diverse|nationality|names that"
    ),
    slots={
        "group": (
            r"(?:women|men\b|gender|sex\b|age (?:bands?|groups?)|over[- ](?:forty|seventies|\d+)|"
            r"under[- ]forty|ethnic\w*|skin|dark|light\b|dialect|accents?|languages?|native|"
            r"nationality|region(?:s)?|rural|urban|district|neighbourhoods?|postcodes?|income|"
            r"quintile|disab\w+|small (?:shops?|sellers?|firms?|customers?|farms?)|large \w+|"
            r"(?:english|german|spanish|portuguese|arabic|brazilian\w*|french|turkish|scottish|"
            r"nigerian|indian|african|vietnamese|latin|non-latin|christian|muslim|caribbean)|"
            r"old(?:er)?\b|elderly|young(?:er)?|headscarv\w+|parents?|couples?|by (?:circuit|side|sex|"
            r"age|region|race|chat language|accent|group|district)|groups?|bands?|slices?|queer|type|"
            r"families|bikes|scooters|plaintiff|defen[cs]e|vehicle|shifts?|wheelchair|newcomers)"
        ),
        "compare": (
            r"(?:compar\w+|versus|\bvs\b|against|next to|between|by (?:\w+ )?(?:group|language|age|"
            r"region|accent|district|circuit|gender|sex|ethnicity|postcode|\w+)|per (?:age|group|"
            r"language|postcode|band|insulin)|than|times (?:the|that)|gap|difference|spread|apart|"
            r"parity|ratio|share of|worse|mean|average|split|rate\b|measure[d]?|look at|count|report|"
            r"shortfall|counted|with everybody else)"
        ),
        "limit": (
            r"(?:<percent>|<num> (?:percentage )?points?|<num> times|(?:more|less|over|above|below|"
            r"under|within|exceed\w*|beyond) (?:than )?<num>|factor|gini|threshold|limit\b|at most|"
            r"bigger than|gap of|below 0?\.\d+)"
        ),
        "act": (
            r"(?:if|when(?:ever)?|otherwise|over that|miss it|until|stops?|pause[sd]?|paused|roll(?:s|"
            r"ed)? back|reverts?|goes? back|switch(?:ed|es)? off|disabled?|hear(?:s)?|suspend\w*|"
            r"re-?balance\w*|rewritten|review\w*|fix(?:ed)?|declines|routed|leaves the|we (?:go|add|"
            r"send|stop|take|recalibrate)|starts a|re-?train\w*|becomes?|become|skip(?:s|ped)?|(?:goes|go|"
            r"sent|handed) (?:over )?to)"
        ),
        "assure": (
            r"(?:test for bias|even-handed|equal(?:ly)? (?:for|by)|same (?:model|standard)|diverse|"
            r"conscious|seriously|hope|should be|in our dna|paper on it|worry)"
        ),
    },
    relations=(
        Relation("disparity-with-limit-and-action", ("group", "compare", "limit", "act"), 330),
        Relation("disparity-with-limit-asked", ("group", "limit", "act"), 330, when_asked=True),
    ),
    deferred=(
        r"(?:fairness|bias|skin tones?|audits?|differences|"
        r"groups?)\b[^.]{0,60}(?:later|afterwards?|year[- ]two|hr matter|some day|community "
        r"department)|drop it|not needed"
    ),
)

LENSES = (PRIVACY, DATA_RETENTION, FAIRNESS)
