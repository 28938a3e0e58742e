"""What happens to people's data, and whether the system treats people alike."""

from __future__ import annotations

from simulator.evidence.criteria.lens import Relation, lens

PRIVACY = lens(
    "privacy",
    asked=(
        r"privacy|confidential\w*|personal|private|privileged|sensitive|gdpr|hipaa|data protection|"
        r"patient(?:s'?|'s)? (?:names?|data)|names? are in|leaves? the (?:building|vessel|house)|"
        r"what (?:data )?leaves|who (?:has|would get|gets|may|can) (?:access|to see|see)|where does (?:it|"
        r"that text|the text|the data) (?:run|travel|go)|"
        r"addresses|medical records|hospital records|works council|nine-year-olds|children|illnesses|"
        r"by name|anything about data|protect the patient|regulator cares|client data|"
        r"prices and our quarrels|bank details|what happens to (?:that|them|the names)|secrets|"
        r"sensitive as data|then data|whose eyes"
    ),
    about=(
        r"privacy|private|confidential\w*|personal|pii|gdpr|hipaa|anonymi\w+|pseudonymi\w+|redact\w*|"
        r"mask\w*|encrypt\w*|on[- ]device|in[- ]region|tenant|access (?:control|model|follows)|names?\b|"
        r"identif\w+|secure\w*|compliant|compliance|data protection|consent|sensitive|leak\w*|strip(?:s|"
        r"ped)?|tokens?|permission"
    ),
    slots={
        "data": (
            r"(?:names?|addresses|birth ?date|birth date|date of birth|phone|account numbers?|bank|"
            r"identif\w+|pii|personal|patients?|faces?|number plates?|photos?|passports?|notes?|numbers?|"
            r"documents?|text|data|messages?|records?|files?|positions|prompts?|mail|salary|"
            r"licen[sc]e plates?|drawer|project|contracts?|clients?|matters?|tenants?|"
            r"customers?|footage|voice|weight updates|secrets|salaries|owner|cvs?|transcripts?|log ?ins?|"
            r"branch|district|record|curve|allergens|deeds?|paper)"
        ),
        "protect": (
            r"(?:redact\w*|mask(?:s|ed|ing)?\b|blur\w*|strip(?:s|ped)?\b|scrub\w*|black(?:s|ed)? out|"
            r"replac(?:ed|es|ing)|swap(?:s|ped)?|placeholders?|pseudonym\w*|tokeni\w+|become tokens|"
            r"token(?:s)? (?:before|there)|hash(?:ed|es)?\b|coarsened|aggregat\w+|takes? out|taken out|"
            r"remov(?:ed|es|ing)|never (?:leaves?|reach\w*|enters?|sees?|goes)|(?:don't|doesn't|do not|"
            r"does not|nothing|not) leave|stays? (?:in|inside|on|within)|"
            r"on[- ](?:device|premises?|the (?:handset|phone|device|tablet|camera))|(?:inside|within|"
            r"in) (?:the|our|your) (?:own |hospital'?s?'? |firm'?s? )?(?:network|region|vpc|cloud|building|"
            r"data cent(?:re|er)|walls|account|country)|own (?:cloud|servers?|data cent(?:re|er)|machines|"
            r"region)|in[- ]region|our region|european sites|isolat\w+|per[- ]tenant|tenant per|"
            r"row[- ]level|only (?:open|opens|that|the|sees?|those|drawers|be read|their|show|what)|"
            r"can only|access (?:follows|control|is|model)|"
            r"permission\w*|if you can't open|isn't allowed|not allowed to (?:learn|train)|"
            r"single sign[- ]on|role\b|roles\b|no[- ]training|forbids? training|not (?:to )?train|"
            r"nothing is learned|zero[- ]retention|excluded? (?:at|from)|isn't embedded|"
            r"doesn't get embedded|encrypt\w*|noise added|differential|as that (?:seller|user)|credentials|"
            r"consent decides|restrict\w*|signed on to|checked at retrieval|separate (?:table|index|login)|"
            r"with no line to the outside|without the author|keys? in their|never a sentence|cropped)"
        ),
        "flow": (
            r"(?:before|model|prompt|call|leaves?|network|retrieval|server|vault|mapping|provider|vendor|"
            r"outside|goes out|sent|index|search|filter|ingest\w*|reach\w*|open|read|see(?:s)?|basement|"
            r"region|cloud|phone|device|handset|handler|store|camera|upload|query|edge|contract|embed\w*|"
            r"engineering|get at|gets?|locally|local|building|account)"
        ),
        "assure": (
            r"(?:seriously|compliant|gdpr|hipaa|best practices?|by design|paramount|minefield|"
            r"nothing will leak|careful|good hands|right side|find a solution|respect|bound by|proper care|"
            r"appropriate|defence in depth|huge)"
        ),
        "later": (
            r"(?:later|afterwards|first we prove|once it (?:works|floats|flies)|in phase|at the end|"
            r"after (?:the|launch|we've|that)|just vectors|only embeddings|row of figures|nobody can read)"
        ),
    },
    relations=(
        Relation("data-protected-in-flow", ("data", "protect", "flow"), 150),
        Relation("data-protected-when-asked", ("protect", "data"), 120, when_asked=True),
    ),
    deferred=(
        r"(?:anonymi[sz]e|mask|privacy|legal|blur|children's side|compliance|"
        r"redact\w*)\b[^.]{0,50}(?:later|afterwards|at the end|when the pilot|once it|phase)|just vectors|"
        r"only embeddings|then legal can|row of figures|goes in once"
    ),
)

DATA_RETENTION = lens(
    "data-retention",
    asked=(
        r"how long|keep(?:s|ing)?\b|kept\b|retention|retain|delet\w+|eras\w+|forgotten|expir\w+|destr\w+|"
        r"purge|what stays|pile up|store[ds]?\b|survive|logs|quits|objects|leaves? us|transcripts"
    ),
    about=(
        r"retention|retain\w*|delet\w+|eras\w+|purg\w+|expir\w+|ttl|kept\b|keep(?:ing)? (?:it|them|the|"
        r"data|documents|pictures|things)|stored? (?:longer|for|at all|the)|wip(?:e|es|ed)|destroy\w*|"
        r"shred\w*|forget|data minimisation|storage limitation|clean[- ]?up|hoard|throw away|for (?:ever|"
        r"seven years)|gone (?:after|in|within)|lying around"
    ),
    slots={
        "keep": (
            r"(?:delet\w+|eras\w+|purg\w+|expir\w+|ttl|kept\b|keep\b|keeps\b|stor(?:ed?|es|age)\b|wip(?:e|"
            r"es|ed)\b|destroy\w*|destr\w+|shred\w*|dropped?\b|drops\b|gone\b|disappears?|removed|dies\b|"
            r"zeroed|thrown away|discard\w*|retention|retain\w*|roll off|rotate|falls? out|goes\b|"
            r"hold on to|hold\b|remains?|hot index|in a single sweep|session|outlives|survives?|"
            r"record(?:ed)?)"
        ),
        "when": (
            r"(?:(?:after|for|within|in|at|of|than|only|past|by) (?:the |a |about |roughly |at most |"
            r"the latest )?<period>|<period>(?: after| past| plus| later)?|on (?:the )?day (?:ninety|\w+)|"
            r"<num>[ -](?:days?|hours?|weeks?|months?|years?)|same (?:day|run)|right then|at once|"
            r"immediately|when (?:a|the) (?:matter|session|user|customer|doctor|airline|key|chat)|"
            r"as soon as|end of (?:the )?(?:session|term|school|day|month|year|case)|at the end of|on 31|"
            r"at all|on request|after the session|until the|with (?:it|them)|nothing about|<num> years|"
            r"overnight|on the spot|to zero|on signature|at signature|signature|nightly job)"
        ),
        "what": (
            r"(?:vectors?|embeddings?|logs?|chats?|copies|copy|documents?|data|text|transcripts?|audio|"
            r"recordings?|photos?|pictures?|images?|uploads?|prompts?|traces?|positions|backups?|index|"
            r"messages?|posts?|files?|notes?|queries|it\b|them\b|everything|scans?|letters|receipts|"
            r"samples|receipt|history|features|curves|footage|embedding)"
        ),
        "assure": (
            r"(?:no longer than|as long as (?:there is|necessary)|longer than (?:necessary|it has to|"
            r"the law)|properly|honour that|obviously|proportion|sensible|some expiry|legitimate need|"
            r"don't hoard|schedule|regularly|data minimisation|at some point|something should)"
        ),
    },
    relations=(
        Relation("kept-until", ("keep", "when", "what"), 120),
        Relation("kept-until-when-asked", ("keep", "when"), 120, when_asked=True),
    ),
    deferred=(
        r"keep it all|disk is cheap|don't see any need to expire|over-?engineering|(?:delet|eras|purg|"
        r"expir|schedule|retention|months of)\w*\b[^.]{0,80}(?:later|after go[- ]live|afterwards?|"
        r"summer project|second tender|undecided|when one arrives|postpone)|not throw away|"
        r"postpone the schedule"
    ),
)

FAIRNESS = lens(
    "fairness",
    asked=(
        r"fair(?:ly|ness)?\b|bias(?:ed)?|treat(?:s|ed|ing)?\b|discriminat\w+|harder on|harsher|harshly|"
        r"worse (?:than|for)|serve them worse|certain groups|particular groups|dialect|gender|minorit\w+|"
        r"small (?:shops|family firms)|elderly|being treated|single mothers|poor english|concern over who|"
        r"skin|pilot hospitals|lose out|policyholders than|equal"
    ),
    about=(
        r"fair(?:ly|ness)?\b|bias(?:ed|es)?|dispar\w+|parity|equal\w*|groups?|gender|women|ethnic\w*|skin|"
        r"dialect|accent|age bands?|minorit\w+|discriminat\w+|even-handed|harsher|small sellers|slices?|"
        r"by (?:language|region|sex|age)|diverse|nationality|names that"
    ),
    slots={
        "group": (
            r"(?:women|men\b|gender|sex\b|age (?:bands?|groups?)|over[- ](?:forty|seventies|\d+)|"
            r"under[- ]forty|ethnic\w*|skin|dark|light\b|dialect|accents?|languages?|native|nationality|"
            r"region(?:s)?|rural|urban|district|neighbourhoods?|postcodes?|income|quintile|disab\w+|"
            r"small (?:shops?|sellers?|firms?|customers?|farms?)|large \w+|"
            r"(?:english|german|spanish|portuguese|arabic|brazilian\w*|french|turkish|scottish|nigerian|"
            r"indian|african|vietnamese|latin|non-latin|christian|muslim|caribbean)|old(?:er)?\b|elderly|"
            r"young(?:er)?|headscarv\w+|head cover\w+|parents?|couples?|by (?:circuit|side|sex|age|region|"
            r"race|chat language|accent|group|district)|groups?|bands?|slices?|queer|type|families|bikes|"
            r"scooters|plaintiff|defen[cs]e|vehicle|shifts?|wheelchair|newcomers|that branch|"
            r"the countryside)"
        ),
        "compare": (
            r"(?:compar\w+|versus|\bvs\b|against|next to|between|by (?:\w+ )?(?:group|language|age|region|"
            r"accent|district|circuit|gender|sex|ethnicity|postcode|\w+)|per (?:age|group|language|"
            r"postcode|band|insulin)|than|times (?:the|that)|gap|difference|spread|apart|parity|ratio|"
            r"share of|lower one|worse|mean|average|split|rate\b|measure[d]?|look at|count|report|"
            r"shortfall|counted|with everybody else)"
        ),
        "limit": (
            r"(?:<percent>|<num> (?:percentage )?points?|four fifths|<num> times|one and a half times|"
            r"(?:more|less|over|above|below|under|within|exceed\w*|beyond) (?:than )?<num>|factor|gini|"
            r"threshold|limit\b|at most|none may|bigger than|larger than|gap of|below 0?\.\d+)"
        ),
        "act": (
            r"(?:if|when(?:ever)?|otherwise|over that|miss it|on breach|until|stops?|pause[sd]?|paused|"
            r"roll(?:s|ed)? back|reverts?|goes? back|switch(?:ed|es)? off|disabled?|hear(?:s)?|suspend\w*|"
            r"re-?balance\w*|rewritten|review\w*|stays? on manual|fix(?:ed)?|declines|routed|leaves the|"
            r"we (?:go|add|send|stop|take|recalibrate)|before one more|starts a|wait while|re-?train\w*|"
            r"becomes?|become)"
        ),
        "assure": (
            r"(?:test for bias|even-handed|equal(?:ly)? (?:for|by)|same (?:model|standard)|no cousin|"
            r"diverse|conscious|seriously|difficult balance|hope|risk list|don't see it|should be|"
            r"important one|in our dna|paper on it|worry)"
        ),
    },
    relations=(
        Relation("disparity-with-limit-and-action", ("group", "compare", "limit", "act"), 330),
        Relation("disparity-with-limit-asked", ("group", "limit", "act"), 330, when_asked=True),
    ),
    deferred=(
        r"(?:fairness|bias|skin tones?|audits?|countries get banned|differences|"
        r"groups?)\b[^.]{0,60}(?:later|afterwards?|year[- ]two|hr matter|some day|community department)|"
        r"there's no need|drop it|not needed"
    ),
)

LENSES = (PRIVACY, DATA_RETENTION, FAIRNESS)
